package gazetteer

import "bytes"

// maxTyped is how many words of a text are read: a bit for each fits a mask.
const maxTyped = 16

// mask has a bit for each word typed.
type mask uint16

func (m mask) has(i int) bool { return m>>i&1 != 0 }

// span is neighbours in the dictionary, [from, to), and how well a typed word is
// met by them.
type span struct {
	from, to WordID
	quality  float64
}

// typed is a word of the text, and what of the dictionary may meet it.
type typed struct {
	letters []byte
	weight  float64
	last    bool // the last word, and more of it may come
	own     []span
	slips   []span // what own has not, ascending and apart; for as many slips as were asked for
	slipped uint8  // the slips asked for
	number  typedHouse
	joins   bool // made of several words typed, or of a part of one
}

// typedHouse is a number as typed: "12", "12bis", "12 bis".
type typedHouse struct {
	number uint16 // 0 for none
	suffix uint8
}

// How well a word is met, 1 being exactly. A slip costs its share of the word's
// letters, so that a long word bears it better.
const (
	asBeginning     = 0.95 // of the last word, while it is typed
	asAnyBeginning  = 0.85 // of any other
	asJoined        = 0.9  // a word that the text wrote as two, or within another
	asINSEE         = 0.8  // a code of five digits, INSEE's and no postal one
	atSeat          = 0.95 // a commune whose middle is named: mairie de Corte
	withoutHouse    = 0.4  // a house number in a street that does not have it
	withOtherSuffix = 0.6  // 12 for 12 bis
)

func slipped(slips uint8, letters int) float64 { return 1 - float64(slips)/float64(max(letters, 1)) }

// slipsOf is how many slips a word is forgiven: none where each would make it
// another, and none for the articles and kinds of streets that everyone can write.
func slipsOf(letters []byte) uint8 {
	switch {
	case len(letters) < leastSlipped-1 || bytes.ContainsAny(letters, "0123456789") || weight(letters) < weightWord:
		return 0
	case len(letters) < 8:
		return 1
	default:
		return maxSlips
	}
}

// leastSlipped is how many letters a word needs, as typed or as it should be, to bear a slip.
const leastSlipped = 4

// look finds what meets a word as it is: itself, its other spellings, what begins so.
func (t *typed) look(c *Columns) {
	t.own = t.own[:0]
	b, ok := c.beginning(t.letters)
	if ok && c.isWord(b) {
		t.own = append(t.own, span{b.first(c), b.first(c) + 1, 1})
	}
	for _, other := range alternatives(t.letters) {
		if w, ok := c.word([]byte(other)); ok {
			t.own = append(t.own, span{w, w + 1, 1})
		}
	}
	switch {
	case !ok || isNumber(t.letters) && !t.last:
		return // a number that begins like another is another number
	case t.last:
		t.own = append(t.own, span{b.first(c), WordID(b.end), asBeginning})
	default:
		t.own = append(t.own, span{b.first(c), WordID(b.end), asAnyBeginning})
	}
}

// lookWithSlips finds what meets a word with at most so many slips.
func (t *typed) lookWithSlips(c *Columns, walk *slipWalk, most uint8) {
	most = min(most, slipsOf(t.letters))
	if most == t.slipped {
		return
	}
	t.slips, t.slipped = t.slips[:0], most
	n := len(t.letters)
	walk.met = func(from, to WordID, slips uint8, whole bool) {
		quality := slipped(slips, n)
		if !whole {
			quality *= asBeginning
		}
		short := n < leastSlipped && (!whole || len(c.letters(from)) < leastSlipped)
		if slips > 0 && !short {
			t.slips = append(t.slips, span{from, to, quality})
		}
	}
	walk.from(c, t.letters, most, t.last)
}

// quality is how well a word of the dictionary meets a typed one, 0 for not at all.
func (t *typed) quality(w WordID) float64 {
	best := 0.0
	for _, s := range t.own {
		if s.from <= w && w < s.to {
			best = max(best, s.quality)
		}
	}
	low, high := 0, len(t.slips)
	for low < high {
		middle := (low + high) / 2
		if t.slips[middle].to <= w {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(t.slips) && t.slips[low].from <= w {
		best = max(best, t.slips[low].quality)
	}
	if t.joins {
		best *= asJoined
	}
	return best
}

// each visits the spans that meet a word.
func (t *typed) each(visit func(span)) {
	for _, s := range t.own {
		visit(s)
	}
	for _, s := range t.slips {
		visit(s)
	}
}

// houseOf reads a house number with what may follow it: "12", "12b", "12bis".
func houseOf(word []byte) typedHouse {
	digits := 0
	for digits < len(word) && word[digits] >= '0' && word[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 4 {
		return typedHouse{}
	}
	n := 0
	for _, c := range word[:digits] {
		n = 10*n + int(c-'0')
	}
	suffix, ok := suffixOf(word[digits:])
	if n == 0 || !ok && digits < len(word) {
		return typedHouse{}
	}
	return typedHouse{uint16(n), suffix}
}
