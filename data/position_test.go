package data

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// within tells how far a position is from a town, near within 50 km.
func within(town orb.Point) func(orb.Point) (float64, bool) {
	return func(p orb.Point) (float64, bool) {
		metres := geo.Metres(p, town)
		return metres, onEarth(p) && metres < 50_000
	}
}

func TestReadPosition(t *testing.T) {
	plane := func(epsg int, p orb.Point) orb.Point {
		projection, err := geo.ProjectionOf(epsg)
		if err != nil {
			t.Fatal(err)
		}
		return projection.Forward(p)
	}
	corte, saintDenis, basseTerre, cayenne, mamoudzou := orb.Point{9.15, 42.306}, orb.Point{55.45, -20.88}, orb.Point{-61.73, 16}, orb.Point{-52.33, 4.93}, orb.Point{45.23, -12.78}
	swap := func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} }
	for _, c := range []struct {
		name     string
		p, town  orb.Point
		want     orb.Point
		wantKind DefectKind
	}{
		{"degrees", corte, corte, corte, ""},
		{"swapped", swap(corte), corte, corte, DefectPositionSwapped},
		{"swapped overseas", swap(saintDenis), saintDenis, saintDenis, DefectPositionSwapped},
		{"Lambert-93", plane(2154, corte), corte, corte, DefectPositionProjected},
		{"Lambert-93, northing first", swap(plane(2154, corte)), corte, corte, DefectPositionProjected},
		{"La Réunion's UTM", plane(2975, saintDenis), saintDenis, saintDenis, DefectPositionProjected},
		{"the Antilles' UTM", plane(5490, basseTerre), basseTerre, basseTerre, DefectPositionProjected},
		{"Guyane's UTM", plane(2972, cayenne), cayenne, cayenne, DefectPositionProjected},
		{"Mayotte's UTM", plane(4471, mamoudzou), mamoudzou, mamoudzou, DefectPositionProjected},
		{"nowhere", orb.Point{}, corte, orb.Point{}, DefectPositionMissing},
		{"half of it", orb.Point{0, 42.306}, corte, orb.Point{0, 42.306}, DefectPositionMissing},
		{"on Greenwich's meridian", orb.Point{0, 45}, orb.Point{.1, 45}, orb.Point{0, 45}, ""},
		{"a slip of the point is not guessed", orb.Point{9.15, 4.2306}, corte, orb.Point{9.15, 4.2306}, ""},
		{"nor one off the earth", orb.Point{9.15, 423.06}, corte, orb.Point{9.15, 423.06}, DefectPositionInvalid},
		{"metres of another region", plane(2154, orb.Point{2.35, 48.85}), corte, plane(2154, orb.Point{2.35, 48.85}), DefectPositionInvalid},
		{"without end", orb.Point{math.Inf(1), 42}, corte, orb.Point{math.Inf(1), 42}, DefectPositionInvalid},
	} {
		got, kind := readPosition(c.p, metricProjections(), within(c.town))
		if kind != c.wantKind || got != c.want && geo.Metres(got, c.want) > .001 {
			t.Errorf("%s: got %v %q, want %v %q", c.name, got, kind, c.want, c.wantKind)
		}
	}
}

// Of two readings in the region, the one in the declared commune is meant.
func TestReadPositionPrefersTheDeclared(t *testing.T) {
	region := func(from orb.Point) func(orb.Point) (float64, bool) {
		return func(p orb.Point) (float64, bool) { return geo.Metres(p, from), onEarth(p) && p[1] > 0 }
	}
	p := orb.Point{120, -10} // only the other way round it lies north of the equator
	if got, kind := readPosition(p, nil, region(orb.Point{-10, 80})); kind != "" || got != p {
		t.Errorf("a latitude of 120 is taken: %v %q", got, kind)
	}
	metres := orb.Point{700000, 6600000}
	lambert := metricProjections()[0].Inverse(metres)
	for _, town := range []orb.Point{lambert, metricProjections()[1].Inverse(metres)} {
		if got, kind := readPosition(metres, metricProjections(), region(town)); kind != DefectPositionProjected || geo.Metres(got, town) > 1 {
			t.Errorf("got %v %q, want %v", got, kind, town)
		}
	}
}

func TestMendedPositionTellsOldAndNew(t *testing.T) {
	b := drawn()
	b.AddStructure(record("lead", "1", "a", at(45.05, .05)))
	d := finish(t, b)
	if got, want := d.Sites[0].Position, at(.05, 45.05); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, x := range d.Defects {
		if x.Kind == DefectPositionSwapped && x.Value == "0.05, 45.05" && x.Other == "45.05, 0.05" && x.Done == Corrected {
			return
		}
	}
	t.Errorf("no defect tells old and new: %+v", d.Defects)
}
