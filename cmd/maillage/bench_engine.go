package main

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo/road"
	"maillage/internal/stitch"
)

// caseBody is what was measured with some structures.
type caseBody struct {
	Spread     string `json:"spread"` // own: the file's; dense: where streets are thick; sparse: evenly
	Structures int    `json:"structures"`

	FieldMS    float64 `json:"field_ms"` // the nearest structure of every node
	FieldArcNS float64 `json:"field_ns_per_arc"`
	HeapMS     float64 `json:"heap_ms"` // the same with container/heap
	HeapTimes  float64 `json:"heap_ratio"`

	Common latencyBody `json:"common"` // the ten nearest of half of the structures
	Rare   latencyBody `json:"rare"`   // of three

	TargetBytes float64 `json:"target_bytes_per_structure"`
	Differences int     `json:"differences"` // between ways of getting one time: none, or the engine is wrong
}

// Questions of each kind, and how many nearest ones they ask for.
const (
	benchQuestions = 2000
	benchNearest   = 10
)

// workbench is a graph being measured, and the places asked about.
type workbench struct {
	streets *road.Streets
	graph   *road.Graph
	columns *road.GraphColumns
	search  *road.Search
	field   *road.Field
	from    []road.Snap
}

// measureEngine measures the searches.
func (c *benchCommand) measureEngine(_ context.Context, m *Main, files map[string]string, body *benchBody) error {
	path := c.Source
	if !c.asItIs() {
		path = files[spreads[1]]
	}
	file, err := openSnapshot(path)
	if err != nil {
		return err
	}
	defer file.Close()
	contents, err := file.Contents()
	if err != nil {
		return err
	}
	if contents.Streets == nil {
		return misuse("%s n'a pas de rues", "%s has no streets", path)
	}
	body.weigh(file, contents)
	w, err := c.workbench(contents.Streets)
	if err != nil {
		return err
	}
	if c.asItIs() {
		var own []orb.Point
		for _, s := range contents.Dataset.Structures {
			own = append(own, contents.Dataset.Sites[s.Site].Position.Point)
		}
		body.Cases = append(body.Cases, w.measure(m, "own", own))
	}
	for _, spread := range spreads[1:] {
		places := c.places(contents.Streets, spread)
		for _, n := range c.Structures {
			body.Cases = append(body.Cases, w.measure(m, spread, places[:n]))
		}
	}
	return nil
}

// workbench readies the graph of the mode.
func (c *benchCommand) workbench(streets *road.Streets) (*workbench, error) {
	w := &workbench{streets: streets, graph: streets.Graph(c.Mode)}
	if w.graph == nil {
		return nil, misuse("--mode=%s n'est pas accepté ; valeurs possibles : %s", "--mode=%s is not accepted; allowed: %s", c.Mode, strings.Join(streets.Profiles(), ", "))
	}
	graphs := streets.Columns().Graphs
	w.columns = &graphs[slices.IndexFunc(graphs, func(g road.GraphColumns) bool { return g.Profile == c.Mode })]
	w.search = w.graph.NewSearch()
	for _, p := range stitch.Dense(streets, benchQuestions, c.Seed+1) {
		if snap, ok := w.graph.Snap(p); ok {
			w.from = append(w.from, snap)
		}
	}
	return w, nil
}

// measure measures one set of structures.
func (w *workbench) measure(m *Main, spread string, places []orb.Point) caseBody {
	m.tell("Mesure : %d structures (%s)…", "Measuring: %d structures (%s)…", len(places), spread)
	b := caseBody{Spread: spread, Structures: len(places)}
	targets := w.targets(places)
	made, bytes := weight(func() any { return w.graph.NewTargets(targets) })
	ts := made.(*road.Targets)
	b.TargetBytes = float64(bytes) / float64(len(targets))
	w.everywhere(&b, targets, ts)
	half := func(t road.TargetID) bool { return t%2 == 0 }
	few := func(t road.TargetID) bool { return t < rareStructures }
	b.Common = w.nearest(ts, half)
	b.Rare = w.nearest(ts, few)
	return b
}

// targets snaps places.
func (w *workbench) targets(places []orb.Point) []road.Target {
	var out []road.Target
	for i, p := range places {
		if snap, ok := w.graph.Snap(p); ok {
			out = append(out, road.Target{ID: road.TargetID(i), Snap: snap})
		}
	}
	return out
}

// everywhere measures the nearest structure of every node, and holds it against the twin.
func (w *workbench) everywhere(b *caseBody, targets []road.Target, ts *road.Targets) {
	took := fastest(5, func() { w.field = w.search.Field(ts, nil, 0, w.field) })
	var times []road.Deciseconds
	naive := fastest(3, func() { times = heapTimes(w.streets, w.columns, targets) })
	b.FieldMS, b.HeapMS = milliseconds(took), milliseconds(naive)
	b.FieldArcNS = float64(took.Nanoseconds()) / float64(len(w.columns.Head))
	b.HeapTimes = naive.Seconds() / took.Seconds()
	w.eachNode(func(v road.NodeID, at road.Snap) {
		if got, _ := w.field.At(at); got != times[v] {
			b.Differences++
		}
	})
	for _, from := range w.from {
		nearest := w.search.Nearest(from, ts, nil, 1, road.Unreachable, 0, nil)
		time, target := w.field.At(from)
		if (len(nearest) == 0) != (time == road.Unreachable) || len(nearest) > 0 && (nearest[0].Time != time || nearest[0].Target != target) {
			b.Differences++
		}
	}
}

// eachNode visits the nodes that an edge leads to, each at the end of one edge.
func (w *workbench) eachNode(visit func(road.NodeID, road.Snap)) {
	seen := make([]bool, w.streets.NodeCount())
	for e := range road.EdgeID(w.streets.EdgeCount()) {
		tail, head := w.streets.Ends(e)
		for fraction, v := range []road.NodeID{tail, head} {
			if !seen[v] {
				seen[v] = true
				visit(v, road.Snap{Edge: e, Fraction: float64(fraction)})
			}
		}
	}
}

// nearest measures questions for the nearest that a filter takes.
func (w *workbench) nearest(ts *road.Targets, accept func(road.TargetID) bool) latencyBody {
	out := make([]road.Reach, 0, benchNearest)
	return latency(len(w.from), func(i int) {
		out = w.search.Nearest(w.from[i], ts, accept, benchNearest, road.Unreachable, 0, out[:0])
	})
}

// perNode shares bytes out among nodes, rounded to a tenth.
func perNode(bytes uint64, nodes int) float64 {
	return math.Round(10*float64(bytes)/float64(max(1, nodes))) / 10
}
