package gazetteer

// maxReadings bounds how many ways to part and join the words of a text are tried.
const maxReadings = 12

// tryParted searches a text as it would read with one word parted
// ("saintflorent", "saintxflorent") or two joined ("flo rent").
func (s *search) tryParted(stage stage) {
	s.readings(func(words []typed) { s.tryWords(words, stage) })
}

// readings are the ways to part and join words that the dictionary does not have.
func (s *search) readings(read func([]typed)) {
	known := make([]bool, len(s.text))
	for i := range s.text {
		_, known[i] = s.word(s.text[i].letters)
	}
	readings := 0
	reading := func(from, to int, instead [][]byte) {
		if readings++; readings <= maxReadings && len(s.text)-(to-from)+len(instead) <= maxTyped {
			s.instead(from, to, instead)
			read(s.other)
		}
	}
	for i := range s.text {
		for skip := 0; skip < 2 && !known[i]; skip++ {
			if words := s.part(s.text[i].letters, s.text[i].last, skip); len(words) > 1 {
				reading(i, i+1, words)
			}
		}
	}
	for i := 1; i < len(s.text); i++ {
		if known[i-1] && known[i] {
			continue
		}
		if both := s.join(i-1, i); both != nil {
			reading(i-1, i+1, [][]byte{both})
		}
	}
}

// instead makes s.other the text with some words for those of [from, to).
func (s *search) instead(from, to int, words [][]byte) {
	s.other = s.other[:0]
	for i := range s.text {
		switch {
		case i == from:
			for k, word := range words {
				s.other = s.add(s.other, word, k == len(words)-1 && s.text[to-1].last)
				s.other[len(s.other)-1].joins = true
			}
		case i < from || i >= to:
			s.other = s.again(s.other, &s.text[i])
		}
	}
}

// join writes two words as one, if the dictionary may know it; nil else.
func (s *search) join(i, j int) []byte {
	both := append(append([]byte(nil), s.text[i].letters...), s.text[j].letters...)
	if len(both) > maxWord {
		return nil
	}
	var t typed
	t.letters, t.last = both, s.text[j].last
	t.look(s.Columns)
	if t.lookWithSlips(s.Columns, &s.walk, 1); len(t.own)+len(t.slips) == 0 {
		return nil
	}
	return both
}

// parting is the best way to part the letters before a place: the sum of the
// squares of the words' lengths, so that few and long words are preferred.
type parting struct {
	worth   int // 0: there is none
	from    int // where the last word begins
	skipped int // letters skipped before that word begins, in all
}

// part parts letters into words of the dictionary, the last of which may be the
// beginning of one. So many letters (0 or 1) stand between two words for a hyphen.
func (s *search) part(letters []byte, last bool, skip int) [][]byte {
	n := len(letters)
	var best [2][maxWord + 1]parting // by letters skipped, by place
	if n < 4 || n > maxWord || isNumber(letters) {
		return nil
	}
	for from := range n {
		for skipped := range skip + 1 {
			worth, begin := best[skipped][from].worth, from
			if from > 0 && worth == 0 {
				continue
			}
			s.partFrom(&best, letters, last, begin, skipped, skipped, worth)
			if skipped < skip && from > 0 && from+1 < n {
				s.partFrom(&best, letters, last, begin+1, skipped, skipped+1, worth)
			}
		}
	}
	return trace(&best, letters, skip)
}

// partFrom improves what can be reached by one more word that begins at a place.
func (s *search) partFrom(best *[2][maxWord + 1]parting, letters []byte, last bool, begin, was, skipped, worth int) {
	b := s.root()
	for to := begin; to < len(letters); {
		next, ok := s.under(b, letters[to])
		if !ok {
			return
		}
		b = next
		to++
		whole := to == len(letters)
		if begin == 0 && whole || !s.isWord(b) && !(whole && last) {
			continue
		}
		length := to - begin
		if at := &best[skipped][to]; worth+length*length > at.worth {
			*at = parting{worth + length*length, begin, was}
		}
	}
}

// trace follows the best parting of all letters back to its words; nil for none.
func trace(best *[2][maxWord + 1]parting, letters []byte, skip int) [][]byte {
	var words [][]byte
	for to, skipped := len(letters), skip; to > 0; {
		p := best[skipped][to]
		if p.worth == 0 {
			return nil
		}
		words = append([][]byte{letters[p.from:to]}, words...)
		to = p.from - (skipped - p.skipped)
		skipped = p.skipped
	}
	return words
}
