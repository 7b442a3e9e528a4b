package wholefile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func TestWriteReplacesWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	holds := func(want string) {
		t.Helper()
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		if files, _ := os.ReadDir(dir); len(files) != 1 {
			t.Errorf("got %v in the folder, want the one file", files)
		}
	}
	if err := Write(path, text("old")); err != nil {
		t.Fatal(err)
	}
	holds("old")
	old, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = old.Close() }()

	failure := errors.New("disk full")
	err = Write(path, func(w io.Writer) error {
		_, _ = w.Write(make([]byte, 1<<21)) // past the buffer: part of it is on disk
		return failure
	})
	if !errors.Is(err, failure) {
		t.Errorf("got %v, want %v", err, failure)
	}
	holds("old")

	if err := Write(path, text("new")); err != nil {
		t.Fatal(err)
	}
	holds("new")
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, want one others can read", info.Mode())
	}
	if got, _ := io.ReadAll(old); string(got) != "old" {
		t.Errorf("who had the old file open reads %q", got)
	}
	if err := Write(filepath.Join(dir, "none", "a.csv"), text("x")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: got %v", err)
	}
}
