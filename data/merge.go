package data

import (
	"cmp"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/internal/fold"
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
// first leads: it gives the id and every field it has, the others fill its gaps;
// a position that is only the commune's centre is one.
//
// Two records are the same place when they share a network and
//   - in one source: name and address are alike and they stand at one point, or,
//     with an address, within besideMetres; or they have one SIRET, and one
//     address, one name or the width of a square between them; or
//   - in two sources: they stand within mergeMetres of each other and, the
//     words every structure of the network bears set aside, the words of one
//     name are all found in the other's; within besideMetres, more than half of
//     them; at one house number, one of them; or they have one SIRET, and
//     addresses and names do not both say otherwise.
//
// A SIRET alone is not believed: many permanences bear their seat's. Nor is a
// distance between positions of which one is only the commune's centre.
//
// Between two sources the best pairs go first (one SIRET, then the same words,
// then the nearest), and a record joins at most one of another source, so that
// "Bastia" of one source does not swallow two Bastia places of the other.
// Records that the recipe keeps apart never join, not even through a third.
func (b *Builder) merge(records []located) []mergedRecord {
	m := &merger{Builder: b, partings: b.partings()}
	return m.across(m.oneSiret(m.oneRecord(records)))
}

// merger joins the records of a Builder.
type merger struct {
	*Builder
	partings partings
}

// oneRecord joins, within each source, the records that say the same.
func (m *merger) oneRecord(records []located) []mergedRecord {
	var out []mergedRecord
	leaders := make(map[string][]int)
	for _, l := range records {
		r := mergedRecord{l, []Provenance{{l.Source, l.ID, l.Name}}}
		key := strings.Join([]string{r.Source, joinCodes(r.Networks), fold.Text(r.Name), fold.Text(r.Address)}, "\x00")
		within := 0.0
		if r.Address != "" {
			within = besideMetres
		} else {
			key += "\x00" + sayPoint(r.Position.Point)
		}
		at := slices.IndexFunc(leaders[key], func(i int) bool {
			return geo.Metres(out[i].Position.Point, r.Position.Point) <= within && !m.partings.parts(&out[i], &r)
		})
		if at >= 0 {
			m.join(&out[leaders[key][at]], r, DefectDuplicate, ReasonRecord)
			continue
		}
		leaders[key] = append(leaders[key], len(out))
		out = append(out, r)
	}
	return out
}

// join puts a record into its leader and tells so, and why.
func (m *merger) join(leader *mergedRecord, r mergedRecord, kind DefectKind, why Reason) {
	m.Report(Defect{Kind: kind, Source: r.Source, Record: r.ID, Field: "nom", Value: r.Name, Other: string(leader.id), Why: why, Done: Merged})
	leader.provenance = append(leader.provenance, r.provenance...)
	leader.offer(&r)
	if leader.Position.Precision == PrecisionCommune && r.Position.Precision > PrecisionCommune {
		leader.Position, leader.commune = r.Position, r.commune
	}
	if !leader.Hours.Known() {
		leader.Hours, leader.Appointment = r.Hours, leader.Appointment || r.Appointment
	}
	if leader.Accessible == AccessibilityUnknown {
		leader.Accessible = r.Accessible
	}
	if len(leader.Eligibility) == 0 {
		leader.Eligibility = r.Eligibility
	}
	for _, code := range r.Networks {
		if !slices.Contains(leader.Networks, code) {
			leader.Networks = append(slices.Clip(leader.Networks), code)
		}
	}
	if leader.Parent == "" && leader.Source == r.Source && r.Parent != leader.ID {
		leader.Parent = r.Parent
	}
	leader.Siret = cmp.Or(leader.Siret, r.Siret)
	leader.Phone = cmp.Or(leader.Phone, r.Phone)
	leader.Email = cmp.Or(leader.Email, r.Email)
	leader.Website = cmp.Or(leader.Website, r.Website)
	leader.Address = cmp.Or(leader.Address, r.Address)
	leader.PostalCode = cmp.Or(leader.PostalCode, r.PostalCode)
	leader.City = cmp.Or(leader.City, r.City)
}

// offer joins what two records of one place offer. Services are the leader's,
// else the other's, and both records' within one source, where neither knows
// better. What a record without services says of the whole place holds for the
// other's services that say nothing themselves: its area must not be lost to
// their list.
func (leader *mergedRecord) offer(r *mergedRecord) {
	switch {
	case len(r.Services) == 0:
		leader.Services = r.told(leader.Services)
	case len(leader.Services) == 0:
		leader.Services = leader.told(r.Services)
	case leader.Source == r.Source:
		leader.Services = slices.Clip(leader.Services)
		for _, s := range r.Services {
			if !slices.ContainsFunc(leader.Services, func(t Service) bool { return t.ID == s.ID }) {
				leader.Services = append(leader.Services, s)
			}
		}
	}
}

// told are services with the hours and the area that the place's record tells
// where they tell none. The services given are not changed.
func (leader *mergedRecord) told(services []Service) []Service {
	services = slices.Clone(services)
	for i := range services {
		s := &services[i]
		if !s.Hours.Known() {
			s.Hours, s.Appointment = leader.Hours, s.Appointment || leader.Appointment
		}
		if len(s.Eligibility) == 0 {
			s.Eligibility = leader.Eligibility
		}
	}
	return services
}
