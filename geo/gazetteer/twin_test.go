package gazetteer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// twin searches as Search does, but compares every place with every reading of
// the text, by texts alone: no trie, no marks, no driver, no bound.
type twin struct {
	c     *Columns
	near  *orb.Point
	best  map[string]hit // by what is one thing: a place, a commune
	asked func(Kind, uint32, uint32, orb.Point) bool
	seat  bool // for communes only: the text named their middle
}

// twinWord is a word typed.
type twinWord struct {
	text        string
	last, joins bool
	slips       int // forgiven by the stage
	light       float64
}

func (w twinWord) weight() float64 { return w.light }

// meets is how well a word of the dictionary meets the word typed.
func (w twinWord) meets(word string) float64 {
	quality := 0.0
	if word == w.text || slices.Contains(alternatives([]byte(w.text)), word) {
		quality = 1
	}
	if strings.HasPrefix(word, w.text) {
		if w.last {
			quality = max(quality, asBeginning)
		} else if !isNumber([]byte(w.text)) {
			quality = max(quality, asAnyBeginning)
		}
	}
	for slips := 1; slips <= min(w.slips, int(slipsOf([]byte(w.text)))); slips++ {
		share := 1 - float64(slips)/float64(len(w.text))
		if len(w.text) < leastSlipped && len(word) < leastSlipped {
			break
		}
		if distance(w.text, word) == slips {
			quality = max(quality, share)
			break
		}
		if w.last && len(w.text) >= leastSlipped && w.begins(word, slips) {
			quality = max(quality, share*asBeginning)
			break
		}
	}
	if w.joins {
		quality *= asJoined
	}
	return quality
}

// begins tells whether some beginning of a word is so many slips off, and ends as what was typed.
func (w twinWord) begins(word string, slips int) bool {
	end := w.text[len(w.text)-1:]
	swapped := end + w.text[len(w.text)-2:len(w.text)-1]
	for i := 1; i <= len(word); i++ {
		if (strings.HasSuffix(word[:i], end) || strings.HasSuffix(word[:i], swapped)) && distance(w.text, word[:i]) == slips {
			return true
		}
	}
	return false
}

// distance is Damerau and Levenshtein's by its definition, no letter touched twice.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + rows[i-1][j-1]
			}
			rows[i][j] = min(rows[i][j], rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

func (t *twin) words(name uint32) (list []string) {
	for _, w := range t.c.NameWords[t.c.FirstOfName[name]:t.c.FirstOfName[name+1]] {
		list = append(list, string(t.c.letters(WordID(w))))
	}
	return list
}

func (t *twin) context(d uint32) (list []string) {
	if d == NoRef {
		return nil
	}
	for _, w := range t.c.ContextWords[t.c.FirstContext[d]:t.c.FirstContext[d+1]] {
		list = append(list, string(t.c.letters(WordID(w))))
	}
	return list
}

// ways are the districts a place is tried in.
func (t *twin) ways(p int) []uint32 {
	d := t.c.District[p]
	if Kind(t.c.Kind[p]) != KindCommune {
		return []uint32{d}
	}
	var list []uint32
	for other, commune := range t.c.DistrictCommune {
		if commune == t.c.DistrictCommune[d] {
			list = append(list, uint32(other))
		}
	}
	return list
}

// reading tries every place.
func (t *twin) reading(words []twinWord, spare float64) {
	for p := range t.c.Kind {
		for _, d := range t.ways(p) {
			if h, ok := t.score(p, d, words, spare); ok {
				t.keep(h)
			}
		}
	}
}

func (t *twin) keep(h hit) {
	if m := t.c.match(h.place, h.district, h.house); t.asked != nil && !t.asked(m.Kind, m.Ref, m.CommuneRef, m.Point) {
		return
	}
	if t.seat {
		h.score, h.agreement = atSeat*h.score, afterNamesakes*h.agreement
	}
	h.rank = h.agreement + forImportance*float64(t.c.Weight[h.place])/255 + forNearness
	key := fmt.Sprint("place ", h.place)
	if Kind(t.c.Kind[h.place]) == KindCommune {
		if !t.seat {
			h.rank += forCommune
		}
		key = fmt.Sprint("commune ", t.c.DistrictCommune[h.district])
	}
	if t.near != nil {
		at := degrees(t.c.Point, int(h.place))
		if h.house >= 0 {
			at = degrees(t.c.House, h.house)
		}
		h.rank += forNearness*(halfway/(halfway+geo.Metres(*t.near, at))) - forNearness
	}
	if old, ok := t.best[key]; !ok || h.compare(old) < 0 {
		t.best[key] = h
	}
}

// score is what docs/method/places.md says a score is.
func (t *twin) score(p int, d uint32, words []twinWord, spare float64) (hit, bool) {
	name := t.words(t.c.Name[p])
	h := hit{place: PlaceID(p), district: d, house: -1}
	taken, of := make([]bool, len(words)), make([]int, len(name))
	text, met, all, how := 0.0, 0.0, 0.0, make([]float64, len(name))
	for _, exactly := range []bool{true, false} {
		for j, word := range name {
			weight := math.Floor(100*max(weight([]byte(word)), weightLeast)) / 100
			if exactly {
				all += weight
				of[j] = -1
			} else if of[j] >= 0 {
				continue
			}
			best, quality := -1, 0.0
			for i, w := range words {
				if q := w.meets(word); !taken[i] && q > quality {
					best, quality = i, q
				}
			}
			if best >= 0 && (!exactly || quality == 1) {
				of[j], taken[best], how[j] = best, true, quality
				if quality < 1 && words[best].weight() <= weightArticle {
					weight = min(weight, words[best].weight())
				}
				met += weight * quality
				text += words[best].weight() * quality
			}
		}
	}
	order := slices.DeleteFunc(slices.Clone(of), func(i int) bool { return i < 0 })
	if !slices.IsSorted(order) {
		met *= inDisorder
	}
	kind := Kind(t.c.Kind[p])
	if kind != KindCommune && (len(order) == 0 || t.seat) {
		return h, false
	}
	begun := begunBy(name, words, of, how)
	total, missing, needed, code := 0.0, 0.0, 0.0, false
	house := slices.Clone(taken)
	if kind == KindStreet || kind == KindLocality {
		text += t.number(&h, words, taken)
	}
	for i := range house {
		house[i] = taken[i] && !house[i]
	}
	for i, w := range words {
		total += w.weight()
		if !optionalAt(words, i) {
			needed += w.weight()
		}
		if taken[i] && (!house[i] || optionalAt(words, i)) {
			continue
		}
		quality := t.around(d, w)
		if quality == 0 && !optionalAt(words, i) {
			missing += w.weight()
		}
		if house[i] {
			continue
		}
		code = code || (quality == 1 || quality == asINSEE) && w.text[0] <= '9'
		text += w.weight() * quality
	}
	if missing > spare*needed+slack {
		return h, false
	}
	h.score = text / total * nameShare(met, all)
	if kind == KindCommune && code && met == 0 {
		h.score = text / total * nameShare(codeStands, 1)
	}
	switch h.agreement = h.score; begun {
	case begunWords:
		h.agreement = max(h.score, begunWords)
	case begunLetters:
		h.agreement = begunLetters
	default:
		cut := func(quality float64) bool {
			return quality == 0 || quality == asBeginning || quality == asAnyBeginning
		}
		if len(order) == 0 {
			h.agreement = min(h.score, besides)
		} else if !slices.ContainsFunc(how, func(q float64) bool { return !cut(q) }) {
			h.agreement = min(h.score, begunInside)
		}
	}
	return h, h.score >= leastScore
}

// begunBy reads a name from its first word on: its articles may be left out, and
// each other word must be the next one typed, until all are.
func begunBy(name []string, words []twinWord, of []int, how []float64) float64 {
	for next := 0; len(name) > 0; name, of, how = name[1:], of[1:], how[1:] {
		if of[0] < 0 && weight([]byte(name[0])) <= weightArticle {
			continue
		}
		whole := how[0] == 1
		if of[0] != next || !whole && !(words[next].last && how[0] == asBeginning) {
			return 0
		}
		if next++; next == len(words) && whole {
			return begunWords
		} else if next == len(words) {
			return begunLetters
		} else if !whole {
			return 0
		}
	}
	return 0
}

// around is how well a word is met by the context of a district: less by an
// INSEE code of digits that is not the postal code as well.
func (t *twin) around(d uint32, w twinWord) float64 {
	quality := 0.0
	for _, word := range t.context(d) {
		met := w.meets(word)
		commune := int(t.c.DistrictCommune[d])
		if word == string(t.c.CommuneCode[5*commune:5*commune+5]) && word != fmt.Sprintf("%05d", t.c.DistrictPostal[d]) {
			met *= asINSEE
		}
		quality = max(quality, met)
	}
	return quality
}

// optionalAt tells whether a place may lack a word: a number, or an article or a
// suffix where something else is left.
func optionalAt(words []twinWord, i int) bool {
	number := func(i int) bool { return houseOf([]byte(words[i].text)).number > 0 }
	light := func(i int) bool {
		_, suffix := suffixOf([]byte(words[i].text))
		return words[i].weight() <= weightArticle || suffix && i > 0 && number(i-1)
	}
	allNumbers, allLight := true, true
	for k := range words {
		allNumbers = allNumbers && number(k)
		allLight = allLight && (number(k) || light(k))
	}
	return !allNumbers && (number(i) || light(i) && !allLight)
}

// number finds the house that words not taken name, takes them, and returns what they are worth.
func (t *twin) number(h *hit, words []twinWord, taken []bool) float64 {
	for i, w := range words {
		asked := houseOf([]byte(w.text))
		if taken[i] || asked.number == 0 {
			continue
		}
		weight, next := w.weight(), i
		if i+1 < len(words) && asked.suffix == 0 && !taken[i+1] {
			if suffix, ok := suffixOf([]byte(words[i+1].text)); ok {
				asked.suffix, next = suffix, i+1
				weight += words[i+1].weight()
			}
		}
		quality := withoutHouse
		for at := int(t.c.FirstHouse[h.place+1]) - 1; at >= int(t.c.FirstHouse[h.place]); at-- {
			if t.c.Number[at] != asked.number {
				continue
			}
			fits := withOtherSuffix
			if t.c.Suffix[at] == asked.suffix {
				fits = 2
			} else if sameSuffix(t.c.Suffix[at], asked.suffix) {
				fits = 1
			}
			if fits >= quality {
				h.house, quality = at, fits
			}
		}
		code := slices.ContainsFunc(t.context(h.district), func(word string) bool { return w.meets(word) == 1 })
		if quality < 1 && code {
			h.house = -1
			continue
		}
		taken[i], taken[next] = true, true
		return weight * min(quality, 1)
	}
	return 0
}

// glued compares all letters with every commune and territory.
func (t *twin) glued(words []twinWord) {
	if strings.ContainsAny(words[0].text, "0123456789") {
		return
	}
	for n := len(words); n > 0 && n >= len(words)-maxTail; n-- {
		typed, head, total := "", 0.0, 0.0
		for i, w := range words {
			total += w.weight()
			if i < n {
				typed += w.text
				head += w.weight()
			}
		}
		for p := range t.c.Kind {
			if kind := Kind(t.c.Kind[p]); kind != KindCommune && (kind != KindTerritory || t.seat) {
				continue
			}
			name, quality := strings.Join(t.words(t.c.Name[p]), ""), 0.0
			switch {
			case name == typed:
				quality = asJoined
			case distance(name, typed) == 1 && len(typed) >= leastGlued:
				quality = asJoined * (1 - 1/float64(len(typed)))
			case n == len(words) && words[n-1].last && len(typed) >= leastGlued && strings.HasPrefix(name, typed):
				quality = asJoined * asBeginning
			}
			for _, d := range t.ways(p) {
				text, ok := head*quality, quality > 0
				for i := n; i < len(words); i++ {
					best := t.around(d, words[i])
					text += best * words[i].weight()
					ok = ok && (best > 0 || d != NoRef && optionalAt(words, i))
				}
				if ok {
					score := text / total * nameShare(quality, 1)
					t.keep(hit{place: PlaceID(p), district: d, house: -1, score: score, agreement: score})
				}
			}
		}
	}
}

// search goes through the stages as Search does.
func (t *twin) search(g *Gazetteer, q Query) []hit {
	s := g.borrow()
	defer g.giveBack(s)
	s.ask(q)
	t.best, t.near, t.asked = map[string]hit{}, q.Near, q.Keep
	if len(s.text) == 0 {
		return nil
	}
	forgiven := 0
	for i, stage := range stages {
		s.hits = t.sorted(s.limit)
		if i > 0 && s.found(stage) {
			break
		}
		if !stage.glued && !stage.parted {
			forgiven = int(stage.slips)
		}
		if stage.parted {
			s.readings(func(words []typed) { t.reading(twinWords(words, int(stage.slips)), 0) })
			continue
		}
		for _, words := range [][]typed{s.text, s.town} {
			switch {
			case len(words) == 0:
			case stage.glued:
				t.glued(twinWords(words, forgiven))
			default:
				t.reading(twinWords(words, forgiven), stage.spare)
			}
			t.seat = true
		}
		t.seat = false
	}
	return t.sorted(s.limit)
}

func twinWords(words []typed, slips int) (list []twinWord) {
	for _, w := range words {
		list = append(list, twinWord{string(w.letters), w.last, w.joins, slips, w.weight})
	}
	return list
}

func (t *twin) sorted(limit int) (list []hit) {
	for _, h := range t.best {
		list = append(list, h)
	}
	slices.SortFunc(list, hit.compare)
	return list[:min(len(list), limit)]
}
