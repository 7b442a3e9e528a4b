package source

import (
	"fmt"
	"slices"

	"maillage/data"
	"maillage/data/hours"
)

// schoolCalendar is what rows tell of one académie, or of a part of it.
type schoolCalendar struct {
	academie
	rows  []toldDays
	opens []hours.Day      // first days of holidays whose end is not told
	doubt []hours.DayRange // of which rows told what cannot be
}

// toldDays are days that some schools have off.
type toldDays struct {
	hours.DayRange
	whom schools // none where it is not known whom
}

func (c *schoolCalendar) add(r schoolRow, whom schools) {
	c.rows = append(c.rows, toldDays{r.days, whom})
	if r.opens {
		c.opens = append(c.opens, r.days.From)
	}
}

// dayMark is what is known of one day.
type dayMark uint8

const (
	markClasses dayMark = iota
	markDoubt
	markOff
)

// longestClasses is more days than classes last between two holidays: what is
// longer is a hole in the file. The longest of 2017 to 2026 are 82, in Guadeloupe
// and Guyane, but for two springs in Martinique, of 85 and 89 days. They are no
// longer than a winter whose holidays are missing: no length tells these apart.
const longestClasses = 12 * 7

// shortestHolidays tells holidays from a day or a bridge here and there.
const shortestHolidays = 5

// finish makes the académie's holidays of its rows, and tells what is not told.
func (s *schoolReader) finish(c *schoolCalendar) {
	told := hours.DayRange{}
	for i, r := range c.rows {
		if i == 0 {
			told = r.DayRange
		}
		told = hours.DayRange{From: min(told.From, r.From), To: max(told.To, r.To)}
	}
	if told.To <= told.From {
		s.report(data.DefectSchoolUntold, data.Kept, c.label(), columnAcademie, "", "")
		return
	}
	line := timeline{from: told.From, marks: c.mark(told)}
	for _, hole := range c.holes(line) {
		s.report(data.DefectSchoolUntold, data.Kept, c.label(), columnBegin, sayDays(hole), "")
		line.doubt(hole)
	}
	for _, d := range c.doubt {
		line.doubt(d)
	}
	if s.until-told.To > longestClasses { // the file goes on for others
		s.report(data.DefectSchoolUntold, data.Kept, c.label(), columnEnd, sayDays(hours.DayRange{From: told.To, To: s.until}), "")
	}
	s.builder.AddSchoolCalendar(data.SchoolCalendar{
		Source: s.source, Departements: c.departements,
		SchoolHolidays: hours.SchoolHolidays{Academie: c.name, From: told.From, To: told.To, Off: line.runs(markOff), Doubt: line.runs(markDoubt)},
	})
}

// mark is what the rows say of each day: off where all schools are, in doubt where some are.
func (c *schoolCalendar) mark(told hours.DayRange) []dayMark {
	whom := make([]schools, told.To-told.From)
	marks := make([]dayMark, told.To-told.From)
	for _, r := range c.rows {
		for d := r.From - told.From; d < r.To-told.From; d++ {
			whom[d] |= r.whom
			if marks[d] = markDoubt; whom[d] == allSchools {
				marks[d] = markOff
			}
		}
	}
	return marks
}

// holes are the stretches of which the file tells nothing although it goes on
// after them: those too long to be classes only, and what follows holidays of
// which only the beginning is told, up to the next holidays.
func (c *schoolCalendar) holes(line timeline) []hours.DayRange {
	var out []hours.DayRange
	runs := line.runs(markOff, markDoubt)
	before := runs[0]
	for i, r := range runs[1:] {
		short := r.To-r.From < shortestHolidays
		if short && i < len(runs)-2 && !c.opensIn(r) {
			continue
		}
		if r.From-before.To > longestClasses || before.To-before.From < shortestHolidays && c.opensIn(before) {
			out = append(out, hours.DayRange{From: before.To, To: r.From})
		}
		before = r
	}
	return out
}

func (c *schoolCalendar) opensIn(r hours.DayRange) bool {
	return slices.ContainsFunc(c.opens, func(d hours.Day) bool { return d >= r.From && d < r.To })
}

// label names the académie, or its part, in defects.
func (c *schoolCalendar) label() string {
	if c.place == 0 {
		return c.name
	}
	return fmt.Sprintf("%s (%s)", c.name, c.departements[0])
}

// sayDays is "2024-07-07/2024-10-18", both days included, as ISO 8601 writes intervals.
func sayDays(r hours.DayRange) string { return sayDay(r.From) + "/" + sayDay(r.To-1) }

func sayDay(d hours.Day) string {
	year, month, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// timeline is a mark a day.
type timeline struct {
	from  hours.Day
	marks []dayMark
}

// doubt puts days in doubt that no row tells of.
func (t timeline) doubt(r hours.DayRange) {
	for d := max(r.From-t.from, 0); d < min(r.To-t.from, hours.Day(len(t.marks))); d++ {
		if t.marks[d] == markClasses {
			t.marks[d] = markDoubt
		}
	}
}

// runs are the longest stretches of days that bear one of the marks.
func (t timeline) runs(marks ...dayMark) []hours.DayRange {
	var out []hours.DayRange
	for i, m := range t.marks {
		d := t.from + hours.Day(i)
		switch n := len(out); {
		case !slices.Contains(marks, m):
		case n > 0 && out[n-1].To == d:
			out[n-1].To++
		default:
			out = append(out, hours.DayRange{From: d, To: d + 1})
		}
	}
	return out
}
