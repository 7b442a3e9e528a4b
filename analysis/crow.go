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
	// CrowSpeed is the speed along that road in metres a second: 50 km/h, a round
	// figure between town streets and départementales, ours and not measured.
	CrowSpeed = 50 / 3.6
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

func (t *crowTravel) accept(c *choice) func(geo.ID) bool {
	return func(id geo.ID) bool { return c.fits[t.target[data.StructureIndex(id)]] }
}

func (t *crowTravel) nearest(from start, c *choice, k int, cutoff road.Deciseconds, _ road.Mask) []road.Reach {
	within := crowMetres(cutoff)
	k = min(k, c.count)
	if k == 0 {
		return nil
	}
	// The index orders by metres; several metres may make the same tenth of a
	// second, so it is asked for more until the last one is later than the k-th.
	var near []geo.Near
	for ask := k; ; ask *= 2 {
		near = t.view.Index().Nearest(from.point, ask, within, t.accept(c), near[:0])
		if len(near) < ask || CrowTime(near[ask-1].Metres) > CrowTime(near[k-1].Metres) {
			break
		}
	}
	reach := make([]road.Reach, 0, len(near))
	for _, n := range near {
		if time := CrowTime(n.Metres); time <= cutoff {
			reach = append(reach, road.Reach{Target: t.target[n.ID], Time: time, Metres: n.Metres * CrowDetour})
		}
	}
	slices.SortFunc(reach, func(a, b road.Reach) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Target, b.Target))
	})
	return reach[:min(k, len(reach))]
}

func (t *crowTravel) cells(ctx context.Context, c *choice, _ road.Mask) (*cellTimes, error) {
	centers := t.view.Dataset().Cells.Center
	out := newCellTimes(len(centers))
	err := inParallel(ctx, len(centers), func(from, to int) {
		var near []geo.Near
		for i := from; i < to; i++ {
			out.time[i], out.target[i] = road.Unreachable, noTarget
			near = t.view.Index().Nearest(centers[i], 1, crowMetres(noLimit), t.accept(c), near[:0])
			if len(near) > 0 {
				out.time[i], out.target[i] = CrowTime(near[0].Metres), t.target[near[0].ID]
			}
		}
	})
	return out, err
}
