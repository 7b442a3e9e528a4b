package data

import (
	"testing"

	"maillage/data/hours"
)

func TestFinishReadsHours(t *testing.T) {
	cases := []struct {
		name, raw, rules string
		defect           DefectKind
	}{
		{"OSM's words, tidied", "mo-fr 9:00-12:00", "Mo-Fr 09:00-12:00", ""},
		{"French", "Du lundi au vendredi de 9h à 12h", "Mo-Fr 09:00-12:00", ""},
		{"in part", "Un mardi sur deux de 9h à 12h", `Tu 09:00-12:00 unknown "Un mardi sur deux de 9h à 12h"`, DefectHoursDoubtful},
		{"not at all", "demandez à la mairie", "", DefectHoursUnread},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := drawn()
			r := record("lead", "1", "Vico", at(.05, 45.05))
			r.Hours.Raw = c.raw
			r.Services = []Service{{ID: "own", Hours: hours.Text{Raw: c.raw}}, {ID: "none"}}
			b.AddStructure(r)
			d := finish(t, b)
			services := d.Structures[0].Services
			if want := (hours.Text{Raw: c.raw, Rules: c.rules}); services[0].Hours != want {
				t.Errorf("got %q, want %q", services[0].Hours, want)
			}
			if r.Services[0].Hours.Rules != "" {
				t.Error("the caller's services were changed")
			}
			n := 0
			for _, x := range d.Defects {
				if x.Kind == DefectHoursDoubtful || x.Kind == DefectHoursUnread {
					if n++; x.Kind != c.defect || x.Value != c.raw || x.Other != c.rules || x.Done != Kept {
						t.Errorf("got the defect %+v, want %s", x, c.defect)
					}
				}
			}
			if n > 1 || n == 0 && c.defect != "" {
				t.Errorf("got %d defects of hours, want one of %q", n, c.defect)
			}
		})
	}
}

// Hours of several places, which their reader reported, are in doubt for that and told once.
func TestHoursOfSeveralPlacesAreToldOnce(t *testing.T) {
	b := drawn()
	r := record("lead", "1", "Vico", at(.05, 45.05))
	r.Hours.Raw = "itinérant, selon l'étape : lundi 09:00 - 12:00"
	b.AddStructure(r)
	b.Report(Defect{Kind: DefectItinerant, Source: "lead", Record: "1", Done: Kept})
	d := finish(t, b)
	for _, x := range d.Defects {
		if x.Kind == DefectHoursUnread {
			t.Errorf("got %+v beside the defect of its reader", x)
		}
	}
	if got := d.Structures[0].Services[0].Hours.Rules; got != "" {
		t.Errorf("got the rules %q, want none", got)
	}
}
