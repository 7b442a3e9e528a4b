package hours

import (
	"math/rand/v2"
	"testing"
	"time"

	"maillage/internal/racing"
	"maillage/say"

	"github.com/paulmach/orb"
)

// drawer draws rules from a seed.
type drawer struct{ *rand.Rand }

func (r drawer) chance(percent int) bool { return r.IntN(100) < percent }

func (r drawer) rules() (rules Rules) {
	school := r.IntN(3) - 1 // one offset for the whole value
	for i := range 1 + r.IntN(4) {
		rule := Rule{Join: Join(r.IntN(3)), Modifier: Modifier(r.IntN(4))}
		if i == 0 {
			rule.Join = Override
		}
		if r.chance(20) {
			rule.Comment = []string{"a", "sur rendez-vous"}[r.IntN(2)]
		}
		if r.chance(70) {
			rule.Weekdays = r.weekdays()
		}
		if r.chance(25) {
			rule.Holidays = []Holiday{{Offset: r.IntN(3) - 1}}
			if r.chance(50) {
				rule.Holidays = append(rule.Holidays[:r.IntN(2)], Holiday{School: true, Offset: school})
			}
			rule.HolidaysAmong = rule.Weekdays != nil && r.chance(50)
		}
		if r.chance(20) {
			rule.Dates = []DateRange{r.dates()}
		}
		if r.chance(10) {
			from := 1 + r.IntN(53)
			rule.Weeks = []WeekRange{{From: from, To: from + r.IntN(54-from), Step: 1 + r.IntN(3)}}
		}
		if r.chance(5) {
			rule.Years = []YearRange{{From: 2023 + r.IntN(3), To: []int{0, 2027}[r.IntN(2)], Step: 1 + r.IntN(2)}}
		}
		for range r.IntN(4) {
			rule.Times = append(rule.Times, r.span())
		}
		rules = append(rules, rule)
	}
	return rules
}

func (r drawer) span() Span {
	from := r.IntN(24*4) * 15
	to := from + 15 + r.IntN(20*4)*15
	s := Span{From: Moment{Minutes: from}, To: Moment{Minutes: min(to, 2880)}, OpenEnd: r.chance(15)}
	if r.chance(10) {
		s.From = r.moment()
	}
	if r.chance(10) {
		s.To = r.moment()
	}
	if r.chance(10) {
		s.To, s.OpenEnd = Moment{}, true
	}
	return s
}

func (r drawer) moment() Moment {
	return Moment{Event: Event(1 + r.IntN(int(Dusk))), Minutes: (r.IntN(9) - 4) * 30}
}

func (r drawer) weekdays() []WeekdayRange {
	day := time.Weekday(r.IntN(7))
	if r.chance(60) {
		return []WeekdayRange{{From: day, To: time.Weekday(r.IntN(7))}}
	}
	w := WeekdayRange{From: day, To: day, Nth: NthOf(1+r.IntN(5)) | NthOf(-1-r.IntN(5))}
	if r.chance(30) {
		w.Offset = r.IntN(9) - 4
	}
	return []WeekdayRange{w}
}

func (r drawer) dates() DateRange {
	month := time.Month(1 + r.IntN(12))
	later := (month+time.Month(1+r.IntN(9)))%12 + 1 // two months on at least
	from, to := Date{Month: month, Day: 1 + r.IntN(28)}, Date{Month: later, Day: 1 + r.IntN(28)}
	switch r.IntN(9) {
	case 0:
		return DateRange{From: Date{Month: month}, To: Date{Month: time.Month(1 + r.IntN(12))}}
	case 1:
		to.Month = time.Month(1 + r.IntN(12))
		return DateRange{From: from, To: to}
	case 2:
		date := Date{Offset: r.IntN(7) - 3}
		if r.chance(30) {
			date.Offset = r.IntN(2*366+1) - 366
		}
		return DateRange{From: date, To: date}
	case 3:
		return DateRange{From: Date{Month: month, Nth: -1, Weekday: time.Sunday}, To: Date{Month: month%12 + 1, Nth: 2, Weekday: time.Monday}}
	case 4:
		r.toward(&from)
		if r.chance(50) {
			if r.chance(50) {
				from.Offset = r.IntN(2*366+1) - 366
			}
			return DateRange{From: from, To: from}
		}
		r.toward(&to)
		return DateRange{From: from, To: to}
	case 5:
		from.Year = 2023 + r.IntN(5)
		if to.Year = from.Year + r.IntN(3); to.Year == from.Year && later < month {
			to.Year = 0
		}
		if r.chance(30) {
			from.Day, to.Day = 0, 0
		}
		return DateRange{From: from, To: to}
	case 6:
		from.Year = 2023 + r.IntN(5)
		r.toward(&from)
		return DateRange{From: from, To: from, After: r.chance(50)}
	case 7:
		if r.chance(50) {
			r.toward(&from)
		}
		return DateRange{From: from, To: from, After: true}
	default:
		date := Date{Month: time.February, Day: 29}
		return DateRange{From: date, To: date}
	}
}

// toward moves a date to a weekday and some days on.
func (r drawer) toward(d *Date) {
	d.Toward, d.TowardDay, d.Offset = []int{-1, 1}[r.IntN(2)], time.Weekday(r.IntN(7)), r.IntN(7)-3
}

// school draws holidays around a day: told, not told, in doubt.
func (r drawer) school(d Day) *SchoolHolidays {
	if r.chance(30) {
		return nil
	}
	from := d - Day(r.IntN(4)) + 1
	return &SchoolHolidays{From: from, To: from + Day(2+r.IntN(10)), Off: []DayRange{{from + 1, from + 2}}, Doubt: []DayRange{{from + 2, from + 3}}}
}

// TestScheduleIsItsTwin compares At, Intervals and Week with a naive reading of
// the same rules, on days of clock changes, year ends, leap years, months of five
// Mondays, in zones ahead of and behind Greenwich.
func TestScheduleIsItsTwin(t *testing.T) {
	racing.Long(t)
	const seed = 20261123
	t.Logf("seed %d", seed)
	r := drawer{rand.New(rand.NewPCG(seed, 1))}
	starts := []string{"2024-02-27", "2024-12-29", "2025-12-28", "2026-03-27", "2026-04-03", "2026-04-30", "2026-06-28", "2026-10-23", "2026-11-28", "2026-12-30"}
	zones := []string{"Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Wallis"}
	points := []orb.Point{{9.150, 42.306}, {-176.2, -13.3}, {18.9, 69.6}} // Corte, Wallis, and Tromsø, where the sun stays up or down
	for range 1200 {
		rules := r.rules()
		location, err := time.LoadLocation(zones[r.IntN(len(zones))])
		if err != nil {
			t.Fatal(err)
		}
		from, err := time.ParseInLocation(time.DateOnly, starts[r.IntN(len(starts))], location)
		if err != nil {
			t.Fatal(err)
		}
		place := Place{Location: location, Public: PublicHolidays(r.IntN(3)), School: r.school(DayAt(from)), Point: points[r.IntN(len(points))]}
		if !sameAsTwin(t, rules, place, from) {
			return
		}
	}
}

func sameAsTwin(t *testing.T, rules Rules, place Place, from time.Time) bool {
	t.Helper()
	s := Compile(rules, place)
	suns := make(map[Day]sunMinutes)
	twin := newNaive(rules, place, func(d Day) sunMinutes {
		if _, ok := suns[d]; !ok {
			suns[d] = s.sunMinutes(d)
		}
		return suns[d]
	})
	to := from.AddDate(0, 0, 4)
	check := func(held Interval, at time.Time) (want State, same bool) {
		midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
		want, words := twin.stateAt(midnight, at.Hour()*60+at.Minute())
		got, why := s.At(at), held.Comment+held.Reason.Text().In(say.French)
		if held.State != want || why != words || got != want {
			t.Errorf("%s (%+v) at %s, point %v, school %+v: %s %q, At tells %s, want %s %q", rules, rules, at, place.Point, place.School, held.State, why, got, want, words)
		}
		return want, held.State == want && why == words && got == want
	}
	var states []State
	at := from
	for held := range s.Intervals(from, to) {
		if _, same := check(held, held.From); !same {
			return false
		}
		if _, same := check(held, held.To.Add(-time.Minute)); !same {
			return false
		}
		for ; at.Before(held.To); at = at.Add(15 * time.Minute) {
			want, same := check(held, at)
			if !same {
				return false
			}
			states = append(states, want)
		}
	}
	if want := int(to.Sub(from) / (15 * time.Minute)); len(states) != want {
		t.Errorf("%s: %d quarter-hours told, want %d", rules, len(states), want)
	}
	return s.sunny || sameReception(t, s, from, states) // by the sun, states change between quarter-hours
}

// sameReception compares Received and Next with the states one after the other.
func sameReception(t *testing.T, s *Schedule, from time.Time, states []State) bool {
	t.Helper()
	const quarter = 15 * time.Minute
	found := false
	for i := 0; i+1 < len(states); i++ {
		want := leastFavourable(states[i], states[i+1])
		at := from.Add(time.Duration(i) * quarter)
		if got := s.Received(at, 2*quarter); got != want {
			t.Errorf("Received at %s is %s, want %s", at, got, want)
			return false
		}
		if !found && (want == Open || want == ByAppointment) {
			found = true
			next, state, ok := s.Next(from, 2*quarter, 5)
			if !ok || !next.Equal(at) || state != want {
				t.Errorf("Next = %s %s %v, want %s %s", next, state, ok, at, want)
				return false
			}
		}
	}
	return true
}
