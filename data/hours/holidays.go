package hours

import (
	"time"

	"maillage/say"
)

// PublicHolidays says whose law names the public holidays of a place.
//
// The eleven days of the Code du travail (L3133-1) hold everywhere. Law adds to
// them in two ways, which make the other values:
//
//   - Alsace-Moselle's local law (L3134-13) adds 26 December, and Good Friday in
//     the communes that have a Protestant or a shared church. No list of these
//     communes is published and offices close in all three départements alike, so
//     Good Friday counts in all of them.
//   - The Code du travail (L3422-2) adds the day that slavery was abolished on,
//     which the decree 83-1003 as amended in 2012 dates for each place.
//
// What is only custom is not counted, as nobody can tell which office keeps it:
// Carnival, Mi-Carême, Good Friday and 21 July in the Antilles. Nor are the days
// that the collectivities of the Pacific set for themselves.
type PublicHolidays uint8

// France is the eleven days of the whole country, and of Saint-Pierre-et-Miquelon.
const (
	France PublicHolidays = iota
	AlsaceMoselle
	Guadeloupe
	Martinique
	Guyane
	Reunion
	Mayotte
	SaintMartin
	SaintBarthelemy
)

// PublicHolidaysOf is whose law holds in a commune, by its INSEE code. Nothing
// but the département of the code counts; one that is not known is France.
func PublicHolidaysOf(commune string) PublicHolidays {
	switch departementOf(commune) {
	case "57", "67", "68":
		return AlsaceMoselle
	case "971":
		return Guadeloupe
	case "972":
		return Martinique
	case "973":
		return Guyane
	case "974":
		return Reunion
	case "976":
		return Mayotte
	case "977":
		return SaintBarthelemy
	case "978":
		return SaintMartin
	default:
		return France
	}
}

// departementOf is the département, or the overseas collectivity, in a
// commune's code. Saint-Barthélemy and Saint-Martin were communes of Guadeloupe
// until 2007, and sources still write their old codes.
func departementOf(commune string) string {
	switch {
	case commune == "97123":
		return "977"
	case commune == "97127":
		return "978"
	case len(commune) >= 3 && (commune[:2] == "97" || commune[:2] == "98"):
		return commune[:3]
	case len(commune) >= 2:
		return commune[:2]
	default:
		return ""
	}
}

var (
	newYear      = say.T("jour de l'An", "New Year's Day")
	goodFriday   = say.T("Vendredi saint", "Good Friday")
	easterMonday = say.T("lundi de Pâques", "Easter Monday")
	labourDay    = say.T("fête du Travail", "Labour Day")
	victory1945  = say.T("victoire de 1945", "Victory in Europe Day")
	ascension    = say.T("Ascension", "Ascension Day")
	whitMonday   = say.T("lundi de Pentecôte", "Whit Monday")
	bastilleDay  = say.T("fête nationale", "Bastille Day")
	assumption   = say.T("Assomption", "Assumption")
	allSaints    = say.T("Toussaint", "All Saints' Day")
	armistice    = say.T("armistice de 1918", "Armistice Day")
	christmas    = say.T("Noël", "Christmas Day")
	saintStephen = say.T("Saint-Étienne", "Saint Stephen's Day")
	abolition    = say.T("abolition de l'esclavage", "Abolition of Slavery")
)

// On tells whether a day is a public holiday and what it is called. A day that is
// two (1 May 2008 was Ascension Day too) goes by its date. No allocation.
func (p PublicHolidays) On(d Day) (name say.Text, ok bool) {
	year, month, day := d.Date()
	return p.on(d, year, month, day)
}

// on is On for whoever knows the day's date already.
func (p PublicHolidays) on(d Day, year int, month time.Month, day int) (name say.Text, ok bool) {
	if name, ok = p.fixed(month, day); ok {
		return name, true
	}
	if month < time.March || month > time.June { // Good Friday is 20 March at the earliest, Whit Monday 14 June at the latest
		return say.Text{}, false
	}
	switch d - easter(year) {
	case -2:
		return goodFriday, p == AlsaceMoselle
	case 1:
		return easterMonday, true
	case 39:
		return ascension, true
	case 50:
		return whitMonday, true
	}
	return say.Text{}, false
}

// fixed tells of the holidays that keep their date.
func (p PublicHolidays) fixed(month time.Month, day int) (say.Text, bool) {
	switch date := int(month)*100 + day; date {
	case 101:
		return newYear, true
	case 501:
		return labourDay, true
	case 508:
		return victory1945, true
	case 714:
		return bastilleDay, true
	case 815:
		return assumption, true
	case 1101:
		return allSaints, true
	case 1111:
		return armistice, true
	case 1225:
		return christmas, true
	case 1226:
		return saintStephen, p == AlsaceMoselle
	default:
		return abolition, date == int(abolitionDates[p])
	}
}

// abolitionDates is the month and day of the abolition of slavery, 0 where there is no such holiday.
var abolitionDates = [1 << 8]uint16{
	Guadeloupe:      527,
	Martinique:      522,
	Guyane:          610,
	Reunion:         1220,
	Mayotte:         427,
	SaintMartin:     528,
	SaintBarthelemy: 1009,
}

// easter is Easter Sunday of a Gregorian year: the anonymous algorithm of 1876,
// as in Meeus, Astronomical Algorithms, chapter 8.
func easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return DayOf(year, time.Month(n/31), n%31+1)
}
