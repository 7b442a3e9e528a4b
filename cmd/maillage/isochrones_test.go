package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"maillage/api"
)

// Both forms of the demo's isochrones, of a place and of structures.
func TestIsochronesOfTheDemo(t *testing.T) {
	path := demoFile(t)
	lat, lon := demoPlace(t)
	list := decode[api.NearestBody](t, "nearest", path, "--lat", lat, "--lon", lon, "-k", "2", "--open", "any")
	a, b := list.Results[0].Structure, list.Results[1].Structure
	here := []string{"isochrones", path, "--lat", lat, "--lon", lon}
	both := []string{"isochrones", path, "--structure", a.ID + "," + b.ID, "--minutes", "5,10", "--mode", "walk", "--together", "split"}
	for _, c := range []struct {
		args  []string
		areas int
		names string
	}{{here, 3, ""}, {slices.Concat(here, []string{"--direction", "from", "--minutes", "15"}), 1, ""}, {both, 4, b.Nom}} {
		var body api.IsochronesBody
		if err := json.Unmarshal([]byte(done(t, c.args...)), &body); err != nil {
			t.Fatalf("%v: %v", c.args, err)
		}
		if len(body.Features) != c.areas {
			t.Errorf("%v: %d areas, want %d", c.args, len(body.Features), c.areas)
		}
		for k, f := range body.Features {
			if f.Geometry == nil || k > 0 && f.Properties.Minutes > body.Features[k-1].Properties.Minutes {
				t.Errorf("%v: area %d of %v min, %v", c.args, k, f.Properties.Minutes, f.Geometry)
			}
		}
		for _, lang := range []string{"fr", "en"} {
			table := done(t, slices.Concat(c.args, []string{"-f", "table", "--lang", lang})...)
			if strings.Contains(table, "%!") || !strings.Contains(table, c.names) || !strings.Contains(table, "Sources") || strings.Contains(table, "De ") {
				t.Errorf("%v %s table:\n%s", c.args, lang, table)
			}
		}
	}
}
