package analysis

import "maillage/geo/road"

const (
	// maxLooks bounds at how many nodes of the graph the searches of a crowd look,
	// all starts together: some seconds on two cores. A large city whose people ask
	// for what is near stays far below; where nothing is open, or the three places of
	// a region that fit are far, each start looks at all of the region's streets.
	maxLooks = 20_000_000
	// fewStarts is how many starts are left to a crowd whatever the graph.
	fewStarts = 16
)

// spare lets a crowd set out from fewer places where searching to the end of a
// time would look at too many nodes: so few that searches without an end do not.
// All of the answer's times are then from there: whoever has some begins anew.
func (c *crowd) spare(limit road.Deciseconds) {
	if c.fewer || len(c.starts) <= fewStarts {
		return
	}
	looks := func(limit road.Deciseconds) int {
		return c.travel.looks(c.starts[c.main], c.choice, limit, c.closed)
	}
	if looks(limit)*len(c.starts) <= c.budget {
		return
	}
	c.fewer = true
	c.setOut(max(fewStarts, c.budget/looks(noLimit)))
}
