package hours

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A comment that is not understood as a whole may still be bounded: "Permanences
// à la mairie de Bonneval le mardi de 9h à 12h" says something of Tuesdays from
// 9 to 12, and of no other time. Whether one is received here or there then is
// not known. So its sentences are taken as far as they are understood; in the
// rest every time is in doubt, read at its widest, provided that all its other
// words are those of places: any word that might speak of other times, as
// "sauf", "à partir du" or a number, leaves the whole text unknown.

// placeWords may stand in a comment that tells of places and the times there.
var placeWords = wordSet("a", "au", "aux", "d", "de", "des", "du", "l", "la", "le", "les", "en", "et", "dans", "sur", "avec", "ou", "sans",
	"permanence", "permanences", "accueil", "decentralise", "decentralisee", "public", "ouvert", "ouverte",
	"mairie", "mairies", "commune", "communes", "suivante", "suivantes", "ces", "sont", "honores", "honorees", "antenne", "antennes", "maison",
	"msd", "espace", "quai", "rue", "place", "route", "boulevard", "avenue", "residence",
	"rendez-vous", "nous", "recevons", "libre", "telephonique", "toute", "journee", "mois", "semaine")

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

// parseComment reads a comment's sentences as far as they are understood, and
// takes the times of the rest for doubtful; false where these are not bounded.
func parseComment(raw string, tokens []frenchToken) (*frenchText, bool) {
	if text, ok := parseFrench(raw, tokens); ok {
		return text, true
	}
	understood, rest := new(frenchText), tokens
	for i := len(tokens) - 2; i > 0; i-- {
		if tokens[i].text != "." {
			continue
		}
		if text, ok := parseFrench(raw, tokens[:i+1]); ok {
			understood, rest = text, tokens[i+1:]
			break
		}
	}
	p := frenchParser{raw: raw, tokens: rest, text: new(frenchText), lead: Open}
	understood.doubts = p.doubts()
	for i := range understood.doubts {
		understood.doubts[i].from, understood.doubts[i].to = tokens[0].from, tokens[len(tokens)-1].to
	}
	return understood, !p.failed && understood.doubts != nil
}

// doubts takes times and words of places. Times without days are of those told
// just before where nothing parts them, else of every day.
func (p *frenchParser) doubts() (doubts []frenchClause) {
	apart := false
	for p.at < len(p.tokens) && !p.failed {
		closed := p.takeAny("ferme", "fermee") // of the days or times that follow, else of all
		if c, ok := p.doubt(); ok {
			if n := len(doubts); n > 0 && !c.named {
				switch last := &doubts[n-1]; {
				case c.spans == nil && last.half != wholeDay: // "les mardis matin, après-midi"
					c.named, c.days = true, last.days
				case c.spans != nil && last.spans == nil && last.half == wholeDay && !apart: // "le mardi à la mairie de 9h à 12h"
					last.spans = c.spans
					continue
				}
			}
			doubts, apart = append(doubts, c), false
			continue
		}
		apart = apart || p.parts()
		p.failed = closed || !p.onlyAppointment() && !p.placeWord() && !p.termHolidays()
	}
	return doubts
}

// onlyAppointment takes "uniquement sur rendez-vous": only of days or of places would say that others are not.
func (p *frenchParser) onlyAppointment() bool {
	from := p.at
	before := p.only()
	if p.take("sur", "rendez-vous") && (before || p.only()) {
		return true
	}
	p.at = from
	return false
}

// parts tells whether the token at hand parts what stands before it from what
// follows: a dash within a name does not.
func (p *frenchParser) parts() bool {
	switch t := p.peek(); t.text {
	case ",", ":", ";", ".", "/", "et", "ou":
		return true
	case "-":
		return p.at == 0 || p.tokens[p.at-1].to != t.from
	}
	return false
}

// doubt takes a clause's days and times, at the widest that they may mean.
func (p *frenchParser) doubt() (frenchClause, bool) {
	var c frenchClause
	for p.part(&c) {
	}
	switch {
	case c.months != nil || c.weeks != nil && !c.named:
		p.failed = true
	case c.half != wholeDay && (c.list || !c.fits()):
		c.half = wholeDay
	}
	return frenchClause{days: c.days, named: c.named, half: c.half, spans: c.spans, state: Unknown, told: true},
		c.named || c.spans != nil || c.half != wholeDay
}

// termHolidays takes "hors vacances scolaires": what holds less often is in doubt no more often.
func (p *frenchParser) termHolidays() bool { return p.take("hors", "vacances", "scolaires") }

// placeWord takes a word of places: one of placeWords, a name, a telephone number, a sign between them.
func (p *frenchParser) placeWord() bool {
	t := p.peek()
	ok := t.kind == frenchContact || placeWords[t.text] || p.name()
	if t.kind == frenchMark {
		ok = slices.Contains([]string{",", ":", ";", ".", "-", "/", "(", ")", "'"}, t.text)
	}
	if ok {
		p.at++
	}
	return ok
}

// name tells a name: a word with a capital letter and small ones, not where a
// sentence begins, nor a word of dates.
func (p *frenchParser) name() bool {
	t := p.peek()
	if t.kind != frenchWord || p.at == 0 || p.tokens[p.at-1].text == "." {
		return false
	}
	first, size := utf8.DecodeRuneInString(p.raw[t.from:])
	second, _ := utf8.DecodeRuneInString(p.raw[t.from+size:])
	return unicode.IsUpper(first) && unicode.IsLower(second) && !dateWords[t.text] && !isTimeWord(t.text)
}

// dateWords are names too when they have a capital letter, and speak of other times.
var dateWords = wordSet("vacances", "conges", "noel", "paques", "toussaint", "hiver", "printemps", "ete", "automne", "sauf", "hors",
	"attention", "changement", "fermeture", "jusqu", "depuis", "pendant", "avant", "apres", "demain")

// inDoubt leaves the times of a clause in doubt, what the week tells of them or not.
func (w *frenchWeek) inDoubt(raw string, c *frenchClause) {
	words := raw[c.from:c.to]
	for day := range w {
		if c.named && c.days&(1<<day) == 0 {
			continue
		}
		if c.spans != nil || c.named && !slices.ContainsFunc(w[day], c.touches) {
			for _, p := range c.pieces(raw) {
				w[day] = overlay(w[day], frenchPiece{p.from, p.to, Unknown, words}, true)
			}
			continue
		}
		one := *c
		one.named, one.days = true, 1<<day
		w.apply(&one, Unknown, words)
	}
}
