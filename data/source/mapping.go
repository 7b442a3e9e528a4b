package source

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"maillage/data"
	"maillage/geo"
	"maillage/internal/fold"
	"maillage/say"
)

// Field is what a column of somebody's table holds, in the vocabulary of data.inclusion.
type Field string

// The fields a column can be mapped to.
const (
	FieldID          Field = "id"
	FieldName        Field = "nom"
	FieldLatitude    Field = "latitude"
	FieldLongitude   Field = "longitude"
	FieldPosition    Field = "position" // "latitude, longitude" in one cell
	FieldX           Field = "x"        // with y, in the projection of Mapping.EPSG
	FieldY           Field = "y"
	FieldAddress     Field = "adresse"
	FieldPostalCode  Field = "code_postal"
	FieldCity        Field = "commune"
	FieldCommuneCode Field = "code_insee"
	FieldDepartement Field = "departement"
	FieldSiret       Field = "siret"
	FieldPhone       Field = "telephone"
	FieldEmail       Field = "courriel"
	FieldWebsite     Field = "site_web"
	FieldNetworks    Field = "reseaux_porteurs"
	FieldAudiences   Field = "publics"
	FieldLevel       Field = "niveau"
	FieldReceptions  Field = "modes_accueil"
	FieldHours       Field = "horaires_accueil"
	FieldEligibility Field = "zone_eligibilite"
	FieldAccessible  Field = "accessible"
	FieldParent      Field = "parent"
)

// Fields lists the fields in the order people fill them in.
func Fields() []Field { return slices.Clone(fields) }

var fields = []Field{
	FieldID, FieldName, FieldNetworks, FieldLatitude, FieldLongitude, FieldPosition, FieldX, FieldY,
	FieldAddress, FieldPostalCode, FieldCity, FieldCommuneCode, FieldDepartement, FieldSiret,
	FieldPhone, FieldEmail, FieldWebsite, FieldAudiences, FieldLevel, FieldReceptions, FieldHours,
	FieldEligibility, FieldAccessible, FieldParent,
}

// Mapping says which column of a table, or property of a GeoJSON layer, holds what.
type Mapping struct {
	Columns map[Field]string
	// Network is that of every record, where no column tells it.
	Network data.NetworkCode
	// EPSG is the projection of x and y.
	EPSG int
	// Separators are the signs between the elements of a list in one cell. Empty: DefaultSeparators.
	Separators string
}

// DefaultSeparators part lists in a cell: "jeunes, seniors" or "jeunes|seniors".
const DefaultSeparators = ",;|/"

// Check tells what is wrong with a mapping of a table, or of a GeoJSON layer,
// whose geometry may give the position. It needs no file.
func (m Mapping) Check(geojson bool) error {
	for _, f := range slices.Sorted(maps.Keys(m.Columns)) {
		if !slices.Contains(fields, f) {
			return say.Errorf("clé « %s » inconnue ; clés possibles : %s", "unknown key \"%s\"; allowed keys: %s", string(f), JoinFields(fields))
		}
	}
	switch {
	case m.Columns[FieldName] == "":
		return say.Errorf("il manque « nom » : la colonne qui nomme les structures", "\"nom\" is missing: the column that names the structures")
	case (m.Network == "") == (m.Columns[FieldNetworks] == ""):
		return say.Errorf(
			"donnez soit « reseaux_porteurs » (la colonne des réseaux), soit « reseau » (le réseau de toutes les fiches, comme mission-locale)",
			"give either \"reseaux_porteurs\" (the column of networks) or \"reseau\" (the network of every record, such as mission-locale)")
	}
	return m.checkPosition(geojson)
}

func (m Mapping) checkPosition(geojson bool) error {
	has := func(f Field) bool { return m.Columns[f] != "" }
	ways := 0
	for _, pair := range [][2]Field{{FieldLatitude, FieldLongitude}, {FieldX, FieldY}, {FieldPosition, FieldPosition}} {
		if has(pair[0]) != has(pair[1]) {
			return say.Errorf("« %s » et « %s » vont ensemble ; donnez les deux, ou aucun", "\"%s\" and \"%s\" go together; give both, or neither", string(pair[0]), string(pair[1]))
		}
		if has(pair[0]) {
			ways++
		}
	}
	if ways > 1 || ways == 0 && !geojson && !m.addressed() {
		return say.Errorf("donnez la position d'une seule façon : « latitude » et « longitude », ou « position », ou « x », « y » et « epsg » ; ou, sans position, « adresse » avec « code_postal », « commune » ou « code_insee »",
			"give the position in one way: \"latitude\" and \"longitude\", or \"position\", or \"x\", \"y\" and \"epsg\"; or, without one, \"adresse\" with \"code_postal\", \"commune\" or \"code_insee\"")
	}
	if has(FieldX) != (m.EPSG != 0) {
		return say.Errorf("« epsg » dit la projection de « x » et « y » (2154 pour Lambert-93) ; donnez les trois, ou aucun",
			"\"epsg\" is the projection of \"x\" and \"y\" (2154 for Lambert-93); give all three, or none")
	}
	if m.EPSG != 0 {
		_, err := geo.ProjectionOf(m.EPSG)
		return err
	}
	return nil
}

// addressed tells whether records may be looked for by their address: a street, and what says in which commune.
func (m Mapping) addressed() bool {
	return m.Columns[FieldAddress] != "" && slices.ContainsFunc([]Field{FieldPostalCode, FieldCity, FieldCommuneCode}, func(f Field) bool { return m.Columns[f] != "" })
}

// columns are the columns that must be there, in the order of the fields.
func (m Mapping) columns() []string {
	var out []string
	for _, f := range fields {
		if name := m.Columns[f]; name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// list parts a cell into its elements.
func (m Mapping) list(cell string) []string {
	separators := m.Separators
	if separators == "" {
		separators = DefaultSeparators
	}
	var out []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(separators, r) || r == '\n' }) {
		if s = strings.Trim(s, " \t\r\n\"'[]{}"); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// JoinFields names fields in a sentence.
func JoinFields(list []Field) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

var pluralEnds = regexp.MustCompile(`(\pL{2,})[sx]\b`)

// alike reduces a word of a vocabulary to what its spellings share: case,
// accents, punctuation and plurals do not count.
func alike(s string) string { return pluralEnds.ReplaceAllString(fold.Text(s), "$1") }
