package valhalla_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/internal/realdata"
	"maillage/tools/peers/valhalla"
)

// TestMonaco builds tiles of Monaco, where Valhalla is installed, and asks them.
// The data are found by MAILLAGE_TESTDATA.
func TestMonaco(t *testing.T) {
	home := valhalla.Home(".")
	if err := home.Ready(); err != nil {
		t.Skip(err)
	}
	tiles, err := home.Build(t.Context(), filepath.Join(realdata.Dir(t), "roads", "monaco.osm.pbf"), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if tiles.Built.Clock <= 0 || tiles.Built.Bytes < 1<<20 {
		t.Errorf("the build took %+v", tiles.Built)
	}
	actor, err := tiles.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer actor.Close()
	casino, station, sea := orb.Point{7.4281, 43.7393}, orb.Point{7.4193, 43.7385}, orb.Point{}

	found, err := actor.Locate("pedestrian", []orb.Point{casino, station})
	if err != nil || len(found) != 2 {
		t.Fatalf("locate: %d places, %v", len(found), err)
	}
	for i, p := range []orb.Point{casino, station} {
		if len(found[i].Edges) == 0 || geo.Metres(p, orb.Point{found[i].Edges[0].Lon, found[i].Edges[0].Lat}) > 200 {
			t.Errorf("%v is found at %+v", p, found[i])
		}
	}

	trip, err := actor.Route("pedestrian", casino, station)
	if err != nil || trip.Metres < 700 || trip.Metres > 3000 || trip.Seconds < trip.Metres/2 {
		t.Errorf("the walk from the casino to the station: %+v, %v", trip, err)
	}
	stretches, err := actor.Trace("pedestrian", trip)
	length := 0.
	for _, s := range stretches {
		length += 1000 * s.Length
	}
	if err != nil || length < trip.Metres*.9 {
		t.Errorf("its stretches are %.0f of %.0f m long, %v", length, trip.Metres, err)
	}

	var refusal valhalla.Refusal
	if trip, err := actor.Route("pedestrian", casino, sea); !errors.As(err, &refusal) {
		t.Errorf("the walk to the Gulf of Guinea: got %+v, %v, want a refusal", trip, err)
	}
}
