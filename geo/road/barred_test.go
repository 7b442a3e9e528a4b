package road

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/internal/racing"
)

// TestBarredNear: streets that everyone is kept out of are told by their name
// and the reason; those that somebody may use, or that no sign closes, are not.
func TestBarredNear(t *testing.T) {
	for _, test := range []struct {
		name   string
		tags   TagMap
		street string
		reason Reason // notBarred: nothing is told
	}{
		{"private", TagMap{"highway": "service", "access": "private", "name": "Allée du Parc"}, "Allée du Parc", BarredPrivate},
		{"of residents", TagMap{"highway": "service", "access": "residents"}, "", BarredPrivate},
		{"closed", TagMap{"highway": "residential", "access": "no", "ref": "D 4"}, "D 4", BarredNo},
		{"military", TagMap{"highway": "track", "access": "military"}, "", BarredMilitary},
		{"of farmers and foresters", TagMap{"highway": "track", "access": "agricultural;forestry"}, "", BarredFarm},
		{"of several kinds, the first", TagMap{"highway": "service", "access": "private;delivery"}, "", BarredPrivate},
		{"of buses", TagMap{"highway": "service", "access": "psv"}, "", BarredTransport},
		{"of each kind by its own key", TagMap{"highway": "service", "vehicle": "private", "foot": "no"}, "", BarredPrivate},
		{"walkers may", TagMap{"highway": "service", "access": "private", "foot": "yes"}, "", notBarred},
		{"no sign closes it", TagMap{"highway": "motorway", "oneway": "reversible"}, "", notBarred},
		{"a ferry is no street nearby", TagMap{"route": "ferry", "access": "private"}, "", notBarred},
		{"of no known class", TagMap{"highway": "proposed", "access": "private"}, "", notBarred},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, "A---B\n\nC---D")
			d.ways[1].tags = test.tags
			s, _ := d.build(t)
			near := orb.Point{d.at['C'][0] + step1, d.at['C'][1] - 0.1*step1}
			got, ok := s.BarredNear(near, math.Inf(1))
			if want := test.reason != notBarred; ok != want {
				t.Fatalf("found %v (%+v), want %v", ok, got, want)
			}
			if !ok {
				return
			}
			want := Barred{test.street, test.reason, orb.Point{near[0], d.at['C'][1]}, 0.1 * stepMetres}
			if got.Name != want.Name || got.Reason != want.Reason || geo.Metres(got.Point, want.Point) > 0.02 || math.Abs(got.Metres-want.Metres) > 0.02 {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got, ok := s.BarredNear(near, 0.09*stepMetres); ok {
				t.Errorf("farther than was asked: %+v", got)
			}
		})
	}
}

// TestBarredIsNearest holds BarredNear to a look at every street, missing nodes included.
func TestBarredIsNearest(t *testing.T) {
	racing.Long(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 21))
			w := randomWorld(r)
			delete(w.at, int64(1+r.IntN(9)))
			s := w.build(t, NewBuilder())
			for range 50 {
				p := orb.Point{9 + r.Float64()*0.02, 42 + r.Float64()*0.02}
				want := math.Inf(1)
				for _, way := range w.ways {
					if tags := way.tags; tags.Find("access") != "private" {
						continue
					}
					for i := 1; i < len(way.nodes); i++ {
						if a, b := way.nodes[i-1], way.nodes[i]; a != b && known(w, a) && known(w, b) {
							want = min(want, metresToSegment(p, w.at[a], w.at[b]))
						}
					}
				}
				got, ok := s.BarredNear(p, math.Inf(1))
				if ok == math.IsInf(want, 1) || ok && math.Abs(got.Metres-want) > 0.05 {
					t.Fatalf("from %v: got %v %.2f m, want %.2f m", p, ok, got.Metres, want)
				}
			}
		})
	}
}

// metresToSegment tries a thousand points of a segment.
func metresToSegment(p, a, b orb.Point) float64 {
	best := math.Inf(1)
	for i := range 1001 {
		u := float64(i) / 1000
		best = min(best, geo.Metres(p, orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}))
	}
	return best
}

// TestBarredColumnsAreChecked: what does not fit is refused, and old columns
// without any are not.
func TestBarredColumnsAreChecked(t *testing.T) {
	d := draw(t, "A---B\n\nC---D")
	d.ways[1].tags = TagMap{"highway": "service", "access": "private"}
	b := NewBuilder()
	d.buildWith(t, b)
	for name, damage := range map[string]func(*BarredColumns){
		"First":  func(c *BarredColumns) { c.First = []uint32{0, 9} },
		"Points": func(c *BarredColumns) { c.Points = c.Points[1:] },
		"Name":   func(c *BarredColumns) { c.Name = []uint32{99} },
		"Reason": func(c *BarredColumns) { c.Reason = []Reason{reasons} },
		"zero":   func(c *BarredColumns) { c.Reason = []Reason{notBarred} },
		"Boxes":  func(c *BarredColumns) { c.Boxes = geo.BoxColumns{} },
		"none":   nil,
	} {
		s, _, err := b.Finish(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		columns := *s.Columns()
		if damage == nil {
			columns.Barred = BarredColumns{}
		} else {
			damage(&columns.Barred)
		}
		if _, err := FromColumns(&columns); (err == nil) != (damage == nil) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
