package hours

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"maillage/say"
)

func TestParseReadsEachPartOfTheGrammar(t *testing.T) {
	clock := func(minutes ...int) []Span {
		var spans []Span
		for i := 0; i < len(minutes); i += 2 {
			spans = append(spans, Span{From: Moment{Minutes: minutes[i]}, To: Moment{Minutes: minutes[i+1]}})
		}
		return spans
	}
	dates := func(from, to Date) []DateRange { return []DateRange{{From: from, To: to}} }
	monday := WeekdayRange{From: time.Monday, To: time.Monday}
	for _, c := range []struct {
		value string
		want  Rules
	}{
		{"24/7", Rules{{}}},
		{"off", Rules{{Modifier: SaysClosed}}},
		{"Mo", Rules{{Weekdays: []WeekdayRange{monday}}}},
		{"Mo 24/7", Rules{{Weekdays: []WeekdayRange{monday}, Modifier: SaysOpen}}},
		{"Fr-Su 10:00-12:00", Rules{{Weekdays: []WeekdayRange{{From: time.Friday, To: time.Sunday}}, Times: clock(600, 720)}}},
		{"Mo[2,4]", Rules{{Weekdays: []WeekdayRange{{From: time.Monday, To: time.Monday, Nth: NthOf(2) | NthOf(4)}}}}},
		{"Mo[1-3]", Rules{{Weekdays: []WeekdayRange{{From: time.Monday, To: time.Monday, Nth: NthOf(1) | NthOf(2) | NthOf(3)}}}}},
		{"Mo[-1] -2 days", Rules{{Weekdays: []WeekdayRange{{From: time.Monday, To: time.Monday, Nth: NthOf(-1), Offset: -2}}}}},
		{"PH,SH off", Rules{{Holidays: []Holiday{{}, {School: true}}, Modifier: SaysClosed}}},
		{"PH -1 day off", Rules{{Holidays: []Holiday{{Offset: -1}}, Modifier: SaysClosed}}},
		{"PH,Mo", Rules{{Holidays: []Holiday{{}}, Weekdays: []WeekdayRange{monday}}}},
		{"Mo,PH", Rules{{Holidays: []Holiday{{}}, Weekdays: []WeekdayRange{monday}}}},
		{"SH Mo", Rules{{Holidays: []Holiday{{School: true}}, Weekdays: []WeekdayRange{monday}, HolidaysAmong: true}}},
		{"Dec-Feb", Rules{{Dates: dates(Date{Month: time.December}, Date{Month: time.February})}}},
		{"Dec 24-26", Rules{{Dates: dates(Date{Month: time.December, Day: 24}, Date{Month: time.December, Day: 26})}}},
		{"Dec 24-Jan 2", Rules{{Dates: dates(Date{Month: time.December, Day: 24}, Date{Month: time.January, Day: 2})}}},
		{"2025 Dec 24-2026 Jan 2", Rules{{Dates: dates(Date{Year: 2025, Month: time.December, Day: 24}, Date{Year: 2026, Month: time.January, Day: 2})}}},
		{"2025 Mar 3-Oct 5", Rules{{Dates: dates(Date{Year: 2025, Month: time.March, Day: 3}, Date{Year: 2025, Month: time.October, Day: 5})}}},
		{"2025 Dec", Rules{{Years: []YearRange{{2025, 2025, 1}}, Dates: dates(Date{Month: time.December}, Date{Month: time.December})}}},
		{"2025-2029/2,2035+", Rules{{Years: []YearRange{{2025, 2029, 2}, {2035, 0, 1}}}}},
		{"Jan 5+", Rules{{Dates: []DateRange{{From: Date{Month: time.January, Day: 5}, After: true}}}}},
		{"Jan 5 +Su -1 day", Rules{{Dates: dates(Date{Month: time.January, Day: 5, Toward: 1, Offset: -1}, Date{Month: time.January, Day: 5, Toward: 1, Offset: -1})}}},
		{"easter -2 days", Rules{{Dates: dates(Date{Offset: -2}, Date{Offset: -2})}}},
		{"Mar Su[-1]-Oct Mo[1]", Rules{{Dates: dates(Date{Month: time.March, Nth: -1}, Date{Month: time.October, Nth: 1, Weekday: time.Monday})}}},
		{"Mar Mo[-1]", Rules{{Dates: dates(Date{Month: time.March}, Date{Month: time.March}), Weekdays: []WeekdayRange{{From: time.Monday, To: time.Monday, Nth: NthOf(-1)}}}}},
		{"week 1-53/2,8 Mo", Rules{{Weeks: []WeekRange{{1, 53, 2}, {8, 8, 1}}, Weekdays: []WeekdayRange{monday}}}},
		{"08:30-12:00,13:30-17:00", Rules{{Times: clock(510, 720, 810, 1020)}}},
		{"22:00-02:00", Rules{{Times: clock(1320, 1560)}}},
		{"22:00-26:00", Rules{{Times: clock(1320, 1560)}}},
		{"22:00-00:00", Rules{{Times: clock(1320, 1440)}}},
		{"10:00-10:00", Rules{{Times: clock(600, 2040)}}},
		{"19:00+", Rules{{Times: []Span{{From: Moment{Minutes: 1140}, OpenEnd: true}}}}},
		{"10:00-18:00+", Rules{{Times: []Span{{From: Moment{Minutes: 600}, To: Moment{Minutes: 1080}, OpenEnd: true}}}}},
		{"sunset-02:00", Rules{{Times: []Span{{From: Moment{Event: Sunset}, To: Moment{Minutes: 120}}}}}},
		{"(dawn+00:30)-(dusk-01:00)", Rules{{Times: []Span{{From: Moment{Event: Dawn, Minutes: 30}, To: Moment{Event: Dusk, Minutes: -60}}}}}},
		{`Mo "sur rendez-vous"`, Rules{{Weekdays: []WeekdayRange{monday}, Comment: "sur rendez-vous"}}},
		{`open "x"`, Rules{{Modifier: SaysOpen, Comment: "x"}}},
		{`Mo ""`, Rules{{Weekdays: []WeekdayRange{monday}, Modifier: SaysUnknown}}},
		{`Mo; PH off, 10:00-12:00 || unknown`, Rules{
			{Weekdays: []WeekdayRange{monday}}, {Holidays: []Holiday{{}}, Modifier: SaysClosed},
			{Join: Additional, Times: clock(600, 720)}, {Join: Fallback, Modifier: SaysUnknown}}},
	} {
		got, err := Parse(c.value)
		if err != nil {
			t.Errorf("%s: %v", c.value, err)
		} else if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.value, got, c.want)
		}
	}
}

func TestParseForgivesWhatHasOneMeaning(t *testing.T) {
	for _, c := range []struct{ value, want string }{
		{"mo-FR 8:30-12:00", "Mo-Fr 08:30-12:00"},
		{"Mo-Fr10:00-12:00", "Mo-Fr 10:00-12:00"},
		{"Mo – Fr 8:30—12:00", "Mo-Fr 08:30-12:00"},
		{"Mo-Fr 8h30-12h, 14h - 17H15", "Mo-Fr 08:30-12:00,14:00-17:15"},
		{"Mo-Fr 08.30-12.00", "Mo-Fr 08:30-12:00"},
		{"Mo\u00a0-\u202fFr\t10:00-12:00\n", "Mo-Fr 10:00-12:00"},
		{"Mo, We , Fr 10:00-12:00", "Mo,We,Fr 10:00-12:00"},
		{"Mo-Fr: 10:00-12:00", "Mo-Fr 10:00-12:00"},
		{"Jan: Mo: 10:00-12:00", "Jan Mo 10:00-12:00"},
		{"Jan 5: 10:00-12:00", "Jan 05 10:00-12:00"},
		{"Mo-Fr Jan-Mar 10:00-12:00", "Jan-Mar Mo-Fr 10:00-12:00"},
		{"Monday-Fri 10:00-12:00; sept, December off", "Mo-Fr 10:00-12:00; Sep,Dec off"},
		{"; Mo off;; Tu closed ;", "Mo off; Tu off"},
		{"PH,Su closed", "Su,PH off"},
		{"Mo 10:00-12:00,Tu 14:00-16:00", "Mo 10:00-12:00, Tu 14:00-16:00"},
		{"Mo 10:00-12:00||“sur RDV”", `Mo 10:00-12:00 || "sur RDV"`},
		{`"sur RDV" Mo 10:00-12:00`, `Mo 10:00-12:00 "sur RDV"`},
		{"Dec 24,Dec 26,Dec 28-31", "Dec 24,26,28-31"},
		{"2025 Dec 24,26 off", "2025 Dec 24,2025 Dec 26 off"},
		{"week 2-2/1,3-9/1", "week 02,03-09"},
		{"Mo 00:00-00:00", "Mo 00:00-24:00"},
		{"Mo 20:00-24:00,22:00-48:00", "Mo 20:00-24:00,22:00-48:00"},
		{"“l'été, \"peut-être\"”", `"l'été, 'peut-être'"`},
		{"Jan 24/7; Mo off", "Jan open; Mo off"},
		{"2025 Jan 24/7", "2025 Jan open"},
		{"24/7; Su off", "24/7; Su off"},
	} {
		rules, err := Parse(c.value)
		if err != nil {
			t.Errorf("%s: %v", c.value, err)
		} else if got := rules.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.value, got, c.want)
		}
	}
}

func TestParseRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for _, c := range []struct {
		value string
		place string // "character 4" or "at the end"
		fr    string
	}{
		{"", "character 1, at the end", "une règle est attendue"},
		{" ; ", "at the end", "une règle est attendue"},
		{"10:00", "character 1,", "instant seul"},
		{"Mo sunrise", "character 4,", "instant seul"},
		{"10:00-16:00/90", "character 12", "instants répétés"},
		{"Lu-Ve 10:00-12:00", "character 1,", "ce mot"},
		{"Mo-Fr 8-12", "character 7", "rien de tel ici"},
		{"Mo 7:5-8:00", "character 4", "deux chiffres"},
		{"Mo 08:60-12:00", "character 4", "de 00 à 59"},
		{"Mo 24:00-26:00", "character 4", "avant 24:00"},
		{"Mo 10:00-49:00", "character 10", "48:00"},
		{"Mo 10:00-", "at the end", "une heure est attendue"},
		{"Mo 10:00-12:00 14:00-16:00", "character 16", "« , »"},
		{"Mo 10:00-12:00 Tu 14:00-16:00", "character 16", "avant les heures"},
		{"10:00-12:00 Mo", "character 13", "avant les heures"},
		{"Mo 10:00-12:00,", "at the end", "une règle est attendue"},
		{"Mo 10:00-12:00 || ", "at the end", "une règle est attendue"},
		{"Mo, Jan 5 10:00-12:00", "character 3", "virgule"},
		{"Mo-Fr, 10:00-12:00", "character 6", "virgule"},
		{"24/7, Mo off", "character 5", "virgule"},
		{"Mo-Fr:", "character 6", "rien de tel"},
		{"Mo-Fr: ; Sa off", "character 6", "rien de tel"},
		{"\xff", "character 1, \"\ufffd\"", "ce caractère"},
		{strings.Repeat("x", 1000), "\"" + strings.Repeat("x", 40) + "…\"", "ce mot"},
		{"Mo-Fr PH 10:00-12:00", "character 7", "deux façons"},
		{"SH Mo-Fr,PH 10:00-12:00", "character 10", "deux règles"},
		{"Mo off open", "character 8", "qu'une chose"},
		{`"x" off`, "character 5", "avant la remarque"},
		{`Mo "x" "y"`, "character 8", "qu'une chose"},
		{`Mo "é" "y`, "character 8", "refermé"},
		{"Mo 10:00-12:00 é", "character 16", "ce caractère"},
		{"Mo[6]", "character 4", "de 1 à 5"},
		{"Mo[3-1]", "character 6", "pas avant"},
		{"Mo[1;2]", "character 5", "]"},
		{"Mo +1 day", "character 4", "rien de tel"},
		{"Mo-10:00", "character 4", "après le tiret"},
		{"Feb 30", "character 5", "jour de ce mois"},
		{"Jan 10-5", "character 8", "pas avant"},
		{"Dec 24-Feb", "character 8", "d'un mois à un mois"},
		{"Dec-Feb 10 10:00-12:00", "character 5", "d'un mois à un mois"},
		{"Dec 2-3 10 10:00-12:00", "character 9", "rien de tel"},
		{"2025 Dec 24-Jan 2", "character 13", "deux bouts"},
		{"2026 Dec 24-2025 Jan 2", "character 13", "pas avant"},
		{"2025 Nov-2026 Jan", "character 10", "donnez les jours"},
		{"Jan 1-31/3", "character 9", "rien de tel"},
		{"Jan+", "character 4", "suit un jour"},
		{"Jan,5", "character 5", "même mois"},
		{"Dec 24-Jan 2,5", "character 14", "même mois"},
		{"Jan 3,2025 Feb", "character 7", "mois entier"},
		{"1900 Jan 5", "character 1,", "1901"},
		{"20255", "character 1,", "trop long"},
		{"2026-2025", "character 6", "plus tardive"},
		{"2025-2030/0", "character 11", "pas"},
		{"week 54", "character 6", "de 1 à 53"},
		{"week 50-3", "character 9", "nouvel an"},
		{"(sunset-25:00)-10:00", "character 8", "24:00"},
		{"(10:00)-12:00", "character 2", "dawn"},
		{strings.Repeat("Mo;", 2000), "6000 bytes", "4096"},
	} {
		rules, err := Parse(c.value)
		if err == nil {
			t.Errorf("%q: read as %s", c.value, rules)
			continue
		}
		if rules != nil {
			t.Errorf("%q: rules beside an error: %s", c.value, rules)
		}
		if en := say.Err(err, say.English); !strings.Contains(en, c.place) {
			t.Errorf("%q: no %q in %s", c.value, c.place, en)
		}
		if fr := say.Err(err, say.French); !strings.Contains(fr, c.fr) {
			t.Errorf("%q: no %q in %s", c.value, c.fr, fr)
		}
	}
}

// FuzzParse: whatever is read is written in a form that is read as the same
// rules, and written the same again.
func FuzzParse(f *testing.F) {
	for _, value := range []string{
		"24/7", "Mo-Fr 08:30-12:00,13:30-17:00; PH off", "Mo[2,4] 14:00-17:00", "2025 Dec 24-2026 Jan 02 off", "Mar Su[-1] -1 day-Oct Su[-1]",
		"2025-2030/2 Jan-Mar,Dec 24,26 week 02-52/2 SH Mo-We,Th[1] +1 day 22:00-02:00,(sunset-01:00)+ unknown \"x\" || easter -2 days off, sunrise-sunset",
		"Jan 5 +Su -1 day,2025 easter+", `“a"b” Mo`, "2025,2025 Dec 24", "2000:DeC1", "Mo 24/7 \"\"",
	} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		rules, err := Parse(value)
		if err != nil {
			if len(say.Err(err, say.French)) > 500 {
				t.Errorf("%q: an error of %d bytes", value, len(err.Error()))
			}
			return
		}
		written := rules.String()
		again, err := Parse(written)
		switch {
		case err != nil && len(written) > maxValue: // "we1" grows to "week 01"
		case err != nil:
			t.Errorf("%q was written %q: %v", value, written, err)
		case !reflect.DeepEqual(again, rules):
			t.Errorf("%q was written %q:\n got %+v\nwant %+v", value, written, again, rules)
		}
		if prudent := rules.Prudent(); !prudent.namesPublicHolidays() && prudent.String() != "24/7" {
			t.Errorf("%q: prudence says nothing of public holidays: %s", value, prudent)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, value := range []string{
		"Mo-Fr 08:30-12:00,13:30-17:00",
		"Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off",
		`Mo[2,4] 14:00-17:00 "sur rendez-vous"`,
	} {
		b.Run(value, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(value); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestParseRefusesWhatWouldLast: each bound on its own.
func TestParseRefusesWhatWouldLast(t *testing.T) {
	repeat := func(n int, s, separator string) string {
		return strings.TrimSuffix(strings.Repeat(s+separator, n), separator)
	}
	for _, c := range []struct {
		name, element, separator string
		most                     int
	}{
		{"rules", "Mo off", ";", mostSize.rules},
		{"rules of school holidays", "SH off", ";", mostSize.rules / 2},
		{"dates", "Jan 01", ",", mostSize.days},
		{"spans", "10:00-11:00", ",", mostSize.spans},
		{"rules by the sun", "Mo dawn-dusk", ";", mostSize.sunny},
		{"spans by the sun", "dawn-dusk", ",", mostSize.times},
	} {
		if _, err := Parse(repeat(c.most, c.element, c.separator)); err != nil {
			t.Errorf("%d %s: %v", c.most, c.name, err)
		}
		if _, err := Parse(repeat(c.most+1, c.element, c.separator)); err == nil {
			t.Errorf("%d %s: accepted, want an error", c.most+1, c.name)
		}
	}
}
