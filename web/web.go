// Package web holds the pages: their templates, and the scripts, style sheets
// and fonts that `make web` builds from src for browsers.
//
// Everything is inside the program. What Node did not build is missing and no
// more: a program built by `go build` alone serves the same pages, plain, and
// they say how to build the rest.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"maillage/say"
)

//go:embed all:dist all:pages
var files embed.FS

// assets are the built files by the name pages know them by: "citizen.js" is "citizen-4FQZ2A7B.js".
var assets = manifest()

func manifest() map[string]string {
	text, err := files.ReadFile("dist/manifest.json")
	if err != nil {
		return nil // not built
	}
	var names map[string]string
	if err := json.Unmarshal(text, &names); err != nil {
		panic(fmt.Errorf("read the manifest of the built files: %w", err)) // our own build's
	}
	return names
}

// Stamp changes with what was built: a page that names built files is another
// page once they have other names. Empty where nothing was built.
func Stamp() string {
	text, err := files.ReadFile("dist/manifest.json")
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// Built tells whether scripts and style sheets were built into the program.
func Built() bool { return assets != nil }

// Asset is where a built file is served, under the root: "assets/citizen-4FQZ2A7B.js"
// for "citizen.js"; empty where there is none. The name changes with the
// content: whoever has the file need never ask again.
func Asset(name string) string {
	if file := assets[name]; file != "" {
		return "assets/" + file
	}
	return ""
}

// Imports are where the files are served that a built script imports at once,
// however deep: who loads them with it waits once, not once a level.
func Imports(name string) []string {
	var out []string
	for key, file := range assets {
		if strings.HasPrefix(key, name+": ") {
			out = append(out, "assets/"+file)
		}
	}
	slices.Sort(out)
	return out
}

// ReadAsset returns a built file by the name it is served under, without
// "assets/"; nil where there is none.
func ReadAsset(file string) []byte {
	text, err := fs.ReadFile(files, path.Join("dist/assets", file))
	if err != nil {
		return nil
	}
	return text
}

// WritePage writes a whole page in a language: pages/NAME.html, whose
// "content" stands within the frame that all pages share.
func WritePage(w io.Writer, lang say.Lang, name string, f *Frame) error {
	t := pages[lang][name]
	if t == nil {
		return fmt.Errorf("there is no page %q", name)
	}
	return t.ExecuteTemplate(w, "frame", f)
}

// WritePart writes a part of a page alone: a template that pages/_*.html define.
// A Frame is given here too, so that a part reads the same within a page.
func WritePart(w io.Writer, lang say.Lang, name string, f *Frame) error {
	return parts[lang].ExecuteTemplate(w, name, f)
}
