package region

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files again")

// The tiny region's file, every byte told. A change here is a change of format:
// raise the section's version (or formatVersion), and draw it in docs/format.md.
func TestGoldenFile(t *testing.T) {
	b := encodeBytes(t, encode(tinyParts()))
	got := annotate(t, b)
	path := filepath.Join("testdata", "tiny.maillage.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
			t.Fatalf("line %d differs\ngot  %q\nwant %q\n(-update writes it again, once the versions are raised)", i+1, at(gotLines, i), at(wantLines, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// A file of before streets had categories, or with a newer form of them, opens: all streets are minor.
func TestAFileWithoutCategoriesOpens(t *testing.T) {
	older, newer := encode(tinyParts()), encode(tinyParts())
	at := slices.IndexFunc(newer, func(w written) bool { return w.name == categoriesSection.name })
	older, newer[at].version = slices.Delete(older, at, at+1), newer[at].version+1
	for _, c := range []struct {
		name     string
		sections []written
		want     int
	}{{"as it is written", encode(tinyParts()), 2}, {"older", older, 0}, {"newer", newer, 0}} {
		f, err := openBytes(t, encodeBytes(t, c.sections))
		if err != nil {
			t.Fatal(err)
		}
		p, err := f.parts()
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.streets.Category); got != c.want || len(p.streets.Tail) != 2 {
			t.Errorf("%s: %d categories of %d edges, want %d", c.name, got, len(p.streets.Tail), c.want)
		}
	}
}

// annotator tells bytes by docs/format.md alone, without the decoder.
type annotator struct {
	t    *testing.T
	b    []byte
	next int
	out  strings.Builder
}

func annotate(t *testing.T, b []byte) string {
	a := &annotator{t: t, b: b}
	le := binary.LittleEndian
	a.say(8, "magic %q", b[:8])
	a.say(4, "format version %d", le.Uint32(b[8:]))
	sections := int(le.Uint32(b[12:]))
	a.say(4, "sections: %d", sections)
	a.say(8, "%d bytes in the file", le.Uint64(b[16:]))
	a.say(4, "CRC-32C of the table")
	a.say(4, "CRC-32C of the 28 bytes above")
	for i := range sections {
		row := b[32+64*i:]
		a.say(24, "section %q", bytes.TrimRight(row[:24], "\x00"))
		a.say(4, "  version %d", le.Uint32(row[24:]))
		a.say(4, "  flags %b (1: required)", le.Uint32(row[28:]))
		a.say(8, "  at byte %d", le.Uint64(row[32:]))
		a.say(8, "  of %d bytes", le.Uint64(row[40:]))
		a.say(4, "  CRC-32C")
		a.say(12, "  zeros")
	}
	for i := range sections {
		row := b[32+64*i:]
		from, size := int(le.Uint64(row[32:])), int(le.Uint64(row[40:]))
		a.zeros(from)
		fmt.Fprintf(&a.out, "\nsection %q\n", bytes.TrimRight(row[:24], "\x00"))
		a.section(from, from+size)
	}
	if a.next != len(b) {
		t.Fatalf("%d bytes told of %d", a.next, len(b))
	}
	return a.out.String()
}

func (a *annotator) section(from, end int) {
	le := binary.LittleEndian
	columns := int(le.Uint32(a.b[from:]))
	a.say(4, "columns: %d", columns)
	a.say(4, "zeros")
	for i := range columns {
		row := a.b[from+8+40*i:]
		a.say(16, "column %q", bytes.TrimRight(row[:16], "\x00"))
		a.say(8, "  kind %s, zeros", row[16:18])
		a.say(8, "  at byte %d of the section", le.Uint64(row[24:]))
		a.say(8, "  of %d elements", le.Uint64(row[32:]))
	}
	for i := range columns {
		row := a.b[from+8+40*i:]
		a.zeros(from + int(le.Uint64(row[24:])))
		fmt.Fprintf(&a.out, "%8s  %s\n", "", bytes.TrimRight(row[:16], "\x00"))
		a.elements(string(row[16:18]), int(le.Uint64(row[32:])))
	}
	if a.next != end {
		a.t.Fatalf("section ends at %d, its columns at %d", end, a.next)
	}
}

// elements tells numbers one a line, bytes as sixteen a line.
func (a *annotator) elements(kind string, n int) {
	le := binary.LittleEndian
	if kind == "u1" {
		for n > 0 {
			few := min(n, 16)
			a.say(few, "%q", a.b[a.next:a.next+few])
			n -= few
		}
		return
	}
	for range n {
		b := a.b[a.next:]
		switch kind {
		case "u2":
			a.say(2, "%d", le.Uint16(b))
		case "u4":
			a.say(4, "%d", le.Uint32(b))
		case "i4":
			a.say(4, "%d", int32(le.Uint32(b)))
		case "u8":
			a.say(8, "%d", le.Uint64(b))
		case "i8":
			a.say(8, "%d", int64(le.Uint64(b)))
		case "f8":
			a.say(8, "%g", math.Float64frombits(le.Uint64(b)))
		default:
			a.t.Fatalf("kind %q is not in docs/format.md", kind)
		}
	}
}

// say tells the next n bytes.
func (a *annotator) say(n int, format string, args ...any) {
	fmt.Fprintf(&a.out, "%08x  %-48x  %s\n", a.next, a.b[a.next:a.next+n], fmt.Sprintf(format, args...))
	a.next += n
}

func (a *annotator) zeros(until int) {
	for ; a.next < until; a.next++ {
		if a.b[a.next] != 0 {
			a.t.Fatalf("byte %d between sections or columns is not zero", a.next)
		}
	}
}
