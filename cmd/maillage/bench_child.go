package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"maillage/say"
)

// child is another process of this program, which works on one part of a bench
// and tells what it found, a line of JSON each time.
type child struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *json.Decoder
}

// inTurns lets several children write to one place.
type inTurns struct {
	mu sync.Mutex
	to io.Writer
}

func (w *inTurns) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(b)
}

// child starts this very program, and nothing else.
func (c *benchCommand) child(ctx context.Context, lang say.Lang, stderr io.Writer, stage, source string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var sizes []string
	for _, n := range c.Structures {
		sizes = append(sizes, strconv.Itoa(n))
	}
	args := []string{"bench", "--stage", stage, "--copies", strconv.Itoa(c.Copies), "--seed", strconv.FormatUint(c.Seed, 10),
		"--structures", strings.Join(sizes, ","), "--mode", c.Mode, "--into", c.Into, "--lang", string(lang)}
	if source != "" {
		args = append(args, source)
	}
	p := &child{command: exec.CommandContext(ctx, self, args...)}
	p.command.Stderr = stderr
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if p.in, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	p.out = json.NewDecoder(out)
	return p, p.command.Start()
}

// decode reads what the child tells next.
func (p *child) decode(to any) error {
	if err := p.out.Decode(to); err != nil {
		p.kill()
		return say.Errorf("une étape de la mesure s'est arrêtée : voyez plus haut (%v)", "a stage of the measurement stopped: see above (%v)", err)
	}
	return nil
}

// ask lets the child go on.
func (p *child) ask() error {
	_, err := io.WriteString(p.in, "\n")
	return err
}

// end waits for the child and returns the most memory it held at once, bytes (0
// where the system does not tell), and how long processors worked for it.
func (p *child) end() (peak int64, worked time.Duration, err error) {
	if err := p.in.Close(); err != nil {
		return 0, 0, err
	}
	if err := p.command.Wait(); err != nil {
		return 0, 0, err
	}
	ended := p.command.ProcessState
	return peakMemory(ended), ended.UserTime() + ended.SystemTime(), nil
}

// kill ends a child that is of no more use; one that was never started is none.
func (p *child) kill() {
	if p == nil {
		return
	}
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}
