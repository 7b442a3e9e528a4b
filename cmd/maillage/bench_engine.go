package main

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"maillage/geo/road"
	"maillage/internal/stitch"
)

// caseBody is what was measured with some structures.
type caseBody struct {
	Spread     string `json:"spread"` // own: the file's; dense: where streets are thick; sparse: evenly
	Structures int    `json:"structures"`

	// The nearest structure of every node; plain: without a hierarchy, from here on.
	Field      fieldBody `json:"field"`
	FieldPlain fieldBody `json:"field_plain"`
	HeapMS     float64   `json:"heap_ms"` // the same by the twin with container/heap

	// The ten nearest of half of the structures, and of three.
	Common      latencyBody `json:"common"`
	CommonPlain latencyBody `json:"common_plain"`
	Rare        latencyBody `json:"rare"`
	RarePlain   latencyBody `json:"rare_plain"`

	Added  changeBody `json:"added"` // one structure more
	Moved  changeBody `json:"moved"`
	Closed changeBody `json:"closed"`

	TableSide int     `json:"table_side"` // rows, and columns
	TableMS   float64 `json:"table_ms"`   // on every processor, the structures' climb included

	HubsMS      float64 `json:"hubs_ms"` // for all structures to climb the hierarchy, on every processor
	TargetBytes float64 `json:"target_bytes_per_structure"`
	HubBytes    float64 `json:"hub_bytes_per_structure"`
	Differences int     `json:"differences"` // between ways of getting one time: none, or the engine is wrong
}

// fieldBody is what the nearest structure of every node costs.
type fieldBody struct {
	MS        float64 `json:"ms"`
	ArcNS     float64 `json:"ns_per_arc"`
	HeapTimes float64 `json:"heap_ratio"` // how many times as long the twin takes
}

// changeBody is what one structure added, moved or closed costs.
type changeBody struct {
	FieldMS float64 `json:"field_ms"` // until the nearest of every node is known again
	HubsMS  float64 `json:"hubs_ms"`  // until questions from one place are answered again
}

// How many questions of each kind are asked, how many of them without a
// hierarchy too, and for how many nearest ones.
const (
	benchQuestions = 2000
	benchPlain     = 100
	benchNearest   = 10
	benchTable     = 1000
	benchRuns      = 5 // how often all nodes are asked about: the least counts
)

// workbench is a graph being measured, and the places asked about.
type workbench struct {
	streets *road.Streets
	graph   *road.Graph
	columns *road.GraphColumns
	search  *road.Search
	field   *road.Field
	from    []road.Snap

	bare *road.Graph // the same arcs, of which no hierarchy is made

	hierarchy *road.Hierarchy
	climb     *road.Climb
	hubs      *road.Hubs
}

// measureEngine measures the searches.
func (c *benchCommand) measureEngine(ctx context.Context, m *Main, files map[string]string, body *benchBody) error {
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
	w, err := c.workbench(ctx, contents.Streets)
	if err != nil {
		return err
	}
	if c.asItIs() {
		var own []orb.Point
		for _, s := range contents.Dataset.Structures {
			own = append(own, contents.Dataset.Sites[s.Site].Position.Point)
		}
		if err := w.measure(ctx, m, body, "own", own); err != nil {
			return err
		}
	}
	for _, spread := range spreads[1:] {
		places := c.places(contents.Streets, spread)
		for _, n := range c.Structures {
			if err := w.measure(ctx, m, body, spread, places[:n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// workbench readies the graph of the mode.
func (c *benchCommand) workbench(ctx context.Context, streets *road.Streets) (*workbench, error) {
	w := &workbench{streets: streets, graph: streets.Graph(c.Mode)}
	if w.graph == nil {
		return nil, misuse("--mode=%s n'est pas accepté ; valeurs possibles : %s", "--mode=%s is not accepted; allowed: %s", c.Mode, strings.Join(streets.Profiles(), ", "))
	}
	graphs := streets.Columns().Graphs
	w.columns = &graphs[slices.IndexFunc(graphs, func(g road.GraphColumns) bool { return g.Profile == c.Mode })]
	w.search = w.graph.NewSearch()
	again, err := road.FromColumns(streets.Columns())
	if err != nil {
		return nil, err
	}
	w.bare = again.Graph(c.Mode)
	if w.hierarchy, err = w.graph.Hierarchy(ctx, 0); err != nil {
		return nil, err
	}
	w.climb = w.hierarchy.NewClimb()
	for _, p := range stitch.Dense(streets, benchQuestions, c.Seed+1) {
		if snap, ok := w.graph.Snap(p); ok {
			w.from = append(w.from, snap)
		}
	}
	return w, nil
}

// measure measures one set of structures.
func (w *workbench) measure(ctx context.Context, m *Main, body *benchBody, spread string, places []orb.Point) error {
	m.tell("Mesure : %d structures (%s)…", "Measuring: %d structures (%s)…", len(places), m.spreadText(spread))
	b := caseBody{Spread: spread, Structures: len(places)}
	targets := w.targets(places)
	if len(targets) < benchChanges || len(w.from) < benchChanges {
		return misuse("trop peu de structures ou de rues pour mesurer : %d structures sur une rue", "too few structures or streets to measure: %d structures on a street", len(targets))
	}
	made, bytes := weight(func() any { return w.graph.NewTargets(targets) })
	ts := made.(*road.Targets)
	b.TargetBytes = float64(bytes) / float64(len(targets))
	w.everywhere(&b, targets, ts)
	if err := w.climbAll(ctx, &b, ts); err != nil {
		return err
	}
	half := func(t road.TargetID) bool { return t%2 == 0 }
	few := func(t road.TargetID) bool { return t < rareStructures }
	b.Common, b.CommonPlain = w.nearest(&b, ts, half, (len(places)+1)/2)
	b.Rare, b.RarePlain = w.nearest(&b, ts, few, rareStructures)
	if err := w.change(ctx, &b, targets); err != nil {
		return err
	}
	if err := w.table(ctx, &b, targets); err != nil {
		return err
	}
	body.Cases = append(body.Cases, b)
	return nil
}

// climbAll lets the targets climb the hierarchy.
func (w *workbench) climbAll(ctx context.Context, b *caseBody, ts *road.Targets) (err error) {
	w.hubs = nil
	_, bytes := weight(func() any {
		b.HubsMS = milliseconds(lasted(func() { w.hubs, err = w.hierarchy.NewHubs(ctx, ts, nil) }))
		return w.hubs
	})
	b.HubBytes = float64(bytes) / float64(ts.Len())
	return err
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

// everywhere measures the nearest structure of every node, over the hierarchy and
// without it, and holds both against the twin.
func (w *workbench) everywhere(b *caseBody, targets []road.Target, ts *road.Targets) {
	var flooded *road.Field
	var times []road.Deciseconds
	without, search := w.bare.NewTargets(targets), w.bare.NewSearch()
	took := inTurn(benchRuns,
		func() { w.field = w.search.Field(ts, nil, 0, w.field) },
		func() { flooded = search.Field(without, nil, 0, flooded) },
		func() { times = heapTimes(w.streets, w.columns, targets) })
	b.Field, b.FieldPlain, b.HeapMS = w.told(took[0], took[2]), w.told(took[1], took[2]), milliseconds(took[2])
	for _, field := range []*road.Field{w.field, flooded} {
		b.Differences += w.unlike(field, func(v road.NodeID) road.Deciseconds { return times[v] })
	}
	for _, from := range w.from[:min(benchPlain, len(w.from))] {
		nearest := w.search.Nearest(from, ts, nil, 1, road.Unreachable, 0, nil)
		time, target := w.field.At(from)
		if (len(nearest) == 0) != (time == road.Unreachable) || len(nearest) > 0 && (nearest[0].Time != time || nearest[0].Target != target) {
			b.Differences++
		}
	}
}

// told tells what a field took beside the twin.
func (w *workbench) told(field, twin time.Duration) fieldBody {
	return fieldBody{milliseconds(field), float64(field.Nanoseconds()) / float64(len(w.columns.Head)), twin.Seconds() / field.Seconds()}
}

// unlike counts the nodes whose nearest structure a field has at another time.
func (w *workbench) unlike(field *road.Field, want func(road.NodeID) road.Deciseconds) (n int) {
	for v := range road.NodeID(w.streets.NodeCount()) {
		if got, _ := field.Node(v); got != want(v) {
			n++
		}
	}
	return n
}

// nearest measures questions for the nearest that a filter takes, over the
// hierarchy and without it, and holds the answers against each other.
func (w *workbench) nearest(b *caseBody, ts *road.Targets, accept func(road.TargetID) bool, count int) (fast, plain latencyBody) {
	some := w.from[:min(benchPlain, len(w.from))]
	var out []road.Reach
	walk := func(i int) {
		out = w.search.Nearest(some[i], ts, accept, benchNearest, road.Unreachable, 0, out[:0])
	}
	plain = latency(len(some), walk)
	var climbed []road.Reach
	climb := func(i int) {
		climbed = w.climb.Nearest(w.from[i], w.hubs, accept, count, benchNearest, road.Unreachable, climbed[:0])
	}
	fast = latency(len(w.from), climb)
	for i := range some {
		walk(i)
		climb(i)
		if !slices.Equal(out, climbed) {
			b.Differences++
		}
	}
	return fast, plain
}

// perNode shares bytes out among nodes, rounded to a tenth.
func perNode(bytes uint64, nodes int) float64 {
	return math.Round(10*float64(bytes)/float64(max(1, nodes))) / 10
}
