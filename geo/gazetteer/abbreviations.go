package gazetteer

// The abbreviations of French addresses, told once. An abbreviation that can
// be nothing else in a name is spelt out in the index (spelt, speltFirst); what
// people type is tried as it is and in every other spelling (alternatives).
// What is merely cut short ("rép", "r", "c") is the beginning of a word, and
// needs no table.
//
// The street types are those of AFNOR's XP Z 10-011, which La Poste and the
// BAN's nom_afnor write, and those of everyday use beside them.

// spelt are sure wherever they stand.
var spelt = map[string]string{
	"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes",

	"av": "avenue", "ave": "avenue",
	"bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "bvd": "boulevard", "boul": "boulevard",
	"chs": "chaussee", "crs": "cours", "fg": "faubourg", "fbg": "faubourg", "imp": "impasse",
	"mte": "montee", "pass": "passage", "psg": "passage", "qrt": "quartier", "rte": "route",
	"rle": "ruelle", "sq": "square", "vlge": "village", "lotiss": "lotissement", "chem": "chemin",

	"dr": "docteur", "gal": "general", "cdt": "commandant", "cne": "capitaine", "lt": "lieutenant",
	"sgt": "sergent", "pdt": "president", "mgr": "monseigneur", "pr": "professeur", "prof": "professeur",

	"gd": "grand", "gde": "grande", "gds": "grands", "gdes": "grandes",
	"vx": "vieux", "hte": "haute", "hts": "hauts",

	// Ordinals keep their digits, which are the beginning of any spelling.
	"1ere": "1er", "1re": "1er", "2eme": "2e", "2ieme": "2e", "2nd": "2e", "2nde": "2e",
	"3eme": "3e", "3ieme": "3e", "4eme": "4e", "5eme": "5e", "6eme": "6e", "7eme": "7e", "8eme": "8e",
	"9eme": "9e", "10eme": "10e", "11eme": "11e", "12eme": "12e", "13eme": "13e", "14eme": "14e",
	"15eme": "15e", "16eme": "16e", "17eme": "17e", "18eme": "18e", "19eme": "19e", "20eme": "20e",
}

// speltFirst are street types at the beginning of a name and other words after
// it: Rue du Lot is a river's, a Pl among others somebody's.
var speltFirst = map[string]string{
	"all": "allee", "che": "chemin", "dsc": "descente", "esp": "esplanade", "lot": "lotissement", "pl": "place",
	"prom": "promenade", "prv": "parvis", "qua": "quartier", "res": "residence", "trav": "traverse", "vla": "villa",
}

// others are what else a typed word may stand for, where a name may hold either:
// Cap is a headland or a captain, Pas a pass or a passage, 8 mai is huit mai,
// Henri IV is Henri 4.
var others = map[string][]string{
	"ch": {"chemin"}, "cap": {"capitaine"}, "col": {"colonel"}, "mal": {"marechal"}, "gen": {"general"},
	"gl": {"general"}, "me": {"maitre"}, "pt": {"petit", "pont"}, "pte": {"petite", "porte"}, "ht": {"haut"},
	"pres": {"president"}, "cte": {"comte"}, "qu": {"quai"}, "am": {"amiral"}, "bat": {"batiment"},
	"vve": {"veuve"}, "s": {"sur"}, "ss": {"sous"},
	"car": {"carrefour"}, "cor": {"corniche"}, "dom": {"domaine"}, "ham": {"hameau"}, "pas": {"passage"},
	"pro": {"promenade"}, "roc": {"rocade"}, "sen": {"sente"}, "tra": {"traverse"},

	"deux": {"2"}, "trois": {"3"}, "quatre": {"4"}, "cinq": {"5"}, "six": {"6"}, "sept": {"7"}, "huit": {"8"},
	"neuf": {"9"}, "dix": {"10"}, "onze": {"11"}, "douze": {"12"}, "treize": {"13"}, "quatorze": {"14"},
	"quinze": {"15"}, "seize": {"16"}, "vingt": {"20"},
	"2": {"deux", "ii"}, "3": {"trois", "iii"}, "4": {"quatre", "iv"}, "5": {"cinq"}, "6": {"six", "vi"},
	"7": {"sept", "vii"}, "8": {"huit", "viii"}, "9": {"neuf", "ix"}, "10": {"dix"}, "11": {"onze", "xi"},
	"12": {"douze", "xii"}, "13": {"treize", "xiii"}, "14": {"quatorze", "xiv"}, "15": {"quinze", "xv"},
	"16": {"seize", "xvi"}, "18": {"xviii"}, "20": {"vingt"}, "23": {"xxiii"},
	"ii": {"2"}, "iii": {"3"}, "iv": {"4"}, "vi": {"6"}, "vii": {"7"}, "viii": {"8"}, "ix": {"9"}, "xi": {"11"},
	"xii": {"12"}, "xiii": {"13"}, "xiv": {"14"}, "xv": {"15"}, "xvi": {"16"}, "xviii": {"18"}, "xxiii": {"23"},

	"premier": {"1er"}, "premiere": {"1er"}, "deuxieme": {"2e"}, "seconde": {"2e"}, "troisieme": {"3e"},
	"quatrieme": {"4e"}, "cinquieme": {"5e"}, "sixieme": {"6e"}, "septieme": {"7e"}, "huitieme": {"8e"},
	"neuvieme": {"9e"}, "dixieme": {"10e"},
	"1er": {"premier", "premiere"}, "2e": {"deuxieme"}, "3e": {"troisieme"}, "4e": {"quatrieme"},
	"5e": {"cinquieme"}, "6e": {"sixieme"}, "7e": {"septieme"}, "8e": {"huitieme"}, "9e": {"neuvieme"},
}

// twoWords are the abbreviations of two words.
var twoWords = map[string][2][]byte{
	"nd":   {[]byte("notre"), []byte("dame")},
	"rpt":  {[]byte("rond"), []byte("point")},
	"rdpt": {[]byte("rond"), []byte("point")},
	"za":   {[]byte("zone"), []byte("artisanale")},
	"zi":   {[]byte("zone"), []byte("industrielle")},
}

// typedAs are the spellings in which a typed word is tried beside its own.
var typedAs = func() map[string][]string {
	all := map[string][]string{}
	for _, table := range []map[string]string{spelt, speltFirst} {
		for short, full := range table {
			all[short] = append(all[short], full)
			all[short] = append(all[short], others[full]...) // 1ère is 1er, premier and première
		}
	}
	for word, list := range others {
		all[word] = append(all[word], list...)
	}
	return all
}()

// alternatives returns the other spellings in which a typed word is tried: at
// most a handful, in the index's spelling. They are the table's own.
func alternatives(word []byte) []string { return typedAs[string(word)] }
