package road

import (
	"container/heap"
	"math/rand/v2"
	"testing"
)

// benchmarkGraph is Corsica by car.
func benchmarkGraph(b *testing.B) *Graph {
	b.Helper()
	return realStreets(b, "corse/roads.osm.pbf").streets.Graph("car")
}

func benchmarkTargets(b *testing.B, g *Graph, n int) *Targets {
	b.Helper()
	var list []Target
	for i, p := range randomPlaces(g, rand.New(rand.NewPCG(5, 6)), n) {
		list = append(list, Target{TargetID(i), snap(b, g, p)})
	}
	return g.NewTargets(list)
}

// BenchmarkField: the nearest of 100 facilities from every node of Corsica.
func BenchmarkField(b *testing.B) {
	g := benchmarkGraph(b)
	ts := benchmarkTargets(b, g, 100)
	perArc := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(g.columns.Head)), "ns/arc")
	}
	b.Run("bucket queue", func(b *testing.B) {
		search, field := g.NewSearch(), &Field{}
		b.ReportAllocs()
		for b.Loop() {
			search.Field(ts, nil, 0, field)
		}
		perArc(b)
	})
	b.Run("naive: container heap", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			heapField(g, ts)
		}
		perArc(b)
	})
}

// heapField is Field with container/heap and times alone.
func heapField(g *Graph, ts *Targets) []Deciseconds {
	c := g.columns
	times := make([]Deciseconds, g.total())
	for v := range times {
		times[v] = Unreachable
	}
	var queue timedHeap[Deciseconds]
	reach := func(v NodeID, t Deciseconds) {
		if t < times[v] {
			times[v] = t
			heap.Push(&queue, timed[Deciseconds]{at: uint32(v), time: t})
		}
	}
	for i := range ts.doors {
		reach(ts.doors[i].node, ts.doors[i].cost.time())
	}
	for queue.Len() > 0 {
		e := heap.Pop(&queue).(timed[Deciseconds])
		if times[e.at] != e.time {
			continue
		}
		for a := c.FirstIn[e.at]; a < c.FirstIn[e.at+1]; a++ {
			reach(c.Tail[a], e.time+c.InTime[a])
		}
	}
	return times
}

// BenchmarkNearest: the 5 nearest of 100 facilities from places all over Corsica.
func BenchmarkNearest(b *testing.B) {
	g := benchmarkGraph(b)
	ts := benchmarkTargets(b, g, 100)
	var from []Snap
	for _, p := range randomPlaces(g, rand.New(rand.NewPCG(8, 9)), 1000) {
		from = append(from, snap(b, g, p))
	}
	search, out, i := g.NewSearch(), make([]Reach, 0, 5), 0
	b.ReportAllocs()
	for b.Loop() {
		out = search.Nearest(from[i%len(from)], ts, nil, 5, Unreachable, 0, out[:0])
		i++
	}
}

// BenchmarkFieldAt asks a field about places all over Corsica.
func BenchmarkFieldAt(b *testing.B) {
	g := benchmarkGraph(b)
	ts := benchmarkTargets(b, g, 100)
	var from []Snap
	for _, p := range randomPlaces(g, rand.New(rand.NewPCG(8, 9)), 1000) {
		from = append(from, snap(b, g, p))
	}
	field, i := g.NewSearch().Field(ts, nil, 0, nil), 0
	b.ReportAllocs()
	for b.Loop() {
		field.At(from[i%len(from)])
		i++
	}
}

// BenchmarkSnap snaps places near and off Corsica's streets, beside a look at every edge.
func BenchmarkSnap(b *testing.B) {
	g := benchmarkGraph(b)
	places := randomPlaces(g, rand.New(rand.NewPCG(8, 9)), 1000)
	i := 0
	b.Run("tree", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			g.Snap(places[i%len(places)])
			i++
		}
	})
	b.Run("naive: every edge", func(b *testing.B) {
		for b.Loop() {
			naiveSnap(g, places[i%len(places)])
			i++
		}
	})
}
