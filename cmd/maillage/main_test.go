package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/data/demo"
	"maillage/data/region"
	"maillage/internal/realdata"
)

// kept is a folder for what several tests share; TestMain takes it away.
var kept string

// asProgram in the environment makes the test's binary the program itself, for those that start it again.
const asProgram = "MAILLAGE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	var err error
	if kept, err = os.MkdirTemp("", "maillage"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(kept); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// clock is the test's: a Wednesday afternoon in November.
func clock() time.Time { return time.Date(2026, 11, 25, 13, 0, 0, 0, time.UTC) }

// outcome is what one run of the program did.
type outcome struct {
	code           int
	stdout, stderr string
}

// run runs the real Main with the arguments.
func run(t testing.TB, args ...string) outcome {
	t.Helper()
	return runWith(t.Context(), map[string]string{}, args...)
}

func runWith(ctx context.Context, env map[string]string, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	m := &Main{Stdout: &stdout, Stderr: &stderr, Env: func(name string) string { return env[name] }, Now: clock}
	code := m.Run(ctx, args)
	return outcome{code, plain(stdout.String()), plain(stderr.String())}
}

// done runs the program and returns its output; it must succeed.
func done(t testing.TB, args ...string) string {
	t.Helper()
	got := run(t, args...)
	if got.code != exitDone {
		t.Fatalf("maillage %s: exit %d: %s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.stdout
}

// decode runs the program for JSON and reads it into a T.
func decode[T any](t testing.TB, args ...string) T {
	t.Helper()
	var body T
	if err := json.Unmarshal([]byte(done(t, append(args, "-f", "json")...)), &body); err != nil {
		t.Fatalf("maillage %s: %v", strings.Join(args, " "), err)
	}
	return body
}

// demoFile is the demo region as a file, written once.
func demoFile(t testing.TB) string {
	t.Helper()
	path, err := writeDemo()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var writeDemo = sync.OnceValues(func() (string, error) {
	r, err := demo.Make(context.Background(), demo.Options{})
	if err != nil {
		return "", err
	}
	path := filepath.Join(kept, "demo.maillage")
	places := region.NewGazetteer(r.Dataset, r.Streets, r.Tell)
	return path, region.Write(path, &region.Contents{Dataset: r.Dataset, Streets: r.Streets, Gazetteer: places, Recipe: "demo"})
})

// corsica is Corsica's file, built once from the open data by the real command,
// and what the build said. It skips where the data is absent.
func corsica(t testing.TB) (path, report string) {
	t.Helper()
	recipe, offline := corsicaInputs(t)
	corsicaOnce.Do(func() {
		corsicaPath = filepath.Join(kept, "corse.maillage")
		corsicaOutcome = runWith(context.Background(), nil, "build", recipe, "--offline", offline, "-o", corsicaPath)
	})
	if corsicaOutcome.code != exitDone {
		t.Fatalf("build: exit %d: %s", corsicaOutcome.code, corsicaOutcome.stderr)
	}
	return corsicaPath, corsicaOutcome.stdout
}

var (
	corsicaOnce    sync.Once
	corsicaPath    string
	corsicaOutcome outcome
)

func corsicaInputs(t testing.TB) (recipe, offline string) {
	t.Helper()
	offline = filepath.Join(realdata.Dir(t), "corse")
	return filepath.Join(realdata.Root(t), "regions", "corse.yaml"), offline
}
