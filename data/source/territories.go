package source

import (
	"context"
	"io"
	"strings"

	"maillage/data"
	"maillage/internal/fold"
	"maillage/say"
)

// TerritoriesOptions tells ReadTerritories what it reads.
type TerritoriesOptions struct {
	Options
	Kind data.TerritoryKind // one that is data.TerritoryKind.OfCommunes; empty: data.KindProjet
}

// memberCodes are the names of a column with the code of the commune that
// belongs, in lower case.
var memberCodes = []string{"code_commune", "commune", "code_insee", "insee_com", "codgeo", "com", "depcom", "insee", "code"}

// ReadTerritories reads which communes make up territories that no map of
// communes tells: the Region's project territories, one line a commune, with
// columns code_territoire (or territoire), nom_territoire and code_commune; or,
// for another kind, INSEE's table of communes (CODGEO, ZE2020, LIBZE2020). The
// name may be missing; the territory's code may be its name.
func ReadTerritories(ctx context.Context, r io.Reader, b *data.Builder, opt TerritoriesOptions) error {
	kind := opt.Kind
	if kind == "" {
		kind = data.KindProjet
	}
	m := &members{reporter: reporter{b, opt.Source}, kind: kind}
	t, err := m.open(r, opt.file(r))
	if err != nil {
		return err
	}
	code, err := t.find(append(append([]string(nil), partNames[kind]...), territoryCodes[kind]...))
	if err != nil {
		return err
	}
	name, _ := t.find(territoryNames[kind]) // there may be none
	named := make(map[string]string)
	return m.read(ctx, t, func(row row) string {
		territory, label := row.get(code), row.get(name)
		switch first, twice := named[territory]; {
		case territory == "" || territory == noEPCI || label == "":
		case !twice:
			named[territory] = label
			b.NameTerritory(kind, territory, label)
		case first != label:
			m.report(data.DefectDuplicate, data.LeftOut, lineID(row.line), name, label, first)
		}
		if territory == noEPCI {
			return ""
		}
		if territory == "" {
			m.report(data.DefectUnreadable, data.LeftOut, lineID(row.line), code, "", "")
		}
		return territory
	})
}

// ReadFRR reads the communes in France ruralités revitalisation: one line a
// commune, with its code. A column that says which zone it is in (named frr,
// zonage, classement or statut, with words such as "FRR", "FRR+", "Non classée")
// parts FRR from FRR+ and leaves the others out; without one all listed are in FRR.
func ReadFRR(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	m := &members{reporter: reporter{b, opt.Source}, kind: data.KindFRR}
	t, err := m.open(r, opt.file(r))
	if err != nil {
		return err
	}
	zone, _ := t.find([]string{"frr", "zonage", "zonage_frr", "classement", "statut", "zone"}) // there may be none
	b.NameTerritory(data.KindFRR, frr, "France ruralités revitalisation")
	b.NameTerritory(data.KindFRR, frrPlus, "France ruralités revitalisation plus")
	return m.read(ctx, t, func(row row) string {
		if zone == "" {
			return frr
		}
		code, known := frrZone(row.get(zone))
		if !known {
			m.report(data.DefectUnknownValue, data.LeftOut, lineID(row.line), zone, row.get(zone), "FRR, FRR+, Non classée")
		}
		return code
	})
}

// The codes of the two zones of data.KindFRR.
const (
	frr     = "frr"
	frrPlus = "frr+"
)

// frrZone is the zone that a word stands for, empty for none; false where the word is unknown.
func frrZone(word string) (code string, known bool) {
	folded := fold.Text(word)
	switch {
	case folded == "" && word != "+" || folded == "0" || strings.HasPrefix(folded, "non") || strings.HasPrefix(folded, "hors"):
		return "", true
	case strings.HasPrefix(folded, "n est"):
		return "", false
	case strings.Contains(word, "+") || strings.Contains(folded, "plus"):
		return frrPlus, true
	case folded == "1" || folded == "oui" || strings.HasPrefix(folded, "frr") || strings.HasPrefix(folded, "class") || strings.HasPrefix(folded, "partiel"):
		return frr, true
	}
	return "", false
}

// members reads a list of communes and what they belong to.
type members struct {
	reporter
	kind    data.TerritoryKind
	commune string // the column
	count   int
}

func (m *members) open(r io.Reader, file string) (*table, error) {
	t, err := openTable(r, file)
	if err != nil {
		return nil, err
	}
	m.commune, err = t.find(memberCodes)
	return t, err
}

// read assigns each row's commune to the territory that a row is said to name, if any.
func (m *members) read(ctx context.Context, t *table, territory func(row) string) error {
	for row, err := range t.rows(ctx, m.reporter) {
		if err != nil {
			return err
		}
		commune := row.get(m.commune)
		if whole := "0" + commune; len(whole) == 5 && communeCode.MatchString(whole) {
			m.report(data.DefectLeadingZero, data.Corrected, lineID(row.line), m.commune, commune, whole)
			commune = whole
		}
		if !communeCode.MatchString(commune) {
			m.report(data.DefectUnreadable, data.LeftOut, lineID(row.line), m.commune, commune, "")
			continue
		}
		m.count++
		if code := territory(row); code != "" {
			m.builder.AssignCommune(data.Membership{
				Source: m.source, Record: lineID(row.line), Kind: m.kind, Territory: code, Commune: strings.Clone(commune),
			})
		}
	}
	if m.count == 0 {
		return say.Errorf("%s : aucune ligne avec un code de commune dans la colonne « %s » ; il faut une commune par ligne, sur cinq caractères",
			"%s: no line with a commune's code in column %q; one commune a line is needed, of five characters", t.file, m.commune)
	}
	return nil
}
