package main

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"maillage/tools/peers/valhalla"
)

// measurePandana gives pandana the arcs of the work. It makes a contraction
// hierarchy of them, and answers every vertex at once.
func measurePandana(ctx context.Context, w *work, o options) ([]outcome, error) {
	if err := exec.CommandContext(ctx, o.python, "-c", "import pandana").Run(); err != nil {
		return nil, fmt.Errorf("no pandana for %s: %w", o.python, err)
	}
	a := arcsOf(w)
	if err := writeArcs(a, w.folder); err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, o.python, filepath.Join("pandana", "nearest.py"), w.folder, strconv.Itoa(few))
	if _, err := valhalla.Spend(c); err != nil {
		return nil, err
	}
	var took struct{ Prepared, Answered float64 }
	if b, err := os.ReadFile(filepath.Join(w.folder, "took.json")); err != nil {
		return nil, err
	} else if err := json.Unmarshal(b, &took); err != nil {
		return nil, fmt.Errorf("read took.json: %w", err)
	}
	times, err := readNumbers(filepath.Join(w.folder, "times"))
	if err != nil {
		return nil, err
	}
	return []outcome{{
		name: "pandana", threads: strconv.Itoa(runtime.NumCPU()), exact: true, fromArcs: seconds(took.Prepared), answer: seconds(took.Answered),
		answers: a.answers(w, times),
	}}, nil
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// answers are those of the work among times of all vertices.
func (a *arcs) answers(w *work, times []uint32) []uint32 {
	return append(times[:len(w.nodes):len(w.nodes)], times[a.cell:]...)
}

func writeArcs(a *arcs, folder string) error {
	var structures []uint32
	for v := a.structure; v < a.cell; v++ {
		structures = append(structures, v)
	}
	return errors.Join(
		writeNumbers(filepath.Join(folder, "tail"), a.tail), writeNumbers(filepath.Join(folder, "head"), a.head),
		writeNumbers(filepath.Join(folder, "time"), a.time), writeNumbers(filepath.Join(folder, "pois"), structures),
	)
}

func writeNumbers(file string, numbers []uint32) error {
	b, err := binary.Append(nil, binary.LittleEndian, numbers)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}

func readNumbers(file string) ([]uint32, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	numbers := make([]uint32, len(b)/4)
	_, err = binary.Decode(b, binary.LittleEndian, numbers)
	return numbers, err
}
