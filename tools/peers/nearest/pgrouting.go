package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// measurePgRouting gives pgRouting the arcs of the work, turned round, in a
// table, and asks for the driving distance from the structures to everywhere:
// once as its manual has it (equicost: every vertex to its nearest), and once
// from a vertex before all structures, one search that tells times but not whose.
// The answers stay in the database.
func measurePgRouting(ctx context.Context, w *work, _ options) ([]outcome, error) {
	if os.Getenv("PGHOST") == "" {
		return nil, errors.New("no PostgreSQL: run `make bench-peers`")
	}
	a := arcsOf(w)
	if _, err := psql(ctx, "CREATE EXTENSION pgrouting CASCADE;"); err != nil {
		return nil, err
	}
	var loaded time.Duration
	for range few {
		begun := time.Now()
		if _, err := psql(ctx, a.table()); err != nil {
			return nil, err
		}
		loaded = least(loaded, time.Since(begun))
	}
	var rows []outcome
	for _, way := range []struct {
		name, starts, equicost string
		exact                  bool
	}{
		{"pgRouting, from all structures (equicost)", a.structureList(), ", equicost => true", false}, // 3.4 misses some nearest ones
		{"pgRouting, from one vertex before them", strconv.Itoa(a.vertices), "", true},
	} {
		call := fmt.Sprintf("pgr_drivingDistance('SELECT id, source, target, cost FROM arcs', ARRAY[%s]::bigint[], 1e9, directed => true%s)",
			way.starts, way.equicost)
		took, times, err := a.drive(ctx, call)
		if err != nil {
			return nil, err
		}
		rows = append(rows, outcome{name: way.name, threads: "1", fromArcs: loaded, answer: took, answers: a.answers(w, times), exact: way.exact})
	}
	return rows, nil
}

// table is what psql reads: the arcs turned round, and those out of the vertex before all structures.
func (a *arcs) table() string {
	var out strings.Builder
	out.WriteString("DROP TABLE IF EXISTS arcs;\nCREATE TABLE arcs (id int, source int, target int, cost float8);\nCOPY arcs FROM stdin;\n")
	for i := range a.tail {
		fmt.Fprintf(&out, "%d\t%d\t%d\t%d\n", i, a.head[i], a.tail[i], a.time[i])
	}
	for v := a.structure; v < a.cell; v++ {
		fmt.Fprintf(&out, "%d\t%d\t%d\t0\n", len(a.tail)+int(v), a.vertices, v)
	}
	out.WriteString("\\.\nVACUUM ANALYZE arcs;\n")
	return out.String()
}

func (a *arcs) structureList() string {
	var list []string
	for v := a.structure; v < a.cell; v++ {
		list = append(list, strconv.Itoa(int(v)))
	}
	return strings.Join(list, ",")
}

// drive asks for a driving distance a few times in one session, tells the least it took, and reads the time
// of every vertex.
func (a *arcs) drive(ctx context.Context, call string) (time.Duration, []uint32, error) {
	now := "SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint;\n"
	lines, err := psql(ctx, strings.Repeat("DROP TABLE IF EXISTS found;\n"+now+"CREATE TEMP TABLE found AS SELECT node, agg_cost FROM "+call+";\n"+now, few)+"SELECT node || ' ' || agg_cost FROM found;\n")
	if err != nil {
		return 0, nil, err
	}
	var took time.Duration
	for i := range few {
		begun, ended := number(lines[2*i]), number(lines[2*i+1])
		took = least(took, time.Duration(ended-begun)*time.Microsecond)
	}
	times := make([]uint32, a.vertices)
	for v := range times {
		times[v] = math.MaxUint32
	}
	for _, line := range lines[2*few:] {
		vertex, cost, _ := strings.Cut(line, " ")
		if v := number(vertex); v < uint64(a.vertices) {
			times[v] = uint32(number(cost))
		}
	}
	return took, times, nil
}

// number is what psql wrote, 0 for what is no number.
func number(text string) uint64 {
	n, _ := strconv.ParseUint(text, 10, 64)
	return n
}

// psql runs a script and returns its lines.
func psql(ctx context.Context, script string) ([]string, error) {
	c := exec.CommandContext(ctx, "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1")
	c.Stdin = strings.NewReader(script)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("psql: %w: %s", err, complaint.Bytes())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n"), nil
}
