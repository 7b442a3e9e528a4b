package api

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"strconv"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// planFigures is the planner's answer in words: the headline, the white zones
// and the table. The script replaces it whole; it is written nowhere else.
type planFigures struct {
	Target   string // minutes, as the form gives them
	Headline planHeadline
	Curve    planCurve
	Chosen   *planRow // the territory chosen
	Zones    planZones
	Table    planTable
	Exports  []planExport
	Warnings []string
}

// planHeadline is the one figure of the page, and of whom, when and from what source it is.
type planHeadline struct {
	Share, Target, Mode    say.Text
	People, Within, Beyond say.Text // counts with their unit: "48 700 personnes"
	Unreachable, Estimated say.Text // zero where there are none
	Median, P90, At        say.Text
	Group, Source          string
	Nobody                 bool // nobody is counted: there is no figure
}

// newPlanFigures asks the engine and says its answers.
func newPlanFigures(ctx context.Context, f *web.Frame, p *plan) (*planFigures, error) {
	v := visitOf(ctx)
	coverage, err := v.snapshot.engine.Coverage(ctx, p.query)
	if err != nil {
		return nil, err
	}
	gaps, err := v.snapshot.engine.Zones(ctx, p.query)
	if err != nil {
		return nil, err
	}
	ds := v.snapshot.dataset()
	w := &planWriter{plan: p, frame: f, lang: v.lang, dataset: ds, view: v.snapshot.view(), group: coverage.Group, target: coverage.TargetMinutes}
	out := &planFigures{
		Target:   strconv.FormatFloat(coverage.TargetMinutes, 'f', -1, 64),
		Headline: w.headline(coverage),
		Curve:    newPlanCurve(ds, coverage),
		Zones:    w.zones(gaps),
		Table:    w.table(coverage),
		Exports:  w.exports(coverage),
		Warnings: w.seen(coverage.Warnings),
	}
	for i := range out.Table.Rows {
		if row := &out.Table.Rows[i]; row.Chosen {
			out.Chosen = row
		}
	}
	return out, nil
}

// planWriter is what all parts of the answer are said with.
type planWriter struct {
	plan    *plan
	frame   *web.Frame
	lang    say.Lang
	dataset *data.Dataset
	view    *data.View
	group   data.Group
	target  float64
}

func (w *planWriter) headline(c *analysis.Coverage) planHeadline {
	t := &c.Total
	h := planHeadline{
		Share:  percent(t.CoveredShare()),
		Target: minutes(c.TargetMinutes),
		Mode:   analysis.ModeLabel(c.Mode),
		People: w.counted(t.People), Within: w.counted(t.Covered), Beyond: w.counted(t.Uncovered),
		Median: text(say.Minutes(t.MedianMinutes)), P90: text(say.Minutes(t.P90Minutes)),
		Group:  c.Group.Label,
		Source: cite([]SourceBody{{Name: c.PeopleSource.Title, Holder: c.PeopleSource.Holder, Vintage: c.PeopleSource.Vintage}}),
		At:     text(say.Moment(c.At)),
		Nobody: t.People == 0,
	}
	if t.Unreachable > 0 {
		h.Unreachable = w.counted(t.Unreachable)
	}
	if t.Estimated > 0 {
		h.Estimated = percent(t.EstimatedShare())
	}
	return h
}

// counted is a count with the group's unit. Sources give units in French, plural.
func (w *planWriter) counted(n float64) say.Text {
	switch w.group.Unit {
	case "personnes", "":
		return several(n, "personne", "personnes", "person", "people")
	case "ménages":
		return several(n, "ménage", "ménages", "household", "households")
	case "logements":
		return several(n, "logement", "logements", "dwelling", "dwellings")
	default:
		return several(n, w.group.Unit, w.group.Unit, w.group.Unit, w.group.Unit)
	}
}

// several is a count and its noun: French has none and one of a thing in the singular, English one alone.
func several(n float64, frOne, fr, enOne, en string) say.Text {
	switch n = math.Round(n); n {
	case 0:
		return say.T("%[1]s\u00a0%[2]s", "%[1]s\u00a0%[3]s", say.Count(n), frOne, en)
	case 1:
		return say.T("%[1]s\u00a0%[2]s", "%[1]s\u00a0%[3]s", say.Count(n), frOne, enOne)
	default:
		return say.T("%[1]s\u00a0%[2]s", "%[1]s\u00a0%[3]s", say.Count(n), fr, en)
	}
}

// text is a quantity where a sentence is wanted.
func text(t say.Texter) say.Text { return say.T("%s", "%s", t) }

// percent says a share from 0 to 1. Nearly all is not all, nor is hardly anyone nobody.
func percent(share float64) say.Text {
	whole := math.Round(share * 100)
	switch {
	case math.IsNaN(share):
		return say.Same("–")
	case whole == 100 && share < 1:
		return say.T(">\u202f99\u202f%", ">99%")
	case whole == 0 && share > 0:
		return say.T("<\u202f1\u202f%", "<1%")
	default:
		return say.T("%s\u202f%%", "%s%%", say.Count(whole))
	}
}

// minutes says a target, with the decimals it has.
func minutes(m float64) say.Text {
	return say.T("%s\u202fmin", "%s\u202fmin", say.Decimal{Value: m, Places: -1})
}

// link is the page with something changed.
func (w *planWriter) link(change func(*plan)) string {
	next := *w.plan
	change(&next)
	return w.frame.To("planifier?" + next.encode())
}

// choosing is the page with a territory or a zone chosen; the one that is chosen is let go.
func (w *planWriter) choosing(key string) string {
	return w.link(func(p *plan) {
		if p.chosen == key {
			key = ""
		}
		p.chosen = key
	})
}

// planExport are the files of one part of what is seen.
type planExport struct {
	Label string
	Files []planFile
}

type planFile struct{ Label, Link, Name string }

// exports are the table and the zones, whole, in each form the API has.
func (w *planWriter) exports(c *analysis.Coverage) []planExport {
	table := w.plan.question()
	table.Set("by", string(c.By))
	return []planExport{
		{say.T("Le tableau", "The table").In(w.lang), w.files("coverage", table)},
		{say.T("Les zones blanches", "The white zones").In(w.lang), w.files("gaps", w.plan.question())},
	}
}

func (w *planWriter) files(path string, q url.Values) []planFile {
	var out []planFile
	add := func(label, form, dialect string) {
		q.Set("f", form)
		q.Del("csv_dialect")
		if dialect != "" {
			q.Set("csv_dialect", dialect)
		}
		name := fmt.Sprintf("%s-%s-min.%s", path, q.Get("target"), form)
		out = append(out, planFile{label, w.frame.To("api/v1/" + path + "?" + q.Encode()), name})
	}
	add("XLSX", "xlsx", "")
	add("CSV", "csv", "")
	add(say.T("CSV pour Excel", "CSV for Excel in French").In(w.lang), "csv", "excel")
	add("GeoJSON", "geojson", "")
	return out
}

// seen are the warnings, but for what the page says of a fictional region at its top.
func (w *planWriter) seen(warnings []say.Text) []string {
	if w.dataset.Region.Fictional {
		warnings = warnings[1:] // an engine says it first
	}
	return said(warnings, w.lang)
}
