package web

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// forbidden are what no page holds, for its policy refuses it or a person is left out.
var forbidden = []struct {
	what    string
	pattern *regexp.Regexp
}{
	{"a style of its own, which the policy refuses", regexp.MustCompile(`<style|\sstyle=`)},
	{"a script of its own, which the policy refuses", regexp.MustCompile(`<script(?:\s[^>]*)?>[^<]|\son[a-z]+=`)},
	{"something of another host", regexp.MustCompile(`(?:src|srcset|action|poster)="(?:https?:)?//|<link[^>]*href="(?:https?:)?//`)},
	{"a path from the host's root: a proxy may serve us under another", regexp.MustCompile(`(?:src|href|action)="/`)},
	{"a place in the order of focus", regexp.MustCompile(`tabindex="[1-9]`)},
	{"a focus that nobody asked for", regexp.MustCompile(`\sautofocus`)},
	{"a page that may not be enlarged", regexp.MustCompile(`maximum-scale|user-scalable`)},
}

func TestPagesHoldNothingThatIsRefused(t *testing.T) {
	for name, text := range sources(t, "pages", ".html") {
		for _, f := range forbidden {
			if at := f.pattern.FindString(text); at != "" {
				t.Errorf("%s: %s: %q", name, f.what, at)
			}
		}
	}
}

func TestWhatIsRefusedIsSeen(t *testing.T) {
	for _, html := range []string{
		`<p style="color:red">`, `<style>`, `<script>x()</script>`, `<a onclick="x()">`, `<img src="//x.fr/a.png">`, `<script src="https://x.fr/a.js"></script>`,
		`<link rel="stylesheet" href="https://x.fr/a.css">`, `<a href="/planifier">`, `<a tabindex="1">`, `<input autofocus>`,
	} {
		if !slices.ContainsFunc(forbidden, func(f struct {
			what    string
			pattern *regexp.Regexp
		}) bool {
			return f.pattern.MatchString(html)
		}) {
			t.Errorf("nothing is seen in %s", html)
		}
	}
}

var (
	action      = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	notRead     = regexp.MustCompile(`(?s)<!--.*?-->|<(code|pre|svg)\b.*?</(?:code|pre|svg)>`)
	tag         = regexp.MustCompile(`(?s)<[^>]*>`)
	word        = regexp.MustCompile(`\p{L}{3,}`)
	readAloud   = regexp.MustCompile(`\s(?:aria-label|aria-description|title|placeholder|alt|content|label)="([^"{]*)`)
	entity      = regexp.MustCompile(`&\w+;`)
	names       = strings.Fields("Maillage SIRET Apache MapLibre BSD Clause Atkinson Hyperlegible Next SIL OFL Swagger HTML CSS WAI ARIA JavaScript SVG WebGL")
	readByNoOne = []string{"width", "device", "initial", "scale", "referrer"} // what <meta> tells browsers
)

// untold are the words of a page that are written in one language only: outside {{t …}}.
func untold(html string) []string {
	text := action.ReplaceAllString(html, "{}") // a value, and the end of what is written
	var out []string
	for _, m := range readAloud.FindAllStringSubmatch(text, -1) {
		out = append(out, word.FindAllString(m[1], -1)...)
	}
	text = entity.ReplaceAllString(tag.ReplaceAllString(notRead.ReplaceAllString(text, " "), " "), " ")
	out = append(out, word.FindAllString(text, -1)...)
	return slices.DeleteFunc(out, func(w string) bool { return slices.Contains(names, w) || slices.Contains(readByNoOne, w) })
}

func TestPagesSayNothingInOneLanguageOnly(t *testing.T) {
	for name, text := range sources(t, "pages", ".html") {
		if words := untold(text); len(words) > 0 {
			t.Errorf("%s: outside {{t …}}: %q", name, words)
		}
	}
	for _, html := range []string{`<p>Bonjour</p>`, `<input placeholder="Adresse">`, `<p>{{.Name}} ouvert</p>`} {
		if len(untold(html)) == 0 {
			t.Errorf("nothing is seen in %s", html)
		}
	}
}

// What a page asks of the build by its name is built: a slip gives a page without style.
func TestPagesAskForFilesThatAreBuilt(t *testing.T) {
	if !Built() {
		t.Skip("nothing is built: run make web")
	}
	asked := regexp.MustCompile(`asset "([^"]+)"`)
	for name, text := range sources(t, "pages", ".html") {
		for _, m := range asked.FindAllStringSubmatch(text, -1) {
			if Asset(m[1]) == "" {
				t.Errorf("%s: no built file is called %s; there are %s", name, m[1], strings.Join(slices.Sorted(maps.Keys(assets)), ", "))
			}
		}
	}
	for name, file := range assets {
		if ReadAsset(file) == nil {
			t.Errorf("%s: no file %s was built; run make web again", name, file)
		}
	}
}
