package api

import (
	"fmt"
	"math"
	"strings"

	"maillage/analysis"
	"maillage/data"
)

// planCurve is the share of the people by time: where it crosses the target it
// is the headline. It is drawn in a box of 120 minutes by 100 percent, its
// origin at the top left, as SVG has it.
type planCurve struct {
	Within, Farther string  // closed paths under the curve, left and right of the target
	Target, Share   float64 // where the curve crosses the target
}

// curveMinutes is how far the curve goes.
const curveMinutes = 120

func newPlanCurve(ds *data.Dataset, c *analysis.Coverage) planCurve {
	group := ds.Cells.Group(c.Group.Code)
	if group < 0 || c.Total.People == 0 {
		return planCurve{}
	}
	var ends [curveMinutes + 1]float64 // people by the first whole minute that suffices
	for i, n := range ds.Cells.Count[group] {
		if m := math.Ceil(c.CellTimes[i].Minutes()); n > 0 && m <= curveMinutes {
			ends[int(m)] += n
		}
	}
	y := make([]float64, len(ends))
	sum := 0.0
	for m, n := range ends {
		sum += n
		y[m] = 100 - 100*sum/c.Total.People
	}
	at := min(int(c.TargetMinutes), curveMinutes)
	return planCurve{
		Within: area(y, 0, at), Farther: area(y, at, curveMinutes),
		Target: min(c.TargetMinutes, curveMinutes), Share: round(100-100*c.Total.CoveredShare(), 1),
	}
}

// area closes the curve between two minutes along the bottom.
func area(y []float64, from, to int) string {
	var path strings.Builder
	fmt.Fprintf(&path, "M%d 100", from)
	for m := from; m <= to; m++ {
		fmt.Fprintf(&path, "L%d %.1f", m, y[m])
	}
	fmt.Fprintf(&path, "L%d 100Z", to)
	return path.String()
}
