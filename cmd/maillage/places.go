package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"maillage/api"
	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// placesCommand finds the places a text may mean, or the address at a position.
type placesCommand struct {
	regionArgs
	Words []string `arg:"" optional:"" name:"TEXTE | TEXT" help:"Ce que l'on cherche : une commune, un code postal, une adresse, un lieu. Sans texte, les adresses les plus proches de --lat et --lon. | What is looked for: a commune, a postal code, an address, a place. Without a text, the addresses nearest to --lat and --lon."`
	positionFlags
	Territories []string `name:"territoire" placeholder:"TYPE:CODE | KIND:CODE" help:"Seulement les lieux de ces territoires, par exemple departement:2A. | Only the places in these territories, such as departement:2A."`
	Limit       int      `short:"k" default:"8" placeholder:"N" help:"Nombre de lieux. | Number of places."`
	output
}

func (*placesCommand) examples() []string {
	return []string{
		"maillage places corse.maillage corte",
		"maillage places corse.maillage 12 cours paoli cort",
		"maillage places corse.maillage saint florent --lat 42.7 --lon 9.45 -k 3 -f json",
		"maillage places corse.maillage --lat 42.306 --lon 9.150",
	}
}

// text is what is looked for. With --demo no word is a file's name.
func (c *placesCommand) text() string {
	words := c.Words
	if c.Demo && c.File != "" {
		words = append([]string{c.File}, words...)
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

func (c *placesCommand) run(ctx context.Context, m *Main) error {
	text := c.text()
	if err := c.check(text); err != nil {
		return err
	}
	if c.Demo {
		c.File = ""
	}
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer region.release()
	places, err := region.gazetteer()
	if err != nil {
		return err
	}
	view := region.engine.View()
	if text == "" {
		body := api.NewAroundBody(view, places.Reverse(*c.point(), api.AroundMetres, c.Limit), m.lang)
		return c.write(m, func(w io.Writer) error { return c.render(w, m, view, body) })
	}
	territories, err := region.engine.Territories(codes[string](c.Territories))
	if err != nil {
		return err
	}
	found := places.Search(gazetteer.Query{Text: text, Limit: c.Limit, Whole: true, Near: c.point(), Keep: region.engine.PlacesIn(territories)})
	body := api.NewPlacesBody(view, found, m.lang)
	return c.write(m, func(w io.Writer) error { return c.render(w, m, view, body) })
}

// check refuses what no region can be asked, before one is read.
func (c *placesCommand) check(text string) error {
	if err := c.positionFlags.check(); err != nil {
		return err
	}
	switch {
	case text == "" && c.point() == nil && (c.File != "" || c.Demo):
		return misuse("dites quoi chercher, comme : maillage places corse.maillage corte ; ou donnez --lat et --lon pour les adresses les plus proches",
			"say what to look for, such as: maillage places corse.maillage corte; or give --lat and --lon for the nearest addresses")
	case c.Limit < 1 || c.Limit > gazetteer.MaxLimit:
		return misuse("-k %d n'est pas accepté ; donnez de 1 à %d lieux", "-k %d is not accepted; give 1 to %d places", c.Limit, gazetteer.MaxLimit)
	default:
		return checkTyped(say.T("le texte", "the text"), text)
	}
}

func (c *placesCommand) render(w io.Writer, m *Main, v *data.View, body *api.PlacesBody) error {
	switch c.Format {
	case "json", "geojson":
		return api.WriteJSON(w, body)
	case "csv":
		return api.WritePlacesCSV(w, body, c.dialect())
	default:
		return m.placesTable(w, body, c.nothing(v))
	}
}

// nothing says that no place was found, and what to do.
func (c *placesCommand) nothing(v *data.View) say.Text {
	name := v.Dataset().Region.Name
	if c.text() == "" {
		return say.T("Aucune adresse de la région %s à moins d'un kilomètre de là : vérifiez --lat et --lon.", "No address of the region %s within a kilometre: check --lat and --lon.", name)
	}
	return say.T("Rien de tel dans la région %s : vérifiez l'orthographe, ou cherchez la commune ou le code postal.",
		"Nothing like that in the region %s: check the spelling, or look for the commune or the postal code.", name)
}

func (m *Main) placesTable(w io.Writer, b *api.PlacesBody, nothing say.Text) error {
	var warnings []say.Text
	for _, said := range b.Warnings {
		warnings = append(warnings, say.Same(said))
	}
	if len(b.Features) == 0 {
		fmt.Fprintln(w, nothing.In(m.lang))
		return m.footnotes(w, b.Sources(), warnings)
	}
	f := m.figures()
	t := newTable(m.in("Lieu", "Place"), m.in("Sorte", "Kind"), "INSEE", ">Latitude", ">Longitude", m.in(">À tant près", ">Within"), m.in(">Accord", ">Match"))
	for i := range b.Features {
		p, at := &b.Features[i].Properties.Geocoding, b.Features[i].Geometry.Coordinates
		last := f.share(p.Score, 1)
		if p.Distance != nil {
			last = m.in("à %s", "%s away", f.distance(float64(*p.Distance)))
		}
		within := f.distance(float64(p.Accuracy))
		switch p.Type {
		case "city", "county", "state", "territory":
			within = "" // it is meant as a whole
		}
		t.add(p.Label, placeKind(p.Type).In(m.lang), p.CityCode, f.decimal(at[1], 5), f.decimal(at[0], 5), within, last)
	}
	if err := t.write(w); err != nil {
		return err
	}
	return m.footnotes(w, b.Sources(), warnings)
}

// placeKind is what people call a type of GeocodeJSON.
func placeKind(kind string) say.Text {
	switch kind {
	case "house":
		return say.T("numéro", "house")
	case "street":
		return say.T("voie", "street")
	case "locality":
		return say.T("lieu-dit", "locality")
	case "city":
		return say.T("commune", "commune")
	case "structure":
		return say.T("structure", "structure")
	default:
		return say.T("territoire", "territory")
	}
}
