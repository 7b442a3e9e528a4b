package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"maillage/api"
	"maillage/internal/wholefile"
)

// transcript is a buffer that a running program writes and a test reads.
type transcript struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// served is a server running in the test.
type served struct {
	url            string
	stdout, stderr transcript
	hangup         chan os.Signal
	stop           context.CancelFunc
	code           chan int
}

// serve runs `maillage serve` on a free port and waits until it says where.
func serve(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s := &served{hangup: make(chan os.Signal), stop: stop, code: make(chan int, 1)}
	m := &Main{Stdout: &s.stdout, Stderr: &s.stderr, Env: func(string) string { return "" }, Now: clock, Hangup: s.hangup}
	go func() { s.code <- m.Run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)) }()
	t.Cleanup(stop)
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	await(t, "the server's address", func() bool {
		select {
		case code := <-s.code:
			t.Fatalf("serve ended with %d: %s", code, s.stderr.String())
		default:
		}
		s.url = address.FindString(s.stdout.String())
		return s.url != ""
	})
	return s
}

// await waits until something holds, a minute at most.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited a minute for %s", what)
		}
	}
}

// get asks the server and returns status and body.
func (s *served) get(t *testing.T, path string) (int, []byte) {
	t.Helper()
	response, err := http.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}

func TestServeAnswersReloadsAndStops(t *testing.T) {
	path := filepath.Join(t.TempDir(), "region.maillage")
	whole := read(t, demoFile(t))
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, path)

	// The next step that serve shows is one that works.
	suggested := regexp.MustCompile(`curl 'http://[^/]+(/[^']+)'`).FindStringSubmatch(s.stdout.String())
	if suggested == nil {
		t.Fatalf("serve shows no next step: %s", s.stdout.String())
	}
	status, body := s.get(t, suggested[1])
	var nearest api.NearestBody
	if err := json.Unmarshal(body, &nearest); status != http.StatusOK || err != nil || len(nearest.Results) == 0 {
		t.Fatalf("%s: status %d, %v: %s", suggested[1], status, err, body)
	}

	if err := replaceFile(path, whole); err != nil { // a new file under the old name
		t.Fatal(err)
	}
	s.hangup <- syscall.SIGHUP
	await(t, "the reload", func() bool { return strings.Contains(s.stderr.String(), "region reloaded") })
	if status, _ := s.get(t, suggested[1]); status != http.StatusOK {
		t.Errorf("after the reload: status %d", status)
	}

	if err := replaceFile(path, whole[:100]); err != nil {
		t.Fatal(err)
	}
	s.hangup <- syscall.SIGHUP
	await(t, "the refusal", func() bool { return strings.Contains(s.stderr.String(), "reload failed") })
	if status, _ := s.get(t, suggested[1]); status != http.StatusOK {
		t.Errorf("after a failed reload: status %d, want the old region served", status)
	}

	s.stop()
	if code := <-s.code; code != exitDone {
		t.Errorf("stopped with %d: %s", code, s.stderr.String())
	}
}

func TestServeLogsNoPosition(t *testing.T) {
	s := serve(t, demoFile(t))
	const lat, lon = "46.1234", "-4.5678"
	if status, body := s.get(t, "/api/v1/nearest?lat="+lat+"&lon="+lon+"&open=any"); status != http.StatusOK {
		t.Fatalf("status %d: %s", status, body)
	}
	if status, _ := s.get(t, "/api/v1/nearest?lat=95"+"&lon="+lon); status != http.StatusUnprocessableEntity {
		t.Errorf("lat 95: status %d, want 422", status)
	}
	await(t, "two lines of log", func() bool { return strings.Count(s.stderr.String(), "nearest") >= 2 })
	s.stop()
	<-s.code
	for _, private := range []string{lat, lon, "46.1", "4.56", "lat=", "127.0.0.1"} {
		if strings.Contains(s.stderr.String(), private) {
			t.Errorf("the log holds %q:\n%s", private, s.stderr.String())
		}
	}
}

func TestServeSaysThatAPortIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	complaint{"busy", []string{"serve", demoFile(t), "--addr", addr}, exitFailed,
		[]string{addr, "déjà prise", "--addr"}, []string{addr, "taken", "--addr"}}.hold(t)
}

// The two doors say the same.
func TestServeAndCommandLineAgree(t *testing.T) {
	path := demoFile(t)
	s := serve(t, path)
	for _, c := range []struct {
		name, url string
		args      []string
	}{
		{"nearest", "/api/v1/nearest?lat=%[1]s&lon=%[2]s&at=2026-11-25T14:00&open=any&limit=3", []string{"nearest", path, "--lat", "%[1]s", "--lon", "%[2]s", "--at", "2026-11-25T14:00", "--open", "any", "-k", "3"}},
		{"coverage", "/api/v1/coverage?target=20&by=epci&at=2026-11-25T14:00", []string{"coverage", path, "--target", "20", "--by", "epci", "--at", "2026-11-25T14:00"}},
		{"gaps", "/api/v1/gaps?target=20&at=2026-11-25T14:00", []string{"gaps", path, "--target", "20", "--at", "2026-11-25T14:00"}},
	} {
		lat, lon := demoPlace(t)
		for i, arg := range c.args {
			if strings.HasPrefix(arg, "%[") {
				c.args[i] = fmt.Sprintf(arg, lat, lon)
			}
		}
		url := c.url
		if strings.Contains(url, "%[") {
			url = fmt.Sprintf(url, lat, lon)
		}
		for _, form := range []string{"json", "csv", "geojson"} {
			status, body := s.get(t, url+"&f="+form)
			if status != http.StatusOK {
				t.Errorf("%s %s: status %d: %s", c.name, form, status, body)
			}
			if got, want := plain(string(body)), done(t, append(c.args, "-f", form)...); got != want {
				t.Errorf("%s: %s over HTTP is\n%.600s\nby command\n%.600s", c.name, form, got, want)
			}
		}
	}
	s.stop()
	<-s.code
}

// replaceFile puts a new file under the old name, so that who has the old one mapped keeps it.
func replaceFile(path string, content []byte) error {
	return wholefile.Write(path, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
