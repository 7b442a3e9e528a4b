package main

import (
	"context"
	"fmt"
	"io"
	"math"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
	"maillage/say"
)

// coverageCommand tells who lives within the target, by territory.
type coverageCommand struct {
	regionArgs
	coverageFlags
	By string `default:"departement" placeholder:"TERRITOIRE | TERRITORY" help:"Découpage : commune, epci, bassin_vie, zone_emploi, departement ou region. | Rows: commune, epci, bassin_vie, zone_emploi, departement or region."`
	exports
}

func (*coverageCommand) examples() []string {
	return []string{
		"maillage coverage corse.maillage --target 30 --at 2026-11-25T14:00",
		"maillage coverage corse.maillage --target 20 --by epci --level 2 --publics jeunes --group 18-24 --at 2026-11-25T14:00",
		"maillage coverage corse.maillage --target 30 --by commune --at 2026-11-25T14:00 -f csv --csv-dialect excel -o couverture.csv",
		"maillage coverage corse.maillage --target 30 --territoire departement:2A --at 2026-11-25T14:00 -f xlsx -o 2A.xlsx",
	}
}

func (c *coverageCommand) run(ctx context.Context, m *Main) error {
	if err := c.checkForm(); err != nil {
		return err
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	ds := region.engine.View().Dataset()
	q, err := c.coverage(m, region.engine)
	if err != nil {
		return err
	}
	q.By = data.TerritoryKind(c.By)
	answer, err := region.engine.Coverage(ctx, q)
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, ds, answer) })
}

func (c *coverageCommand) render(w io.Writer, m *Main, ds *data.Dataset, answer *analysis.Coverage) error {
	body := api.NewCoverageBody(ds, answer, m.lang)
	switch c.Format {
	case "json":
		return api.WriteJSON(w, body)
	case "geojson":
		return api.WriteCoverageGeoJSON(w, body)
	case "csv":
		return api.WriteCoverageCSV(w, body, c.dialect())
	case "xlsx":
		return api.WriteCoverageXLSX(w, body)
	default:
		return m.coverageTable(w, ds, answer)
	}
}

func (m *Main) coverageTable(w io.Writer, ds *data.Dataset, a *analysis.Coverage) error {
	f := m.figures()
	m.headline(w, &a.Total, a.Group, a.PeopleSource, a.TargetMinutes, a.Mode)
	fmt.Fprintf(w, "%s\n\n", f.moment(a.At))
	t := newTable(m.in("Territoire", "Territory"), "Code", m.in(">Personnes", ">People"), m.in(">Couvertes", ">Covered"), m.in(">Part", ">Share"),
		m.in(">Au-delà", ">Beyond"), m.in(">Moyenne", ">Mean"), m.in(">Médiane", ">Median"), m.in(">9 sur 10", ">9 in 10"), m.in(">Recensement", ">Census"))
	covered, uncovered := wholeRows(a)
	for i := range a.Rows {
		m.coverageRow(t, ds, &a.Rows[i], covered[i], uncovered[i])
	}
	if len(a.Rows) > 1 {
		m.coverageRow(t, ds, &a.Total, sum(covered), sum(uncovered))
	}
	if err := t.write(w); err != nil {
		return err
	}
	return m.footnotes(w, api.NewSourceBodies(ds), a.Warnings)
}

// headline says of whom, from what source and of what year, and how many are within and beyond.
func (m *Main) headline(w io.Writer, total *analysis.Row, group data.Group, source data.Source, target float64, mode string) {
	f := m.figures()
	people := wholes(math.Round(total.People), []float64{total.Covered, total.Uncovered})
	fmt.Fprintln(w, m.in("%s à moins de %s %s : %s sur %s ; %s au-delà", "%s within %s %s: %s of %s; %s beyond",
		f.share(total.Covered, total.People), f.minutes(target), analysis.ModeLabel(mode),
		f.count(people[0]), f.people(total.People, group.Unit), f.count(people[1])))
	fmt.Fprintf(w, "%s ; %s (%s)\n", groupLabel(group).In(m.lang), source.Title, source.Vintage)
}

// groupLabel says who is counted; the recipe names groups in French only.
func groupLabel(g data.Group) say.Text {
	if g.Code == data.GroupAll {
		return say.T("tous les habitants", "all inhabitants")
	}
	return say.T("%[2]s", "%[1]s", g.Code, g.Label)
}

// coverageRow adds a row, whose people are given as wholeRows rounds them.
func (m *Main) coverageRow(t *table, ds *data.Dataset, r *analysis.Row, covered, uncovered float64) {
	f := m.figures()
	code, census := "", "–"
	if r.Territory != data.NoTerritory {
		code = ds.Territories[r.Territory].Code
	}
	if r.Census > 0 {
		census = f.count(float64(r.Census))
	}
	t.add(r.Name.In(m.lang), code, f.count(covered+uncovered), f.count(covered), f.share(r.Covered, r.People), f.count(uncovered),
		f.minutes(r.MeanMinutes), m.quantile(r.MedianMinutes), m.quantile(r.P90Minutes), census)
}

// wholeRows rounds the people within and beyond the target, whom grids count
// in fractions, so that what the eye adds up is right: rows to their total,
// both columns to everyone.
func wholeRows(a *analysis.Coverage) (covered, uncovered []float64) {
	within, beyond := make([]float64, len(a.Rows)), make([]float64, len(a.Rows))
	for i := range a.Rows {
		within[i], beyond[i] = a.Rows[i].Covered, a.Rows[i].Uncovered
	}
	all := wholes(math.Round(a.Total.People), []float64{a.Total.Covered, a.Total.Uncovered})
	return wholes(all[0], within), wholes(all[1], beyond)
}

// quantile writes a median or percentile that may fall among those who cannot arrive at all.
func (m *Main) quantile(minutes float64) string {
	if math.IsInf(minutes, 1) {
		return m.in("sans accès", "no access")
	}
	return m.figures().minutes(minutes)
}
