package road

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// maxProfiles is how many profiles a Builder takes: a node's barriers are bits of a byte.
const maxProfiles = 8

// maxNodes keeps room in NodeID for the copies of restricted nodes.
const maxNodes = math.MaxInt32

// scrapsBelow is the number of nodes under which a component is a scrap unless
// told otherwise: docs/method/travel-time.md says what it leaves out.
const scrapsBelow = 50

// Builder gathers ways, the nodes they need and turn restrictions, and Finish
// makes Streets of them. Ways come first: a node is asked for (Needs) and given
// (SetNode) once the ways that use it are known, so that memory holds no other.
// A file is thus read twice; several files may follow each other. One goroutine
// at a time.
type Builder struct {
	profiles []*Profile
	scraps   int

	ways    []way
	refs    []int64 // the nodes of all ways, one after the other
	seen    map[int64]struct{}
	names   interner[string]
	manners interner[manner]
	turns   []Restriction
	leftOut int

	sailings []sailing // ferries with a duration

	// The nodes, by ascending id; stale while ways have come since they were listed.
	ids     []int64
	places  []place
	barrier []uint8 // bit i: profile i is stopped there
	signs   []sign
	stale   bool
	cursor  int // where the last node was found: files list nodes in order
}

// way is a stretch of refs with one name, one manner and one category.
type way struct {
	id       int64
	first    int // in refs; the next way's first ends it
	name     uint32
	manner   uint32
	category Category
	reason   Reason // why everyone is barred, if they are
	rank     rank
	afloat   bool // a ferry
	aloof    bool // nobody sets out from it nor arrives on it: a ferry, a motorway, a tunnel
}

// manner is what each profile may do along a way.
type manner [maxProfiles]passage

func (m manner) reversed() manner {
	for i := range m {
		m[i] = m[i].reversed()
	}
	return m
}

func (m manner) open() bool { return slices.ContainsFunc(m[:], passage.open) }

// place is a position in units of 1e-7 degree.
type place struct{ lon, lat int32 }

// unset is the place of a node nobody has set: no latitude is as far south.
var unset = place{0, math.MinInt32}

// NewBuilder makes a Builder for some profiles: car, bike, walk and wheelchair
// when none is given. It panics on more than eight or on two with one code.
func NewBuilder(profiles ...*Profile) *Builder {
	if len(profiles) == 0 {
		profiles = []*Profile{Car(), Bike(), Walk(), Wheelchair()}
	}
	codes := make(map[string]bool)
	for _, p := range profiles {
		codes[p.code] = true
	}
	if len(profiles) > maxProfiles || len(codes) < len(profiles) {
		panic("road: more than eight profiles, or two with one code")
	}
	b := &Builder{profiles: profiles, scraps: scrapsBelow, seen: make(map[int64]struct{})}
	b.names.number("")
	return b
}

// ScrapsBelow sets the number of nodes under which a strongly connected part of
// a profile's network is a scrap, not snapped to: 50 by default. 0 keeps every
// street, as a drawn world may want.
func (b *Builder) ScrapsBelow(nodes int) { b.scraps = nodes }

// AddWay adds a way: OpenStreetMap's id, the ids of its nodes in order, its tags.
// It keeps neither. A way of a class that no profile uses is left
// out; one that access tags close to all is counted among junctions and kept for
// [Streets.BarredNear], no more; one already added is left out.
func (b *Builder) AddWay(id int64, nodes []int64, tags Tags) {
	known := slices.ContainsFunc(b.profiles, func(p *Profile) bool { return p.knows(tags) })
	first := len(b.refs)
	for i, node := range nodes {
		if i == 0 || node != nodes[i-1] {
			b.refs = append(b.refs, node)
		}
	}
	if _, twice := b.seen[id]; twice || !known || len(b.refs)-first < 2 {
		b.refs = b.refs[:first]
		b.leftOut++
		return
	}
	b.seen[id] = struct{}{}
	var m manner
	for i, p := range b.profiles {
		m[i] = p.passage(tags)
	}
	b.ways = append(b.ways, way{
		id: id, first: first, name: b.names.number(streetName(tags)), manner: b.manners.number(m), category: categoryOf(tags),
		reason: b.barredFor(m, tags), rank: rankOf(tags), afloat: isFerry(tags), aloof: isAloof(tags),
	})
	if time, ok := durationOf(tags.Find("duration")); ok && isFerry(tags) {
		b.sailings = append(b.sailings, sailing{len(b.ways) - 1, time})
	}
	b.stale = true
}

// barredFor is why nobody may use a street, notBarred when somebody may or when no access tag is the cause.
func (b *Builder) barredFor(m manner, tags Tags) Reason {
	if m.open() || isFerry(tags) {
		return notBarred
	}
	for _, p := range b.profiles {
		if reason := p.reasonOf(tags); reason != notBarred && p.knows(tags) {
			return reason
		}
	}
	return notBarred
}

// Restriction is a turn that must not, or must, be taken.
type Restriction struct {
	From, Via, To int64  // OpenStreetMap's ids of a way, a node, a way; Via 0: via ways, which is counted as not understood
	Kind          string // no_left_turn, only_straight_on…
	Except        string // the tag `except`: "bicycle;psv"
}

// AddRestriction adds a turn restriction, before or after its ways.
func (b *Builder) AddRestriction(r Restriction) { b.turns = append(b.turns, r) }

// Needs tells whether a way so far added uses the node. Asked in ascending
// order it costs a few nanoseconds, in any other a binary search.
func (b *Builder) Needs(node int64) bool {
	_, found := b.find(node)
	return found
}

// SetNode gives a node its position and tags, of which its barrier and its signs are read. A
// node no way uses is ignored, and so is one whose position is not on Earth.
func (b *Builder) SetNode(id int64, p orb.Point, tags Tags) {
	i, found := b.find(id)
	if !found || !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return
	}
	b.places[i] = place{toUnits(p[0]), toUnits(p[1])}
	b.barrier[i], b.signs[i] = 0, 0
	if tags == nil {
		return
	}
	b.signs[i] = readSigns(tags)
	for j, profile := range b.profiles {
		if profile.blockedBy(tags) {
			b.barrier[i] |= 1 << j
		}
	}
}

// find answers a node's place in ids, looking first where the last one was.
func (b *Builder) find(node int64) (int, bool) {
	if b.stale {
		b.listNodes()
	}
	lo, hi := 0, len(b.ids)
	if b.cursor < len(b.ids) && b.ids[b.cursor] <= node {
		lo = b.cursor
		step := 1
		for lo+step < hi && b.ids[lo+step] <= node {
			lo += step
			step *= 2
		}
		hi = min(hi, lo+step)
	}
	i, found := slices.BinarySearch(b.ids[lo:hi], node)
	b.cursor = lo + i
	return lo + i, found
}

// listNodes lists the ids that ways use, keeping what was set before.
func (b *Builder) listNodes() {
	ids := slices.Clone(b.refs)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	places, barrier, signs := make([]place, len(ids)), make([]uint8, len(ids)), make([]sign, len(ids))
	old := 0
	for i, id := range ids {
		places[i] = unset
		if old < len(b.ids) && b.ids[old] == id {
			places[i], barrier[i], signs[i] = b.places[old], b.barrier[old], b.signs[old]
			old++
		}
	}
	b.ids, b.places, b.barrier, b.signs, b.stale, b.cursor = ids, places, barrier, signs, false, 0
}

// Finish makes the Streets, which keep nothing of the Builder. The same calls
// in the same order make the same Streets. An error is the context's, or says
// that there is no street at all.
func (b *Builder) Finish(ctx context.Context) (*Streets, Stats, error) {
	if b.stale {
		b.listNodes()
	}
	if len(b.ids) > maxNodes {
		return nil, Stats{}, tooLarge(len(b.ids))
	}
	w := newWeave(b)
	for _, step := range []func() error{w.setSail, w.countJunctions, w.cut, w.chooseNodes, w.keepBarred, w.fold, w.star} {
		if err := ctx.Err(); err != nil {
			return nil, Stats{}, fmt.Errorf("finish streets: %w", err)
		}
		if err := step(); err != nil {
			return nil, Stats{}, err
		}
	}
	s, err := FromColumns(w.columns)
	if err != nil {
		panic("road: built what does not hold together: " + err.Error())
	}
	return s, s.Stats(), nil
}

// refsOf are the node ids of the i-th way.
func (b *Builder) refsOf(i int) []int64 {
	end := len(b.refs)
	if i+1 < len(b.ways) {
		end = b.ways[i+1].first
	}
	return b.refs[b.ways[i].first:end]
}

// toUnits turns degrees into units of 1e-7 degree.
func toUnits(degrees float64) int32 { return int32(math.Round(degrees * 1e7)) }

// interner gives equal values one number, in the order they come.
type interner[T comparable] struct {
	numbers map[T]uint32
	values  []T
}

func (n *interner[T]) number(v T) uint32 {
	if i, ok := n.numbers[v]; ok {
		return i
	}
	if n.numbers == nil {
		n.numbers = make(map[T]uint32)
	}
	i := uint32(len(n.values))
	n.numbers[v] = i
	n.values = append(n.values, v)
	return i
}
