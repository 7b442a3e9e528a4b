package gazetteer

import (
	"slices"

	"maillage/geo"
	"maillage/say"
)

// FromColumns makes a Gazetteer of columns, which it keeps and does not copy:
// they must not change any more. It reads most of them once and refuses
// whatever could lead a search astray. Wrong names, positions or orders it
// cannot know; a checksum's business.
func FromColumns(c *Columns) (*Gazetteer, error) {
	for _, check := range [...]func() string{
		c.checkWords, c.checkTrie, c.checkNames, c.checkPlaces, c.checkHouses, c.checkDistricts, c.checkCommunes,
	} {
		if column := check(); column != "" {
			return nil, damaged(column)
		}
	}
	tree, err := geo.BoxTreeFrom(c.Boxes)
	if err != nil {
		return nil, err
	}
	if tree.Len() != len(c.Kind)-c.top() {
		return nil, damaged("Boxes")
	}
	return &Gazetteer{columns: c, boxes: tree}, nil
}

func damaged(column string) error {
	return say.Errorf(
		"noms de lieux : la colonne %[1]s ne s'accorde pas avec les autres ; le fichier est abîmé, reconstruisez-le",
		"names of places: column %[1]s does not fit the others; the file is damaged, build it again", column)
}

// top is how many places are communes or territories: those of the first district follow.
func (c *Columns) top() int { return int(c.FirstOfDistrict[0]) }

// The checks return the column that does not fit, "" for none. Each may count
// on those before it.

func (c *Columns) checkWords() string {
	words := len(c.FirstLetter) - 1
	switch {
	case !climbs(c.FirstLetter, len(c.Letters)):
		return "FirstLetter"
	case !climbs(c.FirstName, len(c.WordNames)) || len(c.FirstName) != words+1:
		return "FirstName"
	case !climbs(c.FirstWordContext, len(c.WordDistricts)) || len(c.FirstWordContext) != words+1:
		return "FirstWordContext"
	}
	for w := range words {
		if n := c.FirstLetter[w+1] - c.FirstLetter[w]; n == 0 || n > maxWord {
			return "FirstLetter"
		}
	}
	return ""
}

// checkTrie walks the levels: children lie behind their parent, no word is
// longer than maxWord, and the words of a node lie within its parent's.
func (c *Columns) checkTrie() string {
	nodes, words := len(c.Letter), uint32(len(c.FirstLetter)-1)
	switch {
	case nodes == 0 || len(c.FirstChild) != nodes+1 || c.FirstChild[0] != 1 ||
		!slices.IsSorted(c.FirstChild) || uint64(c.FirstChild[nodes]) != uint64(nodes):
		return "FirstChild"
	case len(c.FirstWord) != nodes || c.FirstWord[0] != 0:
		return "FirstWord"
	case len(c.Ends) != (nodes+63)/64:
		return "Ends"
	}
	end := make([]uint32, nodes)
	end[0] = words
	levels, levelEnd := 0, uint32(1)
	for node := range uint32(nodes) {
		if node == levelEnd {
			levels, levelEnd = levels+1, c.FirstChild[node]
		}
		from, to := c.FirstChild[node], c.FirstChild[node+1]
		if from <= node || levels > maxWord || levels == maxWord && from < to {
			return "FirstChild"
		}
		first := c.FirstWord[node]
		if c.Ends[node/64]>>(node%64)&1 != 0 {
			first++
		}
		for child := from; child < to; child++ {
			if child > from {
				end[child-1] = c.FirstWord[child]
			}
			if c.FirstWord[child] < first {
				return "FirstWord"
			}
			first = c.FirstWord[child]
			end[child] = end[node]
		}
		if first > end[node] {
			return "FirstWord"
		}
	}
	return ""
}

func (c *Columns) checkNames() string {
	names, places := len(c.FirstByte)-1, len(c.Name)
	switch {
	case !climbs(c.FirstByte, len(c.Text)):
		return "FirstByte"
	case len(c.FirstOfName) != names+1 || !climbs(c.FirstOfName, len(c.NameWords)):
		return "FirstOfName"
	case !below(c.NameWords, len(c.FirstLetter)-1):
		return "NameWords"
	case !below(c.WordNames, names):
		return "WordNames"
	case len(c.FirstPlace) != names+1 || !climbs(c.FirstPlace, len(c.NamePlaces)):
		return "FirstPlace"
	case !below(c.Name, names):
		return "Name"
	case len(c.NamePlaces) != places || !below(c.NamePlaces, places):
		return "NamePlaces"
	}
	for n := range names {
		if c.FirstOfName[n+1]-c.FirstOfName[n] > maxNameWords {
			return "FirstOfName"
		}
	}
	return ""
}

func (c *Columns) checkPlaces() string {
	places, districts := len(c.Name), len(c.DistrictCommune)
	switch {
	case len(c.Kind) != places:
		return "Kind"
	case len(c.District) != places:
		return "District"
	case len(c.Ref) != places:
		return "Ref"
	case len(c.Weight) != places:
		return "Weight"
	case len(c.Radius) != places:
		return "Radius"
	case len(c.Point) != 2*places:
		return "Point"
	case len(c.FirstOfDistrict) != districts+1 || !slices.IsSorted(c.FirstOfDistrict) ||
		uint64(c.FirstOfDistrict[districts]) != uint64(places):
		return "FirstOfDistrict"
	}
	for p := range c.top() {
		switch Kind(c.Kind[p]) {
		case KindCommune:
			if uint64(c.District[p]) >= uint64(districts) {
				return "District"
			}
		case KindTerritory:
			if c.District[p] != NoRef {
				return "District"
			}
		default:
			return "Kind"
		}
	}
	for d := range districts {
		for p := c.FirstOfDistrict[d]; p < c.FirstOfDistrict[d+1]; p++ {
			if c.District[p] != uint32(d) {
				return "District"
			}
			if k := Kind(c.Kind[p]); k != KindLocality && k != KindStreet && k != KindStructure {
				return "Kind"
			}
		}
	}
	return ""
}

func (c *Columns) checkHouses() string {
	houses := len(c.Number)
	switch {
	case len(c.FirstHouse) != len(c.Name)+1 || !climbs(c.FirstHouse, houses):
		return "FirstHouse"
	case len(c.Suffix) != houses || slices.ContainsFunc(c.Suffix, func(s uint8) bool { return s >= suffixes }):
		return "Suffix"
	case len(c.House) != 2*houses:
		return "House"
	}
	return ""
}

func (c *Columns) checkDistricts() string {
	districts, names := len(c.DistrictCommune), len(c.FirstByte)-1
	switch {
	case !below(c.DistrictCommune, len(c.CommunePlace)):
		return "DistrictCommune"
	case len(c.DistrictPostal) != districts || slices.ContainsFunc(c.DistrictPostal, func(p uint32) bool { return p > 99_999 && p != NoRef }):
		return "DistrictPostal"
	case len(c.DistrictFormer) != districts || !belowOrNone(c.DistrictFormer, names):
		return "DistrictFormer"
	case len(c.FirstContext) != districts+1 || !climbs(c.FirstContext, len(c.ContextWords)):
		return "FirstContext"
	case !below(c.ContextWords, len(c.FirstLetter)-1):
		return "ContextWords"
	case !below(c.WordDistricts, districts):
		return "WordDistricts"
	}
	return ""
}

func (c *Columns) checkCommunes() string {
	communes, names := len(c.CommunePlace), len(c.FirstByte)-1
	switch {
	case !below(c.CommunePlace, c.top()):
		return "CommunePlace"
	case len(c.CommuneCode) != codeLength*communes:
		return "CommuneCode"
	case len(c.CommunePeople) != communes:
		return "CommunePeople"
	case len(c.CommuneDept) != communes || !belowOrNone(c.CommuneDept, names):
		return "CommuneDept"
	case len(c.FirstDistrictOf) != communes+1 || !climbs(c.FirstDistrictOf, len(c.DistrictCommune)):
		return "FirstDistrictOf"
	}
	for i := range communes {
		first, end := c.FirstDistrictOf[i], c.FirstDistrictOf[i+1]
		if first == end {
			return "FirstDistrictOf"
		}
		for d := first; d < end; d++ {
			if c.DistrictCommune[d] != uint32(i) {
				return "DistrictCommune"
			}
		}
		if p := c.CommunePlace[i]; Kind(c.Kind[p]) != KindCommune || c.District[p] != first {
			return "CommunePlace"
		}
	}
	return ""
}

// climbs tells whether firsts go from 0 to n without ever falling.
func climbs(firsts []uint32, n int) bool {
	return len(firsts) > 0 && firsts[0] == 0 && uint64(firsts[len(firsts)-1]) == uint64(n) && slices.IsSorted(firsts)
}

// below tells whether all indexes are lower than n.
func below(list []uint32, n int) bool {
	return !slices.ContainsFunc(list, func(i uint32) bool { return uint64(i) >= uint64(n) })
}

func belowOrNone(list []uint32, n int) bool {
	return !slices.ContainsFunc(list, func(i uint32) bool { return uint64(i) >= uint64(n) && i != NoRef })
}
