package road

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Streets are the streets of a region: undirected edges with their shape,
// length and name, and a Graph for each profile. They never change and may be
// shared by all goroutines.
type Streets struct {
	columns *Columns
	tree    *geo.BoxTree // of the edges' shapes
	barred  *geo.BoxTree // of the barred streets' shapes, nil where there is none
	graphs  []*Graph
}

// Columns returns the content as flat slices, which are the Streets' own: read
// them, never change them.
func (s *Streets) Columns() *Columns { return s.columns }

// Stats counts what was read and made.
func (s *Streets) Stats() Stats { return s.columns.Stats }

// Profiles lists the codes of the profiles, in the Builder's order.
func (s *Streets) Profiles() []string {
	codes := make([]string, len(s.graphs))
	for i, g := range s.graphs {
		codes[i] = g.columns.Profile
	}
	return codes
}

// Graph returns the network of the profile with a code, nil when there is none.
func (s *Streets) Graph(code string) *Graph {
	i := slices.IndexFunc(s.graphs, func(g *Graph) bool { return g.columns.Profile == code })
	if i < 0 {
		return nil
	}
	return s.graphs[i]
}

// NodeCount is how many nodes there are: NodeIDs lie below it.
func (s *Streets) NodeCount() int { return len(s.columns.Nodes) / 2 }

// EdgeCount is how many edges there are: EdgeIDs lie below it.
func (s *Streets) EdgeCount() int { return len(s.columns.Tail) }

// Node is where a node lies.
func (s *Streets) Node(v NodeID) orb.Point { return s.columns.nodePoint(v) }

// Ends are the nodes at an edge's tail and head.
func (s *Streets) Ends(e EdgeID) (tail, head NodeID) { return s.columns.Tail[e], s.columns.Head[e] }

// Metres is the length of an edge.
func (s *Streets) Metres(e EdgeID) float64 { return float64(s.columns.Length[e]) / 10 }

// Way is OpenStreetMap's id of the way at an edge's tail; a folded edge may run
// on over others of the same name.
func (s *Streets) Way(e EdgeID) int64 { return s.columns.Way[e] }

// StreetName is the name of an edge's street, or its number (D 84), "" when it has neither.
func (s *Streets) StreetName(e EdgeID) string {
	return s.columns.nameText(s.columns.Name[e])
}

func (c *Columns) nameText(name uint32) string {
	return string(c.NameText[c.FirstName[name]:c.FirstName[name+1]])
}

// Shape appends an edge's line from tail to head to out, and returns it.
func (s *Streets) Shape(e EdgeID, out orb.LineString) orb.LineString {
	for i := range s.columns.points(e) {
		out = append(out, s.columns.shapePoint(e, i))
	}
	return out
}

// points is how many points an edge's shape has, ends included.
func (c *Columns) points(e EdgeID) int { return int(c.FirstBend[e+1]-c.FirstBend[e]) + 2 }

// shapePoint is the i-th point of an edge's shape.
func (c *Columns) shapePoint(e EdgeID, i int) orb.Point {
	first := c.FirstBend[e]
	switch bends := int(c.FirstBend[e+1] - first); {
	case i == 0:
		return c.nodePoint(c.Tail[e])
	case i > bends:
		return c.nodePoint(c.Head[e])
	}
	return pointAt(c.Bends, first+uint32(i-1))
}

func (c *Columns) nodePoint(v NodeID) orb.Point { return pointAt(c.Nodes, uint32(v)) }

// pointAt is the i-th pair of coordinates in units of 1e-7 degree.
func pointAt(pairs []int32, i uint32) orb.Point {
	return place{pairs[2*i], pairs[2*i+1]}.point()
}

// from is the node a run of an edge begins at.
func (c *Columns) from(r Run) NodeID {
	if r.Backward() {
		return c.Head[r.Edge()]
	}
	return c.Tail[r.Edge()]
}
