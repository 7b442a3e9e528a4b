package hours

import (
	"testing"
	"time"
)

// TestSunAtCorte compares with what opening_hours.js tells of the same days, to two minutes.
func TestSunAtCorte(t *testing.T) {
	s := scheduleOf(t, "sunrise-sunset", corte(t))
	for _, c := range []struct {
		day  Day
		want [Dusk + 1]int
	}{
		{DayOf(2026, 11, 23), [...]int{Dawn: 6*60 + 52, Sunrise: 7*60 + 23, Sunset: 16*60 + 55, Dusk: 17*60 + 26}},
		{DayOf(2026, 6, 22), [...]int{Dawn: 5*60 + 12, Sunrise: 5*60 + 47, Sunset: 21*60 + 3, Dusk: 21*60 + 38}},
	} {
		got := s.sunMinutes(c.day)
		for event := Dawn; event <= Dusk; event++ {
			if d := int(got[event]) - c.want[event]; d < -2 || d > 2 {
				t.Errorf("day %d, event %d: minute %d, want %d", c.day, event, got[event], c.want[event])
			}
		}
	}
}

// TestSunThatStaysUp: where the sun neither rises nor sets, nothing is known.
func TestSunThatStaysUp(t *testing.T) {
	place := paris(t)
	place.Point = [2]float64{18.9, 69.6} // Tromsø
	s := scheduleOf(t, "sunrise-sunset", place)
	if got := s.At(time.Date(2026, 6, 22, 12, 0, 0, 0, place.Location)); got != Unknown {
		t.Errorf("at midsummer: %s, want %s", got, Unknown)
	}
	if got := s.At(time.Date(2026, 3, 22, 12, 0, 0, 0, place.Location)); got != Open {
		t.Errorf("at the equinox: %s, want %s", got, Open)
	}
}

// TestOffBySunThatStaysUp: what a sun that does not set closes is open or closed, nobody knows; what is closed anyway stays closed.
func TestOffBySunThatStaysUp(t *testing.T) {
	place := paris(t)
	place.Point = [2]float64{18.9, 69.6} // Tromsø
	noon := time.Date(2026, 6, 22, 12, 0, 0, 0, place.Location)
	for _, c := range []struct {
		value string
		want  State
	}{
		{"24/7; sunset-sunrise off", Unknown},
		{"08:00-18:00; sunset-sunrise off", Unknown},
		{"08:00-10:00; sunset-sunrise off", Closed},
		{"08:00-18:00 \"sur rendez-vous\"; sunset-sunrise off", Unknown},
		{"24/7; sunset-sunrise off || 08:00-18:00", Open}, // filled, if it is closed
		{"24/7; sunset-sunrise off; Mo 08:00-18:00", Open},
		{"24/7; sunset-sunrise off, Mo 08:00-18:00", Open},
	} {
		s := scheduleOf(t, c.value, place)
		if got := s.At(noon); got != c.want {
			t.Errorf("%s: At tells %s, want %s", c.value, got, c.want)
		}
		if got := s.Status(noon).State; got != c.want {
			t.Errorf("%s: Status tells %s, want %s", c.value, got, c.want)
		}
	}
}
