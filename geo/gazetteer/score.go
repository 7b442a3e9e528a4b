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
	// begun is how well a name agrees that all of the text begins; 0 where it does not.
	begun float64
	cut   bool // whatever of the name is met is met as a beginning
}

// How well a name agrees that the text begins, whatever is left of it: "bourg"
// may become Bourg-en-Bresse, and rather than Bourgneuf.
const (
	begunWords   = 0.9  // to the end of a word
	begunLetters = 0.87 // within one
	// begunInside is the most for a name of which no word is met but as a
	// beginning, the rest of the text by where it is: "haute sav" is rather
	// Haute-Savoie than Savigny, Haute-Savoie.
	begunInside = 0.8
	// besides is the most for a commune of which the text names but where it is.
	besides = 0.75
)

// fit gives each word of a name the word typed that it meets: exact ones first,
// then, word after word, the best that is left. A word typed stands for one word.
func (s *search) fit(name uint32) fit {
	var f fit
	words := s.NameWords[s.FirstOfName[name]:s.FirstOfName[name+1]]
	words = words[:min(len(words), maxNameWords)]
	var done uint32
	var by [maxNameWords]int          // the word typed for each
	var quality [maxNameWords]float64 // and how well it is met
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
			i, q := s.best(open, WordID(w))
			if q == 0 || round == 0 && q < 1 {
				continue
			}
			if typed := s.words[i].weight; q < 1 && typed <= weightArticle {
				weight = min(weight, typed) // an article says little of a word that it begins
			}
			done |= 1 << j
			by[j], quality[j] = i, q
			f.used |= 1 << i
			f.cut = (f.cut || f.used == 1<<i) && (q == asBeginning || q == asAnyBeginning)
			f.met += weight * q
			f.text += s.words[i].weight * q
		}
	}
	if f.used == s.all {
		f.begun = s.begun(words, by[:], quality[:])
	}
	if !ascending(by[:len(words)], done) {
		f.met *= inDisorder
	}
	return f
}

// begun is how well a name agrees that the words typed begin, all of them met:
// one after the other, nothing before or between them but articles. quality is how well
// each word of the name is met, 0 for not at all, by is by which.
func (s *search) begun(words []uint32, by []int, quality []float64) float64 {
	next := 0
	for j, w := range words {
		last := next == len(s.words)-1
		switch {
		case quality[j] == 0 && s.light[w] <= 100*weightArticle:
			continue
		case quality[j] == 0 || by[j] != next:
			return 0
		case quality[j] == 1 && last:
			return begunWords
		case quality[j] == asBeginning && last && s.words[next].last:
			return begunLetters
		case quality[j] < 1:
			return 0
		}
		next++
	}
	return 0
}

// agreement is what a place is ordered by: its score, but for a name that the
// text, or a part of it, begins.
func (f *fit) agreement(score float64) float64 {
	switch {
	case f.begun == begunLetters:
		return begunLetters
	case f.begun == begunWords:
		return max(score, begunWords)
	case f.used == 0:
		return min(score, besides)
	case f.cut:
		return min(score, begunInside)
	}
	return score
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
const inDisorder = 0.9

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
		h.agreement = f.agreement(h.score)
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
		code = code || (quality == 1 || quality == asINSEE) && s.words[i].letters[0] <= '9'
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
	return s.order(p, f.agreement((f.text+rest)/s.total*most)+slack) < s.worst()
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
			q := s.words[i].quality(WordID(w))
			if s.isINSEE(WordID(w), d) {
				q *= asINSEE
			}
			best = max(best, q)
		}
	}
	return best
}

// isINSEE tells whether a word is the INSEE code of a district's commune and has
// digits only: 69001 is that of Affoux, and a postal code of Lyon.
func (s *search) isINSEE(w WordID, d uint32) bool {
	letters, commune := s.letters(w), s.DistrictCommune[d]
	if len(letters) != codeLength || !isNumber(letters) || string(letters) != string(s.CommuneCode[codeLength*commune:codeLength*commune+codeLength]) {
		return false
	}
	return postalOf(string(letters)) != s.DistrictPostal[d]
}
