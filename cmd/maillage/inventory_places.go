package main

import (
	"strings"

	"maillage/data/region"
)

// placeCount tells what people may type and be found by, and who told it.
type placeCount struct {
	Communes    int           `json:"communes"`
	Territories int           `json:"territories"`
	Localities  int           `json:"localities"`
	Streets     int           `json:"streets"`
	Houses      int           `json:"houses"`
	Structures  int           `json:"structures"`
	LeftOut     int           `json:"left_out"` // of what a build was told: without a commune of the region, a name or a position
	Sources     []placeSource `json:"sources"`
}

// placeSource tells what one source told, before what several tell alike became one.
type placeSource struct {
	Source      string `json:"source"`
	Houses      int    `json:"houses"`
	Streets     int    `json:"streets"`
	Localities  int    `json:"localities"`
	OtherNames  int    `json:"other_names"`
	PostalCodes int    `json:"postal_codes"`
}

// countPlaces is nil where there is nothing to find places in.
func countPlaces(p *region.PlaceCount) *placeCount {
	if p == nil {
		return nil
	}
	c := &placeCount{p.Communes, p.Territories, p.Localities, p.Streets, p.Houses, p.Structures, p.LeftOut, make([]placeSource, len(p.Sources))}
	for i, s := range p.Sources {
		c.Sources[i] = placeSource{s.Source, s.Houses, s.Streets, s.Localities, s.Names, s.Codes}
	}
	return c
}

// withPlaces gives contents that were read from a file the gazetteer that is read apart.
func withPlaces(file *region.File, c *region.Contents) (err error) {
	if c.Gazetteer, err = file.Gazetteer(); err != nil {
		return err
	}
	c.PlaceSources, err = file.PlaceSources()
	return err
}

// placeLines tell what is found by its name, and which optional files would have told more.
func (m *Main) placeLines(inv *inventory) []string {
	var lines []string
	f := m.figures()
	if p := inv.Places; p != nil {
		line := m.in("lieux à chercher : %s rues, %s numéros, %s lieux-dits et quartiers", "places to search: %s streets, %s house numbers, %s localities",
			f.count(float64(p.Streets)), f.count(float64(p.Houses)), f.count(float64(p.Localities)))
		var names []string
		for _, s := range p.Sources {
			names = append(names, s.Source)
		}
		if len(names) > 0 {
			line += " (" + strings.Join(names, ", ") + ")"
		}
		lines = append(lines, line)
		if p.LeftOut > 0 {
			lines = append(lines, m.in("%s adresses hors des communes de la région, sans nom ou sans position, écartées",
				"%s addresses outside the region's communes, without a name or a position, left out", f.count(float64(p.LeftOut))))
		}
	}
	if len(inv.Absent) > 0 {
		lines = append(lines, m.in("construite sans : %s (facultatifs, absents du dossier)", "built without: %s (optional, not in the folder)", strings.Join(inv.Absent, ", ")))
	}
	return lines
}
