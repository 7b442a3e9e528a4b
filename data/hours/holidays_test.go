package hours

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"maillage/say"
)

// easterDates are the Easter Sundays published for 2020 to 2035.
var easterDates = []string{
	"2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
	"2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25",
}

func dayOn(t *testing.T, date string) Day {
	t.Helper()
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return DayAt(at)
}

func dateOf(d Day) string {
	year, month, day := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

func TestEasterFallsAsPublished(t *testing.T) {
	for i, want := range easterDates {
		if got := dateOf(easter(2020 + i)); got != want {
			t.Errorf("Easter of %d = %s, want %s", 2020+i, got, want)
		}
	}
	// The earliest and the latest there are, and the years that the two corrections of the lunar cycle move.
	for _, want := range []string{"1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2038-04-25", "2049-04-18", "2076-04-19"} {
		year, _, _ := dayOn(t, want).Date()
		if got := dateOf(easter(year)); got != want {
			t.Errorf("Easter = %s, want %s", got, want)
		}
	}
}

// moving are Easter Monday, Ascension Day and Whit Monday, as published.
var moving = []string{
	"2020 04-13 05-21 06-01", "2021 04-05 05-13 05-24", "2022 04-18 05-26 06-06", "2023 04-10 05-18 05-29",
	"2024 04-01 05-09 05-20", "2025 04-21 05-29 06-09", "2026 04-06 05-14 05-25", "2027 03-29 05-06 05-17",
	"2028 04-17 05-25 06-05", "2029 04-02 05-10 05-21", "2030 04-22 05-30 06-10", "2031 04-14 05-22 06-02",
	"2032 03-29 05-06 05-17", "2033 04-18 05-26 06-06", "2034 04-10 05-18 05-29", "2035 03-26 05-03 05-14",
}

func TestPublicHolidaysAreThoseOfTheLaw(t *testing.T) {
	for _, c := range []struct {
		public PublicHolidays
		more   string // days of each year; "GF" is Good Friday
	}{
		{France, ""},
		{AlsaceMoselle, "GF 12-26"},
		{Guadeloupe, "05-27"},
		{Martinique, "05-22"},
		{Guyane, "06-10"},
		{Reunion, "12-20"},
		{Mayotte, "04-27"},
		{SaintMartin, "05-28"},
		{SaintBarthelemy, "10-09"},
		{PublicHolidays(200), ""},
	} {
		for i, line := range moving {
			year, dates, _ := strings.Cut(line, " ")
			want := make(map[string]bool)
			for _, date := range strings.Fields(dates + " 01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25 " + c.more) {
				if date == "GF" {
					want[dateOf(dayOn(t, easterDates[i])-2)] = true
				} else {
					want[year+"-"+date] = true
				}
			}
			for d := DayOf(2020+i, 1, 1); d < DayOf(2021+i, 1, 1); d++ {
				name, got := c.public.On(d)
				if got != want[dateOf(d)] {
					t.Errorf("law %d: %s (%s) is a holiday: %v, want %v", c.public, dateOf(d), name, got, want[dateOf(d)])
				}
			}
		}
	}
}

func TestPublicHolidaysAreNamed(t *testing.T) {
	for _, c := range []struct {
		public PublicHolidays
		date   string
		fr, en string
	}{
		{France, "2026-01-01", "jour de l'An", "New Year's Day"},
		{France, "2026-04-06", "lundi de Pâques", "Easter Monday"},
		{France, "2027-05-01", "fête du Travail", "Labour Day"}, // a Saturday
		{France, "2026-05-08", "victoire de 1945", "Victory in Europe Day"},
		{France, "2026-05-14", "Ascension", "Ascension Day"},
		{France, "2008-05-01", "fête du Travail", "Labour Day"}, // Ascension Day too
		{France, "2026-05-25", "lundi de Pentecôte", "Whit Monday"},
		{France, "2026-07-14", "fête nationale", "Bastille Day"},
		{France, "2026-08-15", "Assomption", "Assumption"},
		{France, "2026-11-01", "Toussaint", "All Saints' Day"},
		{France, "2026-11-11", "armistice de 1918", "Armistice Day"},
		{France, "2026-12-25", "Noël", "Christmas Day"},
		{AlsaceMoselle, "2026-04-03", "Vendredi saint", "Good Friday"},
		{AlsaceMoselle, "2026-12-26", "Saint-Étienne", "Saint Stephen's Day"},
		{Reunion, "2026-12-20", "abolition de l'esclavage", "Abolition of Slavery"},
	} {
		name, ok := c.public.On(dayOn(t, c.date))
		if !ok || name.In(say.French) != c.fr || name.In(say.English) != c.en {
			t.Errorf("%s: got %v %q %q, want %q %q", c.date, ok, name.In(say.French), name.In(say.English), c.fr, c.en)
		}
	}
}

func TestEachCommuneHasTheHolidaysOfItsLaw(t *testing.T) {
	for commune, want := range map[string]PublicHolidays{
		"2B096": France, "75056": France, "67482": AlsaceMoselle, "68066": AlsaceMoselle, "57463": AlsaceMoselle, "54395": France,
		"97105": Guadeloupe, "97209": Martinique, "97302": Guyane, "97411": Reunion, "97608": Mayotte,
		"97701": SaintBarthelemy, "97123": SaintBarthelemy, "97801": SaintMartin, "97127": SaintMartin, "97502": France,
		"": France, "9A001": France,
	} {
		if got := PublicHolidaysOf(commune); got != want {
			t.Errorf("PublicHolidaysOf(%q) = %d, want %d", commune, got, want)
		}
	}
}

func TestAskingForAHolidayAllocatesNothing(t *testing.T) {
	d := DayOf(2026, time.April, 6)
	if n := testing.AllocsPerRun(100, func() { _, _ = AlsaceMoselle.On(d) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func BenchmarkPublicHoliday(b *testing.B) {
	b.ReportAllocs()
	d := DayOf(2026, time.January, 1)
	for i := range b.N {
		_, _ = AlsaceMoselle.On(d + Day(i%365))
	}
}
