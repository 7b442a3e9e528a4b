package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What people type, here a marker, is written by neither door: not in the log,
// nor in the region's file, nor in a file of any other name.
func TestNothingTypedIsKept(t *testing.T) {
	const marker = "Zorglubville"
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	t.Chdir(folder)
	path := filepath.Join(folder, "region.maillage")
	whole := read(t, demoFile(t))
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, path)
	targets := []string{
		"/api/v1/places?q=" + marker, "/api/v1/places?q=12+rue+" + marker + "&lat=46&lon=-4.5", "/api/v1/places?q=" + marker + "%0a",
		"/api/v1/places?q=" + strings.Repeat(marker, 900), "/api/v1/nearest?q=" + marker, "/api/v1/nearest?q=" + marker + "&code_commune=9A001",
	}
	for _, target := range targets {
		if _, body := s.get(t, target); holds(string(body), marker) {
			t.Errorf("%.60s repeats what was typed: %s", target, body)
		}
	}
	await(t, "a line of log for each", func() bool { return strings.Count(s.stderr.String(), "msg=request") >= len(targets) })
	s.stop()
	<-s.code
	if holds(s.stderr.String()+s.stdout.String(), marker) {
		t.Errorf("the server wrote what was typed:\n%s", s.stderr.String())
	}
	for _, args := range [][]string{
		{"places", path, marker}, {"places", path, marker, "-f", "json"}, {"places", path, "--lat", "46", "--lon", "-4.5", marker, "-f", "csv"},
		{"places", path, strings.Repeat(marker, 900)}, {"nearest", path, "--q", marker}, {"nearest", path, "--q", "12 rue " + marker, "-f", "geojson"},
	} {
		if got := run(t, args...); holds(got.stdout+got.stderr, marker) {
			t.Errorf("%.60q repeats what was typed: %s%s", args, got.stdout, got.stderr)
		}
	}
	if after := read(t, path); !bytes.Equal(after, whole) {
		t.Error("the region's file changed")
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("files written beside the region's: %v, %v", files, err)
	}
}

func holds(text, marker string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(marker))
}
