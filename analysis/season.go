package analysis

import "maillage/geo/road"

// HasWinter tells whether the region has streets that are closed in winter,
// whatever the mode: elsewhere the two seasons answer the same. Cost, once: a pass over the arcs.
func (e *Engine) HasWinter() bool { return e.ground.winter() }

func (g *ground) closesInWinter() bool {
	for _, n := range g.networks {
		if n.graph.Closes(road.ClosedInWinter) {
			return true
		}
	}
	return false
}
