package data

import (
	"fmt"
	"slices"

	"maillage/data/hours"
)

// SchoolCalendar is the school holidays of some départements, those of an académie.
type SchoolCalendar struct {
	Source       string   // whose dates they are
	Departements []string // codes, as communes' codes begin with them: "2A", "978"
	hours.SchoolHolidays
}

// AddSchoolCalendar adds the holidays of an académie; Finish keeps those of the
// region's communes. Of two calendars of one département the first is followed.
func (b *Builder) AddSchoolCalendar(c SchoolCalendar) { b.calendars = append(b.calendars, c) }

// HasDepartement tells whether a commune of a département was added.
func (b *Builder) HasDepartement(code string) bool { return b.departements[code] }

// finishCalendars keeps what the communes of the region have use for.
func (b *Builder) finishCalendars() []SchoolCalendar {
	told := make(map[string]bool)
	var out []SchoolCalendar
	for _, c := range b.calendars {
		c.Departements = slices.DeleteFunc(slices.Clone(c.Departements), func(code string) bool { return told[code] || !b.departements[code] })
		for _, code := range c.Departements {
			told[code] = true
		}
		if len(c.Departements) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// HoursPlace is how opening hours are read at a site: by the region's clock,
// under the sun of its position, with the public holidays of its commune and the
// school holidays of its académie. Outside the region's communes the public
// holidays are those of its postal code, and nothing is known of schools.
func (d *Dataset) HoursPlace(site *Site) hours.Place {
	place := hours.Place{Location: d.location, Point: site.Position.Point}
	if site.Commune == NoTerritory {
		place.Public = hours.PublicHolidaysOf(PostalDepartement(site.PostalCode))
		return place
	}
	code := d.Territories[site.Commune].Code
	place.Public = hours.PublicHolidaysOf(code)
	place.School = d.schools[departementOf(code)]
	return place
}

// indexCalendars finds each département's calendar; of two, the first is followed.
func indexCalendars(calendars []SchoolCalendar) map[string]*hours.SchoolHolidays {
	out := make(map[string]*hours.SchoolHolidays)
	for i := range calendars {
		for _, code := range calendars[i].Departements {
			if out[code] == nil {
				out[code] = &calendars[i].SchoolHolidays
			}
		}
	}
	return out
}

// checkCalendars refuses holidays that are out of order or outside what is told: days are looked up by halving.
func (t *Tables) checkCalendars() error {
	for i := range t.Calendars {
		c := &t.Calendars[i]
		for _, ranges := range [][]hours.DayRange{c.Off, c.Doubt} {
			at := c.From
			for _, r := range ranges {
				if r.From < at || r.To <= r.From || r.To > c.To {
					return fmt.Errorf("school holidays of %s: days %d to %d are out of order", c.Academie, r.From, r.To)
				}
				at = r.To
			}
		}
	}
	return nil
}
