package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"slices"

	"maillage/data"
	"maillage/say"
)

// A guess looks at so many records and bytes, whichever end first.
const (
	sampleRecords = 1000
	sampleBytes   = 8 << 20
	sampleColumns = 1000
)

// excerpt is the first records of a file, by column.
type excerpt struct {
	names   []string
	twice   []string              // of the names, those that two columns bear
	values  [][]string            // by column, then by record
	records []func(Mapping) cells // the records shown
	geojson bool
	points  bool // the layer's geometries are points
	latin1  bool
	bytes   int
	count   int
}

var errEnough = errors.New("enough records")

// takeExcerpt reads the first records of a table or a layer. A table whose every
// row is unreadable, or that has none, is an error.
func takeExcerpt(ctx context.Context, r io.Reader, opt GuessOptions) (*excerpt, error) {
	file := opt.Open.File
	buffered := bufio.NewReaderSize(r, 64<<10)
	head, _ := buffered.Peek(512)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	s := &excerpt{}
	var err error
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		err = s.features(ctx, buffered, file)
	case bytes.HasPrefix(head, []byte("[")):
		return nil, say.Errorf("%s est une liste JSON, ni un tableau ni une couche GeoJSON ; enregistrez-la en CSV, ou voyez les formats des recettes (inclusion-structures, mednum…)",
			"%s is a JSON list, neither a table nor a GeoJSON layer; save it as CSV, or see the formats of recipes (inclusion-structures, mednum…)", file)
	default:
		err = s.table(ctx, buffered, file, opt.Sheet)
	}
	if err == nil && s.count == 0 {
		return nil, say.Errorf("%s n'a aucune fiche lisible sous ses noms de colonnes ; vérifiez que la première ligne nomme les colonnes",
			"%s has no readable record under its columns' names; check that the first line names the columns", file)
	}
	return s, err
}

func (s *excerpt) table(ctx context.Context, r io.Reader, file, sheet string) error {
	rows, err := openRows(r, file, sheet)
	if err != nil {
		return err
	}
	defer func() { _ = rows.close() }()
	at := make(map[string]int) // of a name that two columns bear, the last, as everywhere
	for _, name := range rows.names() {
		if _, ok := at[name]; ok {
			s.twice = append(s.twice, name)
		} else if name != "" && len(s.names) < sampleColumns {
			at[name] = len(s.names)
			s.names = append(s.names, name)
		}
	}
	s.values = make([][]string, len(s.names))
	for row, err := range rows.rows(ctx, reporter{data.NewBuilder(data.Region{}, data.SPRO()), ""}) {
		if err != nil {
			return err
		}
		for i, name := range s.names {
			s.keep(i, row.get(name))
		}
		if s.record(func(m Mapping) cells { return rowCells{row, m} }) {
			break
		}
	}
	if t, ok := rows.(*table); ok {
		s.latin1 = t.text.switched > 0
	}
	return nil
}

func (s *excerpt) features(ctx context.Context, r io.Reader, file string) error {
	s.geojson = true
	points := 0
	at := make(map[string]int)
	err := eachFeature(ctx, r, file, func(f featureCells) error {
		for _, name := range slices.Sorted(maps.Keys(f.Properties)) {
			if _, ok := at[name]; !ok && len(s.names) < sampleColumns {
				at[name] = len(s.names)
				s.names, s.values = append(s.names, name), append(s.values, make([]string, s.count))
			}
		}
		for i, name := range s.names {
			s.keep(i, propertyText(f.Properties[name]))
		}
		if _, _, ok := f.point(); ok {
			points++
		}
		if s.record(func(m Mapping) cells { f.mapping = m; return f }) {
			return errEnough
		}
		return nil
	})
	s.points = points*2 > s.count
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func (s *excerpt) keep(column int, value string) {
	s.values[column] = append(s.values[column], value)
	s.bytes += len(value) + 16 // a text's own size in memory
}

// record ends a record and tells whether there are enough.
func (s *excerpt) record(with func(Mapping) cells) bool {
	if s.count < guessRows {
		s.records = append(s.records, with)
	}
	s.count++
	return s.count >= sampleRecords || s.bytes >= sampleBytes
}

// preview reads the first records as the mapping would.
func (s *excerpt) preview(g *Guess, catalogue *data.Catalogue) {
	b := data.NewBuilder(data.Region{}, catalogue)
	mapping := g.Mapping
	if mapping.Columns[FieldNetworks] == "" && mapping.Network == "" {
		mapping.Network = NoNetwork // so that the rest can be shown
	}
	m := newMapper(b, TableOptions{Mapping: mapping})
	for _, with := range s.records {
		c, before := with(mapping), len(b.Defects())
		record, ok := m.read(c)
		g.Rows = append(g.Rows, GuessedRow{Where: c.name(), Record: record, Read: ok, Doubts: slices.Clone(b.Defects()[before:])})
	}
}
