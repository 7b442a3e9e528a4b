package main

import (
	"encoding/json"
	"strings"
	"testing"

	"maillage/api"
)

// The way to each structure of the demo's list takes what the list tells, in every form.
func TestRouteOfTheDemo(t *testing.T) {
	path := demoFile(t)
	lat, lon := demoPlace(t)
	from := []string{path, "--lat", lat, "--lon", lon, "--at", "2026-11-25T14:00"}
	list := decode[api.NearestBody](t, append([]string{"nearest", "--geometry", "route", "-k", "2", "--open", "any"}, from...)...)
	if len(list.Results) != 2 {
		t.Fatalf("%d results", len(list.Results))
	}
	for _, mode := range []string{"", "walk"} {
		for _, r := range list.Results {
			args := append([]string{"route", "--structure", r.Structure.ID}, from...)
			if mode != "" {
				args = append(args, "--mode", mode)
			}
			way := decode[api.RouteBody](t, args...)
			if mode == "" && (*way.Minutes != r.Minutes || len(way.Geometry.Coordinates) != len(r.Geometry.Coordinates)) {
				t.Errorf("%s: %v min, %d points; the list has %v and %d", r.Structure.ID, *way.Minutes, len(way.Geometry.Coordinates), r.Minutes, len(r.Geometry.Coordinates))
			}
			total := 0.0
			for _, p := range way.Parts {
				total += p.Minutes
			}
			if total < *way.Minutes-0.3 || total > *way.Minutes+0.3 {
				t.Errorf("%s: parts of %.1f min in all, the way takes %.1f", r.Structure.ID, total, *way.Minutes)
			}
			for _, lang := range []string{"fr", "en"} {
				if table := done(t, append(args, "--lang", lang)...); !strings.Contains(table, r.Structure.Nom) || strings.Contains(table, "%!") {
					t.Errorf("%s table:\n%s", lang, table)
				}
			}
			if text := done(t, append(args, "-f", "geojson")...); !json.Valid([]byte(text)) || !strings.Contains(text, `"kind":"streets"`) {
				t.Errorf("geojson: %s", text)
			}
		}
	}
}
