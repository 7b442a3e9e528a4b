package main

import (
	"context"
	"fmt"
	"io"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
)

// isochronesCommand draws how far some places are.
type isochronesCommand struct {
	regionArgs
	departureFlags
	Structures []string  `name:"structure" placeholder:"ID" help:"Les structures dont il s'agit, par leurs identifiants, au lieu d'un lieu. | The structures it is about, by their ids, instead of a place."`
	Minutes    []float64 `default:"10,20,30" placeholder:"MINUTES" help:"Les temps dont les surfaces sont tracées, de 1 à 120, six au plus. | The times that areas are drawn for, 1 to 120, six at most."`
	Direction  string    `enum:"to,from" default:"to" placeholder:"to|from" help:"D'où l'on atteint le lieu (to), ou ce qu'on atteint depuis lui (from). | From where one gets to the place (to), or where one gets from it (from)."`
	Together   string    `enum:"union,each,split" default:"union" placeholder:"union|each|split" help:"De plusieurs structures, une surface pour toutes (union), une pour chacune (each), ou chacune là où elle est la plus proche (split). | Of several structures, one area for all (union), one for each (each), or each where it is the nearest (split)."`
	wayFlags
	Format string `short:"f" enum:"geojson,table" default:"geojson" placeholder:"FORME | FORM" help:"Forme du résultat : geojson ou table. | Form of the result: geojson or table."`
	savedTo
}

func (*isochronesCommand) examples() []string {
	return []string{
		"maillage isochrones corse.maillage --structure francetravail--20009 --minutes 10,20,30 -o isochrones.geojson",
		"maillage isochrones corse.maillage --code-commune 2B096 --minutes 30 --direction from --mode bike -f table",
		"maillage isochrones corse.maillage --structure francetravail--20009,france-services--811 --together split -o partage.geojson",
	}
}

func (c *isochronesCommand) run(ctx context.Context, m *Main) error {
	if err := c.check(); err != nil {
		return err
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	q := analysis.IsochroneQuery{Minutes: c.Minutes, Direction: c.Direction, Together: c.Together}
	q.Mode, q.Winter, q.At = c.Mode, c.winter(), m.Now()
	departure, err := c.places(region, &q)
	if err != nil {
		return err
	}
	answer, err := region.engine.Isochrones(ctx, q)
	if err != nil {
		return err
	}
	return c.write(m, func(w io.Writer) error { return c.render(w, m, region.engine.View(), answer, departure) })
}

// check refuses what no region can be asked, before one is read.
func (c *isochronesCommand) check() error {
	place := c.Lat != nil || c.Lon != nil || c.Text != "" || c.Commune != ""
	switch {
	case len(c.Structures) > 0 && place:
		return misuse("le lieu est dit de plusieurs façons ; gardez --structure, ou un lieu", "the place is told in several ways; keep --structure, or a place")
	case len(c.Structures) > 0:
		return nil
	case !place:
		return misuse("il manque le lieu : donnez --structure, ou --lat et --lon, ou --q (une adresse, un lieu, une commune), ou --code-commune",
			"the place is missing: give --structure, or --lat and --lon, or --q (an address, a place, a commune), or --code-commune")
	default:
		return c.departureFlags.check()
	}
}

// places reads the places of a query; the departure is nil but for a text or a commune.
func (c *isochronesCommand) places(o *opened, q *analysis.IsochroneQuery) (*analysis.Departure, error) {
	for _, id := range c.Structures {
		i, err := o.structure(id)
		if err != nil {
			return nil, err
		}
		q.Structures = append(q.Structures, i)
	}
	if len(q.Structures) > 0 {
		return nil, nil
	}
	near, departure, err := c.from(o, q.NearestQuery)
	q.NearestQuery = near
	return departure, err
}

func (c *isochronesCommand) render(w io.Writer, m *Main, v *data.View, a *analysis.Isochrones, from *analysis.Departure) error {
	if c.Format == "table" {
		return m.isochronesTable(w, v, a, from)
	}
	body := api.NewIsochronesBody(v, a, m.lang)
	if from != nil {
		body.Depart(v, from)
	}
	return api.WriteIsochrones(w, body)
}

func (m *Main) isochronesTable(w io.Writer, v *data.View, a *analysis.Isochrones, from *analysis.Departure) error {
	f := m.figures()
	direction := m.in("pour y aller", "to get there")
	if a.Direction == analysis.DirectionFrom {
		direction = m.in("à partir de là", "starting there")
	}
	fmt.Fprintf(w, "%s, %s\n\n", analysis.ModeLabel(a.Query.Mode).In(m.lang), direction)
	t := newTable(m.in("Lieu", "Place"), m.in(">Moins de", ">Within"), ">km²")
	for i := range a.Areas {
		area := &a.Areas[i]
		t.add(m.isochronePlace(v, a, area.Place, from), f.minutes(area.Minutes), f.decimal(area.SquareKilometres(), 1))
	}
	if err := t.write(w); err != nil {
		return err
	}
	warnings := a.Warnings
	if from != nil {
		warnings = append(from.Warnings(), warnings...)
	}
	return m.footnotes(w, api.NewSourceBodies(v.Dataset()), warnings)
}

// isochronePlace names the place of an area.
func (m *Main) isochronePlace(v *data.View, a *analysis.Isochrones, place int, from *analysis.Departure) string {
	switch {
	case len(a.Places) > 1 && place < 0:
		return m.in("l'une des %d structures", "one of the %d structures", len(a.Places))
	case a.Places[max(place, 0)].Structure != analysis.NoStructure:
		return v.Structure(a.Places[max(place, 0)].Structure).Name
	default:
		return m.placeText(&a.Places[0].Origin, from)
	}
}
