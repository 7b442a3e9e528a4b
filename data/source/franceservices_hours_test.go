package source

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
)

// besideHours are the comments of the real files that say nothing of hours, each
// read by eye and told by the first 12 hex digits of its SHA-256. Any other may
// touch hours, and then takes away from what the columns say.
var besideHours = strings.Fields(`
	3510ed0f6899 11fa0b63a6d9 32c34225077f bb6a32499c50
	c701f0df7797 8c332339d53d 2cdf13a2b0ab e913e870bfa0 488833dc1475 0652589b9621
	b69ed3eaf149 c9a1f51e79c1 a49cc83ee6bf d4daddcc5256 9de546589723 a87adcd22536
	62832d245284 55f9120b3d8d d61e3026d049 bb9839741528 c49fed9bc1a6 7d1e4e528ebe
	5a2e2119cbeb 8bedfeb69752 1bc443f49bb4 5508443cbdb3 62fd9344d05b b51b508b2819
	4d07da97eae0 219043251271 91c0060a4cbf 5b68b9ca60d8
`)

// addsHours are those that tell of openings that the columns do not.
var addsHours = []string{"63dba04bee76"}

// twinWeeks are two Mondays whose weeks hold no public holiday: in the first
// each weekday is the first of its month, in the second the third.
var twinWeeks = []time.Time{
	time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC),
	time.Date(2026, time.June, 15, 0, 0, 0, 0, time.UTC),
}

// minutesOpen reads a day's column by hand: the minutes at which it says the door is open.
func minutesOpen(t *testing.T, column string) (open [24 * 60]bool) {
	t.Helper()
	figure := func(s string, i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	for column != "" {
		if len(column) < 13 || column[5:8] != " - " || len(column) > 13 && !strings.HasPrefix(column[13:], " / ") {
			t.Fatalf("a column of another form: %q", column)
		}
		to := figure(column, 8)*60 + figure(column, 11)
		for m := figure(column, 0)*60 + figure(column, 3); m < to; m++ {
			open[m] = true
		}
		column = column[min(len(column), 16):]
	}
	return open
}

// France services: every row of two files is read, and what comes of it agrees
// at every minute with the columns read by hand.
func TestFranceServicesHours(t *testing.T) {
	for folder, want := range map[string]map[string]int{
		"corse": {"exact": 32, "of several places": 5},
		"aura":  {"exact": 251, "in part in doubt": 14, "of several places": 41, "unknown": 15, "without hours": 4},
	} {
		t.Run(folder, func(t *testing.T) {
			got := make(map[string]int)
			for _, row := range franceServicesRows(t, folder+"/france_services.csv") {
				got[row.outcome()]++
				row.agrees(t)
			}
			for outcome, n := range want {
				if got[outcome] != n {
					t.Errorf("%d rows %s, want %d", got[outcome], outcome, n)
				}
				delete(got, outcome)
			}
			if len(got) != 0 {
				t.Errorf("rows not awaited: %v", got)
			}
		})
	}
}

// twinRow is a row as its file has it, and what its reader makes of its hours.
type twinRow struct {
	id      string
	columns map[string]string
	text    hours.Text
	reading hours.Reading
}

// franceServicesRows pairs each row of the file with what the reader gives the Builder.
func franceServicesRows(t *testing.T, name string) []twinRow {
	t.Helper()
	records, err := csv.NewReader(realFile(t, name)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := data.NewBuilder(data.Region{TimeZone: "Europe/Paris"}, data.SPRO())
	table, err := openTable(realFile(t, name), name, records[0]...)
	if err != nil {
		t.Fatal(err)
	}
	f := franceServices{reporter: reporter{b, "france-services"}}
	var rows []twinRow
	for row, err := range table.rows(t.Context(), f.reporter) {
		if err != nil {
			t.Fatal(err)
		}
		place, ok := f.read(row)
		if !ok {
			t.Errorf("row %d is not read", len(rows)+1)
		}
		own := twinRow{id: place.ID, text: place.Hours, reading: hours.Read(place.Hours.Raw), columns: make(map[string]string)}
		for i, column := range records[0] {
			own.columns[column] = strings.TrimSpace(records[len(rows)+1][i])
		}
		rows = append(rows, own)
	}
	if len(rows) != len(records)-1 {
		t.Errorf("%d rows are read, want %d", len(rows), len(records)-1)
	}
	return rows
}

// outcome is what a row's hours come to.
func (r *twinRow) outcome() string {
	switch {
	case !r.text.Known():
		return "without hours"
	case strings.HasPrefix(r.columns["format_fs"], "Multi"), strings.HasPrefix(r.text.Raw, "itinérant, "):
		return "of several places"
	case r.reading.Rules == nil:
		return "unknown"
	case r.reading.Doubt.IsZero():
		return "exact"
	default:
		return "in part in doubt"
	}
}

// comment tells whether a row's comment is one of a list.
func (r *twinRow) comment(list []string) bool {
	sum := sha256.Sum256([]byte(r.columns["commentaire"]))
	return slices.Contains(list, hex.EncodeToString(sum[:6]))
}

// agrees looks at every five minutes of the weeks, and at the last minute before each change and the first after it.
func (r *twinRow) agrees(t *testing.T) {
	t.Helper()
	schedule := hours.Compile(r.reading.Rules, hours.Place{})
	beside, adds, outcome := r.columns["commentaire"] == "" || r.comment(besideHours), r.comment(addsHours), r.outcome()
	if outcome == "unknown" && beside {
		t.Errorf("row %s: unknown, though nothing puts its columns in doubt", r.id)
	}
	for _, monday := range twinWeeks {
		for day, column := range []string{"h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi", ""} {
			open := minutesOpen(t, r.columns[column])
			for minute, isOpen := range open {
				if minute%5 != 0 && open[minute-1] == isOpen && open[min(minute+1, len(open)-1)] == isOpen {
					continue
				}
				at := monday.AddDate(0, 0, day).Add(time.Duration(minute) * time.Minute)
				got, ok := schedule.At(at), false
				switch {
				case outcome == "without hours":
					ok = got == hours.Unknown && !isOpen
				case outcome == "unknown", outcome == "of several places":
					ok = got == hours.Unknown
				case beside:
					ok = isOpen && got == hours.Open || !isOpen && got == hours.Closed
				default:
					ok = isOpen || got != hours.Open || adds
				}
				if !ok {
					t.Errorf("row %s, %s: got %s, the column says %q", r.id, at.Format("Mon 15:04"), got, r.columns[column])
					break
				}
			}
		}
	}
}
