package api

import (
	"slices"
	"strings"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// formBody is the citizen's form: what may be chosen, and what is.
type formBody struct {
	Text       string // what was typed, for who typed it alone
	Publics    []optionBody
	Modes      []optionBody
	Levels     []optionBody
	Later      bool
	At         string // "2026-11-25T14:00", as browsers write it
	Accessible bool
	Winter     bool
	HasWinter  bool // some street is closed in winter: there is something to choose
	More       bool // something is chosen of what is folded away
	// Networks and Territories are those that a partner's link keeps the answer to.
	Networks, Territories string
	Only                  string // both, in words
}

// optionBody is one value of a field.
type optionBody struct {
	Code, Label string
	Chosen      bool
}

func newFormBody(v *visit, asked *question) *formBody {
	ds := v.snapshot.dataset()
	now := v.quarter().In(ds.Location())
	f := &formBody{
		Text:       asked.text,
		Publics:    publicOptions(ds, asked, v.lang),
		Modes:      modeOptions(v.snapshot.engine, asked, v.lang),
		Levels:     levelOptions(asked, v.lang),
		Later:      asked.later(),
		At:         now.Add(quarterHour).Format(pickerLayout),
		Accessible: asked.accessible,
		Winter:     asked.winter,
		HasWinter:  asked.winter || v.snapshot.engine.HasWinter(),
		More:       asked.accessible || asked.winter || asked.level != "",
		Networks:   strings.Join(asked.networks, ","), Territories: strings.Join(asked.territories, ","),
	}
	if d, err := v.snapshot.engine.DepartFromCommune(asked.commune); err == nil && asked.commune != "" {
		f.Text = d.Match.Name
	}
	if at, err := ParseAt(asked.at, ds.Location()); err == nil {
		f.At = at.Format(pickerLayout)
	}
	f.Only = only(v, asked)
	return f
}

// pickerLayout is how browsers write a local date and time.
const pickerLayout = "2006-01-02T15:04"

// publicOptions are the audiences that some service of the region is for, the
// most usual first, and what a link asks for besides.
func publicOptions(ds *data.Dataset, asked *question, lang say.Lang) []optionBody {
	served := map[data.Audience]bool{}
	for i := range ds.Structures {
		for s := range ds.Structures[i].Services {
			for _, a := range ds.Structures[i].Services[s].Audiences {
				served[a] = true
			}
		}
	}
	out := []optionBody{{"", web.Typeset(lang, anyone), len(asked.publics) == 0}}
	if len(asked.publics) > 1 {
		out = append(out, optionBody{strings.Join(asked.publics, ","), severalPublics(asked.publics, lang), true})
	}
	for _, p := range persons {
		chosen := len(asked.publics) == 1 && asked.publics[0] == string(p.code)
		if served[p.code] || chosen {
			out = append(out, optionBody{string(p.code), web.Typeset(lang, p.am), chosen})
		}
	}
	return out
}

func severalPublics(codes []string, lang say.Lang) string {
	labels := make([]string, len(codes))
	for i, code := range codes {
		labels[i] = web.Typeset(lang, personOf(data.Audience(code)).am)
	}
	return strings.Join(labels, ", ")
}

// modeOptions leaves out the estimate where there are streets, unless it is asked for.
func modeOptions(e *analysis.Engine, asked *question, lang say.Lang) []optionBody {
	var out []optionBody
	modes := e.Modes()
	for _, mode := range modes {
		if mode != analysis.Crow || len(modes) == 1 || asked.mode == analysis.Crow {
			out = append(out, optionBody{mode, web.Typeset(lang, shortMode(mode)), mode == asked.mode})
		}
	}
	return out
}

// shortMode says a mode as a field half as wide as a phone has room for it.
func shortMode(mode string) say.Text {
	if mode == "wheelchair" {
		return say.T("en fauteuil", "by wheelchair")
	}
	return analysis.ModeLabel(mode)
}

func levelOptions(asked *question, lang say.Lang) []optionBody {
	return []optionBody{
		{"", web.Typeset(lang, say.T("toute aide", "any help")), asked.level == ""},
		{"1", web.Typeset(lang, say.T("un premier accueil, de l'information", "a first welcome, information")), asked.level == "1"},
		{"2", web.Typeset(lang, say.T("un conseil, un accompagnement", "advice, support")), asked.level == "2"},
	}
}

// only says what a partner's link keeps the answer to.
func only(v *visit, asked *question) string {
	ds := v.snapshot.dataset()
	var parts []string
	if of := networkLabels(ds, asked.networks, v.lang); of != "" {
		parts = append(parts, of)
	}
	if some, err := v.snapshot.engine.Territories(asked.territories); err == nil {
		for _, t := range some {
			parts = append(parts, ds.Territories[t].Name)
		}
	}
	return strings.Join(parts, ", ")
}

func networkLabels(ds *data.Dataset, codes []string, lang say.Lang) string {
	var out []string
	for _, n := range ds.Networks {
		if slices.Contains(codes, string(n.Code)) {
			out = append(out, web.Typeset(lang, n.Label()))
		}
	}
	return strings.Join(out, ", ")
}
