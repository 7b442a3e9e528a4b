package gazetteer

import (
	"bytes"
	"strings"

	"maillage/internal/fold"
)

// maxWord is how many bytes of a word are kept, so that the trie has a known
// depth. The longest word of a place's name in France has about twenty.
const maxWord = 32

// appendWords appends a text's words to out: folded, numbers and ordinals as
// they are written, abbreviations not yet spelt out but for those of two words.
// Words lie in buffer, which it returns for the next call, or in the tables:
// nothing is allocated once both are large enough.
//
//	"12 bis, Bd de N.-D."    12 bis bd de notre dame
//	"N° 8, Rte D 84"         8 rte d84
func appendWords(out [][]byte, buffer []byte, text string) ([][]byte, []byte) {
	if strings.Contains(text, "°") {
		text = numeroSigns.Replace(text) // lost by folding, which would leave the road N 8
	}
	buffer = fold.Append(buffer[:0], text)
	first, rest := len(out), buffer
	for len(rest) > 0 {
		word := rest
		if at := bytes.IndexByte(rest, ' '); at >= 0 {
			word, rest = rest[:at], rest[at+1:]
		} else {
			rest = nil
		}
		out = appendWord(out, first, cutWord(word))
	}
	return out, buffer
}

var nd = []byte("nd")

var numeroSigns = strings.NewReplacer("N°", " ", "n°", " ")

// appendWord appends a word that comes after others, from first on: a number
// joins the road's letter before it, and drops a "no" or "numéro". A lieu-dit
// is found without saying that it is one.
func appendWord(out [][]byte, first int, word []byte) [][]byte {
	last := len(out) - 1
	if string(word) == "ld" {
		return out
	}
	if string(word) == "dit" && last >= first && string(out[last]) == "lieu" {
		return out[:last]
	}
	if string(word) == "d" && last >= first && string(out[last]) == "n" {
		out, word = out[:last], nd // N.-D.
	}
	if pair, ok := twoWords[string(word)]; ok {
		return append(out, pair[0], pair[1])
	}
	if last >= first && isNumber(word) {
		switch string(out[last]) {
		case "no", "num", "numero":
			out = out[:last]
		case "d", "n", "rd", "rn":
			if len(word) <= 4 { // no road has five digits, postal codes do
				out[last] = joined(out[last], word)
				return out
			}
		}
	}
	if len(word) > 2 && word[0] == 'r' && (word[1] == 'd' || word[1] == 'n') && isNumber(word[2:]) {
		word = word[1:] // RD84 is D84
	}
	return append(out, word)
}

// joined closes the gap of one space between two words of one buffer: "rd 84" is "d84".
func joined(letter, number []byte) []byte {
	both := letter[:len(letter)+len(number)]
	copy(both[len(letter):], number)
	return bytes.TrimPrefix(both, []byte("r"))
}

// cutWord cuts a word that is too long, between two letters.
func cutWord(word []byte) []byte {
	if len(word) <= maxWord {
		return word
	}
	end := maxWord
	for end > 0 && word[end]&0xC0 == 0x80 {
		end--
	}
	return word[:end]
}

func isNumber(word []byte) bool {
	for _, c := range word {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(word) > 0
}

// nameWords returns the words a name is found by: those of its text, sure
// abbreviations spelt out. More than maxNameWords are no name's.
func nameWords(text string) []string {
	list, _ := appendWords(nil, nil, text)
	list = list[:min(len(list), maxNameWords)]
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = string(word)
		if full, ok := spelt[words[i]]; ok {
			words[i] = full
		} else if full, ok := speltFirst[words[i]]; ok && i == 0 && len(list) > 1 {
			words[i] = full
		}
	}
	return words
}

const maxNameWords = 32
