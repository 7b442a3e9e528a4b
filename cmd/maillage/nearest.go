package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
	"maillage/say"
)

// nearestCommand finds the structures nearest in time to a place.
type nearestCommand struct {
	regionArgs
	departureFlags
	queryFlags
	Open       string  `enum:"arrival,any" default:"arrival" placeholder:"QUAND | WHEN" help:"Ce qui est ouvert à l'arrivée d'abord (arrival), ou peu importe (any). | What is open on arrival first (arrival), or any."`
	Stay       int     `default:"15" placeholder:"MINUTES" help:"Temps pendant lequel le lieu doit rester ouvert après l'arrivée. | How long the place must stay open after you get there."`
	MaxMinutes float64 `placeholder:"MINUTES" help:"Laisser ce qui est plus loin. | Leave out what is further."`
	Limit      int     `short:"k" default:"5" placeholder:"N" help:"Nombre de structures. | Number of structures."`
	Geometry   string  `enum:"point,route" default:"point" placeholder:"point|route" help:"En json et geojson, le chemin de chaque résultat (route) ou sa position (point). | In json and geojson, the way to each result (route) or its position (point)."`
	exports
}

func (*nearestCommand) examples() []string {
	return []string{
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-25T14:00",
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-25T14:00 --level 2 --publics jeunes -k 3",
		"maillage nearest corse.maillage --code-commune 2B096 --at 2026-11-25T14:00",
		"maillage nearest corse.maillage --q corte --at 2026-11-28T10:00 --open any",
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-25T14:00 --mode walk -f geojson -o corte.geojson",
	}
}

func (c *nearestCommand) run(ctx context.Context, m *Main) error {
	if err := c.check(); err != nil {
		return err
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	q, err := c.query(m, region.engine)
	if err != nil {
		return err
	}
	asked := analysis.NearestQuery{
		Query:      q,
		Open:       c.Open,
		Stay:       time.Duration(c.Stay) * time.Minute,
		MaxMinutes: c.MaxMinutes,
		Limit:      c.Limit,
		Ways:       c.Geometry == "route" && (c.Format == "json" || c.Format == "geojson"), // no table holds one
	}
	asked, departure, err := c.from(region, asked)
	if err != nil {
		return err
	}
	answer, err := region.engine.Nearest(ctx, asked)
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, region.engine.View(), answer, departure) })
}

// check refuses what no region can be asked, before one is read.
func (c *nearestCommand) check() error {
	if err := c.departureFlags.check(); err != nil {
		return err
	}
	if err := c.checkForm(); err != nil {
		return err
	}
	switch {
	case c.Stay < 0 || c.Stay > int(analysis.MaxStay.Minutes()):
		return misuse("--stay=%d n'est pas accepté ; donnez des minutes, de 0 à %d", "--stay=%d is not accepted; give minutes, from 0 to %d",
			c.Stay, int(analysis.MaxStay.Minutes()))
	case c.Limit < 1:
		return misuse("-k %d ne demande rien ; demandez au moins une structure", "-k %d asks for nothing; ask for one structure at least", c.Limit)
	default:
		return nil
	}
}

func (c *nearestCommand) render(w io.Writer, m *Main, v *data.View, answer *analysis.NearestAnswer, from *analysis.Departure) error {
	body := api.NewNearestBody(v, answer, m.lang)
	if from != nil {
		body.Depart(v, from)
	}
	switch c.Format {
	case "json":
		return api.WriteJSON(w, body)
	case "geojson":
		return api.WriteNearestGeoJSON(w, body)
	case "csv":
		return api.WriteNearestCSV(w, body, c.dialect())
	case "xlsx":
		return api.WriteNearestXLSX(w, body)
	default:
		return m.nearestTable(w, v, answer, from)
	}
}

func (m *Main) nearestTable(w io.Writer, v *data.View, a *analysis.NearestAnswer, from *analysis.Departure) error {
	f := m.figures()
	fmt.Fprintf(w, "%s, %s, %s\n", m.originText(&a.Origin, from), analysis.ModeLabel(a.Mode).In(m.lang), f.moment(a.At))
	for _, part := range []struct {
		title   string
		results []analysis.Result
	}{
		{"", a.Results},
		{m.in("\nProchaines ouvertures :", "\nNext openings:"), a.Next},
		{m.in("\nDans la commune :", "\nIn the commune:"), a.Inside},
	} {
		if len(part.results) == 0 {
			continue
		}
		t := m.nearestHead(a)
		for i := range part.results {
			t.add(m.nearestRow(v, a, &part.results[i])...)
		}
		fmt.Fprintln(w, part.title)
		if err := t.write(w); err != nil {
			return err
		}
	}
	if len(a.Remote) > 0 {
		fmt.Fprintln(w, m.in("\nÀ distance :", "\nRemotely:"))
		for i := range a.Remote {
			r := &a.Remote[i]
			fmt.Fprintf(w, "   %s (%s)%s%s\n", v.Structure(r.Structure).Name, m.networks(v, r.Structure), m.in(" : ", ": "), r.Label(a.At, a.At).In(m.lang))
		}
	}
	warnings := a.Warnings
	if from != nil {
		warnings = append(from.Warnings(), warnings...)
	}
	return m.footnotes(w, api.NewSourceBodies(v.Dataset()), warnings)
}

// nearestHead names the columns. From a commune there are two times: that of
// half of its people, and that of nine in ten.
func (m *Main) nearestHead(a *analysis.NearestAnswer) *table {
	times := []string{m.in(">Durée", ">Time")}
	if len(a.Origin.Communes) > 0 {
		times = []string{m.in(">La moitié", ">Half"), m.in(">9 sur 10", ">9 in 10")}
	}
	return newTable(slices.Concat([]string{">"}, times,
		[]string{">Distance", "Structure", "Commune", m.in("Réseau", "Network"), m.in("À l'arrivée", "On arrival")})...)
}

// nearestRow is a line of the table; what is closed has no rank.
func (m *Main) nearestRow(v *data.View, a *analysis.NearestAnswer, r *analysis.Result) []string {
	f, rank := m.figures(), ""
	if r.Rank > 0 {
		rank = strconv.Itoa(r.Rank)
	}
	row := []string{rank, f.duration(r.Time)}
	if len(a.Origin.Communes) > 0 {
		row = append(row, f.duration(r.P90))
	}
	return append(row, f.distance(r.Metres),
		v.Structure(r.Structure).Name, communeName(v, r.Structure), m.networks(v, r.Structure), r.Label(a.At, a.At).In(m.lang))
}

// originText says where the journey begins and where it meets the streets, or
// whose journeys these are.
func (m *Main) originText(o *analysis.Origin, from *analysis.Departure) string {
	place := m.placeText(o, from)
	if from != nil {
		return m.in("De : %s", "From: %s", place)
	}
	return m.in("De %s", "From %s", place)
}

// placeText says where a place is and where it meets the streets, or who lives there.
func (m *Main) placeText(o *analysis.Origin, from *analysis.Departure) string {
	f := m.figures()
	at := m.in("%s ; %s", "%s, %s", f.decimal(o.Point.Lat(), 4), f.decimal(o.Point.Lon(), 4))
	if from != nil {
		at = from.Match.Label
	}
	switch {
	case len(o.Communes) > 0:
		return at + ", " + f.people(o.People, "personnes")
	case !o.Snapped:
		return at
	case o.Street == "" || from != nil:
		return at + m.in(" (rue à %s)", " (street %s away)", f.distance(o.SnappedMetres))
	default:
		return at + m.in(" (%s, à %s)", " (%s, %s away)", o.Street, f.distance(o.SnappedMetres))
	}
}

// communeName is the name of the commune that holds a structure, else the one its source writes.
func communeName(v *data.View, i data.StructureIndex) string {
	site := v.SiteOf(i)
	if site.Commune == data.NoTerritory {
		return site.City
	}
	return v.Dataset().Territories[site.Commune].Name
}

// networks names the networks of a structure.
func (m *Main) networks(v *data.View, i data.StructureIndex) string {
	var names []string
	for _, code := range v.Structure(i).Networks {
		names = append(names, networkLabel(v.Dataset(), code).In(m.lang))
	}
	return strings.Join(names, ", ")
}

func networkLabel(ds *data.Dataset, code data.NetworkCode) say.Text {
	for _, n := range ds.Networks {
		if n.Code == code {
			return n.Label()
		}
	}
	return say.Same(string(code))
}

// footnotes writes what to know before trusting an answer, and where it comes from.
func (m *Main) footnotes(w io.Writer, from []api.SourceBody, warnings []say.Text) error {
	var b strings.Builder
	for _, warning := range warnings {
		fmt.Fprintf(&b, "\n! %s", warning.In(m.lang))
	}
	if len(warnings) > 0 {
		b.WriteString("\n")
	}
	var sources []string
	for _, s := range from {
		sources = append(sources, fmt.Sprintf("%s (%s, %s)", s.Name, s.Licence, s.Vintage))
	}
	fmt.Fprintf(&b, "\n%s %s\n", m.in("Sources :", "Sources:"), strings.Join(sources, m.in(" ; ", "; ")))
	_, err := io.WriteString(w, b.String())
	return err
}
