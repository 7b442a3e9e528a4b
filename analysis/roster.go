package analysis

import (
	"cmp"
	"slices"
	"sync"

	"maillage/data"
	"maillage/geo/road"
)

// roster numbers the structures of a view that receive people on site. Targets
// are numbered by structure id, so that a tie in time, which searches break by
// TargetID, is broken by the structure's id and by nothing else.
type roster struct {
	view       *data.View
	structures []data.StructureIndex // by TargetID
	target     []road.TargetID       // by StructureIndex; noTarget for the closed and the remote
	residences *residences
	doors      func() *doors // once
}

const noTarget road.TargetID = 1<<32 - 1

// newRoster makes the roster of a view. base are the doors of the dataset's own structures, made on first use.
func newRoster(v *data.View, base func() *doors) *roster {
	r := &roster{view: v, target: make([]road.TargetID, v.Len()), residences: newResidences(v)}
	r.doors = sync.OnceValue(func() *doors { return newDoors(v, base()) })
	for i := range r.target {
		r.target[i] = noTarget
	}
	for i, st := range v.All() {
		if st.OnSite() {
			r.structures = append(r.structures, i)
		}
	}
	slices.SortFunc(r.structures, func(a, b data.StructureIndex) int {
		return cmp.Compare(v.Structure(a).ID, v.Structure(b).ID)
	})
	for t, i := range r.structures {
		r.target[i] = road.TargetID(t)
	}
	return r
}

// choice is what a filter keeps of a roster for the inhabitants of some residences alike.
type choice struct {
	fits   []bool                // by TargetID: one of its on-site services meets the whole filter
	count  int                   // how many fit
	remote []data.StructureIndex // those whose services that meet the filter are all remote
}

// choose applies a filter to every structure of the view, before any ranking
// and any limit. A service fits when it meets the whole filter and may receive who lives there.
func (r *roster) choose(f *data.Filter, homes ...residence) *choice {
	c := &choice{fits: make([]bool, len(r.structures))}
	var buf [16]int
	for i, st := range r.view.All() {
		services := r.match(f, homes, i, buf[:0])
		switch {
		case len(services) == 0:
		case slices.ContainsFunc(services, func(s int) bool { return onSite(f, &st.Services[s]) }):
			c.fits[r.target[i]] = true
			c.count++
		default:
			c.remote = append(c.remote, i)
		}
	}
	slices.SortFunc(c.remote, func(a, b data.StructureIndex) int {
		x, y := r.view.Structure(a), r.view.Structure(b)
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
	return c
}

// accept is the choice in the form searches take.
func (c *choice) accept(t road.TargetID) bool { return c.fits[t] }

// match appends the services of a structure that meet the filter and may receive who lives there.
func (r *roster) match(f *data.Filter, homes []residence, i data.StructureIndex, services []int) []int {
	return slices.DeleteFunc(r.view.Match(f, i, services), func(s int) bool {
		return !r.residences.receives(homes, i, s)
	})
}

// services appends the services of a structure that meet the filter, on site or remote as asked.
func (r *roster) services(f *data.Filter, homes []residence, i data.StructureIndex, here bool, services []int) []int {
	st := r.view.Structure(i)
	services = r.match(f, homes, i, services)
	return slices.DeleteFunc(services, func(s int) bool { return onSite(f, &st.Services[s]) != here })
}

// onSite tells whether a service that meets a filter is met by going there. One
// offered both ways is remote to whoever asks for remote services only.
func onSite(f *data.Filter, s *data.Service) bool { return f.OnSite() && s.OnSite() }
