package data

import (
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/internal/fold"
)

const (
	// centreMetres is how near to the middle of its commune a position without a
	// house number is taken for that middle: by chance, one place in a thousand is
	// as near, in a commune of 10 km².
	centreMetres = 50
	// sharedAddresses is how many addresses on one point make it no address's: two
	// may be a corner, or one house told twice.
	sharedAddresses = 3
)

// checkCentres lowers the precision of positions that are only the commune's
// centre, or one point on which a source puts several addresses.
func (x *examiner) checkCentres(records []located) {
	shared := sharedPoints(records)
	middles := &middles{x: x, of: make(map[TerritoryIndex][]middle)}
	for i := range records {
		l := &records[i]
		if l.Position.Precision == PrecisionCommune {
			continue // the source says so itself
		}
		why := Reason("")
		if shared[pointOf(l)] {
			why = ReasonShared
		} else if metres, ok := middles.near(l); ok {
			why = reasonAt(ReasonCentre, metres)
		}
		if why != "" {
			x.find(l, Defect{Kind: DefectPositionCentre, Field: "position", Value: sayPoint(l.Position.Point), Why: why, Done: Corrected,
				Other: PrecisionCommune.String()})
			l.Position.Precision = PrecisionCommune
		}
	}
}

// sourcePoint is a point as one source gives it.
type sourcePoint struct {
	source string
	point  orb.Point
}

func pointOf(l *located) sourcePoint { return sourcePoint{l.Source, l.Position.Point} }

// sharedPoints are the points on which one source puts several addresses that
// have no word in common.
func sharedPoints(records []located) map[sourcePoint]bool {
	streets := make(map[sourcePoint][][]string) // unlike each other, at most sharedAddresses
	shared := make(map[sourcePoint]bool)
	for i := range records {
		at, words := pointOf(&records[i]), streetWords(records[i].Address)
		alike := func(other []string) bool { return sharedWords(words, other) > 0 }
		if len(words) == 0 || shared[at] || slices.ContainsFunc(streets[at], alike) {
			continue
		}
		streets[at] = append(streets[at], words)
		shared[at] = len(streets[at]) >= sharedAddresses
	}
	return shared
}

// commonStreetWords are found in addresses of any street.
var commonStreetWords = strings.Fields(`
	a au aux d de des du en et l la le les sur
	rue avenue av boulevard bd bld cours chemin route rte impasse allee allees place pl quai square esplanade passage
	bis ter cs bp cedex batiment bat immeuble residence etage rez chaussee zone za zi zac lieu dit lieudit hameau quartier`)

// streetWords are the words of an address that tell its street from others.
func streetWords(address string) []string {
	return slices.DeleteFunc(strings.Fields(fold.Text(address)), func(w string) bool {
		return w[0] >= '0' && w[0] <= '9' || slices.Contains(commonStreetWords, w)
	})
}

var houseNumber = regexp.MustCompile(`(?:^|[,;] *)\d{1,4}\b`)

func hasHouseNumber(address string) bool { return houseNumber.MatchString(address) }

// middle is a point that stands for a whole commune.
type middle struct {
	at   orb.Point
	seat bool // the chef-lieu: often the town hall, where a place may well be
}

// middles keeps the middles of the communes asked for.
type middles struct {
	x  *examiner
	of map[TerritoryIndex][]middle
}

// near tells how far a position without a house number is from a middle of its
// commune, if it is near. At the seat only an address that names no place counts.
func (m *middles) near(l *located) (float64, bool) {
	if l.commune == NoTerritory || l.Position.Precision == PrecisionHouse || hasHouseNumber(l.Address) {
		return 0, false
	}
	vague := fold.Text(l.Address) == "" || fold.Text(l.Address) == fold.Text(l.City)
	for _, c := range m.commune(l.commune) {
		if metres := geo.Metres(l.Position.Point, c.at); metres <= centreMetres && (vague || !c.seat) {
			return metres, true
		}
	}
	return 0, false
}

func (m *middles) commune(i TerritoryIndex) []middle {
	found, ok := m.of[i]
	if ok {
		return found
	}
	if p, ok := geo.InnerPoint(m.x.ground.Territories[i].Shape); ok {
		found = append(found, middle{p, false})
	}
	if c := m.x.communes[i]; c.Seat != (orb.Point{}) { // communes are the first territories, in the same order
		found = append(found, middle{c.Seat, true})
	}
	m.of[i] = found
	return found
}
