package road

import (
	"maps"
	"slices"
	"strings"
)

// turnRule is where a run that enters a node may not, or must, go on to.
type turnRule struct {
	no   []Run
	only []Run // of several, any one
}

func (t turnRule) allows(r Run) bool {
	return !slices.Contains(t.no, r) && (len(t.only) == 0 || slices.Contains(t.only, r))
}

// turnRules are one profile's, by the run they bind and by the node it enters.
type turnRules struct {
	rule map[Run]turnRule
	into map[NodeID][]Run
}

// nodes lists the nodes with rules, ascending.
func (t turnRules) nodes() []NodeID { return slices.Sorted(maps.Keys(t.into)) }

// bind returns the rule of a run into a node, to be added to.
func (t turnRules) bind(v NodeID, r Run, add func(*turnRule)) {
	rule, known := t.rule[r]
	if !known {
		t.into[v] = append(t.into[v], r)
	}
	add(&rule)
	t.rule[r] = rule
}

// readTurns makes each profile's rules of the restrictions and the barriers.
func (w *weave) readTurns() []turnRules {
	rules := make([]turnRules, len(w.profiles))
	for i := range rules {
		rules[i] = turnRules{make(map[Run]turnRule), make(map[NodeID][]Run)}
	}
	for _, r := range w.turns {
		w.count(w.restrict(r, rules))
	}
	for v, blocked := range w.barrier {
		if blocked != 0 && w.kept[v] {
			w.block(uint32(v), blocked, rules)
		}
	}
	return rules
}

// block lets nobody it stops pass a barrier: who arrives may only turn round.
func (w *weave) block(v uint32, blocked uint8, rules []turnRules) {
	for i := range rules {
		if blocked&(1<<i) == 0 {
			continue
		}
		for _, leaving := range w.leave.at(v) {
			out := w.edgeRun(leaving)
			rules[i].bind(w.newID[v], out^1, func(t *turnRule) {
				for _, other := range w.leave.at(v) {
					if o := w.edgeRun(other); o != out {
						t.no = append(t.no, o)
					}
				}
			})
		}
	}
}

// verdict is what became of a restriction, for one profile or for all: the best counts.
type verdict int

const (
	notApplicable verdict = iota
	notUnderstood
	applied
)

func (w *weave) count(v verdict) {
	s := &w.columns.Stats.Restrictions
	switch v {
	case applied:
		s.Applied++
	case notUnderstood:
		s.NotUnderstood++
	default:
		s.NotApplicable++
	}
}

// restrict adds a restriction to the rules of the profiles that obey it.
func (w *weave) restrict(r Restriction, rules []turnRules) verdict {
	only := strings.HasPrefix(r.Kind, "only_")
	if r.Via == 0 || !only && !strings.HasPrefix(r.Kind, "no_") {
		return notUnderstood
	}
	v, found := w.find(r.Via)
	if !found || !w.kept[v] {
		return notApplicable
	}
	best := notApplicable
	for i, p := range w.profiles {
		if p.obeys(r.Except) {
			best = max(best, w.restrictProfile(i, uint32(v), r, only, rules[i]))
		}
	}
	return best
}

// restrictProfile reads a restriction as one profile meets it. Where the way it
// comes from or the way it leads to passes through the node, there are two
// turns it could mean, and it is not understood; save for a U-turn on one way.
func (w *weave) restrictProfile(profile int, v uint32, r Restriction, only bool, rules turnRules) verdict {
	uturn := r.From == r.To
	if uturn && r.Kind != "no_u_turn" {
		return notUnderstood
	}
	in, out := w.arms(profile, v, r.From, true), w.arms(profile, v, r.To, false)
	if len(in) == 0 || len(out) == 0 {
		return notApplicable
	}
	if !uturn && (len(in) > 1 || len(out) > 1) {
		return notUnderstood
	}
	for _, arriving := range in {
		rules.bind(w.newID[v], arriving, func(t *turnRule) {
			switch {
			case uturn:
				t.no = append(t.no, arriving^1)
			case only:
				t.only = append(t.only, out[0])
			default:
				t.no = append(t.no, out[0])
			}
		})
	}
	return applied
}

// arms are the runs of edges on a way that arrive at a node, or leave it, and
// that a profile may use.
func (w *weave) arms(profile int, v uint32, way int64, arriving bool) (runs []Run) {
	for _, leaving := range w.leave.at(v) {
		if w.wayOf(leaving).id != way {
			continue
		}
		p := w.manners.values[w.wayOf(leaving).manner][profile]
		if leaving.Backward() {
			p = p.reversed()
		}
		if arriving && p.backward.speed > 0 {
			runs = append(runs, w.edgeRun(leaving)^1)
		}
		if !arriving && p.forward.speed > 0 {
			runs = append(runs, w.edgeRun(leaving))
		}
	}
	return runs
}
