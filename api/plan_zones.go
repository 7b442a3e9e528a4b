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
	Nearest, NearestLink string // the nearest structure from where the gap is the largest
	Communes             []planCommune
}

// planCommune is how many of a zone's people live in a commune.
type planCommune struct {
	Name   string
	People say.Text
}

// firstZones is how many zones are listed before one asks for all.
const firstZones = 8

func (w *planWriter) zones(g *analysis.Gaps) planZones {
	z := planZones{People: w.counted(g.Total.Uncovered), Count: several(float64(len(g.Zones)), "zone", "zones", "zone", "zones")}
	cells := make([]string, len(g.Zones))
	for i := range g.Zones {
		cells[i] = strconv.Itoa(int(g.Zones[i].WorstCell))
		zone := w.zone(&g.Zones[i])
		if w.plan.zones || i < firstZones || zone.Chosen {
			z.List = append(z.List, zone)
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
		Link: w.choosing(key),
	}
	if !math.IsInf(z.WorstGapMinutes, 1) {
		out.Gap = say.T("jusqu'à %s de trop", "up to %s too far", say.Minutes(z.WorstGapMinutes))
	}
	for _, c := range z.Communes {
		out.Communes = append(out.Communes, planCommune{w.dataset.Territories[c.Commune].Name, w.counted(c.People)})
	}
	out.Name = zoneName(out.Communes).In(w.lang)
	if z.Nearest != analysis.NoStructure {
		st := w.view.Structure(z.Nearest)
		out.Nearest, out.NearestLink = st.Name, w.structureLink(st)
	}
	return out
}

// zoneName names a zone by its communes, those with most people first.
func zoneName(communes []planCommune) say.Text {
	switch n := len(communes); n {
	case 0:
		return say.T("hors de toute commune", "outside every commune")
	case 1:
		return say.Same(communes[0].Name)
	case 2:
		return say.T("%s et %s", "%s and %s", communes[0].Name, communes[1].Name)
	case 3:
		return say.T("%s, %s et %s", "%s, %s and %s", communes[0].Name, communes[1].Name, communes[2].Name)
	default:
		return say.T("%s, %s et %d\u00a0autres", "%s, %s and %d\u00a0more", communes[0].Name, communes[1].Name, n-2)
	}
}

// structureLink is a structure's own page.
func (w *planWriter) structureLink(st *data.Structure) string {
	return w.frame.To("structures/" + url.PathEscape(string(st.ID)))
}
