package source

import (
	"os"
	"path/filepath"
	"testing"

	"maillage/internal/realdata"
)

func realPath(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(realdata.Dir(t), name)
}

func realText(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(realPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
