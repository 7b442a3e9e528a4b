package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
	"maillage/say"
)

// nearestCommand finds the structures nearest in time to a place.
type nearestCommand struct {
	regionArgs
	Lat float64 `required:"" placeholder:"DEGRÉS | DEGREES" help:"Latitude du départ, en degrés. | Latitude of the start, in degrees."`
	Lon float64 `required:"" placeholder:"DEGRÉS | DEGREES" help:"Longitude du départ, en degrés ; négative à l'ouest de Greenwich. | Longitude of the start, in degrees; negative west of Greenwich."`
	queryFlags
	Open       string  `enum:"arrival,any" default:"arrival" placeholder:"QUAND | WHEN" help:"Ce qui est ouvert à l'arrivée d'abord (arrival), ou peu importe (any). | What is open on arrival first (arrival), or any."`
	Stay       int     `default:"15" placeholder:"MINUTES" help:"Temps pendant lequel le lieu doit rester ouvert après l'arrivée. | How long the place must stay open after you get there."`
	MaxMinutes float64 `placeholder:"MINUTES" help:"Laisser ce qui est plus loin. | Leave out what is further."`
	Limit      int     `short:"k" default:"5" placeholder:"N" help:"Nombre de structures. | Number of structures."`
	output
}

func (*nearestCommand) examples() []string {
	return []string{
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-25T14:00",
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-25T14:00 --level 2 --publics jeunes -k 3",
		"maillage nearest corse.maillage --lat 42.306 --lon 9.150 --at 2026-11-28T10:00 --open any",
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
	q, err := c.query(m, region.engine.View().Dataset())
	if err != nil {
		return err
	}
	answer, err := region.engine.Nearest(ctx, analysis.NearestQuery{
		Query:      q,
		Origin:     orb.Point{c.Lon, c.Lat},
		Open:       c.Open,
		Stay:       time.Duration(c.Stay) * time.Minute,
		MaxMinutes: c.MaxMinutes,
		Limit:      c.Limit,
	})
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, region.engine.View(), answer) })
}

// check refuses what no region can be asked, before one is read.
func (c *nearestCommand) check() error {
	switch {
	case !(c.Lat >= -90 && c.Lat <= 90): // NaN too
		return misuse("--lat=%v n'est pas une latitude ; donnez des degrés entre -90 et 90, comme 42.306",
			"--lat=%v is not a latitude; give degrees between -90 and 90, such as 42.306", c.Lat)
	case !(c.Lon >= -180 && c.Lon <= 180):
		return misuse("--lon=%v n'est pas une longitude ; donnez des degrés entre -180 et 180, comme 9.150",
			"--lon=%v is not a longitude; give degrees between -180 and 180, such as 9.150", c.Lon)
	case c.Stay < 0 || c.Stay > int(analysis.MaxStay.Minutes()):
		return misuse("--stay=%d n'est pas accepté ; donnez des minutes, de 0 à %d", "--stay=%d is not accepted; give minutes, from 0 to %d",
			c.Stay, int(analysis.MaxStay.Minutes()))
	case c.Limit < 1:
		return misuse("-k %d ne demande rien ; demandez au moins une structure", "-k %d asks for nothing; ask for one structure at least", c.Limit)
	default:
		return nil
	}
}

func (c *nearestCommand) render(w io.Writer, m *Main, v *data.View, answer *analysis.NearestAnswer) error {
	body := api.NewNearestBody(v, answer, m.lang)
	switch c.Format {
	case "json":
		return api.WriteJSON(w, body)
	case "geojson":
		return api.WriteNearestGeoJSON(w, body)
	case "csv":
		return api.WriteNearestCSV(w, body, c.dialect())
	default:
		return m.nearestTable(w, v, answer)
	}
}

func (m *Main) nearestTable(w io.Writer, v *data.View, a *analysis.NearestAnswer) error {
	f := m.figures()
	fmt.Fprintf(w, "%s, %s, %s\n", m.originText(&a.Origin), analysis.ModeLabel(a.Mode).In(m.lang), f.moment(a.At))
	onArrival := m.in("À l'arrivée", "On arrival")
	for _, part := range []struct {
		title   string
		results []analysis.Result
	}{
		{"", a.Results},
		{m.in("\nProchaines ouvertures :", "\nNext openings:"), a.Next},
	} {
		if len(part.results) == 0 {
			continue
		}
		t := newTable(">", m.in(">Durée", ">Time"), ">Distance", "Structure", "Commune", m.in("Réseau", "Network"), onArrival)
		for i := range part.results {
			t.add(m.nearestRow(v, a.At, &part.results[i])...)
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
			fmt.Fprintf(w, "   %s (%s)%s%s\n", v.Structure(r.Structure).Name, m.networks(v, r.Structure), m.in(" : ", ": "), r.Label(a.At).In(m.lang))
		}
	}
	return m.footnotes(w, v.Dataset(), a.Warnings)
}

// nearestRow is a line of the table; what is closed has no rank.
func (m *Main) nearestRow(v *data.View, at time.Time, r *analysis.Result) []string {
	f, rank := m.figures(), ""
	if r.Rank > 0 {
		rank = strconv.Itoa(r.Rank)
	}
	return []string{rank, f.duration(r.Time), f.distance(r.Metres),
		v.Structure(r.Structure).Name, communeName(v, r.Structure), m.networks(v, r.Structure), r.Label(at).In(m.lang)}
}

// originText says where the journey begins and where it meets the streets.
func (m *Main) originText(o *analysis.Origin) string {
	f := m.figures()
	at := m.in("De %s ; %s", "From %s, %s", f.decimal(o.Point.Lat(), 4), f.decimal(o.Point.Lon(), 4))
	switch {
	case !o.Snapped:
		return at
	case o.Street == "":
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
func (m *Main) footnotes(w io.Writer, ds *data.Dataset, warnings []say.Text) error {
	var b strings.Builder
	for _, warning := range warnings {
		fmt.Fprintf(&b, "\n! %s", warning.In(m.lang))
	}
	if len(warnings) > 0 {
		b.WriteString("\n")
	}
	var sources []string
	for _, s := range ds.Sources {
		sources = append(sources, fmt.Sprintf("%s (%s, %s)", s.Title, s.Licence, s.Vintage))
	}
	fmt.Fprintf(&b, "\n%s %s\n", m.in("Sources :", "Sources:"), strings.Join(sources, m.in(" ; ", "; ")))
	_, err := io.WriteString(w, b.String())
	return err
}
