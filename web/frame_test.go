package web

import (
	"bytes"
	"strings"
	"testing"

	"maillage/say"
)

func TestLinksOfAFrame(t *testing.T) {
	for _, c := range []struct {
		name  string
		frame Frame
		to    string
		want  string
	}{
		{"from the root", Frame{Root: "./"}, "planifier", "./planifier"},
		{"to the root", Frame{Root: "./"}, "", "./"},
		{"from below", Frame{Root: "../"}, "planifier", "../planifier"},
		{"a language that was asked for is kept", Frame{Root: "./", Lang: say.English, Asked: true}, "planifier", "./planifier?lang=en"},
		{"beside what else is asked", Frame{Root: "./", Lang: say.French, Asked: true}, "?code_commune=2B096", "./?code_commune=2B096&lang=fr"},
		{"a language that the browser chose is not", Frame{Root: "./", Lang: say.English}, "planifier", "./planifier"},
	} {
		if got := c.frame.To(c.to); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	for lang, want := range map[say.Lang]say.Lang{say.French: say.English, say.English: say.French, "": say.English} {
		if got := (&Frame{Lang: lang}).Other(); got != want {
			t.Errorf("beside %q: got %s, want %s", lang, got, want)
		}
	}
}

// write is a page that needs no values of its own, in a language.
func write(t *testing.T, f *Frame) string {
	t.Helper()
	var out bytes.Buffer
	if err := WritePage(&out, f.Lang, "developers", f); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A program built without Node gives the same pages, plain, which say how to build the rest.
func TestPagesOfAProgramBuiltWithoutNode(t *testing.T) {
	built := assets
	defer func() { assets = built }()
	assets = nil
	for lang, want := range map[say.Lang]string{say.French: "lancez «\u00a0make build\u00a0»", say.English: "run &#34;make build&#34;"} {
		html := write(t, &Frame{Lang: lang, Root: "./", Bundle: "prose"})
		if !strings.Contains(html, want) {
			t.Errorf("%s: the page does not say %q:\n%s", lang, want, html)
		}
		for _, tag := range []string{"<script", `rel="stylesheet"`, `rel="preload"`} {
			if strings.Contains(html, tag) {
				t.Errorf("%s: the page asks for what was not built: %s", lang, tag)
			}
		}
	}
	assets = map[string]string{"prose.css": "prose-X.css", "prose.js": "prose-X.js"}
	html := write(t, &Frame{Lang: say.French, Root: "../", Bundle: "prose"})
	for _, tag := range []string{`href="../assets/prose-X.css"`, `src="../assets/prose-X.js"`} {
		if !strings.Contains(html, tag) || strings.Contains(html, "make build") {
			t.Errorf("built: want %s and no word of building in\n%s", tag, html)
		}
	}
}

func TestFrameOfPages(t *testing.T) {
	whole := Frame{Lang: say.French, Root: "./", Bundle: "prose", Title: "Titre", Region: "Val-d'Arvenne", Fictional: true, Sources: []Source{{Name: "Une source", Licence: "ODbL"}}}
	bare := whole
	bare.Bare = true
	none := Frame{Lang: say.English, Root: "./", Bundle: "prose", Title: "Title"}
	for _, c := range []struct {
		name   string
		frame  Frame
		want   []string
		absent []string
	}{
		{"a region's", whole, []string{`<html lang="fr">`, "<title>Titre – Val-d&#39;Arvenne – Maillage</title>", "Région fictive", "Une source", "(ODbL)", `class="skip"`, "?lang=en"}, nil},
		{"within a partner's page", bare, []string{"Région fictive", "<main"}, []string{"<header", "<footer", `class="skip"`}},
		{"without a region", none, []string{`<html lang="en">`, "<title>Title – Maillage</title>", "No region is loaded"}, []string{"Sources:", "fictional", "Région"}},
	} {
		html := write(t, &c.frame)
		for _, part := range c.want {
			if !strings.Contains(html, part) {
				t.Errorf("%s: no %s in\n%s", c.name, part, html)
			}
		}
		for _, part := range c.absent {
			if strings.Contains(html, part) {
				t.Errorf("%s: %s is in it", c.name, part)
			}
		}
	}
}

func TestPagesThatAreNot(t *testing.T) {
	if err := WritePage(new(bytes.Buffer), say.French, "nothing", &Frame{}); err == nil {
		t.Error("a page that is not was written")
	}
	if Asset("nothing.js") != "" || ReadAsset("nothing.js") != nil {
		t.Error("a file that is not was found")
	}
}
