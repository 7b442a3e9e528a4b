package hours

import "time"

// dayMask is days of the week: bit 0 is Monday.
type dayMask uint8

const (
	workingDays dayMask = 1<<5 - 1
	everyDay    dayMask = 1<<7 - 1
)

var frenchDays = [7]string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}

// frenchDay is the weekday a word names, from Monday 0; -1 where it names none.
// A word that is one letter off one weekday, and off no other, is that weekday: "eudi".
func frenchDay(word string) (day int, plural bool) {
	n := len(word)
	if n == 0 {
		return -1, false
	}
	plural = word[n-1] == 's'
	single := word
	if plural {
		single = word[:n-1]
	}
	for i, name := range frenchDays {
		if single == name || word == name[:3] {
			return i, plural
		}
	}
	day = -1
	if len(single) < 4 {
		return -1, false
	}
	for i, name := range frenchDays {
		if oneOff(single, name) {
			if day >= 0 {
				return -1, false
			}
			day = i
		}
	}
	return day, plural
}

// oneOff tells whether one letter more, less, or another makes got want.
func oneOff(got, want string) bool {
	if len(got) > len(want) {
		got, want = want, got
	}
	if len(want)-len(got) > 1 {
		return false
	}
	i := 0
	for i < len(got) && got[i] == want[i] {
		i++
	}
	if len(got) == len(want) {
		return i < len(got) && got[i+1:] == want[i+1:]
	}
	return got[i:] == want[i+1:]
}

var frenchMonths = map[string]time.Month{
	"janvier": time.January, "fevrier": time.February, "mars": time.March, "avril": time.April,
	"mai": time.May, "juin": time.June, "juillet": time.July, "aout": time.August,
	"septembre": time.September, "octobre": time.October, "novembre": time.November, "decembre": time.December,
}

// frenchOrdinals counts the weekdays of a month; the last is -1.
var frenchOrdinals = map[string]int{
	"premier": 1, "premiers": 1, "deuxieme": 2, "deuxiemes": 2, "second": 2, "seconds": 2,
	"troisieme": 3, "troisiemes": 3, "quatrieme": 4, "quatriemes": 4, "cinquieme": 5, "cinquiemes": 5,
	"dernier": -1, "derniers": -1,
}
