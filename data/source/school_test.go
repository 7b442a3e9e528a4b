package source

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
)

const schoolHeader = "\uFEFFDescription;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire\n"

var schoolTest = Options{Source: "test", File: "calendrier.csv"}

// schoolLines makes a calendar of lines like "Noël;-;2025-12-20;2026-01-05;Corse;2025-2026".
func schoolLines(lines ...string) string {
	var b strings.Builder
	b.WriteString(schoolHeader)
	for _, line := range lines {
		cells := strings.Split(line, ";")
		b.WriteString(strings.Join([]string{cells[0], cells[1], cells[2], cells[3], cells[4], "Zone", cells[5]}, ";") + "\n")
	}
	return b.String()
}

// withCommunes is a Builder over communes side by side, each a square tenth of a degree.
func withCommunes(codes ...string) *data.Builder {
	b := data.NewBuilder(data.Region{Code: "00", Name: "Test", TimeZone: "Europe/Paris"}, data.SPRO())
	for i, code := range codes {
		w := float64(i) / 10
		b.AddCommune(data.CommuneRecord{Source: "test", Code: code, Name: code,
			Shape: orb.MultiPolygon{{{{w, 45}, {w + .1, 45}, {w + .1, 45.1}, {w, 45.1}, {w, 45}}}}})
	}
	return b
}

// sayCalendars writes each calendar as a line: its académie and départements, then
// the days told of, those off and those in doubt.
func sayCalendars(ds *data.Dataset) []string {
	var out []string
	for _, c := range ds.Calendars {
		line := c.Academie + " " + strings.Join(c.Departements, ",") + ": " + sayDays(hours.DayRange{From: c.From, To: c.To}) + " off"
		for _, r := range c.Off {
			line += " " + sayDays(r)
		}
		if len(c.Doubt) > 0 {
			line += " doubt"
		}
		for _, r := range c.Doubt {
			line += " " + sayDays(r)
		}
		out = append(out, line)
	}
	return out
}

// schoolDefects are those the reader itself reports.
func schoolDefects(ds *data.Dataset) []string {
	var out []string
	for _, line := range defects(ds) {
		if !strings.HasPrefix(line, string(data.DefectTerritoryIncomplete)) && !strings.HasPrefix(line, string(data.DefectPopulationMissing)) {
			out = append(out, line)
		}
	}
	return out
}

func TestReadSchoolHolidays(t *testing.T) {
	for _, c := range []struct {
		name      string
		communes  string
		lines     []string
		calendars []string
		defects   []string
	}{
		{
			name: "the end is the day classes resume", communes: "2A004",
			lines:     []string{"Noël;-;2025-12-20T00:00:00+01:00;2026-01-05T00:00:00+01:00;Corse;2025-2026"},
			calendars: []string{"Corse 2A: 2025-12-20/2026-01-04 off 2025-12-20/2026-01-04"},
		},
		{
			name: "instants in UTC are of the next day, also overseas", communes: "2A004 97411 97209",
			lines: []string{
				"Noël;-;2025-12-19T23:00:00+00:00;2026-01-04T23:00:00Z;Corse;2025-2026",
				"Été austral;-;2025-12-18T20:00:00Z;2026-01-20T20:00:00Z;Réunion;2025-2026",
				"Carnaval;-;2026-02-07T04:00:00Z;2026-02-23T04:00:00Z;Martinique;2025-2026",
			},
			calendars: []string{
				"Corse 2A: 2025-12-20/2026-01-04 off 2025-12-20/2026-01-04",
				"Martinique 972: 2026-02-07/2026-02-22 off 2026-02-07/2026-02-22",
				"Réunion 974: 2025-12-19/2026-01-20 off 2025-12-19/2026-01-20",
			},
		},
		{
			name: "one day, teachers, and an académie that is not the region's", communes: "2A004",
			lines: []string{
				"Journée vaquée;-;2023-09-08;2023-09-08;Corse;2023-2024",
				"Toussaint;-;2023-10-21;2023-11-06;Corse;2023-2024",
				"Vacances d'Été;Enseignants;2023-07-07;2023-09-01;Corse;2022-2023",
				"Noël;-;2023-12-23;2024-01-08;Lyon;2023-2024",
			},
			calendars: []string{"Corse 2A: 2023-09-08/2023-11-05 off 2023-09-08/2023-09-08 2023-10-21/2023-11-05"},
		},
		{
			name: "days that only some schools have off are in doubt", communes: "2B096",
			lines: []string{
				"Vacances d'Été;Élèves du premier degré;2018-07-10;2018-09-05;Corse;2017-2018",
				"Vacances d'Été;Élèves du second degré;2018-07-10;2018-09-06;Corse;2017-2018",
			},
			calendars: []string{"Corse 2B: 2018-07-10/2018-09-05 off 2018-07-10/2018-09-04 doubt 2018-09-05/2018-09-05"},
		},
		{
			name: "écoles, collèges and lycées together are all", communes: "2B096",
			lines: []string{
				"X;Premier degré et collèges;2018-03-01;2018-03-10;Corse;2017-2018",
				"X;Élèves des lycées;2018-03-02;2018-03-11;Corse;2017-2018",
			},
			calendars: []string{"Corse 2B: 2018-03-01/2018-03-10 off 2018-03-02/2018-03-09 doubt 2018-03-01/2018-03-01 2018-03-10/2018-03-10"},
		},
		{
			name: "the last summer is known to have begun, and no more", communes: "01004",
			lines: []string{
				"Printemps;-;2026-04-04;2026-04-20;Lyon;2025-2026",
				"Début des Vacances d'Été;-;2026-07-04;2026-07-04;Lyon;2025-2026",
			},
			calendars: []string{"Lyon 01: 2026-04-04/2026-07-04 off 2026-04-04/2026-04-19 2026-07-04/2026-07-04"},
		},
		{
			name: "a summer that lasts three years is one whose end is not told", communes: "2A004",
			lines: []string{
				"Printemps;-;2024-04-27;2024-05-13;Corse;2023-2024",
				"Début des Vacances d'Été;-;2024-07-06T00:00:00+02:00;2027-07-06T01:00:00+02:00;Corse;2023-2024",
				"Journée vaquée;-;2024-09-20;2024-09-20;Corse;2024-2025",
				"Toussaint;-;2024-10-19;2024-11-04;Corse;2024-2025",
			},
			calendars: []string{"Corse 2A: 2024-04-27/2024-11-03 off 2024-04-27/2024-05-12 2024-07-06/2024-07-06 2024-09-20/2024-09-20 2024-10-19/2024-11-03" +
				" doubt 2024-07-07/2024-09-19 2024-09-21/2024-10-18"},
			defects: []string{
				"school_holidays_invalid ligne 3 Date de fin 2027-07-06T01:00:00+02:00 > 2024-07-06T00:00:00+02:00 corrected",
				"school_holidays_untold Corse Date de début 2024-07-07/2024-10-18 kept",
			},
		},
		{
			name: "a summer told by its beginning and whole is whole", communes: "2A004",
			lines: []string{
				"Début des Vacances d'Été;-;2024-07-06;2024-07-06;Corse;2023-2024",
				"Vacances d'Été;Élèves;2024-07-06;2024-09-02;Corse;2023-2024",
				"Toussaint;-;2024-10-19;2024-11-04;Corse;2024-2025",
			},
			calendars: []string{"Corse 2A: 2024-07-06/2024-11-03 off 2024-07-06/2024-09-01 2024-10-19/2024-11-03"},
		},
		{
			name: "a hole too long to be classes is in doubt", communes: "2A004",
			lines: []string{
				"Printemps;-;2024-04-27;2024-05-13;Corse;2023-2024",
				"Toussaint;-;2024-10-19;2024-11-04;Corse;2024-2025",
			},
			calendars: []string{"Corse 2A: 2024-04-27/2024-11-03 off 2024-04-27/2024-05-12 2024-10-19/2024-11-03 doubt 2024-05-13/2024-10-18"},
			defects:   []string{"school_holidays_untold Corse Date de début 2024-05-13/2024-10-18 kept"},
		},
		{
			name: "a winter without its holidays is in doubt", communes: "01004",
			lines: []string{
				"Noël;-;2025-12-20;2026-01-05;Lyon;2025-2026",
				"Printemps;-;2026-04-04;2026-04-20;Lyon;2025-2026",
				"Début des Vacances d'Été;-;2026-07-04;2026-07-04;Lyon;2025-2026",
			},
			calendars: []string{"Lyon 01: 2025-12-20/2026-07-04 off 2025-12-20/2026-01-04 2026-04-04/2026-04-19 2026-07-04/2026-07-04 doubt 2026-01-05/2026-04-03"},
			defects:   []string{"school_holidays_untold Lyon Date de début 2026-01-05/2026-04-03 kept"},
		},
		{
			name: "dates that cannot be put their school year in doubt", communes: "97411",
			lines: []string{
				"Été austral;-;2018-12-22;2019-01-28;Réunion;2018-2019",
				"1ère période;-;2019-01-10;2018-10-29;Réunion;2018-2019",
				"3ème période;-;2019-03-09;2019-03-25;Réunion;2018-2019",
				"Hiver austral;Élèves;2019-07-06;2019-08-16;Réunion;2018-2019",
				"1ère période;-;2019-10-12;2019-10-28;Réunion;2019-2020",
			},
			calendars: []string{"Réunion 974: 2018-12-22/2019-10-27 off 2018-12-22/2019-01-27 2019-03-09/2019-03-24 2019-07-06/2019-08-15 2019-10-12/2019-10-27" +
				" doubt 2019-01-28/2019-03-08 2019-03-25/2019-07-05 2019-08-16/2019-08-31"},
			defects: []string{
				"school_holidays_invalid ligne 3 Date de début 2019-01-10 > 2018-10-29 left_out",
				"school_holidays_untold Réunion Date de début 2019-03-25/2019-07-05 kept",
			},
		},
		{
			name: "more than a season, no date, another school year", communes: "2A004",
			lines: []string{
				"Noël;-;2018-12-22;2019-01-07;Corse;2018-2019",
				"Hiver;-;2019-02-22;2020-02-22;Corse;2018-2019",
				"Hiver;-;22/02/2019;2019-03-07;Corse;2018-2019",
				"Hiver;-;2020-02-22;2020-03-07;Corse;2018-2019",
			},
			calendars: []string{"Corse 2A: 2018-12-22/2019-01-06 off 2018-12-22/2019-01-06"},
			defects: []string{
				"school_holidays_invalid ligne 3 Date de début 2019-02-22 > 2020-02-22 left_out",
				"school_holidays_invalid ligne 4 Date de début 22/02/2019 > 2019-03-07 left_out",
				"school_holidays_invalid ligne 5 Date de début 2020-02-22 > 2020-03-07 left_out",
			},
		},
		{
			name: "a row without a year or a date puts everything else in doubt", communes: "2A004",
			lines: []string{
				"Noël;-;2018-12-22;2019-01-07;Corse;2018-2019",
				"Hiver;-;;;Corse;",
				"Printemps;-;2019-03-22;2019-04-07;Corse;2018-2019",
			},
			calendars: []string{"Corse 2A: 2018-12-22/2019-04-06 off 2018-12-22/2019-01-06 2019-03-22/2019-04-06 doubt 2019-01-07/2019-03-21"},
			defects:   []string{"school_holidays_invalid ligne 3 Date de début  left_out"},
		},
		{
			name: "words that are not known", communes: "2A004",
			lines: []string{
				"Noël;-;2018-12-22;2019-01-07;Corse;2018-2019",
				"Pont;Internes;2018-11-02;2018-11-03;Corse;2018-2019",
				"Pont;-;2018-11-02;2018-11-03;Ajaccio;2018-2019",
			},
			calendars: []string{"Corse 2A: 2018-11-02/2019-01-06 off 2018-12-22/2019-01-06 doubt 2018-11-02/2018-11-02"},
			defects: []string{
				"unknown_value ligne 3 Population Internes kept",
				"unknown_value ligne 4 Académies Ajaccio left_out",
			},
		},
		{
			name: "Guadeloupe and its neighbours have days of their own", communes: "97105 97701 97801",
			lines: []string{
				"Carnaval;-;2025-02-22;2025-03-10;Guadeloupe;2024-2025",
				"Mi-carême;Guadeloupe & Saint-Martin;2025-03-27;2025-03-27;Guadeloupe;2024-2025",
				"Abolition;Guadeloupe sauf Saint-Martin;2025-05-27;2025-05-27;Guadeloupe;2024-2025",
				"Semaine en mai;Saint Martin;2025-05-30;2025-05-31;Guadeloupe;2024-2025",
			},
			calendars: []string{
				"Guadeloupe 971: 2025-02-22/2025-05-27 off 2025-02-22/2025-03-09 2025-03-27/2025-03-27 2025-05-27/2025-05-27",
				"Guadeloupe 977: 2025-02-22/2025-05-27 off 2025-02-22/2025-03-09 2025-05-27/2025-05-27",
				"Guadeloupe 978: 2025-02-22/2025-05-30 off 2025-02-22/2025-03-09 2025-03-27/2025-03-27 2025-05-30/2025-05-30",
			},
		},
		{
			name: "Normandie was Caen and Rouen", communes: "14118 76540",
			lines: []string{
				"Toussaint;-;2019-10-19;2019-11-04;Caen;2019-2020",
				"Toussaint;-;2019-10-19;2019-11-05;Rouen;2019-2020",
				"Noël;-;2019-12-21;2020-01-06;Normandie;2019-2020",
			},
			calendars: []string{
				"Normandie 14: 2019-10-19/2020-01-05 off 2019-10-19/2019-11-03 2019-12-21/2020-01-05",
				"Normandie 76: 2019-10-19/2020-01-05 off 2019-10-19/2019-11-04 2019-12-21/2020-01-05",
			},
		},
		{
			name: "an académie whose lines end long before others'", communes: "2A004 01004",
			lines: []string{
				"Noël;-;2018-12-22;2019-01-07;Corse;2018-2019",
				"Printemps;-;2019-04-13;2019-04-29;Lyon;2018-2019",
				"Carnaval;-;2019-03-01;2019-03-11;Guyane;2018-2019",
			},
			calendars: []string{
				"Corse 2A: 2018-12-22/2019-01-06 off 2018-12-22/2019-01-06",
				"Lyon 01: 2019-04-13/2019-04-28 off 2019-04-13/2019-04-28",
			},
			defects: []string{"school_holidays_untold Corse Date de fin 2019-01-07/2019-04-28 kept"},
		},
		{
			name: "an académie without a line", communes: "2A004 01004",
			lines:     []string{"Noël;-;2018-12-22;2019-01-07;Lyon;2018-2019"},
			calendars: []string{"Lyon 01: 2018-12-22/2019-01-06 off 2018-12-22/2019-01-06"},
			defects:   []string{"school_holidays_untold Corse Académies  kept"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := withCommunes(strings.Fields(c.communes)...)
			if err := ReadSchoolHolidays(t.Context(), strings.NewReader(schoolLines(c.lines...)), b, schoolTest); err != nil {
				t.Fatal(err)
			}
			ds := finish(t, b)
			wantLines(t, "calendars", sayCalendars(ds), c.calendars)
			wantLines(t, "defects", schoolDefects(ds), c.defects)
		})
	}
}

func TestACalendarThatIsNoneIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"calendrier.csv", "empty"}},
		{"another table", "a;b\n1;2\n", []string{"calendrier.csv, line 1", "Description"}},
		{"no line", schoolHeader, []string{"calendrier.csv", "no line", "data.education.gouv.fr"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantSentence(t, ReadSchoolHolidays(t.Context(), strings.NewReader(c.text), withCommunes("2A004"), schoolTest), c.want...)
		})
	}
}

func TestEachDepartementHasOneAcademie(t *testing.T) {
	seen := make(map[string]string)
	for _, a := range academies {
		for _, code := range a.departements {
			if seen[code] != "" {
				t.Errorf("%s is in %s and in %s", code, seen[code], a.name)
			}
			seen[code] = a.name
		}
	}
	if got, want := len(seen), 96+5+6; got != want { // metropolitan, overseas, and the collectivities 975, 977, 978, 986, 987, 988
		t.Errorf("%d départements, want %d", got, want)
	}
}

func FuzzReadSchoolHolidays(f *testing.F) {
	for _, seed := range []string{
		"", schoolHeader, schoolLines("Noël;-;2025-12-20;2026-01-05;Corse;2025-2026"),
		schoolLines("Début;Saint-Martin;2024-07-06T00:00:00+02:00;9999-07-06T01:00:00+02:00;Corse;2023-2024"),
		schoolLines("X;Élèves des lycées;0000-01-01;2999-12-31;Corse;2025"), schoolLines("X;?;-1;+;Corse;-2025--2026"),
		schoolLines("X;-;2018-12-22;2019-01-28;Corse;1950", "X;-;2149-12-22;2150-01-28;Corse;2149-2150"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b := withCommunes("2A004")
		if err := ReadSchoolHolidays(t.Context(), strings.NewReader(text), b, schoolTest); err != nil {
			wantSentenceAbout(t, text, err)
			return
		}
		ds := finish(t, b) // refuses ranges out of order
		for _, c := range ds.Calendars {
			for d := c.From - 1; d <= c.To; d++ {
				off, known := c.On(d)
				if off && !known || known && (d < c.From || d == c.To) {
					t.Fatalf("%s: off %v, known %v in %v", sayDay(d), off, known, c)
				}
			}
		}
	})
}
