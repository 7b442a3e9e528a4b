package source

import (
	"slices"
	"strings"

	"maillage/data"
)

// AddressReader makes addresses of a table's rows.
type AddressReader struct {
	number, suffix, kind, street, address, postal, city, commune int // columns, -1 for none
}

// NewAddressReader reads the rows under a header by columns that were checked for it.
func NewAddressReader(a AddressColumns, header []string) *AddressReader {
	at := func(column string) int {
		if column == "" {
			return -1
		}
		return slices.Index(header, column)
	}
	return &AddressReader{
		number: at(a.Number), suffix: at(a.Suffix), kind: at(a.StreetType), street: at(a.Street), address: at(a.Address),
		postal: at(a.PostalCode), city: at(a.City), commune: at(a.CommuneCode),
	}
}

// Read is the address of a row, as it is written but for the zeros that
// spreadsheets take from codes and the decimals they give to numbers. Where the
// row tells its city in the address alone, it is parted from the street.
func (r *AddressReader) Read(row TableRow) data.Address {
	a := data.Address{
		PostalCode:  fiveDigits(cellOf(row, r.postal)),
		City:        cellOf(row, r.city),
		CommuneCode: strings.ToUpper(fiveDigits(cellOf(row, r.commune))),
	}
	parts := []string{whole(cellOf(row, r.number)), cellOf(row, r.suffix), cellOf(row, r.kind), cellOf(row, r.street), cellOf(row, r.address)}
	a.Text = strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
	if a.City == "" && a.PostalCode == "" && a.CommuneCode == "" {
		if street, postal, city := splitAddress(a.Text); street != "" && postal != "" {
			a.Text, a.PostalCode, a.City = street, postal, city
		}
	}
	return a
}

// cellOf is a cell on one line; "" for the ways people write that there is nothing.
func cellOf(row TableRow, column int) string {
	s := oneLine(row.Cell(column), " ")
	switch strings.ToUpper(s) {
	case "NULL", "N/A", "NA", "-", "[ND]", "NC", "ND":
		return ""
	}
	return s
}

// whole is a number without the decimals a spreadsheet wrote.
func whole(s string) string { return strings.TrimSuffix(s, ".0") }

// fiveDigits is a code with the zero at its beginning.
func fiveDigits(s string) string {
	s = whole(s)
	if len(s) == 4 && strings.Trim(s, "0123456789") == "" {
		return "0" + s
	}
	return s
}
