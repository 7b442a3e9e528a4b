package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/realdata"
)

// The page on data quality says what each kind of defect is, and what the real
// files show of it: both are held to what the program says.

func qualityPage(t *testing.T) string {
	t.Helper()
	return string(read(t, filepath.Join(realdata.Root(t), "docs", "method", "data-quality.md")))
}

func TestEveryKindOfDefectIsExplained(t *testing.T) {
	page := qualityPage(t)
	kinds := page[strings.Index(page, "## The kinds"):strings.Index(page, "## A place that moves")]
	for _, kind := range data.DefectKinds() {
		if !strings.Contains(kinds, "`"+string(kind)+"`") {
			t.Errorf("the page does not explain %s", kind)
		}
	}
	for _, told := range regexp.MustCompile("(?m)^\\| `([a-z_]+)`").FindAllStringSubmatch(kinds, -1) {
		if !slices.Contains(data.DefectKinds(), data.DefectKind(told[1])) {
			t.Errorf("the page explains %s, which is no kind of defect", told[1])
		}
	}
}

// finding is a row of the page's table: one kind of one source of a region.
type finding struct {
	source string
	kind   data.DefectKind
}

func TestTheDefectsOfTheRealFilesAreThoseThatThePageTells(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| (corse|aura) \\| (\\S+) \\| `([a-z_]+)` \\| (\\d+) \\| ([^|]+?) \\|")
	told := map[string]map[finding][]string{"corse": {}, "aura": {}}
	for _, m := range row.FindAllStringSubmatch(qualityPage(t), -1) {
		told[m[1]][finding{strings.TrimPrefix(m[2], "(region)"), data.DefectKind(m[3])}] = m[4:]
	}
	corse, _ := corsica(t)
	south, _ := aura(t)
	for region, path := range map[string]string{"corse": corse, "aura": south} {
		records := map[finding][]string{}
		for _, d := range decode[checkBody](t, "check", path).Defects {
			f := finding{d.Source, d.Kind}
			records[f] = append(records[f], d.Record)
		}
		for f, ids := range records {
			row, ok := told[region][f]
			if !ok {
				t.Errorf("%s: the page does not tell the %d %s of %q", region, len(ids), f.kind, f.source)
				continue
			}
			if row[0] != strconv.Itoa(len(ids)) || !slices.Contains(ids, row[1]) {
				t.Errorf("%s, %s of %q: the page tells %s with record %s, check tells %d: %.200q", region, f.kind, f.source, row[0], row[1], len(ids), ids)
			}
		}
		for f := range told[region] {
			if records[f] == nil {
				t.Errorf("%s: the page tells of %s of %q, which check does not find", region, f.kind, f.source)
			}
		}
	}
}
