package main

import (
	"encoding/json"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Each form but GeoJSON tells of zones without drawing them; all tell of the same.
func TestZonesAreDrawnAsGeoJSON(t *testing.T) {
	args := []string{"gaps", demoFile(t), "--target", "10"}
	drawn, err := geojson.UnmarshalFeatureCollection([]byte(done(t, append(args, "-f", "geojson")...)))
	if err != nil {
		t.Fatal(err)
	}
	var listed struct{ Zones []struct{ People float64 } }
	if err := json.Unmarshal([]byte(done(t, append(args, "-f", "json")...)), &listed); err != nil {
		t.Fatal(err)
	}
	if len(drawn.Features) == 0 || len(drawn.Features) != len(listed.Zones) {
		t.Fatalf("%d zones drawn, %d listed", len(drawn.Features), len(listed.Zones))
	}
	for k, f := range drawn.Features {
		if shape, ok := f.Geometry.(orb.MultiPolygon); !ok || len(shape) == 0 {
			t.Errorf("zone %d is not drawn: %v", k+1, f.Geometry)
		}
		if people := f.Properties["people"]; people != listed.Zones[k].People {
			t.Errorf("zone %d: %v people drawn, %v listed", k+1, people, listed.Zones[k].People)
		}
	}
}
