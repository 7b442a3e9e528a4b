package road

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"maillage/internal/damage"

	"github.com/paulmach/orb"
)

// world is a random world's columns, always the same.
func worldColumns(t testing.TB) *Columns {
	w := randomWorld(rand.New(rand.NewPCG(7, 1)))
	return w.build(t, NewBuilder()).Columns()
}

func TestColumnsRoundTrip(t *testing.T) {
	w := randomWorld(rand.New(rand.NewPCG(7, 1)))
	first, second := w.build(t, NewBuilder()), w.build(t, NewBuilder())
	if !reflect.DeepEqual(first.Columns(), second.Columns()) {
		t.Error("the same calls make different columns")
	}
	again, err := FromColumns(first.Columns())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, p := range randomPlaces(first.Graph("car"), r, 50) {
		got, _ := again.Graph("car").Snap(p)
		if want, _ := first.Graph("car").Snap(p); got != want {
			t.Fatalf("snap of %v: got %v, want %v", p, got, want)
		}
	}
}

// columnsOf lists every slice of columns, for tests that damage them.
func columnsOf(c *Columns) (fields []reflect.Value, names []string) {
	add := func(v reflect.Value, prefix string) {
		for i := range v.NumField() {
			if v.Field(i).Kind() == reflect.Slice && v.Field(i).Type().Elem().Kind() != reflect.Struct {
				fields = append(fields, v.Field(i))
				names = append(names, prefix+v.Type().Field(i).Name)
			}
		}
	}
	add(reflect.ValueOf(c).Elem(), "")
	add(reflect.ValueOf(&c.Boxes).Elem(), "Boxes.")
	for i := range c.Graphs {
		add(reflect.ValueOf(&c.Graphs[i]).Elem(), fmt.Sprintf("Graphs[%d].", i))
	}
	return fields, names
}

// TestTruncatedColumns: every column cut short by one is refused.
func TestTruncatedColumns(t *testing.T) {
	_, names := columnsOf(worldColumns(t))
	for i, name := range names {
		c := worldColumns(t)
		fields, _ := columnsOf(c)
		if fields[i].Len() == 0 {
			continue
		}
		fields[i].Set(fields[i].Slice(0, fields[i].Len()-1))
		if _, err := FromColumns(c); err == nil {
			t.Errorf("%s cut short was taken", name)
		}
	}
}

// TestDamagedColumns: numbers that would lead a search astray are refused.
func TestDamagedColumns(t *testing.T) {
	for name, damage := range map[string]func(*Columns){
		"an edge to no node":           func(c *Columns) { c.Head[3] = NodeID(len(c.Nodes) / 2) },
		"a name that is not there":     func(c *Columns) { c.Name[0] = 1 << 31 },
		"bends that go back":           func(c *Columns) { c.FirstBend[1] = 1 << 30 },
		"an arc without time":          func(c *Columns) { c.Graphs[0].Time[5] = 0 },
		"an arc for ever":              func(c *Columns) { c.Graphs[0].Time[5] = Unreachable },
		"an arc backward without time": func(c *Columns) { c.Graphs[0].InTime[5] = 0 },
		"an arc to no node":            func(c *Columns) { c.Graphs[1].Head[2] = 1 << 31 },
		"an arc to another node":       func(c *Columns) { c.Graphs[1].Head[2]++ },
		"an arc from no node":          func(c *Columns) { c.Graphs[1].Tail[2] = 1 << 31 },
		"an arc along no edge":         func(c *Columns) { c.Graphs[1].Run[2] = 1 << 31 },
		"an arc along another edge":    func(c *Columns) { c.Graphs[1].Run[2] ^= 64 },
		"nodes that share arcs": func(c *Columns) {
			c.Graphs[1].FirstOut[2], c.Graphs[1].FirstOut[3] = c.Graphs[1].FirstOut[3]+1, c.Graphs[1].FirstOut[2]
		},
		"a copy of no node":             func(c *Columns) { g := &c.Graphs[0]; g.Origin[len(g.Origin)-1] = 1 << 31 },
		"walkers who stand still":       func(c *Columns) { c.Graphs[0].Ends.WalkSpeed = 0 },
		"a profile without a code":      func(c *Columns) { c.Graphs[0].Profile = "" },
		"two profiles of one code":      func(c *Columns) { c.Graphs[0].Profile = "walk" },
		"an edge's box that is another": func(c *Columns) { c.Boxes.Index[0] = 1 << 31 },
		"an edge longer than its arcs":  func(c *Columns) { c.Length[c.Graphs[0].Run[0].Edge()] = 1 << 31 },
	} {
		t.Run(name, func(t *testing.T) {
			c := worldColumns(t)
			if _, err := FromColumns(c); err != nil {
				t.Fatalf("undamaged: %v", err)
			}
			damage(c)
			if _, err := FromColumns(c); err == nil {
				t.Error("taken")
			}
		})
	}
}

// FuzzFromColumns damages columns and asks whatever is still taken for
// everything: nothing may panic, nor last for ever.
func FuzzFromColumns(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{16, 3, 0, 255, 255, 255, 255, 20, 1, 0, 9, 0, 0, 0})
	f.Add([]byte{12, 1, 0, 1, 0, 0, 0, 13, 1, 0, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, edits []byte) {
		c := worldColumns(t)
		fields, _ := columnsOf(c)
		damage.Columns(fields, edits)
		s, err := FromColumns(c)
		if err == nil {
			askEverything(t, s)
		}
	})
}

func askEverything(t *testing.T, s *Streets) {
	for e := range s.EdgeCount() {
		_ = s.StreetName(EdgeID(e))
		_ = s.Shape(EdgeID(e), nil)
	}
	for _, code := range s.Profiles() {
		g := s.Graph(code)
		var list []Target
		for i := range 5 {
			if snap, ok := g.Snap(orb.Point{9 + 0.002*float64(i), 42.005}); ok {
				list = append(list, Target{TargetID(i), snap})
			}
		}
		ts, search := g.NewTargets(list), g.NewSearch()
		field := search.Field(ts, nil, 0, nil)
		for i, target := range list {
			search.Nearest(target.Snap, ts, nil, 3, Unreachable, 1, nil)
			field.At(target.Snap)
			search.Way(target.Snap, list[0].Snap, 0)
			search.Update(field, g.NewTargets(list[:i]), nil, 0)
			sp := search.Spread([]Snap{target.Snap}, i%2 == 0, 3000, 0, nil)
			sp.Edges(func(e EdgeID) { sp.Rays(e, nil) })
			sp.At(list[0].Snap)
		}
	}
	_ = t
}
