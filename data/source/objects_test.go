package source

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/data"
)

// Records read one at a time are those of the whole file read at once, however
// it is laid out.
func TestEachObjectAgainstWhole(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	values := []string{`"a"`, `"é\n\u0041"`, `""`, `"  b "`, "12", "-0.5e3", "null", "true", "{}", `{"a":[1]}`, `[]`, `["x",null,7,"",{}]`, `"[\"x\"]"`}
	for range 200 {
		var records []string
		for range 1 + random.IntN(9) {
			value := func() string { return values[random.IntN(len(values))] }
			records = append(records, fmt.Sprintf(`{"id":%s,"other":%s,"list":%s}`, value(), value(), value()))
		}
		type record struct {
			ID   loose     `json:"id"`
			List looseList `json:"list"`
		}
		var want []record
		if err := json.Unmarshal([]byte("["+strings.Join(records, ",")+"]"), &want); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"[" + strings.Join(records, ",") + "]", strings.Join(records, "\n"), strings.Join(records, ""), " [\r\n" + strings.Join(records, "\t,\n") + " ] "} {
			var got []record
			err := eachObject(t.Context(), strings.NewReader(text), "f", []string{"id"}, func(n int, r *record, readable bool) {
				if n != len(got)+1 || !readable {
					t.Errorf("record %d, readable %v, after %d", n, readable, len(got))
				}
				got = append(got, *r)
			})
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("got %v, %v; want %v, of %s", got, err, want, text)
			}
		}
	}
}

func TestLoose(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"a b"`, "a b"}, {`" a\tb\n"`, "a\tb"}, {`"\u0000a\u0001b\u007f"`, "a b"}, {`"\ud800"`, "\uFFFD"}, {`"\\\""`, `\"`},
		{"12.50", "12.50"}, {"-1", "-1"}, {"1e999", "1e999"}, {"null", ""}, {"true", ""}, {"[1]", ""}, {`{"a":1}`, ""},
	} {
		var got struct{ V loose }
		if err := json.Unmarshal([]byte(`{"V":`+c.text+`}`), &got); err != nil || got.V.text() != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.text, got.V, err, c.want)
		}
	}
}

func TestInner(t *testing.T) {
	for _, c := range []struct{ text, want, bad string }{
		{`[{"v":"a"},{"v":2}]`, "a2", ""}, {`"[{\"v\":\"a\"},{\"v\":2}]"`, "a2", ""}, {`"  "`, "", ""}, {`""`, "", ""}, {"null", "", ""}, {`"null"`, "", ""},
		{`[]`, "", ""}, {`"[{\"v\":"`, "", `[{"v":`}, {`7`, "", "7"}, {`{"v":1}`, "", `{"v":1}`}, {`[1]`, "", "[1]"}, {`"a\u0000b"`, "", "a b"},
	} {
		var got struct {
			L inner[struct {
				V loose `json:"v"`
			}]
		}
		err := json.Unmarshal([]byte(`{"L":`+c.text+`}`), &got)
		var joined string
		for _, item := range got.L.items {
			joined += item.V.text()
		}
		if err != nil || joined != c.want || got.L.bad != c.bad {
			t.Errorf("%s: got %q, bad %q, %v; want %q, %q", c.text, joined, got.L.bad, err, c.want, c.bad)
		}
	}
}

// A file whose every record has a network of its own does not grow the ledger without end.
func TestLedgerIsBounded(t *testing.T) {
	b := world(t)
	l := newLedger(reporter{b, "test"}, 0)
	for i := range 3 * mostKeys {
		l.note(data.DefectOutOfScope, placeID("x", i), "reseaux_porteurs", placeID("network", i), true)
	}
	l.flush()
	got := defects(finish(t, b))
	last := fmt.Sprintf("out_of_scope x %d reseaux_porteurs network %d ×%d left_out", mostKeys, mostKeys, 2*mostKeys)
	found := false
	for _, line := range got {
		found = found || line == last
	}
	if len(got) != mostKeys+1 || !found {
		t.Errorf("got %d defects, %q among them: %v; want %d", len(got), last, found, mostKeys+1)
	}
}
