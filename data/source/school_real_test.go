package source

import (
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

var schoolFile = filepath.Join("calendar", "fr-en-calendrier-scolaire.csv")

// readSchools reads the Ministry's file for communes, and gives the holidays by département.
func readSchools(t *testing.T, communes ...string) (map[string]*hours.SchoolHolidays, *data.Dataset) {
	t.Helper()
	b := withCommunes(communes...)
	if err := ReadSchoolHolidays(t.Context(), strings.NewReader(realText(t, schoolFile)), b, schoolTest); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	out := make(map[string]*hours.SchoolHolidays)
	for i := range ds.Calendars {
		for _, code := range ds.Calendars[i].Departements {
			out[code] = &ds.Calendars[i].SchoolHolidays
		}
	}
	return out, ds
}

// The dates are those of the official calendar, written down by hand.
func TestTheMinistrysCalendar(t *testing.T) {
	schools, _ := readSchools(t, "2A004", "2B096", "69123", "75056", "35238", "97411", "97105", "97302", "97608", "97209")
	for _, c := range []struct {
		departement, from, to string // both included
		off, known            bool
	}{
		{"69", "2025-10-18", "2025-11-02", true, true}, // Toussaint, everywhere
		{"75", "2025-10-18", "2025-11-02", true, true},
		{"69", "2025-12-20", "2026-01-04", true, true},
		{"69", "2026-01-05", "2026-02-06", false, true},
		{"69", "2026-02-07", "2026-02-22", true, true}, // winter: zone A first, B, then C
		{"35", "2026-02-14", "2026-03-01", true, true},
		{"75", "2026-02-21", "2026-03-08", true, true},
		{"75", "2026-02-07", "2026-02-20", false, true},
		{"69", "2026-04-04", "2026-04-19", true, true},
		{"69", "2026-05-15", "2026-05-15", true, true}, // the day after Ascension Day
		{"69", "2026-05-18", "2026-07-03", false, true},
		{"69", "2026-07-04", "2026-07-04", true, true}, // summer begins
		{"69", "2026-07-05", "2027-12-31", false, false},
		{"69", "2024-07-06", "2024-09-01", true, true},
		{"69", "2024-09-02", "2024-10-18", false, true},
		{"2A", "2009-10-01", "2009-10-25", false, false},
		{"2A", "2018-07-10", "2018-09-04", true, true},
		{"2A", "2018-09-05", "2018-09-05", false, false}, // écoles are back, collèges are not
		{"2A", "2018-09-06", "2018-10-23", false, true},
		{"2B", "2023-09-08", "2023-09-08", true, true}, // the feast of the Nativity of Mary
		{"2B", "2023-10-21", "2023-11-05", true, true},
		{"2B", "2024-05-20", "2024-05-20", true, true},
		{"2B", "2024-05-21", "2024-07-05", false, true},
		{"2B", "2024-07-06", "2024-07-06", true, true},
		{"2B", "2024-07-07", "2027-12-31", false, false}, // not three years of summer
		{"974", "2025-07-05", "2025-08-18", true, true},
		{"974", "2025-12-19", "2026-01-20", true, true},
		{"974", "2019-03-25", "2019-05-06", false, false}, // of a school year with a line that cannot be
		{"971", "2019-01-07", "2019-07-05", false, false}, // Carnival and Easter of 2019 are not in the file
		{"971", "2025-04-17", "2025-05-04", true, true},
		{"972", "2026-02-07", "2026-02-22", true, true},
		{"973", "2026-02-07", "2026-02-22", true, true},
		{"976", "2023-12-16", "2024-01-14", true, true},
		{"976", "2024-07-07", "2027-12-31", false, false},
	} {
		from, _ := schoolDay(c.from)
		to, _ := schoolDay(c.to)
		for d := from; d <= to; d++ {
			if off, known := schools[c.departement].On(d); off != c.off || known != c.known {
				t.Errorf("%s, %s: got off %v, known %v; want %v, %v", c.departement, sayDay(d), off, known, c.off, c.known)
				break
			}
		}
	}
}

func TestDefectsOfTheMinistrysCalendar(t *testing.T) {
	_, ds := readSchools(t, "2A004", "97105", "97411", "97608", "69123")
	wantLines(t, "defects", schoolDefects(ds), []string{
		"school_holidays_invalid ligne 1651 Date de fin 2027-07-06T01:00:00+02:00 > 2024-07-06T00:00:00+02:00 corrected",  // Corse
		"school_holidays_invalid ligne 1731 Date de début 2018-07-07T00:00:00+02:00 > 2019-05-08T01:00:00+02:00 left_out", // the others: Réunion
		"school_holidays_invalid ligne 451 Date de début 2018-11-12T00:00:00+01:00 > 2020-05-01T01:00:00+02:00 left_out",
		"school_holidays_invalid ligne 63 Date de début 2019-01-10T00:00:00+01:00 > 2018-10-29T00:00:00+01:00 left_out",
		"school_holidays_invalid ligne 880 Date de début 2018-02-10T00:00:00+01:00 > 2019-06-10T01:00:00+02:00 left_out",
		"school_holidays_untold Corse Date de fin 2024-07-07/2026-07-04 kept", // nor have they lines later on
		"school_holidays_untold Guadeloupe (971) Date de début 2019-01-07/2019-07-05 kept",
		"school_holidays_untold Mayotte Date de fin 2024-07-07/2026-07-04 kept",
		"school_holidays_untold Réunion Date de début 2018-05-17/2018-12-21 kept",
	})
}

// Every day of every académie against the plainest reading of its rows.
func TestTheCalendarAgreesWithItsRows(t *testing.T) {
	rows := schoolRows(t)
	var communes []string
	for _, a := range academies {
		communes = append(communes, a.departements[0]+"001"[:5-len(a.departements[0])])
	}
	schools, _ := readSchools(t, communes...)
	days, doubts := 0, 0
	for _, a := range academies {
		s := schools[a.departements[0]]
		if s == nil {
			t.Errorf("%s has no calendar", a.name)
			continue
		}
		its := rowsOf(rows, a)
		for d := s.From; d < s.To; d++ {
			off, known := s.On(d)
			days++
			if !known {
				doubts++
				continue
			}
			if all, some := plainly(its, a, d); off && !some || !off && some || all && !off {
				t.Errorf("%s, %s: off is %v, and rows give some schools %v, all %v", a.name, sayDay(d), off, some, all)
			}
		}
	}
	if len(schools) != len(communes) || days < 100_000 || doubts > days/20 {
		t.Errorf("%d calendars of %d, %d days, %d in doubt", len(schools), len(communes), days, doubts)
	}
}

type plainRow struct{ academie, population, from, to string }

func schoolRows(t *testing.T) []plainRow {
	t.Helper()
	r := csv.NewReader(strings.NewReader(realText(t, schoolFile)))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []plainRow
	for _, cells := range all[1:] {
		from, to := cells[2][:10], cells[3][:10]
		if strings.HasPrefix(cells[0], "Début") {
			to = from
		}
		if strings.Contains(cells[1], "Enseignants") || from > to || daysApart(t, from, to) > 100 {
			continue
		}
		out = append(out, plainRow{cells[4], cells[1], from, to})
	}
	return out
}

func daysApart(t *testing.T, from, to string) int {
	t.Helper()
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		t.Fatalf("dates %q and %q", from, to)
	}
	return int(last.Sub(first).Hours() / 24)
}

// rowsOf are the rows of an académie, by its name or its former one.
func rowsOf(rows []plainRow, a academie) (its []plainRow) {
	for _, r := range rows {
		if r.academie == a.name || len(a.former) > 0 && r.academie == a.former[0] {
			its = append(its, r)
		}
	}
	return its
}

// plainly tells whether some of an académie's rows, and one for all pupils, gives schools a day off.
func plainly(rows []plainRow, a academie, d hours.Day) (all, some bool) {
	date := sayDay(d)
	parts := map[place]string{placeGuadeloupe: "Guadeloupe", placeSaintMartin: "Saint-Martin", placeSaintBarthelemy: "Saint-Barthélémy"}
	for _, r := range rows {
		if date < r.from || date > r.to || date == r.to && r.from != r.to {
			continue
		}
		if whom := strings.ReplaceAll(r.population, "Saint Martin", "Saint-Martin"); strings.Contains(whom, "Guadeloupe") || strings.Contains(whom, "Saint") {
			but := strings.Contains(whom, "sauf") && a.place != placeSaintMartin
			if but || !strings.Contains(whom, "sauf") && strings.Contains(whom, parts[a.place]) {
				all, some = true, true
			}
			continue
		}
		some = true
		all = all || r.population == "-" || r.population == "Élèves"
	}
	return all, some
}
