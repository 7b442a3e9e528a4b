package demo

import (
	"cmp"
	"math"
	"slices"
)

// rank is the standing of a place.
type rank uint8

const (
	village rank = iota
	bourg        // a village that serves its neighbours
	town
	city
)

// place is the chief place of a commune. Communes and places share their index.
type place struct {
	at     int32 // coarse vertex of the church
	mass   uint8
	rank   rank
	people int
	radius float64 // of the built-up area, metres
	name   string
}

// townSizes is the people of the towns after the city, the island's port last.
var townSizes = []int{43800, 29400, 20900, 15200, 11600, 8700, 6900}

const (
	citySize      = 181400
	communeCount  = 160
	largest       = 5000 // people of the largest village
	smallest      = 300
	townSpacing   = 17000.0 // metres
	builtPerRoot  = 9.8     // radius of a town, metres per square root of its people
	leastRadius   = 310.0
	harbourMetres = 40000 // where the city is looked for, from the lattice's corner
)

// newPlaces sites the city at the back of the bay, towns far from each other,
// then villages wherever the ground is best, closer in the plain than in the
// mountains, and gives each its people.
func newPlaces(l *land) []place {
	fit := newSuitability(l)
	s := &siting{land: l, fit: fit}
	s.settle(fit.bestNear(l, point{harbourMetres, harbourMetres}, 9000))
	for range townSizes {
		s.settle(s.nextTown())
	}
	// The number of communes falls as the spacing grows: halve towards 160.
	towns, low, high := s.sites, 1500.0, 8000.0
	for range 9 {
		spacing := (low + high) / 2
		s.sites = slices.Clone(towns)
		if s.villages(spacing); len(s.sites) > communeCount {
			low = spacing
		} else {
			high = spacing
		}
	}
	return s.populate()
}

// suitability tells how good a vertex is to live at.
type suitability []float64

func newSuitability(l *land) suitability {
	fit := make(suitability, len(l.height))
	for v := range fit {
		if l.coast[v] < 5 || l.mass[v] == sea || l.slope[v] > 0.2 || l.height[v] > 1400 {
			fit[v] = math.Inf(-1)
			continue
		}
		x, y := xy(int32(v))
		river := min(math.Sqrt(l.drains[v])/40, 0.6)
		fit[v] = river - l.height[v]/1100 - mul(4, l.slope[v]) + mul(0.55, (l.seed+31).fractal(x, y, 12, 2))
		if l.coast[v] < 9 {
			fit[v] += 0.25
		}
	}
	return fit
}

// bestNear is the best vertex within some metres of a lattice position.
func (fit suitability) bestNear(l *land, p point, within float64) int32 {
	best := int32(-1)
	for v := range int32(len(fit)) {
		if l.mass[v] == mainland && coarsePoint(v).sub(p).norm() < within && (best < 0 || fit[v] > fit[best]) {
			best = v
		}
	}
	return best
}

// siting places one site after another.
type siting struct {
	land  *land
	fit   suitability
	sites []int32
}

func (s *siting) settle(v int32) { s.sites = append(s.sites, v) }

// nextTown is the best vertex far from all sites; the fifth town stands in the
// mountains, where a valley widens.
func (s *siting) nextTown() int32 {
	best, most := int32(-1), math.Inf(-1)
	for v := range int32(len(s.fit)) {
		score := s.fit[v]
		if s.land.mass[v] != mainland || score < most {
			continue
		}
		if len(s.sites) == 5 && s.land.height[v] < 350 {
			continue
		}
		if !slices.ContainsFunc(s.sites, func(o int32) bool { return apart(o, v) < townSpacing }) {
			best, most = v, score
		}
	}
	return best
}

// villages fills the land, the best ground first. A vertex is refused when a
// site lies nearer than the spacing there; sites are kept in a grid of squares
// larger than any spacing.
func (s *siting) villages(spacing float64) {
	const square = 100 // coarse vertices: 24 km
	l := s.land
	const across = coarseW/square + 1
	var squares [across * (coarseH/square + 1)][]int32
	put := func(v int32) {
		x, y := xy(v)
		squares[y/square*across+x/square] = append(squares[y/square*across+x/square], v)
	}
	for _, v := range s.sites {
		put(v)
	}
	free := func(v int32, room float64) bool {
		x, y := xy(v)
		for j := max(0, y/square-1); j <= min(coarseH/square, y/square+1); j++ {
			for i := max(0, x/square-1); i <= min(across-1, x/square+1); i++ {
				for _, o := range squares[j*across+i] {
					if apart(o, v) < room {
						return false
					}
				}
			}
		}
		return true
	}
	for _, v := range s.bestFirst() {
		x, y := xy(v)
		room := mul(spacing, 1+l.height[v]/1000+mul(0.25, (l.seed+32).at(x, y, 40)))
		if l.mass[v] == island {
			room = mul(0.9, spacing)
		}
		if free(v, room) && !s.inTown(v) {
			s.sites = append(s.sites, v)
			put(v)
		}
	}
}

// inTown tells whether a vertex lies in the city or a town, or at its gates.
func (s *siting) inTown(v int32) bool {
	if apart(s.sites[0], v) < builtRadius(citySize)+1100 {
		return true
	}
	for i, people := range townSizes {
		if apart(s.sites[i+1], v) < builtRadius(people)+1100 {
			return true
		}
	}
	return false
}

// builtRadius is the radius in metres of the built-up area of a place of some people.
func builtRadius(people int) float64 {
	return max(leastRadius, mul(builtPerRoot, math.Sqrt(float64(people))))
}

// bestFirst lists the vertices fit to live at, best first.
func (s *siting) bestFirst() []int32 {
	var order []int32
	for v := range int32(len(s.fit)) {
		if !math.IsInf(s.fit[v], -1) {
			order = append(order, v)
		}
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(s.fit[b], s.fit[a]), cmp.Compare(a, b)) })
	return order
}

// populate gives each site its people: the towns' sizes are fixed, villages
// follow a size law from 5,000 down to 300, larger near the city and towns.
func (s *siting) populate() []place {
	places := make([]place, len(s.sites))
	for i, v := range s.sites {
		places[i] = place{at: v, mass: s.land.mass[v], rank: village}
	}
	towns := len(townSizes) + 1
	places[0].rank, places[0].people = city, citySize
	for i, people := range townSizes {
		places[i+1].rank, places[i+1].people = town, people
	}
	order := make([]int, 0, len(places))
	pull := make([]float64, len(places))
	for i := towns; i < len(places); i++ {
		order = append(order, i)
		pull[i] = s.pull(i, places[:towns])
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(pull[b], pull[a]), cmp.Compare(a, b)) })
	for n, i := range order {
		rest := 1 - float64(n)/float64(len(order))
		places[i].people = smallest + int(mul(largest-smallest, mul(mul(rest, rest), mul(rest, rest))))
		if n < len(order)/6 {
			places[i].rank = bourg
		}
	}
	for i := range places {
		places[i].radius = builtRadius(places[i].people)
	}
	return places
}

// pull is how strongly a village draws people.
func (s *siting) pull(i int, towns []place) float64 {
	pull := mul(0.8, s.fit[s.sites[i]]) + mul(0.9, (s.land.seed+33).pick(i, 0))
	for _, t := range towns {
		reach := mul(45, math.Sqrt(float64(t.people)))
		pull += mul(0.8, max(0, 1-apart(t.at, s.sites[i])/reach))
	}
	return pull
}
