package gazetteer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// stage is one way to read a text. Later ones forgive more and cost more.
type stage struct {
	slips  uint8   // at most so many in a word
	glued  bool    // the letters of all words are compared with a commune's
	parted bool    // words written as one, or one written as two
	spare  float64 // at most this share of what the words weigh may meet nothing
}

// stages in the order they are tried, each only where the ones before found too little.
var stages = []stage{{}, {slips: 1}, {glued: true}, {slips: 2}, {slips: 1, parted: true}, {slips: 2, spare: 0.34}, {slips: 2, spare: 0.5}}

// Scores that tell when to stop.
const (
	leastScore  = 0.4  // below, a match is no answer
	goodScore   = 0.75 // above, what was typed is likely understood
	surelyScore = 0.99
)

// Search finds the places a text may mean, the likeliest first. The order is
// that of their scores with a little for importance and, where Query.Near is
// given, for nearness; of equals, that of Columns. No text makes it long: what
// is read of it, and what is tried for it, is bounded. Nothing is kept of it.
func (g *Gazetteer) Search(q Query) []Match {
	s := g.borrow()
	s.find(q)
	found := s.matches()
	g.giveBack(s) // not deferred: what panics is not used again
	return found
}

// find goes through the stages until one has found enough.
func (s *search) find(q Query) {
	s.ask(q)
	for i, stage := range stages {
		if len(s.text) == 0 || i > 0 && s.found(stage) {
			break
		}
		s.try(s.text, stage)
		if s.seat = len(s.town) > 0; s.seat && !stage.parted {
			s.try(s.town, stage)
		}
		s.seat = false
	}
}

// found tells whether a stage has nothing to add that is worth its while.
func (s *search) found(next stage) bool {
	if len(s.hits) == 0 {
		return false
	}
	best := s.hits[0].score
	for _, h := range s.hits {
		best = max(best, h.score)
	}
	if next.glued || next.slips == 1 && !next.parted { // a word may be another's slip
		return len(s.hits) == s.limit && best >= goodScore || best >= surelyScore && len(s.text) > 1
	}
	return best >= goodScore
}

// search is what one search works on. Its room is kept for the next one, empty
// of text: marks are taken back after each reading, the rest by giveBack.
type search struct {
	*Columns
	near        *vicinity
	asked       func(kind Kind, ref, commune uint32, at orb.Point) bool // nil: any place
	limit       int
	folded      []byte
	glued       []byte // the words' letters without a space
	gluing      []byte // a name's
	split       [][]byte
	text        []typed // the words as they were typed
	other       []typed // another reading of them
	town        []typed // what is left of them where a commune's middle is named: "mairie de", none else
	seat        bool    // town is being tried: for communes only
	words       []typed // the words of the reading being tried
	all         mask    // a bit for each of words
	optional    mask    // articles and house numbers
	total       float64 // the words' weights together
	marks       []mask  // by word of the dictionary: the words typed that it meets
	around      []mask  // by district: the words typed that its context meets
	anywhere    mask    // all of around
	light       []uint8 // by word of the dictionary: its weight in hundredths
	walk        slipWalk
	spare       float64 // the weight of words that may meet nothing
	tried       int     // names and places of this reading, against maxTried
	spent       int     // those of the readings before, against maxSpent
	hits        []hit
	firstInside PlaceID              // the first place that is no commune and no territory
	insiders    float64              // the most importance from there on, 0 to 1
	also        map[uint32][]PlaceID // by commune: the places that bear its other names
}

// borrow returns room for a search: that of an earlier one, or new.
func (g *Gazetteer) borrow() *search {
	if s, ok := g.scratch.Get().(*search); ok {
		return s
	}
	c := g.columns
	s := &search{Columns: c, marks: make([]mask, len(c.FirstLetter)-1), around: make([]mask, len(c.DistrictCommune))}
	s.light = make([]uint8, len(s.marks))
	for i := range s.light {
		s.light[i] = 100 * weightWord
	}
	for text, weight := range lightWords {
		if w, ok := c.word([]byte(text)); ok {
			s.light[w] = uint8(100 * max(weight, weightLeast))
		}
	}
	s.firstInside, s.also = c.firstInDistrict(), map[uint32][]PlaceID{}
	for _, weight := range c.Weight[s.firstInside:] {
		s.insiders = max(s.insiders, float64(weight)/255)
	}
	for p := range s.firstInside {
		if d := c.District[p]; d != NoRef && c.CommunePlace[c.DistrictCommune[d]] != uint32(p) {
			s.also[c.DistrictCommune[d]] = append(s.also[c.DistrictCommune[d]], p)
		}
	}
	return s
}

// weightLeast is what the lightest words weigh, so that a text of nothing else can be found.
const weightLeast = 0.05

// giveBack keeps the room for the next search, and nothing of the text.
func (g *Gazetteer) giveBack(s *search) {
	for _, room := range [][]byte{s.folded, s.glued, s.gluing} {
		clear(room[:cap(room)])
	}
	for _, list := range [][]typed{s.text[:cap(s.text)], s.other[:cap(s.other)], s.town[:cap(s.town)]} {
		for i, t := range list {
			clear(t.own[:cap(t.own)])
			clear(t.slips[:cap(t.slips)])
			list[i] = typed{own: t.own, slips: t.slips}
		}
	}
	clear(s.split[:cap(s.split)])
	clear(s.hits[:cap(s.hits)])
	clear(s.around)
	s.hits, s.walk, s.words, s.near, s.asked = s.hits[:0], slipWalk{}, nil, nil, nil
	s.all, s.optional, s.anywhere = 0, 0, 0
	g.scratch.Put(s)
}

// ask reads a query.
func (s *search) ask(q Query) {
	s.spent = 0
	s.asked = q.Keep
	s.limit = q.Limit
	if s.limit <= 0 {
		s.limit = DefaultLimit
	}
	s.limit = min(s.limit, MaxLimit)
	if q.Near != nil {
		if _, ok := unitOf(*q.Near); ok { // from nowhere on the globe nothing is nearer
			s.near = &vicinity{*q.Near}
		}
	}
	text := q.Text
	if len(text) > MaxText {
		end := MaxText
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	s.split, s.folded = appendWords(s.split[:0], s.folded, text)
	s.split = atMostTwice(s.split)
	s.split = s.split[:min(len(s.split), maxTyped)]
	// A space, a comma, a bracket after the last word says that it is whole.
	open := !q.Whole && !strings.HasSuffix(text, " ") && !strings.HasSuffix(text, ")")
	s.text = s.text[:0]
	for i, word := range s.split {
		s.text = s.add(s.text, word, open && i == len(s.split)-1)
	}
	if last := len(s.text) - 1; last > 0 && string(s.text[last].letters) == "france" && s.text[last-1].weight > weightArticle {
		s.text[last].weight = weightLeast // the country: Corte, France; no Avenue de France
	}
	s.town = s.town[:0]
	if from, to := seatIn(s.split); from < to && to-from < len(s.split) {
		for i, t := range s.text {
			if i < from || i >= to {
				s.town = s.again(s.town, &t)
			}
		}
	}
}

// atMostTwice leaves out what no name repeats so often.
func atMostTwice(words [][]byte) [][]byte {
	kept := words[:0]
	for _, word := range words {
		times := 0
		for _, before := range kept {
			if bytes.Equal(before, word) {
				times++
			}
		}
		if times < 2 {
			kept = append(kept, word)
		}
	}
	return kept
}

// add appends a word to a reading and looks it up.
func (s *search) add(list []typed, word []byte, last bool) []typed {
	if len(list) < cap(list) {
		list = list[:len(list)+1]
	} else {
		list = append(list, typed{})
	}
	t := &list[len(list)-1]
	t.letters, t.last, t.number, t.joins = word, last, houseOf(word), false
	t.weight, t.slips, t.slipped = typedWeight(word), t.slips[:0], 0
	t.look(s.Columns)
	return list
}

// again appends a word of the text to a reading.
func (s *search) again(list []typed, t *typed) []typed {
	list = s.add(list, t.letters, t.last)
	list[len(list)-1].weight = t.weight
	return list
}

// typedWeight is what a word weighs as it is typed: that of what it is short for.
func typedWeight(word []byte) float64 {
	w := weight(word)
	for _, other := range alternatives(word) {
		w = min(w, weight([]byte(other)))
	}
	if len(word) == 1 {
		w = min(w, weightKind)
	}
	return max(w, weightLeast)
}

// try searches the words of a text as a stage reads them.
func (s *search) try(words []typed, stage stage) {
	switch {
	case stage.glued:
		s.tryGlued(words)
	case stage.parted:
		s.tryParted(stage)
	default:
		s.tryWords(words, stage)
	}
}

// tryWords searches for the words of a reading.
func (s *search) tryWords(words []typed, stage stage) {
	gained := stage == stages[0] || stage.spare > 0 || stage.parted
	for i := range words {
		before := words[i].slipped
		words[i].lookWithSlips(s.Columns, &s.walk, stage.slips)
		gained = gained || words[i].slipped > before
	}
	if !gained || s.spent > maxSpent {
		return
	}
	s.words, s.tried = words, 0
	s.weigh()
	s.spare = stage.spare * s.needed()
	s.mark()
	s.drive()
	s.unmark()
	s.spent += s.tried
}

// weigh sums the words' weights and tells those that a place may lack: articles,
// house numbers and their suffixes. Of a text of nothing else it may lack the
// numbers, of one of numbers none.
func (s *search) weigh() {
	s.all, s.optional, s.total = mask(1<<len(s.words)-1), 0, 0
	numbers := mask(0)
	for i := range s.words {
		t := &s.words[i]
		s.total += t.weight
		_, suffix := suffixOf(t.letters)
		if t.number.number > 0 {
			numbers |= 1 << i
		} else if t.weight <= weightArticle || suffix && i > 0 && numbers.has(i-1) {
			s.optional |= 1 << i
		}
	}
	s.optional |= numbers
	if s.optional == s.all {
		s.optional = numbers
	}
	if s.optional == s.all {
		s.optional = 0
	}
}

// needed is what the words that a place may not lack weigh.
func (s *search) needed() float64 {
	sum := 0.0
	for i := range s.words {
		if !s.optional.has(i) {
			sum += s.words[i].weight
		}
	}
	return sum
}

// mark gives every word of the dictionary and every district the bits of what it meets.
func (s *search) mark() {
	clear(s.around)
	s.anywhere = 0
	for i := range s.words {
		bit := mask(1) << i
		s.words[i].each(func(sp span) {
			for w := sp.from; w < sp.to; w++ {
				s.marks[w] |= bit
			}
			for _, d := range s.districtsOf(sp) {
				s.around[d] |= bit
				s.anywhere |= bit
			}
		})
	}
}

func (s *search) unmark() {
	for i := range s.words {
		s.words[i].each(func(sp span) { clear(s.marks[sp.from:sp.to]) })
	}
}

// namesOf are the names that hold one of the words, word by word.
func (s *search) namesOf(sp span) []uint32 {
	return s.WordNames[s.FirstName[sp.from]:s.FirstName[sp.to]]
}

// districtsOf are the districts whose context holds one of the words, word by word.
func (s *search) districtsOf(sp span) []uint32 {
	return s.WordDistricts[s.FirstWordContext[sp.from]:s.FirstWordContext[sp.to]]
}
