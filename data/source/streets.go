package source

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/geo/road"
)

// StreetsOptions tells ReadStreets what it reads.
type StreetsOptions struct {
	Source string // the Source's name
	// Progress, if any, is told how many bytes are done of how many; the file is
	// read twice and counts twice. It is called from another goroutine, never
	// from two at once.
	Progress func(done, total int64)
}

// StreetTaker takes an extract as a road.Builder does, one call at a time.
type StreetTaker interface {
	AddWay(id int64, nodes []int64, tags road.Tags)
	AddRestriction(road.Restriction)
	Needs(node int64) bool
	SetNode(id int64, p orb.Point, tags road.Tags)
}

// ReadStreets reads streets, ferries and turn restrictions from an OpenStreetMap
// PBF extract, in two passes: ways and relations, then the nodes they
// need. Nodes that lie outside the extract are simply never set.
//
// Not read: restrictions with a condition (restriction:conditional), and those of one kind
// of vehicle but cars. A restriction via a way is passed with Via 0, to be counted.
func ReadStreets(ctx context.Context, path string, to StreetTaker, opt StreetsOptions) error {
	e, err := openExtract(ctx, path, opt.Progress)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := e.pass(0, waysAndRestrictions, func(o osm.Object) { addWayOrRestriction(to, o) }); err != nil {
		return err
	}
	var one sync.Mutex // the decoder's goroutines ask while we set
	return e.pass(1, nodesNeeded(to, &one), func(o osm.Object) {
		if n, ok := o.(*osm.Node); ok {
			one.Lock()
			to.SetNode(int64(n.ID), n.Point(), n.Tags)
			one.Unlock()
		}
	})
}

// extract is an OpenStreetMap PBF file that is read in two passes.
type extract struct {
	io.ReadSeekCloser
	ctx      context.Context
	name     string
	size     int64
	progress func(done, total int64)
}

func openExtract(ctx context.Context, path string, progress func(done, total int64)) (*extract, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(unreadable(name, err), f.Close())
	}
	return &extract{ReadSeekCloser: f, ctx: ctx, name: name, size: info.Size(), progress: progress}, nil
}

// pass reads the file from its beginning, for the first time (0) or the second (1).
func (e *extract) pass(n int64, set func(*osmpbf.Scanner), take func(osm.Object)) error {
	if _, err := e.Seek(0, 0); err != nil {
		return unreadable(e.name, err)
	}
	return scan(newPBFGate(e.ctx, e, e.name, func(bytes int64) {
		if e.progress != nil {
			e.progress(n*e.size+bytes, 2*e.size)
		}
	}), set, take)
}

// scan decodes all that the gate lets through and calls take with each object, in the file's order.
func scan(gate *pbfGate, set func(*osmpbf.Scanner), take func(osm.Object)) error {
	// The gate watches gate.ctx; the decoder, when it is cancelled itself, writes
	// its error while Scan may read it.
	s := osmpbf.New(context.WithoutCancel(gate.ctx), gate, runtime.GOMAXPROCS(0))
	set(s)
	for s.Scan() {
		take(s.Object())
	}
	err := s.Err()
	s.Close() // waits for the decoder's goroutines: the gate is ours again
	switch {
	case gate.err != nil && !errors.Is(gate.err, io.EOF):
		return gate.err
	case err != nil: // no check of ours foresaw it
		return unreadable(gate.file, err)
	}
	return nil
}

func waysAndRestrictions(s *osmpbf.Scanner) {
	s.SkipNodes = true
	s.FilterWay = func(w *osm.Way) bool {
		return len(w.Nodes) > 1 && (w.Tags.Find("highway") != "" || w.Tags.Find("route") == "ferry")
	}
	s.FilterRelation = func(r *osm.Relation) bool {
		return r.Tags.Find("type") == "restriction" && restrictionKind(r.Tags) != ""
	}
}

// nodesNeeded lets the decoder drop, before it keeps them, the nodes of no street: most of them.
func nodesNeeded(to StreetTaker, one *sync.Mutex) func(*osmpbf.Scanner) {
	return func(s *osmpbf.Scanner) {
		s.SkipWays, s.SkipRelations = true, true
		s.FilterNode = func(n *osm.Node) bool {
			one.Lock()
			defer one.Unlock()
			return to.Needs(int64(n.ID))
		}
	}
}

func addWayOrRestriction(to StreetTaker, o osm.Object) {
	switch o := o.(type) {
	case *osm.Way:
		nodes := make([]int64, len(o.Nodes))
		for i, n := range o.Nodes {
			nodes[i] = int64(n.ID)
		}
		to.AddWay(int64(o.ID), nodes, o.Tags)
	case *osm.Relation:
		for _, r := range restrictions(o) {
			to.AddRestriction(r)
		}
	}
}

// restrictionKind is what a restriction forbids or orders to cars, "" for none.
func restrictionKind(tags osm.Tags) string {
	for _, key := range []string{"restriction", "restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle"} {
		if kind := tags.Find(key); kind != "" {
			return kind
		}
	}
	return ""
}

// restrictions are the pairs of a relation's "from" and "to" ways over its "via"
// node: one pair but for no_entry (several from) and no_exit (several to).
func restrictions(r *osm.Relation) []road.Restriction {
	var from, to []int64
	var via int64
	ways := 0
	for _, m := range r.Members {
		switch {
		case m.Role == "from" && m.Type == osm.TypeWay:
			from = append(from, m.Ref)
		case m.Role == "to" && m.Type == osm.TypeWay:
			to = append(to, m.Ref)
		case m.Role == "via" && m.Type == osm.TypeNode:
			via = m.Ref
		case m.Role == "via":
			ways++
		}
	}
	if ways > 0 {
		via = 0
	}
	var out []road.Restriction
	for _, a := range from {
		for _, b := range to {
			out = append(out, road.Restriction{From: a, Via: via, To: b, Kind: restrictionKind(r.Tags), Except: r.Tags.Find("except")})
		}
	}
	return out
}
