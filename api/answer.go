package api

import (
	"context"
	"fmt"
	"time"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/say"
	"maillage/web"
)

// answerBody is what a citizen is told: a title that says it all, the
// structures, and what to know before setting out.
type answerBody struct {
	Title                string
	Refused              bool
	Advice               []string // what to do, where something is refused, missing or far
	From                 string   // what was understood of the question, in one line
	Label                string   // of where the journey begins
	Lat, Lon             string   // of it; empty where refused
	Fictional            bool
	Others               []otherBody
	Found                []placeBody
	More                 bool // there may be more than was listed
	Next                 []placeBody
	Inside               []placeBody
	Commune, CommuneCode string // where the journey begins at a commune
	Remote               []placeBody
	Warnings             []string
}

// otherBody is another place that the text may mean, as a button of the form asks for it.
type otherBody struct{ Name, Value, Label string }

// placeBody is one structure of an answer, in words.
type placeBody struct {
	ID, Link   string
	Rank       int
	Lat, Lon   string
	Name       string
	Commune    string
	Address    string // within the commune
	State      string // the code
	Door       string // the state in words
	Reason     string // the source's words
	Minutes    string
	Metres     string
	Mode       string
	Ninth      string // from a commune, for nine people in ten
	Leave      string // when to set out for what opens later
	Onward     *onwardBody
	Below      bool // a heading of the answer stands above
	Offers     []string
	Phone, Tel string
	Accessible string // in words; empty where the source says nothing
	Why        string // of a rank
}

// answering is one answer being put into words.
type answering struct {
	speech
	view   *data.View
	query  *analysis.NearestQuery
	from   *analysis.Departure // nil from a position
	asked  *question
	answer *analysis.NearestAnswer
}

// body says all of the answer.
func (a *answering) body(ctx context.Context) (*answerBody, error) {
	origin := &a.answer.Origin
	b := &answerBody{
		Title:     a.say(a.title()),
		Fictional: a.view.Dataset().Region.Fictional,
		Lat:       coordinate(origin.Point.Lat()), Lon: coordinate(origin.Point.Lon()),
		Found:  a.places(a.answer.Results, false, true),
		Next:   a.places(a.answer.Next, true, true),
		Remote: a.places(a.answer.Remote, true, false),
	}
	b.More = len(a.answer.Results) == a.query.Limit && a.query.Limit < mostAnswers
	a.tellOrigin(b)
	a.tellInside(b)
	b.From = a.say(a.setOut(b.Label))
	b.Advice, b.Warnings = append(a.roughly(), a.advice()...), a.warnings(b.Fictional)
	if len(b.Found)+len(b.Next) > 0 {
		return b, a.addOnward(ctx, b)
	}
	b.Advice, b.Warnings = append(a.roughly(), b.Warnings...), nil // why, and what to do: all that there is to read
	return b, a.adviseAccess(ctx, b)
}

// newRefusedBody says why there is no answer.
func newRefusedBody(r *refusal, lang say.Lang) *answerBody {
	return &answerBody{Title: web.Typeset(lang, r.title), Refused: true, Advice: []string{web.Typeset(lang, r.what)}}
}

// tellOrigin tells where the journey begins, and where else it may have been meant to.
func (a *answering) tellOrigin(b *answerBody) {
	d := a.from
	if d == nil {
		if b.Label = a.asked.text; b.Label == "" || !a.asked.legible() { // what the asker, or the link that was followed, calls the position
			b.Label = a.say(say.T("votre position", "your position"))
		}
		return
	}
	b.Label = d.Match.Label
	for _, m := range d.Others {
		other := otherBody{"q", m.Label, m.Label}
		if m.Kind == gazetteer.KindCommune {
			other.Name, other.Value = "code_commune", m.CommuneCode
		}
		b.Others = append(b.Others, other)
	}
	if len(d.Communes) > 0 {
		b.Commune, b.CommuneCode = d.Match.Name, d.Match.CommuneCode
	}
}

// tellInside lists what is in the commune itself and not told yet.
func (a *answering) tellInside(b *answerBody) {
	told := map[data.StructureIndex]bool{}
	for _, list := range [][]analysis.Result{a.answer.Results, a.answer.Next} {
		for k := range list {
			told[list[k].Structure] = true
		}
	}
	var more []analysis.Result
	for _, r := range a.answer.Inside {
		if !told[r.Structure] {
			more = append(more, r)
		}
	}
	b.Inside = a.places(more, true, true)
}

// places says some structures, one goes there or not.
func (a *answering) places(results []analysis.Result, below, there bool) []placeBody {
	out := make([]placeBody, len(results))
	for k := range results {
		out[k] = a.place(&results[k], there)
		out[k].Below = below
		if there {
			a.journey(&out[k], &results[k])
		}
	}
	return out
}

// place says one structure.
func (a *answering) place(r *analysis.Result, there bool) placeBody {
	st, site := a.view.Structure(r.Structure), a.view.SiteOf(r.Structure)
	b := placeBody{
		ID: string(st.ID), Link: a.page(st.ID),
		Rank: r.Rank, Name: st.Name, Commune: beside(st.Name, communeOf(a.view, site)), Address: site.Address,
		State: r.State.String(), Door: sentence(a.say(a.door(r, there))),
		Offers: offers(st, r.Services, a.lang),
		Phone:  web.Phone(st.Phone), Tel: web.Dial(st.Phone),
	}
	b.Reason = quotedReason(r, a.lang)
	if r.Rank > 0 {
		b.Why = sentence(a.say(r.Why)) + "."
	}
	if site.Accessible != data.AccessibilityUnknown {
		b.Accessible = a.say(accessibleWords(site.Accessible))
	}
	return b
}

// page is the address of a structure's page, in the week asked about.
func (a *answering) page(id data.StructureID) string {
	if a.asked.later() {
		return a.linkAt(id, a.answer.At)
	}
	return a.link(id)
}

// journey says the way there, where it leads, and when to set out for what opens later.
func (a *answering) journey(b *placeBody, r *analysis.Result) {
	p := a.view.SiteOf(r.Structure).Position.Point
	b.Lat, b.Lon = coordinate(p.Lat()), coordinate(p.Lon())
	if r.Time != road.Unreachable {
		b.Minutes, b.Metres = say.Minutes(r.Time.Minutes()).In(a.lang), say.Metres(r.Metres).In(a.lang)
	}
	b.Mode = a.say(analysis.ModeLabel(a.answer.Mode))
	if len(a.answer.Origin.Communes) > 0 {
		b.Ninth = a.say(a.ninth(r))
	}
	if leave := r.Leave().Truncate(time.Minute); r.State != hours.Open && leave.After(a.answer.At) {
		b.Leave = a.say(a.leave(leave, r.Opens))
	}
}

// coordinate is enough of a coordinate for a map.
func coordinate(x float64) string { return fmt.Sprintf("%.5f", x) }
