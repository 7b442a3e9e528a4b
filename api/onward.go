package api

import (
	"context"
	"slices"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
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

// onward says where one goes on to.
func (s *speech) onward(r *analysis.Result, mode string) *onwardBody {
	v := s.engine.View()
	st := v.Structure(r.Structure)
	return &onwardBody{
		Name: st.Name, Commune: beside(st.Name, communeOf(v, v.SiteOf(r.Structure))), Link: s.link(st.ID),
		Minutes: say.Minutes(r.Time.Minutes()).In(s.lang), Mode: s.say(analysis.ModeLabel(mode)),
	}
}

// addOnward tells of each structure found that only welcomes where the one
// audience asked about finds advice next, unless the list has that place too.
func (a *answering) addOnward(ctx context.Context, b *answerBody) error {
	f := &a.query.Filter
	if len(f.Audiences) != 1 || f.Level != data.LevelUnknown {
		return nil
	}
	listed := map[data.StructureIndex]bool{}
	for k := range a.answer.Results {
		listed[a.answer.Results[k].Structure] = true
	}
	for k := range a.answer.Results {
		r := &a.answer.Results[k]
		st := a.view.Structure(r.Structure)
		if slices.ContainsFunc(r.Services, func(s int) bool { return st.Services[s].Level == data.LevelAccompagnement }) {
			continue
		}
		next, err := a.engine.Onward(ctx, r.Structure, *a.query)
		if err != nil {
			return err
		}
		if next != nil && !listed[next.Structure] {
			b.Found[k].Onward = a.onward(next, a.answer.Mode)
		}
	}
	return nil
}

// everyone is told of what advises whoever comes.
var everyone = person{code: data.AudienceAll, are: say.T("tous", "everyone")}

// tellOnward tells the ways on to the second level, for each audience that is
// welcomed here and advised elsewhere; those that go to one place are told together.
func (t *telling) tellOnward(ctx context.Context, b *structureBody, q analysis.NearestQuery) error {
	v := t.engine.View()
	st, served := v.Structure(t.index), secondLevel(v)
	welcomed, advised := audiencesAt(st, data.LevelAccueil), audiencesAt(st, data.LevelAccompagnement)
	var whom [][]string
	forAll := "" // the link of what everyone is told
	for _, p := range append([]person{everyone}, persons...) {
		named := welcomed[p.code] || served[p.code] // of others, what everyone is told is true
		here, there := welcomed[p.code] || welcomed[data.AudienceAll], served[p.code] || served[data.AudienceAll]
		if !named || !here || !there || advised[p.code] || advised[data.AudienceAll] {
			continue
		}
		q.Filter.Audiences = []data.Audience{p.code}
		r, err := t.engine.Onward(ctx, t.index, q)
		if err != nil {
			return err
		}
		if r == nil {
			continue
		}
		next := t.onward(r, q.Mode)
		switch {
		case p.code == data.AudienceAll:
			forAll = next.Link
		case next.Link == forAll:
			continue
		}
		k := slices.IndexFunc(b.Onward, func(o onwardBody) bool { return o.Link == next.Link })
		if k < 0 {
			k = len(whom)
			b.Onward, whom = append(b.Onward, *next), append(whom, nil)
		}
		whom[k] = append(whom[k], t.say(p.are))
	}
	for k := range whom {
		b.Onward[k].For = listed(whom[k], t.lang)
	}
	return nil
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
