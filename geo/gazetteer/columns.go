package gazetteer

import "maillage/geo"

// WordID numbers words in the order of their bytes; like each dense index it
// is of its own table alone.
type WordID uint32

// NameID numbers names by the first place that bears them; those that only
// districts and communes bear come last.
type NameID uint32

// PlaceID numbers communes and territories, then places district by district.
type PlaceID uint32

// DistrictID numbers districts commune by commune.
type DistrictID uint32

// CommuneID numbers communes by people, the most first; then by code.
type CommuneID uint32

// Columns is a gazetteer's content: flat arrays that can be mapped from a file
// as they are. X "by Y and one more" begins with 0 and ends with X's length, so
// that what belongs to y stands at [X[y], X[y+1]).
//
//	text ─ fold ─▶ words ──▶ names ──▶ places ──▶ houses
//	                 │                    │
//	                 └────▶ districts ◀───┘ ──▶ communes
//
// A word is folded (lower-case letters and digits, abbreviations spelt out). A
// name is a sequence of words that places bear, kept once however many bear it.
// A district is the part of a commune that has one postal code and one former
// commune: what people write after the street. Its words are its context.
//
// Everything is in the order of importance: communes by people, places
// commune by commune, names by their first place. The beginning of any list is
// therefore what is most likely meant, and a search may stop early.
type Columns struct {
	// The dictionary.
	FirstLetter []uint32 // by word and one more: in Letters
	Letters     []uint8  // of every word, ASCII but for scripts that do not fold to it

	// The trie of the dictionary, level by level. Node 0 is the root; the
	// children of a node stand side by side, by their letter.
	Letter     []uint8  // by node: the byte that leads to it; 0 for the root
	FirstChild []uint32 // by node and one more; the root's is 1
	FirstWord  []uint32 // by node: the first word that begins like it; they end where its next sibling's begin or, after the last, its parent's end
	Ends       []uint64 // one bit a node: a word ends here, which is then its FirstWord

	// Names.
	FirstByte   []uint32 // by name and one more: in Text
	Text        []uint8  // as it is written, UTF-8
	FirstOfName []uint32 // by name and one more: in NameWords
	NameWords   []uint32 // WordID, in the order of the name
	FirstName   []uint32 // by word and one more: in WordNames
	WordNames   []uint32 // NameID, ascending: the names that hold the word
	FirstPlace  []uint32 // by name and one more: in NamePlaces
	NamePlaces  []uint32 // PlaceID, ascending: the places that bear the name

	// Places: communes and territories, by people; then those of each district in turn.
	Kind       []uint8  // Kind; of a commune's other names too it is a commune's, of a territory's code that follows it a territory's
	Name       []uint32 // NameID
	District   []uint32 // DistrictID; of a commune its first; NoRef for a territory
	Ref        []uint32 // the caller's
	Weight     []uint8  // importance, 0 to 255
	Radius     []uint32 // metres
	Point      []int32  // lon, lat, 1e-7 degree
	FirstHouse []uint32 // by place and one more

	// Houses, by street, then by number and suffix.
	Number []uint16
	Suffix []uint8 // 0 none, 1 to 26 a letter, 27 bis, 28 ter, 29 quater, 30 quinquies
	House  []int32 // lon, lat, 1e-7 degree

	// Districts, commune by commune: those of no former commune, then the others, the one with most places first.
	DistrictCommune  []uint32 // CommuneID
	DistrictPostal   []uint32 // postal code as a number, 20250; NoRef where it is not known
	DistrictFormer   []uint32 // NameID of the former commune; NoRef for none
	FirstOfDistrict  []uint32 // by district and one more: PlaceID; the first one's is how many communes and territories there are
	FirstContext     []uint32 // by district and one more: in ContextWords
	ContextWords     []uint32 // WordID: of the commune's names, the former commune, the postal code, the département's code and name, INSEE's code
	FirstWordContext []uint32 // by word and one more: in WordDistricts
	WordDistricts    []uint32 // DistrictID, ascending

	// Communes. Its place bears the commune's own name; other names are places of the same Ref.
	CommunePlace    []uint32 // PlaceID
	CommuneCode     []uint8  // INSEE's, five bytes each
	CommunePeople   []uint32
	CommuneDept     []uint32 // NameID of its département's name; NoRef where it is not known
	FirstDistrictOf []uint32 // by commune and one more: DistrictID

	// Boxes bound what Reverse may find: every place but communes and territories, with its houses.
	Boxes geo.BoxColumns // items count from the first place of the first district
}
