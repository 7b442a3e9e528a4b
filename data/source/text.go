package source

import (
	"bufio"
	"io"
	"unicode/utf8"

	"maillage/say"
)

// textReader passes UTF-8 text on, without its byte order mark, and stops with
// a sentence at the first byte that is not UTF-8. It never guesses another
// encoding: a wrong guess would spoil names in silence.
type textReader struct {
	r      *bufio.Reader
	file   string
	line   int
	offset int64
	begun  bool
	tail   []byte // the first bytes of a rune that the last Read cut
	err    error
}

func newTextReader(r io.Reader, file string) *textReader {
	return &textReader{r: bufio.NewReaderSize(r, 64<<10), file: file, line: 1}
}

// Read implements io.Reader.
func (t *textReader) Read(p []byte) (int, error) {
	if t.err != nil {
		return 0, t.err
	}
	if !t.begun {
		t.begun = true
		if mark, _ := t.r.Peek(3); string(mark) == "\uFEFF" {
			_, _ = t.r.Discard(3) // just peeked at: it cannot fail
			t.offset = 3
		}
	}
	n, err := t.r.Read(p)
	t.err = err
	if good := t.check(p[:n], err != nil); good < n || (err == io.EOF && len(t.tail) > 0) {
		t.err = say.Errorf(
			"%s : ligne %d, octet %d : ce texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8 (dans un tableur : « CSV UTF-8 »)",
			"%s: line %d, byte %d: this text is not UTF-8; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
			t.file, t.line, t.offset)
		return good, t.err
	}
	return n, t.err
}

// check returns how many bytes of b are good, and counts them.
func (t *textReader) check(b []byte, last bool) (good int) {
	if len(t.tail) > 0 {
		cut := append(t.tail, b[:min(len(b), utf8.UTFMax-len(t.tail))]...)
		t.tail = nil
		if !utf8.FullRune(cut) && !last {
			t.tail = cut
			return len(b)
		}
		r, size := utf8.DecodeRune(cut)
		if r == utf8.RuneError && size <= 1 {
			return -1 // below any count: the bad byte was in the last Read
		}
		good = size - (len(cut) - min(len(b), len(cut)))
		t.offset += int64(size)
	}
	return 0
}
