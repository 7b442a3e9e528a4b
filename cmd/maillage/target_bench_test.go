package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"maillage/api"
	"maillage/internal/threadtime"
)

// BenchmarkTargetMoves is what a planner who moves the target of Corsica waits
// for: the whole answer of the server, compressed as browsers ask for it, no two
// in a row for one target. The times of cells are kept from the first one on.
func BenchmarkTargetMoves(b *testing.B) {
	path, _ := corsica(b)
	region, err := openFile(path)
	if err != nil {
		b.Fatal(err)
	}
	s := api.NewServer(api.Options{})
	s.Swap(api.NewSnapshot(region.engine, region.gazetteer, region.fingerprint, region.close))
	b.Cleanup(s.Close)
	for _, question := range []string{"coverage?by=epci", "coverage?by=commune", "gaps?f=json", "gaps?f=geojson", "coverage?by=commune&f=xlsx"} {
		b.Run(question, func(b *testing.B) {
			b.ReportAllocs()
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			bytes, begun := 0, threadtime.Now()
			for n := 0; b.Loop(); n++ {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, fmt.Sprintf("/api/v1/%s&target=%d", question, 10+n%50), nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				if s.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatalf("%d: %s", w.Code, w.Body)
				}
				bytes += w.Body.Len()
			}
			b.ReportMetric(float64((threadtime.Now()-begun).Microseconds())/1000/float64(b.N), "processor-ms/op") // on a busy machine too
			b.ReportMetric(float64(bytes)/float64(b.N), "bytes/op")
		})
	}
}
