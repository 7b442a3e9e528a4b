package hours

// paint is the wall of the active rules, as fold has them.
func (p *painter) paint(w wall) wall {
	c := &p.canvas
	c.reset(len(p.s.rules))
	for i := len(p.s.rules) - 1; i >= 0; i-- {
		r := &p.s.rules[i]
		switch {
		case !p.isActive(i):
		case !r.fallback:
			p.paintRule(i)
		case !r.closed:
			c.fills = append(c.fills, i)
		}
	}
	p.close(c.todo, p.active.base)
	return c.wall(w)
}

func (p *painter) isActive(i int) bool { return (p.active.own[i/64]|p.active.eve[i/64])>>(i%64)&1 != 0 }

// paintRule paints a rule's times where no rule after it did.
func (p *painter) paintRule(i int) {
	for told := certain; told < untold; told++ {
		set, some := p.covers(i, told)
		if some {
			set, some = set.and(&p.canvas.todo)
		}
		switch {
		case !some:
			continue
		case p.s.rules[i].closed:
			p.close(set, markOf(i, told))
		default:
			p.canvas.put(&set, markOf(i, told))
		}
		p.canvas.todo.without(&set)
	}
}

// close paints minutes that are closed: what fills them is the first of the
// fallbacks that come after what closes them, else that.
func (p *painter) close(set minuteSet, m mark) {
	fills := p.canvas.fills
	for k := len(fills) - 1; k >= 0; k-- {
		for told := certain; told < untold; told++ {
			filled, some := p.covers(fills[k], told)
			if !some {
				continue
			}
			if filled, some = filled.and(&set); some {
				p.canvas.put(&filled, markOf(fills[k], told))
				set.without(&filled)
			}
		}
	}
	p.canvas.put(&set, m)
}

// covers is the minutes of the day that an active rule tells of, from that day
// and from the one before it, some false where there are none.
func (p *painter) covers(i int, c cover) (set minuteSet, some bool) {
	own, eve := p.active.own[i/64]>>(i%64)&1 != 0, p.active.eve[i/64]>>(i%64)&1 != 0
	if p.s.rules[i].wholeDay {
		if own && c == certain {
			return everyMinute, true
		}
		return set, false
	}
	if own {
		of := p.coverageOf(i, 0)
		if of.has[c].own {
			set, some = of.own[c], true
		}
		if of.sunless && c == tail {
			p.asked.sunless = true
			if p.asked.sunMay {
				return everyMinute, true
			}
		}
	}
	if eve {
		if of := p.coverageOf(i, -1); of.has[c].eve {
			set.with(&of.eve[c])
			some = true
		}
	}
	return set, some
}

// coverageOf is a rule's times on the day asked about, or on the one before it.
func (p *painter) coverageOf(i, days int) *coverage {
	r, day := &p.s.rules[i], Day(0)
	if r.periods != nil {
		day = p.asked.today.day + Day(days)
	}
	c := &p.canvas.covers[i][day&1]
	if c.made && c.of == day {
		return c
	}
	*c = coverage{of: day, made: true}
	for k := range r.spans {
		c.add(r.spans[k])
	}
	for k := range r.periods {
		span, ok := r.periods[k].on(r.periods, &p.asked.sky, days)
		if !ok && r.closed {
			c.sunless = true
			continue
		}
		c.add(span)
	}
	return c
}

// coverage is what a rule's times cover, by cover: of the day that they belong to, and of the one after it.
type coverage struct {
	of       Day // where the sun decides of it
	made     bool
	sunless  bool                            // times off lack a moment of the sun that day
	has      [untold]struct{ own, eve bool } // whether they cover anything
	own, eve [untold]minuteSet
}

func (c *coverage) add(s minutes) {
	c.addTo(certain, int(s.from), int(s.to))
	c.addTo(tail, int(s.to), int(s.tail))
}

func (c *coverage) addTo(told cover, from, to int) {
	if from < min(to, minutesADay) {
		c.own[told].add(from, to)
		c.has[told].own = true
	}
	if to > max(from, minutesADay) {
		c.eve[told].add(from-minutesADay, to-minutesADay)
		c.has[told].eve = true
	}
}
