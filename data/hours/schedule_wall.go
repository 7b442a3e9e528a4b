package hours

import (
	"slices"
	"sort"
)

// wall is a whole day as the clock shows it: what tells of it from a minute on,
// until the next part. The first part is from 0; the last one lasts until 24:00.
type wall []part

type part struct {
	from int16
	mark mark
}

// end is the minute that the i-th part lasts until.
func (w wall) end(i int) int {
	if i+1 < len(w) {
		return int(w[i+1].from)
	}
	return minutesADay
}

// at is the part that holds a minute.
func (w wall) at(minute int) int {
	return sort.Search(len(w), func(i int) bool { return int(w[i].from) > minute }) - 1
}

// painter paints the walls of days, and keeps the last few: most days of a year are like one of them.
type painter struct {
	s       *Schedule
	asked   asked
	heard   [2][2][]heard // what rules tell of, by whether the day is even, and by whether unknown school holidays are taken to be
	active  active
	kept    [8]keptWall
	oldest  int
	merged  wall
	scratch wall
	canvas  canvas
}

// heard is whether a rule tells of a day, as far as it was asked.
type heard uint8

const (
	wasAsked heard = 1 << iota
	tells
	doubts // it depends on school holidays that are not known
)

// active is which rules tell of a day, a bit each: of its own times, and of those
// of the day before that run past midnight.
type active struct {
	own, eve []uint64
	base     mark
}

type keptWall struct {
	active
	wall wall
}

func newPainter(s *Schedule) *painter {
	words := (len(s.rules) + 63) / 64
	bits := make([]uint64, 2*words)
	p := &painter{s: s, active: active{own: bits[:words], eve: bits[words:]}}
	n := len(s.rules)
	all := make([]heard, 4*n)
	for i := range 4 {
		p.heard[i/2][i%2] = all[i*n : (i+1)*n]
	}
	return p
}

// turn moves on to a day; what was heard of the one before it is kept.
func (p *painter) turn(day Day) {
	follows := p.asked.today.day+1 == day
	p.asked.set(p.s, day)
	for parity := range p.heard {
		if follows && parity != int(day&1) {
			continue
		}
		clear(p.heard[parity][0])
		clear(p.heard[parity][1])
	}
}

// has tells whether a rule tells of a day, which is asked of it once.
func (p *painter) has(i int, d *date) bool {
	days, reading := &p.s.rules[i].days, 0
	if d.offMay && days.school {
		reading = 1
	}
	h := &p.heard[d.day&1][reading][i]
	if *h == 0 {
		before := d.doubted
		d.doubted = false
		*h = wasAsked
		if days.has(d) {
			*h |= tells
		}
		if d.doubted {
			*h |= doubts
		}
		d.doubted = before
	}
	d.doubted = d.doubted || *h&doubts != 0
	return *h&tells != 0
}

// wallOf is a day's wall, good until the next one is asked for.
func (p *painter) wallOf(day Day) wall {
	p.turn(day)
	first := p.read(0)
	if p.asked.isCertain() {
		return first
	}
	if p.s.mixed && (p.asked.today.doubted || p.asked.eve.doubted) {
		return append(p.merged[:0], part{0, markSchool})
	}
	p.merged = append(p.merged[:0], first...)
	for reading := 1; reading < readings; reading++ {
		if p.asked.possible(reading) {
			p.merge(p.read(reading), doubt(reading))
		}
	}
	return p.merged
}

// merge keeps what another reading tells alike, and doubts the rest.
func (p *painter) merge(other wall, doubt mark) {
	p.scratch = p.scratch[:0]
	for i, k := 0, 0; i < len(p.merged) && k < len(other); {
		m := p.merged[i].mark
		if m != markSchool && p.s.said[m].state != p.s.said[other[k].mark].state {
			m = doubt
		}
		p.scratch = append(p.scratch, part{max(p.merged[i].from, other[k].from), m})
		end := min(p.merged.end(i), other.end(k))
		if p.merged.end(i) == end {
			i++
		}
		if other.end(k) == end {
			k++
		}
	}
	p.merged, p.scratch = p.scratch, p.merged
}

// read is the wall of the day asked about in one reading of the school holidays.
func (p *painter) read(reading int) wall {
	p.asked.read(reading)
	p.activate()
	if p.s.sunny {
		p.kept[0].wall = p.paint(p.kept[0].wall)
		return p.kept[0].wall
	}
	for i := range p.kept {
		k := &p.kept[i]
		if k.wall != nil && k.base == p.active.base && slices.Equal(k.own, p.active.own) && slices.Equal(k.eve, p.active.eve) {
			return k.wall
		}
	}
	k := &p.kept[p.oldest]
	p.oldest = (p.oldest + 1) % len(p.kept)
	k.own, k.eve = append(k.own[:0], p.active.own...), append(k.eve[:0], p.active.eve...)
	k.base, k.wall = p.active.base, p.paint(k.wall)
	return k.wall
}

// activate finds the rules that tell of the day, as fold walks them.
func (p *painter) activate() {
	a := &p.active
	clear(a.own)
	clear(a.eve)
	a.base = markClosed
	own, eve := true, p.s.overnight
	for i := len(p.s.rules) - 1; i >= 0 && (own || eve); i-- {
		r := &p.s.rules[i]
		if eve && (r.overnight || r.replaces || r.dismisses) && p.has(i, &p.asked.eve) {
			a.eve[i/64] |= 1 << (i % 64)
			eve = !r.replaces && !r.dismisses
		}
		if own && p.has(i, &p.asked.today) {
			if r.dismisses {
				a.base = markOf(i, certain)
			} else {
				a.own[i/64] |= 1 << (i % 64)
			}
			own = !r.replaces && !r.dismisses
		}
	}
}
