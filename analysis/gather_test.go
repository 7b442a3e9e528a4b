package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/source"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/internal/realdata"
)

// Cells joined are squares of cells, and all their people set out from the one nearest to their middle.
func TestGather(t *testing.T) {
	e := (&world{
		land: strings.Join([]string{
			"1 2 0 9 0",
			"",
			"3 1 1 0 7",
			"",
			"5 5 4 4 0",
		}, "\n"),
		communes: "aaaaa",
	}).straight(t)
	homes := e.inhabited(communesOf(t, e, "a"))
	cells := &e.Dataset().Cells
	gathered := func(atMost int) string {
		var out []string
		for _, h := range gather(cells, homes, atMost) {
			out = append(out, fmt.Sprintf("%s:%v", cells.ID[h.cell], h.people))
		}
		return strings.Join(out, " ")
	}
	for atMost, want := range map[int]string{
		11: "0-0:5 1-0:5 2-0:4 3-0:4 0-1:3 1-1:1 2-1:1 4-1:7 0-2:1 1-2:2 3-2:9",
		10: "0-0:14 2-0:9 4-1:7 1-2:3 3-2:9",
		5:  "0-0:14 2-0:9 4-1:7 1-2:3 3-2:9",
		4:  "0-1:17 4-1:25", // the grid's threes begin a column before the drawing
		1:  "2-1:42",
	} {
		if got := gathered(atMost); got != want {
			t.Errorf("at most %d: got %q, want %q", atMost, got, want)
		}
	}
}

// In a town with more cells than starts, everyone sets out, and the answer says from how many places.
func TestALargeCityIsGathered(t *testing.T) {
	n := 24 // 576 places
	w := &world{land: strings.TrimSuffix(strings.Repeat(strings.Repeat("5-", n-1)+"5\n"+strings.Repeat("| ", n-1)+"|\n", n-1)+strings.Repeat("5-", n-1)+"A", "\n"), communes: strings.Repeat("a", n)}
	e := w.engine(t)
	a := nearest(t, e, NearestQuery{Query: Query{Mode: "car"}, Communes: communesOf(t, e, "a"), Open: OpenAny})
	if o := a.Origin; o.Cells != n*n-1 || o.Starts != n*n/4 || o.People != float64(5*(n*n-1)) {
		t.Errorf("the origin is %+v, want %d cells in %d starts", o, n*n-1, n*n/4)
	}
	if got := english(a.Warnings); len(got) != 1 || !strings.Contains(got[0], "575 cells, joined with their neighbours into 144 starting points") {
		t.Errorf("it warns %q", got)
	}
}

// porto is a city of 41 km² with its real streets, a drawn grid of 200 m, drawn
// people and drawn places: one commune of some thousand cells.
func porto(b *testing.B) *Engine {
	b.Helper()
	path := filepath.Join(realdata.Dir(b), "roads", "porto.osm.pbf")
	rb := road.NewBuilder()
	if err := source.ReadStreets(b.Context(), path, rb, source.StreetsOptions{Source: "streets"}); err != nil {
		b.Fatal(err)
	}
	streets, _, err := rb.Finish(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	const seed, side, size = 1, 32, 200
	r := rand.New(rand.NewPCG(seed, 1))
	plane, err := geo.ProjectionOf(3035)
	if err != nil {
		b.Fatal(err)
	}
	middle := plane.Forward(orb.Point{-8.61, 41.155})
	col, row := int32(middle[0]/size)-side/2, int32(middle[1]/size)-side/2
	at := func(x, y float64) orb.Point {
		return plane.Inverse(orb.Point{(float64(col) + x) * size, (float64(row) + y) * size})
	}
	db := data.NewBuilder(data.Region{Code: "x", Name: "Ville", TimeZone: "Europe/Paris"}, data.SPRO())
	for _, name := range []string{"src", "grid", "census"} {
		db.AddSource(data.Source{Name: name})
	}
	db.AddCommune(data.CommuneRecord{Source: "census", Code: "01001", Name: "Ville",
		Shape: orb.MultiPolygon{{{at(-1, -1), at(side+1, -1), at(side+1, side+1), at(-1, side+1), at(-1, -1)}}}})
	if err := db.StartCells(data.Grid{EPSG: 3035, Size: size}, []data.Group{{Code: data.GroupAll, Source: "grid"}}); err != nil {
		b.Fatal(err)
	}
	for k := range int32(side * side) {
		x, y := k%side, k/side
		db.AddCell(data.CellRecord{ID: fmt.Sprint(k), Center: at(float64(x)+.5, float64(y)+.5), Col: col + x, Row: row + y,
			Count: []float64{math.Round(400 * math.Exp(-math.Hypot(float64(x-side/2), float64(y-side/2))/8) * r.Float64() * 2)}})
	}
	for k := range 60 {
		db.AddStructure(data.StructureRecord{Source: "src", ID: fmt.Sprint(k), Name: fmt.Sprint("Lieu ", k), Networks: []data.NetworkCode{"cio"},
			Position: data.Position{Point: at(r.Float64()*side, r.Float64()*side)}})
	}
	ds, err := db.Finish(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return New(ds, streets)
}

// BenchmarkLargeCity asks for a city whose cells are joined, and tells by how much
// its times differ from those from every cell.
func BenchmarkLargeCity(b *testing.B) {
	e := porto(b)
	for _, mode := range []string{"car", "walk"} {
		q := NearestQuery{Query: Query{Mode: mode}, Communes: []data.TerritoryIndex{0}, Open: OpenAny, Limit: 60}
		if err := e.checkNearest(&q); err != nil {
			b.Fatal(err)
		}
		for name, atMost := range map[string]int{"gathered": MaxStarts, "every cell": 1 << 20} {
			b.Run(mode+"/"+name, func(b *testing.B) {
				var a *ask
				for b.Loop() {
					a = e.ask(&q)
					a.crowd = e.crowd(&q, a.travel, a.choice, atMost)
					a.reach(b.Context(), a.choice, DefaultLimit)
				}
				all := e.ask(&q)
				all.crowd = e.crowd(&q, a.travel, a.choice, 1<<20)
				want := make(map[road.TargetID]road.Deciseconds)
				for _, r := range all.reach(b.Context(), a.choice, 60) {
					want[r.Target] = r.Time
				}
				var off []float64
				for _, r := range a.reach(b.Context(), a.choice, 60) {
					off = append(off, math.Abs(float64(r.Time)-float64(want[r.Target]))/deciseconds)
				}
				slices.Sort(off)
				b.ReportMetric(float64(len(a.crowd.starts)), "starts")
				b.ReportMetric(off[len(off)/2]*60, "s-off-median")
				b.ReportMetric(off[len(off)-1]*60, "s-off-most")
			})
		}
	}
}
