package source

import (
	"testing"

	"maillage/data"
)

func TestAddressReader(t *testing.T) {
	header := []string{"n", "rep", "type", "voie", "adr", "cp", "ville", "insee"}
	parts := AddressColumns{Number: "n", Suffix: "rep", StreetType: "type", Street: "voie", PostalCode: "cp", City: "ville", CommuneCode: "insee"}
	whole := AddressColumns{Address: "adr", PostalCode: "cp", City: "ville", CommuneCode: "insee"}
	for _, c := range []struct {
		name    string
		columns AddressColumns
		cells   []string
		want    data.Address
	}{
		{"in parts", parts, []string{"12", "bis", "Cours", "Paoli", "x", "20250", "Corte", "2b096"}, data.Address{Text: "12 bis Cours Paoli", PostalCode: "20250", City: "Corte", CommuneCode: "2B096"}},
		{"some parts", parts, []string{"", "", "", "Paoli", "", "", "Corte"}, data.Address{Text: "Paoli", City: "Corte"}},
		{"as spreadsheets write numbers", parts, []string{"12.0", "", "rue", "A", "", "1000", "Bourg", "1053.0"}, data.Address{Text: "12 rue A", PostalCode: "01000", City: "Bourg", CommuneCode: "01053"}},
		{"whole", whole, []string{"", "", "", "", " 12  cours\nPaoli ", "20250", "Corte", ""}, data.Address{Text: "12 cours Paoli", PostalCode: "20250", City: "Corte"}},
		{"all in one", AddressColumns{Address: "adr"}, []string{"", "", "", "", "12 cours Paoli, 20250 Corte"}, data.Address{Text: "12 cours Paoli", PostalCode: "20250", City: "Corte"}},
		{"all in one, without a code", AddressColumns{Address: "adr"}, []string{"", "", "", "", "12 cours Paoli Corte"}, data.Address{Text: "12 cours Paoli Corte"}},
		{"a commune in the address's place", AddressColumns{Address: "adr"}, []string{"", "", "", "", "20250 Corte"}, data.Address{Text: "20250 Corte"}},
		{"signs of nothing", whole, []string{"", "", "", "", "[ND]", "N/A", "null", "-"}, data.Address{}},
		{"a row cut short", whole, nil, data.Address{}},
	} {
		if got := NewAddressReader(c.columns, header).Read(TableRow{1, c.cells}); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}
