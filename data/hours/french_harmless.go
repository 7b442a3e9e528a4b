package hours

import "strings"

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
	"a l ' adresse", "en presentiel", "depuis site web", "contact", "renseignements", "ouverture libre", "acces libre", "structure non itinerante", "a bientot",
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
	if !p.phrase() {
		return false
	}
	for {
		from := p.at
		for !p.phrase() {
			if !p.takeAny(harmlessLinks...) {
				p.at = from
				return p.wordEnds()
			}
		}
	}
}

// wordEnds refuses a phrase that goes on in a word of no phrase: what it says then is not known.
func (p *frenchParser) wordEnds() bool {
	if !p.clauseEnds() && p.peek().text != "»" && !p.startsClause() {
		p.failed = true
	}
	return true
}

// startsClause tells whether a clause may begin at the token at hand.
func (p *frenchParser) startsClause() bool {
	at := p.at
	c := frenchClause{}
	ok := p.days(&c)
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
	return best > 0
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
