package source

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
)

func TestTableReadsWindows1252AndSaysSo(t *testing.T) {
	b := world(t)
	got, err := readTable(t, t.Context(), "a,b\n1,2\n3,Cal\xe9 \x96 \xabCAF\xc9\xbb \x80 c\x9cur\n", b)
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, "rows", got, []string{"ligne 2|1|2", "ligne 3|3|Calé – «CAFÉ» € cœur"})
	wantLines(t, "defects", defects(finish(t, b)), []string{"encoding_guessed ligne 3  Windows-1252 > UTF-8 corrected"})
}

// Whatever Windows-1252 can write is read as an independent decoder reads it,
// in reads of any size.
func TestTableReaderAgreesWithCharmap(t *testing.T) {
	text := strings.Repeat("L'Île-Rousse, œuvre à Noël ; château « fort » – 12 €\n", 4000)
	western, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, wrap := range map[string]func(io.Reader) io.Reader{
		"whole": func(r io.Reader) io.Reader { return r }, "halves": iotest.HalfReader, "byte by byte": iotest.OneByteReader,
	} {
		got, err := io.ReadAll(newTableReader(wrap(strings.NewReader(western)), "places.csv"))
		if err != nil || string(got) != text {
			t.Errorf("%s: got %d bytes (%v), want the %d of the text", name, len(got), err, len(text))
		}
	}
}

// torrent gives a pattern for ever, or until it has given so much that whoever
// reads has lost count.
type torrent struct {
	pattern string
	given   int64
}

func (e *torrent) Read(p []byte) (int, error) {
	if e.given > 1<<30 {
		return 0, errors.New("a gigabyte was read")
	}
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.pattern)
	}
	e.given += int64(n)
	return n, nil
}

// grown tells how many bytes f allocates, all in all: no less than it ever holds.
func grown(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A gigabyte without an end of line is refused before it is read.
func TestTableRefusesRowsWithoutEnd(t *testing.T) {
	for _, c := range []struct {
		name, head, pattern string
		want                string
	}{
		{"a line", "a,b\n1,2\n", "x", "after line 2"},
		{"cells", "a,b\n1,2\n", "x,", "after line 2"},
		{"a header", "a,b,", "x", "after line 1"},
		{"a quote never closed", "a,b\n1,2\n3,\"4", "5,6\n", "after line 2"},
		{"quotes in a quote", "a,b\n1,2\n3,\"4", "\"\"", "after line 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := io.MultiReader(strings.NewReader(c.head), &torrent{pattern: c.pattern})
			var err error
			used := grown(func() {
				var table *table
				if table, err = openTable(text, "places.csv", "a", "b"); err != nil {
					return
				}
				for _, rowErr := range table.rows(t.Context(), reporter{world(t), "test"}) {
					err = rowErr
				}
			})
			wantSentence(t, err, "places.csv", c.want, "1 MiB")
			if used > 200<<20 {
				t.Errorf("it took %d MiB in all", used>>20)
			}
		})
	}
}
