package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/api"
)

// told writes an answer in short: where, of which network, open until when, or opening when.
func told(body *api.NearestBody) string {
	var out []string
	add := func(part string, s *api.StructureBody, d *api.DoorBody, minutes string) {
		text := fmt.Sprintf("%s%s %s %s%s", part, s.Commune, strings.Join(s.Reseaux, ","), minutes, d.State)
		if d.Until != "" {
			text += " until " + d.Until
		}
		if d.Opens != nil {
			text += ", " + d.Then + d.Opens.Format(" Mon 2 15:04")
		} else if d.Day != "" {
			text += ", " + d.Then + " " + d.Day
		}
		out = append(out, text)
	}
	for i := range body.Results {
		r := &body.Results[i]
		add("", &r.Structure, &r.DoorBody, fmt.Sprintf("%.0f min ", r.Minutes))
	}
	for i := range body.Next {
		r := &body.Next[i]
		add("next: ", &r.Structure, &r.DoorBody, fmt.Sprintf("%.0f min ", r.Minutes))
	}
	for i := range body.Remote {
		add("remote: ", &body.Remote[i].Structure, &body.Remote[i].DoorBody, "")
	}
	return strings.Join(out, "\n")
}

// From the middle of Corsica, by car. Each answer was set against what the sources write.
func TestWhoIsOpenFromCorte(t *testing.T) {
	path, _ := corsica(t)
	for _, c := range []struct{ name, at, want string }{
		{"a Wednesday at 12:30, when most have lunch", "2026-11-25T12:30", `
Corte mission-locale 3 min open until 13:00
L'Île-Rousse france-service 58 min open until 17:00
Bastia mission-locale 64 min open until 17:00`},
		{"a Saturday", "2026-11-28T10:00", `
Castello-di-Rostino france-service 30 min open until 11:40
Calacuccia france-service 33 min open until 12:00
Aléria france-service 46 min open until 12:00`},
		{"1 May, a Friday: nobody is open, and Saturday comes next", "2026-05-01T10:00", `
Venaco france-service 15 min unknown
Morosaglia france-service 23 min unknown
Vescovato mission-locale 48 min unknown
next: Aléria france-service 46 min closed, open Sat 2 08:30
next: Castello-di-Rostino france-service 30 min closed, open Sat 2 08:45
next: Corte mission-locale 3 min closed, open Mon 4 08:30`},
		{"at 23:00", "2026-11-25T23:00", `
Venaco france-service 15 min unknown
Morosaglia france-service 23 min unknown
Vescovato mission-locale 48 min unknown
next: Ajaccio france-service 81 min closed, open Thu 26 08:00
next: Pietrosella france-service 94 min closed, open Thu 26 08:15
next: Corte mission-locale 3 min closed, open Thu 26 08:30`},
		{"in August", "2026-08-12T10:00", `
Corte mission-locale 3 min open until 13:00
Morosaglia france-service 23 min open until 12:00
Castello-di-Rostino france-service 30 min open until 12:00`},
	} {
		body := decode[api.NearestBody](t, "nearest", path, "--lat", "42.306", "--lon", "9.150", "--at", c.at, "-k", "3")
		if got := "\n" + told(&body); got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// 14 July is a holiday that most hours do not name: nobody is sent to a door
// that may be closed without being told, nor told that it is closed.
func TestAHolidayIsUnknownFromCorte(t *testing.T) {
	path, _ := corsica(t)
	body := decode[api.NearestBody](t, "nearest", path, "--lat", "42.306", "--lon", "9.150", "--at", "2026-07-14T10:00", "-k", "1")
	if len(body.Results) != 1 || body.Results[0].State != "unknown" || body.Results[0].Reason != "jour férié" {
		t.Fatalf("got %s", told(&body))
	}
	if got, want := told(&body), "Corte mission-locale 3 min unknown, open Wed 15 08:30"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The demo, from where most of its people live.
func TestWhoIsOpenInTheDemo(t *testing.T) {
	path := demoFile(t)
	for _, c := range []struct{ name, at, want string }{
		{"a Wednesday at 12:30: the open one is far, the near ones tell no hours, and another opens before one would get to the open one", "2026-11-25T12:30", `
Calvouzole cio 38 min open until 17:30
Sarvielle france-travail 3 min unknown
Sarvielle cci 5 min unknown
next: Falgouzole cio 23 min closed, open Wed 25 13:00`},
		{"a Saturday", "2026-11-28T10:00", `
Sarvielle france-service 3 min open until 12:00
Sarvielle reseau-information-jeunesse 6 min open until 12:00
Gardouzets reseau-information-jeunesse 17 min open until 12:00`},
		{"1 May", "2026-05-01T10:00", `
Sarvielle france-travail 3 min unknown
Sarvielle cci 5 min unknown
Sarvielle mission-locale 6 min by appointment
next: Sarvielle france-service 3 min closed, open Sat 2 09:00
next: Sarvielle france-service 5 min closed, by appointment Sat 2 09:00
next: Sarvielle maisons-de-l-emploi 3 min closed, open Mon 4 08:30`},
		{"14 July, which few hours name: doors that are unknown today open the next day all the same", "2026-07-14T10:00", `
Sarvielle france-travail 3 min unknown
Sarvielle maisons-de-l-emploi 3 min unknown, open Wed 15 08:30
Sarvielle france-travail 3 min unknown, by appointment Wed 15 09:00
next: Sarvielle cidff 4 min unknown, open Wed 15 08:30
next: Sarvielle ecoles-de-la-deuxieme-chance 4 min unknown, open Wed 15 08:30
next: Sarvielle france-service 3 min unknown, open Wed 15 14:00`},
		{"at 23:00", "2026-11-25T23:00", `
Sarvielle france-travail 3 min unknown
Sarvielle cci 5 min unknown
Sarvielle mission-locale 6 min by appointment
next: Sarvielle maisons-de-l-emploi 3 min closed, open Thu 26 08:30
next: Sarvielle cidff 4 min closed, open Thu 26 08:30
next: Sarvielle ecoles-de-la-deuxieme-chance 4 min closed, open Thu 26 08:30`},
		{"in August", "2026-08-12T10:00", `
Sarvielle maisons-de-l-emploi 3 min open until 12:15
Sarvielle cidff 4 min open until 12:30
Sarvielle afpa 4 min open until 12:00`},
	} {
		body := decode[api.NearestBody](t, "nearest", path, "--lat", "45.963", "--lon", "-4.648", "--at", c.at, "-k", "3")
		if got := "\n" + told(&body); got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What the table says of doors, and what --stay asks of them.
func TestTheTableSaysWhenDoorsOpen(t *testing.T) {
	ask := func(args ...string) string {
		said := done(t, append([]string{"nearest", demoFile(t), "--lat", "45.963", "--lon", "-4.648", "-k", "3"}, args...)...)
		return strings.ReplaceAll(said, thin, " ")
	}
	for _, c := range []struct {
		name, said string
		args       []string
	}{
		{"open", "ouvert jusqu'à 16 h 15", []string{"--at", "2026-11-25T14:00"}},
		{"in English", "open until 16:15", []string{"--at", "2026-11-25T14:00", "--lang", "en"}},
		{"next openings", "\nProchaines ouvertures :\n", []string{"--at", "2026-11-25T23:00"}},
		{"tomorrow", "ouvre demain à 8 h 30", []string{"--at", "2026-11-25T23:00"}},
		{"by appointment", "sur rendez-vous", []string{"--at", "2026-11-25T23:00"}},
		{"a long stay finds doors that close later", "ouvert jusqu'à 17 h 30", []string{"--at", "2026-11-25T14:00", "--stay", "180"}},
	} {
		if said := ask(c.args...); !strings.Contains(said, c.said) {
			t.Errorf("%s: no %q in\n%s", c.name, c.said, said)
		}
	}
	if said := ask("--at", "2026-11-25T14:00", "--stay", "180"); strings.Contains(said, "16 h 15") {
		t.Errorf("three hours from 14:00, a door that closes at 16:15 is said to be open:\n%s", said)
	}
}

// BenchmarkNearestFromCorte asks whatever the hours, then when most are open, and when none is.
func BenchmarkNearestFromCorte(b *testing.B) {
	path, _ := corsica(b)
	region, err := openFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer region.release()
	for _, c := range []struct{ name, at, open string }{
		{"any", "2026-11-25T10:00", analysis.OpenAny},
		{"10:00", "2026-11-25T10:00", analysis.OpenArrival},
		{"23:00", "2026-11-25T23:00", analysis.OpenArrival},
	} {
		b.Run(c.name, func(b *testing.B) {
			at, err := api.ParseAt(c.at, region.engine.Dataset().Location())
			if err != nil {
				b.Fatal(err)
			}
			q := analysis.NearestQuery{Query: analysis.Query{At: at}, Origin: orb.Point{9.150, 42.306}, Open: c.open, Stay: analysis.DefaultStay}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := region.engine.Nearest(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
