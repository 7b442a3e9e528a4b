package analysis

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
)

// world is a region drawn in text. In land, every other character of every
// other line is a place, a kilometre apart:
//
//	0…9   a cell with so many people (and as many young people as half of them, rounded down)
//	A…Z   a structure, described in structures or else France services
//	space nothing
//
// and between two places
//
//   - |   a street, both ways
//     > <   a street one way
//     ~     a street closed in winter
//     #     a private street       =     a footpath
//
// communes gives, for each column of places, the letter of its commune; '.' is outside all,
// z of no département.
type world struct {
	land       string
	communes   string
	structures map[byte]data.StructureRecord
	census     map[byte]int // people of a commune by its letter; 100 where nothing is told
	fictional  bool
	gridless   bool // each commune is one cell
}

// The south-west corner of every drawing, in kilometres of EPSG:2154.
const westKm, southKm = 700, 6600

const drawnEPSG = 2154

func lonlat(t testing.TB, x, y float64) orb.Point {
	t.Helper()
	p, err := geo.ProjectionOf(drawnEPSG)
	if err != nil {
		t.Fatal(err)
	}
	return p.Inverse(orb.Point{(westKm + x) * 1000, (southKm + y) * 1000})
}

// rows are the drawing's lines from south to north, without the tabs that indent them.
func (w *world) rows() []string {
	lines := strings.Split(strings.Trim(w.land, "\n\t"), "\n")
	slices.Reverse(lines)
	for i := range lines {
		lines[i] = strings.TrimLeft(lines[i], "\t")
	}
	return lines
}

// center is the middle of the place at a column and a row.
func center(t testing.TB, col, row int) orb.Point {
	t.Helper()
	return lonlat(t, float64(col)+.5, float64(row)+.5)
}

func box(t testing.TB, col, width, height int) orb.MultiPolygon {
	t.Helper()
	x0, x1, y1 := float64(col), float64(col+width), float64(height)
	ring := orb.Ring{lonlat(t, x0, 0)}
	for x := x0; x < x1; x++ {
		ring = append(ring, lonlat(t, x+1, 0))
	}
	for y := 0.; y < y1; y++ {
		ring = append(ring, lonlat(t, x1, y+1))
	}
	for x := x1; x > x0; x-- {
		ring = append(ring, lonlat(t, x-1, y1))
	}
	for y := y1; y > 0; y-- {
		ring = append(ring, lonlat(t, x0, y-1))
	}
	return orb.MultiPolygon{{ring}}
}

func (w *world) dataset(t testing.TB) *data.Dataset {
	t.Helper()
	rows := w.rows()
	b := data.NewBuilder(data.Region{Code: "demo", Name: "Dessin", TimeZone: "Europe/Paris", Fictional: w.fictional}, data.SPRO())
	b.Buffer = 1e6
	for _, s := range []data.Source{{Name: "src"}, {Name: "census", Vintage: "2020"}, {Name: "grid", Vintage: "2015"}} {
		b.AddSource(s)
	}
	w.addCommunes(t, b, (len(rows)+1)/2)
	if err := b.StartCells(w.grid(), []data.Group{{Code: "all", Source: "grid"}, {Code: "young", Source: "grid"}}); err != nil {
		t.Fatal(err)
	}
	for y := 0; y < len(rows); y += 2 {
		for x := 0; x < len(rows[y]); x += 2 {
			w.addPlace(t, b, rows[y][x], x/2, y/2)
		}
	}
	ds, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

func (w *world) grid() data.Grid {
	if w.gridless {
		return data.Grid{}
	}
	return data.Grid{EPSG: drawnEPSG, Size: 1000}
}

func (w *world) addCommunes(t testing.TB, b *data.Builder, height int) {
	t.Helper()
	for col := 0; col < len(w.communes); {
		letter, from := w.communes[col], col
		for col < len(w.communes) && w.communes[col] == letter {
			col++
		}
		if letter == '.' {
			continue
		}
		partOf := map[data.TerritoryKind]string{data.KindDepartement: "0" + string('1'+letter%2)}
		if letter == 'z' {
			partOf = nil
		}
		b.AddCommune(data.CommuneRecord{
			Source: "census", Code: "0100" + string(letter), Name: "Commune " + string(letter), Population: cmp.Or(w.census[letter], 100),
			Shape:  box(t, from, col-from, height),
			PartOf: partOf,
		})
	}
}

func (w *world) addPlace(t testing.TB, b *data.Builder, what byte, col, row int) {
	t.Helper()
	switch {
	case what >= '0' && what <= '9':
		people := float64(what - '0')
		b.AddCell(data.CellRecord{
			ID: fmt.Sprintf("%d-%d", col, row), Center: center(t, col, row),
			Col: int32(westKm + col), Row: int32(southKm + row), Estimated: what == '1',
			Count: []float64{people, float64(int(people) / 2)},
		})
	case what >= 'A' && what <= 'Z':
		r, ok := w.structures[what]
		if !ok {
			r = data.StructureRecord{Networks: []data.NetworkCode{"france-service"}}
		}
		r.Source, r.ID, r.Name = "src", string(what), cmp.Or(r.Name, "Lieu "+string(what))
		r.Position.Point = center(t, col, row)
		b.AddStructure(r)
	}
}

// streets builds what the drawing's signs between places say.
func (w *world) streets(t testing.TB) *road.Streets {
	t.Helper()
	b := road.NewBuilder()
	b.ScrapsBelow(0) // drawings are small
	rows := w.rows()
	node := func(x, y int) int64 { return int64(y/2*1000 + x/2 + 1) }
	ways := int64(0)
	for y, line := range rows {
		for x, sign := range []byte(line) {
			tags := road.TagMap{"highway": "residential"}
			from, to := node(x-1, y), node(x+1, y)
			switch {
			case sign == '|' && y%2 == 1 && x%2 == 0:
				from, to = node(x, y-1), node(x, y+1)
			case x%2 == 0 || y%2 == 1:
				continue
			case sign == '-':
			case sign == '~':
				tags["access:conditional"] = "no @ (Nov-Apr)"
			case sign == '#':
				tags["access"], tags["name"] = "private", "Allée privée"
			case sign == '=':
				tags["highway"] = "footway"
			case sign == '>':
				tags["oneway"] = "yes"
			case sign == '<':
				tags["oneway"] = "-1"
			default:
				continue
			}
			ways++
			b.AddWay(ways, []int64{from, to}, tags)
		}
	}
	for y := 0; y < len(rows); y += 2 {
		for x := 0; x < len(rows[y]); x += 2 {
			if id := node(x, y); b.Needs(id) {
				b.SetNode(id, center(t, x/2, y/2), road.TagMap{})
			}
		}
	}
	s, _, err := b.Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// engine is the drawing with its streets; straight is the drawing without.
func (w *world) engine(t testing.TB) *Engine   { t.Helper(); return New(w.dataset(t), w.streets(t)) }
func (w *world) straight(t testing.TB) *Engine { t.Helper(); return New(w.dataset(t), nil) }

// randomWorld draws a world of n × n places.
func randomWorld(r *rand.Rand, n int) *world {
	w := &world{structures: map[byte]data.StructureRecord{}}
	var b strings.Builder
	letter := byte('A')
	for y := range 2*n - 1 {
		for x := range 2*n - 1 {
			switch {
			case y%2 == 0 && x%2 == 0 && letter <= 'Z' && r.IntN(8) == 0:
				w.structures[letter] = randomRecord(r)
				b.WriteByte(letter)
				letter++
			case y%2 == 0 && x%2 == 0:
				b.WriteByte(" 0123456789"[r.IntN(11)])
			case y%2 == 0:
				b.WriteByte("  ---~><"[r.IntN(8)])
			case x%2 == 0:
				b.WriteByte(" ||"[r.IntN(3)])
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
	}
	w.land = b.String()
	for range n {
		w.communes += string("abc.."[r.IntN(5)])
	}
	w.communes = distinct(w.communes)
	return w
}

// distinct gives every run of a letter a letter of its own, so that no commune is in two parts.
func distinct(runs string) string {
	out := []byte(runs)
	next := byte('a')
	for i := range out {
		switch {
		case runs[i] == '.':
		case i > 0 && runs[i] == runs[i-1]:
			out[i] = out[i-1]
		default:
			out[i] = next
			next++
		}
	}
	return string(out)
}

func randomRecord(r *rand.Rand) data.StructureRecord {
	rec := data.StructureRecord{Networks: []data.NetworkCode{[]data.NetworkCode{"cio", "france-service", "mission-locale"}[r.IntN(3)]}}
	for s := range 1 + r.IntN(2) {
		rec.Services = append(rec.Services, data.Service{
			ID:         fmt.Sprint(s),
			Level:      data.Level(1 + r.IntN(2)),
			Audiences:  []data.Audience{[]data.Audience{"tous-publics", "jeunes", "femmes"}[r.IntN(3)]},
			Receptions: []data.Reception{[]data.Reception{data.ReceptionOnSite, data.ReceptionOnSite, data.ReceptionRemote}[r.IntN(3)]},
			Eligibility: []data.Eligibility{
				nil, nil, {data.EligibilityFrance}, {"01"}, {"02", "0100a"}, {"0100b", "0100c"}, {"75056"},
			}[r.IntN(7)],
		})
	}
	return rec
}

func randomFilter(r *rand.Rand) data.Filter {
	var f data.Filter
	if r.IntN(2) == 0 {
		f.Level = data.Level(1 + r.IntN(2))
	}
	if r.IntN(2) == 0 {
		f.Audiences = []data.Audience{[]data.Audience{"jeunes", "femmes", "cadres"}[r.IntN(3)]}
	}
	if r.IntN(4) == 0 {
		f.Networks = []data.NetworkCode{"cio", "mission-locale"}
	}
	return f
}

// seeded runs a test on several random worlds, whose seed is printed when it fails.
func seeded(t *testing.T, runs int, test func(t *testing.T, r *rand.Rand)) {
	t.Helper()
	for seed := range uint64(runs) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { test(t, rand.New(rand.NewPCG(seed, 1))) })
	}
}

func ids(e *Engine, results []Result) string {
	var out []string
	for _, r := range results {
		out = append(out, strings.TrimPrefix(string(e.View().Structure(r.Structure).ID), "src--"))
	}
	return strings.Join(out, " ")
}
