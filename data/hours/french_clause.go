package hours

import "slices"

// frenchHalf is a half of the day.
type frenchHalf uint8

const (
	wholeDay frenchHalf = iota
	morning
	afternoon
)

// frenchSpan is times as a clause gives them, in minutes. From may be as late
// as FromLast and To as late as ToLast where the text slipped ("13h030").
type frenchSpan struct{ from, fromLast, to, toLast int }

// frenchClause is what one part of a text says of some days: "le samedi de 9h à 12h".
type frenchClause struct {
	days    dayMask
	named   bool // the days are told
	list    bool // several days with no "les" before them: a half after them may be the last one's only
	nth     Nth
	months  []DateRange
	weeks   []WeekRange
	half    frenchHalf
	spans   []frenchSpan
	state   State
	told    bool // the state is: closed, by appointment, or in doubt ("un lundi sur deux")
	leading bool // the state stands before the days
	season  int  // 1 winter, 2 summer: the text does not say when they begin
	from    int  // bytes of the raw text, from and to
	to      int
}

// special tells a clause that does not hold every week.
func (c *frenchClause) special() bool { return c.nth != 0 || c.months != nil || c.weeks != nil }

// frenchText is a whole text, clause by clause.
type frenchText struct {
	clauses     []frenchClause
	off         []bool         // closed on school holidays (true), on public ones (false)
	appointment bool           // everything is by appointment
	otherwise   bool           // by appointment outside the hours told
	comments    []*frenchText  // in « »
	doubts      []frenchClause // times of which a comment says what is not understood
}

// frenchParser reads clauses off tokens. Every token must be taken by a rule of the grammar.
type frenchParser struct {
	raw      string
	tokens   []frenchToken
	at       int
	text     *frenchText
	sentence int   // the first clause of the sentence at hand
	lead     State // what a word before the days says of those to come; Open where nothing does
	season   int
	parted   bool // a separator stands before the item at hand
	strong   bool // and it ends sentences
	joined   bool // it is "et"
	except   bool // the lead is "sauf", after which times may be closed ones or open ones
	offHere  bool // holidays are taken from a clause, which must be the only one
	reached  bool // how to get in touch has been told: hours after it may be those of the telephone
	failed   bool
}

// parseFrench reads the clauses of a text; false where any word of it is not understood.
func parseFrench(raw string, tokens []frenchToken) (*frenchText, bool) {
	p := frenchParser{raw: raw, tokens: tokens, text: new(frenchText), lead: Open, parted: true, strong: true}
	for p.at < len(p.tokens) && !p.failed {
		if p.separator() {
			continue
		}
		from := p.at
		p.item()
		if p.at == from {
			return nil, false
		}
		p.parted, p.strong, p.joined = false, false, false
	}
	p.endSentence()
	open := 0
	for _, c := range p.text.clauses {
		if c.state != Closed {
			open++
		}
	}
	return p.text, !p.failed && !(p.offHere && open != 1)
}

// separator takes what parts two items.
func (p *frenchParser) separator() bool {
	switch {
	case p.take(".", ".", "."): // something is left out
		p.failed = true
	case p.take(".") || p.take(";") || p.take("/") || p.take("-") || p.take("!"):
		p.endSentence()
		p.strong = true
	case p.take("et") || p.take("ainsi", "que") || p.take("puis") || p.take("&") || p.take("+"):
		p.joined = true
	case p.take(","):
	default:
		return false
	}
	p.parted = true
	return true
}

// item takes one clause, or what is said of clauses.
func (p *frenchParser) item() {
	switch {
	case p.take("("):
		if p.parted || !(p.exception() || p.closing() || p.appointment() || p.harmless() || p.qualifies() || p.until()) || !p.take(")") {
			p.failed = true
		}
	case p.comment(), p.appointment(), p.harmless():
	default:
		p.filler()
		if !p.exception() && !p.closing() && !p.appointment() && !p.seasonName() && !p.harmless() {
			p.clause()
		}
	}
}

// take takes the words given, in their order, or nothing.
func (p *frenchParser) take(words ...string) bool {
	if p.at+len(words) > len(p.tokens) {
		return false
	}
	for i, word := range words {
		if p.tokens[p.at+i].text != word {
			return false
		}
	}
	p.at += len(words)
	return true
}

// takeAny takes one of the words, or nothing.
func (p *frenchParser) takeAny(words ...string) bool {
	for _, word := range words {
		if p.take(word) {
			return true
		}
	}
	return false
}

// peek is the token at hand, the zero token past the end.
func (p *frenchParser) peek() frenchToken {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return frenchToken{kind: frenchMark}
}

// filler takes words that name opening hours and say nothing of them.
func (p *frenchParser) filler() {
	if p.take("accueil", "du", "public") || p.take("ouvert", "au", "public") || p.take("ouverture", "au", "public") || p.take("accueil", "physique") ||
		p.take("horaires", "d", "'", "ouverture") || p.takeAny("vigipirate", "ouvert", "ouverte", "ouverts", "ouvertes", "ouverture", "accueil", "permanence", "permanences", "horaires") {
		p.take(":")
	}
}

// previous is the clause before, nil where the text begins.
func (p *frenchParser) previous() *frenchClause {
	if n := len(p.text.clauses); n > 0 {
		return &p.text.clauses[n-1]
	}
	return nil
}

// atEnd tells whether the sentence ends here, or the text.
func (p *frenchParser) atEnd() bool {
	switch p.peek().text {
	case "":
		return p.at >= len(p.tokens)
	case ".", ";", "/", ")", "!":
		return true
	}
	return false
}

// clause takes days, times and what qualifies them, in any order that is heard.
func (p *frenchParser) clause() {
	c := frenchClause{state: p.lead, told: p.lead != Open, leading: p.lead != Open, season: p.season}
	from := p.at
	for p.at < len(p.tokens) && !p.failed && p.part(&c) {
	}
	if p.at == from {
		return
	}
	c.from, c.to = p.tokens[from].from, p.tokens[p.at-1].to
	if c.half != wholeDay && (c.list || !c.fits()) || p.except && c.spans != nil || c.leading && c.state == Closed && c.list && c.spans != nil {
		p.failed = true // "fermé mardi, mercredi 9h-12h"
	}
	if c.leading && c.state == Closed && !c.named && !c.special() {
		p.closesHere(&c)
	}
	p.add(c)
}

// closesHere gives a closing without days those of the one clause before it in
// the sentence: "lundi 9h-17h ; mardi 9h-17h, fermé de 12h à 14h" closes no Monday.
func (p *frenchParser) closesHere(c *frenchClause) {
	switch before := p.text.clauses[p.sentence:]; {
	case len(before) == 1 && before[0].named:
		c.named, c.days = true, before[0].days
	case len(before) > 0:
		p.failed = true
	}
}

// part takes one part of a clause.
func (p *frenchParser) part(c *frenchClause) bool {
	switch {
	case c.spans == nil && !c.named && p.days(c):
	case c.months == nil && p.months(c):
	case c.weeks == nil && p.weeks(c):
	case c.named && p.frequency(c):
	case c.spans == nil && p.times(c):
	case c.half == wholeDay && c.spans == nil && p.halfOf(c):
	case c.named && c.spans == nil && c.half == wholeDay && p.take("toute", "la", "journee"):
	case len(c.spans) == 1 && (p.take("en", "continu") || p.take("sans", "interruption") || p.take("non", "stop")):
	case c.named && c.spans == nil && (p.take(":") || p.dashBeforeTime()):
	case !c.named && c.spans == nil && c.special() && (p.take(":") || p.take(",")):
	default:
		return false
	}
	return true
}

// dashBeforeTime takes the dash of "Lundi - 9h-12h".
func (p *frenchParser) dashBeforeTime() bool {
	if p.at+1 < len(p.tokens) && p.tokens[p.at+1].kind == frenchClock {
		return p.take("-")
	}
	return false
}

// add keeps a clause. Times without days belong to the days told just before.
func (p *frenchParser) add(c frenchClause) {
	last := p.previous()
	p.failed = p.failed || p.reached || c.timesOnly() && last != nil && last.told && last.state == Closed // "fermé - 14h-17h"
	if c.timesOnly() && last != nil && last.named && !last.told && p.continues(last, c.from) {
		last.spans, last.to = append(last.spans, c.spans...), c.to
		return
	}
	if !p.parted && last != nil && !c.told && (last.spans == nil && !last.told || c.spans == nil && !last.timesOnly()) {
		p.failed = true // two clauses with nothing between them: whose times are these?
	}
	p.text.clauses = append(p.text.clauses, c)
}

// timesOnly tells a clause that is nothing but times.
func (c *frenchClause) timesOnly() bool {
	return !c.named && !c.told && c.half == wholeDay && !c.special() && c.spans != nil
}

// continues tells whether times that begin at from go on with the clause before:
// nothing parts them, or a new line does, or a comma from days that have none yet.
func (p *frenchParser) continues(last *frenchClause, from int) bool {
	return !p.parted || p.strong && p.tokenBefore(from) == ";" || !p.strong && !p.joined && last.spans == nil
}

// tokenBefore is the text of the token before a byte of the raw text.
func (p *frenchParser) tokenBefore(from int) string {
	for i := len(p.tokens) - 1; i >= 0; i-- {
		if p.tokens[i].to <= from {
			return p.tokens[i].text
		}
	}
	return ""
}

// endSentence settles what the clauses of a sentence take from each other: days
// without times have those of the next ("le lundi et le mardi de 9h à 12h").
func (p *frenchParser) endSentence() {
	all := p.text.clauses[p.sentence:]
	if len(all) == 2 && all[0].timesOnly() && all[1].named && all[1].spans == nil && !all[1].told {
		all[1].spans, all[1].from = all[0].spans, all[0].from // "de 9h à 12h, du lundi au vendredi"
		p.text.clauses = append(p.text.clauses[:p.sentence], all[1])
		p.failed = p.failed || !all[1].fits() && all[1].half != wholeDay
	}
	all = p.text.clauses[p.sentence:]
	p.failed = p.failed || len(all) > 1 && slices.ContainsFunc(all, func(c frenchClause) bool { return c.timesOnly() })
	for i := len(all) - 2; i >= 0; i-- {
		c, next := &all[i], &all[i+1]
		if c.leading != next.leading || c.leading && (c.spans == nil) != (next.spans == nil) {
			if c.leading {
				p.failed = true // "fermé le lundi, le mardi de 9h à 12h"
			}
			continue
		}
		p.failed = p.failed || c.leading && c.state == Closed && c.blurs(next)
		if c.spans == nil && !c.told && (next.spans != nil || next.told) {
			if next.spans != nil && (c.half != wholeDay || next.half != wholeDay) || (c.half == wholeDay) != (next.half == wholeDay) {
				p.failed = true // "le lundi matin et le mardi de 9h à 12h"
			}
			c.spans, c.state, c.told = next.spans, next.state, next.told
		}
	}
	p.sentence, p.lead, p.except = len(p.text.clauses), Open, false
}

// blurs tells whether what the next clause says may be said of this one too, or
// the closing of this one may not be said of the next: "fermé le lundi et le
// mardi en août", "fermé de 12h à 14h, le mardi de 9h à 17h", "fermé le lundi et le mardi matin".
func (c *frenchClause) blurs(next *frenchClause) bool {
	return next.spans != nil || c.named && next.named &&
		(c.half == wholeDay && next.half != wholeDay || c.months == nil && next.months != nil || c.weeks == nil && next.weeks != nil)
}

// fits tells whether the times of a clause lie in the half of the day that it names.
func (c *frenchClause) fits() bool {
	for _, s := range c.spans {
		if c.half != halfOfSpan(s) {
			return false
		}
	}
	return true
}

// noonFrom and noonTo bound the time of which people say either half of the day.
const noonFrom, noonTo = 12 * 60, 14 * 60

// halfOfSpan is the half of the day in which times lie; wholeDay where they lie in both, or in between.
func halfOfSpan(s frenchSpan) frenchHalf {
	switch {
	case s.from < noonFrom && s.toLast <= noonTo-30:
		return morning
	case s.from >= noonFrom && s.to > noonTo:
		return afternoon
	default:
		return wholeDay
	}
}
