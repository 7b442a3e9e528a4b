package gazetteer

// How much of a score is that nothing of the place's name was left out.
const forName = 0.5

// nameShare is the factor of a name of which so much weight is met.
func nameShare(met, whole float64) float64 {
	if whole == 0 {
		return 1 - forName
	}
	return 1 - forName + forName*met/whole
}

// fit is how a name takes up the words typed.
type fit struct {
	used mask    // the words typed that stand for a word of the name
	text float64 // their weights, each times how well it is met
	met  float64 // the weights of the name's words met, each times how well
	all  float64 // the weights of all of the name's words
}

// fit gives each word of a name the word typed that it meets: exact ones first,
// then, word after word, the best that is left. A word typed stands for one word.
func (s *search) fit(name uint32) fit {
	var f fit
	words := s.NameWords[s.FirstOfName[name]:s.FirstOfName[name+1]]
	words = words[:min(len(words), maxNameWords)]
	var done uint32
	var by [maxNameWords]int // the word typed for each
	for round := range 2 {
		for j, w := range words {
			weight := float64(s.light[w]) / 100
			if round == 0 {
				f.all += weight
			}
			open := s.marks[w] &^ f.used
			if open == 0 || done>>j&1 != 0 {
				continue
			}
			i, quality := s.best(open, WordID(w))
			if quality == 0 || round == 0 && quality < 1 {
				continue
			}
			done |= 1 << j
			by[j] = i
			f.used |= 1 << i
			f.met += weight * quality
			f.text += s.words[i].weight * quality
		}
	}
	if !ascending(by[:len(words)], done) {
		f.met *= inDisorder
	}
	return f
}

// ascending tells whether those of a list that are said to count ascend.
func ascending(list []int, count uint32) bool {
	before := -1
	for j, v := range list {
		if count>>j&1 != 0 {
			if v < before {
				return false
			}
			before = v
		}
	}
	return true
}

// inDisorder is what words in another order leave of a name: Saint-André-la-Côte is not La Côte-Saint-André.
const inDisorder = 0.98

// best is the word typed, of some, that a word of the dictionary meets best.
func (s *search) best(of mask, w WordID) (i int, quality float64) {
	for k := range s.words {
		if of.has(k) {
			if q := s.words[k].quality(w); q > quality {
				i, quality = k, q
			}
		}
	}
	return i, quality
}

// score scores a place, in a district or NoRef, whose name fits so, and keeps it if
// it is an answer.
func (s *search) score(p PlaceID, d uint32, f *fit) {
	if s.beaten(p, f) {
		return
	}
	h := hit{place: p, district: d, house: -1}
	text, left := f.text, s.all&^f.used
	if kind := Kind(s.Kind[p]); left != 0 && (kind == KindStreet || kind == KindLocality) {
		house, worth, number := s.houseIn(p, d, left)
		h.house, text, left = house, text+worth, left&^number
	}
	worth, unmet, code := s.inContext(d, left)
	text += worth
	if s.lacks(s.all &^ unmet) {
		return
	}
	share := nameShare(f.met, f.all)
	if code && f.met == 0 && s.Kind[p] == uint8(KindCommune) {
		share = nameShare(codeStands, 1)
	}
	if h.score = text / s.total * share; h.score >= leastScore {
		s.keep(h)
	}
}

// inContext is what some words typed are worth in a district's context, which of
// them it does not meet, and whether one of them is exactly a code of it.
func (s *search) inContext(d uint32, words mask) (worth float64, unmet mask, code bool) {
	for i := range s.words {
		if !words.has(i) {
			continue
		}
		quality := s.contextQuality(i, d)
		if quality == 0 {
			unmet |= 1 << i
		}
		code = code || quality == 1 && s.words[i].letters[0] <= '9'
		worth += s.words[i].weight * quality
	}
	return worth, unmet, code
}

// beaten tells whether a place whose name fits so could not be among the best,
// were all else met. It saves looking for its house.
func (s *search) beaten(p PlaceID, f *fit) bool {
	if len(s.hits) < s.limit {
		return false
	}
	most := nameShare(max(f.met, codeStands*f.all), f.all)
	if f.used != 0 {
		most = nameShare(f.met, f.all)
	}
	rest := 0.0
	for i := range s.words {
		if !f.used.has(i) {
			rest += s.words[i].weight
		}
	}
	return s.order(p, (f.text+rest)/s.total*most+slack) < s.worst()
}

// slack is more than sums in another order can differ.
const slack = 1e-9

// codeStands is how much of a commune's name its postal code, its own or its
// département's stands for.
const codeStands = 0.8

// contextQuality is how well a district's context meets a word typed.
func (s *search) contextQuality(i int, d uint32) float64 {
	if d == NoRef || !s.around[d].has(i) {
		return 0
	}
	best := 0.0
	for _, w := range s.ContextWords[s.FirstContext[d]:s.FirstContext[d+1]] {
		if s.marks[w].has(i) {
			best = max(best, s.words[i].quality(WordID(w)))
		}
	}
	return best
}
