package hours

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// worstValues are as long as Parse takes them, each to be as slow as can be in its own way.
func worstValues() []struct{ name, value string } {
	upTo := func(most int, separator string, element func(i int) string) string {
		var all []string
		for size := 0; len(all) < most; {
			next := element(len(all))
			if size += len(next) + len(separator); size-len(separator) > maxValue {
				break
			}
			all = append(all, next)
		}
		return strings.Join(all, separator)
	}
	// sized is as many as are read: half of them where school holidays are asked for.
	sized := func(of func(size) int, separator string, element func(i int) string) string {
		most := mostSize
		if strings.Contains(element(0), "SH") {
			most = most.halved()
		}
		return upTo(of(most), separator, element)
	}
	school := mostSize.halved()
	list := func(element func(i int) string) string { return upTo(mostSize.days, ",", element) }
	rules := func(separator string, element func(i int) string) string {
		return sized(func(s size) int { return s.rules }, separator, element)
	}
	sunny := func(separator string, element func(i int) string) string {
		return sized(func(s size) int { return s.sunny }, separator, element)
	}
	times := func(element func(i int) string) string { return upTo(mostSize.spans, ",", element) }
	clock := func(minute int) string { return fmt.Sprintf("%d:%02d", minute/60, minute%60) }
	spans := func(i int) string { return clock(2*i%1440) + "-" + clock(2*i%1440+1) }
	return []struct{ name, value string }{
		{"open ends", times(func(i int) string { return clock(i%1440) + "+" })},
		{"open ends past midnight", times(func(i int) string { return clock(1200+i%240) + "-" + clock(1440+i*3%1440) + "+" })},
		{"short spans", times(spans)},
		{"short spans in fallbacks", rules("||", spans)},
		{"short spans added", rules(",", func(i int) string { return "Mo-Su " + spans(i) })},
		{"short spans of holidays", upTo(school.spans, ",", spans) + ";SH,PH-1 day off"},
		{"long spans that overlap", times(func(i int) string { return clock(i%1440) + "-" + clock(2880-i) })},
		{"spans by the sun", upTo(mostSize.times, ",", func(i int) string { return "dawn-" + clock(600+i) })},
		{"spans by the sun added on holidays", sunny(",", func(i int) string { return "SH dawn-" + clock(600+i) })},
		{"nights by the sun added on holidays", sunny(",", func(i int) string { return fmt.Sprintf("SH (dusk+%s)-dawn", clock(i)) })},
		{"nights by the sun in fallbacks on holidays", sunny("||", func(i int) string { return fmt.Sprintf("SH (dusk+%s)-dawn+", clock(i)) })},
		{"nights by the sun off on holidays", "sunset-dawn+||" + sunny(";", func(i int) string { return fmt.Sprintf("SH (dusk-%s)-dawn off", clock(i)) })[len("SH (dusk-0:00)-dawn off;"):]},
		{"nights with open ends on holidays", rules(",", func(i int) string { return fmt.Sprintf("SH %s-30:00+", clock(1200+i%240)) })},
		{"nights with open ends of the sun", sunny(",", func(i int) string { return fmt.Sprintf("SH dusk-%d:%02d+", 6+i/60, i%60) })},
		{"open ends by the sun", upTo(mostSize.times, ",", func(i int) string { return "dawn+" })},
		{"open ends near the sun", upTo(mostSize.times, ",", func(i int) string { return fmt.Sprintf("(dawn+0:%02d)-dusk+", i%60) })},
		{"short spans by the sun", "SH,Mo " + upTo(school.times, ",", func(i int) string { return fmt.Sprintf("(dawn+%s)-(dawn+%s)", clock(i*2), clock(i*2+1)) })},
		{"rules", rules(";", func(i int) string { return "off" })},
		{"rules of many spans", rules(",", func(i int) string { return "SH " + spans(i) + "," + spans(i+1) })},
		{"nights of many spans", rules(",", func(i int) string { return "SH " + spans(i) + ",22:00-" + clock(1440+i) })},
		{"additions", rules(",", func(i int) string { return "SH unknown" })},
		{"fallbacks that never fill", rules("||", func(i int) string { return []string{"10:00-10:01", "Mo off"}[min(i, 1)] })},
		{"fills between closures", rules("", func(i int) string {
			return []string{"||PH,SH " + spans(i*7), ";" + spans(i*11) + " off"}[i%2]
		})[len("||"):]},
		{"weekdays counted", list(func(i int) string { return fmt.Sprintf("Mo[%d]+%d day", 1+i%5, 1+i) })},
		{"rules by weekdays counted", rules(",", func(i int) string { return fmt.Sprintf("Mo[%d]+%d day off", 1+i%5, 1+i) })},
		{"holidays", list(func(i int) string { return fmt.Sprintf("PH-%d day", 1+i%366) })},
		{"holidays of both kinds", "SH," + upTo(mostSize.days-1, ",", func(i int) string { return fmt.Sprintf("PH-%d day", 1+i%366) })},
		{"school holidays", list(func(i int) string { return fmt.Sprintf("SH-%d day", 1+i%366) })},
		{"rules of school holidays", rules(";", func(i int) string { return "SH off" })},
		{"additions of school holidays", rules(",", func(i int) string { return "SH " + spans(i) })},
		{"nights of school holidays", rules(",", func(i int) string { return "SH 23:00-" + clock(1440+i) })},
		{"Easter", list(func(i int) string { return "easter" })},
		{"Easter moved", list(func(i int) string { return fmt.Sprintf("easter+%d day", 1+i%366) })},
		{"Easter in many rules", rules(";", func(i int) string { return "easter-300 days-easter+300 days SH off" })},
		{"dates towards", list(func(i int) string { return fmt.Sprintf("Jan %d+Su+300 days", 1+i%31) })},
		{"dates", list(func(i int) string { return fmt.Sprintf("%d Jan 1+", 2900+i) })},
		{"each day another set", "SH,Mo-Su 22:00-30:00;" + rules(";", func(i int) string { return "SH,Mo-Su " + spans(i) })[len("SH,Mo-Su 0:00-0:01;"):]},
		{"years", list(func(i int) string { return fmt.Sprint(3000 + i) })},
		{"days of each year", rules(";", func(i int) string { return fmt.Sprintf("Jan %d SH,Mo 22:00-27:00", 1+i%31) })},
		{"each day another set of nights added", rules(",", func(i int) string {
			return fmt.Sprintf("%s %s,23:%02d-%s%s", allButOne(i), spans(10*i), i, clock(1640+10*i), []string{"", " unknown"}[i%2])
		})},
		{"each day another set of closures, then of fills", rules("", func(i int) string {
			if i < school.rules/2 {
				return fmt.Sprintf(";%s %s off", allButOne(i), spans(10*i))
			}
			return fmt.Sprintf("||%s 23:%02d-30:00+", allButOne(i), i)
		})[len(";"):]},
		{"each day another set of nights closed, by the sun too, then of fills", rules("", func(i int) string {
			switch {
			case i < school.sunny:
				return fmt.Sprintf(";%s (dusk-%s)-(dawn+%s) off", allButOne(i), clock(i), clock(i))
			case i < school.rules/2+1:
				return fmt.Sprintf(";%s 22:%02d-%s off", allButOne(i), i, clock(1440+20*i))
			default:
				return fmt.Sprintf("||%s 23:%02d-%s+ unknown", allButOne(i), i, clock(1800+i))
			}
		})[len(";"):]},
		{"dates and nights added", rules(",", func(i int) string { return fmt.Sprintf("%d 22:0%d-27:00", 2026, i%10) })},
	}
}

// allButOne is all days but one weekday of a month, another for each i, and school holidays.
func allButOne(i int) string {
	names := [...]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}
	counts := [...]string{"2-5", "1,3-5", "1,2,4,5", "1-3,5", "1-4"}
	return fmt.Sprintf("SH,%s-%s,%s[%s]", names[(i+1)%7], names[(i+6)%7], names[i%7], counts[i/7%5])
}

// evaluations are each kind of question, the longest of its kind that people ask.
func evaluations(rules Rules, place Place, at time.Time) []struct {
	name string
	run  func()
} {
	s := Compile(rules, place)
	return []struct {
		name string
		run  func()
	}{
		{"Compile", func() { Compile(rules, place) }},
		{"At", func() { s.At(at) }},
		{"Status", func() { s.Status(at) }},
		{"Received", func() { s.Received(at, 24*time.Hour) }},
		{"Next", func() { s.Next(at, 15*time.Minute, 366) }},
		{"Next of a long stay", func() { s.Next(at, 30*24*time.Hour, 366) }},
		{"Week", func() { s.Week(DayAt(at)) }},
		{"Intervals", func() {
			for range s.Intervals(at, at.AddDate(1, 0, 0)) {
			}
		}},
	}
}

// TestWorstValuesParse keeps the worst values within what Parse takes, so that they stay the worst.
func TestWorstValuesParse(t *testing.T) {
	for _, v := range worstValues() {
		if _, err := Parse(v.value); err != nil {
			t.Errorf("%s: %v", v.name, err)
		}
	}
}

func BenchmarkWorst(b *testing.B) {
	place := corte(b)
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, place.Location)
	for _, v := range worstValues() {
		rules, err := Parse(v.value)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range evaluations(rules, place, at) {
			b.Run(v.name+"/"+e.name, func(b *testing.B) {
				for b.Loop() {
					e.run()
				}
			})
		}
	}
}
