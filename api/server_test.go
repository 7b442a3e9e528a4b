package api

import (
	"bytes"
	"html"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// syncWriter is a buffer for a server that writes from several goroutines.
type syncWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *syncWriter) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(p)
}

func logTo(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(&syncWriter{w: w}, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// listen serves over a real connection and returns the address and what stops it.
func listen(t *testing.T, s *Server, logger *slog.Logger) (url string, stop func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv := NewHTTPServer(s, logger)
	done := make(chan struct{})
	go func() {
		defer close(done)
		srv.Serve(l)
	}()
	return "http://" + l.Addr().String(), func() {
		srv.Close()
		<-done
	}
}

// A request with telltale values everywhere leaves none of them in what the
// server writes, and no cookie in what it answers.
func TestNothingOfAQuestionIsLogged(t *testing.T) {
	var log bytes.Buffer
	logger := logTo(&log)
	s := serve(t, Options{Logger: logger})
	s.router.Path("/boom").HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { panic(r.URL.String()) })
	url, stop := listen(t, s, logger)
	for _, target := range []string{
		"/api/v1/nearest?lat=42.30601&lon=9.15077",
		"/api/v1/nearest?lat=42.30601&lon=9.15077&q=12+rue+Telltale",
		"/api/v1/nearest?lat=42.30601&lon=telltale",
		"/api/v1/coverage?group=telltale",
		"/telltale/42.30601",
		"/boom?lat=42.30601",
		"/api/v1/nearest?%zztelltale",
	} {
		for _, method := range []string{"GET", "HEAD", "TELLTALE"} {
			r, err := http.NewRequestWithContext(t.Context(), method, url+target, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Referer", "http://telltale.example/42.30601")
			r.Header.Set("User-Agent", "telltale")
			r.Header.Set("Cookie", "telltale=1")
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if c := answer.Header.Get("Set-Cookie"); c != "" {
				t.Errorf("%s sets the cookie %q", target, c)
			}
			answer.Body.Close()
		}
	}
	raw(t, url, "GET /telltale\x00 HTTP/9.9\r\n42.30601\r\n\r\n")
	stop()
	facts := regexp.MustCompile(`time=\S+`).ReplaceAllString(log.String(), "") // whose seconds may be 42.3
	told := regexp.MustCompile(`(?i)telltale|42\.3|9\.15|127\.0\.0\.1`).FindAllString(facts, -1)
	if told != nil {
		t.Errorf("the log tells %q:\n%s", told, &log)
	}
	line := regexp.MustCompile(`(?m)^time=\S+ level=INFO msg=request method=(GET|HEAD|other) route=("[^"]*"|\S+) status=\d+ ms=[\d.e-]+ bytes=\d+$`)
	if got := len(line.FindAllString(log.String(), -1)); got != 21 {
		t.Errorf("%d lines of five facts, want 21:\n%s", got, &log)
	}
	if !strings.Contains(log.String(), "route=/api/v1/nearest status=200") {
		t.Errorf("the log does not name the route:\n%s", &log)
	}
}

// HEAD writes no body, so nothing tells the status of a page but the page itself.
func TestTheStatusOfHEADIsLogged(t *testing.T) {
	var log bytes.Buffer
	s := serve(t, Options{Logger: logTo(&log)})
	for _, target := range []string{"/", "/docs", "/openapi.json", "/api/v1/region"} {
		log.Reset()
		do(s, http.MethodHead, target)
		if !strings.Contains(log.String(), "status=200") {
			t.Errorf("HEAD %s: %s", target, &log)
		}
	}
}

func raw(t *testing.T, url, request string) {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, request)
	answer, _ := io.ReadAll(c)
	if !bytes.HasPrefix(answer, []byte("HTTP/1.1 4")) && !bytes.HasPrefix(answer, []byte("HTTP/1.1 5")) {
		t.Errorf("a broken request gets %q", answer)
	}
}

func TestServerErrorsNameNobody(t *testing.T) {
	var log bytes.Buffer
	l := anonymousErrorLog(logTo(&log))
	l.Print("http: TLS handshake error from 203.0.113.9:52000: EOF")
	l.Print("http2: received GOAWAY from 203.0.113.9")
	if got := log.String(); strings.Contains(got, "203.0") || !strings.Contains(got, "TLS handshake") {
		t.Errorf("got %s", got)
	}
}

func TestLimitsOfARequest(t *testing.T) {
	s := serve(t, Options{})
	url, stop := listen(t, s, slog.New(slog.DiscardHandler))
	defer stop()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Long", strings.Repeat("a", 3*maxHeaderBytes))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("long headers: status %d, want 431", answer.StatusCode)
	}
	if r, err = http.NewRequestWithContext(t.Context(), http.MethodGet, url+typing(strings.Repeat("ساحة", 1250)), nil); err != nil {
		t.Fatal(err)
	}
	if answer, err = http.DefaultClient.Do(r); err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("10 kB of text: status %d, want 422", answer.StatusCode)
	}
	srv := NewHTTPServer(s, slog.New(slog.DiscardHandler))
	if srv.ReadHeaderTimeout <= 0 || srv.ReadTimeout <= 0 || srv.WriteTimeout <= 0 || srv.IdleTimeout <= 0 {
		t.Errorf("a timeout is missing: %+v", srv)
	}
}

func TestReadiness(t *testing.T) {
	s := NewServer(Options{})
	statuses := func() (got []int) {
		for _, target := range []string{"/healthz", "/", "/docs", "/openapi.json", "/readyz", "/api/v1/region", "/api/v1/nearest?lat=42&lon=9", "/api/v1/places?q=lieu"} {
			got = append(got, get(s, target).Code)
		}
		return got
	}
	check := func(when string, ready int) {
		t.Helper()
		for i, got := range statuses() {
			want := 200
			if i >= 4 {
				want = ready
			}
			if got != want {
				t.Errorf("%s: request %d gets %d, want %d", when, i, got, want)
			}
		}
	}
	check("before", 503)
	if w := get(s, "/readyz"); w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Aucune région") {
		t.Errorf("not ready: %v %s", w.Header(), w.Body)
	}
	s.Swap(snapshot(t, "f"))
	check("with a region", 200)
	s.Close()
	check("after", 503)
}

func TestLanguages(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct{ name, target, accept, want string }{
		{"French first", "/api/v1/region", "", "fr"},
		{"asked by header", "/api/v1/region", "en-GB,en;q=0.9", "en"},
		{"the parameter wins", "/api/v1/region?lang=fr", "en", "fr"},
		{"the heavier", "/api/v1/region", "fr;q=0.2, en;q=0.8", "en"},
		{"the first of equals", "/api/v1/region", "fr, en", "fr"},
		{"one we have", "/api/v1/region", "de, en;q=0.5", "en"},
		{"none we have", "/api/v1/region", "de", "fr"},
		{"not that one", "/api/v1/region", "en;q=0, *", "fr"},
		{"problems too", "/nowhere", "en", "en"},
		{"pages too", "/?lang=en", "", "en"},
	} {
		w := get(s, c.target, "Accept-Language: "+c.accept)
		if got := w.Header().Get("Content-Language"); got != c.want {
			t.Errorf("%s: Content-Language %q, want %q", c.name, got, c.want)
		}
		if vary := strings.Join(w.Header().Values("Vary"), ", "); !strings.Contains(vary, "Accept-Language") {
			t.Errorf("%s: Vary %q", c.name, vary)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct{ target, origin, policy string }{
		{"/api/v1/nearest?lat=42&lon=9", "*", "default-src 'none'; frame-ancestors 'none'"},
		{"/api/v1/nearest", "*", "default-src 'none'; frame-ancestors 'none'"},
		{"/openapi.json", "*", "default-src 'none'; frame-ancestors 'none'"},
		{"/docs", "", docsPolicy},
		{"/", "", pagePolicy},
		{"/api", "", pagePolicy},
	} {
		h := get(s, c.target).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Access-Control-Allow-Origin": c.origin, "Content-Security-Policy": c.policy, "Access-Control-Allow-Credentials": "",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", c.target, name, got, want)
			}
		}
	}
}

// Pages fetch nothing from elsewhere, and their scripts and styles are served here.
func TestPagesAreSelfContained(t *testing.T) {
	s := serve(t, Options{})
	elsewhere := regexp.MustCompile(`(src|href)="(https?:)?//`)
	for _, target := range []string{"/", "/planifier?target=10", "/integrer", "/widget", "/api", "/docs", "/?lang=en", "/planifier?target=10&lang=en", "/api?lang=en", "/docs?lang=en"} {
		page := get(s, target).Body.String()
		if m := elsewhere.FindString(page); m != "" {
			t.Errorf("%s fetches %s", target, m)
		}
		for _, m := range regexp.MustCompile(`(?:src|href)="([^"?#:]+)[?"]`).FindAllStringSubmatch(page, -1) {
			if w := get(s, "/"+strings.TrimPrefix(m[1], "./")); w.Code != 200 && w.Code != 422 {
				t.Errorf("%s links to %s, which answers %d", target, m[1], w.Code)
			}
		}
	}
	start := get(s, "/api").Body.String()
	for _, want := range []string{`<html lang="fr">`, "fictive", "api/v1/nearest?lat=42.050&amp;lon=9.050", "api/v1/nearest?code_commune=2B001", "api/v1/places?q=Lieu-A", "Carreaux dessinés, INSEE, 2015 (Licence Ouverte 2.0)"} {
		if !strings.Contains(start, want) {
			t.Errorf("the developers' page does not say %q", want)
		}
	}
}

// Who chose a language on a page keeps it behind each link, and no
// English sentence has the space that French puts before a colon.
func TestAPageKeepsItsLanguage(t *testing.T) {
	s := serve(t, Options{})
	for lang, other := range map[string]string{"fr": "en", "en": "fr"} {
		page := get(s, "/api?lang="+lang, "Accept-Language: "+other).Body.String()
		links := regexp.MustCompile(`<a href="([^"]+)"`).FindAllStringSubmatch(page, -1)
		if len(links) < 9 {
			t.Fatalf("%d links, want 9 and more: %s", len(links), page)
		}
		for _, link := range links {
			if target := html.UnescapeString(link[1]); !strings.Contains(target, "lang="+other) {
				if got := get(s, "/"+target, "Accept-Language: "+other).Header().Get("Content-Language"); got != lang {
					t.Errorf("%s, from the page in %s, answers in %q", target, lang, got)
				}
			}
		}
		if colon := strings.Contains(page, "\u00a0:"); colon != (lang == "fr") {
			t.Errorf("%s: a space before a colon: %v", lang, colon)
		}
	}
}

func TestLargeBodiesAreCompressed(t *testing.T) {
	s := serve(t, Options{})
	large, small := get(s, "/api/v1/region", "Accept-Encoding: gzip"), get(s, "/healthz", "Accept-Encoding: gzip")
	if got := large.Header().Get("Content-Encoding"); got != "gzip" || large.Body.Len() >= get(s, "/api/v1/region").Body.Len() {
		t.Errorf("region: encoding %q, %d bytes", got, large.Body.Len())
	}
	if got := small.Header().Get("Content-Encoding"); got != "" {
		t.Errorf("healthz: encoding %q", got)
	}
}
