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

// paint covers from to to with a mark.
func (w wall) paint(from, to int, m mark) wall {
	from, to = max(from, 0), min(to, minutesADay)
	if from >= to {
		return w
	}
	first, last := w.at(from), w.at(to-1)
	var put [3]part
	n := 0
	if int(w[first].from) < from {
		put[n], n = w[first], n+1
	}
	put[n], n = part{int16(from), m}, n+1
	if w.end(last) > to {
		put[n], n = part{int16(to), w[last].mark}, n+1
	}
	return slices.Replace(w, first, last+1, put[:n]...)
}

// fill covers what is closed from from to to.
func (s *Schedule) fill(w wall, from, to int, m mark) wall {
	from, to = max(from, 0), min(to, minutesADay)
	for from < to {
		i := w.at(from)
		end := min(w.end(i), to)
		if s.said[w[i].mark].state == Closed {
			w = w.paint(from, end, m)
		}
		from = end
	}
	return w
}

// painter paints the walls of days, and keeps the last few: most days of a year are like one of them.
type painter struct {
	s       *Schedule
	asked   asked
	active  active
	kept    [8]keptWall
	oldest  int
	merged  wall
	scratch wall
}

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
	return &painter{s: s, active: active{own: bits[:words], eve: bits[words:]}}
}

// wallOf is a day's wall, good until the next one is asked for.
func (p *painter) wallOf(day Day) wall {
	p.asked.set(p.s, day)
	first := p.read(0)
	today, eve := p.asked.today.doubted, p.asked.eve.doubted
	if !today && !eve {
		return first
	}
	if p.s.mixed {
		return append(p.merged[:0], part{0, markSchool})
	}
	p.merged = append(p.merged[:0], first...)
	for reading := 1; reading < readings; reading++ {
		if p.asked.possible(reading) {
			p.merge(p.read(reading))
		}
	}
	return p.merged
}

// merge keeps what another reading tells alike, and doubts the rest.
func (p *painter) merge(other wall) {
	p.scratch = p.scratch[:0]
	for i, k := 0, 0; i < len(p.merged) && k < len(other); {
		m := p.merged[i].mark
		if p.s.said[m].state != p.s.said[other[k].mark].state {
			m = markSchool
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
		if eve && (r.overnight || r.replaces || r.dismisses) && r.days.has(&p.asked.eve) {
			a.eve[i/64] |= 1 << (i % 64)
			eve = !r.replaces && !r.dismisses
		}
		if own && r.days.has(&p.asked.today) {
			if r.dismisses {
				a.base = markOf(i, certain)
			} else {
				a.own[i/64] |= 1 << (i % 64)
			}
			own = !r.replaces && !r.dismisses
		}
	}
}

// paint paints the active rules in their order.
func (p *painter) paint(w wall) wall {
	w = append(w[:0], part{0, p.active.base})
	for i := range p.s.rules {
		own, eve := p.active.own[i/64]>>(i%64)&1 != 0, p.active.eve[i/64]>>(i%64)&1 != 0
		r := &p.s.rules[i]
		switch {
		case !own && !eve || r.fallback && r.closed:
		case r.fallback: // what is filled stays: certain times first
			w = p.paintRule(w, i, certain, own, eve)
			w = p.paintRule(w, i, tail, own, eve)
		default:
			w = p.paintRule(w, i, tail, own, eve)
			w = p.paintRule(w, i, certain, own, eve)
		}
	}
	return w
}

// paintRule paints a rule's times, or its open ends, on the day and from the day before.
func (p *painter) paintRule(w wall, i int, c cover, own, eve bool) wall {
	r := &p.s.rules[i]
	m := markOf(i, c)
	if own && r.wholeDay && c == certain {
		w = p.put(w, r, 0, minutesADay, m)
	}
	for k := range max(len(r.spans), len(r.periods)) {
		if own {
			from, to := p.span(r, k, 0).part(c)
			w = p.put(w, r, from, to, m)
		}
		if eve {
			from, to := p.span(r, k, -1).part(c)
			w = p.put(w, r, from-minutesADay, to-minutesADay, m)
		}
	}
	return w
}

// span is a rule's k-th span on the day asked about, or on the one before it.
func (p *painter) span(r *rule, k, days int) minutes {
	if r.periods == nil {
		return r.spans[k]
	}
	return r.periods[k].on(r.periods, p.asked.sky.of(days), p.asked.sky.of(days+1))
}

// part is the certain part of a span, or its tail.
func (s minutes) part(c cover) (from, to int) {
	if c == certain {
		return int(s.from), int(s.to)
	}
	return int(s.to), int(s.tail)
}

func (p *painter) put(w wall, r *rule, from, to int, m mark) wall {
	if r.fallback {
		return p.s.fill(w, from, to, m)
	}
	return w.paint(from, to, m)
}
