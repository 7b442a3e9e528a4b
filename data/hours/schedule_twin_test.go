package hours

import (
	"math/rand/v2"
	"testing"
	"time"
)

// drawer draws rules from a seed.
type drawer struct{ *rand.Rand }

func (r drawer) chance(percent int) bool { return r.IntN(100) < percent }

func (r drawer) rules() (rules Rules) {
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
		if r.chance(15) {
			rule.Holidays = []Holiday{{Offset: r.IntN(3) - 1}}
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
	if r.chance(10) {
		return Span{From: Moment{Minutes: from}, OpenEnd: true}
	}
	return Span{From: Moment{Minutes: from}, To: Moment{Minutes: min(to, 2880)}, OpenEnd: r.chance(10)}
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
	switch r.IntN(5) {
	case 0:
		return DateRange{From: Date{Month: month}, To: Date{Month: time.Month(1 + r.IntN(12))}}
	case 1:
		return DateRange{From: Date{Month: month, Day: 1 + r.IntN(28)}, To: Date{Month: time.Month(1 + r.IntN(12)), Day: 1 + r.IntN(28)}}
	case 2:
		date := Date{Offset: r.IntN(7) - 3}
		return DateRange{From: date, To: date}
	case 3:
		return DateRange{From: Date{Month: month, Nth: -1, Weekday: time.Sunday}, To: Date{Month: month%12 + 1, Nth: 2, Weekday: time.Monday}}
	default:
		date := Date{Month: time.February, Day: 29}
		return DateRange{From: date, To: date}
	}
}

// TestScheduleIsItsTwin compares At, Intervals and Week with a naive reading of
// the same rules, on days of clock changes, year ends, leap years, months of five
// Mondays, in zones ahead of and behind Greenwich.
func TestScheduleIsItsTwin(t *testing.T) {
	const seed = 20261123
	t.Logf("seed %d", seed)
	r := drawer{rand.New(rand.NewPCG(seed, 1))}
	starts := []string{"2024-02-27", "2024-12-29", "2025-12-28", "2026-03-27", "2026-04-03", "2026-04-30", "2026-06-28", "2026-10-23", "2026-11-28", "2026-12-30"}
	zones := []string{"Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Wallis"}
	for range 1500 {
		rules := r.rules()
		location, err := time.LoadLocation(zones[r.IntN(len(zones))])
		if err != nil {
			t.Fatal(err)
		}
		from, err := time.ParseInLocation(time.DateOnly, starts[r.IntN(len(starts))], location)
		if err != nil {
			t.Fatal(err)
		}
		place := Place{Location: location, Public: PublicHolidays(r.IntN(3))}
		if !sameAsTwin(t, rules, place, from) {
			return
		}
	}
}

func sameAsTwin(t *testing.T, rules Rules, place Place, from time.Time) bool {
	t.Helper()
	s, twin := Compile(rules, place), naive{rules, place.Public, make(map[time.Time][]bool)}
	to := from.AddDate(0, 0, 4)
	var states []State
	for held := range s.Intervals(from, to) {
		for at := held.From; at.Before(held.To); at = at.Add(15 * time.Minute) {
			midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
			want, words := twin.stateAt(midnight, at.Hour()*60+at.Minute())
			if held.State != want || held.Comment != words {
				t.Errorf("%s (%+v) at %s: %s %q, want %s %q", rules, rules, at, held.State, held.Comment, want, words)
				return false
			}
			if got := s.At(at); got != want {
				t.Errorf("%s at %s: At tells %s, want %s", rules, at, got, want)
				return false
			}
			states = append(states, want)
		}
	}
	if want := int(to.Sub(from) / (15 * time.Minute)); len(states) != want {
		t.Errorf("%s: %d quarter-hours told, want %d", rules, len(states), want)
	}
	return sameReception(t, s, from, states)
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
