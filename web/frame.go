package web

import (
	"html/template"
	"path"
	"strings"

	"maillage/say"
)

// Frame is what a page is filled with: what stands around every page's
// content, and the content's own values.
type Frame struct {
	Lang        say.Lang
	Asked       bool   // the language was asked for in the address: links keep it
	Root        string // what leads from the page to the service's root: "./", "../"
	Path        string // what leads from the root to the page: "", "planifier"
	Query       string // of the page's address, encoded and without its language: never a position
	Bundle      string // the built script and style sheet: "citizen" for citizen.js and citizen.css
	Title       string // of the page, without the region's name
	Description string // one sentence, for search engines and shared links
	Region      string // empty while none is served
	Fictional   bool
	Sources     []Source
	Site        Site
	Bare        bool // without the top and the foot: inside a partner's page
	Page        any  // what the page's own template reads
}

// Source is one source of the region's data, as the foot of pages names it.
type Source struct{ Name, Holder, Vintage, Licence, URL string }

// To is the address of another page, from the root: "planifier", "structures/x".
func (f *Frame) To(to string) string {
	if f.Asked {
		sign := "?"
		if strings.Contains(to, "?") {
			sign = "&"
		}
		to += sign + "lang=" + string(f.Lang)
	}
	return f.Root + to
}

// InOther is this page in the other language.
func (f *Frame) InOther() string {
	to := f.Root + f.Path + "?"
	if f.Query != "" {
		to += f.Query + "&"
	}
	return to + "lang=" + string(f.Other())
}

// Other is the language the page is not in.
func (f *Frame) Other() say.Lang {
	if f.Lang == say.English {
		return say.French
	}
	return say.English
}

// pages are the templates of whole pages, parts those that several share, by
// language: each sentence is written in both, side by side, where it is said.
var pages, parts = parse()

func parse() (pages map[say.Lang]map[string]*template.Template, parts map[say.Lang]*template.Template) {
	pages, parts = map[say.Lang]map[string]*template.Template{}, map[say.Lang]*template.Template{}
	entries, err := files.ReadDir("pages")
	if err != nil {
		panic(err) // embedded
	}
	for _, lang := range say.Langs() {
		shared := template.Must(template.New("").Funcs(verbs(lang)).ParseFS(files, "pages/_*.html"))
		parts[lang], pages[lang] = template.Must(shared.Clone()), map[string]*template.Template{}
		for _, entry := range entries {
			name := entry.Name()
			if strings.HasPrefix(name, "_") || path.Ext(name) != ".html" {
				continue
			}
			own := template.Must(template.Must(shared.Clone()).ParseFS(files, "pages/"+name))
			pages[lang][strings.TrimSuffix(name, ".html")] = own
		}
	}
	return pages, parts
}

// verbs are the functions templates may call.
func verbs(lang say.Lang) template.FuncMap {
	return template.FuncMap{
		// t says a sentence: {{t "Où êtes-vous ?" "Where are you?"}}; more arguments fill its %s.
		"t":       func(fr, en string, args ...any) string { return Typeset(lang, say.T(fr, en, args...)) },
		"say":     func(t say.Text) string { return Typeset(lang, t) },
		"dial":    Dial,
		"asset":   Asset,
		"imports": Imports,
		"built":   Built,
	}
}

// signs are those that French keeps a space before, or after, on the same line.
var signs = strings.NewReplacer(" :", "\u00a0:", " ;", "\u202f;", " ?", "\u202f?", " !", "\u202f!", "« ", "«\u00a0", " »", "\u00a0»", " %", "\u202f%")

// Typeset is a sentence as it is printed in a language: no line begins with a sign.
func Typeset(lang say.Lang, t say.Text) string {
	if lang == say.English {
		return t.In(lang)
	}
	return signs.Replace(t.In(lang))
}
