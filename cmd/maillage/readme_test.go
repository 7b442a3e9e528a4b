//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"maillage/internal/racing"
	"maillage/internal/realdata"
)

// readme runs the commands of a README as a reader would, but for the port, the
// folder, the demo, which but two of them make again, and `make test`, which runs this very test.
type readme struct {
	root, dir string // the repository, and the folder commands run in
	data      string // of the open data; empty where it is absent
	addr      string // where 127.0.0.1:8080 is taken to be
	demo      string // the demo region as a file
	server    *exec.Cmd
	ended     chan struct{} // closed once the server has
}

var shellBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// commands lists the commands of a README's sh blocks, in order.
func commands(text string) []string {
	var out []string
	for _, block := range shellBlock.FindAllStringSubmatch(text, -1) {
		for line := range strings.Lines(strings.ReplaceAll(block[1], "\\\n", " ")) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				out = append(out, line)
			}
		}
	}
	return out
}

func TestEveryCommandOfTheREADMEs(t *testing.T) {
	racing.Long(t)
	for _, tool := range []string{"make", "curl", "sh"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("MAILLAGE_REQUIRE") != "" {
				t.Fatal(err)
			}
			t.Skipf("the READMEs' commands need %s", tool)
		}
	}
	// The program is linked once: "make run" finds it as it makes it.
	root := realdata.Root(t)
	if out, err := exec.Command("make", "-C", root, "build").CombinedOutput(); err != nil {
		t.Fatalf("make build: %v: %s", err, out)
	}
	t.Setenv("PATH", filepath.Join(root, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	dir, built := t.TempDir(), make(map[string]bool) // regions are built once, for both, and so is the demo
	for _, name := range []string{"README.md", "README.en.md"} {
		t.Run(name, func(t *testing.T) {
			r := newReadme(t, dir)
			defer r.stop()
			ran := 0
			for _, command := range commands(string(read(t, filepath.Join(r.root, name)))) {
				if r.data == "" && r.needsData(command) {
					t.Logf("left out, for want of the open data: %s", command)
					continue
				}
				ran++
				if build := strings.TrimSuffix(command, " --lang en"); strings.HasPrefix(build, "maillage build") {
					if built[build] {
						continue
					}
					built[build] = true
				}
				if strings.HasPrefix(command, "maillage places --demo") && !built["demo"] {
					built["demo"], r.demo = true, "--demo" // of which no argument is a file's name
				}
				r.run(t, command)
				r.demo = demoFile(t)
			}
			if ran < 5 {
				t.Errorf("%d commands were found", ran)
			}
		})
	}
}

func newReadme(t *testing.T, dir string) *readme {
	t.Helper()
	r := &readme{root: realdata.Root(t), dir: dir, demo: demoFile(t)}
	t.Run("data", func(t *testing.T) { r.data = realdata.Dir(t) }) // skips apart: what needs no data runs all the same
	if err := os.Symlink(filepath.Join(r.root, "regions"), filepath.Join(r.dir, "regions")); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.addr = free.Addr().String()
	free.Close()
	return r
}

// needsData tells whether a command is about a real region, or asks its server.
func (r *readme) needsData(command string) bool {
	return strings.Contains(command, "corse") || strings.Contains(command, "aura") || strings.HasPrefix(command, "curl") && r.server == nil
}

// run runs one command. A server is left running until the next one or the end.
func (r *readme) run(t *testing.T, command string) {
	t.Helper()
	line := strings.NewReplacer("../shared/data", r.data, "127.0.0.1:8080", r.addr, "--demo", r.demo).Replace(command)
	goal, isMake := strings.CutPrefix(line, "make")
	switch {
	case isMake && goal == " run":
		r.serve(t, fmt.Sprintf("exec make -C '%s' run ADDR=%s", r.root, r.addr))
	case isMake:
		// What make would do is asked, not done: the tests would run themselves.
		r.output(t, fmt.Sprintf("make -n -C '%s'%s", r.root, goal))
	case strings.HasPrefix(line, "maillage serve"):
		r.serve(t, "exec "+line+" --addr "+r.addr)
	default:
		out := r.output(t, line)
		r.checkAnswer(t, command, out)
	}
}

func (r *readme) output(t *testing.T, line string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = r.dir
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: %v: %s", line, err, stderr.String())
	}
	return string(out)
}

// checkAnswer checks the key facts of what a command wrote.
func (r *readme) checkAnswer(t *testing.T, command, out string) {
	t.Helper()
	if !strings.HasPrefix(command, "curl") && !strings.Contains(command, "-f json") {
		if strings.Contains(command, "--demo") && !strings.Contains(out, "Région fictive") && !strings.Contains(out, "Fictional region") {
			t.Errorf("%s does not say that the region is fictional:\n%s", command, out)
		}
		if out == "" && !strings.Contains(command, " -o ") {
			t.Errorf("%s: wrote nothing", command)
		}
		return
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal([]byte(out), &body); err != nil {
		t.Errorf("%s: %v: %.300s", command, err, out)
		return
	}
	fields := map[string][]string{
		"nearest":   {"origin", "mode", "at", "results", "next", "remote", "warnings", "sources"},
		"coverage?": {"rows", "total", "target", "sources"},
		"f=geojson": {"type", "features"},
		"places?":   {"type", "geocoding", "features"},
	}
	for part, wanted := range fields {
		for _, field := range wanted {
			if strings.Contains(command, part) && len(body[field]) < len("[]") {
				t.Errorf("%s: no %s in %.300s", command, field, out)
			}
		}
	}
	if string(body["results"]) == "[]" || string(body["features"]) == "[]" {
		t.Errorf("%s: no result: %.300s", command, out)
	}
}

// serve starts a server in the place of the one before, and waits until it is ready.
func (r *readme) serve(t *testing.T, line string) {
	t.Helper()
	r.stop()
	r.server = exec.Command("sh", "-c", line)
	r.server.Dir = r.dir
	r.server.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // make and its program are stopped together
	var said transcript
	r.server.Stdout, r.server.Stderr = &said, &said
	if err := r.server.Start(); err != nil {
		t.Fatal(err)
	}
	r.ended = make(chan struct{})
	go func(server *exec.Cmd, ended chan struct{}) {
		_ = server.Wait() // what it said tells why
		close(ended)
	}(r.server, r.ended)
	for deadline := time.Now().Add(5 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		select {
		case <-r.ended:
			r.server = nil
			t.Fatalf("%s: ended before it was ready: %s", line, said.String())
		default:
		}
		response, err := http.Get("http://" + r.addr + "/readyz")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		if time.Now().After(deadline) {
			r.stop()
			t.Fatalf("%s: not ready after five minutes: %s", line, said.String())
		}
	}
}

func (r *readme) stop() {
	if r.server == nil {
		return
	}
	// The group may have ended by itself; then there is nothing to stop.
	_ = syscall.Kill(-r.server.Process.Pid, syscall.SIGINT)
	<-r.ended
	r.server = nil
}
