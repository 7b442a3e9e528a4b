package api

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"

	"maillage/geo/gazetteer"
)

// What people type, here a marker, is written nowhere: no log at any level, no
// answer but one that names places, no file; whatever fails, and however.
func TestNothingTypedIsWritten(t *testing.T) {
	const marker = "Zorglubville"
	scratch := t.TempDir()
	t.Setenv("TMPDIR", scratch)
	var log bytes.Buffer
	out := &syncWriter{w: &log}
	all := &slog.HandlerOptions{Level: slog.Level(-100), AddSource: true}
	for name, logger := range map[string]*slog.Logger{
		"text": slog.New(slog.NewTextHandler(out, all)), "json": slog.New(slog.NewJSONHandler(out, all)),
	} {
		log.Reset()
		s := serve(t, Options{Logger: logger})
		url, stop := listen(t, s, logger)
		whole := gazetteerOf(drawn(t, true))
		for _, places := range []Gazetteer{
			whole,
			func() (*gazetteer.Gazetteer, error) { return nil, errors.New("cannot find " + marker) },
			func() (*gazetteer.Gazetteer, error) { panic("searching " + marker) },
		} {
			s.Swap(NewSnapshot(drawn(t, true), places, "f", nil))
			askWith(t, url, marker)
		}
		raw(t, url, "GET /api/v1/places?q="+marker+"\x00 HTTP/9.9\r\n"+marker+"\r\n\r\n")
		raw(t, url, "GET /api/v1/places?q="+strings.Repeat(marker, 2000)+" HTTP/1.1\r\n\r\n")
		stop()
		if log.Len() == 0 || strings.Contains(strings.ToLower(log.String()), strings.ToLower(marker)) {
			t.Errorf("%s: the log has %d bytes and must not name %s:\n%s", name, log.Len(), marker, &log)
		}
	}
	if files, err := os.ReadDir(scratch); err != nil || len(files) > 0 {
		t.Errorf("temporary files: %v, %v", files, err)
	}
}

// askWith types a marker wherever something may be typed, and reads that no answer repeats it.
func askWith(t *testing.T, url, marker string) {
	t.Helper()
	for _, target := range []string{
		"/api/v1/places?q=" + marker,
		"/api/v1/places?q=12+rue+" + marker + "&lat=42.05&lon=9.05",
		"/api/v1/places?q=" + marker + "%00",
		"/api/v1/places?q=" + strings.Repeat(marker, 20),
		"/api/v1/places?q=" + strings.Repeat(marker, 900),
		"/api/v1/places?q=" + marker + "&q=" + marker,
		"/api/v1/nearest?q=" + marker,
		"/api/v1/nearest?q=fontaine+" + marker,
		"/api/v1/nearest?q=" + marker + "&lat=42&lon=9",
		"/api/v1/nearest?q=" + marker + "&f=csv",
		"/metrics?q=" + marker,
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
			r, err := http.NewRequestWithContext(t.Context(), method, url+target, strings.NewReader(marker))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Referer", url+target)
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(bytes.ToLower(text), bytes.ToLower([]byte(marker))) {
				t.Errorf("%s %.60s repeats it: %s", method, target, text)
			}
		}
	}
}

// The size of an answer about a text may tell which text it was to whoever has
// the log and the region: such sizes are logged as powers of two.
func TestSizesOfPrivateAnswersAreCoarse(t *testing.T) {
	for _, c := range []struct {
		cache       string
		bytes, want int
	}{
		{private, 0, 0}, {private, 1, 1}, {private, 1024, 1024}, {private, 1025, 2048}, {private, 7229, 8192},
		{"public, max-age=450", 7229, 7229},
	} {
		w := &recorder{ResponseWriter: discard{http.Header{"Cache-Control": {c.cache}}}, bytes: c.bytes}
		if got := w.told(); got != c.want {
			t.Errorf("%d bytes, %s: logged as %d, want %d", c.bytes, c.cache, got, c.want)
		}
	}
}

// A connection's error names the client: whoever writes to it, huma among them, must not learn it.
func TestAConnectionsErrorNamesNobody(t *testing.T) {
	w := &recorder{ResponseWriter: hangup{discard{http.Header{}}}}
	if n, err := w.Write([]byte("answer")); n != 3 || err == nil || strings.Contains(err.Error(), "203.0") {
		t.Errorf("got %d, %v", n, err)
	}
	if w.status != http.StatusOK || w.bytes != 3 {
		t.Errorf("status %d, %d bytes", w.status, w.bytes)
	}
}

// hangup is a client who leaves after three bytes.
type hangup struct{ discard }

func (hangup) Write([]byte) (int, error) {
	return 3, errors.New("write tcp 203.0.113.9:52000: broken pipe")
}

// discard is an answer nobody reads.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(p []byte) (int, error) { return len(p), nil }
func (d discard) WriteHeader(int)             {}
