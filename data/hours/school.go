package hours

import "sort"

// SchoolHolidays are the holidays of one académie, as far as they were published.
type SchoolHolidays struct {
	Academie string     // as the Ministry writes it: "Corse"
	From, To Day        // the days told of, To excluded; outside them nothing is known
	Off      []DayRange // sorted, apart from each other
	Doubt    []DayRange // days between From and To that nothing certain is known of; sorted, apart from each other and from Off
}

// DayRange is the days From to To, To excluded.
type DayRange struct{ From, To Day }

// On tells whether a day is a school holiday. known is false on a day nothing
// certain was published of, and where s is nil. Cost: two binary searches.
func (s *SchoolHolidays) On(d Day) (off, known bool) {
	if s == nil || d < s.From || d >= s.To || within(s.Doubt, d) {
		return false, false
	}
	return within(s.Off, d), true
}

// within tells whether one of sorted ranges holds a day.
func within(ranges []DayRange, d Day) bool {
	i := sort.Search(len(ranges), func(i int) bool { return ranges[i].To > d })
	return i < len(ranges) && ranges[i].From <= d
}
