package analysis

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// values are hours as sources tell them; the last ones say nothing that holds.
var values = []string{
	"Mo-Fr 08:30-12:00,13:30-17:00", "Mo-Fr 09:00-17:00; We off", "Tu,Th 14:00-17:00", "Mo[2,4] 14:00-17:00",
	"24/7", "Fr,Sa 20:00-02:00", `Mo-Fr 09:00-12:00; Mo-Fr 14:00-17:00 "sur rendez-vous"`,
	`We 09:00-12:00 unknown "un mercredi sur deux"`, "Oct-Jun Tu 09:00-17:00; PH off", "Mo-Sa 10:00-19:00; SH off",
	`Tu,We "sur rendez-vous"`, `Mo,Th 00:00-12:00 "sur rendez-vous"`, `Fr 12:00-24:00 "sur rendez-vous"`, `Sa 09:00-11:00 || Sa "sur rendez-vous"`, "Jul 01-15 Mo-Fr 10:00-12:00", "", "",
}

// randomHours is a random world whose services keep random hours, some by appointment.
func randomHours(r *rand.Rand, n int) *world {
	w := randomWorld(r, n)
	for _, letter := range slices.Sorted(maps.Keys(w.structures)) {
		for s := range w.structures[letter].Services {
			value := values[r.IntN(len(values))]
			w.structures[letter].Services[s].Hours = hours.Text{Raw: value, Rules: value}
			w.structures[letter].Services[s].Appointment = r.IntN(6) == 0
		}
	}
	return w
}

// naive answers the same question by looking at every structure and every quarter-hour.
type naive struct {
	e         *Engine
	q         NearestQuery
	schedules map[*data.Service]*hours.Schedule
}

func newNaive(e *Engine, q NearestQuery) *naive {
	return &naive{e, q, make(map[*data.Service]*hours.Schedule)}
}

// state is what each service says by itself; the best of them.
func (n *naive) state(r *Result, t time.Time) hours.State {
	found := make(map[hours.State]bool)
	for _, s := range r.Services {
		service := &n.e.View().Structure(r.Structure).Services[s]
		state := hours.Unknown
		if service.Hours.Rules != "" {
			state = n.schedule(r, service).Received(t, n.q.Stay)
		}
		if service.Appointment && (state == hours.Open || service.Hours.Rules == "") {
			state = hours.ByAppointment
		}
		found[state] = true
	}
	for _, state := range []hours.State{hours.Open, hours.ByAppointment, hours.Unknown} {
		if found[state] {
			return state
		}
	}
	return hours.Closed
}

func (n *naive) schedule(r *Result, service *data.Service) *hours.Schedule {
	if n.schedules[service] == nil {
		rules, err := hours.Parse(service.Hours.Rules)
		if err != nil {
			panic(err)
		}
		n.schedules[service] = hours.Compile(rules.Prudent(), n.e.Dataset().HoursPlace(n.e.View().SiteOf(r.Structure)))
	}
	return n.schedules[service]
}

// quarter is what the values above begin and end on.
const quarter = 15 * time.Minute

// opens is t or the first quarter-hour after it, within NextDays, at which
// somebody is received, or when at the latest where that hour is not known.
func (n *naive) opens(r *Result, t time.Time) time.Time {
	var first time.Time
	for _, s := range n.told(r).Services {
		one := *r
		one.Services = []int{s}
		if at := n.opensOne(&one, t); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// opensOne is opens of one service: its appointments from midnight, and those
// of a whole afternoon, are at no hour, so that their last quarter-hour ends the wait.
func (n *naive) opensOne(r *Result, t time.Time) time.Time {
	last := t.AddDate(0, 0, NextDays)
	schedule := n.schedule(r, &n.e.View().Structure(r.Structure).Services[r.Services[0]])
	at := t
	for ; schedule.Received(at, n.q.Stay) == hours.Closed || schedule.Received(at, n.q.Stay) == hours.Unknown; at = at.Truncate(quarter).Add(quarter) {
		if at.After(last) {
			return time.Time{}
		}
	}
	if clock := at.Format("15:04:05"); schedule.At(at) == hours.ByAppointment && (clock == "00:00:00" || clock == "12:00:00") {
		day, end := at.Day(), at
		for end.Day() == day && schedule.At(end) == hours.ByAppointment {
			end = end.Add(quarter)
		}
		if clock == "00:00:00" || end.Day() != day {
			at = end
		}
	}
	if at.After(last) {
		return time.Time{}
	}
	return at
}

// told is a result with those of its services whose hours are known.
func (n *naive) told(r *Result) *Result {
	with := *r
	with.Services = slices.DeleteFunc(slices.Clone(r.Services), func(s int) bool {
		return n.e.View().Structure(r.Structure).Services[s].Hours.Rules == ""
	})
	return &with
}

func (n *naive) answer(t *testing.T) (results, next, remote []string) {
	t.Helper()
	q := n.q
	q.Open, q.Limit = OpenAny, MaxLimit
	all := nearest(t, n.e, q)
	type one struct {
		r     *Result
		state hours.State
		opens time.Time
	}
	var open, unsure, closed []one
	for i := range all.Results {
		r := &all.Results[i]
		at := n.q.At.Add(time.Duration(r.Time) * 100 * time.Millisecond)
		o := one{r, n.state(r, at), time.Time{}}
		switch o.state {
		case hours.Open:
			open = append(open, o)
		case hours.Closed:
			o.opens = n.opens(r, at)
			closed = append(closed, o)
		default:
			if o.state == hours.Unknown {
				o.opens = n.opens(r, at)
			}
			unsure = append(unsure, o)
		}
	}
	write := func(list []one) (out []string) {
		for _, o := range list[:min(len(list), n.q.Limit)] {
			out = append(out, fmt.Sprintf("%s %v %d %s", n.e.View().Structure(o.r.Structure).ID, o.state, o.r.Time, o.opens.Format("2 15:04:05")))
		}
		return out
	}
	waiting := slices.Concat(closed, unsure[min(len(unsure), max(0, n.q.Limit-len(open))):])
	slices.SortStableFunc(waiting, func(a, b one) int { return cmp.Compare(a.r.Rank, b.r.Rank) })
	waiting = slices.DeleteFunc(waiting, func(o one) bool {
		return o.state == hours.ByAppointment || o.opens.IsZero() || len(open) > 0 && o.opens.After(n.q.At.Add(time.Duration(open[0].r.Time)*100*time.Millisecond))
	})
	slices.SortStableFunc(waiting, func(a, b one) int { return a.opens.Compare(b.opens) })
	// Those that no other beats in both moment and time stay, whatever the limit cuts of the others.
	beaten := func(o one) bool {
		return slices.ContainsFunc(waiting, func(p one) bool { return p.r.Rank < o.r.Rank && !p.opens.After(o.opens) })
	}
	for k := len(waiting) - 1; k >= 0 && len(waiting) > n.q.Limit; k-- {
		if beaten(waiting[k]) {
			waiting = slices.Delete(waiting, k, k+1)
		}
	}
	if len(waiting) == 0 && len(open)+len(unsure) == 0 {
		waiting = closed
	}
	var away []one
	for i := range all.Remote {
		r := &all.Remote[i]
		o := one{r, n.state(r, n.q.At), time.Time{}}
		if o.state == hours.Closed || o.state == hours.Unknown {
			o.opens = n.opens(r, n.q.At)
		}
		away = append(away, o)
	}
	slices.SortStableFunc(away, func(a, b one) int {
		order := map[hours.State]int{hours.Open: 0, hours.ByAppointment: 1, hours.Unknown: 1, hours.Closed: 2}
		return cmp.Or(cmp.Compare(order[a.state], order[b.state]), cmp.Compare(never(a.opens, a.state), never(b.opens, b.state)), waits(a.opens, a.state).Compare(waits(b.opens, b.state)))
	})
	return write(append(open, unsure...)), write(waiting), write(away)
}

// never is 1 for what is closed and not known to open.
func never(opens time.Time, state hours.State) int {
	if state == hours.Closed && opens.IsZero() {
		return 1
	}
	return 0
}

// waits is how what is closed is ordered.
func waits(opens time.Time, state hours.State) time.Time {
	if state == hours.Closed {
		return opens
	}
	return time.Time{}
}

// randomMoment is any minute of a year, and as often one of a public holiday, when most doors are unknown.
func randomMoment(t *testing.T, r *rand.Rand) time.Time {
	if r.IntN(2) == 0 {
		return paris(t, "2026-11-25 00:00").Add(time.Duration(r.IntN(400*24*60)) * time.Minute)
	}
	holidays := []string{"2026-07-14 00:00", "2026-11-11 00:00", "2026-05-25 00:00"}
	return paris(t, holidays[r.IntN(len(holidays))]).Add(time.Duration(r.IntN(24*60)) * time.Minute)
}

func TestArrivalAgainstNaive(t *testing.T) {
	listed := 0
	seeded(t, 60, func(t *testing.T, r *rand.Rand) {
		e := randomHours(r, 9).engine(t)
		for _, mode := range e.Modes() {
			q := NearestQuery{
				Query:  Query{Mode: mode, Eligible: EligibleAny, Filter: randomFilter(r), At: randomMoment(t, r)},
				Origin: center(t, r.IntN(9), r.IntN(9)), Limit: 1 + r.IntN(4), Stay: time.Duration(r.IntN(3)) * DefaultStay,
				MaxMinutes: []float64{0, 0, 3, 10}[r.IntN(4)],
			}
			listed += againstNaive(t, e, q)
		}
	})
	if listed < 500 {
		t.Errorf("the twins were compared on %d places only", listed)
	}
}

// againstNaive compares the two answers to a question and counts what the naive one lists.
func againstNaive(t *testing.T, e *Engine, q NearestQuery) (listed int) {
	t.Helper()
	a := nearest(t, e, q)
	q.Open = OpenArrival
	results, next, remote := newNaive(e, q).answer(t)
	for name, pair := range map[string][2][]string{
		"results": {plainly(e, a.Results), results}, "next": {plainly(e, a.Next), next}, "remote": {plainly(e, a.Remote), remote},
	} {
		if listed += len(pair[1]); !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s at %v, %+v: %s %q, want %q", q.Mode, q.At, q.Filter, name, pair[0], pair[1])
		}
	}
	if len(a.Results)+len(a.Next) == 0 && len(a.Warnings) == 0 {
		t.Errorf("%s: an empty answer without a word", q.Mode)
	}
	return listed
}

func plainly(e *Engine, results []Result) (out []string) {
	for _, r := range results {
		out = append(out, fmt.Sprintf("%s %v %d %s", e.View().Structure(r.Structure).ID, r.State, r.Time, r.opening().moment().Format("2 15:04:05")))
	}
	return out
}

// An open door is open until it says, and not a minute longer.
func TestUntilIsWhenItCloses(t *testing.T) {
	told := 0
	seeded(t, 100, func(t *testing.T, r *rand.Rand) {
		e := randomHours(r, 9).engine(t)
		q := NearestQuery{Origin: center(t, 3, 3), Limit: MaxLimit, Query: Query{Mode: Crow, Eligible: EligibleAny, At: paris(t, "2026-11-25 08:00").Add(time.Duration(r.IntN(36*60)) * time.Minute)}}
		for _, result := range nearest(t, e, q).Results {
			if result.State != hours.Open || result.Until.IsZero() {
				continue
			}
			told++
			n := newNaive(e, q)
			at := q.At.Add(lasting(result.Time))
			for with := n.told(&result); n.state(with, at) == hours.Open; at = at.Truncate(quarter).Add(quarter) {
			}
			if !at.Equal(result.Until) {
				t.Errorf("%s: closes at %v, said until %v", e.View().Structure(result.Structure).ID, at, result.Until)
			}
		}
	})
	if told < 30 {
		t.Errorf("only %d were open", told)
	}
}
