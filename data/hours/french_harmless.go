package hours

import (
	"slices"
	"strings"
)

// harmlessPhrases say how to get in touch, that an appointment can be made, or
// that none is needed: nothing of when one is received. "@" is a telephone
// number or an address; a phrase that begins another stands after it.
var harmlessPhrases = phraseTable(
	"@", "une prise de rendez-vous est possible", "prise de rendez-vous possible", "prise de rendez-vous conseillee",
	"prise de rendez-vous recommandee", "prise de rendez-vous privilegiee", "pour prise de rendez-vous", "prise de rendez-vous",
	"possibilite de prendre rendez-vous", "possibilite de rendez-vous", "il est conseille de prendre rendez-vous", "pour prendre rendez-vous",
	"nous contacter pour prendre un rendez-vous", "nous contacter", "contacter", "merci de contacter", "pour tout rendez-vous",
	"rendez-vous possible", "rendez-vous par telephone", "accueil avec ou sans rendez-vous", "accueil sans rendez-vous",
	"avec ou sans rendez-vous", "avec et sans rendez-vous", "sans ou avec rendez-vous", "sans rendez-vous",
	"par telephone", "par mail", "par email", "par courriel", "telephone", "tel", "mail", "email", "courriel",
	"a l ' adresse", "en presentiel", "depuis site web", "contact", "renseignements", "ouverture libre", "acces libre", "accueil libre", "structure non itinerante", "a bientot",
	"possibilite de prendre rendez-vous pendant et en dehors des horaires d ' ouverture", "merci de nous contacter avant de venir",
	"sur le site @", "au @", "accueil libre et telephonique",
)

// harmlessLinks may stand between such phrases.
var harmlessLinks = []string{"ou", "et", "au", "a", "par", "sur", ":", ",", ".", "-"}

// phraseTable sorts phrases by their first word.
func phraseTable(phrases ...string) map[string][][]string {
	table := make(map[string][][]string)
	for _, phrase := range phrases {
		words := strings.Fields(phrase)
		table[words[0]] = append(table[words[0]], words)
	}
	return table
}

// harmless takes a run of harmless phrases and what links them.
func (p *frenchParser) harmless() bool {
	begin := p.at
	if !p.phrase() {
		return false
	}
	for {
		from := p.at
		for !p.phrase() {
			if !p.takeAny(harmlessLinks...) {
				p.at = from
				p.wordEnds(p.tokens[begin:from])
				return true
			}
		}
	}
}

// wordEnds takes the clause that harmless words are said of ("sans rendez-vous le
// matin"), and refuses those that go on in a word of no phrase, or that say when
// one is received by appointment: what they say then is not known.
func (p *frenchParser) wordEnds(words []frenchToken) {
	says := func(some ...string) bool {
		return slices.ContainsFunc(words, func(t frenchToken) bool { return slices.Contains(some, t.text) })
	}
	reaches := says("telephone", "tel", "mail", "email", "courriel", "contact", "contacter", "renseignements")
	numbered := slices.ContainsFunc(words, func(t frenchToken) bool { return t.kind == frenchContact })
	last, means := p.previous(), words[0].text == "par" || words[0].text == "au"
	switch {
	case means && numbered && (last == nil || last.state == ByAppointment):
	case means, reaches && !numbered && last != nil && !says("rendez-vous"):
		p.failed = true // "lundi 9h-12h par téléphone"
	}
	p.reached = p.reached || reaches || says("prendre", "prise")
	announces := p.take(":")
	switch {
	case p.startsClause():
		p.failed = p.failed || says("rendez-vous") && !says("sans")
		p.parted = true
		p.clause()
	case announces || !p.clauseEnds() && p.peek().text != "»":
		p.failed = true
	}
}

// startsClause tells whether a clause may begin at the token at hand.
func (p *frenchParser) startsClause() bool {
	at := p.at
	c := frenchClause{}
	ok := p.days(&c) || p.halfOf(&c)
	p.at = at
	return ok
}

// phrase takes one harmless phrase, the longest there is.
func (p *frenchParser) phrase() bool {
	first := p.peek()
	key := first.text
	if first.kind == frenchContact {
		key = "@"
	}
	best := 0
	for _, words := range harmlessPhrases[key] {
		if len(words) > best && p.follows(words) {
			best = len(words)
		}
	}
	p.at += best
	if best > 0 && p.tokens[p.at-1].text == "contacter" {
		for p.name() || slices.Contains([]string{"le", "la", "l", "'", "de", "du"}, p.peek().text) {
			p.at++
		}
	}
	return best > 0 || p.purpose()
}

func (p *frenchParser) follows(words []string) bool {
	if p.at+len(words) > len(p.tokens) {
		return false
	}
	for i, word := range words {
		t := p.tokens[p.at+i]
		if t.text != word && !(word == "@" && t.kind == frenchContact) {
			return false
		}
	}
	return true
}

// purposeWords may say what people come for: matters, and how long they take.
var purposeWords = wordSet("d", "de", "des", "du", "l", "la", "le", "les", "a", "aux", "en", "et", "ou", "dont", "nous", "avons", "besoin", "pour", "votre", "vos",
	"demarche", "demarches", "demandes", "dossier", "dossiers", "justificatifs", "acces", "droits", "ligne", "plus", "minutes", "rapide", "rapides",
	"longue", "longues", "simple", "simples", "complexe", "complexes", "superieures", "administratives", "numeriques")

// purpose takes what people come for, to the sentence's end: "pour des démarches plus longues".
func (p *frenchParser) purpose() bool {
	from := p.at
	if !p.take("pour") {
		return false
	}
	known := p.take("que", "vous", "soyez", "informes") ||
		p.takeAny("les", "des", "vos") && p.takeAny("demandes", "demarches", "sollicitations")
	for known && !p.atEnd() {
		t := p.peek()
		p.at++
		known = t.kind == frenchNumber && p.take("minutes") || t.text == "'" || t.kind == frenchWord && purposeWords[t.text]
	}
	if !known {
		p.at = from
	}
	return known
}

// isTimeWord tells a word of days and times.
func isTimeWord(word string) bool {
	day, _ := frenchDay(word)
	switch word {
	case "matin", "matins", "matinee", "apres-midi", "semaine", "semaines", "jour", "jours", "journee", "mois", "ferme", "ouvert", "rendez-vous":
		return true
	}
	return day >= 0 || frenchMonths[word] != 0 || frenchOrdinals[word] != 0
}
