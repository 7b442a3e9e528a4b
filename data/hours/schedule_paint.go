package hours

// paint is the wall of the active rules, as fold has them: what opens and what
// closes first, then what fills what is closed.
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
	c.closures = append(c.closures, closure{-1, p.active.base, c.todo})
	p.fill()
	return c.wall(w)
}

func (p *painter) isActive(i int) bool { return (p.active.own[i/64]|p.active.eve[i/64])>>(i%64)&1 != 0 }

// paintRule paints a rule's times where no rule after it did, and keeps those that it closes.
func (p *painter) paintRule(i int) {
	c := &p.canvas
	for told := certain; told < untold; told++ {
		var set minuteSet
		switch {
		case !p.take(&set, i, told, &c.todo):
		case p.s.rules[i].closed:
			c.closures = append(c.closures, closure{i, markOf(i, told), set})
		default:
			c.put(&set, markOf(i, told))
		}
	}
}

// fill paints what is closed: a minute is filled by the first fallback that comes
// after what closes it, and stays closed where there is none. It walks from the
// first rule to the last, so that each fallback is set once against what is
// closed before it, and not against each closure.
func (p *painter) fill() {
	c := &p.canvas
	var left minuteSet // closed, and not filled yet
	next := len(c.closures) - 1
	for k := len(c.fills) - 1; k >= 0; k-- {
		for ; next >= 0 && c.closures[next].rule < c.fills[k]; next-- {
			left.with(&c.closures[next].set)
		}
		for told := certain; told < untold; told++ {
			var set minuteSet
			if p.take(&set, c.fills[k], told, &left) {
				c.put(&set, markOf(c.fills[k], told))
			}
		}
	}
	for i := range c.closures {
		closed := &c.closures[i]
		if i <= next { // no fallback comes after it
			c.put(&closed.set, closed.mark)
			continue
		}
		var set minuteSet
		if set.take(&left, &closed.set, &noMinute) {
			c.put(&set, closed.mark)
		}
	}
}

// take moves into a set the minutes of from that an active rule tells of, from the
// day and from the one before it, and reports whether there are any.
func (p *painter) take(set *minuteSet, i int, c cover, from *minuteSet) bool {
	own, eve := p.active.own[i/64]>>(i%64)&1 != 0, p.active.eve[i/64]>>(i%64)&1 != 0
	if p.s.rules[i].wholeDay {
		return own && c == certain && set.take(from, &everyMinute, &noMinute)
	}
	ofOwn, ofEve := &noMinute, &noMinute
	if own {
		of := p.coverageOf(i, 0)
		if of.has[c].own {
			ofOwn = &of.own[c]
		}
		if of.sunless && c == tail {
			p.asked.sunless = true
			if p.asked.sunMay {
				ofOwn = &everyMinute
			}
		}
	}
	if eve {
		if of := p.coverageOf(i, -1); of.has[c].eve {
			ofEve = &of.eve[c]
		}
	}
	return (ofOwn != &noMinute || ofEve != &noMinute) && set.take(from, ofOwn, ofEve)
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
