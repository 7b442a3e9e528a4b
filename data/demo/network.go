package demo

// class is the standing of a street, the greatest first.
type class uint8

const (
	none class = iota
	motorway
	trunk
	primary
	secondary
	tertiary
	unclassified
	residential
	living
	pedestrian
	footway
	path
)

// highway is OpenStreetMap's value for a class.
var highway = [...]string{none: "", motorway: "motorway", trunk: "trunk", primary: "primary", secondary: "secondary",
	tertiary: "tertiary", unclassified: "unclassified", residential: "residential", living: "living_street",
	pedestrian: "pedestrian", footway: "footway", path: "path"}

// driven tells whether cars use it.
func (c class) driven() bool { return c != none && c < pedestrian }

// network is the streets on the fine lattice: for each vertex the class of the
// line that leaves it east, north-east, north and north-west.
type network struct {
	line [4][]class
	// touched is the greatest class at each coarse vertex.
	touched []class
	// express marks the coarse vertices of the motorway, which has a layer of its own.
	express []bool
}

func newNetwork() *network {
	n := &network{touched: make([]class, coarseW*coarseH), express: make([]bool, coarseW*coarseH)}
	for d := range n.line {
		n.line[d] = make([]class, fineW*fineH)
	}
	return n
}

// fine is the index of a fine vertex, and of the one that lies on a coarse vertex.
func fine(x, y int) int32 { return int32(y*fineW + x) }

func fineOf(v int32) int32 {
	x, y := xy(v)
	return fine(x*subdivision, y*subdivision)
}

func fineXY(f int32) (x, y int) { return int(f) % fineW, int(f) / fineW }

// coarseOf is the coarse vertex nearest to a fine one.
func coarseOf(f int32) int32 {
	x, y := fineXY(f)
	return coarse((x+subdivision/2)/subdivision, (y+subdivision/2)/subdivision)
}

func finePoint(f int32) point {
	x, y := fineXY(f)
	return point{float64(x * fineStep), float64(y * fineStep)}
}

// hop is the offset of a fine vertex's neighbour in a direction. Streets keep
// three kilometres from the lattice's edge, so it needs no check.
var hop = [8]int32{1, fineW + 1, fineW, fineW - 1, -1, -fineW - 1, -fineW, -fineW + 1}

// at is the class of the line that leaves f in one of eight directions.
func (n *network) at(f int32, d int) class {
	if d < 4 {
		return n.line[d][f]
	}
	return n.line[d-4][f+hop[d]]
}

// put lays a line unless a greater one is there.
func (n *network) put(f int32, d int, c class) {
	if d >= 4 {
		f, d = f+hop[d], d-4
	}
	if old := n.line[d][f]; old == none || c < old {
		n.line[d][f] = c
	}
}

// degree counts the lines at a vertex.
func (n *network) degree(f int32) int {
	k := 0
	for d := range 8 {
		if n.at(f, d) != none {
			k++
		}
	}
	return k
}

// lay draws a path of adjacent coarse vertices.
func (n *network) lay(path []int32, c class) {
	for i, v := range path {
		if t := n.touched[v]; t == none || c < t {
			n.touched[v] = c
		}
		if i == 0 {
			continue
		}
		d, f := heading(path[i-1], v), fineOf(path[i-1])
		for range subdivision {
			n.put(f, d, c)
			f += hop[d]
		}
	}
}

// heading is the direction from a coarse vertex to an adjacent one.
func heading(v, w int32) int {
	for d := range directions {
		if u, ok := neighbour(v, d); ok && u == w {
			return d
		}
	}
	panic("demo: coarse vertices that are not adjacent")
}

// prune cuts the lines of some classes that no lines of these classes join to one of the roots.
func (n *network) prune(roots []int32, of func(class) bool) {
	seen := make([]bool, fineW*fineH)
	for _, r := range roots {
		seen[r] = true
	}
	for queue := roots; len(queue) > 0; {
		f := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for d := range 8 {
			if w := f + hop[d]; of(n.at(f, d)) && n.at(f, d) != none && !seen[w] {
				seen[w] = true
				queue = append(queue, w)
			}
		}
	}
	for d := range n.line {
		for f, c := range n.line[d] {
			if c != none && of(c) && !seen[f] {
				n.line[d][f] = none
			}
		}
	}
}
