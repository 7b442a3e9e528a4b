package hours

import "strings"

// asksAppointment tells whether a comment says that one is received by
// appointment only, in French or in English. Words that leave another way in
// ("avec ou sans rendez-vous", "rendez-vous possible") do not.
func asksAppointment(comment string) bool {
	if comment == "" {
		return false
	}
	words := " " + plainWords(comment) + " "
	if !strings.Contains(words, " rdv ") && !strings.Contains(words, " appointment ") && !strings.Contains(words, " appointments ") {
		return false
	}
	for _, other := range otherWaysIn {
		if strings.Contains(words, other) {
			return false
		}
	}
	if words == " rdv " || words == " appointment " || words == " appointments " {
		return true
	}
	for _, only := range onlyByAppointment {
		if strings.Contains(words, only) {
			return true
		}
	}
	return false
}

// otherWaysIn are words beside an appointment that say one may come without.
var otherWaysIn = [...]string{
	" sans ", " ou sur ", " et sur ", " ou rdv ", " et rdv ", " pas ", " non ", " aussi ", " egalement ", " conseille ", " conseillee ", " recommande ", " recommandee ",
	" preference ", " souhaitable ", " souhaite ", " facultatif ", " rdv possible ", " rdv possibles ", " prise de rdv possible ",
	" possibilite ", " libre ", " or ", " and ", " without ", " not ", " no ", " also ", " preferred ", " preferably ", " recommended ", " optional ", " possible by ", " appointment possible ",
}

// onlyByAppointment are words that ask for one.
var onlyByAppointment = [...]string{
	" sur rdv ", " par rdv ", " avec rdv ", " sur prise de rdv ", " apres prise de rdv ", " uniquement rdv ", " rdv uniquement ", " rdv seulement ", " rdv obligatoire ", " rdv obligatoires ", " rdv exclusivement ",
	" rdv necessaire ", " rdv requis ", " rdv indispensable ", " rdv impose ", " prendre rdv ", " prenez rdv ", " prise de rdv obligatoire ",
	" by appointment ", " by appointments ", " appointment only ", " appointments only ", " appointment required ", " appointment is required ",
	" appointment needed ", " appointment necessary ", " appointment mandatory ", " with appointment ", " make an appointment ", " on appointment ",
}

var foldLetters = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "à", "a", "â", "a", "î", "i", "ô", "o", "ù", "u", "û", "u", "ç", "c",
	"e\u0301", "e", "e\u0300", "e", "e\u0302", "e")

// plainWords is a comment's words in lower case, without accents or signs, a
// space between them; every way to write an appointment in French is "rdv".
func plainWords(s string) string {
	words := strings.FieldsFunc(foldLetters.Replace(strings.ToLower(s)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	plain := strings.Join(words, " ")
	for _, way := range [...]string{"rendez vous", "rendezvous", "r d v", "rdvs"} {
		plain = strings.ReplaceAll(plain, way, "rdv")
	}
	return plain
}
