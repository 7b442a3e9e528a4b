package data

import (
	"cmp"
	"slices"

	"maillage/geo"
	"maillage/internal/fold"
)

// pair is two records that may be one place.
type pair struct {
	a, b   int // a leads
	rank   int // of the evidence: the lower goes first
	metres float64
	why    Reason // without the metres
}

// The ranks of what two records agree in.
const (
	rankSiret = iota
	rankName
	rankWords
)

// across joins the records of different sources.
func (m *merger) across(records []mergedRecord) []mergedRecord {
	traits := traitsOf(records)
	pairs := sameDoorPairs(records, traits, func(a, b *mergedRecord) bool { return a.Source != b.Source })
	all := func(int) bool { return true }
	pairs = append(pairs, nearPairs(records, all, func(i, j int, metres float64) (Reason, int) {
		if records[i].Source == records[j].Source || !overlap(records[i].Networks, records[j].Networks) {
			return "", 0
		}
		return evidence(&traits[i], &traits[j], metres)
	})...)
	slices.SortFunc(pairs, comparePairs)
	return m.joinPairs(records, pairs)
}

// traits are what records are compared by.
type traits struct {
	words  []string // that tell its name from its network's others
	siret  string   // empty where it is not valid
	door   door     // the zero door without a house number
	silent bool     // tells no address at all
	vague  bool     // its position is only the commune's centre: distances from it mean nothing
}

// door is a house number as its source writes it, letters and digits only.
type door struct {
	commune TerritoryIndex
	address string
}

func traitsOf(records []mergedRecord) []traits {
	out := make([]traits, len(records))
	for i := range records {
		r := &records[i]
		t := traits{words: properWords(r.Name), silent: r.Address == "", vague: r.Position.Precision == PrecisionCommune}
		if validSiret(r.Siret) {
			t.siret = r.Siret
		}
		if hasHouseNumber(r.Address) {
			t.door = door{r.commune, fold.Text(r.Address)}
		}
		out[i] = t
	}
	return out
}

func (t *traits) sameSiret(o *traits) bool { return t.siret != "" && t.siret == o.siret }
func (t *traits) sameDoor(o *traits) bool  { return t.door != door{} && t.door == o.door }

// otherDoor tells whether both say a house number, and not the same.
func (t *traits) otherDoor(o *traits) bool {
	return t.door != door{} && o.door != door{} && t.door != o.door
}

// beside tells whether two positions that mean something are side by side.
func (t *traits) beside(o *traits, metres float64) bool {
	return metres <= besideMetres && !t.vague && !o.vague
}

// evidence tells what makes two records of different sources one place, and
// its rank; none for "". They share a network and stand within mergeMetres. A name that says less than the other is no evidence
// across the town when both say another house: "Lyon" may be any of Lyon's.
func evidence(a, b *traits, metres float64) (why Reason, rank int) {
	shared, shorter := sharedWords(a.words, b.words), min(len(a.words), len(b.words))
	switch {
	case a.sameSiret(b) && (a.sameDoor(b) || a.beside(b, metres) || !a.vague && !b.vague && (a.silent || b.silent || shared > 0)):
		return ReasonSiret, rankSiret
	case shared > 0 && shared == max(len(a.words), len(b.words)):
		return ReasonName, rankName
	case shared > 0 && (shared == shorter && !a.otherDoor(b) || a.beside(b, metres) && 2*shared > shorter):
		return ReasonWords, rankWords
	case (shared > 0 || shorter == 0) && a.sameDoor(b):
		return ReasonAddress, rankWords
	}
	return "", 0
}

// sameDoorPairs are records of one SIRET at one house number which their
// positions put too far from each other to be found as neighbours.
func sameDoorPairs(records []mergedRecord, traits []traits, accept func(a, b *mergedRecord) bool) []pair {
	type establishment struct {
		siret string
		door  door
	}
	var pairs []pair
	first := make(map[establishment]int)
	for i := range records {
		r, at := &records[i], establishment{traits[i].siret, traits[i].door}
		if at.siret == "" || at.door == (door{}) {
			continue
		}
		j, ok := first[at]
		if !ok {
			first[at] = i
			continue
		}
		metres := geo.Metres(records[j].Position.Point, r.Position.Point)
		if metres > mergeMetres && overlap(records[j].Networks, r.Networks) && accept(&records[j], r) {
			pairs = append(pairs, pair{j, i, rankSiret, metres, ReasonSiret})
		}
	}
	return pairs
}

// oneSiret joins, within each source, the records of one establishment.
func (m *merger) oneSiret(records []mergedRecord) []mergedRecord {
	type owner struct{ source, siret string }
	count := make(map[owner]int)
	traits := traitsOf(records)
	for i := range records {
		count[owner{records[i].Source, traits[i].siret}]++
	}
	pairs := sameDoorPairs(records, traits, func(a, b *mergedRecord) bool { return a.Source == b.Source })
	shared := func(i int) bool {
		return traits[i].siret != "" && count[owner{records[i].Source, traits[i].siret}] > 1
	}
	pairs = append(pairs, nearPairs(records, shared, func(i, j int, metres float64) (Reason, int) {
		a, b, t, o := &records[i], &records[j], &traits[i], &traits[j]
		if !t.sameSiret(o) || a.Source != b.Source || !overlap(a.Networks, b.Networks) {
			return "", 0
		}
		if t.beside(o, metres) || t.sameDoor(o) || sameWords(t.words, o.words) {
			return ReasonSiret, rankSiret
		}
		return "", 0
	})...)
	return m.joinChains(records, pairs)
}

// joinChains joins all that pairs link, each record to the first of its chain.
// A permanence does not join the structure that holds it.
func (m *merger) joinChains(records []mergedRecord, pairs []pair) []mergedRecord {
	leader := make([]int, len(records))
	for i := range leader {
		leader[i] = i
	}
	head := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	for _, p := range pairs {
		a, b := head(p.a), head(p.b)
		if a == b || holds(&records[a], &records[b]) || m.partings.parts(&records[a], &records[b]) {
			continue
		}
		a, b = min(a, b), max(a, b)
		m.join(&records[a], records[b], DefectDuplicate, reasonAt(string(p.why), p.metres))
		leader[b] = a
	}
	var out []mergedRecord
	for i := range records {
		if leader[i] == i {
			out = append(out, records[i])
		}
	}
	return out
}

// holds tells whether one of two records of a source is the other's permanence, or that of one joined to it.
func holds(a, b *mergedRecord) bool {
	holder := func(of, in *mergedRecord) bool {
		return of.Parent != "" && slices.ContainsFunc(in.provenance, func(p Provenance) bool { return p.ID == of.Parent })
	}
	return holder(a, b) || holder(b, a)
}

// joinPairs joins the pairs, best first, a record at most once with each other source.
func (m *merger) joinPairs(records []mergedRecord, pairs []pair) []mergedRecord {
	gone := make([]bool, len(records))
	for _, p := range pairs {
		a, b := &records[p.a], &records[p.b]
		if gone[p.a] || gone[p.b] || shareSource(a.provenance, b.provenance) || m.partings.parts(a, b) {
			continue
		}
		m.join(&records[p.a], records[p.b], DefectDuplicateElsewhere, reasonAt(string(p.why), p.metres))
		gone[p.b] = true
	}
	var out []mergedRecord
	for i := range records {
		if !gone[i] {
			out = append(out, records[i])
		}
	}
	return out
}

func shareSource(one, other []Provenance) bool {
	return slices.ContainsFunc(one, func(p Provenance) bool {
		return slices.ContainsFunc(other, func(q Provenance) bool { return p.Source == q.Source })
	})
}
