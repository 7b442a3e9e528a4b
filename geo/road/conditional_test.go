package road

import (
	"strings"
	"testing"
)

// FuzzSeason: whatever a condition says, it is read or not, whatever its letters'
// case and the spaces around it; what has no condition is of no season.
func FuzzSeason(f *testing.F) {
	for _, value := range []string{"no @ (Nov 15-Apr 30); yes @ (May-Oct)", "no @ winter", "private@(Dec-", "@;@-@", "no @ (Jan 99999999999999999999-Feb)", "yes @ (\xff-Jun)"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		shut, opened := winterClosed(value), summerOpen(value)
		if (shut || opened) && !strings.Contains(value, "@") {
			t.Errorf("%q: closed in winter %v, open in summer %v, without a condition", value, shut, opened)
		}
		if spaced := strings.ReplaceAll(value, ";", " ; ") + " "; winterClosed(spaced) != shut || summerOpen(spaced) != opened {
			t.Errorf("%q: spaces change what is read", value)
		}
	})
}

func TestWinterClosed(t *testing.T) {
	for value, want := range map[string]bool{
		"no @ (winter)":                   true,
		"no @ winter":                     true,
		"no @ (Nov-Apr)":                  true,
		"no @ (Nov 15-Apr 30)":            true,
		"private @ (Dec 01 - Mar 31)":     true,
		"no @ (Jan-Mar)":                  true,
		"closed @ (Oct-May)":              true,
		"yes @ (May-Oct); no @ (Nov-Apr)": true,
		"no @ (May-Oct)":                  false,
		"no @ (Jan-Dec)":                  false,
		"yes @ (winter)":                  false,
		"no @ (snow)":                     false,
		"no @ (Mo-Fr 08:00-18:00)":        false,
		"no @ (Nov-Apr 08:00-18:00)":      false,
		"no @ (weight>3.5)":               false,
		"no @ (Nov-Apr AND weight>3.5)":   false,
		"no":                              false,
		"":                                false,
		"no @ (Nov 45-Apr)":               false,
	} {
		if got := winterClosed(value); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

func TestSummerOpen(t *testing.T) {
	for value, want := range map[string]bool{
		"yes @ (Jun-Oct)":                 true,
		"yes @ (May 15 - Oct 31)":         true,
		"destination @ summer":            true,
		"no @ (Nov-May); yes @ (Jun-Oct)": true,
		"yes @ (Jul-Jul)":                 true,
		"yes @ (Jan-Jul)":                 false,
		"yes @ (Nov-Apr)":                 false,
		"yes @ (Aug-Oct)":                 false,
		"no @ (Jun-Oct)":                  false,
		"yes @ (Jun-Oct 08:00-20:00)":     false,
		"yes @ (Mo-Fr)":                   false,
		"yes":                             false,
		"":                                false,
	} {
		if got := summerOpen(value); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
}

// TestSeasons: what a condition of the season closes is closed in winter alone;
// of any other condition the tag without one counts.
//
//	A---B ? C---D    the tags of the street from B to C
func TestSeasons(t *testing.T) {
	for _, test := range []struct {
		name           string
		tags           TagMap
		profile        string
		summer, winter bool // it is passed
	}{
		{"closed in winter", TagMap{"motor_vehicle:conditional": "no @ (Nov 15-Apr 30)"}, "car", true, false},
		{"closed in winter to cars alone", TagMap{"motor_vehicle:conditional": "no @ (winter)"}, "bike", true, true},
		{"closed in winter to all", TagMap{"access:conditional": "no @ (Dec-Mar)"}, "walk", true, false},
		{"open in summer alone", TagMap{"motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (Jun-Oct)"}, "car", true, false},
		{"open in summer, said twice", TagMap{"access:conditional": "no @ (Nov-May); yes @ (Jun-Oct)"}, "car", true, false},
		{"the most specific condition counts", TagMap{"motorcar:conditional": "no @ (Mo-Fr)", "access:conditional": "no @ winter"}, "car", true, true},
		{"by the hour: open as without", TagMap{"motor_vehicle:conditional": "no @ (Mo-Fr 08:00-18:00)"}, "car", true, true},
		{"by the hour: closed as without", TagMap{"motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (20:00-06:00)"}, "car", false, false},
		{"by snow: open as without", TagMap{"access:conditional": "no @ (snow)"}, "car", true, true},
		{"a ferry of the summer", TagMap{"route": "ferry", "foot": "yes", "access:conditional": "no @ (Oct-Apr)"}, "walk", true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, "A---B-C---D")
			d.ways[1].tags = test.tags
			if test.tags["route"] == "" {
				test.tags["highway"] = "residential"
			}
			s, _ := d.build(t)
			for closed, want := range map[Mask]bool{0: test.summer, ClosedInWinter: test.winter} {
				time, _ := ask(t, s.Graph(test.profile), d.at['A'], d.at['D'], closed)
				if got := time != Unreachable; got != want {
					t.Errorf("mask %d: passes is %v, want %v", closed, got, want)
				}
			}
		})
	}
}
