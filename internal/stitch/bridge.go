package stitch

import "maillage/geo/road"

// bridges is how many join a copy to a neighbour.
const bridges = 3

// bridgeTags are a bridge's: anyone may use it.
var bridgeTags = road.TagMap{"highway": "primary", "bridge": "yes", "foot": "yes", "bicycle": "yes"}

// shore are the nodes at which bridges end, in three bands each: along the
// eastern and western sides from south to north, along the northern and southern from west to east.
type shore struct{ east, west, north, south [bridges]int }

// bridge joins each copy to the next on its right and to the one above.
func (s *Sheet) bridge(l layout, to Taker) {
	shore := s.shore()
	id := int64(l.copies) * int64(len(s.ways))
	join := func(a int, from [bridges]int, b int, until [bridges]int) {
		for i := range bridges {
			id++
			to.AddWay(id, []int64{s.nodeID(a, from[i]), s.nodeID(b, until[i])}, bridgeTags)
		}
	}
	for i := range l.copies {
		if (i+1)%l.across != 0 && i+1 < l.copies {
			join(i, shore.east, i+1, shore.west)
		}
		if i+l.across < l.copies {
			join(i, shore.north, i+l.across, shore.south)
		}
	}
}

// shore finds the outermost nodes of each band among those of the mainland. A
// band without any takes the first node of the mainland.
func (s *Sheet) shore() shore {
	box, _ := s.bound()
	land := s.mainland()
	first := land[0]
	out := shore{}
	for _, side := range []*[bridges]int{&out.east, &out.west, &out.north, &out.south} {
		*side = [bridges]int{first, first, first}
	}
	var seen [4][bridges]bool
	better := func(side int, slot *[bridges]int, band, v int, axis int, sign float64) {
		if !seen[side][band] || sign*s.at[v][axis] > sign*s.at[slot[band]][axis] {
			seen[side][band], slot[band] = true, v
		}
	}
	band := func(v, axis int) int {
		side := max(box.Max[axis]-box.Min[axis], gap)
		return min(int((s.at[v][axis]-box.Min[axis])/side*bridges), bridges-1)
	}
	for _, v := range land {
		better(0, &out.east, band(v, 1), v, 0, 1)
		better(1, &out.west, band(v, 1), v, 0, -1)
		better(2, &out.north, band(v, 0), v, 1, 1)
		better(3, &out.south, band(v, 0), v, 1, -1)
	}
	return out
}

// joinable are the streets a bridge may lead to: open to all, both ways.
var joinable = map[string]bool{
	"primary": true, "secondary": true, "tertiary": true, "unclassified": true, "residential": true,
}

// mainland lists the nodes of the largest connected part of the joinable
// streets; without any, all nodes.
func (s *Sheet) mainland() []int {
	parent := make([]int, len(s.ids))
	for v := range parent {
		parent[v] = v
	}
	root := func(v int) int {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	street := make([]bool, len(s.ids))
	for _, w := range s.ways {
		oneway := w.tags.Find("oneway")
		if !joinable[w.tags.Find("highway")] || w.tags.Find("access") != "" || oneway != "" && oneway != "no" {
			continue
		}
		last := -1
		for _, v := range s.of[w.first:w.end] {
			v := int(v)
			if !s.set[v] {
				last = -1
				continue
			}
			street[v] = true
			if last >= 0 {
				parent[root(v)] = root(last)
			}
			last = v
		}
	}
	return s.largest(street, root)
}

// largest lists the nodes of the streets whose root most share.
func (s *Sheet) largest(street []bool, root func(int) int) []int {
	size := make([]int, len(s.ids))
	best := 0
	for v, is := range street {
		if r := root(v); is {
			if size[r]++; size[r] > size[best] {
				best = r
			}
		}
	}
	var land []int
	for v := range street {
		if s.set[v] && (size[best] == 0 || street[v] && root(v) == best) {
			land = append(land, v)
		}
	}
	return land
}
