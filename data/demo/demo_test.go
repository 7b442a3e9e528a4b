package demo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
	"maillage/internal/racing"
)

// region is the default demo, built once for all tests, and the digest of the world it was made of.
var region = sync.OnceValues(func() (*built, error) {
	w, err := newWorld(context.Background(), Options{})
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	fmt.Fprintln(h, w.places, w.shape.at, w.ways, w.shapes, schoolCalendar(dice(0, diceSchools)))
	r, err := w.handOver(context.Background(), Options{})
	return &built{r, fmt.Sprintf("%x\n", h.Sum(nil))}, err
})

type built struct {
	*Region
	world string
}

func demo(t *testing.T) (*data.Dataset, *road.Streets) {
	t.Helper()
	r := demoRegion(t)
	return r.Dataset, r.Streets
}

// demoRegion is the demo region, made once. Short tests do without: the program's own make it too.
func demoRegion(t *testing.T) *built {
	t.Helper()
	racing.Long(t)
	b, err := region()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// digest is the hash of everything a region says.
func digest(r *Region) (string, error) {
	h := sha256.New()
	enc := json.NewEncoder(h)
	ds, places := r.Dataset, r.places
	for _, part := range []any{
		*r.Streets.Columns(), ds.Tables.Region, ds.Sources, ds.Networks, ds.Territories, ds.Sites, ds.Structures, ds.Cells, ds.Calendars, ds.Defects,
		places.addresses, places.localities, places.codes, places.communes, places.spellings,
	} {
		if err := enc.Encode(part); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// Two regions are made at a time: they share nothing.
func TestSameSeedSameRegion(t *testing.T) {
	first := demoRegion(t).Region
	want, err := digest(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		seed uint64
		same bool
	}{{0, true}, {7, false}} {
		t.Run(fmt.Sprint("seed ", c.seed), func(t *testing.T) {
			t.Parallel()
			r, err := Make(t.Context(), Options{Seed: c.seed})
			if err != nil {
				t.Fatal(err)
			}
			if !c.same { // one part tells
				if reflect.DeepEqual(r.Dataset.Sites, first.Dataset.Sites) {
					t.Error("another seed gives the same sites")
				}
				return
			}
			if got, err := digest(r); err != nil || got != want {
				t.Errorf("got the region %s (%v), want the first's, %s", got, err, want)
			}
		})
	}
}

var update = flag.Bool("update", false, "rewrite testdata")

// What the generator itself makes must be the same on every machine, to the
// bit: CI on another architecture meets the digest written here. Changing the
// generator changes it, on purpose: go test ./data/demo -update.
func TestSameOnEveryMachine(t *testing.T) {
	got := demoRegion(t).world
	golden := filepath.Join("testdata", "world.sha256")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the world's digest is %s, want %s; if the generator was changed on purpose, run with -update", got, want)
	}
}

// A pass is closed in winter, for cars, and other roads are not.
func TestWinterPass(t *testing.T) {
	_, streets := demo(t)
	closed := map[string]int{}
	for _, g := range streets.Columns().Graphs {
		if g.Profile != "car" {
			continue
		}
		for a, mask := range g.Mask {
			if mask&road.ClosedInWinter != 0 {
				closed[streets.StreetName(g.Run[a].Edge())]++
			}
		}
	}
	if len(closed) != 1 || closed[passName] == 0 {
		t.Errorf("got arcs closed in winter on %v, want some on %q only", closed, passName)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Build(ctx, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
}

func TestSizes(t *testing.T) {
	ds, streets := demo(t)
	count := map[data.TerritoryKind]int{}
	for _, tr := range ds.Territories {
		count[tr.Kind]++
	}
	all := ds.Cells.Count[ds.Cells.Group(data.GroupAll)]
	people := 0.0
	for _, n := range all {
		people += n
	}
	for _, c := range []struct {
		what      string
		got       int
		low, high int
	}{
		{"communes", count[data.KindCommune], 150, 170},
		{"EPCI", count[data.KindEPCI], 14, 14},
		{"bassins de vie", count[data.KindBassinVie], 10, 10},
		{"zones d'emploi", count[data.KindZoneEmploi], 4, 4},
		{"départements", count[data.KindDepartement], 3, 3},
		{"régions", count[data.KindRegion], 1, 1},
		{"street nodes", streets.Stats().Nodes, 25000, 36000},
		{"turn restrictions", streets.Stats().Restrictions.Applied, 10, 1000},
		{"people", int(people), 470000, 530000},
		{"inhabited cells", ds.Cells.Len(), 1500, 4000},
		{"structures", len(ds.Structures), 90, 200},
		{"defects: places that keep their hours to themselves", len(ds.Defects), 1, 20},
	} {
		if c.got < c.low || c.got > c.high {
			t.Errorf("%s: got %d, want %d to %d", c.what, c.got, c.low, c.high)
		}
	}
	if !ds.Region.Fictional || !strings.Contains(ds.Region.Name, "fictive") {
		t.Errorf("the region does not say that it is fictional: %+v", ds.Region)
	}
}

func TestPeopleAddUp(t *testing.T) {
	ds, _ := demo(t)
	all := ds.Cells.Count[ds.Cells.Group(data.GroupAll)]
	got := map[data.TerritoryIndex]int{}
	estimated := 0
	for i, n := range all {
		got[ds.Cells.Commune[i]] += int(n)
		if ds.Cells.Estimated[i] {
			estimated++
		}
		for g, group := range ds.Cells.Groups {
			if c := ds.Cells.Count[g][i]; c < 0 || c > n || c != math.Trunc(c) {
				t.Fatalf("cell %s: %v of group %s among %v people", ds.Cells.ID[i], c, group.Code, n)
			}
		}
	}
	for i, tr := range ds.Territories {
		if tr.Kind == data.KindCommune && got[data.TerritoryIndex(i)] != tr.Population {
			t.Errorf("%s: cells hold %d people, the commune %d", tr.Name, got[data.TerritoryIndex(i)], tr.Population)
		}
	}
	if estimated == 0 || estimated > ds.Cells.Len()/4 {
		t.Errorf("%d of %d cells are estimated", estimated, ds.Cells.Len())
	}
}

// The communes must tile the land: every cell's centre, and every point of a
// random sample, lies in one commune or none, and their areas add up to the region's.
func TestCommunesTile(t *testing.T) {
	ds, _ := demo(t)
	index := geo.NewIndex()
	sum, whole := 0.0, 0.0
	for i, tr := range ds.Territories {
		switch tr.Kind {
		case data.KindCommune:
			index.AddArea(geo.ID(i), geo.PrepareArea(tr.Shape))
			sum += area(tr.Shape)
		case data.KindRegion:
			whole = area(tr.Shape)
		}
	}
	if math.Abs(sum-whole) > 1e-9*whole {
		t.Errorf("communes cover %v square degrees, the region %v", sum, whole)
	}
	for i, p := range ds.Cells.Center {
		if got := index.Containing(p, nil); len(got) != 1 {
			t.Errorf("cell %s lies in communes %v, want one", ds.Cells.ID[i], got)
		}
	}
	rng := dice(3, 3)
	for range 20000 {
		p := orb.Point{-5.3 + 1.6*rng.Float64(), 45.5 + rng.Float64()}
		if got := index.Containing(p, nil); len(got) > 1 {
			t.Errorf("%v lies in communes %v", p, got)
		}
	}
}

// area is the planar area of a shape in square degrees, holes taken off.
func area(shape orb.MultiPolygon) float64 {
	sum := 0.0
	for _, polygon := range shape {
		for k, ring := range polygon {
			a := 0.0
			for i := 1; i < len(ring); i++ {
				a += (ring[i-1][0]+4.5)*(ring[i][1]-46) - (ring[i][0]+4.5)*(ring[i-1][1]-46)
			}
			if a = math.Abs(a) / 2; k > 0 {
				a = -a
			}
			sum += a
		}
	}
	return sum
}

// Territories are contiguous groups of communes: in each, all that share a
// border are one piece, but for the island.
func TestTerritoriesContiguous(t *testing.T) {
	ds, _ := demo(t)
	count, pieces := map[data.TerritoryKind]int{}, map[data.TerritoryKind]int{}
	for _, tr := range ds.Territories {
		count[tr.Kind]++
		pieces[tr.Kind] += len(tr.Shape)
	}
	for _, kind := range data.TerritoryKinds()[1:] {
		if pieces[kind] > count[kind]+1 {
			t.Errorf("%d territories of kind %s are in %d pieces, want one each and the island", count[kind], kind, pieces[kind])
		}
	}
}

func TestNothingInTheSea(t *testing.T) {
	ds, streets := demo(t)
	var line orb.LineString
	for e := range streets.EdgeCount() {
		line = streets.Shape(road.EdgeID(e), line[:0])
		for i, p := range line {
			middle := p
			if i > 0 {
				middle = orb.Point{(p[0] + line[i-1][0]) / 2, (p[1] + line[i-1][1]) / 2}
			}
			if ds.CommuneAt(p) == data.NoTerritory || ds.CommuneAt(middle) == data.NoTerritory {
				t.Errorf("street %q is in the sea at %v", streets.StreetName(road.EdgeID(e)), p)
			}
		}
	}
	for _, s := range ds.Sites {
		if ds.CommuneAt(s.Position.Point) != s.Commune {
			t.Errorf("site %q lies in %v, not in its commune %v", s.Address, ds.CommuneAt(s.Position.Point), s.Commune)
		}
	}
}

// From every street a car comes to a place on its land mass and back: nothing
// but the island is cut off, save what is left to a wheelchair between paths and trunk roads.
func TestStreetsConnected(t *testing.T) {
	_, streets := demo(t)
	for _, g := range streets.Stats().Graphs {
		if g.Components != 2 && g.Profile != "wheelchair" {
			t.Errorf("%s: got %d components, want the mainland and the island", g.Profile, g.Components)
		}
	}
}

// At 30 minutes by car most people reach a structure, and a part does not: a
// demo without white zones would show nothing.
func TestCoverage(t *testing.T) {
	ds, streets := demo(t)
	car := streets.Graph("car")
	var targets []road.Target
	for i, st := range ds.Structures {
		if snap, ok := car.Snap(ds.Sites[st.Site].Position.Point); ok {
			targets = append(targets, road.Target{ID: road.TargetID(i), Snap: snap})
		}
	}
	field := car.NewSearch().Field(car.NewTargets(targets), nil, 0, nil)
	covered, people := 0.0, 0.0
	all := ds.Cells.Count[ds.Cells.Group(data.GroupAll)]
	for i, p := range ds.Cells.Center {
		people += all[i]
		snap, ok := car.Snap(p)
		if !ok {
			t.Fatalf("cell %s snaps to no street", ds.Cells.ID[i])
		}
		if time, _ := field.At(snap); time.Minutes() <= 30 {
			covered += all[i]
		} else if time == road.Unreachable {
			t.Errorf("cell %s reaches no structure", ds.Cells.ID[i])
		}
	}
	t.Logf("%.1f %% of people are within 30 minutes", 100*covered/people)
	if share := covered / people; share < 0.80 || share > 0.94 {
		t.Errorf("%.1f %% of people are within 30 minutes of a structure, want 80 to 94", 100*share)
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, _, err := Build(context.Background(), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
