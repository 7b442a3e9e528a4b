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
	name  string
	words []string
	alone bool // only where no letter, digit or part of a longer path comes before
}{
	{"a registry's host", []string{"proxy.go" + "lang.org", "sum.go" + "lang.org", "registry.npm" + "js.org", "registry.yarn" + "pkg.com",
		"files.python" + "hosted.org", "static.crates" + ".io"}, false},
	{"a path of one machine", []string{"/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/", "/t" + "mp/", `C:\Us` + "ers"}, true},
	{"a promise instead of work", []string{"TO" + "DO", "FIX" + "ME", "XX" + "X"}, true},
	{"a conflict left in", []string{"<<<<<" + "<< ", ">>>>>" + ">> "}, true},
}

// notAlone are the signs that make what follows them a part of something longer.
const notAlone = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-"

// find returns where a word first stands in a text, -1 where it does not.
func find(text []byte, word string, alone bool) int {
	for from := 0; ; {
		at := bytes.Index(text[from:], []byte(word))
		if at < 0 {
			return -1
		}
		if at += from; !alone || at == 0 || !strings.ContainsRune(notAlone, rune(text[at-1])) {
			return at
		}
		from = at + len(word)
	}
}

// junk is what editors, profilers and builds leave behind.
var junk = regexp.MustCompile(`(?i)(^|/)(\.DS_Store|Thumbs\.db|__debug_bin\d*|nohup\.out)$|\.(orig|rej|swp|bak|prof|pprof|test|exe|out|log|gpkg|pbf)$|~$`)

// pictures and fonts are the only files that are not text.
var binaries = []string{".png", ".webp", ".woff2", ".ico"}

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
			for _, word := range trace.words {
				if at := find(text, word, trace.alone); at >= 0 {
					t.Errorf("%s:%d: %s: %q", path, 1+bytes.Count(text[:at], []byte("\n")), trace.name, word)
				}
			}
		}
	})
}

func TestFindSeesTraces(t *testing.T) {
	for _, c := range []struct {
		text, word string
		alone      bool
		want       int
	}{
		{"see /a/b", "/a/", true, 4},
		{"https://x.org/a/b", "/a/", true, -1},
		{"x.org/a/b then /a/b", "/a/", true, 15},
		{"https://x.org", "x.org", false, 8},
		{"nothing", "/a/", true, -1},
		{"/a/", "/a/", true, 0},
	} {
		if got := find([]byte(c.text), c.word, c.alone); got != c.want {
			t.Errorf("find %q in %q: got %d, want %d", c.word, c.text, got, c.want)
		}
	}
}

// A link or a picture in a document leads to a file that is there.
func TestLinksLead(t *testing.T) {
	link := regexp.MustCompile(`(?:\]\(|src="|srcset=")([^)"#\s]+)(?:#[^)]*)?[)"]`)
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
