package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/road"
)

// The straight line made into a journey by road.
const (
	// CrowDetour is the length of the road over the length of the straight line:
	// 1.4 is the detour index (1.417) that F. P. Boscoe, K. A. Henry and M. S. Zdeb
	// measured from 66,000 places to the nearest hospital, "A Nationwide Comparison of
	// Driving Distance Versus Straight-Line Distance to Hospitals", The Professional
	// Geographer 64(2), 2012. Mountains and coasts need more.
	CrowDetour = 1.4
	// CrowSpeed is the speed along that road in metres a second: 40 km/h, a round
	// figure of ours between town streets and départementales. It is quick: in Corsica,
	// from 3 km to the three nearest structures, our car profile goes 34 km/h door to
	// door on a road 1.59 times the straight line (medians), and so takes 1.42 times CrowTime.
	CrowSpeed = 40 / 3.6
)

// CrowTime is the time of the mode Crow over a straight line of some metres:
// metres × CrowDetour ÷ CrowSpeed, to the nearest tenth of a second.
func CrowTime(metres float64) road.Deciseconds {
	return road.Deciseconds(math.Round(metres * CrowDetour / CrowSpeed * 10))
}

// crowMetres is a straight line longer than any whose CrowTime is within the cutoff.
func crowMetres(cutoff road.Deciseconds) float64 {
	return (float64(cutoff) + 1) / 10 * CrowSpeed / CrowDetour
}

// crowTravel estimates times from straight lines, through the view's own index.
type crowTravel struct{ *roster }

func (t *crowTravel) mode() string { return Crow }

func (t *crowTravel) start(p orb.Point) start { return start{point: p} }

func (t *crowTravel) startIn(i data.CellIndex) start {
	return t.start(t.view.Dataset().Cells.Center[i])
}

func (t *crowTravel) nearest(from start, c *choice, k int, cutoff road.Deciseconds, _ road.Mask) []road.Reach {
	return t.search(c).nearest(from.point, k, cutoff)
}

func (t *crowTravel) await(context.Context, road.Mask) {}

func (t *crowTravel) cells(ctx context.Context, some []data.CellIndex, c *choice, _ road.Mask, out *cellTimes) error {
	centers := t.view.Dataset().Cells.Center
	return inParallel(ctx, len(some), stride, func(from, to int) {
		s := t.search(c)
		for _, i := range some[from:to] {
			if reach := s.nearest(centers[i], 1, noLimit); len(reach) > 0 {
				out.time[i], out.target[i] = reach[0].Time, reach[0].Target
			}
		}
	})
}

// crowSearch is the working memory of crowTravel, for one goroutine.
type crowSearch struct {
	*crowTravel
	choice *choice
	accept func(geo.ID) bool
	near   []geo.Near
	reach  []road.Reach
}

func (t *crowTravel) search(c *choice) *crowSearch {
	accept := func(id geo.ID) bool { return c.fits[t.target[id]] }
	return &crowSearch{crowTravel: t, choice: c, accept: accept}
}

// nearest is good until the next one.
func (s *crowSearch) nearest(p orb.Point, k int, cutoff road.Deciseconds) []road.Reach {
	if k = min(k, s.choice.count); k == 0 {
		return nil
	}
	// The index orders by metres, and several metres make the same tenth of a
	// second: it is asked for more until the last one is later than the k-th.
	for ask := k + 1; ; ask *= 2 {
		s.near = s.view.Index().Nearest(p, ask, crowMetres(cutoff), s.accept, s.near[:0])
		if n := len(s.near); n < ask || CrowTime(s.near[n-1].Metres) > CrowTime(s.near[k-1].Metres) {
			break
		}
	}
	s.reach = s.reach[:0]
	for _, n := range s.near {
		if time := CrowTime(n.Metres); time <= cutoff {
			s.reach = append(s.reach, road.Reach{Target: s.target[n.ID], Time: time, Metres: n.Metres * CrowDetour})
		}
	}
	slices.SortFunc(s.reach, func(a, b road.Reach) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Target, b.Target))
	})
	return s.reach[:min(k, len(s.reach))]
}
