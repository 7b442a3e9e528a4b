package gazetteer

// What a word weighs in the likeness of two texts. People leave out and
// confuse what says little: articles first, then the kinds of streets, which
// hundreds of names share; a "cedex" or a "bp" is no part of a place at all.
const (
	weightNothing = 0
	weightArticle = 0.15
	weightKind    = 0.4
	weightWord    = 1
)

// weight tells what a folded word weighs, 0 to 1.
func weight(word []byte) float64 {
	if w, ok := lightWords[string(word)]; ok {
		return w
	}
	return weightWord
}

var lightWords = func() map[string]float64 {
	all := map[string]float64{}
	for w, words := range map[float64][]string{
		weightNothing: {"cedex", "bp", "cs"},
		weightArticle: {
			"a", "au", "aux", "d", "da", "de", "del", "della", "des", "di", "dit", "du", "en", "et", "i", "l", "la",
			"le", "les", "lieu", "ou", "s", "sous", "sur", "u",
		},
		weightKind: append([]string{"france"}, kindsOfStreet...),
	} {
		for _, word := range words {
			all[word] = w
		}
	}
	return all
}()

// kindsOfStreet begin the names of streets; where a name begins otherwise and
// has no houses it is a lieu-dit's.
var kindsOfStreet = []string{
	"allee", "allees", "autoroute", "avenue", "berge", "boucle", "boulevard", "carrefour", "chaussee", "chemin",
	"chemins", "cite", "clos", "corniche", "cour", "cours", "descente", "esplanade", "faubourg", "galerie",
	"impasse", "lotissement", "mail", "montee", "parvis", "passage", "passerelle", "place", "placette", "pont",
	"promenade", "quai", "rampe", "residence", "rocade", "rond", "rondpoint", "route", "rue", "ruelle", "sente",
	"sentier", "square", "traverse", "venelle", "villa", "voie",
	"calata", "carrughju", "chjassu", "piazza", "strada", "stretta", "carriera", "hent", "straed",
}

var streetKinds = func() map[string]bool {
	all := make(map[string]bool, len(kindsOfStreet))
	for _, word := range kindsOfStreet {
		all[word] = true
	}
	return all
}()
