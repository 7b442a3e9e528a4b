package data

import (
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/hours"
)

// placeIn is how hours are read at a site of a region with a clock, in a commune.
func placeIn(t *testing.T, zone, commune string, at TerritoryIndex, calendars ...SchoolCalendar) hours.Place {
	t.Helper()
	ds, err := FromTables(Tables{
		Region:      Region{Code: "00", TimeZone: zone},
		Territories: []Territory{{Kind: KindCommune, Code: commune, Shape: orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}}},
		Sites:       []Site{{Position: Position{Point: orb.Point{.5, .25}}, Commune: at}},
		Calendars:   calendars,
	})
	if err != nil {
		t.Fatal(err)
	}
	return ds.HoursPlace(&ds.Sites[0])
}

// calendarOf is an académie's, of a week in January 2026.
func calendarOf(name string, departements ...string) SchoolCalendar {
	return SchoolCalendar{Source: "test", Departements: departements,
		SchoolHolidays: hours.SchoolHolidays{Academie: name, From: 20454, To: 20461, Off: []hours.DayRange{{From: 20455, To: 20457}}}}
}

func TestHoursAreReadByThePlacesClockAndHolidays(t *testing.T) {
	noon := time.Date(2026, time.May, 27, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		zone, commune string
		clock         string // at noon UTC
		public        hours.PublicHolidays
		school        string
	}{
		{"Europe/Paris", "2B096", "14:00", hours.France, "Corse"},
		{"Europe/Paris", "67482", "14:00", hours.AlsaceMoselle, ""},
		{"America/Guadeloupe", "97105", "08:00", hours.Guadeloupe, "Guadeloupe"},
		{"America/Martinique", "97209", "08:00", hours.Martinique, "Martinique"},
		{"America/Cayenne", "97302", "09:00", hours.Guyane, ""},
		{"Indian/Reunion", "97411", "16:00", hours.Reunion, "Réunion"},
		{"Indian/Mayotte", "97608", "15:00", hours.Mayotte, ""},
		{"America/Guadeloupe", "97801", "08:00", hours.SaintMartin, ""},
		{"Europe/Paris", "9A001", "14:00", hours.France, "Arvenne"},
	} {
		place := placeIn(t, c.zone, c.commune, 0, calendarOf("Corse", "2A", "2B"), calendarOf("Guadeloupe", "971"),
			calendarOf("Martinique", "972"), calendarOf("Réunion", "974"), calendarOf("Arvenne", "9A"), calendarOf("another", "2B"))
		school := ""
		if place.School != nil {
			school = place.School.Academie
		}
		if got := noon.In(place.Location).Format("15:04"); got != c.clock || place.Public != c.public || school != c.school || place.Point != (orb.Point{.5, .25}) {
			t.Errorf("%s: got %s, law %d, académie %q at %v; want %s, %d, %q", c.commune, got, place.Public, school, place.Point, c.clock, c.public, c.school)
		}
	}
}

// A structure across the border keeps the holidays of its own département, so
// that in Mulhouse nobody is sent from Belfort to a door shut on Good Friday.
func TestHoursOutsideTheRegionAreReadByThePostalCode(t *testing.T) {
	ds, err := FromTables(Tables{Region: Region{TimeZone: "Europe/Paris"}, Calendars: []SchoolCalendar{calendarOf("Strasbourg", "68")}})
	if err != nil {
		t.Fatal(err)
	}
	for postal, want := range map[string]hours.PublicHolidays{
		"68100": hours.AlsaceMoselle, "90000": hours.France, "20250": hours.France, "": hours.France, "CH-4058": hours.France, "97133": hours.Guadeloupe,
	} {
		if got := ds.HoursPlace(&Site{PostalCode: postal, Commune: NoTerritory}); got.Public != want || got.School != nil {
			t.Errorf("%s: got law %d and académie %v, want law %d and none", postal, got.Public, got.School, want)
		}
	}
}

func TestCalendarsOutOfOrderAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(c *SchoolCalendar){
		"before what is told": func(c *SchoolCalendar) { c.From = 20456 },
		"after what is told":  func(c *SchoolCalendar) { c.To = 20456 },
		"backwards":           func(c *SchoolCalendar) { c.Off[0].To = c.Off[0].From - 1 },
		"empty":               func(c *SchoolCalendar) { c.Off[0].To = c.Off[0].From },
		"overlapping":         func(c *SchoolCalendar) { c.Off = append(c.Off, hours.DayRange{From: 20456, To: 20459}) },
		"doubt, too":          func(c *SchoolCalendar) { c.Doubt = []hours.DayRange{{From: 20460, To: 20462}} },
	} {
		c := calendarOf("Corse", "2A")
		if _, err := FromTables(Tables{Region: Region{TimeZone: "Europe/Paris"}, Calendars: []SchoolCalendar{c}}); err != nil {
			t.Fatal(err)
		}
		spoil(&c)
		if _, err := FromTables(Tables{Region: Region{TimeZone: "Europe/Paris"}, Calendars: []SchoolCalendar{c}}); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestTheRegionsAcademiesAreKept(t *testing.T) {
	b := NewBuilder(Region{Code: "00", TimeZone: "Europe/Paris"}, SPRO())
	square := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}
	b.AddCommune(CommuneRecord{Source: "test", Code: "2A004", Name: "A", Shape: square})
	for _, c := range []SchoolCalendar{calendarOf("Lyon", "01", "69"), calendarOf("Corse", "2A", "2B"), calendarOf("again", "2A")} {
		b.AddSchoolCalendar(c)
	}
	ds, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(ds.Calendars) != 1 || ds.Calendars[0].Academie != "Corse" || len(ds.Calendars[0].Departements) != 1 {
		t.Errorf("got %+v, want Corse for 2A alone", ds.Calendars)
	}
}
