package source

import (
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
)

func TestSpot(t *testing.T) {
	for _, c := range []struct {
		name, lon, lat string
		want           orb.Point
		kind           data.DefectKind
	}{
		{"degrees", "9.15", "42.306", orb.Point{9.15, 42.306}, ""},
		{"west and south", "-61.5", "-21.1", orb.Point{-61.5, -21.1}, ""},
		{"decimal comma", "9,15", "42,306", orb.Point{9.15, 42.306}, data.DefectDecimalComma},
		{"one comma", "9.15", "42,306", orb.Point{9.15, 42.306}, data.DefectDecimalComma},
		{"no longitude", "", "42.306", orb.Point{}, data.DefectPositionMissing},
		{"neither", "", "", orb.Point{}, data.DefectPositionMissing},
		{"nowhere", "0", "0.0", orb.Point{}, data.DefectPositionMissing},
		{"off the earth, for the builder to judge", "9.15", "95", orb.Point{9.15, 95}, ""},
		{"metres, for the builder to read", "1210000", "6120000", orb.Point{1210000, 6120000}, ""},
		{"no number of any map", "9.15", "1e9", orb.Point{}, data.DefectPositionInvalid},
		{"two numbers in one", "9.15", "41.93414,8", orb.Point{}, data.DefectPositionInvalid},
		{"words", "est", "nord", orb.Point{}, data.DefectPositionInvalid},
		{"not a number", "NaN", "42", orb.Point{}, data.DefectPositionInvalid},
		{"without end", "Inf", "42", orb.Point{}, data.DefectPositionInvalid},
	} {
		got, kind := spot{"lon", "lat", c.lon, c.lat}.point()
		if got != c.want || kind != c.kind {
			t.Errorf("%s: got %v %q, want %v %q", c.name, got, kind, c.want, c.kind)
		}
	}
}

func TestPrecisionOf(t *testing.T) {
	for address, want := range map[string]data.Precision{
		"7 Avenue Xavier":                       data.PrecisionHouse,
		"12 bis, rue Haute":                     data.PrecisionHouse,
		"Immeuble A, 3 place du Marché":         data.PrecisionHouse,
		"51-53 AVENUE CHARLES":                  data.PrecisionHouse,
		"Avenue de la Gare":                     data.PrecisionStreet,
		"Route de la Mer":                       data.PrecisionStreet,
		"Hameau du Pont":                        data.PrecisionLocality,
		"Lieu-dit Trois Moulins":                data.PrecisionLocality,
		"Mairie de Quelque Part":                data.PrecisionUnknown,
		"":                                      data.PrecisionUnknown,
		"Bâtiment 2":                            data.PrecisionUnknown,
		"Les Logis, Bât. i45 - BP 154":          data.PrecisionUnknown,
		"Mairie annexe, boulevard de la Plage":  data.PrecisionStreet,
		"428, boulevard des Anges – en mairie ": data.PrecisionHouse,
	} {
		if got := precisionOf(address); got != want {
			t.Errorf("%q: got %v, want %v", address, got, want)
		}
	}
}

func TestSplitAddress(t *testing.T) {
	for _, c := range []struct{ address, street, postal, city string }{
		{"7 Avenue Haute 20250 corte", "7 Avenue Haute", "20250", "corte"},
		{"Parking\nde la MSA\n20218 MOROSAGLIA", "Parking de la MSA", "20218", "MOROSAGLIA"},
		{"3, cours Long, 20200 BASTIA", "3, cours Long", "20200", "BASTIA"},
		{"Rue Basse 20221 20221 CERVIONE", "Rue Basse", "20221", "CERVIONE"},
		{"CS 70407, 20705 AJACCIO CEDEX 9", "CS 70407", "20705", "AJACCIO CEDEX 9"},
		{"20137 PORTO-VECCHIO", "", "20137", "PORTO-VECCHIO"},
		{"Mairie annexe", "Mairie annexe", "", ""},
		{"", "", "", ""},
		{"BP 48 20620 BIGUGLIA", "BP 48", "20620", "BIGUGLIA"},
	} {
		street, postal, city := splitAddress(c.address)
		if street != c.street || postal != c.postal || city != c.city {
			t.Errorf("%q: got %q %q %q, want %q %q %q", c.address, street, postal, city, c.street, c.postal, c.city)
		}
	}
}

func TestIsCedex(t *testing.T) {
	for _, c := range []struct {
		postal, city string
		want         bool
	}{
		{"20407", "BASTIA", true},
		{"20700", "AJACCIO", true},
		{"20200", "BASTIA", false},
		{"20137", "PORTO VECCHIO", false},
		{"20600", "BASTIA", false},
		{"69007", "LYON", false},
		{"69301", "LYON CEDEX 07", true},
		{"73000", "Chambéry cedex", true},
		{"20", "BASTIA", false},
	} {
		if got := data.IsCedex(c.postal, c.city); got != c.want {
			t.Errorf("%s %s: got %v, want %v", c.postal, c.city, got, c.want)
		}
	}
}

func TestContentID(t *testing.T) {
	a := contentID("L'Île  Bleue", "Antenne", "3 rue Haute")
	if got := contentID("l ile BLEUE", "antenne", "3, rue haute"); got != a {
		t.Errorf("spelling changes the id: %q and %q", a, got)
	}
	if got := contentID("L'Île Bleue", "Antenne", "4 rue Haute"); got == a {
		t.Errorf("another address has the same id %q", got)
	}
	if got := contentID("L'Île Bleue", "Antenne3", "rue Haute"); got == a {
		t.Errorf("fields run together in %q", got)
	}
	if want := "l-ile-bleue-"; a[:len(want)] != want || len(a) != len(want)+8 {
		t.Errorf("got %q, want %q and eight digits", a, want)
	}
	if got := contentID("", ""); len(got) != 8 {
		t.Errorf("a nameless record has the id %q, want eight digits", got)
	}
}
