// Package maillage_test holds the rules that the whole repository keeps.
package maillage_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which packages of ours each package may import. Data walks one
// way, a floor at a time; "data/..." is data and the rooms inside it.
// The leaves say and internal/fold are open to all and not repeated.
var rooms = map[string][]string{
	"say": {},

	"geo":           {},
	"geo/road":      {"geo"},
	"geo/gazetteer": {"geo"},
	"geo/tile":      {"geo"},
	"geo/isoline":   {"geo", "geo/road"},

	"data/hours":  {},
	"data":        {"geo", "data/hours"},
	"data/source": {"data", "data/hours", "geo", "geo/road", "geo/gazetteer"},
	"data/demo":   {"data", "data/hours", "geo", "geo/road", "geo/gazetteer"},
	"data/region": {"data/...", "geo/...", "internal/wholefile"},

	"analysis": {"data", "data/hours", "geo/...", "internal/kept"},
	"api":      {"analysis", "data", "data/hours", "geo/...", "internal/kept", "web"},
	"web":      {},

	"cmd/maillage": {"analysis/...", "api", "data/...", "geo/...", "internal/stitch", "internal/threadtime", "internal/wholefile", "web"},

	"tools/peers/compare":  {"data/source", "geo", "geo/road", "tools/peers/valhalla"},
	"tools/peers/nearest":  {"data/region", "data/source", "geo/road", "tools/peers/valhalla"},
	"tools/peers/valhalla": {},

	"internal/addok":      {},      // for tests
	"internal/banworld":   {"geo"}, // for tests
	"internal/damage":     {},      // for tests
	"internal/fold":       {},
	"internal/kept":       {},
	"internal/racing":     {},                  // for tests
	"internal/realdata":   {"internal/racing"}, // for tests
	"internal/stitch":     {"geo/road"},
	"internal/threadtime": {},
	"internal/tileread":   {},           // for tests
	"internal/tileworld":  {"geo/tile"}, // for tests
	"internal/wholefile":  {},
}

// libraries says in which packages each library from outside is kept, so that
// replacing one touches one room. docs/dependencies.md argues for each.
var libraries = map[string][]string{
	"github.com/paulmach/orb":              {"..."}, // the vocabulary of geometry
	"github.com/tidwall/rtree":             {"geo"},
	"github.com/peterstace/simplefeatures": {"geo"},
	"github.com/paulmach/osm":              {"data/source"},
	"github.com/twpayne/go-geom":           {"data/source"},
	"modernc.org/sqlite":                   {"data/source"},
	"github.com/xuri/excelize/v2":          {"data/source", "api"},
	"github.com/goccy/go-yaml":             {"data/region", "cmd/maillage"},
	"github.com/danielgtaylor/huma/v2":     {"api"},
	"github.com/gorilla/mux":               {"api"},
	"github.com/swaggo/files/v2":           {"api"},
	"github.com/klauspost/compress":        {"api"},
	"github.com/alecthomas/kong":           {"cmd/maillage"},
	"github.com/schollz/progressbar/v3":    {"cmd/maillage"},
	"golang.org/x/sync":                    {"..."},
	"golang.org/x/text":                    {"..."},
}

// imports lists, for every package's folder, what its files import, tests left out.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	walk(t, func(path string) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		found[dir] = append(found[dir], "") // a package that imports nothing is still a package
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Error(err)
			}
			found[dir] = append(found[dir], name)
		}
	})
	return found
}

// walk visits every file that belongs to the repository, not what it ignores.
func walk(t *testing.T, visit func(path string)) {
	t.Helper()
	ignored := []string{".git", "bin", "tmp", "node_modules", "dist", "test-results"}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(ignored, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".maillage") && d.Name() != "coverage.out" {
			visit(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// admits tells whether a name is in a list, where "a/..." stands for a and all below it.
func admits(list []string, name string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		if entry == "..." || entry == name {
			return true
		}
		parent, open := strings.CutSuffix(entry, "/...")
		return open && (name == parent || strings.HasPrefix(name, parent+"/"))
	})
}

// library returns the entry of the table of libraries that holds an import path.
func library(path string) (string, bool) {
	for _, name := range slices.Sorted(maps.Keys(libraries)) {
		if path == name || strings.HasPrefix(path, name+"/") {
			return name, true
		}
	}
	return "", false
}

func TestImportsFollowTheDesign(t *testing.T) {
	for dir, list := range imports(t) {
		allowed, known := rooms[dir]
		if !known {
			t.Errorf("package %s has no place in the house: give it one in the table, after docs/architecture.md", dir)
			continue
		}
		for _, path := range list {
			if why := refuse(dir, path, allowed); why != "" {
				t.Errorf("%s imports %s: %s", dir, path, why)
			}
		}
	}
}

// refuse tells why a package may not import a path; empty when it may.
func refuse(dir, path string, allowed []string) string {
	first, _, _ := strings.Cut(path, "/")
	if own, ours := strings.CutPrefix(path, "maillage/"); ours {
		if own == "say" || own == "internal/fold" || admits(allowed, own) {
			return ""
		}
		return "the table of rooms allows only " + strings.Join(allowed, ", ")
	}
	if !strings.Contains(first, ".") {
		return "" // the standard library
	}
	name, known := library(path)
	if !known {
		return "no library of the table; argue for it in docs/dependencies.md first"
	}
	if !admits(libraries[name], dir) {
		return name + " is kept in " + strings.Join(libraries[name], ", ")
	}
	return ""
}

// A rule that refuses nothing holds nothing.
func TestImportRulesRefuse(t *testing.T) {
	for _, c := range []struct{ name, dir, path string }{
		{"geo knows no service", "geo", "maillage/data"},
		{"analysis knows no HTTP", "analysis", "maillage/api"},
		{"api reads no file", "api", "maillage/data/region"},
		{"the test data is for tests", "analysis", "maillage/internal/realdata"},
		{"a library out of its room", "analysis", "modernc.org/sqlite"},
		{"a library's own rooms too", "geo", "github.com/paulmach/osm/osmpbf"},
		{"a library nobody argued for", "api", "github.com/gin-gonic/gin"},
	} {
		if refuse(c.dir, c.path, rooms[c.dir]) == "" {
			t.Errorf("%s: %s may import %s, want it refused", c.name, c.dir, c.path)
		}
	}
	for _, c := range []struct{ name, dir, path string }{
		{"say is open to all", "geo", "maillage/say"},
		{"rooms below", "data/region", "maillage/geo/road"},
		{"the standard library", "geo", "math"},
		{"orb is the vocabulary", "analysis", "github.com/paulmach/orb"},
	} {
		if why := refuse(c.dir, c.path, rooms[c.dir]); why != "" {
			t.Errorf("%s: %s may not import %s: %s", c.name, c.dir, c.path, why)
		}
	}
}

// docs/dependencies.md and go.mod tell of the same libraries as the table.
func TestEveryLibraryIsArguedFor(t *testing.T) {
	doc := read(t, "docs/dependencies.md")
	for name := range libraries {
		if !strings.Contains(doc, "`"+name+"`") {
			t.Errorf("docs/dependencies.md says nothing of %s", name)
		}
	}
	direct := regexp.MustCompile(`(?m)^(?:require )?\s*(\S+\.\S+/\S+) v\S+$`)
	for _, m := range direct.FindAllStringSubmatch(read(t, "go.mod"), -1) {
		if _, known := libraries[m[1]]; !known {
			t.Errorf("go.mod requires %s directly, and the table of libraries does not know it", m[1])
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
