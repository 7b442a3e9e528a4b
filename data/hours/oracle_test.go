package hours_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	_ "time/tzdata"

	"maillage/data/hours"
	"maillage/internal/racing"
)

// The reference is npm's opening_hours, asked through testdata/oracle. It is a
// black box: questions go in, answers come out, and none of its code is ours.

// paris is the clock of every comparison; the reference reads it in TZ.
var paris = mustLoad("Europe/Paris")

func mustLoad(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return location
}

// oracle is a running reference. Not safe for concurrent use.
type oracle struct {
	write *json.Encoder
	read  *bufio.Scanner
}

// startOracle runs the reference until the test ends. Where node or its
// packages are absent the test is skipped, or fails when MAILLAGE_REQUIRE is set.
func startOracle(t testing.TB) *oracle {
	t.Helper()
	racing.Long(t)
	dir := filepath.Join("testdata", "oracle")
	node, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "no node in the path")
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "opening_hours")); err != nil {
		lacking(t, "the reference is not installed: run npm ci in data/hours/testdata/oracle")
	}
	command := exec.CommandContext(t.Context(), node, "oracle.mjs")
	command.Dir, command.Env = dir, append(os.Environ(), "TZ="+paris.String())
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); command.Wait() })
	scanner := bufio.NewScanner(out)
	scanner.Buffer(nil, 1<<24)
	return &oracle{write: json.NewEncoder(in), read: scanner}
}

// lacking ends a test that cannot ask the reference.
func lacking(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("MAILLAGE_REQUIRE") != "" {
		t.Fatalf("%s, and MAILLAGE_REQUIRE is set", why)
	}
	t.Skipf("%s: nothing to compare with", why)
}

// question is what testdata/oracle/oracle.mjs is asked: about a value, about
// holidays, or how long a value takes.
type question struct {
	Value    string  `json:"value"`
	At       []int64 `json:"at,omitempty"` // instants, seconds since 1970
	Changes  int     `json:"changes,omitempty"`
	Days     int     `json:"days,omitempty"`
	Holidays string  `json:"holidays,omitempty"`
	Region   string  `json:"region,omitempty"`
	From     int     `json:"from,omitempty"`
	To       int     `json:"to,omitempty"`
	Bench    string  `json:"bench,omitempty"`
	Year     int     `json:"year,omitempty"`
	Rounds   int     `json:"rounds,omitempty"`
}

// answer is what the reference says.
type answer struct {
	Error       string     `json:"error"` // what it refuses
	Told        [][]moment `json:"told"`  // for each instant; nil where it gave up
	Off         []string   `json:"off"`
	Nanoseconds float64    `json:"nanoseconds"`
}

// moment is what holds from an instant on, in the reference's words.
type moment struct {
	at      int64
	state   string
	comment string
}

func (m *moment) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&m.at, &m.state, &m.comment})
}

// ask puts questions and returns their answers, in order.
func (o *oracle) ask(t testing.TB, questions ...question) []answer {
	t.Helper()
	failed := make(chan error, 1)
	go func() { // while answers are read: a pipe holds only so much
		for _, q := range questions {
			if err := o.write.Encode(q); err != nil {
				failed <- err
				return
			}
		}
		failed <- nil
	}()
	answers := make([]answer, len(questions))
	for i := range answers {
		if !o.read.Scan() {
			t.Fatalf("the reference stopped at question %d of %d, %+v: %v", i, len(questions), questions[i], o.read.Err())
		}
		if err := json.Unmarshal(o.read.Bytes(), &answers[i]); err != nil {
			t.Fatalf("read the reference's answer %s: %v", o.read.Bytes(), err)
		}
	}
	if err := <-failed; err != nil {
		t.Fatal(err)
	}
	return answers
}

// off asks for the days of holidays in a region.
func (o *oracle) off(t testing.TB, kind, region string, from, to int) []hours.Day {
	t.Helper()
	told := o.ask(t, question{Holidays: kind, Region: region, From: from, To: to})[0]
	if told.Error != "" {
		t.Fatalf("%s of %s: %s", kind, region, told.Error)
	}
	var days []hours.Day
	for _, text := range told.Off {
		date, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		days = append(days, hours.DayAt(date))
	}
	return days
}

// fromEnv reads a whole number from the environment, for longer runs by hand.
func fromEnv(t testing.TB, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s=%q: a whole number is wanted", name, text)
	}
	return n
}
