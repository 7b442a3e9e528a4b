package hours

import "maillage/say"

// Reason is why a schedule tells Unknown where no rule has words for it.
type Reason uint8

// The reasons. The zero Reason is none: what holds is told by rules, in their own words if they have any.
const (
	NoReason        Reason = iota
	EndNotGiven            // after an open end: "19:00+"
	SchoolNotKnown         // whether the day is a school holiday decides, and is not known
	SunStaysUpOrLow        // the sun has no such moment that day
	HolidayNotTold         // a public holiday that the rules never name: see Rules.Prudent
)

// Text is the reason in plain words, zero where there is none.
func (r Reason) Text() say.Text {
	switch r {
	case EndNotGiven:
		return say.T("heure de fermeture non indiquée", "closing time not given")
	case SchoolNotKnown:
		return say.T("vacances scolaires inconnues à cette date", "school holidays not known for that date")
	case SunStaysUpOrLow:
		return say.T("le soleil ne se lève ou ne se couche pas ce jour-là", "the sun does not rise or does not set that day")
	case HolidayNotTold:
		return say.T(publicHoliday, "public holiday")
	default:
		return say.Text{}
	}
}
