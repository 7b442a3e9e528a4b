package hours

import "time"

// Schedule is rules read at a place: what a door does at every instant. It
// never changes and is safe for concurrent use.
type Schedule struct {
	rules Rules
	place Place
}

// Compile reads rules at a place, once for many questions.
func Compile(rules Rules, place Place) *Schedule { return &Schedule{rules: rules, place: place} }

// At is the state at an instant. Cost: under 100 ns, no allocation.
func (s *Schedule) At(t time.Time) State { return Unknown }

// Status is what holds at an instant, and how long.
type Status struct {
	State   State
	Comment string    // of the rule that holds: why it is unknown, "sur rendez-vous"
	Until   time.Time // the first instant of another state or comment; zero: none within a year
}

// Status tells the state at an instant, in whose words, and until when.
func (s *Schedule) Status(t time.Time) Status { return Status{} }

// Received tells whether somebody who arrives at t is received as they are:
// the state at t, or Closed where it ends sooner than stay after t.
func (s *Schedule) Received(t time.Time, stay time.Duration) State { return Unknown }

// Next finds the first instant from t on, within days, at which somebody can
// be received for stay: open, or by appointment. ok is false where there is none.
func (s *Schedule) Next(t time.Time, stay time.Duration, days int) (at time.Time, state State, ok bool) {
	return time.Time{}, Unknown, false
}

// Week is the open quarter-hours of the week of a day, a bit each, Monday 00:00
// first: bit q%64 of word q/64. A quarter-hour counts when it is open throughout.
type Week [11]uint64

// Week is the week that holds a day. A quarter-hour that is not open for certain is not in it.
func (s *Schedule) Week(d Day) Week { return Week{} }

// Hours is how many hours of the week are open.
func (w *Week) Hours() float64 { return 0 }
