package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/say"
)

// randomStreets are short segments and their boxes.
func randomStreets(r *rand.Rand, n int, within orb.Bound) (streets []segment, boxes []orb.Bound) {
	for range n {
		a := somewhere(r, within)
		b := orb.Point{a[0] + 0.01*r.NormFloat64(), max(-90, min(90, a[1]+0.01*r.NormFloat64()))}
		streets = append(streets, segment{a, b})
		boxes = append(boxes, a.Bound().Extend(b))
	}
	return streets, boxes
}

func (s segment) metres(p orb.Point) float64 {
	_, _, m := ClosestOnSegment(p, s[0], s[1])
	return m
}

func TestBoxTreeNearest(t *testing.T) {
	r := seeded(t, 17)
	for _, n := range []int{0, 1, 2, 15, 16, 17, 255, 256, 257, 5000} {
		for _, area := range []orb.Bound{metropole, world, box(9, 42, 9, 42)} {
			streets, boxes := randomStreets(r, n, area)
			if n > 20 {
				streets[7], boxes[7] = streets[3], boxes[3] // equals
			}
			tree := PackBoxes(boxes)
			for range 40 {
				p, within := somewhere(r, area.Pad(0.1)), math.Inf(1)
				if r.IntN(3) == 0 {
					within = math.Exp(14 * r.Float64())
				}
				odd := r.IntN(2) == 0
				metres := func(i uint32) float64 {
					if odd && i%2 == 0 {
						return math.Inf(1)
					}
					return streets[i].metres(p)
				}
				var want uint32
				best, found := within, false
				for i := range uint32(n) {
					if m := metres(i); m < best || m == best && !found && !math.IsInf(m, 1) {
						want, best, found = i, m, true
					}
				}
				i, m, ok := tree.Nearest(p, within, metres)
				if ok != found || ok && (i != want || m != best) {
					t.Fatalf("%d streets from %v within %v: got %d %v %v, want %d %v %v", n, p, within, i, m, ok, want, best, found)
				}
			}
		}
	}
}

func TestBoxTreeSearch(t *testing.T) {
	r := seeded(t, 18)
	for _, n := range []int{0, 1, 16, 17, 3000} {
		_, boxes := randomStreets(r, n, metropole)
		tree := PackBoxes(boxes)
		for range 50 {
			b := somewhere(r, metropole).Bound().Extend(somewhere(r, metropole))
			var got []uint32
			tree.Search(b, func(i uint32) bool { got = append(got, i); return true })
			slices.Sort(got)
			got = slices.DeleteFunc(got, func(i uint32) bool { // rounded outwards by a centimetre
				return !b.Intersects(boxes[i]) && b.Pad(2/boxUnit).Intersects(boxes[i])
			})
			var want []uint32
			for i := range boxes {
				if b.Intersects(boxes[i]) {
					want = append(want, uint32(i))
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%v: got %v, want %v", b, got, want)
			}
		}
		visits := 0
		tree.Search(metropole.Pad(1), func(uint32) bool { visits++; return visits < 3 })
		if visits != min(3, n) {
			t.Errorf("visited %d of %d after being told to stop at 3", visits, n)
		}
	}
}

// Every box bounds what is below it, and rounding only ever grows a box.
func TestBoxTreeBounds(t *testing.T) {
	r := seeded(t, 19)
	_, boxes := randomStreets(r, 1000, world)
	tree := PackBoxes(boxes)
	for place, item := range tree.columns.Index {
		b, unit := tree.box(0, place), boxes[item]
		if float64(b[0]) > unit.Min[0]*boxUnit || float64(b[1]) > unit.Min[1]*boxUnit ||
			float64(b[2]) < unit.Max[0]*boxUnit || float64(b[3]) < unit.Max[1]*boxUnit {
			t.Errorf("item %d: %v does not hold %v", item, b, unit)
		}
	}
	for level := 1; level < tree.levels; level++ {
		for place := range tree.starts[level+1] - tree.starts[level] {
			outer := tree.box(int32(level), place)
			from, to := tree.children(node{place: uint32(place), level: int32(level)})
			for child := from; child < to; child++ {
				if b := tree.box(int32(level-1), child); b[0] < outer[0] || b[1] < outer[1] || b[2] > outer[2] || b[3] > outer[3] {
					t.Errorf("level %d place %d: %v does not hold %v", level, place, outer, b)
				}
			}
		}
	}
	once := slices.Clone(tree.columns.Index)
	slices.Sort(once)
	for i, item := range once {
		if uint32(i) != item {
			t.Fatalf("item %d is missing or there twice", i)
		}
	}
}

// Few streets are measured for each answer, wherever one stands.
func TestBoxTreeMeasuresFew(t *testing.T) {
	r := seeded(t, 20)
	streets, boxes := randomStreets(r, 50000, box(8, 41, 10, 43))
	tree := PackBoxes(boxes)
	asked := 0
	const questions = 500
	for range questions {
		p := somewhere(r, box(8, 41, 10, 43))
		tree.Nearest(p, math.Inf(1), func(i uint32) float64 { asked++; return streets[i].metres(p) })
	}
	naive := 0 // boxes that no search could leave out: those nearer than the answer
	for range 20 {
		p := somewhere(r, box(8, 41, 10, 43))
		_, best, _ := tree.Nearest(p, math.Inf(1), func(i uint32) float64 { return streets[i].metres(p) })
		for _, b := range boxes {
			if MetresToBound(p, b) <= best {
				naive++
			}
		}
	}
	got, least := float64(asked)/questions, float64(naive)/20
	t.Logf("%.1f streets measured a question, %.1f at least", got, least)
	if got > 2*least+4 {
		t.Errorf("got %.1f streets measured a question, where %.1f would do", got, least)
	}
}

func TestBoxTreeAllocatesNothing(t *testing.T) {
	r := seeded(t, 21)
	streets, boxes := randomStreets(r, 5000, metropole)
	tree, p := PackBoxes(boxes), somewhere(r, metropole)
	count := 0
	for name, f := range map[string]func(){
		"Nearest": func() {
			tree.Nearest(p, math.Inf(1), func(i uint32) float64 { return streets[i].metres(p) })
		},
		"Search": func() { tree.Search(p.Bound().Pad(0.5), func(uint32) bool { count++; return true }) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: got %v allocations", name, n)
		}
	}
}

func TestBoxTreeIsDeterministic(t *testing.T) {
	r := seeded(t, 22)
	_, boxes := randomStreets(r, 3000, metropole)
	one, two := PackBoxes(boxes).Columns(), PackBoxes(slices.Clone(boxes)).Columns()
	if !slices.Equal(one.Boxes, two.Boxes) || !slices.Equal(one.Index, two.Index) {
		t.Error("the same boxes gave two trees")
	}
	again, err := BoxTreeFrom(one)
	if err != nil || again.Len() != 3000 || &again.Columns().Boxes[0] != &one.Boxes[0] {
		t.Errorf("columns did not come back as they were: %v", err)
	}
}

func TestBoxTreeFromRefuses(t *testing.T) {
	good := func() BoxColumns {
		_, boxes := randomStreets(rand.New(rand.NewPCG(23, 0)), 20, metropole)
		return PackBoxes(boxes).Columns()
	}
	for _, c := range []struct {
		name   string
		damage func(*BoxColumns)
		want   string
	}{
		{"a lower count", func(c *BoxColumns) { c.Count = 19 }, "19"},
		{"a negative count", func(c *BoxColumns) { c.Count = -1 }, "-1"},
		{"a huge count", func(c *BoxColumns) { c.Count = math.MaxInt }, "20"},
		{"fewer boxes", func(c *BoxColumns) { c.Boxes = c.Boxes[:80] }, "80"},
		{"no boxes", func(c *BoxColumns) { c.Boxes = nil }, "0"},
		{"a stray coordinate", func(c *BoxColumns) { c.Boxes = append(c.Boxes, 1) }, "93"},
		{"an item beyond the count", func(c *BoxColumns) { c.Index[3] = 20 }, "20"},
	} {
		columns := good()
		c.damage(&columns)
		if _, err := BoxTreeFrom(columns); err == nil || !strings.Contains(say.Err(err, say.English), c.want) {
			t.Errorf("%s: got %v, want a sentence with %s", c.name, err, c.want)
		}
	}
	if tree, err := BoxTreeFrom(BoxColumns{}); err != nil || tree.Len() != 0 {
		t.Errorf("no boxes at all: got %v", err)
	}
}

func TestPackBoxesRefuses(t *testing.T) {
	for name, b := range map[string]orb.Bound{
		"empty":        box(1, 1, -1, -1),
		"not a number": box(math.NaN(), 1, 2, 2),
		"endless":      box(1, 1, math.Inf(1), 2),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a box that is %s was packed", name)
				}
			}()
			PackBoxes([]orb.Bound{b})
		}()
	}
}

// Neighbours on the curve are neighbours on the grid, each cell is met once,
// and the curve of a quarter is whole within it.
func TestHilbert(t *testing.T) {
	const side = 64
	cells := make([][2]int, side*side)
	seen := make([]bool, side*side)
	for x := range side {
		for y := range side {
			place := hilbert(uint32(x), uint32(y))
			if int(place) >= len(cells) || seen[place] {
				t.Fatalf("%d %d: place %d is beyond or taken", x, y, place)
			}
			cells[place], seen[place] = [2]int{x, y}, true
		}
	}
	for i := 1; i < len(cells); i++ {
		dx, dy := cells[i][0]-cells[i-1][0], cells[i][1]-cells[i-1][1]
		if dx*dx+dy*dy != 1 {
			t.Fatalf("place %d is at %v, the one before at %v", i, cells[i], cells[i-1])
		}
	}
}

// Whatever the columns, a tree that is made answers without a panic or a loop.
func FuzzBoxTreeFrom(f *testing.F) {
	f.Add(uint64(1), 20, 0, 0, int32(5), 9.0, 42.0)
	f.Add(uint64(2), 300, 77, 12, int32(math.MinInt32), 181.0, -91.0)
	f.Add(uint64(3), 1, -1, 3, int32(math.MaxInt32), 0.0, 0.0)
	f.Fuzz(func(t *testing.T, seed uint64, count, at, place int, value int32, x, y float64) {
		r := rand.New(rand.NewPCG(seed, 0))
		_, boxes := randomStreets(r, max(0, count%2000), metropole)
		c := PackBoxes(boxes).Columns()
		c.Count += at % 3
		if len(c.Boxes) > 0 {
			for range 1 + seed%50 {
				c.Boxes[r.IntN(len(c.Boxes))] = value + r.Int32()
			}
			c.Boxes[max(0, at%len(c.Boxes))] = value
		}
		if len(c.Index) > 0 {
			c.Index[max(0, place%len(c.Index))] = uint32(value) % uint32(len(c.Index)+1)
		}
		tree, err := BoxTreeFrom(c)
		if err != nil {
			return
		}
		limit := len(c.Index)
		asked := 0
		metres := func(i uint32) float64 {
			if asked++; asked > limit || int(i) >= limit {
				t.Fatalf("asked %d times about %d items, last about %d", asked, limit, i)
			}
			return float64(i)
		}
		tree.Nearest(orb.Point{x, y}, math.Inf(1), metres)
		asked = 0
		tree.Search(orb.Point{x, y}.Bound().Pad(math.Abs(float64(value))/1e7), func(i uint32) bool { metres(i); return true })
	})
}
