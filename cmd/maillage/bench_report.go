package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"

	"maillage/api"
	"maillage/data/region"
	"maillage/say"
)

// benchBody is all that was measured, in JSON.
type benchBody struct {
	Program string `json:"program"`
	Machine string `json:"machine"`
	Mode    string `json:"mode"`

	World    worldBody     `json:"world"`
	Sections []weightBody  `json:"sections"` // of the file, bytes a node
	Cases    []caseBody    `json:"cases"`
	Serving  []servingBody `json:"serving"`
}

// weightBody is what a section of the file weighs.
type weightBody struct {
	Name    string  `json:"name"`
	Bytes   uint64  `json:"bytes"`
	PerNode float64 `json:"bytes_per_node"`
}

func newBenchBody(c *benchCommand) *benchBody {
	return &benchBody{
		Program: version + ", " + runtime.Version(),
		Machine: fmt.Sprintf("%s/%s, %d CPU", runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
		Mode:    c.Mode,
		World:   worldBody{Source: c.sourceName(), Copies: 1},
	}
}

// weigh tells what the world's file holds.
func (b *benchBody) weigh(file *region.File, contents *region.Contents) {
	if b.World.Nodes == 0 {
		b.World.count(contents.Streets.Stats())
		b.World.FileBytes = file.Size()
	}
	for _, s := range file.Sections() {
		if s.Name == "streets" || strings.Contains(s.Name, ".") || s.Name == "boxes" {
			b.Sections = append(b.Sections, weightBody{s.Name, s.Bytes, perNode(s.Bytes, b.World.Nodes)})
		}
	}
}

// report writes what was measured, then fails where times differ.
func (c *benchCommand) report(m *Main, b *benchBody) error {
	err := c.write(m, func(w io.Writer) error {
		if c.Format == "json" {
			return api.WriteJSON(w, b)
		}
		return m.benchTables(w, b)
	})
	for _, one := range b.Cases {
		if one.Differences > 0 && err == nil {
			err = say.Errorf("%d temps diffèrent d'une manière à l'autre (%d structures, %s) : le moteur se trompe, dites-le",
				"%d times differ from one way to the other (%d structures, %s): the engine is wrong, report it", one.Differences, one.Structures, one.Spread)
		}
	}
	return err
}

func (m *Main) benchTables(w io.Writer, b *benchBody) error {
	for _, part := range []func(io.Writer, *benchBody) error{m.benchWorld, m.benchCases, m.benchServing} {
		if err := part(w, b); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintln(w, m.in("Temps d'un fil du processeur, le moindre de cinq essais sauf pour les questions ; la construction, les montées dans la hiérarchie, les tables et les serveurs : temps de l'horloge, sur tous. %s, %s.",
		"Times of one thread of the processor, the least of five tries but for questions; the build, what climbs the hierarchy, tables and servers: the clock's, on all of them. %s, %s.", b.Program, b.Machine))
	return err
}

// benchWorld tells what the world is and what building it took.
func (m *Main) benchWorld(w io.Writer, b *benchBody) error {
	f, world := m.figures(), &b.World
	t := newTable(m.in("Monde", "World"), ">")
	t.add(m.in("copies de %s", "copies of %s", world.Source), f.count(float64(world.Copies)))
	t.add(m.in("carrefours avant pliage", "junctions before folding"), f.count(float64(world.Junctions)))
	t.add(m.in("nœuds", "nodes"), f.count(float64(world.Nodes)))
	t.add(m.in("arêtes", "edges"), f.count(float64(world.Edges)))
	for _, g := range world.Graphs {
		t.add(m.in("arcs %s", "arcs %s", g.Profile), f.count(float64(g.Arcs)))
	}
	if world.WorkedSeconds > 0 {
		t.add(m.in("lire et coudre", "read and stitch"), f.decimal(world.ReadSeconds, 1)+thin+"s")
		t.add(m.in("plier en graphes", "fold into graphs"), f.decimal(world.BuildSeconds, 1)+thin+"s")
		t.add(m.in("hiérarchies", "hierarchies"), f.decimal(world.RankSeconds, 1)+thin+"s")
		t.add(m.in("écrire un fichier", "write a file"), f.decimal(world.WriteSeconds, 1)+thin+"s")
		t.add(m.in("processeurs, en tout", "processors, in all"), f.decimal(world.WorkedSeconds, 1)+thin+"s")
		t.add(m.in("mémoire au plus", "most memory"), f.bytes(world.PeakBytes))
	}
	t.add(m.in("fichier", "file"), f.bytes(world.FileBytes))
	for _, s := range b.Sections {
		t.add(m.in("octets par nœud : %s", "bytes a node: %s", s.Name), f.decimal(s.PerNode, 1))
	}
	return t.write(w)
}

// benchCases tells what was measured with each set of structures: one a column.
func (m *Main) benchCases(w io.Writer, b *benchBody) error {
	f := m.figures()
	headings := []string{m.in("Mode %s", "Mode %s", b.Mode)}
	for _, c := range b.Cases {
		headings = append(headings, fmt.Sprintf(">%s %s", f.count(float64(c.Structures)), m.spreadText(c.Spread)))
	}
	t := newTable(headings...)
	row := func(name string, cell func(c *caseBody) string) {
		cells := []string{name}
		for i := range b.Cases {
			cells = append(cells, cell(&b.Cases[i]))
		}
		t.add(cells...)
	}
	number := func(places int, of func(c *caseBody) float64) func(c *caseBody) string {
		return func(c *caseBody) string { return f.decimal(of(c), places) }
	}
	row(m.in("de chaque nœud, ms", "of every node, ms"), number(1, func(c *caseBody) float64 { return c.Field.MS }))
	row(m.in("  ns par arc", "  ns an arc"), number(1, func(c *caseBody) float64 { return c.Field.ArcNS }))
	row(m.in("  sans hiérarchie, ms", "  without hierarchy, ms"), number(1, func(c *caseBody) float64 { return c.FieldPlain.MS }))
	row(m.in("    ns par arc", "    ns an arc"), number(1, func(c *caseBody) float64 { return c.FieldPlain.ArcNS }))
	row(m.in("  container/heap, ms", "  container/heap, ms"), number(1, func(c *caseBody) float64 { return c.HeapMS }))
	row(m.in("    fois plus lent", "    times slower"), number(1, func(c *caseBody) float64 { return c.Field.HeapTimes }))
	row(m.in("    que sans hiérarchie", "    than without hierarchy"), number(1, func(c *caseBody) float64 { return c.FieldPlain.HeapTimes }))
	m.benchQuestions(row, number)
	row(m.in("une de plus, ms : temps de chaque nœud", "one more, ms: times of every node"), number(2, func(c *caseBody) float64 { return c.Added.FieldMS }))
	row(m.in("  montées dans la hiérarchie", "  climbed the hierarchy"), number(2, func(c *caseBody) float64 { return c.Added.HubsMS }))
	row(m.in("une déplacée, ms", "one moved, ms"), number(2, func(c *caseBody) float64 { return c.Moved.FieldMS }))
	row(m.in("  montées dans la hiérarchie", "  climbed the hierarchy"), number(2, func(c *caseBody) float64 { return c.Moved.HubsMS }))
	row(m.in("une fermée, ms", "one closed, ms"), number(2, func(c *caseBody) float64 { return c.Closed.FieldMS }))
	row(m.in("  montées dans la hiérarchie", "  climbed the hierarchy"), number(2, func(c *caseBody) float64 { return c.Closed.HubsMS }))
	row(m.in("table, côté", "table, side"), number(0, func(c *caseBody) float64 { return float64(c.TableSide) }))
	row("  ms", number(0, func(c *caseBody) float64 { return c.TableMS }))
	row(m.in("toutes montées dans la hiérarchie, ms", "all climbed the hierarchy, ms"), number(0, func(c *caseBody) float64 { return c.HubsMS }))
	row(m.in("octets par structure : cibles", "bytes a structure: targets"), number(0, func(c *caseBody) float64 { return c.TargetBytes }))
	row(m.in("  montées", "  climbed"), number(0, func(c *caseBody) float64 { return c.HubBytes }))
	row(m.in("réponses qui diffèrent", "answers that differ"), number(0, func(c *caseBody) float64 { return float64(c.Differences) }))
	return t.write(w)
}

// benchQuestions tells of the questions from one place.
func (m *Main) benchQuestions(row func(string, func(*caseBody) string), number func(int, func(*caseBody) float64) func(*caseBody) string) {
	for _, question := range []struct {
		name string
		of   func(c *caseBody) *latencyBody
	}{
		{m.in("10 plus proches de la moitié", "10 nearest of half"), func(c *caseBody) *latencyBody { return &c.Common }},
		{m.in("  sans hiérarchie", "  without hierarchy"), func(c *caseBody) *latencyBody { return &c.CommonPlain }},
		{m.in("10 plus proches de trois", "10 nearest of three"), func(c *caseBody) *latencyBody { return &c.Rare }},
		{m.in("  sans hiérarchie", "  without hierarchy"), func(c *caseBody) *latencyBody { return &c.RarePlain }},
	} {
		row(question.name+", p50 µs", number(0, func(c *caseBody) float64 { return question.of(c).P50 }))
		row("    p99 µs", number(0, func(c *caseBody) float64 { return question.of(c).P99 }))
	}
}

func (m *Main) spreadText(spread string) string {
	switch spread {
	case "dense":
		return m.in("denses", "dense")
	case "sparse":
		return m.in("éparses", "sparse")
	default:
		return m.in("du fichier", "of the file")
	}
}

// benchServing tells what serving takes.
func (m *Main) benchServing(w io.Writer, b *benchBody) error {
	f := m.figures()
	t := newTable(m.in("Deux serveurs d'un fichier", "Two servers of a file"), m.in(">ouvrir, ms", ">open, ms"), m.in(">1re réponse, ms", ">1st answer, ms"),
		m.in(">questions", ">questions"), ">ms", ">RSS", ">PSS", m.in(">à un seul", ">of one alone"))
	for _, s := range b.Serving {
		t.add(fmt.Sprintf("%s %s", f.count(float64(s.Structures)), m.spreadText(s.Spread)), f.decimal(s.OpenMS, 0), f.decimal(s.FirstMS, 0),
			f.count(float64(s.Questions)), f.decimal(s.AskedMS, 0), f.bytes(s.RSS), f.bytes(s.PSS), f.bytes(s.Private))
	}
	return t.write(w)
}
