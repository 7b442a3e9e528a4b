package data

import (
	"cmp"
	"fmt"
	"slices"
)

// Filter keeps the services that meet every property set. Within one property
// several values mean any of them. The zero Filter keeps everything.
type Filter struct {
	Level       Level         // 0: any
	Audiences   []Audience    // a service for tous-publics meets any audience
	Networks    []NetworkCode // of the structure
	Receptions  []Reception
	Accessible  bool             // only sites known to be accessible
	Territories []TerritoryIndex // where the structure stands: see Dataset.Within
}

// Match appends to services the indexes of a structure's services that meet
// the whole filter at once, and returns it; nothing appended means no match.
func (v *View) Match(f *Filter, i StructureIndex, services []int) []int {
	site := v.SiteOf(i)
	if len(f.Territories) > 0 && !slices.ContainsFunc(f.Territories, func(t TerritoryIndex) bool { return v.base.Within(site, t) }) {
		return services
	}
	return f.match(v.Structure(i), site, services)
}

// match is Match wherever the structure stands.
func (f *Filter) match(st *Structure, site *Site, services []int) []int {
	if len(f.Networks) > 0 && !overlap(f.Networks, st.Networks) {
		return services
	}
	if f.Accessible && site.Accessible != Accessible {
		return services
	}
	for i := range st.Services {
		if f.meets(&st.Services[i]) {
			services = append(services, i)
		}
	}
	return services
}

func (f *Filter) meets(s *Service) bool {
	if f.Level != LevelUnknown && s.Level != f.Level {
		return false
	}
	if len(f.Audiences) > 0 && !slices.Contains(s.Audiences, AudienceAll) && !overlap(f.Audiences, s.Audiences) {
		return false
	}
	return len(f.Receptions) == 0 || slices.ContainsFunc(f.Receptions, func(r Reception) bool {
		return r == ReceptionOnSite && s.OnSite() || r == ReceptionRemote && s.Remote()
	})
}

func overlap[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// OnSite tells whether the filter lets services be received on site: it does
// unless it asks for other receptions only.
func (f *Filter) OnSite() bool {
	return len(f.Receptions) == 0 || slices.Contains(f.Receptions, ReceptionOnSite)
}

// Key tells filters apart: two of one key keep the same services. Neither the
// order of values nor their repetition changes it.
func (f *Filter) Key() string {
	return fmt.Sprintf("%d %q %q %q %t %d", f.Level, sorted(f.Audiences), sorted(f.Networks), sorted(f.Receptions), f.Accessible, sorted(f.Territories))
}

func sorted[T cmp.Ordered](values []T) []T {
	out := slices.Clone(values)
	slices.Sort(out)
	return slices.Compact(out)
}
