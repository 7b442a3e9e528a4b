package analysis

import (
	"maillage/geo/road"
	"maillage/say"
)

// TellMetres is by how much nearer a street must be than the one where a journey
// begins, for the answer to tell why it did not serve: a walk of about a minute.
const TellMetres = 50

// Nearer is a street nearer to a place than the one its journeys begin at.
type Nearer struct {
	Why    string  // a code of road.Reason, NearerCutOff or NearerOther
	Street string  // its name, often empty
	Metres float64 // to it, as the crow flies
}

// Why a nearer street did not serve, where nothing bars it to everyone.
const (
	NearerCutOff = "cut-off"    // it leads nowhere else, or nobody sets out from it: a tunnel, a road for cars alone
	NearerOther  = "other-mode" // it is not for this way of travelling
)

// nearer is the nearest of the streets that did not serve, where one is nearer by TellMetres.
func (t *streetTravel) nearer(s start) *Nearer {
	within := s.snap.Metres - TellMetres
	if !s.snapped || within < 0 {
		return nil
	}
	var out *Nearer
	if b, ok := t.streets.BarredNear(s.point, within); ok {
		out, within = &Nearer{b.Reason.Code(), b.Name, b.Metres}, b.Metres
	}
	if u, ok := t.graph.Unfit(s.point, within); ok && (out == nil || u.Metres < out.Metres) {
		out = &Nearer{NearerOther, t.streets.StreetName(u.Edge), u.Metres}
		if u.CutOff {
			out.Why = NearerCutOff
		}
	}
	return out
}

func (t *crowTravel) nearer(start) *Nearer { return nil }

// warnSnapping tells why the journey begins or ends further than one would think.
func (a *ask) warnSnapping(o *Origin, as role) []say.Text {
	n := o.Nearer
	if n == nil {
		return nil
	}
	where, from := say.T("à %s", "%s away", say.Metres(n.Metres)), say.Metres(o.SnappedMetres)
	if n.Street != "" {
		where = say.T("%s, %s", "%s, %s", n.Street, where)
	}
	why := n.words(a.query.Mode)
	if o.Street == "" {
		return []say.Text{say.T("Une rue plus proche (%s) %s : %s dans une autre, à %s %s.",
			"A nearer street (%s) %s: %s in another one, %s %s.", where, why, as.there, from, as.fromIt)}
	}
	return []say.Text{say.T("Une rue plus proche (%s) %s : %s par %s, à %s %s.",
		"A nearer street (%s) %s: %s on %s, %s %s.", where, why, as.there, o.Street, from, as.fromIt)}
}

// words say why a street does not serve, after its name.
func (n *Nearer) words(mode string) say.Text {
	switch n.Why {
	case road.BarredPrivate.Code():
		return say.T("est privée", "is private")
	case road.BarredMilitary.Code():
		return say.T("est militaire", "is military")
	case road.BarredFarm.Code():
		return say.T("est réservée à l'agriculture ou à la forêt", "is kept for farming or forestry")
	case road.BarredTransport.Code():
		return say.T("est réservée à certains véhicules", "is kept for some vehicles")
	case NearerCutOff:
		return say.T("ne mène nulle part %s, ou est un tunnel ou une voie rapide", "leads nowhere %s, or is a tunnel or an expressway", ModeLabel(mode))
	case NearerOther:
		return say.T("n'est pas praticable %s", "cannot be used %s", ModeLabel(mode))
	default:
		return say.T("est fermée au public", "is closed to the public")
	}
}

// whyNoWay says why no place of a choice is reached, and what to try instead.
func (a *ask) whyNoWay(of *choice) say.Text {
	from := a.from
	if a.crowd != nil {
		from = a.crowd.starts[a.crowd.main]
	}
	reaches := func(t travel, from start, of *choice, closed road.Mask) bool {
		return len(t.nearest(from, of, 1, noLimit, closed)) > 0
	}
	switch {
	case a.query.Winter && reaches(a.travel, from, of, 0):
		return say.T("les rues qui y mènent sont fermées en hiver", "the streets that lead there are closed in winter")
	case !reaches(a.travel, from, a.roster.everything(), a.query.closed()):
		return joined(say.T("aucune rue ne relie ce départ à un lieu d'accueil, quel qu'il soit (une île, ou un bout de réseau coupé du reste pour ce mode)",
			"no street joins this origin to any place at all (an island, or a piece of network cut off from the rest for this mode)"), a.insteadOf(from, of))
	default:
		return joined(say.T("aucune rue n'y mène (une île, ou un bout de réseau coupé du reste pour ce mode)",
			"no street leads there (an island, or a piece of network cut off from the rest for this mode)"), a.insteadOf(from, of))
	}
}

// insteadOf names a way of travelling that leads to a place of a choice. Who goes
// by wheelchair is not told to walk or to ride.
func (a *ask) insteadOf(from start, of *choice) say.Text {
	for _, t := range a.travels {
		mode := t.mode()
		if mode == a.query.Mode || mode == Crow || a.query.Mode == "wheelchair" && mode != "car" {
			continue
		}
		if len(t.nearest(t.start(from.point), of, 1, noLimit, a.query.closed())) > 0 {
			return say.T("essayez %s", "try %s", ModeLabel(mode))
		}
	}
	return say.T("essayez un autre départ", "try another origin")
}

// everything is the choice of all that receives people on site.
func (r *roster) everything() *choice {
	c := &choice{fits: make([]bool, len(r.structures)), count: len(r.structures)}
	for t := range c.fits {
		c.fits[t] = true
	}
	return c
}

// whyUnreachable says of one structure why no way leads there.
func (a *ask) whyUnreachable() say.Text {
	if a.crowd != nil && len(a.crowd.known) > 0 {
		return say.T("plus de la moitié des habitants ne peut s'y rendre %s", "more than half of the inhabitants cannot get there %s", ModeLabel(a.query.Mode))
	}
	return say.T("aucun chemin %s jusque-là : %s", "no way there %s: %s", ModeLabel(a.query.Mode), a.whyNoWay(a.choice))
}
