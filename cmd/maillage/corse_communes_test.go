package main

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/say"
)

func communeOf(t testing.TB, e *analysis.Engine, code string) []data.TerritoryIndex {
	t.Helper()
	i, ok := e.Dataset().TerritoryByCode(data.KindCommune, code)
	if !ok {
		t.Fatalf("no commune %s", code)
	}
	return []data.TerritoryIndex{i}
}

func ask(t testing.TB, e *analysis.Engine, q analysis.NearestQuery) *analysis.NearestAnswer {
	t.Helper()
	answer, err := e.Nearest(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// A town's answer is that of every inhabited cell and every place taken together,
// in people: written here a second time, from Nearest of each cell.
func TestCommunesOfCorsicaAgainstEveryCell(t *testing.T) {
	e := corsicanEngine(t)
	ds := e.Dataset()
	for _, c := range []struct{ code, mode string }{{"2B033", "car"}, {"2B096", "walk"}, {"2B121", "bike"}} {
		q := analysis.NearestQuery{Query: analysis.Query{Mode: c.mode}, Open: analysis.OpenAny, Limit: 10, Communes: communeOf(t, e, c.code)}
		got := ask(t, e, q)
		times, people := make(map[data.StructureIndex][][2]float64), 0.0
		for i, commune := range ds.Cells.Commune {
			if count := ds.Cells.Count[ds.Cells.Group(data.GroupAll)][i]; commune == q.Communes[0] && count > 0 {
				people += count
				point := analysis.NearestQuery{Query: q.Query, Open: q.Open, Limit: analysis.MaxLimit, Origin: ds.Cells.Center[i]}
				for _, r := range ask(t, e, point).Results {
					times[r.Structure] = append(times[r.Structure], [2]float64{float64(r.Time), count})
				}
			}
		}
		type line struct {
			id  data.StructureID
			t50 float64
			t90 float64
		}
		var want []line
		for i, list := range times {
			slices.SortFunc(list, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
			l, within := line{e.View().Structure(i).ID, math.Inf(1), math.Inf(1)}, 0.0
			for _, one := range list {
				if within += one[1]; within >= people/2 {
					l.t50 = min(l.t50, one[0])
				}
				if within*10 >= people*9 {
					l.t90 = min(l.t90, one[0])
				}
			}
			want = append(want, l)
		}
		slices.SortFunc(want, func(a, b line) int { return cmp.Or(cmp.Compare(a.t50, b.t50), cmp.Compare(a.id, b.id)) })
		if got.Origin.People != people || len(got.Results) != 10 {
			t.Fatalf("%s: %v people, %d results; want %v, 10", c.code, got.Origin.People, len(got.Results), people)
		}
		for k, r := range got.Results {
			g := line{e.View().Structure(r.Structure).ID, float64(r.Time), float64(r.P90)}
			if r.P90 == road.Unreachable {
				g.t90 = math.Inf(1)
			}
			if g != want[k] {
				t.Errorf("%s %s, rank %d: got %+v, want %+v", c.code, c.mode, k+1, g, want[k])
			}
		}
	}
}

// corsicanPlaces is Corsica and what people type there.
func corsicanPlaces(t *testing.T) (*analysis.Engine, *gazetteer.Gazetteer) {
	t.Helper()
	path, _ := corsica(t)
	o, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.close() })
	places, err := o.gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	return o.engine, places
}

// Texts as people type them begin where they mean.
func TestDeparturesInCorsica(t *testing.T) {
	e, places := corsicanPlaces(t)
	for _, c := range []struct{ text, commune, label, fault string }{
		{"corte", "2B096", "Corte (Haute-Corse)", ""},
		{"2B096", "2B096", "Corte (Haute-Corse)", ""},
		{"AJACCIO", "2A004", "Ajaccio (Corse-du-Sud)", ""},
		{"st florent", "2B298", "Saint-Florent (Haute-Corse)", ""},
		{"l'ile rousse", "2B134", "L'Île-Rousse (Haute-Corse)", ""},
		{"cours paoli corte", "", "Cours Paoli, 20250 Corte", ""},
		{"haute-corse", "", "", "too large"},
		{"zzzzqq", "", "", "check the spelling"},
	} {
		d, err := e.Depart(places, c.text, nil)
		if err != nil {
			if got := say.Err(err, say.English); c.fault == "" || !strings.Contains(got, c.fault) {
				t.Errorf("%q: %s; want %q", c.text, got, c.fault)
			}
			continue
		}
		commune := ""
		if len(d.Communes) > 0 {
			commune = e.Dataset().Territories[d.Communes[0]].Code
		}
		if c.fault != "" || commune != c.commune || d.Match.Label != c.label {
			t.Errorf("%q: begins at %q, commune %q; want %+v", c.text, d.Match.Label, commune, c)
		}
	}
}

// Of two streets within the radius of a doubt from each other, the times to the
// nearest place differ by no more than the doubt, but for one pair in ten.
func TestDoubtInCorsica(t *testing.T) {
	const seed, pairs = 1, 60
	e, places := corsicanPlaces(t)
	streets := streetPoints(places.Columns())
	r := rand.New(rand.NewPCG(seed, 1))
	for _, mode := range e.Modes() {
		from := func(p orb.Point) road.Deciseconds {
			q := analysis.Query{Mode: mode}
			return ask(t, e, analysis.NearestQuery{Query: q, Open: analysis.OpenAny, Limit: 1, Origin: p}).Results[0].Time
		}
		for _, radius := range []float64{300, 1500, 4000} {
			doubt, within := analysis.DoubtOf(mode, radius), 0
			for n := 0; n < pairs; {
				a, b := streets[r.IntN(len(streets))], streets[r.IntN(len(streets))]
				if a == b || geo.Metres(a, b) > radius {
					continue
				}
				n++
				if x, y := from(a), from(b); max(x, y)-min(x, y) <= doubt {
					within++
				}
			}
			t.Logf("%s, %v m: %.1f min hold %d of %d pairs", mode, radius, doubt.Minutes(), within, pairs)
			if within < pairs*85/100 {
				t.Errorf("seed %d, %s, %v m: only %d of %d pairs differ by no more than the doubt", seed, mode, radius, within, pairs)
			}
		}
	}
}

func streetPoints(c *gazetteer.Columns) []orb.Point {
	var out []orb.Point
	for i, kind := range c.Kind {
		if gazetteer.Kind(kind) == gazetteer.KindStreet {
			out = append(out, orb.Point{float64(c.Point[2*i]) / 1e7, float64(c.Point[2*i+1]) / 1e7})
		}
	}
	return out
}

// BenchmarkCommune asks for towns by day and, when nothing is open anywhere, by night.
func BenchmarkCommune(b *testing.B) {
	path, _ := corsica(b)
	o, err := openFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = o.close() }()
	for _, code := range []string{"2A004", "2B033", "2B096", "2A272"} {
		for _, at := range []time.Time{clock(), clock().Add(9 * time.Hour)} {
			q := analysis.NearestQuery{Query: analysis.Query{Mode: "car", At: at}, Communes: communeOf(b, o.engine, code)}
			name := o.engine.Dataset().Territories[q.Communes[0]].Name
			b.Run(fmt.Sprintf("%s/%d:00", name, at.In(o.engine.Dataset().Location()).Hour()), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					ask(b, o.engine, q)
				}
				b.ReportMetric(float64(ask(b, o.engine, q).Origin.Starts), "starts")
			})
		}
	}
}
