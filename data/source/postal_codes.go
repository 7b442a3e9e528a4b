package source

import (
	"context"
	"io"
	"strings"

	"maillage/data"
	"maillage/say"
)

// PostalCodeTaker takes postal codes of communes, by INSEE's codes; a
// gazetteer.Builder is one. It is told a code as often as a source has it.
type PostalCodeTaker interface{ AddPostalCode(commune, code string) }

// The names of the columns of postal codes, in lower case, La Poste's first.
var (
	postalCommunes = []string{"#code_commune_insee", "code_commune_insee", "code_insee", "code_commune", "codgeo", "insee_com", "insee", "citycode"}
	postalCodes    = []string{"code_postal", "codepostal", "postcode", "cp"}
)

// ReadPostalCodes reads which postal codes each commune has, one line a pair:
// La Poste's "base officielle des codes postaux" (#Code_commune_INSEE,
// Code_postal), or any table with a commune's code and a postal code. Zeros that a
// spreadsheet took from their beginnings are put back. A code of an
// arrondissement is its city's.
//
// Not read: what La Poste calls communes and their parts (Libellé d'acheminement, Ligne 5), in capitals without accents.
func ReadPostalCodes(ctx context.Context, r io.Reader, b *data.Builder, to PostalCodeTaker, opt Options) error {
	t, err := openTable(r, opt.file(r))
	if err != nil {
		return err
	}
	commune, err := t.find(postalCommunes)
	if err != nil {
		return err
	}
	code, err := t.find(postalCodes)
	if err != nil {
		return err
	}
	told, read := few{newLedger(reporter{b, opt.Source}, toldOfAddresses)}, 0
	for row, err := range t.rows(ctx, told) {
		if err != nil {
			return err
		}
		insee, postal := withZero(told, row, commune), withZero(told, row, code)
		city := cityCode(insee)
		if city == "" || postalCode(postal) == "" {
			told.report(data.DefectUnreadable, data.LeftOut, lineID(row.line), "", insee, postal)
			continue
		}
		read++
		to.AddPostalCode(strings.Clone(city), strings.Clone(postal))
	}
	told.flush()
	if read == 0 {
		return say.Errorf("%s : aucun code postal dans ce fichier ; il faut par ligne un code INSEE et un code postal, de cinq caractères chacun",
			"%s: no postal code in this file; an INSEE code and a postal code a line are needed, of five characters each", t.file)
	}
	return nil
}

// withZero is a cell to whose four digits the zero they began with is given back.
func withZero(to teller, row row, column string) string {
	s := row.get(column)
	if postalCode("0"+s) == "" {
		return s
	}
	to.report(data.DefectLeadingZero, data.Corrected, lineID(row.line), column, s, "0"+s)
	return "0" + s
}

// tellPostalCodes tells a JSON list of a commune's postal codes, and passes over whatever else it is.
func tellPostalCodes(to PostalCodeTaker, commune string, v any) {
	list, _ := v.([]any)
	for _, item := range list {
		if code := postalCode(text(item)); code != "" {
			to.AddPostalCode(commune, code)
		}
	}
}
