package tile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/geo"
	"maillage/internal/realdata"
)

// realAreas are the polygons of a file of communes.
func realAreas(t testing.TB, name string) (areas []orb.MultiPolygon) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realdata.Dir(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	collection, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range collection.Features {
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			areas = append(areas, orb.MultiPolygon{g})
		case orb.MultiPolygon:
			areas = append(areas, g)
		}
	}
	return areas
}

// The arcs with nothing beyond are the outline of all areas together, as the
// union finds it in its own way; every other is between two.
func TestTheEdgeOfARealRegion(t *testing.T) {
	for _, name := range []string{"corse/communes.geojson", "aura/communes.geojson"} {
		t.Run(name, func(t *testing.T) {
			areas := realAreas(t, name)
			union, err := geo.Union(areas)
			if err != nil {
				t.Fatal(err)
			}
			want := map[[2]Position]bool{}
			for _, polygon := range union {
				for _, ring := range polygon {
					for i := 1; i < len(ring); i++ {
						want[eitherWay(Project(ring[i-1]), Project(ring[i]))] = true
					}
				}
			}
			m := NewMesh(areas)
			got := 0
			for _, a := range m.arcs {
				if a.other != NoArea {
					continue
				}
				for i := a.from + 1; i < a.to; i++ {
					if got++; !want[eitherWay(m.vertices[i-1], m.vertices[i])] {
						t.Fatalf("area %d: the side from %v to %v has nothing beyond, and is not of the outline", a.area, m.vertices[i-1], m.vertices[i])
					}
				}
			}
			if got != len(want) || got == 0 {
				t.Errorf("%d sides with nothing beyond, the outline has %d", got, len(want))
			}
			t.Logf("%d areas, %d vertices, %d arcs, %d sides of the outline", m.Len(), len(m.vertices), len(m.arcs), got)
		})
	}
}

func eitherWay(a, b Position) [2]Position {
	if b.X < a.X || b.X == a.X && b.Y < a.Y {
		a, b = b, a
	}
	return [2]Position{a, b}
}

// Every real commune is drawn, keeps to the format, and shares its sides, in
// the tiles of a region seen whole and seen near.
func TestRealNeighboursShareTheirBorders(t *testing.T) {
	m := NewMesh(realAreas(t, "corse/communes.geojson"))
	for _, at := range []ID{{7, 67, 47}, {9, 269, 189}, {11, 1076, 757}, {14, 8608, 6063}} {
		count := map[side]int{}
		drawn := 0
		for i := range m.Len() {
			l := NewLayer(at, "x")
			l.Area(m, i)
			if l.Feature(NoID) {
				drawn++
				add(t, l, count)
			}
		}
		outline := outlineSides(t, m, at)
		alone := 0
		for s, n := range count {
			if n != count[side{s.b, s.a}] && !edgeOfTile(s) && !outline[s] {
				alone++
			}
		}
		if drawn == 0 || alone > 0 {
			t.Errorf("%v: %d communes, %d sides that no neighbour has", at, drawn, alone)
		}
	}
}
