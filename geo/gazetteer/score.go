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
	for j, before := 0, -1; j < len(words); j++ {
		if done>>j&1 != 0 {
			if by[j] < before {
				f.met *= inDisorder
				break
			}
			before = by[j]
		}
	}
	return f
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
	commune := s.Kind[p] == uint8(KindCommune)
	if f.used == 0 && !commune {
		return // the context alone says where, not what
	}
	if s.beaten(p, f) {
		return
	}
	h := hit{place: p, district: d, house: -1}
	text, unmet, left := f.text, mask(0), s.all&^f.used
	if left != 0 {
		number := mask(0)
		if s.Kind[p] == uint8(KindStreet) || s.Kind[p] == uint8(KindLocality) {
			var worth float64
			h.house, worth, number = s.houseIn(p, left)
			text += worth
		}
		left &^= number
		code := false
		for i := range s.words {
			if !left.has(i) {
				continue
			}
			q := s.contextQuality(i, d)
			if q == 0 {
				unmet |= 1 << i
			}
			code = code || q == 1 && s.words[i].letters[0] <= '9'
			text += s.words[i].weight * q
		}
		if commune && code && f.met == 0 {
			h.score = text / s.total * nameShare(codeStands, 1)
		}
	}
	if s.lacks(s.all &^ unmet) {
		return
	}
	h.score = max(h.score, text/s.total*nameShare(f.met, f.all))
	if h.score >= leastScore {
		s.keep(h)
	}
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
