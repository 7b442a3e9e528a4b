package region

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/data"
	"maillage/say"
)

// publisher is a web server of one file, as good or as bad as a test needs.
type publisher struct {
	mu       sync.Mutex
	body     []byte
	etag     string
	modified string
	ranges   bool
	silent   bool  // says no length
	lies     bool  // answers a range without looking at If-Range
	cut      int   // bytes a response gives before its connection breaks; 0: all
	statuses []int // answered first, one a request
	requests []http.Header
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests = append(p.requests, r.Header)
	if len(p.statuses) > 0 {
		status := p.statuses[0]
		p.statuses = p.statuses[1:]
		w.WriteHeader(status)
		return
	}
	header := w.Header()
	if p.etag != "" {
		header.Set("ETag", p.etag)
	}
	if p.modified != "" {
		header.Set("Last-Modified", p.modified)
	}
	if p.etag != "" && r.Header.Get("If-None-Match") == p.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body, status := p.body, http.StatusOK
	var from int
	if n, err := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from); p.ranges && err == nil && n == 1 {
		validator := r.Header.Get("If-Range")
		if p.lies || validator == p.etag || validator == p.modified {
			if from >= len(body) {
				w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
				return
			}
			header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(body)-1, len(body)))
			body, status = body[from:], http.StatusPartialContent
		}
	}
	if !p.silent {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	if p.cut > 0 && p.cut < len(body) {
		_, _ = w.Write(body[:p.cut])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(body)
}

// world is a publisher, a cache folder and a source that asks for the file.
func newFetchWorld(t *testing.T, p *publisher) (*fetcher, *Source) {
	t.Helper()
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	f := newFetcher(filepath.Join(t.TempDir(), "cache"), func(done, total int64) {
		if total >= 0 && done > total {
			t.Errorf("%d bytes done of %d", done, total)
		}
	})
	f.client = server.Client()
	f.pause = time.Microsecond
	return f, &Source{Source: data.Source{Name: "s", URL: server.URL + "/file"}, File: "file.bin"}
}

func someBytes(n int, salt byte) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*i>>3) + salt
	}
	return b
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func TestFetch(t *testing.T) {
	body := someBytes(100_000, 0)
	for _, c := range []struct {
		name     string
		server   *publisher
		sha256   string
		requests int
		fails    string // found in the English sentence
	}{
		{name: "plain", server: &publisher{body: body}, requests: 1},
		{name: "checksum holds", server: &publisher{body: body}, sha256: sum(body), requests: 1},
		{name: "no length", server: &publisher{body: body, silent: true, etag: `"a"`}, requests: 1},
		{name: "empty file", server: &publisher{etag: `"a"`}, requests: 1},
		{name: "cut and resumed", server: &publisher{body: body, ranges: true, etag: `"a"`, cut: 30_000}, requests: 4},
		{name: "cut often and resumed", server: &publisher{body: body, ranges: true, etag: `"a"`, cut: 10_000}, requests: 11},
		{name: "resumed by date", server: &publisher{body: body, ranges: true, etag: `W/"a"`, modified: "Mon, 01 Jan 2024 00:00:00 GMT", cut: 60_000}, requests: 2},
		{name: "busy, then well", server: &publisher{body: body, statuses: []int{503, 429}}, requests: 3},
		{name: "cut without ranges", server: &publisher{body: body, etag: `"a"`, cut: 60_000}, fails: "try again"},
		{name: "cut without a validator", server: &publisher{body: body, ranges: true, cut: 60_000}, fails: "try again"},
		{name: "busy for long", server: &publisher{body: body, statuses: []int{500, 502, 503, 504}}, requests: 4, fails: "504 Gateway Timeout"},
		{name: "gone", server: &publisher{statuses: []int{404}}, requests: 1, fails: "404 Not Found\": check the address"},
		{name: "wrong checksum", server: &publisher{body: body}, sha256: sum(nil), requests: 1, fails: "its publisher changed it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, s := newFetchWorld(t, c.server)
			s.SHA256 = c.sha256
			path, err := f.fetch(t.Context(), s)
			if got := len(c.server.requests); c.requests > 0 && got != c.requests {
				t.Errorf("got %d requests, want %d", got, c.requests)
			}
			if c.fails != "" {
				if err == nil || !strings.Contains(say.Err(err, say.English), c.fails) || !strings.Contains(err.Error(), s.URL) && c.sha256 == "" {
					t.Errorf("got %v, want %q", err, c.fails)
				}
				if _, err := os.Stat(filepath.Join(f.dir, s.File)); err == nil {
					t.Error("a file was kept")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(path); !bytes.Equal(got, c.server.body) {
				t.Errorf("got %d other bytes", len(got))
			}
			if left, _ := filepath.Glob(filepath.Join(f.dir, "*.part*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// Two halves of two files must never make one.
func TestFetchOfAFileThatChangesBetweenTries(t *testing.T) {
	old, young := someBytes(100_000, 0), someBytes(100_000, 77)
	for _, lies := range []bool{false, true} {
		for _, kept := range []int{60_000, 100_000} {
			t.Run(fmt.Sprintf("lies=%v kept=%d", lies, kept), func(t *testing.T) {
				p := &publisher{body: young, etag: `"young"`, ranges: true, lies: lies}
				f, s := newFetchWorld(t, p)
				part := filepath.Join(f.dir, s.File+".part") // what a cut run left
				o := &origin{URL: s.URL, ETag: `"old"`, Length: 100_000}
				if err := errors.Join(os.MkdirAll(f.dir, 0o700), os.WriteFile(part, old[:kept], 0o600), o.save(part)); err != nil {
					t.Fatal(err)
				}
				path, err := f.fetch(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				if got, _ := os.ReadFile(path); !bytes.Equal(got, young) {
					t.Error("the file is not the young one")
				}
			})
		}
	}
}

func TestFetchAsksForWhatIsKeptOnlyIfItChanged(t *testing.T) {
	p := &publisher{body: someBytes(1000, 0), etag: `"a"`}
	f, s := newFetchWorld(t, p)
	get := func() []byte {
		t.Helper()
		path, err := f.fetch(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := os.ReadFile(path)
		return b
	}
	first := get()
	if got := get(); !bytes.Equal(got, first) || len(p.requests) != 2 || p.requests[1].Get("If-None-Match") != `"a"` {
		t.Errorf("second time: %d bytes after %d requests", len(got), len(p.requests))
	}
	p.body, p.etag = someBytes(1200, 9), `"b"`
	if got := get(); !bytes.Equal(got, p.body) {
		t.Error("the changed file was not fetched")
	}
	s.SHA256 = sum(p.body)
	if get(); len(p.requests) != 3 {
		t.Errorf("%d requests: a file whose checksum holds needs none", len(p.requests))
	}
	// A damaged copy is not asked for by its old origin.
	if err := os.WriteFile(filepath.Join(f.dir, s.File), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := get(); !bytes.Equal(got, p.body) {
		t.Error("the damaged copy was kept")
	}
}

func TestFetchByHand(t *testing.T) {
	p := &publisher{body: []byte("a page")}
	f, s := newFetchWorld(t, p)
	s.ByHand = true
	_, err := f.fetch(t.Context(), s)
	if got := say.Err(err, say.English); err == nil || !strings.Contains(got, s.URL) || !strings.Contains(got, `"file.bin"`) || !strings.Contains(got, f.dir) {
		t.Errorf("got %q", got)
	}
	path := filepath.Join(f.dir, s.File)
	if err := errors.Join(os.MkdirAll(f.dir, 0o700), os.WriteFile(path, []byte("by hand"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, s.ByHand = range []bool{true, false} { // what was put there without an origin is by hand too
		if got, err := f.fetch(t.Context(), s); err != nil || got != path {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if len(p.requests) > 0 {
		t.Errorf("%d requests for a file that is there", len(p.requests))
	}
}

func TestFetchStopsWhenAsked(t *testing.T) {
	p := &publisher{statuses: []int{503, 503, 503}}
	f, s := newFetchWorld(t, p)
	f.pause = time.Hour
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := f.fetch(ctx, s); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestFetchGivesUpOnASilentServer(t *testing.T) {
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10")
		_, _ = w.Write([]byte("five."))
		_ = http.NewResponseController(w).Flush()
		<-done
	}))
	defer server.Close()
	defer close(done)
	f := newFetcher(t.TempDir(), func(int64, int64) {})
	f.tries, f.stall = 1, 20*time.Millisecond
	_, err := f.fetch(t.Context(), &Source{Source: data.Source{URL: server.URL}, File: "f"})
	if err == nil || !strings.Contains(say.Err(err, say.English), "nothing for 20ms") {
		t.Errorf("got %v", err)
	}
}

func TestOfflineFile(t *testing.T) {
	dir := t.TempDir()
	s := &Source{Source: data.Source{URL: "https://example.org/x"}, File: "x.csv"}
	_, err := offlineFile(dir, s)
	if got := say.Err(err, say.English); err == nil || !strings.Contains(got, `"x.csv"`) || !strings.Contains(got, dir) || !strings.Contains(got, s.URL) {
		t.Errorf("got %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := offlineFile(dir, s); err != nil || got != filepath.Join(dir, "x.csv") {
		t.Errorf("got %q, %v", got, err)
	}
	checkShared(t, dir)
	s.SHA256 = sum([]byte("y"))
	if _, err := offlineFile(dir, s); err == nil {
		t.Error("another checksum passed")
	}
}

// A file that regions share lies in its folder inside the region's, or beside it.
func checkShared(t *testing.T, dir string) {
	t.Helper()
	shared := &Source{Source: data.Source{URL: "https://example.org/x"}, File: "calendar/y.csv"}
	inside := filepath.Join(dir, "corse")
	if _, err := offlineFile(inside, shared); err == nil || !strings.Contains(say.Err(err, say.English), "calendar/y.csv") {
		t.Errorf("a shared file that is nowhere: got %v", err)
	}
	for _, folder := range []string{dir, inside} { // that inside comes first once it is there
		path := filepath.Join(folder, "calendar", "y.csv")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("y"), 0o600)); err != nil {
			t.Fatal(err)
		}
		if got, err := offlineFile(inside, shared); err != nil || got != path {
			t.Errorf("got %q, %v; want %q", got, err, path)
		}
	}
	if _, err := offlineFile(inside, &Source{File: "x.csv"}); err == nil {
		t.Error("a file of one region was taken from beside its folder")
	}
}

func TestASharedFileIsKeptInItsFolder(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("x")) }))
	defer server.Close()
	dir := filepath.Join(t.TempDir(), "corse")
	got, err := newFetcher(dir, func(int64, int64) {}).fetch(t.Context(), &Source{Source: data.Source{URL: server.URL}, File: "calendar/x.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "calendar", "x.csv")); err != nil || string(text) != "x" || got != filepath.Join(dir, "calendar", "x.csv") {
		t.Errorf("got %q at %s, %v", text, got, err)
	}
}
