package main

import (
	"container/heap"
	"slices"

	"maillage/geo/road"
)

// heapTimes is the time from every node to the nearest target as a textbook has
// it: Dijkstra's search with container/heap over the same folded arcs. It is
// what the engine's field is held against, for its speed and for its times.
func heapTimes(streets *road.Streets, g *road.GraphColumns, targets []road.Target) []road.Deciseconds {
	times := make([]road.Deciseconds, len(g.FirstOut)-1)
	for v := range times {
		times[v] = road.Unreachable
	}
	var queue timeHeap
	reach := func(v road.NodeID, t road.Deciseconds) {
		if t < times[v] {
			times[v] = t
			heap.Push(&queue, timedNode{t, v})
		}
	}
	for _, t := range targets {
		heapDoors(streets, g, t, reach)
	}
	for queue.Len() > 0 {
		e := heap.Pop(&queue).(timedNode)
		if times[e.node] != e.time {
			continue
		}
		for a := g.FirstIn[e.node]; a < g.FirstIn[e.node+1]; a++ {
			reach(g.Tail[a], e.time+g.InTime[a])
		}
	}
	return times
}

// heapDoors reaches the nodes from which a target's street is entered.
func heapDoors(streets *road.Streets, g *road.GraphColumns, t road.Target, reach func(road.NodeID, road.Deciseconds)) {
	end := g.Ends.Park + g.Ends.Walk(t.Snap.Metres)
	tail, head := streets.Ends(t.Snap.Edge)
	switch t.Snap.Fraction {
	case 0:
		eachCopy(streets, g, tail, func(v road.NodeID) { reach(v, end) })
		return
	case 1:
		eachCopy(streets, g, head, func(v road.NodeID) { reach(v, end) })
		return
	}
	along := func(from road.NodeID, run road.Run, share float64) {
		eachCopy(streets, g, from, func(v road.NodeID) {
			for a := g.FirstOut[v]; a < g.FirstOut[v+1]; a++ {
				if g.Run[a] == run {
					reach(v, end+road.Deciseconds(share*float64(g.Time[a])+0.5))
				}
			}
		})
	}
	along(tail, road.RunAlong(t.Snap.Edge, false), t.Snap.Fraction)
	along(head, road.RunAlong(t.Snap.Edge, true), 1-t.Snap.Fraction)
}

// eachCopy visits a node and its copies.
func eachCopy(streets *road.Streets, g *road.GraphColumns, v road.NodeID, visit func(road.NodeID)) {
	visit(v)
	i, _ := slices.BinarySearch(g.Origin, v)
	for ; i < len(g.Origin) && g.Origin[i] == v; i++ {
		visit(road.NodeID(streets.NodeCount() + i))
	}
}

// timedNode is a node and when it is reached.
type timedNode struct {
	time road.Deciseconds
	node road.NodeID
}

// timeHeap is a heap.Interface, the soonest first.
type timeHeap []timedNode

func (h timeHeap) Len() int           { return len(h) }
func (h timeHeap) Less(i, j int) bool { return h[i].time < h[j].time }
func (h timeHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *timeHeap) Push(x any)        { *h = append(*h, x.(timedNode)) }
func (h *timeHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
