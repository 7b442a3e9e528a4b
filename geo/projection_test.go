package geo

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/say"
)

// projected is one line of testdata/proj.csv, whose head says how PROJ made it.
type projected struct {
	epsg   int
	lonlat orb.Point
	xy     orb.Point
}

func projValues(t *testing.T) []projected {
	t.Helper()
	file, err := os.Open("testdata/proj.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var values []projected
	for _, record := range records {
		var n [5]float64
		for i, field := range record {
			if n[i], err = strconv.ParseFloat(field, 64); err != nil {
				t.Fatal(err)
			}
		}
		values = append(values, projected{int(n[0]), orb.Point{n[1], n[2]}, orb.Point{n[3], n[4]}})
	}
	return values
}

func TestProjectionsAgreeWithPROJ(t *testing.T) {
	worst := map[int]float64{}
	for _, want := range projValues(t) {
		p, err := ProjectionOf(want.epsg)
		if err != nil {
			t.Fatal(err)
		}
		xy := p.Forward(want.lonlat)
		off := math.Hypot(xy[0]-want.xy[0], xy[1]-want.xy[1])
		worst[want.epsg] = max(worst[want.epsg], off)
		if !(off < 1e-5) { // ten micrometres; the table is rounded to one
			t.Errorf("EPSG:%d forward of %v: got %.6f, want %.6f", want.epsg, want.lonlat, xy, want.xy)
		}
		back := p.Inverse(want.xy)
		if !(math.Abs(back[0]-want.lonlat[0]) < 1e-10 && math.Abs(back[1]-want.lonlat[1]) < 1e-10) {
			t.Errorf("EPSG:%d inverse of %v: got %.12f, want %v", want.epsg, want.xy, back, want.lonlat)
		}
	}
	if len(worst) != 8 {
		t.Errorf("got values for %d projections, want 8", len(worst))
	}
	t.Logf("worst distances in metres: %v", worst)
}

func TestProjectionsComeBack(t *testing.T) {
	r := seeded(t, 4)
	for _, c := range []struct {
		epsg int
		area orb.Bound
	}{
		{4326, world},
		{3857, box(-180, -85, 180, 85)},
		{2154, box(-10, 40, 12, 52)},
		{3035, box(-30, 30, 45, 72)},
		{5490, box(-68, 10, -58, 20)},
		{4467, box(-60, 40, -50, 50)},
		{2972, box(-58, 0, -46, 10)},
		{4471, box(40, -18, 50, 0)},
		{2975, box(50, -30, 63, -10)},
	} {
		p, err := ProjectionOf(c.epsg)
		if err != nil {
			t.Fatal(err)
		}
		for range 500 {
			want := somewhere(r, c.area)
			got := p.Inverse(p.Forward(want))
			if !(math.Abs(got[0]-want[0]) < 1e-9 && math.Abs(got[1]-want[1]) < 1e-9) {
				t.Errorf("EPSG:%d: %v came back as %v", c.epsg, want, got)
			}
		}
		if n := testing.AllocsPerRun(100, func() { p.Inverse(p.Forward(c.area.Center())) }); n != 0 {
			t.Errorf("EPSG:%d: there and back allocates %v times", c.epsg, n)
		}
	}
}

// The pole and the antipodes are outside of every area of use: anything but a panic.
func TestProjectionsSurviveTheEnds(t *testing.T) {
	for _, epsg := range []int{4326, 3857, 2154, 3035, 5490, 4467, 2972, 4471, 2975} {
		p, err := ProjectionOf(epsg)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []orb.Point{{0, 90}, {0, -90}, {180, 0}, {-170, -52}, {math.NaN(), 0}, {1e300, -1e300}} {
			p.Forward(q)
			p.Inverse(q)
		}
	}
}

func TestUnknownProjection(t *testing.T) {
	_, err := ProjectionOf(27572)
	for _, want := range []string{"27572", "2154"} {
		if err == nil || !strings.Contains(say.Err(err, say.English), want) || !strings.Contains(say.Err(err, say.French), want) {
			t.Errorf("got %v, want a sentence with %s", err, want)
		}
	}
}

func TestEccentricity(t *testing.T) {
	if eccentricity != math.Sqrt(e2) {
		t.Errorf("got %v, want %v", eccentricity, math.Sqrt(e2))
	}
}
