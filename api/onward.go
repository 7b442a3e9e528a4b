package api

import (
	"context"
	"net/url"
	"slices"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// onwardBody is the way from a first welcome to the advice that somebody needs:
// the nearest structure of the second level, from where the first stands.
type onwardBody struct {
	For     string // "les 16–25 ans"; empty where one audience was asked about
	Name    string
	Commune string
	Link    string
	Minutes string
	Mode    string
}

// onward finds the nearest structure of the second level for an audience, from
// the structure at i; nil where none can be reached. Hours do not count: one goes there another day.
func onward(ctx context.Context, e *analysis.Engine, i data.StructureIndex, q analysis.Query) (*analysis.Result, error) {
	q.Filter.Level = data.LevelAccompagnement
	answer, err := e.Nearest(ctx, analysis.NearestQuery{
		Query: q, Origin: e.View().SiteOf(i).Position.Point, Open: analysis.OpenAny, Limit: 2,
	})
	if err != nil {
		return nil, err
	}
	for k := range answer.Results {
		if r := &answer.Results[k]; r.Structure != i {
			return r, nil
		}
	}
	return nil, nil
}

func newOnwardBody(v *data.View, r *analysis.Result, mode string, to func(string) string, lang say.Lang) *onwardBody {
	st := v.Structure(r.Structure)
	return &onwardBody{
		Name: st.Name, Commune: beside(st.Name, communeOf(v, v.SiteOf(r.Structure))), Link: to("structures/" + url.PathEscape(string(st.ID))),
		Minutes: say.Minutes(r.Time.Minutes()).In(lang), Mode: web.Typeset(lang, analysis.ModeLabel(mode)),
	}
}

// addOnward tells of each structure found that only welcomes where the one
// audience asked about finds advice next.
func (a *answering) addOnward(ctx context.Context, b *answerBody) error {
	f := &a.query.Filter
	if len(f.Audiences) != 1 || f.Level != data.LevelUnknown {
		return nil
	}
	for k := range a.answer.Results {
		r := &a.answer.Results[k]
		st := a.view.Structure(r.Structure)
		if slices.ContainsFunc(r.Services, func(s int) bool { return st.Services[s].Level == data.LevelAccompagnement }) {
			continue
		}
		next, err := onward(ctx, a.engine, r.Structure, a.query.Query)
		if err != nil {
			return err
		}
		if next != nil {
			b.Found[k].Onward = newOnwardBody(a.view, next, a.answer.Mode, a.to, a.lang)
		}
	}
	return nil
}

// onwards are the ways onward from one structure for each audience that has
// the second level in the region and not here; audiences that go to one place are told together.
func onwards(ctx context.Context, e *analysis.Engine, i data.StructureIndex, q analysis.Query, to func(string) string, lang say.Lang) ([]onwardBody, error) {
	v := e.View()
	served := secondLevel(v)
	here := audiencesAt(v.Structure(i), data.LevelAccompagnement)
	var out []onwardBody
	var whom [][]string
	for _, p := range persons {
		if !served[p.code] || here[p.code] || here[data.AudienceAll] {
			continue
		}
		q.Filter.Audiences = []data.Audience{p.code}
		r, err := onward(ctx, e, i, q)
		if err != nil {
			return nil, err
		}
		if r == nil {
			continue
		}
		b := newOnwardBody(v, r, q.Mode, to, lang)
		k := slices.IndexFunc(out, func(o onwardBody) bool { return o.Link == b.Link })
		if k < 0 {
			k = len(out)
			out, whom = append(out, *b), append(whom, nil)
		}
		whom[k] = append(whom[k], web.Typeset(lang, p.are))
	}
	for k := range out {
		out[k].For = listed(whom[k], lang)
	}
	return out, nil
}

// secondLevel are the audiences that some service on site of a view advises.
func secondLevel(v *data.View) map[data.Audience]bool {
	out := map[data.Audience]bool{}
	for _, st := range v.All() {
		for a := range audiencesAt(st, data.LevelAccompagnement) {
			out[a] = true
		}
	}
	return out
}

// audiencesAt are those that a structure's services on site receive at a level.
func audiencesAt(st *data.Structure, level data.Level) map[data.Audience]bool {
	out := map[data.Audience]bool{}
	for i := range st.Services {
		if s := &st.Services[i]; s.Level == level && s.OnSite() {
			for _, a := range s.Audiences {
				out[a] = true
			}
		}
	}
	return out
}
