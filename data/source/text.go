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
	ready  int // bytes at the head of r that are whole runes, counted in line and offset
}

func newTextReader(r io.Reader, file string) *textReader {
	return &textReader{r: bufio.NewReaderSize(r, 64<<10), file: file, line: 1}
}

// Read implements io.Reader.
func (t *textReader) Read(p []byte) (int, error) {
	if t.ready == 0 {
		if err := t.check(); err != nil {
			return 0, err
		}
	}
	b, _ := t.r.Peek(min(t.ready, len(p))) // buffered: neither can fail
	n := copy(p, b)
	_, _ = t.r.Discard(n)
	t.ready -= n
	return n, nil
}

// check readies what is buffered, as far as it is whole runes.
func (t *textReader) check() error {
	if !t.begun {
		t.begun = true
		if mark, _ := t.r.Peek(3); string(mark) == "\uFEFF" {
			n, _ := t.r.Discard(3) // just peeked at: it cannot fail
			t.offset = int64(n)
		}
	}
	_, err := t.r.Peek(utf8.UTFMax) // a whole rune, or all that is left
	b, _ := t.r.Peek(t.r.Buffered())
	if len(b) == 0 {
		return err
	}
	t.ready = t.accept(b)
	if t.ready == 0 {
		return say.Errorf(
			"%s, ligne %d, octet %d : ce texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8 (dans un tableur : « CSV UTF-8 »)",
			"%s, line %d, byte %d: this text is not UTF-8; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
			t.file, t.line, t.offset)
	}
	t.offset += int64(t.ready)
	return nil
}

// accept counts the leading bytes of b that are whole runes, and their lines.
func (t *textReader) accept(b []byte) int {
	n := 0
	for n < len(b) {
		if b[n] < utf8.RuneSelf {
			if b[n] == '\n' {
				t.line++
			}
			n++
			continue
		}
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size <= 1 {
			return n // not UTF-8, or cut here: the next check tells which
		}
		n += size
	}
	return n
}
