package data

import (
	"cmp"
	"slices"
	"strings"

	"maillage/geo"
)

// mergedRecord is a record that may stand for several.
type mergedRecord struct {
	located
	provenance []Provenance
}

// How far apart two sources may place one structure: mergeMetres when their
// names agree, besideMetres when a word of them is spelt otherwise.
const (
	mergeMetres  = 1000
	besideMetres = 100
)

// merge joins the records of one place. Records come in the sources' order; the
// first leads: it gives the id and every field it has, the others fill its gaps.
//
// Two records are the same place when they share a network and
//   - in one source: name, address and position are alike, or
//   - in two sources: they stand within mergeMetres of each other and, the
//     words every structure of the network bears set aside, the words of one
//     name are all found in the other's; within besideMetres, more than half of them.
//
// Between two sources the best pairs go first (the same words, then the
// nearest), and a record joins at most one of another source, so that
// "Bastia" of one source does not swallow two Bastia places of the other.
func (b *Builder) merge(records []located) []mergedRecord {
	leaders := b.mergeWithin(records)
	return b.mergeAcross(leaders)
}

func (b *Builder) mergeWithin(records []located) []mergedRecord {
	var out []mergedRecord
	first := make(map[string]int)
	for _, r := range records {
		key := strings.Join([]string{r.Source, joinCodes(r.Networks), Fold(r.Name), Fold(r.Address), sayPoint(r.Position.Point)}, "\x00")
		at, seen := first[key]
		if !seen {
			first[key] = len(out)
			out = append(out, mergedRecord{r, []Provenance{{r.Source, r.ID, r.Name}}})
			continue
		}
		b.join(&out[at], mergedRecord{r, []Provenance{{r.Source, r.ID, r.Name}}}, DefectDuplicate)
	}
	return out
}

// pair is two records of different sources that may be one place.
type pair struct {
	a, b   int  // a's source leads
	same   bool // the proper words of both names are the same
	metres float64
}

func (b *Builder) mergeAcross(records []mergedRecord) []mergedRecord {
	words := make([][]string, len(records))
	nearby := geo.NewIndex()
	for i := range records {
		words[i] = properWords(records[i].Name)
		nearby.AddPoint(geo.ID(i), records[i].Position.Point)
	}
	var pairs []pair
	var buf []geo.Near
	for i := range records {
		buf = nearby.Nearest(records[i].Position.Point, len(records), mergeMetres, func(j geo.ID) bool {
			return int(j) > i && records[i].Source != records[j].Source && overlap(records[i].Networks, records[j].Networks)
		}, buf[:0])
		for _, near := range buf {
			one, other := words[i], words[near.ID]
			shared, shorter := sharedWords(one, other), min(len(one), len(other))
			if shared > 0 && (shared == shorter || near.Metres <= besideMetres && 2*shared > shorter) {
				pairs = append(pairs, pair{i, int(near.ID), shared == max(len(one), len(other)), near.Metres})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		if x.same != y.same {
			if x.same {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.metres, y.metres), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return b.joinPairs(records, pairs)
}

// joinPairs joins the pairs, best first. What was joined already counts as one
// place: two that hold records of one source stay two.
func (b *Builder) joinPairs(records []mergedRecord, pairs []pair) []mergedRecord {
	gone := make([]bool, len(records))
	for _, p := range pairs {
		if gone[p.a] || gone[p.b] || shareSource(records[p.a].provenance, records[p.b].provenance) {
			continue
		}
		b.join(&records[p.a], records[p.b], DefectDuplicateElsewhere)
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

// join puts a record into its leader and tells so.
func (b *Builder) join(leader *mergedRecord, r mergedRecord, kind DefectKind) {
	b.Report(Defect{Kind: kind, Source: r.Source, Record: r.ID, Field: "nom", Value: r.Name, Other: string(leader.id), Done: Merged})
	leader.provenance = append(leader.provenance, r.provenance...)
	if !leader.Hours.Known() {
		leader.Hours, leader.Appointment = r.Hours, leader.Appointment || r.Appointment
	}
	if leader.Accessible == AccessibilityUnknown {
		leader.Accessible = r.Accessible
	}
	if len(leader.Services) == 0 {
		leader.Services = r.Services
	}
	for _, code := range r.Networks {
		if !slices.Contains(leader.Networks, code) {
			leader.Networks = append(slices.Clip(leader.Networks), code)
		}
	}
	leader.Siret = cmp.Or(leader.Siret, r.Siret)
	leader.Phone = cmp.Or(leader.Phone, r.Phone)
	leader.Email = cmp.Or(leader.Email, r.Email)
	leader.Website = cmp.Or(leader.Website, r.Website)
	leader.Address = cmp.Or(leader.Address, r.Address)
	leader.PostalCode = cmp.Or(leader.PostalCode, r.PostalCode)
	leader.City = cmp.Or(leader.City, r.City)
}

// sharedWords counts the words of one name that are found in another.
func sharedWords(one, other []string) int {
	n := 0
	for _, w := range one {
		if slices.Contains(other, w) {
			n++
		}
	}
	return n
}

// commonWords say what kind of place a name is about, not which one.
var commonWords = strings.Fields(`
	a au aux d de des du en et l la le les sur
	france frances service services travail pole emploi mission locale agence antenne espace maison permanence
	poste mairie bus itinerance itinerante itinerant multisite multisites site`)

// properWords are the distinct words of a name that tell it from its network's other places.
func properWords(name string) []string {
	var out []string
	for _, w := range strings.Fields(Fold(name)) {
		if !slices.Contains(commonWords, w) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func joinCodes(codes []NetworkCode) string {
	sorted := slices.Sorted(slices.Values(codes))
	var b strings.Builder
	for _, c := range sorted {
		b.WriteString(string(c))
		b.WriteByte(' ')
	}
	return b.String()
}
