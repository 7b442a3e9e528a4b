package api

import (
	"slices"
	"strconv"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// planForm is the planner's form: each field's choices, that of the plan among them.
type planForm struct {
	Target                                string
	Modes, Levels, Publics, Groups, Kinds []choiceBody
	Within                                []choiceBody // the territories that structures stand in
	Networks                              []choiceBody
	Accessible, Anyone, Winter, HasWinter bool
	At, Paint, CellsLabel                 string
	Sort                                  string // where it is not the default
	Open                                  bool   // some of the further criteria are set
}

// choiceBody is one choice of a field.
type choiceBody struct {
	Value, Label string
	Chosen       bool
	French       bool // the label is a source's own, in French whatever the page's language
}

// countable are the units of what a page offers to count: grids have sums of
// euros and square metres too, whom nothing is too far from.
var countable = []string{"personnes", "ménages", "logements"}

func newPlanForm(v *visit, p *plan) *planForm {
	e, ds, q := v.snapshot.engine, v.snapshot.dataset(), &p.query
	f := &planForm{
		Target:     strconv.FormatFloat(q.TargetMinutes, 'f', -1, 64),
		Accessible: q.Filter.Accessible, Anyone: q.Eligible == analysis.EligibleAny, Winter: q.Winter, HasWinter: e.HasWinter(),
		Paint: p.paint,
	}
	if !p.now {
		f.At = q.At.Format(atLayout)
	}
	for i, mode := range e.Modes() {
		f.Modes = append(f.Modes, choiceBody{Value: mode, Label: analysis.ModeLabel(mode).In(v.lang), Chosen: mode == q.Mode || q.Mode == "" && i == 0})
	}
	f.Levels = append(f.Levels, choiceBody{Label: say.T("les deux niveaux", "both levels").In(v.lang), Chosen: q.Filter.Level == data.LevelUnknown})
	for _, l := range []data.Level{data.LevelAccueil, data.LevelAccompagnement} {
		f.Levels = append(f.Levels, choiceBody{Value: strconv.Itoa(int(l)), Label: l.Label().In(v.lang), Chosen: l == q.Filter.Level})
	}
	f.Publics = publicChoices(q.Filter.Audiences, v.lang)
	for _, g := range ds.Cells.Groups {
		chosen := g.Code == q.Group || q.Group == "" && g.Code == data.GroupAll
		if chosen || slices.Contains(countable, g.Unit) {
			f.Groups = append(f.Groups, choiceBody{g.Code, g.Label, chosen, true})
		}
	}
	if p.sort != defaultSort {
		f.Sort = p.sort
	}
	for i, t := range q.Filter.Territories {
		f.Within = append(f.Within, choiceBody{Value: p.within[i], Label: ds.Territories[t].Name, Chosen: true, French: true})
	}
	f.Open = len(q.Filter.Networks) > 0 || len(f.Within) > 0 || f.Accessible || f.Anyone || f.Winter || f.At != ""
	f.addRegional(ds, q, v.lang)
	return f
}

// publicChoices are the audiences. An address may ask for several, which no
// list of the form does: they are then one choice more.
func publicChoices(asked []data.Audience, lang say.Lang) []choiceBody {
	out := []choiceBody{{Label: say.T("peu importe", "any").In(lang), Chosen: len(asked) == 0}}
	for _, t := range data.Audiences() {
		out = append(out, choiceBody{Value: t.Code, Label: t.Label.In(lang), Chosen: len(asked) == 1 && string(asked[0]) == t.Code})
	}
	if len(asked) > 1 {
		out = append(out, choiceBody{Value: commas(asked), Label: audienceNames(asked).In(lang), Chosen: true})
	}
	return out
}

// audienceNames says several audiences, any of which will do.
func audienceNames(codes []data.Audience) say.Text {
	var out say.Text
	for i, code := range codes {
		label := data.LabelOf(data.Audiences(), string(code))
		if i == 0 {
			out = label
		} else {
			out = say.T("%s ou %s", "%s or %s", out, label)
		}
	}
	return out
}

// addRegional adds the fields whose choices the region has.
func (f *planForm) addRegional(ds *data.Dataset, q *analysis.CoverageQuery, lang say.Lang) {
	for _, n := range ds.Networks {
		chosen := slices.Contains(q.Filter.Networks, n.Code)
		f.Networks = append(f.Networks, choiceBody{Value: string(n.Code), Label: n.Label().In(lang), Chosen: chosen})
	}
	for _, kind := range data.TerritoryKinds() {
		if slices.ContainsFunc(ds.Territories, func(t data.Territory) bool { return t.Kind == kind }) {
			f.Kinds = append(f.Kinds, choiceBody{Value: string(kind), Label: kind.Label().In(lang), Chosen: kind == q.By})
		}
	}
	f.CellsLabel = say.T("par commune", "by commune").In(lang)
	if side := ds.Cells.Grid.Size; side > 0 {
		f.CellsLabel = say.T("par carreau de %s", "by cell of %s", say.Metres(side)).In(lang)
	}
}
