package gazetteer

import (
	"cmp"

	"maillage/geo"
)

// hit is a place found.
type hit struct {
	place    PlaceID
	district uint32 // NoRef for none
	house    int    // in Number; -1 for none
	score    float64
	// agreement is the score, but for a name that the text begins; see begunWords.
	agreement float64
	rank      float64
}

func (h hit) compare(o hit) int {
	return cmp.Or(-cmp.Compare(h.rank, o.rank), cmp.Compare(h.place, o.place), cmp.Compare(h.district, o.district))
}

// What importance, being a commune and being near add to a score in the order.
// A commune of one name with a street comes before it.
const (
	forImportance = 0.1
	forCommune    = 0.08
	forNearness   = 0.06
	forMost       = forImportance + forCommune + forNearness
)

// afterNamesakes is what is left of a commune's agreement where its seat is
// meant, so that a place that bears its name comes first: Mairie de Corte.
const afterNamesakes = 0.85

// keep puts a hit into the best ones found, once a place and once a commune.
func (s *search) keep(h hit) {
	if s.asked != nil && !s.isAsked(h) {
		return
	}
	if s.seat {
		h.score, h.agreement = atSeat*h.score, afterNamesakes*h.agreement
	}
	h.rank = s.order(h.place, h.agreement)
	if s.near != nil {
		h.rank += forNearness * (s.near.nearness(s.pointOf(h)) - 1)
	}
	if len(s.hits) == s.limit && h.compare(s.hits[s.limit-1]) >= 0 {
		return
	}
	for i, other := range s.hits {
		if s.same(h, other) {
			if h.compare(other) >= 0 {
				return
			}
			s.hits = append(s.hits[:i], s.hits[i+1:]...)
			break
		}
	}
	s.hits = s.hits[:min(len(s.hits), s.limit-1)]
	at := len(s.hits)
	s.hits = append(s.hits, h)
	for ; at > 0 && h.compare(s.hits[at-1]) < 0; at-- {
		s.hits[at] = s.hits[at-1]
	}
	s.hits[at] = h
}

// isAsked tells whether a hit is among the places looked for.
func (s *search) isAsked(h hit) bool {
	kind, commune := Kind(s.Kind[h.place]), NoRef
	if h.house >= 0 {
		kind = KindHouse
	}
	if h.district != NoRef {
		commune = s.Ref[s.CommunePlace[s.DistrictCommune[h.district]]]
	}
	return s.asked(kind, s.Ref[h.place], commune, s.pointOf(h))
}

// order is what a place is ordered by, where it is as near as can be.
func (s *search) order(p PlaceID, agreement float64) float64 {
	agreement += forImportance * float64(s.Weight[p]) / 255
	if s.Kind[p] == uint8(KindCommune) && !s.seat {
		agreement += forCommune
	}
	return agreement + forNearness
}

// same tells whether two hits are one thing: a place, or a commune by two names.
func (s *search) same(a, b hit) bool {
	if a.place == b.place {
		return true
	}
	return s.Kind[a.place] == uint8(KindCommune) && s.Kind[b.place] == uint8(KindCommune) &&
		s.DistrictCommune[a.district] == s.DistrictCommune[b.district]
}

// worst is the least rank that still has a place among the hits.
func (s *search) worst() float64 {
	if len(s.hits) < s.limit {
		return 0
	}
	return s.hits[s.limit-1].rank
}

// vicinity is where the asker is.
type vicinity struct{ at [2]float64 }

// halfway is where nearness has lost half of its worth, metres.
const halfway = 15_000

func (v *vicinity) nearness(p [2]float64) float64 {
	return halfway / (halfway + geo.Metres(v.at, p))
}
