package analysis

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/road"
	"maillage/say"
)

// Origin is where the journey begins.
type Origin struct {
	Point         orb.Point // as asked; for communes the middle of the cell with most people
	Snapped       bool      // brought to a street; false for Crow
	SnappedMetres float64   // from the point to that street
	Street        string    // its name, often empty
	Far           bool      // more than FarMetres from any street: the walk dominates
	Nearer        *Nearer   // a street that is nearer and did not serve; nil: none by much
	// Radius is how far from Point the journey may begin, metres, as asked, and
	// Doubt by how much that makes times too long or too short: see DoubtOf.
	Radius float64
	Doubt  road.Deciseconds
	// Communes are those asked for; nothing of the street is told of them.
	Communes []data.TerritoryIndex
	People   float64 // who lives in their cells
	Cells    int     // where somebody lives; 0: nobody is counted there, and the journey begins at Point
	Starts   int     // from how many places their people set out: Cells, but see MaxStarts; 1 where nobody is counted
}

// MaxRadius bounds the doubt that an origin may have, metres.
const MaxRadius = 100_000

// origin tells where the journey begins.
func (a *ask) origin() Origin {
	o := Origin{Radius: a.query.Radius, Doubt: DoubtOf(a.query.Mode, a.query.Radius)}
	if c := a.crowd; c != nil {
		o.Point, o.Communes = c.starts[c.main].point, a.query.Communes
		o.People, o.Cells, o.Starts = c.people, len(c.homes), len(c.starts)
		return o
	}
	from := originOf(a.travel, a.from)
	from.Radius, from.Doubt = o.Radius, o.Doubt
	return from
}

// originOf tells where journeys from a start begin.
func originOf(t travel, s start) Origin {
	o := Origin{Point: s.point, Snapped: s.snapped, SnappedMetres: s.snap.Metres, Street: s.street}
	o.Far = o.Snapped && o.SnappedMetres > FarMetres
	o.Nearer = t.nearer(s)
	return o
}

// homes is whose inhabitants set out, or somebody at the origin is taken to be; none: whoever they are.
func (e *Engine) homes(q *NearestQuery) []residence {
	if q.Eligible == EligibleAny {
		return nil
	}
	if len(q.Communes) == 0 {
		return []residence{e.roster.residences.of(e.ground.dataset.Home(q.Origin))}
	}
	homes := make([]residence, len(q.Communes))
	for k, commune := range q.Communes {
		homes[k] = e.roster.residences.of(commune)
	}
	slices.Sort(homes)
	return slices.Compact(homes)
}

func (e *Engine) checkCommunes(communes []data.TerritoryIndex) error {
	all := e.ground.dataset.Territories
	for _, i := range communes {
		if int(i) >= len(all) || all[i].Kind != data.KindCommune {
			last := slices.IndexFunc(all, func(t data.Territory) bool { return t.Kind != data.KindCommune })
			if last < 0 {
				last = len(all)
			}
			return invalid("communes", strconv.Itoa(int(i)), fmt.Sprintf("0 ≤ communes < %d", last))
		}
	}
	return nil
}

// role is what a place is to the journeys from or to it, as warnings say it.
type role struct{ the, fromIt, there, outside say.Text }

var (
	asOrigin = role{
		say.T("Le départ", "The origin"), say.T("du départ", "from the origin"), say.T("le trajet commence", "the journey begins"),
		say.T("des lieux plus proches peuvent exister hors d'elle", "nearer places may exist outside it"),
	}
	asSource = role{asOrigin.the, asOrigin.fromIt, asOrigin.there, asGoal.outside}
	asGoal   = role{
		say.T("Le lieu", "The place"), say.T("du lieu", "from the place"), say.T("le trajet finit", "the journey ends"),
		say.T("des rues peuvent y manquer", "streets may be missing there"),
	}
)

// warnOrigin tells what of the times is in doubt because of where a place is.
func (a *ask) warnOrigin(o *Origin, as role) []say.Text {
	var out []say.Text
	if o.Far {
		out = append(out, say.T(
			"%s est à %s de la rue la plus proche : le temps compte cette marche et reste approximatif.",
			"%s is %s from the nearest street: the time counts that walk and is approximate.",
			as.the, say.Metres(o.SnappedMetres)))
	}
	out = append(out, a.warnSnapping(o, as)...)
	if a.crowd != nil {
		out = append(out, a.warnCrowd(o)...)
	} else {
		out = append(out, a.warnOutside(a.query, as)...)
	}
	if o.Doubt >= deciseconds {
		out = append(out, say.T(
			"%s n'est connu qu'à %s près : chaque temps peut être faux de %s environ, en plus ou en moins.",
			"%s is known only to within %s: each time may be off by about %s, either way.",
			as.the, say.Metres(o.Radius), duration(o.Doubt)))
	}
	return out
}

// warnCrowd tells where the people of communes are taken to set out.
func (a *ask) warnCrowd(o *Origin) []say.Text {
	switch {
	case o.Cells == 0:
		return []say.Text{say.T(
			"Aucun habitant n'y est compté : les temps sont ceux d'un seul point de la commune.",
			"No inhabitant is counted there: the times are those of one point of the commune.")}
	case o.Starts < o.Cells:
		return []say.Text{say.T(
			"Ses habitants vivent dans %s carreaux, réunis par voisinage en %s points de départ.",
			"Its inhabitants live in %s cells, joined with their neighbours into %s starting points.",
			say.Count(o.Cells), say.Count(o.Starts))}
	default:
		return nil
	}
}

// warnOutside tells how far outside the region's communes a place is.
func (e *Engine) warnOutside(q *NearestQuery, as role) []say.Text {
	ds := e.ground.dataset
	commune, metres := ds.NearestCommune(q.Origin, halfEarth)
	switch {
	case commune == data.NoTerritory || metres < OutsideMetres:
		return nil
	default:
		return []say.Text{say.T(
			"%s est hors de la région %s, à %s de %s : %s.",
			"%s is outside the region %s, %s from %s: %s.",
			as.the, ds.Region.Name, say.Metres(metres), ds.Territories[commune].Name, as.outside)}
	}
}

// halfEarth is further than any two places, metres.
const halfEarth = 21_000_000
