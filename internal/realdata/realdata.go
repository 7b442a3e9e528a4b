// Package realdata finds, for tests only, the open data that is kept outside the repository.
package realdata

import (
	"os"
	"path/filepath"
	"testing"

	"maillage/internal/racing"
)

// Dir returns the folder of the open data: where MAILLAGE_TESTDATA says, else
// ../shared/data beside the repository's root. Where it is absent the test is
// skipped, or fails when MAILLAGE_REQUIRE is set, as it is in CI. A test of real
// data is a long one (package racing).
func Dir(t testing.TB) string {
	t.Helper()
	racing.Long(t)
	return Watched(t)
}

// Watched is Dir under -short too, for tests of real data that several goroutines share.
func Watched(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("MAILLAGE_TESTDATA")
	if dir == "" {
		dir = filepath.Join(Root(t), "..", "shared", "data")
	} else if !filepath.IsAbs(dir) {
		// A relative path is read from the root: tests run in their own folders.
		dir = filepath.Join(Root(t), dir)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if os.Getenv("MAILLAGE_REQUIRE") != "" {
		t.Fatalf("no open data at %s, and MAILLAGE_REQUIRE is set", dir)
	}
	t.Skipf("no open data at %s: set MAILLAGE_TESTDATA to its folder", dir)
	return ""
}

// Root returns the repository's root, the folder of go.mod above the test's own.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}
