package main

import (
	"archive/zip"
	"path/filepath"
	"slices"
	"testing"
)

// Workbooks are files; what is in them, package api's tests tell.
func TestWorkbooksAreWritten(t *testing.T) {
	file := demoFile(t)
	for _, args := range [][]string{
		{"coverage", file, "--target", "30"}, {"gaps", file, "--target", "10"}, {"nearest", file, "--lat", "45.5", "--lon", "3"},
	} {
		path := filepath.Join(t.TempDir(), args[0]+".xlsx")
		if got := done(t, append(args, "-f", "xlsx", "-o", path)...); got != "" {
			t.Errorf("%s: wrote to standard output: %q", args[0], got)
		}
		book, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(book.File, func(f *zip.File) bool { return f.Name == "xl/worksheets/sheet2.xml" }) {
			t.Errorf("%s: a workbook without its second sheet", args[0])
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
}
