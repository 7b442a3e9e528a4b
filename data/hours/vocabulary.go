package hours

import "time"

// vocabulary is what a word in lower case means; tokenEnd where it means
// nothing. The words other than OSM's own are English only: "ma" or "di" are
// not the same day in French, in Dutch and in German.
func vocabulary(word []byte) (tokenKind, int32) {
	switch string(word) {
	case "mo", "mon", "monday":
		return tokenWeekday, int32(time.Monday)
	case "tu", "tue", "tuesday":
		return tokenWeekday, int32(time.Tuesday)
	case "we", "wed", "wednesday":
		return tokenWeekday, int32(time.Wednesday)
	case "th", "thu", "thursday":
		return tokenWeekday, int32(time.Thursday)
	case "fr", "fri", "friday":
		return tokenWeekday, int32(time.Friday)
	case "sa", "sat", "saturday":
		return tokenWeekday, int32(time.Saturday)
	case "su", "sun", "sunday":
		return tokenWeekday, int32(time.Sunday)
	case "ph":
		return tokenHoliday, 0
	case "sh":
		return tokenHoliday, 1
	case "off", "closed":
		return tokenModifier, int32(SaysClosed)
	case "open":
		return tokenModifier, int32(SaysOpen)
	case "unknown":
		return tokenModifier, int32(SaysUnknown)
	case "day", "days":
		return tokenDays, 0
	case "week":
		return tokenWeek, 0
	case "easter":
		return tokenEaster, 0
	}
	return vocabularyOfYear(word)
}

// vocabularyOfYear is the months and the sun.
func vocabularyOfYear(word []byte) (tokenKind, int32) {
	switch string(word) {
	case "jan", "january":
		return tokenMonth, int32(time.January)
	case "feb", "february":
		return tokenMonth, int32(time.February)
	case "mar", "march":
		return tokenMonth, int32(time.March)
	case "apr", "april":
		return tokenMonth, int32(time.April)
	case "may":
		return tokenMonth, int32(time.May)
	case "jun", "june":
		return tokenMonth, int32(time.June)
	case "jul", "july":
		return tokenMonth, int32(time.July)
	case "aug", "august":
		return tokenMonth, int32(time.August)
	case "sep", "sept", "september":
		return tokenMonth, int32(time.September)
	case "oct", "october":
		return tokenMonth, int32(time.October)
	case "nov", "november":
		return tokenMonth, int32(time.November)
	case "dec", "december":
		return tokenMonth, int32(time.December)
	case "dawn":
		return tokenEvent, int32(Dawn)
	case "sunrise":
		return tokenEvent, int32(Sunrise)
	case "sunset":
		return tokenEvent, int32(Sunset)
	case "dusk":
		return tokenEvent, int32(Dusk)
	}
	return tokenEnd, 0
}
