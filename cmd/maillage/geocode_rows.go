package main

import (
	"context"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/paulmach/orb"
	"github.com/schollz/progressbar/v3"

	"maillage/data"
	"maillage/data/region"
	"maillage/data/source"
	"maillage/geo/gazetteer"
	"maillage/internal/fold"
)

// geocodedColumns are named as the national geocoder names them; precision and source are ours.
var geocodedColumns = []string{"latitude", "longitude", "result_label", "result_score", "result_type", "result_housenumber", "result_name",
	"result_street", "result_postcode", "result_city", "result_citycode", "result_status", "result_precision", "result_source"}

// batchRows is how many rows are placed at a time: all that are in memory.
const batchRows = 2000

// geocoding places rows.
type geocoding struct {
	m        *Main
	lookup   *region.Lookup
	national *region.Geocoder // nil: nobody is asked
	least    float64
	counts   tally
	bar      *progressbar.ProgressBar
}

// placed is a row and what became of its address.
type placed struct {
	row     source.TableRow
	address data.Address
	status  string
	source  string // who placed it

	point     orb.Point
	precision data.Precision
	score     float64

	label, number, name, street, postal, city, code string
}

// copy reads the table and writes it with its places, in its order, a batch at a time.
func (g *geocoding) copy(ctx context.Context, table *source.TableCopy, w io.Writer, form source.TableForm, columns source.AddressColumns) error {
	out, names, err := table.To(w, form, geocodedColumns)
	if err != nil {
		return err
	}
	if names[0] != geocodedColumns[0] {
		g.m.tell("Le tableau a déjà de ces colonnes : celles d'aujourd'hui se nomment %s, …", "The table has such columns already: today's are named %s, …", names[0])
	}
	defer g.watch()()
	reader := source.NewAddressReader(columns, table.Header())
	batch := make([]placed, 0, batchRows)
	write := func() error {
		if err := g.place(ctx, batch); err != nil {
			return err
		}
		for i := range batch {
			p := &batch[i]
			g.counts.add(p)
			if err := out.Write(p.row, p.cells()); err != nil {
				return err
			}
		}
		g.advance(len(batch))
		batch = batch[:0]
		return nil
	}
	for row, err := range table.Rows(ctx) {
		if err != nil {
			return err
		}
		p := placed{row: row, address: reader.Read(row)}
		if spills(row.Cells, len(table.Header())) {
			p.status = region.GeocodedError // its cells may stand under other columns than theirs
		}
		if batch = append(batch, p); len(batch) == batchRows {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if err := write(); err != nil {
		return err
	}
	g.counts.switched = table.Switched()
	return out.Close()
}

// spills tells whether a row has more than its columns; a separator too many at its end is nothing.
func spills(cells []string, columns int) bool {
	return len(cells) > columns && strings.TrimSpace(strings.Join(cells[columns:], "")) != ""
}

// place finds where a batch is: here, on all processors, then nationally what was not found well.
func (g *geocoding) place(ctx context.Context, batch []placed) error {
	workers := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	for k := range workers {
		all.Go(func() {
			for i := k; i < len(batch) && ctx.Err() == nil; i += workers {
				if batch[i].status == "" {
					batch[i].here(g.lookup, g.least)
				}
			}
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil || g.national == nil {
		return err
	}
	return g.nationally(ctx, batch)
}

// here looks an address up in the region.
func (p *placed) here(l *region.Lookup, least float64) {
	m, outcome := l.Find(p.address, least)
	switch outcome {
	case region.Found:
		p.take(&m)
	case region.Ambiguous:
		p.status = statusAmbiguous
	case region.Empty:
		p.status = region.GeocodedSkipped
	default:
		p.status = region.GeocodedNotFound
	}
}

// statusAmbiguous is of an address that several communes have, and that tells none.
const statusAmbiguous = "ambiguous"

// take fills the row in from a place of the region.
func (p *placed) take(m *gazetteer.Match) {
	p.status, p.source, p.point, p.score = region.GeocodedOK, "region", m.Point, m.Score
	p.label, p.name, p.postal, p.city, p.code = m.Label, m.Name, m.PostalCode, m.Commune, m.CommuneCode
	switch m.Kind {
	case gazetteer.KindHouse:
		p.precision, p.number, p.street, p.name = data.PrecisionHouse, m.Number, m.Name, m.Number+" "+m.Name
	case gazetteer.KindStreet:
		p.precision, p.street = data.PrecisionStreet, m.Name
	case gazetteer.KindLocality:
		p.precision = data.PrecisionLocality
	default:
		p.precision = data.PrecisionCommune
		if text := fold.Text(p.address.Text); text != "" && text != fold.Text(p.address.City) && text != fold.Text(m.Name) {
			p.score /= 2 // of a street and a commune only the commune is found
		}
	}
}

// resultType is the national geocoder's word for a precision.
func resultType(p data.Precision) string {
	switch p {
	case data.PrecisionHouse:
		return "housenumber"
	case data.PrecisionStreet:
		return "street"
	case data.PrecisionLocality:
		return "locality"
	default:
		return "municipality"
	}
}

// cells are those of geocodedColumns.
func (p *placed) cells() []any {
	cells := make([]any, len(geocodedColumns))
	if p.status != region.GeocodedOK {
		cells[11] = p.status
		return cells
	}
	values := []any{round(p.point.Lat(), 6), round(p.point.Lon(), 6), p.label, round(p.score, 3), resultType(p.precision), p.number, p.name,
		p.street, p.postal, p.city, p.code, p.status, p.precision.String(), p.source}
	for i, v := range values {
		if v != "" {
			cells[i] = v
		}
	}
	return cells
}

func round(x float64, decimals int) float64 {
	unit := math.Pow10(decimals)
	return math.Round(x*unit) / unit
}

// watch draws how many rows are placed, on a terminal; what it returns takes the bar away.
func (g *geocoding) watch() (stop func()) {
	if !g.m.Terminal {
		return func() {}
	}
	g.bar = progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(g.m.Stderr),
		progressbar.OptionSetDescription(g.m.in("adresses", "addresses")),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	return func() { _ = g.bar.Clear() }
}

// advance tells the bar. One that cannot be drawn is nobody's loss.
func (g *geocoding) advance(rows int) {
	if g.bar != nil {
		_ = g.bar.Add(rows)
	}
}
