package api

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// planZones are the white zones, by people.
type planZones struct {
	List   []planZone
	People say.Text // of all zones
	Count  say.Text
	More   string // where all are; empty when these are
	Cells  string // the worst cell of every zone, by rank: what makes its key
}

// planZone is one of them.
type planZone struct {
	Rank                 int
	Key, Name, Link      string
	Chosen               bool
	People               say.Text
	Gap                  say.Text
	Nearest, NearestLink string        // the nearest structure from where the gap is the largest
	Communes             []planCommune // of the zone chosen alone, the first of them
	Others               say.Text      // how many more; zero where there are none
}

// planCommune is how many of a zone's people live in a commune.
type planCommune struct {
	Name   string
	People say.Text
}

// firstZones is how many zones are listed before one asks for all.
const firstZones = 8

// firstCommunes is how many of a zone's are listed: a region's largest may lie in thousands. The files have them all.
const firstCommunes = 20

func (w *planWriter) zones(g *analysis.Gaps) planZones {
	z := planZones{People: w.counted(g.Total.Uncovered), Count: several(float64(len(g.Zones)), "zone", "zones", "zone", "zones")}
	cells := make([]string, len(g.Zones))
	for i := range g.Zones {
		cells[i] = strconv.Itoa(int(g.Zones[i].WorstCell))
		if w.plan.zones || i < firstZones || w.plan.chosen == zonePrefix+cells[i] {
			z.List = append(z.List, w.zone(&g.Zones[i]))
		}
	}
	z.Cells = strings.Join(cells, " ")
	if len(z.List) < len(g.Zones) {
		z.More = w.link(func(p *plan) { p.zones = true })
	}
	return z
}

func (w *planWriter) zone(z *analysis.WhiteZone) planZone {
	key := zonePrefix + strconv.Itoa(int(z.WorstCell))
	out := planZone{
		Rank: z.Rank, Key: key, Chosen: key == w.plan.chosen,
		People: w.counted(z.People), Gap: say.T("sans aucun accès", "without any access"),
		Link: w.choosing(key), Name: w.zoneName(z.Communes).In(w.lang),
	}
	if !math.IsInf(z.WorstGapMinutes, 1) {
		out.Gap = say.T("jusqu'à %s de trop", "up to %s too far", say.Minutes(z.WorstGapMinutes))
	}
	if out.Chosen {
		first := z.Communes[:min(firstCommunes, len(z.Communes))]
		if others := len(z.Communes) - len(first); others > 0 {
			out.Others = several(float64(others), "autre commune", "autres communes", "other commune", "other communes")
		}
		for _, c := range first {
			out.Communes = append(out.Communes, planCommune{w.dataset.Territories[c.Commune].Name, w.counted(c.People)})
		}
	}
	if z.Nearest != analysis.NoStructure {
		st := w.view.Structure(z.Nearest)
		out.Nearest, out.NearestLink = st.Name, w.structureLink(st)
	}
	return out
}

// zoneName names a zone by its communes, those with most people first.
func (w *planWriter) zoneName(communes []analysis.CommunePeople) say.Text {
	name := func(i int) string { return w.dataset.Territories[communes[i].Commune].Name }
	switch n := len(communes); n {
	case 0:
		return say.T("hors de toute commune", "outside every commune")
	case 1:
		return say.Same(name(0))
	case 2:
		return say.T("%s et %s", "%s and %s", name(0), name(1))
	case 3:
		return say.T("%s, %s et %s", "%s, %s and %s", name(0), name(1), name(2))
	default:
		return say.T("%s, %s et %s\u00a0autres", "%s, %s and %s\u00a0more", name(0), name(1), say.Count(float64(n-2)))
	}
}

// structureLink is a structure's own page.
func (w *planWriter) structureLink(st *data.Structure) string {
	return w.frame.To("structures/" + url.PathEscape(string(st.ID)))
}
