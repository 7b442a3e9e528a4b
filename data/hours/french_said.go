package hours

import "slices"

// exception takes "sauf le mercredi", "hors vacances scolaires".
func (p *frenchParser) exception() bool {
	if !p.takeAny("sauf", "excepte", "hors") && !p.take("en", "dehors", "des") {
		return false
	}
	if last := p.previous(); last != nil && last.told {
		p.failed = true // "fermé le samedi sauf le 1er": open then, or by no appointment
	}
	if !p.holidaysOff() {
		p.leading(Closed)
		p.except = true
		p.clauseAfter()
	}
	return true
}

// holidaysOff takes the holidays on which nobody is received.
func (p *frenchParser) holidaysOff() bool {
	from := p.at
	p.takeAny("pendant", "durant")
	p.takeAny("les", "des", "aux")
	switch {
	case p.take("vacances", "scolaires"):
		p.text.off = append(p.text.off, true)
	case p.take("jours", "feries"):
		p.text.off = append(p.text.off, false)
	default:
		p.at = from
		return false
	}
	p.moreHolidays()
	p.offHere = p.offHere || !p.parted || !p.strong || !p.atEnd()
	return true
}

// closing takes "fermé", before what it is said of or after it ("lundi : fermé").
func (p *frenchParser) closing() bool {
	if !p.takeAny("ferme", "fermee", "fermes", "fermees", "fermeture") {
		return false
	}
	p.take("definitivement")
	last := p.previous()
	switch {
	case !p.parted && last != nil && len(p.text.clauses) > p.sentence && last.spans == nil && !last.told:
		last.state, last.told = Closed, true
	case p.holidaysOff():
	default:
		p.leading(Closed)
		p.clauseAfter()
	}
	return true
}

// leading notes a state that is said of the clauses to come in the sentence.
func (p *frenchParser) leading(s State) {
	p.take(":")
	p.lead = s
}

// clauseAfter takes the clause that a leading word is said of: there must be one.
func (p *frenchParser) clauseAfter() {
	n := len(p.text.clauses)
	p.parted = true
	p.clause()
	p.failed = p.failed || len(p.text.clauses) == n
	if p.lead == Closed {
		p.moreHolidays() // "sauf le dimanche et les jours fériés"
	}
}

// moreHolidays takes holidays that a list of closings goes on with.
func (p *frenchParser) moreHolidays() {
	from := p.at
	if !p.takeAny("et", ",") || !p.holidaysOff() {
		p.at = from
	}
}

// appointment takes "sur rendez-vous", wherever it stands.
func (p *frenchParser) appointment() bool {
	from := p.at
	p.only()
	if !p.take("sur", "rendez-vous") && !p.take("prise", "de", "rendez-vous", "obligatoire") && !p.take("rendez-vous", "obligatoire") {
		p.at = from
		return false
	}
	p.only()
	p.contactTail()
	if p.parted && p.purpose() {
		return true // others come without
	}
	inSentence := len(p.text.clauses) > p.sentence
	last := p.previous()
	switch {
	case p.parted && p.strong && p.atEnd():
		p.text.appointment = true
	case p.joined && p.atEnd() && inSentence && last.spans != nil:
		p.text.otherwise = true
	case inSentence && (!p.parted || p.atEnd()):
		p.appointmentAfter(last)
	case p.parted:
		p.leading(ByAppointment)
		p.clauseAfter()
	default:
		p.failed = true
	}
	return true
}

// contactTail takes how an appointment is made: "par téléphone au 04 95 00 00 00".
func (p *frenchParser) contactTail() {
	from := p.at
	p.take(":")
	phoned := p.take("par", "telephone") || p.take("par", "mail")
	end := p.at
	p.take(":")
	p.takeAny("au", "a")
	switch {
	case p.peek().kind == frenchContact:
		p.at++
		phoned = true
	case phoned:
		p.at = end
	default:
		p.at = from
	}
	p.reached = p.reached || phoned
}

// qualifies takes "(semaines paires)" and "(tous les 15 jours)" of the one clause of a sentence.
func (p *frenchParser) qualifies() bool {
	last := p.previous()
	if last == nil || len(p.text.clauses) != p.sentence+1 || !last.named || last.told || last.special() || !p.weeks(last) && !p.frequency(last) {
		return false
	}
	last.to = p.peek().to
	return p.peek().text == ")"
}

// until takes "(16h30 le vendredi)": when the last times end on some of the
// days just told. A time as near to when they begin may be their beginning.
func (p *frenchParser) until() bool {
	last, c := p.previous(), frenchClause{}
	before := p.days(&c)
	p.take(":")
	p.take("jusqu", "'", "a")
	end, ok := p.moment(false)
	if !ok || !before && !p.days(&c) || last == nil || last.told || last.special() || last.spans == nil ||
		c.special() || c.told || c.days&^last.days != 0 {
		return false
	}
	one := *last
	one.days, one.spans = c.days, slices.Clone(last.spans)
	s := &one.spans[len(one.spans)-1]
	ends := s.to-end.n < end.n-s.fromLast && end.n-s.to < end.n-s.fromLast
	s.to, s.toLast = end.n, end.last
	last.days &^= c.days
	p.text.clauses = append(p.text.clauses, one)
	return ends && s.toLast <= 24*60
}

func (p *frenchParser) only() bool { return p.takeAny("uniquement", "exclusivement", "seulement") }

// appointmentAfter says of the clause before that it is by appointment. Of
// several times only the last surely are ("de 9h à 12h et de 14h à 17h sur rendez-vous").
func (p *frenchParser) appointmentAfter(last *frenchClause) {
	before := p.text.clauses[p.sentence : len(p.text.clauses)-1]
	if last.told || !p.clauseEnds() && last.spans != nil {
		p.failed = true
		return
	}
	last.state, last.told = ByAppointment, true
	if n := len(last.spans); n > 0 {
		for _, c := range before {
			p.failed = p.failed || c.spans != nil && !c.told // theirs too?
		}
		if n > 1 {
			doubtful := *last
			doubtful.spans, doubtful.state = last.spans[:n-1], Unknown
			last.spans = last.spans[n-1:]
			p.text.clauses = append(p.text.clauses, doubtful)
		}
		return
	}
	if !p.clauseEnds() && (p.reached || !p.times(last)) {
		p.failed = true
	}
}

// clauseEnds tells whether a separator comes next, or the end.
func (p *frenchParser) clauseEnds() bool {
	switch p.peek().text {
	case ",", "et", "ainsi", "puis", "&", "+", "-", "«":
		return true
	}
	return p.atEnd()
}

// seasonName takes "Hiver :", "Eté :". When they begin is not told.
func (p *frenchParser) seasonName() bool {
	from := p.at
	p.take("d", "'")
	season := 0
	switch {
	case p.take("hiver"):
		season = 1
	case p.take("ete"):
		season = 2
	}
	if season == 0 || !p.take(":") {
		p.at = from
		return false
	}
	p.endSentence()
	p.season = season
	return true
}

// comment takes what stands between « and ». Right after a clause it is said of
// that clause, else of the whole text.
func (p *frenchParser) comment() bool {
	if p.peek().text != "«" {
		return false
	}
	end := len(p.tokens) - 1
	for ; end > p.at; end-- {
		if next := end + 1; p.tokens[end].text == "»" && (next == len(p.tokens) || p.closesComment(end)) {
			break
		}
	}
	read, inside := parseComment, p.tokens[min(p.at+1, end):end]
	if !p.parted {
		read = parseFrench
	}
	inner, ok := read(p.raw, inside)
	if !ok || end == p.at {
		p.failed = true
		return true
	}
	p.at = end + 1
	if p.parted {
		p.text.comments = append(p.text.comments, inner)
	} else {
		p.slotComment(inner)
	}
	return true
}

// closesComment tells whether the » at end is followed by the next part of the text, and no « stands before it again.
func (p *frenchParser) closesComment(end int) bool {
	for _, t := range p.tokens[p.at+1 : end] {
		if t.text == "«" {
			return false
		}
	}
	return p.tokens[end+1].text == ";"
}

// slotComment applies a comment to the clause before it: a half of the day, or by appointment.
func (p *frenchParser) slotComment(inner *frenchText) {
	last := p.previous()
	switch {
	case last == nil || inner.otherwise || inner.off != nil || inner.comments != nil || len(inner.clauses) > 1 || last.told:
		p.failed = true
	case len(inner.clauses) == 1:
		c := inner.clauses[0]
		if c.named || c.special() || c.spans != nil || c.told || inner.appointment || c.half == wholeDay || last.half != wholeDay {
			p.failed = true
			return
		}
		last.half = c.half
		p.failed = p.failed || !last.fits()
	case inner.appointment:
		last.state, last.told = ByAppointment, true
	}
}
