package hours

import (
	"slices"
	"strings"
	"unicode/utf8"

	"maillage/say"
)

// maxValue is the longest value read, in bytes; OSM allows 255 characters.
const maxValue = 4096

// Parse reads an opening_hours value, as OSM specifies it:
// https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
//
// It is lenient where only one meaning is possible: upper and lower case,
// missing or added spaces, dashes of any length, English names of days and
// months, "8:30", "8.30" and "8h30", a colon after the days, empty rules. All
// else is an error that says what, where, and what is allowed there: never a
// guess. So are points in time ("10:00", "10:00-16:00/90"), which no door
// keeps, days written after their times, and steps of days ("Jan 1-31/3"),
// which OSM does not specify.
//
// Times by the clock are kept with To after From: "22:00-02:00" ends at 26:00.
// An open end without a time ("19:00+") has the zero To.
func Parse(value string) (Rules, error) {
	if len(value) > maxValue {
		return nil, say.Errorf(
			"horaires opening_hours de %d octets : %d au plus ; donnez-les en moins de règles",
			"opening_hours of %d bytes: at most %d; say them in fewer rules", len(value), maxValue)
	}
	var few [64]token
	all, err := tokens(value, few[:0])
	if err != nil {
		return nil, err
	}
	p := parser{value: value, tokens: all}
	rules, err := p.rules()
	if err != nil {
		return nil, err
	}
	if err := checkSize(rules); err != nil {
		return nil, err
	}
	return rules, nil
}

// size is what the cost of an evaluation grows with: every rule is asked of every day, a day
// changes with every span, and rules by the sun have other times on each day.
type size struct {
	rules, days, spans int // days are their selectors: dates, weekdays, holidays, years, weeks
	sunny, times       int // of these, rules by the sun and their spans
}

// mostSize is as much as is read. Where school holidays are asked for it is half
// the rules and half the spans: a day they are not known of is read in every way they might be.
var mostSize = size{rules: 20, days: 128, spans: 64, sunny: 6, times: 24}

func (s size) halved() size { return size{s.rules / 2, s.days, s.spans / 2, s.sunny, s.times} }

func checkSize(rules Rules) error {
	has, most := size{rules: len(rules)}, mostSize
	school := false
	for i := range rules {
		has.days += len(rules[i].Years) + len(rules[i].Dates) + len(rules[i].Weeks) + len(rules[i].Holidays) + len(rules[i].Weekdays)
		has.spans += len(rules[i].Times)
		if isSunny(rules[i].Times) {
			has.sunny, has.times = has.sunny+1, has.times+len(rules[i].Times)
		}
		school = school || slices.ContainsFunc(rules[i].Holidays, func(h Holiday) bool { return h.School })
	}
	if school {
		most = most.halved()
	}
	if has.rules <= most.rules && has.days <= most.days && has.spans <= most.spans && has.sunny <= most.sunny && has.times <= most.times {
		return nil
	}
	return say.Errorf(
		"horaires opening_hours de %d règles, %d jours ou suites de jours et %d plages d'heures, dont selon le soleil %d et %d : au plus %d, %d et %d, dont %d et %d, %s ; réunissez les jours qui ont les mêmes heures",
		"opening_hours of %d rules, %d days or ranges of them and %d spans of times, of these %d and %d by the sun: at most %d, %d and %d, of these %d and %d, %s; put days of the same times together",
		has.rules, has.days, has.spans, has.sunny, has.times, most.rules, most.days, most.spans, most.sunny, most.times, schoolSaid(school))
}

func schoolSaid(school bool) say.Text {
	if school {
		return say.T("avec des vacances scolaires (SH)", "with school holidays (SH)")
	}
	return say.T("sans vacances scolaires (SH)", "without school holidays (SH)")
}

// parser walks the tokens of a value, rule by rule.
type parser struct {
	value  string
	tokens []token // the last one is the end
	next   int
}

// peek is the i-th token from here.
func (p *parser) peek(i int) token {
	if p.next+i < len(p.tokens) {
		return p.tokens[p.next+i]
	}
	return p.tokens[len(p.tokens)-1]
}

// kind is the i-th token's kind from here.
func (p *parser) kind(i int) tokenKind { return p.peek(i).kind }

// take moves on from a token, which it returns.
func (p *parser) take() token {
	t := p.peek(0)
	p.next++
	return t
}

// accept takes a token of a kind, if that is what stands here.
func (p *parser) accept(k tokenKind) bool {
	if p.kind(0) != k {
		return false
	}
	p.next++
	return true
}

// fail says what is wrong with the token that stands here.
func (p *parser) fail(fr, en string, args ...any) error { return p.failAt(p.peek(0), fr, en, args...) }

func (p *parser) failAt(t token, fr, en string, args ...any) error {
	return syntaxError(p.value, int(t.at), int(t.end), say.T(fr, en, args...))
}

// syntaxError names the place in characters, the words there, and what is allowed.
func syntaxError(value string, at, end int, allowed say.Text) error {
	place := utf8.RuneCountInString(value[:at]) + 1
	if at == end {
		return say.Errorf("opening_hours, caractère %d, à la fin : %s", "opening_hours, character %d, at the end: %s", place, allowed)
	}
	return say.Errorf("opening_hours, caractère %d, « %s » : %s", "opening_hours, character %d, \"%s\": %s", place, excerpt(value[at:end]), allowed)
}

// excerpt is a copy of the beginning of what a value says, fit for a sentence.
// A copy, so that the parser and its tokens need not leave the stack.
func excerpt(s string) string {
	const most = 40 // bytes
	if len(s) <= most {
		return strings.ToValidUTF8(strings.Clone(s), "\ufffd")
	}
	return strings.ToValidUTF8(strings.Clone(s[:most]), "") + "…"
}

// rules reads the whole value.
func (p *parser) rules() (Rules, error) {
	all := make(Rules, 0, p.separators()+1)
	join := Override
	for {
		for p.accept(tokenOverride) {
			join = Override
		}
		if p.kind(0) == tokenEnd && join == Override && len(all) > 0 {
			return all, nil
		}
		all = append(all, Rule{Join: join})
		if err := p.rule(&all[len(all)-1]); err != nil {
			return nil, err
		}
		switch {
		case p.kind(0) == tokenEnd:
			return all, nil
		case p.accept(tokenOverride):
			join = Override
		case p.accept(tokenFallback):
			join = Fallback
		case p.accept(tokenComma):
			join = Additional
		}
	}
}

// separators bounds the rules after the first but for additional ones.
func (p *parser) separators() (n int) {
	for _, t := range p.tokens {
		if t.kind == tokenOverride || t.kind == tokenFallback {
			n++
		}
	}
	return n
}

// rule reads one rule and stops before what separates it from the next.
func (p *parser) rule(r *Rule) error {
	first := p.next
	if err := p.selectors(r); err != nil {
		return err
	}
	if err := p.says(r); err != nil {
		return err
	}
	switch {
	case p.next == first:
		return p.fail("une règle est attendue ici : des jours, des heures, off ou une remarque ; par exemple « Mo-Fr 08:30-12:00 »",
			"a rule is expected here: days, times, off or a comment; for example \"Mo-Fr 08:30-12:00\"")
	case !p.ends():
		return p.failOrder(r)
	}
	return nil
}

// ends tells whether a rule may end here. A comma ends it only after its times
// or what it says: before, it stands in a list.
func (p *parser) ends() bool {
	switch p.kind(0) {
	case tokenEnd, tokenOverride, tokenFallback:
		return true
	case tokenComma:
		switch p.tokens[p.next-1].kind {
		case tokenTime, tokenPlus, tokenEvent, tokenClose, tokenModifier, tokenComment:
			return true
		}
	}
	return false
}

// failOrder explains a token that cannot stand where it does.
func (p *parser) failOrder(r *Rule) error {
	switch k := p.kind(0); {
	case k == tokenComma:
		return p.fail("cette virgule ne suit pas des heures : séparez les règles par « ; », et ne mettez rien d'autre que des jours entre des jours",
			"this comma follows no times: separate rules with \";\", and put nothing but days between days")
	case k == tokenTime, k == tokenEvent, k == tokenOpen:
		return p.fail("des heures suivent déjà, ou viennent après ce que dit la règle : séparez-les par « , », et les règles par « ; »",
			"times were given already, or come after what the rule says: separate them with \",\", and rules with \";\"")
	case len(r.Times) > 0 || r.Modifier != NoModifier || r.Comment != "":
		return p.fail("les jours s'écrivent avant les heures : une nouvelle règle commence après « ; »",
			"days are written before times: a new rule begins after \";\"")
	default:
		return p.fail("rien de tel ici : une règle est faite, une fois chacun, d'années, de mois ou de dates, de semaines, de jours, d'heures, puis de open, off ou unknown et d'une remarque entre guillemets",
			"nothing of the kind here: a rule is made, once each, of years, months or dates, weeks, days, times, then open, off or unknown and a comment in quotes")
	}
}
