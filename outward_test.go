package maillage_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// outward are the only files that may make a request to another machine: what a
// build downloads, and the national geocoder, which a build's recipe or a
// planner's --national names.
var outward = []string{"data/region/fetch.go", "data/region/transfer.go", "data/region/geocoder.go", "data/region/geocoder_exchange.go"}

// bench alone may start a process: this very program, with which it talks through pipes.
const startsItself = "cmd/maillage/bench_child.go"

// geocoderUsers are the only files that may make a client of the national geocoder.
var geocoderUsers = []string{"data/region/geocoder.go", "data/region/build.go", "data/region/recipe.go", "cmd/maillage/geocode.go"}

// calls are the names of net and net/http that open a way out.
var calls = map[string][]string{
	"net/http": {"Client", "DefaultClient", "Get", "Head", "Post", "PostForm", "NewRequest", "NewRequestWithContext", "Transport", "DefaultTransport"},
	"net":      {"Dial", "DialTimeout", "Dialer", "DialTCP", "DialUDP", "LookupHost", "LookupIP", "Resolver"},
	"net/smtp": {"*"}, "net/rpc": {"*"}, "os/exec": {"*"}, "log/syslog": {"*"}, "crypto/tls": {"Dial", "Dialer", "DialWithDialer"},
}

// No text that a citizen types can leave the machine: the server has no way out,
// and nobody but a build and the command geocode can ask the national geocoder.
func TestNothingGoesOutward(t *testing.T) {
	asked := make(map[string]bool)
	walk(t, func(path string) {
		path = filepath.ToSlash(path)
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "internal/addok/") || strings.HasPrefix(path, "tools/") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Error(err)
			return
		}
		if path == startsItself {
			if names := waysOut(file); !slices.Equal(names, []string{"os/exec"}) {
				t.Errorf("%s opens ways out (%s); it may start this program and nothing else", path, strings.Join(names, ", "))
			}
			return
		}
		if names := waysOut(file); len(names) > 0 && !slices.Contains(outward, path) {
			t.Errorf("%s opens a way out (%s); only %s may", path, strings.Join(names, ", "), strings.Join(outward, ", "))
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Name == "NewGeocoder" {
				asked[path] = true
				if !slices.Contains(geocoderUsers, path) {
					t.Errorf("%s makes a client of the national geocoder; only %s may", path, strings.Join(geocoderUsers, ", "))
				}
			}
			return true
		})
	})
	for _, path := range geocoderUsers {
		if !asked[path] {
			t.Errorf("%s makes no client of the national geocoder any more: take it from the list", path)
		}
	}
}

// waysOut lists what a file names that opens a way out.
func waysOut(file *ast.File) []string {
	from := make(map[string]string) // the import path of a name
	var out []string
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path[strings.LastIndex(path, "/")+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if from[name] = path; slices.Contains(calls[path], "*") {
			out = append(out, path)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && slices.Contains(calls[from[x.Name]], s.Sel.Name) {
				out = append(out, x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return out
}

func TestWaysOutAreSeen(t *testing.T) {
	for text, want := range map[string]int{
		`package p; import "net/http"; var x = http.StatusOK`:                   0,
		`package p; import "net/http"; var x http.Client`:                       1,
		`package p; import web "net/http"; var x, y = web.Get, web.NewServeMux`: 1,
		`package p; import "os/exec"; var x = exec.Command`:                     1,
		`package p; import "net"; var x = net.Listen; var y = net.Dial`:         1,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := waysOut(file); len(got) != want {
			t.Errorf("%s: got %v, want %d", text, got, want)
		}
	}
}
