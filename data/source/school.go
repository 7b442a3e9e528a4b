package source

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

const (
	columnDescription = "Description"
	columnPopulation  = "Population"
	columnBegin       = "Date de début"
	columnEnd         = "Date de fin"
	columnAcademie    = "Académies"
	columnSchoolYear  = "annee_scolaire"
)

// ReadSchoolHolidays reads the Ministry's school calendar (fr-en-calendrier-scolaire)
// and gives the builder the holidays of the académies of its communes, which
// must have been added before. A row is the days from its beginning to its end,
// on which classes resume; a row that ends where it begins is that one day.
//
// What is not certain is told as such, and never filled in: the days that only
// some schools have off, those after the last row and between two school years of
// which one is missing, and the whole school year of a row whose dates cannot be.
//
// Not read: teachers' rows, and the zone, which says less than the académie.
func ReadSchoolHolidays(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	file := opt.file(r)
	t, err := openTable(r, file, columnDescription, columnPopulation, columnBegin, columnEnd, columnAcademie, columnSchoolYear)
	if err != nil {
		return err
	}
	s := &schoolReader{reporter: reporter{b, opt.Source}}
	for _, a := range academies {
		if slices.ContainsFunc(a.departements, b.HasDepartement) {
			s.calendars = append(s.calendars, &schoolCalendar{academie: a})
		}
	}
	rows := 0
	for row, err := range t.rows(ctx, s.reporter) {
		if err != nil {
			return err
		}
		s.read(row)
		rows++
	}
	if rows == 0 {
		return say.Errorf("%s : aucune ligne dans ce calendrier scolaire ; reprenez le fichier sur data.education.gouv.fr",
			"%s: no line in this school calendar; get the file again from data.education.gouv.fr", file)
	}
	for _, c := range s.calendars {
		s.finish(c)
	}
	return nil
}

// schoolReader reads rows into the calendars of the region's académies.
type schoolReader struct {
	reporter
	calendars []*schoolCalendar
	until     hours.Day // the last day that the file tells of anywhere, excluded
}

// read gives one row to the calendars it is about.
func (s *schoolReader) read(row row) {
	name := row.get(columnAcademie)
	r, ok := readSchoolRow(row)
	if ok {
		s.until = max(s.until, r.days.To)
	}
	var about []*schoolCalendar
	for _, c := range s.calendars {
		if c.bears(name) {
			about = append(about, c)
		}
	}
	if len(about) == 0 {
		if !slices.ContainsFunc(academies, func(a academie) bool { return a.bears(name) }) {
			s.report(data.DefectUnknownValue, data.LeftOut, lineID(row.line), columnAcademie, name, "")
		}
		return
	}
	whom, known := populations[row.get(columnPopulation)]
	if known && whom.schools == 0 {
		return
	}
	if !known {
		s.report(data.DefectUnknownValue, data.Kept, lineID(row.line), columnPopulation, row.get(columnPopulation), "")
	}
	if !ok {
		s.report(data.DefectSchoolInvalid, data.LeftOut, lineID(row.line), columnBegin, row.get(columnBegin), row.get(columnEnd))
	} else if r.slip {
		s.report(data.DefectSchoolInvalid, data.Corrected, lineID(row.line), columnEnd, row.get(columnEnd), row.get(columnBegin))
	}
	for _, c := range about {
		switch {
		case !whom.in(c.place):
		case !ok:
			c.doubt = append(c.doubt, r.year)
		default:
			c.add(r, whom.schools)
		}
	}
}

// schoolRow is the dates of a row.
type schoolRow struct {
	year  hours.DayRange // the school year it is of
	days  hours.DayRange
	opens bool // the first day of holidays whose end is not told
	slip  bool // such a row with another end than its beginning, which means nothing
}

// longestHolidays is more than any last: those of summer have 72 days at most.
const longestHolidays = 100

// readSchoolRow reads a row's dates. ok is false where they cannot be: an end
// before the beginning, holidays of more than a season, or of another school year than the row's own.
func readSchoolRow(row row) (r schoolRow, ok bool) {
	r.year = schoolYear(row.get(columnSchoolYear))
	from, ok1 := schoolDay(row.get(columnBegin))
	to, ok2 := schoolDay(row.get(columnEnd))
	r.opens = strings.HasPrefix(row.get(columnDescription), "Début")
	if r.opens {
		r.slip, to, ok2 = !ok2 || to != from, from, true
	}
	if from == to {
		to++
	}
	r.days = hours.DayRange{From: from, To: to}
	return r, ok1 && ok2 && from < to && to-from <= longestHolidays && from >= r.year.From && from < r.year.To
}

// schoolDay is the day of "2025-10-18T00:00:00+02:00", or of
// "2025-10-17T22:00:00+00:00", the same midnight in UTC, or of a bare date. No
// clock's midnight is further than half a day from that of UTC.
func schoolDay(s string) (hours.Day, bool) {
	if at, err := time.Parse(time.DateOnly, s); err == nil {
		return hours.DayAt(at), true
	}
	at, err := time.Parse(time.RFC3339, s)
	return hours.DayAt(at.UTC().Add(12 * time.Hour)), err == nil
}

// schoolYear is the days of "2025-2026", from July to the end of the second
// August, or of "2025", as the calendars of the Pacific write theirs. Where it is
// neither it is every day that a calendar may tell of.
func schoolYear(s string) hours.DayRange {
	first, second, two := strings.Cut(s, "-")
	from, err := strconv.Atoi(first)
	to, err2 := from, error(nil)
	if two {
		to, err2 = strconv.Atoi(second)
	}
	switch {
	case err != nil || err2 != nil || from < firstSchoolYear || to > lastSchoolYear:
		return hours.DayRange{From: hours.DayOf(firstSchoolYear, time.January, 1), To: hours.DayOf(lastSchoolYear, time.January, 1)}
	case !two:
		return hours.DayRange{From: hours.DayOf(from, time.January, 1), To: hours.DayOf(from+1, time.March, 1)}
	default:
		return hours.DayRange{From: hours.DayOf(from, time.July, 1), To: hours.DayOf(to, time.September, 1)}
	}
}

// No calendar tells of days outside these years: a slip in a date must not fill the memory.
const (
	firstSchoolYear = 1950
	lastSchoolYear  = 2150
)
