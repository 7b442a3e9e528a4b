package api

import (
	"strings"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// CoverageBody answers how many people live within the target, by territory.
// Build it with NewCoverageBody.
type CoverageBody struct {
	TableHead
	By    string    `json:"by"`
	Rows  []RowBody `json:"rows"`
	Total RowBody   `json:"total"`
}

// RowBody is the people of one territory. A null figure does not exist: there
// is nobody, or the quantile falls among those who reach no place at all.
type RowBody struct {
	Code           string   `json:"code,omitempty"` // absent in the total and in what lies outside every territory
	Name           string   `json:"name"`
	People         float64  `json:"people"`
	Covered        float64  `json:"covered"`
	Uncovered      float64  `json:"uncovered"`
	Unreachable    float64  `json:"unreachable"`
	CoveredShare   *float64 `json:"covered_share"`
	EstimatedShare *float64 `json:"estimated_share"`
	MeanMinutes    *float64 `json:"mean_minutes"`
	MedianMinutes  *float64 `json:"median_minutes"`
	P90Minutes     *float64 `json:"p90_minutes"`
	Census         *int     `json:"census"`
	shape          orb.MultiPolygon
}

// NewCoverageBody says a coverage of a dataset in a language.
func NewCoverageBody(ds *data.Dataset, c *analysis.Coverage, lang say.Lang) *CoverageBody {
	b := &CoverageBody{TableHead: newTableHead(ds, &c.Query, lang), By: string(c.By), Total: newRowBody(ds, &c.Total, lang)}
	b.Target, b.Mode, b.At = c.TargetMinutes, c.Mode, toTheSecond(c.At)
	b.Group = newGroupBody(c.Group, c.PeopleSource, lang)
	b.Figures = figureBodies(rowFigures(c.Group, c.PeopleSource, censusFigure(ds, c.Total.CensusSource)), lang)
	b.Warnings = said(c.Warnings, lang)
	b.Rows = make([]RowBody, len(c.Rows))
	for i := range c.Rows {
		b.Rows[i] = newRowBody(ds, &c.Rows[i], lang)
	}
	return b
}

func newRowBody(ds *data.Dataset, r *analysis.Row, lang say.Lang) RowBody {
	b := RowBody{
		Name:           r.Name.In(lang),
		People:         people(r.People),
		Covered:        people(r.Covered),
		Uncovered:      people(r.Uncovered),
		Unreachable:    people(r.Unreachable),
		CoveredShare:   known(r.CoveredShare(), 4),
		EstimatedShare: known(r.EstimatedShare(), 4),
		MeanMinutes:    known(r.MeanMinutes, 1),
		MedianMinutes:  known(r.MedianMinutes, 1),
		P90Minutes:     known(r.P90Minutes, 1),
	}
	if r.Census > 0 {
		b.Census = new(r.Census)
	}
	if r.Territory != data.NoTerritory {
		t := &ds.Territories[r.Territory]
		b.Code, b.shape = t.Code, t.Shape
	}
	return b
}

// censusFigure is the census's column. Where a source has several counts,
// whose says which: "communes (POP_2020)". The label then does, and the figure
// names its source and vintage as any other.
func censusFigure(ds *data.Dataset, whose string) figure {
	f := figure{"census", say.T("Recensement", "Census"), unitPeople, data.Source{}}
	name, count, several := strings.Cut(strings.TrimSuffix(whose, ")"), " (")
	if several {
		f.label = say.T("Recensement %s", "Census %s", count)
	}
	f.source, _ = ds.Source(name)
	return f
}

// rowFigures are the columns of a row, in order; see RowBody.figures.
func rowFigures(group data.Group, from data.Source, census figure) []figure {
	unit := unitOf(group)
	return []figure{
		{"people", populationOf(group), unit, from},
		{"covered", say.T("Dans la cible", "Within the target"), unit, from},
		{"uncovered", say.T("Hors de la cible", "Beyond the target"), unit, from},
		{"unreachable", say.T("Dont sans aucun accès", "Of whom without any access"), unit, from},
		{"covered_share", say.T("Part dans la cible", "Share within the target"), unitShare, from},
		{"estimated_share", say.T("Part estimée par la source", "Share estimated by the source"), unitShare, from},
		{"mean_minutes", say.T("Temps moyen", "Mean time"), unitMinutes, data.Source{}},
		{"median_minutes", say.T("Temps médian", "Median time"), unitMinutes, data.Source{}},
		{"p90_minutes", say.T("Temps du 9ᵉ décile", "90th percentile of time"), unitMinutes, data.Source{}},
		census,
	}
}

// populationOf names the people counted, the group when it is not everyone.
func populationOf(g data.Group) say.Text {
	if g.Code == data.GroupAll || g.Label == "" {
		return say.T("Population", "Population")
	}
	return say.T("Population : %s", "Population: %s", g.Label)
}

// figures are the values of the columns of rowFigures.
func (r *RowBody) figures() []any {
	return []any{r.People, r.Covered, r.Uncovered, r.Unreachable, r.CoveredShare, r.EstimatedShare,
		r.MeanMinutes, r.MedianMinutes, r.P90Minutes, r.Census}
}
