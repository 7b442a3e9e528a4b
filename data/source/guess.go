package source

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
)

// GuessOptions says how to open the file to guess at, and what is known of it.
type GuessOptions struct {
	Open      OpenOptions
	Sheet     string
	Catalogue *data.Catalogue // the networks it may be of
}

// Guess is what a table or a GeoJSON layer of places seems to hold.
type Guess struct {
	File    string // its name
	GeoJSON bool
	Latin1  bool // it is not UTF-8
	Mapping Mapping
	Columns []GuessedColumn // in the file's order
	Doubts  []say.Text      // about the mapping as a whole
	Rows    []GuessedRow    // the first records, as the mapping reads them
}

// GuessedColumn is a column and what it seems to hold.
type GuessedColumn struct {
	Name    string
	Field   Field // empty: none
	Example string
	Doubt   say.Text // zero where there is none
}

// GuessedRow is a record as the mapping reads it.
type GuessedRow struct {
	Where  string // its line or number
	Record data.StructureRecord
	Read   bool          // false: it would be left out
	Doubts []data.Defect // what would be reported of it
}

// NoNetwork stands in GuessedRow for a network that is not recognised.
const NoNetwork data.NetworkCode = "?"

// guessRows is how many records are shown as they would be read.
const guessRows = 10

// GuessFile proposes a mapping for a file of places, from the names of its
// columns and from their values: synonyms in French and English, whatever the
// accents and case, then what values alone can tell. It looks at the first
// records only and never fails for want of an idea: what it does not find, it
// says in Doubts. The mapping may then be incomplete (Mapping.Check tells).
func GuessFile(ctx context.Context, path string, opt GuessOptions) (*Guess, error) {
	if opt.Open.File == "" {
		opt.Open.File = filepath.Base(path)
	}
	o, err := Open(path, opt.Open)
	if err != nil {
		return nil, err
	}
	defer func() { _ = o.Close() }()
	s, err := takeExcerpt(ctx, o, opt)
	if err != nil {
		return nil, err
	}
	return s.guess(opt), nil
}

func (s *excerpt) guess(opt GuessOptions) *Guess {
	g := &guesser{excerpt: s, fields: make([]Field, len(s.names)), columns: make(map[Field]int), words: networkWords(opt.Catalogue)}
	g.byName()
	g.byValues()
	g.uncross()
	g.onePosition()
	out := &Guess{File: opt.Open.File, GeoJSON: s.geojson, Latin1: s.latin1 || opt.Open.Latin1, Mapping: Mapping{Columns: make(map[Field]string)}}
	for i, name := range s.names {
		c := GuessedColumn{Name: name, Field: g.fields[i], Example: firstFilled(s.values[i])}
		if c.Field != "" {
			out.Mapping.Columns[c.Field], c.Doubt = name, g.doubt(i)
		}
		out.Columns = append(out.Columns, c)
	}
	if _, ok := g.columns[FieldX]; ok {
		out.Mapping.EPSG = 2154
	}
	g.network(out)
	g.lacks(out)
	s.preview(out, opt.Catalogue)
	return out
}

func firstFilled(values []string) string {
	for _, v := range values {
		if v != "" {
			return shorten(v)
		}
	}
	return ""
}

// guesser gives columns to fields, one each.
type guesser struct {
	*excerpt
	fields  []Field       // of each column
	columns map[Field]int // of each field
	words   words         // of the networks
}

func (g *guesser) give(f Field, column int) {
	if _, taken := g.columns[f]; !taken && g.fields[column] == "" {
		g.fields[column], g.columns[f] = f, column
	}
}

// byName gives columns to the fields whose names they bear, the surest first;
// a column whose values belie its name is not given.
func (g *guesser) byName() {
	type match struct {
		field  Field
		column int
		score  float64
	}
	var matches []match
	for i, name := range g.names {
		folded := foldHeading(name)
		for _, f := range fields {
			if score := headingScore(folded, f); score > 0 && g.suits(f, i) {
				matches = append(matches, match{f, i, score})
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	for _, m := range matches {
		g.give(m.field, m.column)
	}
}

// suits tells whether a column's values allow a field. An empty column suits any.
func (g *guesser) suits(f Field, column int) bool {
	values := g.values[column]
	switch f {
	case FieldID:
		return allDifferent(values)
	case FieldNetworks:
		part, _ := share(values, g.isNetwork)
		return part >= 0.5
	}
	test, ok := valueTests[f]
	if !ok {
		return true
	}
	part, filled := share(values, test)
	return filled == 0 || part >= 0.5
}

func (g *guesser) isNetwork(s string) bool {
	_, ok := g.words[alike(s)]
	return ok
}

// byValues gives the columns that are left to the fields that values alone tell.
func (g *guesser) byValues() {
	for _, t := range tellingValues {
		var degrees []int // what can be the coordinate: an area or a share looks like one
		for i, values := range g.values {
			part, filled := share(values, t.test)
			if filled == 0 || part < 0.9 || g.fields[i] != "" {
				continue
			}
			fiveDigits := t.field == FieldPostalCode || t.field == FieldCommuneCode
			if fiveDigits && looksPostal(values) != (t.field == FieldPostalCode) {
				continue
			}
			if t.field == FieldLatitude || t.field == FieldLongitude {
				degrees = append(degrees, i)
				continue
			}
			g.give(t.field, i)
		}
		if len(degrees) == 1 && !g.belied(t.field) { // two that could be are none that is
			g.give(t.field, degrees[0])
		}
	}
	for i, values := range g.values {
		if part, filled := share(values, g.isNetwork); filled > 0 && part >= 0.9 {
			g.give(FieldNetworks, i)
		}
	}
	if _, ok := g.columns[FieldName]; !ok {
		g.nameByValues()
	}
}

// belied tells whether a column bears a name of a field that its values do not
// suit: a longitude of California. Another column is not taken for it.
func (g *guesser) belied(f Field) bool {
	for i, name := range g.names {
		if headingScore(foldHeading(name), f) >= 3 && g.fields[i] == "" && !g.suits(f, i) {
			return true
		}
	}
	return false
}

// nameByValues takes for the name the text that differs most from record to record.
func (g *guesser) nameByValues() {
	best, most := -1, 0
	for i, values := range g.values {
		letters, filled := share(values, hasLetters)
		if g.fields[i] != "" || filled == 0 || letters < 0.9 {
			continue
		}
		different := make(map[string]bool)
		for _, v := range values {
			different[v] = true
		}
		if len(different) > most {
			best, most = i, len(different)
		}
	}
	if best >= 0 {
		g.give(FieldName, best)
	}
}

// uncross gives latitude and longitude each the other's column where the values say so.
func (g *guesser) uncross() {
	lat, ok := g.columns[FieldLatitude]
	lon, both := g.columns[FieldLongitude]
	if !ok || !both {
		return
	}
	north, _ := share(g.values[lon], isFrenchLatitude)
	east, _ := share(g.values[lat], isFrenchLongitude)
	if north >= 0.9 && east >= 0.9 {
		g.columns[FieldLatitude], g.columns[FieldLongitude] = lon, lat
		g.fields[lat], g.fields[lon] = FieldLongitude, FieldLatitude
	}
}

// onePosition keeps the best way of telling the position: degrees, then both in
// one cell, then a layer's geometry, then metres.
func (g *guesser) onePosition() {
	ways := [][]Field{{FieldLatitude, FieldLongitude}, {FieldPosition}, {FieldX, FieldY}}
	found := g.geojson && g.points
	for _, way := range ways {
		whole := !slices.ContainsFunc(way, func(f Field) bool { _, ok := g.columns[f]; return !ok })
		if whole && !found {
			found = true
			continue
		}
		for _, f := range way {
			if i, ok := g.columns[f]; ok {
				g.fields[i] = ""
				delete(g.columns, f)
			}
		}
	}
}

// doubt says what is uncertain about a column.
func (g *guesser) doubt(column int) say.Text {
	f, values := g.fields[column], g.values[column]
	_, filled := share(values, hasLetters)
	if filled == 0 {
		return say.T("la colonne est vide dans les premières lignes", "the column is empty in the first lines")
	}
	if headingScore(foldHeading(g.names[column]), f) == 0 {
		return say.T("reconnue à ses valeurs, non à son nom", "told by its values, not by its name")
	}
	if test, ok := valueTests[f]; ok {
		if part, _ := share(values, test); part < 1 {
			return say.T("valeurs qui ne conviennent pas : %d sur %d", "values that do not suit: %d of %d", filled-int(part*float64(filled)+0.5), filled)
		}
	}
	return say.Text{}
}

// network finds the network of all records where no column tells it: in their names, else in the file's.
func (g *guesser) network(out *Guess) {
	if _, ok := g.columns[FieldNetworks]; ok {
		return
	}
	var names []string
	if i, ok := g.columns[FieldName]; ok {
		names = g.values[i]
	}
	code, sure := g.commonNetwork(names)
	if !sure {
		code, sure = g.commonNetwork([]string{strings.TrimSuffix(out.File, filepath.Ext(out.File))})
	}
	if !sure {
		out.Doubts = append(out.Doubts, say.T("le réseau n'est pas reconnu : dites-le dans « reseau » (mission-locale, cio…)",
			"the network is not recognised: say it in \"reseau\" (mission-locale, cio…)"))
		return
	}
	out.Mapping.Network = data.NetworkCode(code)
	out.Doubts = append(out.Doubts, say.T("le réseau « %s » est deviné d'après les noms : vérifiez-le", "the network \"%s\" is guessed from the names: check it", code))
}

// commonNetwork is the network that most of some texts name.
func (g *guesser) commonNetwork(texts []string) (code string, sure bool) {
	spellings := make([]string, 0, len(g.words))
	for spelling := range g.words {
		spellings = append(spellings, spelling)
	}
	slices.Sort(spellings)
	count := make(map[string]int)
	for _, t := range texts {
		folded, said := " "+alike(t)+" ", make(map[string]bool)
		for _, spelling := range spellings {
			if c := g.words[spelling]; len(spelling) > 2 && !said[c] && strings.Contains(folded, " "+spelling+" ") {
				said[c] = true
				count[c]++
			}
		}
	}
	for c, n := range count {
		if n > count[code] || n == count[code] && c < code {
			code = c
		}
	}
	return code, len(texts) > 0 && float64(count[code]) >= 0.6*float64(len(texts))
}

// lacks says what the mapping lacks.
func (g *guesser) lacks(out *Guess) {
	add := func(fr, en string) { out.Doubts = append(out.Doubts, say.T(fr, en)) }
	has := func(f Field) bool { return out.Mapping.Columns[f] != "" }
	if !has(FieldName) {
		add("aucune colonne ne semble nommer les structures : dites laquelle dans « nom »", "no column seems to name the structures: say which in \"nom\"")
	}
	switch placed := has(FieldLatitude) || has(FieldPosition) || has(FieldX) || g.geojson && g.points; {
	case !placed && out.Mapping.addressed():
		add("aucune position n'est reconnue (latitude et longitude, position, ou x, y et epsg) : les fiches seront placées par leur adresse, là où la région la connaît",
			"no position is recognised (latitude and longitude, position, or x, y and epsg): records will be placed by their address, where the region knows it")
	case !placed:
		add("aucune position n'est reconnue : il en faut une (latitude et longitude, position, ou x, y et epsg), ou une adresse avec un code postal ou une commune",
			"no position is recognised: one is needed (latitude and longitude, position, or x, y and epsg), or an address with a postal code or a commune")
	}
	if has(FieldX) {
		add("x et y semblent être en Lambert-93 (epsg: 2154) : vérifiez-le", "x and y seem to be Lambert-93 (epsg: 2154): check it")
	}
	if i, ok := g.columns[FieldPosition]; ok {
		if crossed, _ := share(g.values[i], isCrossedPair); crossed >= 0.9 {
			add("la position semble écrite longitude d'abord : chaque fiche serait remise à l'endroit et signalée ; mieux vaut deux colonnes",
				"the position seems to be written longitude first: each record would be turned round and reported; two columns are better")
		}
	}
	for _, f := range fields {
		if name := out.Mapping.Columns[f]; name != "" && slices.Contains(g.twice, name) {
			out.Doubts = append(out.Doubts, say.T("la colonne « %s » est deux fois dans l'en-tête : gardez-en une, sans quoi la construction s'arrête",
				"the column \"%s\" is twice in the header: keep one, or the build stops", shorten(name)))
		}
	}
	if !has(FieldID) {
		add("aucune colonne n'est un identifiant sans doublon : les fiches en recevront un, fait de leur nom et de leur adresse",
			"no column is an id without duplicates: records get one, made of their name and address")
	}
	if out.Latin1 {
		add("le fichier n'est pas en UTF-8 mais en Latin-1 (Windows-1252) : vérifiez les accents", "the file is not in UTF-8 but in Latin-1 (Windows-1252): look at the accents")
	}
}
