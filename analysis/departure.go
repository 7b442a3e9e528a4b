package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// Places finds what people type: a gazetteer.Gazetteer does.
type Places interface {
	Search(q gazetteer.Query) []gazetteer.Match
}

// Departure is where a text, or a commune's code, says that a journey begins.
type Departure struct {
	Match  gazetteer.Match   // what was understood
	Others []gazetteer.Match // what may have been meant as well, elsewhere: MaxOthers at most
	// Of NearestQuery, as From fills them in.
	Origin   orb.Point
	Radius   float64
	Communes []data.TerritoryIndex // the commune, where Match is one; else nil
}

// MaxOthers bounds the places that a Departure names as possibly meant too.
const MaxOthers = 3

// From is a query that begins there.
func (d *Departure) From(q NearestQuery) NearestQuery {
	q.Origin, q.Radius, q.Communes = d.Origin, d.Radius, d.Communes
	return q
}

// Warnings tells what else may have been meant, or that the text was not understood for certain.
func (d *Departure) Warnings() []say.Text {
	switch {
	case len(d.Others) > 0:
		return []say.Text{say.T(
			"Le lieu compris est « %s », mais ce peut être aussi : %s. Précisez le nom, la commune ou le code postal.",
			"The place is taken to be \"%s\", but it may also be: %s. Add the rest of the name, the commune or the postal code.",
			d.Match.Label, labels(d.Others))}
	case d.Match.Score < likely:
		return []say.Text{say.T(
			"Le texte n'est compris qu'à peu près, comme « %s ».",
			"The text is understood only roughly, as \"%s\".", d.Match.Label)}
	default:
		return nil
	}
}

// PlaceError tells that a text or a code is no place that journeys can begin at.
// Its sentence does not repeat the text, which says where somebody lives.
type PlaceError struct {
	Param   string // "q" or "code_commune"
	problem *say.Problem
}

// Error is the sentence in French.
func (e *PlaceError) Error() string { return e.problem.Error() }

// In is the sentence in a language.
func (e *PlaceError) In(l say.Lang) string { return e.problem.In(l) }

// Unwrap gives the sentence to say.Err.
func (e *PlaceError) Unwrap() error { return e.problem }

// Depart understands a text as the place where a journey begins; near, if any,
// is where the asker is. A commune is where all its inhabitants are; a
// house, a street, a locality, a commune since merged or a structure is a point and
// how far from it one may be. A *PlaceError tells that nothing was found, less
// than half of what is asked for, or something too large to begin at.
func (e *Engine) Depart(places Places, text string, near *orb.Point) (*Departure, error) {
	matches := places.Search(gazetteer.Query{Text: text, Whole: true, Near: near})
	if len(matches) == 0 {
		return nil, &PlaceError{"q", say.Errorf(
			"Aucun lieu de la région %s ne répond à ce texte : vérifiez l'orthographe, ou donnez une commune, un code postal, ou une adresse avec sa commune.",
			"No place in the region %s answers to this text: check the spelling, or give a commune, a postal code, or an address with its commune.",
			e.ground.dataset.Region.Name)}
	}
	best, ok := bestOf(matches)
	if !ok {
		return nil, &PlaceError{"q", say.Errorf(
			"« %s » est un territoire, trop grand pour un départ : donnez une de ses communes, ou une adresse.",
			"\"%s\" is a territory, too large to begin at: give one of its communes, or an address.", matches[0].Label)}
	}
	if best.Score < understood {
		return nil, &PlaceError{"q", say.Errorf(
			"Moins de la moitié de ce texte est comprise ; le lieu le plus proche de ce qu'il dit est « %s » : donnez une commune, un code postal, ou une adresse avec sa commune.",
			"Less than half of this text is understood; the place closest to what it says is \"%s\": give a commune, a postal code, or an address with its commune.", best.Label)}
	}
	d := &Departure{Match: best, Others: e.others(&best, matches), Origin: best.Point, Radius: min(best.Radius, MaxRadius)}
	if i, known := e.commune(best.CommuneCode); known && best.Kind == gazetteer.KindCommune {
		e.fromCommune(d, i)
	}
	return d, nil
}

// DepartFromCommune begins at a commune of the region, told by its code. A
// *PlaceError tells that it has none of that code.
func (e *Engine) DepartFromCommune(code string) (*Departure, error) {
	i, known := e.commune(code)
	if !known {
		return nil, &PlaceError{"code_commune", say.Errorf(
			"code_commune n'est le code d'aucune commune de la région %s : donnez son code INSEE actuel en cinq caractères (2B096), ni code postal, ni code d'avant une fusion de communes.",
			"code_commune is the code of no commune in the region %s: give its present INSEE code of five characters (2B096), neither a postal code nor one from before communes merged.",
			e.ground.dataset.Region.Name)}
	}
	ds := e.ground.dataset
	name := ds.Territories[i].Name
	d := &Departure{Match: gazetteer.Match{
		Kind: gazetteer.KindCommune, Ref: uint32(i), Score: 1, Label: name, Name: name,
		Commune: name, CommuneCode: code, CommuneRef: uint32(i),
	}}
	if of := ds.Holder(i, data.KindDepartement); of != data.NoTerritory {
		d.Match.Departement = ds.Territories[of].Code
	}
	d.Match.Point, _ = geo.InnerPoint(ds.Territories[i].Shape)
	d.Match.Radius = e.communeRadius(i)
	d.Origin = d.Match.Point
	e.fromCommune(d, i)
	return d, nil
}

func (e *Engine) commune(code string) (data.TerritoryIndex, bool) {
	return e.ground.dataset.TerritoryByCode(data.KindCommune, code)
}

// fromCommune begins at a commune: without doubt from the cells of a grid,
// within the commune where its people are counted at one point or not at all.
func (e *Engine) fromCommune(d *Departure, i data.TerritoryIndex) {
	d.Communes, d.Radius = []data.TerritoryIndex{i}, 0
	if e.ground.dataset.Cells.Grid.Size == 0 || len(e.inhabited(d.Communes)) == 0 {
		d.Radius = e.communeRadius(i)
	}
}

// communeRadius is that of a disc as large as the commune, metres.
func (e *Engine) communeRadius(i data.TerritoryIndex) float64 {
	return math.Round(math.Sqrt(orbgeo.Area(e.ground.dataset.Territories[i].Shape) / math.Pi))
}

// The bounds of doubt about what was meant.
const (
	// asGood is how much less of the text and of a name may agree for a match to
	// be told beside the best one: a little word more or less ("Saint-Martin-Lestra",
	// "Saint-Martin-d'Hères").
	asGood = 0.05
	// likely is the score below which a match may well be something else: a word of
	// the text met nothing or slipped in a short name ("Saint-Florent", where there is
	// a Saint-Floret), or a name has more than what was typed ("Paris", where there is
	// an Avenue de Paris). A code that stands for a commune has just as much.
	likely = 0.9
	// understood is the least score to begin at: half, but for what sums lose. Below, the
	// text names a place that the region does not have ("Paris, Texas") more often than one it has.
	understood = 0.5 - 1e-9
	// namesake is the least score of a commune whose name is more than the text
	// ("Clermont-Ferrand"). It is told beside one that bears the text's name
	// ("Clermont") where it has more than so many times its people.
	namesake       = 0.7
	namesakePeople = 2
	// apart is how far two things of one name in one commune must lie from each
	// other, beyond their own extent, to be two places, metres.
	apart = 1000
)

// bestOf is the first match that a journey can begin at; ok is false where a
// territory is meant rather than that.
func bestOf(matches []gazetteer.Match) (best gazetteer.Match, ok bool) {
	for _, m := range matches {
		if m.Kind != gazetteer.KindTerritory {
			return m, m.Score >= matches[0].Score-asGood
		}
	}
	return matches[0], false
}

// others are the matches that may have been meant rather than the best one:
// communes of more people first, then those nearly as good that are another place.
func (e *Engine) others(best *gazetteer.Match, matches []gazetteer.Match) []gazetteer.Match {
	var larger, alike []gazetteer.Match
	for k := range matches {
		switch m := &matches[k]; {
		case !elsewhere(best, m):
		case best.Kind == gazetteer.KindCommune && m.Score >= namesake && e.people(m) > namesakePeople*e.people(best):
			larger = append(larger, *m)
		case m.Score >= best.Score-asGood:
			alike = append(alike, *m)
		}
	}
	slices.SortStableFunc(larger, func(a, b gazetteer.Match) int { return cmp.Compare(e.people(&b), e.people(&a)) })
	out := append(larger, alike...)
	return out[:min(len(out), MaxOthers)]
}

// people is how many live in a commune by the census; no other match has any.
func (e *Engine) people(m *gazetteer.Match) int {
	if i, known := e.commune(m.CommuneCode); known && m.Kind == gazetteer.KindCommune {
		return e.ground.dataset.Territories[i].Population
	}
	return 0
}

// elsewhere tells whether two matches are different places to begin at: in two
// communes or, in one, apart from each other.
func elsewhere(a, b *gazetteer.Match) bool {
	switch {
	case b.Kind == gazetteer.KindTerritory:
		return false
	case a.CommuneCode != b.CommuneCode:
		return true
	case a.Kind == gazetteer.KindCommune || b.Kind == gazetteer.KindCommune:
		return false
	default:
		return geo.Metres(a.Point, b.Point) > a.Radius+b.Radius+apart
	}
}

func labels(matches []gazetteer.Match) say.Text {
	out := say.Same(matches[0].Label)
	for _, m := range matches[1:] {
		out = say.T("%s ; %s", "%s; %s", out, m.Label)
	}
	return out
}
