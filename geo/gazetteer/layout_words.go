package gazetteer

import (
	"fmt"
	"slices"
	"strings"
)

// layNames numbers names by the first place that bears them; then come those
// that only districts and communes bear.
func (l *layout) layNames() {
	c := l.c
	var ranks []nameRank
	number := func(n nameRank) NameID {
		id, ok := l.nameID[n]
		if !ok {
			id = NameID(len(ranks))
			l.nameID[n] = id
			ranks = append(ranks, n)
		}
		return id
	}
	for _, t := range l.top {
		c.Name = append(c.Name, uint32(number(t.name)))
	}
	for _, i := range l.order {
		c.Name = append(c.Name, uint32(number(l.places[i].name)))
	}
	var unborne []nameRank
	for _, name := range l.formerName {
		unborne = append(unborne, name)
	}
	for _, commune := range l.communes {
		if commune.DeptName != "" {
			unborne = append(unborne, l.rankOf(commune.DeptName))
		}
	}
	slices.Sort(unborne)
	for _, name := range unborne {
		number(name)
	}
	for _, n := range ranks {
		c.FirstByte = append(c.FirstByte, uint32(len(c.Text)))
		c.Text = append(c.Text, l.names[n]...)
	}
	c.FirstByte = append(c.FirstByte, uint32(len(c.Text)))
	c.FirstPlace, c.NamePlaces = invert(len(ranks), len(c.Name), func(place int) []uint32 { return c.Name[place : place+1] })
}

// layWords writes the dictionary, and which words each name has.
func (l *layout) layWords() {
	c := l.c
	ranks := make([]nameRank, len(l.nameID))
	all := map[string]bool{}
	for n, id := range l.nameID {
		ranks[id] = n
		for _, word := range l.words(n) {
			all[word] = true
		}
	}
	for _, d := range l.districts {
		for _, word := range l.context(d) {
			all[word] = true
		}
	}
	words := make([]string, 0, len(all))
	for word := range all {
		words = append(words, word)
	}
	slices.Sort(words)
	for i, word := range words {
		l.wordID[word] = WordID(i)
		c.FirstLetter = append(c.FirstLetter, uint32(len(c.Letters)))
		c.Letters = append(c.Letters, word...)
	}
	c.FirstLetter = append(c.FirstLetter, uint32(len(c.Letters)))

	held := make([][]uint32, len(ranks))
	for i, n := range ranks {
		c.FirstOfName = append(c.FirstOfName, uint32(len(c.NameWords)))
		for _, word := range l.words(n) {
			c.NameWords = append(c.NameWords, uint32(l.wordID[word]))
		}
		held[i] = l.wordIDs(l.words(n))
	}
	c.FirstOfName = append(c.FirstOfName, uint32(len(c.NameWords)))
	c.FirstName, c.WordNames = invert(len(words), len(ranks), func(name int) []uint32 { return held[name] })
}

// wordIDs are those of words, ascending, each once.
func (l *layout) wordIDs(words []string) []uint32 {
	ids := make([]uint32, len(words))
	for i, word := range words {
		ids[i] = uint32(l.wordID[word])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// context is the words of a district that people write after a street.
func (l *layout) context(d districtKey) []string {
	commune := &l.communes[d.commune]
	words := l.words(l.rankOf(commune.Name))
	for _, name := range l.also[d.commune] {
		words = append(words, l.words(name)...)
	}
	words = append(words, strings.Fields(l.folds[d.former])...)
	if d.postal != NoRef {
		words = append(words, fmt.Sprintf("%05d", d.postal))
	}
	for _, text := range []string{commune.Departement, commune.DeptName, commune.Code} {
		words = append(words, nameWords(text)...)
	}
	return words
}

// layDistricts writes the districts and their contexts.
func (l *layout) layDistricts() {
	c := l.c
	held := make([][]uint32, len(l.districts))
	for i, d := range l.districts {
		c.DistrictCommune = append(c.DistrictCommune, uint32(d.commune))
		c.DistrictPostal = append(c.DistrictPostal, d.postal)
		former := NoRef
		if d.former != 0 {
			former = uint32(l.nameID[l.formerName[formerKey{d.commune, d.former}]])
		}
		c.DistrictFormer = append(c.DistrictFormer, former)
		held[i] = l.wordIDs(l.context(d))
		c.FirstContext = append(c.FirstContext, uint32(len(c.ContextWords)))
		c.ContextWords = append(c.ContextWords, held[i]...)
	}
	c.FirstContext = append(c.FirstContext, uint32(len(c.ContextWords)))
	c.FirstWordContext, c.WordDistricts = invert(len(l.wordID), len(held), func(d int) []uint32 { return held[d] })
}

func (l *layout) layCommunes() {
	c := l.c
	next := 0
	for i, commune := range l.communes {
		c.CommuneCode = append(c.CommuneCode, commune.Code...)
		c.CommunePeople = append(c.CommunePeople, uint32(min(max(commune.People, 0), 1<<31)))
		dept := NoRef
		if commune.DeptName != "" {
			dept = uint32(l.nameID[l.rankOf(commune.DeptName)])
		}
		c.CommuneDept = append(c.CommuneDept, dept)
		c.FirstDistrictOf = append(c.FirstDistrictOf, uint32(next))
		for next < len(l.districts) && l.districts[next].commune == CommuneID(i) {
			next++
		}
	}
	c.FirstDistrictOf = append(c.FirstDistrictOf, uint32(next))
}

// invert turns "holder i holds these" into "those that hold thing j, ascending",
// as firsts and one list.
func invert(things, holders int, held func(holder int) []uint32) (first, list []uint32) {
	first = make([]uint32, things+1)
	for i := range holders {
		for _, j := range held(i) {
			first[j+1]++
		}
	}
	for j := range things {
		first[j+1] += first[j]
	}
	list = make([]uint32, first[things])
	next := slices.Clone(first)
	for i := range holders {
		for _, j := range held(i) {
			list[next[j]] = uint32(i)
			next[j]++
		}
	}
	return first, list
}
