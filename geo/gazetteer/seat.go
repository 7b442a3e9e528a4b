package gazetteer

// seatWords are what people write of the middle of a commune, whatever stands
// there: who types "mairie de Corte" means Corte.
var seatWords = [][]string{{"mairie"}, {"hotel", "de", "ville"}, {"centre", "ville"}, {"centreville"}, {"centre", "bourg"}}

// seatIn finds the words of a text that name the middle of a commune, with the
// "de" after them: they are [from, to).
func seatIn(words [][]byte) (from, to int) {
	for from = range words {
		for _, seat := range seatWords {
			to = from + len(seat)
			if to > len(words) || !alike(words[from:to], seat) {
				continue
			}
			if to < len(words) && (string(words[to]) == "de" || string(words[to]) == "d" || string(words[to]) == "du") {
				to++
			}
			return from, to
		}
	}
	return 0, 0
}

func alike(words [][]byte, texts []string) bool {
	for i, text := range texts {
		if string(words[i]) != text {
			return false
		}
	}
	return true
}
