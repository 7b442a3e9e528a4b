package demo

import (
	"slices"
	"strings"
	"testing"

	"maillage/data"
)

func TestNetworks(t *testing.T) {
	ds, _ := demo(t)
	count := map[data.NetworkCode]int{}
	var rounds, silent, remote, appointments int
	for _, st := range ds.Structures {
		for _, code := range st.Networks {
			count[code]++
		}
		if st.Parent != "" {
			rounds++
		}
		for _, s := range st.Services {
			if !s.Hours.Known() {
				silent++
			}
			if s.Remote() {
				remote++
			}
			if s.Appointment {
				appointments++
			}
		}
		if !strings.HasSuffix(st.Email, "@example.org") && st.Email != "" {
			t.Errorf("%s: the domain of %q is not reserved", st.ID, st.Email)
		}
		if !slices.ContainsFunc(fictionPhones, func(p string) bool { return strings.HasPrefix(st.Phone, p) }) || len(st.Phone) != 14 {
			t.Errorf("%s: telephone %q is not reserved for fiction", st.ID, st.Phone)
		}
	}
	for _, n := range data.SPRO().Networks() {
		if count[n.Code] == 0 {
			t.Errorf("no structure of network %s", n.Code)
		}
	}
	if rounds == 0 || silent == 0 || remote == 0 || appointments == 0 {
		t.Errorf("got %d permanences, %d services without hours, %d remote, %d by appointment; want some of each", rounds, silent, remote, appointments)
	}
}

// fictionPhones are the ranges ARCEP keeps for fiction (numbering plan, décision 2018-0881).
var fictionPhones = []string{"01 99 00 ", "02 61 91 ", "03 53 01 ", "04 65 71 ", "05 36 49 ", "06 39 98 "}
