package main

import (
	"context"
	"fmt"
	"io"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
)

// routeCommand finds the way to one structure.
type routeCommand struct {
	regionArgs
	departureFlags
	Structure string `placeholder:"ID" help:"La structure où l'on va, par son identifiant (maillage nearest -f json le donne). | The structure to go to, by its id (maillage nearest -f json tells it)."`
	travelFlags
	Format string `short:"f" enum:"table,json,geojson" default:"table" placeholder:"FORME | FORM" help:"Forme du résultat : table, json ou geojson. | Form of the result: table, json or geojson."`
	savedTo
}

func (*routeCommand) examples() []string {
	return []string{
		"maillage route corse.maillage --lat 42.306 --lon 9.150 --structure francetravail--20009 --at 2026-11-25T14:00",
		"maillage route corse.maillage --q corte --structure francetravail--20009 -f geojson --at 2026-11-25T14:00 -o chemin.geojson",
	}
}

func (c *routeCommand) run(ctx context.Context, m *Main) error {
	if err := c.departureFlags.check(); err != nil {
		return err
	}
	if c.Structure == "" {
		return misuse("il manque --structure, l'identifiant d'une structure ; maillage nearest -f json le donne",
			"--structure is missing, a structure's id; maillage nearest -f json tells it")
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	to, err := region.structure(c.Structure)
	if err != nil {
		return err
	}
	q, err := c.travel(m, region.engine)
	if err != nil {
		return err
	}
	asked, departure, err := c.from(region, analysis.NearestQuery{Query: q, Stay: analysis.DefaultStay})
	if err != nil {
		return err
	}
	route, err := region.engine.Route(ctx, asked, to)
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, region.engine.View(), route, departure) })
}

// structure finds a structure by its id.
func (o *opened) structure(id string) (data.StructureIndex, error) {
	i, known := o.engine.View().ByID(data.StructureID(id))
	if !known {
		return 0, misuse("--structure=%s n'est l'identifiant d'aucune structure de cette région ; maillage nearest -f json les donne",
			"--structure=%s is the id of no structure of this region; maillage nearest -f json tells them", id)
	}
	return i, nil
}

func (c *routeCommand) render(w io.Writer, m *Main, v *data.View, r *analysis.Route, from *analysis.Departure) error {
	body := api.NewRouteBody(v, r, m.lang)
	if from != nil {
		body.Depart(v, from)
	}
	switch c.Format {
	case "json":
		return api.WriteJSON(w, body)
	case "geojson":
		return api.WriteRouteGeoJSON(w, body)
	default:
		return m.routeTable(w, v, r, from)
	}
}

func (m *Main) routeTable(w io.Writer, v *data.View, r *analysis.Route, from *analysis.Departure) error {
	f := m.figures()
	fmt.Fprintf(w, "%s, %s, %s\n", m.originText(&r.Origin, from), analysis.ModeLabel(r.Query.Mode).In(m.lang), f.moment(r.Query.At))
	fmt.Fprintf(w, "%s, %s%s%s\n", v.Structure(r.Structure).Name, communeName(v, r.Structure), m.in(" : ", ": "), r.Why.In(m.lang))
	if r.Way != nil {
		fmt.Fprintln(w)
		t := newTable(m.in("Partie", "Part"), m.in(">Durée", ">Time"), ">Distance")
		for i := range r.Way.Legs {
			t.add(m.legRow(r, i)...)
		}
		t.add(m.in("En tout", "In all"), f.duration(r.Time), f.distance(r.Metres))
		if err := t.write(w); err != nil {
			return err
		}
	}
	warnings := r.Warnings
	if from != nil {
		warnings = append(from.Warnings(), warnings...)
	}
	return m.footnotes(w, api.NewSourceBodies(v.Dataset()), warnings)
}

// legRow is a line of the table; a walk's distance is a straight line's.
func (m *Main) legRow(r *analysis.Route, i int) []string {
	f, leg := m.figures(), &r.Way.Legs[i]
	name, distance := analysis.ModeLabel(r.Query.Mode).In(m.lang), f.distance(leg.Metres)
	switch {
	case leg.Kind == analysis.LegPark:
		name, distance = m.in("pour se garer", "to park"), "–"
	case leg.Kind == analysis.LegWalk && i == 0:
		name = m.in("jusqu'à la rue", "to the street")
	case leg.Kind == analysis.LegWalk:
		name = m.in("depuis la rue", "from the street")
	}
	return []string{name, f.duration(leg.Time), distance}
}
