package api

import (
	"testing"

	"maillage/web"
)

// A worker is held to the policy that its own script came with, not to its
// page's: the map's must be let fetch tiles.
func TestTheMapsWorkerMayFetchTiles(t *testing.T) {
	if !web.Built() {
		t.Skip("what browsers load is not built: run make web")
	}
	s := serve(t, Options{})
	for name, want := range map[string]string{
		"map-worker.js": workerPolicy, "citizen.css": "default-src 'none'; frame-ancestors 'none'",
	} {
		if got := get(s, "/"+web.Asset(name)).Header().Get("Content-Security-Policy"); got != want {
			t.Errorf("%s: got the policy %q, want %q", name, got, want)
		}
	}
}
