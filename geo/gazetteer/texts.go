package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// textID numbers texts as they come; 0 is the empty one.
type textID uint32

// texts keeps each text once.
type texts struct {
	ids  map[string]textID
	list []string
}

func newTexts() texts { return texts{ids: map[string]textID{"": 0}, list: []string{""}} }

// id numbers a text, which is copied: readers cut theirs out of whole lines.
func (t *texts) id(s string) textID {
	if id, ok := t.ids[s]; ok {
		return id
	}
	s = strings.Clone(s)
	id := textID(len(t.list))
	t.ids[s] = id
	t.list = append(t.list, s)
	return id
}

// nameRank numbers texts in their own order and foldRank what they fold to, so
// that neither shows in which order texts came. 0 is empty, or folds to nothing.
type (
	nameRank uint32
	foldRank uint32
)

// ranking is texts put in order.
type ranking struct {
	rank  []nameRank // by textID
	names []string   // by nameRank, blanks tidied
	fold  []foldRank // by nameRank
	folds []string   // by foldRank: words parted by a space
	ranks map[string]nameRank
}

func (t *texts) rank() *ranking {
	r := &ranking{rank: make([]nameRank, len(t.list)), ranks: make(map[string]nameRank, len(t.list))}
	tidied := make([]string, len(t.list))
	for i, s := range t.list {
		tidied[i] = tidy(s)
	}
	r.names = distinct(slices.Clone(tidied))
	for i, s := range r.names {
		r.ranks[s] = nameRank(i)
	}
	for i, s := range tidied {
		r.rank[i] = r.ranks[s]
	}
	keys := make([]string, len(r.names))
	for i, s := range r.names {
		keys[i] = strings.Join(nameWords(s), " ")
	}
	r.folds = distinct(append([]string{""}, keys...))
	at := make(map[string]foldRank, len(r.folds))
	for i, s := range r.folds {
		at[s] = foldRank(i)
	}
	r.fold = make([]foldRank, len(keys))
	for i, key := range keys {
		r.fold[i] = at[key]
	}
	return r
}

// words of a name, as they are found.
func (r *ranking) words(n nameRank) []string { return strings.Fields(r.folds[r.fold[n]]) }

// better tells whether one spelling of a name is to be shown rather than
// another: one that is not all capitals, then the one that more houses bear.
func (r *ranking) better(a nameRank, housesA int, b nameRank, housesB int) bool {
	return cmp.Or(
		-compareBool(written(r.names[a]), written(r.names[b])),
		-cmp.Compare(housesA, housesB),
		cmp.Compare(a, b)) < 0
}

// written tells that a name is not all capitals.
func written(s string) bool { return strings.ContainsFunc(s, unicode.IsLower) }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// tidy leaves one space between the words of a text, and none around, and makes it valid UTF-8.
func tidy(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
}

// distinct sorts texts and keeps each once.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
