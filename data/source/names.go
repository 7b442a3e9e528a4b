package source

import (
	"bufio"
	"context"
	"io"
	"strings"

	"maillage/data"
	"maillage/say"
)

// NamesOptions tells ReadNames what it reads.
type NamesOptions struct {
	Options
	Kind data.TerritoryKind // whose names these are
}

// The names a territory's name goes by, in lower case; * is a year.
var territoryNames = map[data.TerritoryKind][]string{
	data.KindEPCI:        {"libepci", "nom_epci", "raison_sociale"},
	data.KindBassinVie:   {"libbv*"},
	data.KindZoneEmploi:  {"libze*"},
	data.KindDepartement: {"nom_dep", "libdep"},
	data.KindRegion:      {"nom_reg", "libreg"},
	data.KindProjet:      {"nom_territoire", "libelle_territoire", "lib_territoire"},
}

// The names a territory's code goes by besides those of partNames.
var (
	territoryCodes = map[data.TerritoryKind][]string{
		data.KindEPCI:   {"code_siren", "siren"},
		data.KindProjet: {"code_territoire", "territoire", "id_territoire"},
	}
	plainCodes = []string{"code", "codgeo", "insee"}
	plainNames = []string{"nom", "libelle", "libgeo", "nom_officiel"}
)

func codeColumns(kind data.TerritoryKind) []string {
	return append(append(append([]string(nil), partNames[kind]...), territoryCodes[kind]...), plainCodes...)
}

func nameColumns(kind data.TerritoryKind) []string {
	return append(append([]string(nil), territoryNames[kind]...), plainNames...)
}

// ReadNames reads the names of territories of one kind: JSON of geo.api.gouv.fr
// (a list of objects with code and nom, such as /epcis), or CSV of IGN's Admin
// Express and INSEE, whose columns are code and nom, or EPCI and LIBEPCI,
// ZE2020 and LIBZE2020… in any case; the communes' table with one line a commune
// does too. Names of territories that the region has not are of no effect.
func ReadNames(ctx context.Context, r io.Reader, b *data.Builder, opt NamesOptions) error {
	buffered := bufio.NewReader(r)
	n := &names{reporter: reporter{b, opt.Source}, kind: opt.Kind, file: opt.file(r), told: make(map[string]string)}
	head, _ := buffered.Peek(512)
	read := n.readCSV
	if text := strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n"); strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{") {
		read = n.readJSON
	}
	if err := read(ctx, buffered); err != nil {
		return err
	}
	if len(n.told) == 0 {
		return say.Errorf("%s : aucun nom de territoire dans ce fichier ; il faut un code et un nom par ligne",
			"%s: no territory's name in this file; a code and a name a line are needed", n.file)
	}
	return nil
}

// names gathers the names of one file.
type names struct {
	reporter
	kind data.TerritoryKind
	file string
	told map[string]string // by code
}

type namedCode struct {
	Code string `json:"code"`
	Nom  string `json:"nom"`
}

func (n *names) readJSON(ctx context.Context, r io.Reader) error {
	return eachObject(ctx, r, n.file, []string{"code", "nom"}, func(at int, record *namedCode, readable bool) {
		if !readable {
			n.report(data.DefectUnreadable, data.LeftOut, placeID("fiche", at), "", "", "")
			return
		}
		n.add(placeID("fiche", at), strings.TrimSpace(record.Code), strings.TrimSpace(record.Nom))
	})
}

func (n *names) readCSV(ctx context.Context, r io.Reader) error {
	t, err := openTable(r, n.file)
	if err != nil {
		return err
	}
	code, err := t.find(codeColumns(n.kind))
	if err != nil {
		return err
	}
	name, err := t.find(nameColumns(n.kind))
	if err != nil {
		return err
	}
	for row, err := range t.rows(ctx, n.reporter) {
		if err != nil {
			return err
		}
		n.add(lineID(row.line), row.get(code), row.get(name))
	}
	return nil
}

// add names a territory; the first name a file gives is kept.
func (n *names) add(record, code, name string) {
	first, twice := n.told[code]
	switch {
	case code == noEPCI: // INSEE's line for the communes that belong to none
	case code == "" || name == "":
		n.report(data.DefectUnreadable, data.LeftOut, record, "", code, name)
	case twice && first != name:
		n.report(data.DefectDuplicate, data.LeftOut, record, "nom", name, first)
	case !twice:
		n.told[code] = name
		n.builder.NameTerritory(n.kind, code, name)
	}
}

// find is the table's column that one of our names fits, the first of ours first.
func (t *table) find(ours []string) (string, error) {
	for _, our := range ours {
		for _, column := range t.header {
			if named(strings.ToLower(column), our) {
				return column, nil
			}
		}
	}
	return "", say.Errorf("%s, ligne 1 : il manque une colonne, nommée de l'une de ces façons : %s ; colonnes trouvées : %s",
		"%s, line 1: a column is missing, named one of %s; columns found: %s", t.file, strings.Join(ours, ", "), clean(strings.Join(t.header, ", ")))
}
