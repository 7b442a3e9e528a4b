package analysis

import "maillage/geo/road"

// HasWinter tells whether the region has streets that are closed in winter,
// whatever the mode: elsewhere the two seasons answer the same. Cost: a pass over the arcs.
func (e *Engine) HasWinter() bool {
	for _, n := range e.ground.networks {
		if n.graph.Closes(road.ClosedInWinter) {
			return true
		}
	}
	return false
}
