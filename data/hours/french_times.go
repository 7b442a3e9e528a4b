package hours

// times takes the times of a clause: "de 9h à 12h et de 14h à 17h", "9h-12h / 14h-17h".
func (p *frenchParser) times(c *frenchClause) bool {
	if !p.labelled(c) {
		return false
	}
	for !p.failed {
		from := p.at
		if !p.take(",", "et") && !p.takeAny("et", ",", "/", "-", "puis", "&", "+") {
			if t := p.peek(); t.kind != frenchWord { // "9h-12h le matin 14h-17h l'après-midi"
				break
			}
		}
		if !p.labelled(c) {
			p.at = from
			break
		}
	}
	return true
}

// labelled takes a span, and the half of the day it is said to lie in, before it or after.
func (p *frenchParser) labelled(c *frenchClause) bool {
	from := p.at
	half, before := p.half()
	if before {
		p.take(":")
	}
	s, ok := p.span()
	if !ok {
		p.at = from
		return false
	}
	if !before {
		half = p.labelAfter()
	}
	if half != wholeDay && half != halfOfSpan(s) {
		p.failed = true
	}
	if n := len(c.spans); n > 0 && s.from < c.spans[n-1].from {
		p.failed = true // "9h-12h, 2h-5h"
	}
	c.spans = append(c.spans, s)
	return true
}

// labelAfter takes the half of the day after a span, unless another span follows that it belongs to.
func (p *frenchParser) labelAfter() frenchHalf {
	from := p.at
	half, ok := p.half()
	if !ok {
		return wholeDay
	}
	after := p.at
	p.take(":")
	if _, next := p.span(); next {
		p.at = from
		return wholeDay
	}
	p.at = after
	return half
}

// span takes times from one to another.
func (p *frenchParser) span() (frenchSpan, bool) {
	from := p.at
	if p.roundTheClock() {
		return frenchSpan{to: 24 * 60, toLast: 24 * 60}, true
	}
	between := p.take("entre")
	if !between && !p.take("de") {
		p.take("du") // a slip of the pen: "du 8h30 à 12h00"
	}
	start, ok := p.moment(true)
	if ok && (between && p.take("et") || !between && (p.takeAny("a", "-") || p.take("jusqu", "'", "a") || p.slashed())) {
		if end, ok := p.moment(start.kind == frenchClock); ok && (start.kind == frenchClock || end.kind == frenchClock) {
			s, ok := makeFrenchSpan(start, end)
			p.failed = p.failed || !ok
			return s, true
		}
	}
	p.at = from
	return frenchSpan{}, false
}

// slashed takes the stroke of "9h/12h", between times that both have their "h".
func (p *frenchParser) slashed() bool {
	return p.tokens[p.at-1].kind == frenchClock && p.at+1 < len(p.tokens) && p.tokens[p.at+1].kind == frenchClock && p.take("/")
}

// roundTheClock takes "24h/24".
func (p *frenchParser) roundTheClock() bool {
	from := p.at
	if t := p.peek(); t.kind == frenchClock && t.n == 24*60 {
		p.at++
		if p.takeAny("/", "sur") && p.number(24) {
			return true
		}
		if p.peek().kind == frenchClock && p.peek().n == 24*60 {
			p.at++
			return true
		}
	}
	p.at = from
	return false
}

// moment takes a clock time, or a bare hour where one may stand: "de 13 à 16h".
func (p *frenchParser) moment(bare bool) (frenchToken, bool) {
	t := p.peek()
	if t.kind == frenchClock || bare && t.kind == frenchNumber && t.n <= 24 {
		p.at++
		return t, true
	}
	return t, false
}

// makeFrenchSpan is times from start to end; false where they are none. Times
// that end before they begin run past midnight only as far as people are up.
func makeFrenchSpan(start, end frenchToken) (frenchSpan, bool) {
	for _, t := range []*frenchToken{&start, &end} {
		if t.kind == frenchNumber {
			t.n *= 60
			t.last = t.n
		}
	}
	if start.n == 24*60 {
		start.n, start.last = 0, 0
	}
	s := frenchSpan{start.n, start.last, end.n, end.last}
	if s.to <= s.from {
		if s.to > 6*60 || s.from < 17*60 {
			return s, false
		}
		s.to, s.toLast = s.to+24*60, s.toLast+24*60
	}
	return s, s.fromLast < s.to
}
