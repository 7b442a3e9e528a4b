package maillage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// traces are what a machine or a tool leaves in a file and nobody else can use.
// Each is written in two halves, so that this file has none itself.
var traces = []struct {
	name    string
	pattern *regexp.Regexp
}{
	{"a registry's host", regexp.MustCompile(`proxy\.` + `golang\.org|sum\.` + `golang\.org|registry\.` + `npmjs\.org|registry\.` + `yarnpkg\.com|files\.` + `pythonhosted\.org|static\.` + `crates\.io`)},
	{"a path of one machine", regexp.MustCompile("(?m)(?:^|[\\s\"'`=(:])(?:/" + `home/\w|/` + `Users/\w|/` + `root/|/` + `work/|/` + `tmp/\w|C:\\` + `Users)`)},
	{"a promise instead of work", regexp.MustCompile(`\b(?:TO` + `DO|FIX` + `ME|XX` + `X)\b`)},
	{"a conflict left in", regexp.MustCompile(`(?m)^(?:<{7} |>{7} )`)},
}

// junk is what editors, profilers and builds leave behind.
var junk = regexp.MustCompile(`(?i)(^|/)(\.DS_Store|Thumbs\.db|__debug_bin\d*|nohup\.out)$|\.(orig|rej|swp|bak|prof|pprof|test|exe|out|log|gpkg|pbf)$|~$`)

// pictures and fonts are the only files that are not text.
var binaries = []string{".png", ".woff2", ".ico"}

func TestNoFileKeepsATrace(t *testing.T) {
	walk(t, func(path string) {
		path = filepath.ToSlash(path)
		if junk.MatchString(path) {
			t.Errorf("%s: generated, and nobody's to keep", path)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			return
		}
		if bytes.IndexByte(text, 0) >= 0 && !slices.Contains(binaries, filepath.Ext(path)) {
			t.Errorf("%s: not text", path)
			return
		}
		for _, trace := range traces {
			if at := trace.pattern.FindIndex(text); at != nil {
				t.Errorf("%s:%d: %s: %q", path, 1+bytes.Count(text[:at[0]], []byte("\n")), trace.name, text[at[0]:at[1]])
			}
		}
	})
}

// A link in a document leads to a file that is there.
func TestLinksLead(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	walk(t, func(path string) {
		if filepath.Ext(path) != ".md" {
			return
		}
		for _, m := range link.FindAllStringSubmatch(read(t, path), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", path, m[1])
			}
		}
	})
}
