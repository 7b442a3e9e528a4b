package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
)

// gapsCommand shows where the people live who are beyond the target.
type gapsCommand struct {
	regionArgs
	coverageFlags
	exports
}

func (*gapsCommand) examples() []string {
	return []string{
		"maillage gaps corse.maillage --target 30 --at 2026-11-25T14:00",
		"maillage gaps corse.maillage --target 30 --mode car --level 2 --at 2026-11-25T14:00 -f geojson -o zones.geojson",
	}
}

func (c *gapsCommand) run(ctx context.Context, m *Main) error {
	if err := c.checkForm(); err != nil {
		return err
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	q, err := c.coverage(m, region.engine)
	if err != nil {
		return err
	}
	find := region.engine.Zones
	if c.Format == "geojson" { // the one form that shows where zones end
		find = region.engine.Gaps
	}
	answer, err := find(ctx, q)
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, region.engine.View(), answer) })
}

func (c *gapsCommand) render(w io.Writer, m *Main, v *data.View, answer *analysis.Gaps) error {
	body := api.NewGapsBody(v, answer, m.lang)
	switch c.Format {
	case "json":
		return api.WriteJSON(w, body)
	case "geojson":
		return api.WriteGapsGeoJSON(w, body)
	case "csv":
		return api.WriteGapsCSV(w, body, c.dialect())
	case "xlsx":
		return api.WriteGapsXLSX(w, body)
	default:
		return m.gapsTable(w, v, answer)
	}
}

// zonesShown is how many white zones a table shows: those where most people live.
const zonesShown = 20

func (m *Main) gapsTable(w io.Writer, v *data.View, a *analysis.Gaps) error {
	f := m.figures()
	m.headline(w, &a.Total, a.Group, a.PeopleSource, a.TargetMinutes, a.Mode)
	fmt.Fprintf(w, "%s\n\n", f.moment(a.At))
	if len(a.Zones) == 0 {
		fmt.Fprintln(w, m.in("Aucune zone blanche.", "No white zone."))
		return m.footnotes(w, api.NewSourceBodies(v.Dataset()), a.Warnings)
	}
	t := newTable(">", m.in(">Personnes", ">People"), m.in(">Carreaux", ">Cells"), m.in(">Écart au pire", ">Worst gap"), "Communes", m.in("Structure la plus proche", "Nearest structure"))
	for i := range a.Zones[:min(len(a.Zones), zonesShown)] {
		z := &a.Zones[i]
		nearest := "–"
		if z.Nearest != analysis.NoStructure {
			nearest = v.Structure(z.Nearest).Name
		}
		t.add(strconv.Itoa(z.Rank), f.count(z.People), f.count(float64(len(z.Cells))), m.gap(z.WorstGapMinutes), m.communes(v.Dataset(), z), nearest)
	}
	if err := t.write(w); err != nil {
		return err
	}
	m.otherZones(w, a)
	return m.footnotes(w, api.NewSourceBodies(v.Dataset()), a.Warnings)
}

// otherZones tells of the zones the table leaves out.
func (m *Main) otherZones(w io.Writer, a *analysis.Gaps) {
	if len(a.Zones) <= zonesShown {
		return
	}
	people := 0.0
	for _, z := range a.Zones[zonesShown:] {
		people += z.People
	}
	f := m.figures()
	fmt.Fprintln(w, m.in("et %s autres zones, %s en tout ; -f csv ou -f geojson les donne toutes", "and %s other zones, %s in all; -f csv or -f geojson gives them all",
		f.count(float64(len(a.Zones)-zonesShown)), f.people(people, a.Group.Unit)))
}

// gap writes how far beyond the target: "+ 12 min".
func (m *Main) gap(minutes float64) string {
	if math.IsInf(minutes, 1) {
		return m.in("sans accès", "no access")
	}
	return "+" + thin + m.figures().minutes(minutes)
}

// communesShown is how many of a zone's communes a table names.
const communesShown = 3

// communes names the communes of a zone, those where most people live first.
func (m *Main) communes(ds *data.Dataset, z *analysis.WhiteZone) string {
	var names []string
	for _, c := range z.Communes[:min(len(z.Communes), communesShown)] {
		names = append(names, ds.Territories[c.Commune].Name)
	}
	text := strings.Join(names, ", ")
	switch more := len(z.Communes) - communesShown; {
	case more == 1:
		text += m.in(" et une autre", " and one other")
	case more > 1:
		text += m.in(" et %d autres", " and %d others", more)
	}
	return text
}
