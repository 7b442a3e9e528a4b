package road

import (
	"strings"

	"maillage/geo"
)

// sign is what stands at a node of a street and makes who passes lose time. Signs
// are read of tags by readSigns and weighed by each profile's delays.
type sign uint16

const (
	signal      sign = 1 << iota // highway=traffic_signals
	crossing                     // a crossing on foot with signals of its own
	stopSign                     // highway=stop
	giveWay                      // highway=give_way
	tollBooth                    // barrier=toll_booth
	gate                         // a gate that has to be opened
	miniRound                    // highway=mini_roundabout
	alongOnly                    // it binds who goes along the way, not who comes against it
	againstOnly                  // the other way round
)

// priority are the signs that bind who comes to a junction, not who leaves it.
const priority = stopSign | giveWay

// readSigns reads the tags of a node.
func readSigns(tags Tags) (s sign) {
	switch tags.Find("highway") {
	case "traffic_signals":
		s |= signal
	case "stop":
		s |= stopSign
	case "give_way":
		s |= giveWay
	case "mini_roundabout":
		s |= miniRound
	case "crossing":
		if tags.Find("crossing") == "traffic_signals" || tags.Find("crossing:signals") == "yes" {
			s |= crossing
		}
	}
	switch tags.Find("barrier") {
	case "toll_booth":
		s |= tollBooth
	case "gate", "lift_gate", "swing_gate", "sliding_gate":
		s |= gate
	}
	if s == 0 {
		return 0
	}
	switch firstOf(tags, "traffic_signals:direction", "direction") {
	case "forward":
		s |= alongOnly
	case "backward":
		s |= againstOnly
	}
	return s
}

// bind are the signs that bind who passes a node along its way, or against it.
func (s sign) bind(against bool) sign {
	if against && s&alongOnly != 0 || !against && s&againstOnly != 0 {
		return 0
	}
	return s
}

// delays are what a profile loses at nodes, deciseconds. At each node the
// greatest counts alone: who waits at a signal does not give way as well.
type delays struct {
	signal, crossing, stop, giveWay, toll, gate Deciseconds
	yield                                       Deciseconds // at a junction without signs, to a street of a higher class or to a roundabout
	equal                                       Deciseconds // at a junction without signs of residential streets alone: priority to the right
	turn                                        turning     // at junctions where one has to turn and at corners; nil: nothing
	bends                                       sinuous     // along roads that wind; nil: nothing
}

// at is what signs make one lose.
func (d *delays) at(s sign) (lost Deciseconds) {
	for _, each := range [...]struct {
		sign sign
		lost Deciseconds
	}{{signal, d.signal}, {crossing, d.crossing}, {stopSign, d.stop}, {giveWay, d.giveWay}, {tollBooth, d.toll}, {gate, d.gate}, {miniRound, d.yield}} {
		if s&each.sign != 0 {
			lost = max(lost, each.lost)
		}
	}
	return lost
}

// rank orders streets by who gives way to whom at a junction without signs.
type rank uint8

const (
	rankAccess rank = iota // service ways, tracks, paths: they give way to every street, and no street to them
	rankStreet             // residential, unclassified
	rankTertiary
	rankSecondary
	rankPrimary
	rankTrunk // and motorways
	rankRoundabout
	rankLink // gives way where it ends on a street, merges elsewhere; nobody gives way to it
)

// rankOf reads the tags of a way.
func rankOf(tags Tags) rank {
	switch tags.Find("junction") {
	case "roundabout", "circular":
		return rankRoundabout
	}
	switch highway := tags.Find("highway"); highway {
	case "residential", "unclassified", "road":
		return rankStreet
	case "tertiary":
		return rankTertiary
	case "secondary":
		return rankSecondary
	case "primary":
		return rankPrimary
	case "motorway", "trunk":
		return rankTrunk
	default:
		if strings.HasSuffix(highway, "_link") {
			return rankLink
		}
		return rankAccess
	}
}

// ranks are those of the streets by which others come to a junction: a bit each,
// and once more those of which there are two.
type ranks struct{ once, twice uint8 }

func (r *ranks) add(one rank) {
	bit := uint8(1) << one
	r.twice |= r.once & bit
	r.once |= bit
}

// above are those that stand above one.
func (r ranks) above(one rank) uint8 { return r.once &^ (1 << rankLink) >> (one + 1) }

// atJunction is what is lost at a junction without signs by who comes along a
// street of one rank and meets others.
//
//	        ║ primary                    │ all residential
//	────────╫  yield                ─────┼─────  equal
//	        ║                            │
//
// Who comes along the primary road loses nothing; greater streets of one class
// that meet without a sign are carriageways that part, or their signs are not mapped.
func (d *delays) atJunction(own rank, others ranks) Deciseconds {
	switch {
	case own == rankLink && others.once&^(1<<rankLink|1<<rankTrunk|1<<rankAccess) != 0:
		return d.yield
	case others.above(own) != 0:
		return d.yield
	case own == rankStreet && others.twice&(1<<own) != 0:
		return d.equal
	}
	return 0
}

// lost is what a profile loses along an edge, at the nodes within and at the end
// of the run that begins with a run of pieces and goes on as a rule lets. A signal, a toll booth or a gate
// holds up whoever passes it. A stop sign binds who is told by its direction;
// without one, who comes to it in the second half of the run.
func (w *weave) lost(profile int, r Run, rule turnRule) (lost Deciseconds) {
	d := &w.profiles[profile].delays
	last := r
	end := w.follow(r, func(p Run) {
		if p != r {
			lost += d.at(w.signsPassed(r, last, w.head(last)))
		}
		w.bends(p, func(v uint32) { lost += d.at(w.signsPassed(r, p, v)) })
		last = p
	})
	return lost + max(w.lostAtEnd(profile, end, last), w.leastTurn(profile, end, last, rule))
}

// signsPassed are the signs within an edge that bind who passes a node on a
// piece's run, the edge's own run having begun with another.
func (w *weave) signsPassed(first, r Run, v uint32) sign {
	s := w.signs[v]
	if s == 0 {
		return 0
	}
	if s&priority != 0 && s&(alongOnly|againstOnly) == 0 && !w.inSecondHalf(first, v) {
		s &^= priority
	}
	return s.bind(r.Backward())
}

// inSecondHalf tells whether a node lies beyond the middle of an edge's run.
func (w *weave) inSecondHalf(first Run, node uint32) bool {
	before, whole := 0.0, 0.0
	at := w.head(first ^ 1)
	step := func(v uint32) {
		whole += geo.Metres(w.point(at), w.point(v))
		if at = v; v == node {
			before = whole
		}
	}
	w.follow(first, func(p Run) {
		w.bends(p, step)
		step(w.head(p))
	})
	return 2*before >= whole
}

// lostAtEnd is what is lost at the node that an edge's run, of which a piece's
// run is the last, leads to.
func (w *weave) lostAtEnd(profile int, v uint32, r Run) Deciseconds {
	d, own := &w.profiles[profile].delays, w.wayOf(r).rank
	var others ranks
	arms, ashore := 0, false
	for _, leaving := range w.leave.at(v) {
		p := w.mannerOf(leaving)[profile]
		if p.open() {
			arms++
			ashore = ashore || !w.wayOf(leaving).afloat
		}
		if leaving != r^1 && p.backward.speed > 0 {
			others.add(w.wayOf(leaving).rank)
		}
	}
	if ashore && w.wayOf(r).afloat {
		return ferryWait
	}
	s := w.signs[v].bind(r.Backward())
	if arms > 2 && others.above(own) == 0 {
		s &^= priority // it stands on the junction itself, for those who give way to this street
	}
	if lost := d.at(s); lost > 0 || arms < 3 {
		return lost
	}
	return d.atJunction(own, others)
}
