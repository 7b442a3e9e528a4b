package hours

import "sort"

// SchoolHolidays are the holidays of one académie, as far as they were published.
type SchoolHolidays struct {
	Academie string     // as the Ministry writes it: "Corse"
	From, To Day        // the days told of, To excluded; outside them nothing is known
	Off      []DayRange // sorted, apart from each other
}

// DayRange is the days From to To, To excluded.
type DayRange struct{ From, To Day }

// On tells whether a day is a school holiday. known is false on a day nothing
// was published of, and where s is nil. Cost: a binary search.
func (s *SchoolHolidays) On(d Day) (off, known bool) {
	if s == nil || d < s.From || d >= s.To {
		return false, false
	}
	i := sort.Search(len(s.Off), func(i int) bool { return s.Off[i].To > d })
	return i < len(s.Off) && s.Off[i].From <= d, true
}
