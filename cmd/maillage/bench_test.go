package main

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"maillage/internal/realdata"
)

// TestBench holds that the whole bench runs, on two copies of Monaco, and that
// what it tells can be true; how fast things are no test says.
func TestBench(t *testing.T) {
	monaco := filepath.Join(realdata.Dir(t), "roads", "monaco.osm.pbf")
	t.Setenv(asProgram, "1")
	folder := t.TempDir()
	body := decode[benchBody](t, "bench", monaco, "--copies", "2", "--structures", "40", "--into", folder)
	world := &body.World
	if world.Source != "monaco.osm.pbf" || world.Copies != 2 || world.Junctions < world.Nodes || world.Nodes == 0 || world.Edges < world.Nodes || len(world.Graphs) == 0 {
		t.Errorf("the world: got %+v", world)
	}
	if len(body.Cases) != 2 || len(body.Serving) != 2 {
		t.Fatalf("got %d cases and %d servings, want the dense one and the sparse one of each", len(body.Cases), len(body.Serving))
	}
	for i, want := range []string{"dense", "sparse"} {
		one, serving := &body.Cases[i], &body.Serving[i]
		if one.Spread != want || one.Structures != 40 || one.Differences != 0 {
			t.Errorf("case %d: got %+v, want 40 %s structures without a difference", i, one, want)
		}
		if one.Field.MS <= 0 || one.FieldPlain.MS <= 0 || one.HeapMS <= 0 || one.Common.P50 <= 0 || one.Rare.P99 < one.Rare.P50 {
			t.Errorf("case %s: times that cannot be: %+v", want, one)
		}
		if serving.Spread != want || serving.Structures != 40 || serving.FirstMS <= serving.OpenMS || serving.Questions == 0 {
			t.Errorf("serving %s: got %+v", want, serving)
		}
		if runtime.GOOS == "linux" && (serving.PSS <= serving.Private || serving.RSS-serving.PSS < world.FileBytes/10) {
			t.Errorf("serving %s: two servers share nothing of the file's %d bytes: %+v", want, world.FileBytes, serving)
		}
		if again := decode[checkBody](t, "check", filepath.Join(folder, want+".maillage")); again.Inventory.Structures != 40 {
			t.Errorf("the file kept has %d structures", again.Inventory.Structures)
		}
	}
}

func TestBenchRefuses(t *testing.T) {
	for _, c := range []struct {
		args, want string
		code       int
	}{
		{"bench --structures 2", "--structures=2", exitMisuse},
		{"bench --copies 2000", "--copies=2000", exitMisuse},
		{"bench rien.osm.pbf", "rien.osm.pbf", exitFailed},
		{"bench bench_test.go", "bench_test.go", exitMisuse},
		{"bench --mode train " + demoFile(t), "--mode=train", exitMisuse},
	} {
		got := run(t, strings.Fields(c.args)...)
		if got.code != c.code || !strings.Contains(got.stderr, c.want) {
			t.Errorf("maillage %s: exit %d, %q; want %d and %q", c.args, got.code, got.stderr, c.code, c.want)
		}
	}
}

// A bench that finds two times for one journey fails, and writes what it found all the same.
func TestBenchFailsWhereTimesDiffer(t *testing.T) {
	var out strings.Builder
	body := &benchBody{Cases: []caseBody{{Spread: "dense", Structures: 40}, {Spread: "sparse", Structures: 50, Differences: 2}}}
	for _, c := range []struct {
		format, want string
	}{{"table", "réponses qui diffèrent 0 2"}, {"json", `"differences": 2`}} {
		command := &benchCommand{Format: c.format, savedTo: savedTo{Output: "-"}}
		err := command.report(&Main{Stdout: &out}, body)
		if err == nil || !strings.Contains(err.Error(), "50 structures") {
			t.Errorf("%s: got error %v, want one that names the 50 structures", c.format, err)
		}
		if got := strings.Join(strings.Fields(plain(out.String())), " "); !strings.Contains(got, c.want) {
			t.Errorf("%s: no %q in:\n%s", c.format, c.want, got)
		}
	}
}
