package source

import (
	"bufio"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"maillage/say"
)

// textReader passes UTF-8 text on, without its byte order mark, and stops with
// a sentence at the first byte that is not UTF-8, or is NUL. It guesses no other
// encoding, but for the tables of newTableReader.
type textReader struct {
	r      *bufio.Reader
	file   string
	line   int
	offset int64
	begun  bool

	western  bool // Windows-1252 is read where UTF-8 is ruled out
	beyond   bool // something beyond ASCII was UTF-8: the rest must be
	switched int  // the line from which Windows-1252 is read, 0 while it is not
	told     bool // the recipe says that it is Windows-1252
	last     byte // the byte before, in Windows-1252

	checked [16 << 10]byte
	ready   []byte // of checked: not given yet
}

func newTextReader(r io.Reader, file string) *textReader {
	return &textReader{r: bufio.NewReaderSize(r, 64<<10), file: file, line: 1}
}

// newTableReader reads a table, which spreadsheets also save in Windows-1252
// (of which Latin-1's letters are part). A wrong guess would spoil names in
// silence, so it is made only where all before was ASCII, and taken back, with
// a sentence, at a byte that Windows-1252 lacks or that shows UTF-8 after all.
func newTableReader(r io.Reader, file string) *textReader {
	t := newTextReader(r, file)
	t.western = true
	return t
}

// newLatin1Reader reads text that somebody says is in Windows-1252. A mark of
// UTF-8 or UTF-16 knows better.
func newLatin1Reader(r io.Reader, file string) io.Reader {
	t := newTextReader(r, file)
	t.western, t.told, t.switched = true, true, 1
	return t
}

// Read implements io.Reader.
func (t *textReader) Read(p []byte) (int, error) {
	if len(t.ready) == 0 {
		n, err := t.check()
		if err != nil {
			return 0, err
		}
		t.ready = t.checked[:n]
	}
	n := copy(p, t.ready)
	t.ready = t.ready[n:]
	return n, nil
}

// check readies the next bytes, as far as they are whole runes.
func (t *textReader) check() (int, error) {
	if !t.begun {
		t.begin()
	}
	_, err := t.r.Peek(utf8.UTFMax) // a whole rune, or all that is left
	b, _ := t.r.Peek(min(t.r.Buffered(), len(t.checked)))
	if len(b) == 0 {
		return 0, err
	}
	read, wrote := t.pass(b, t.checked[:])
	if read == 0 {
		return 0, t.refuse(b[0])
	}
	_, _ = t.r.Discard(read) // buffered: it cannot fail
	t.offset += int64(read)
	return wrote, nil
}

// begin drops UTF-8's mark and heeds what it and UTF-16's say of the encoding.
func (t *textReader) begin() {
	t.begun = true
	mark, _ := t.r.Peek(3)
	switch {
	case string(mark) == "\uFEFF":
		n, _ := t.r.Discard(3) // just peeked at: it cannot fail
		t.offset, t.western, t.switched = int64(n), false, 0
	case len(mark) > 1 && (mark[0] == 0xFF && mark[1] == 0xFE || mark[0] == 0xFE && mark[1] == 0xFF):
		t.western, t.switched = false, 0
	}
}

// pass copies from b to p what can be read of it, as UTF-8.
func (t *textReader) pass(b, p []byte) (read, wrote int) {
	if t.switched == 0 {
		n := t.accept(b)
		if n > 0 || b[0] == 0 || !t.western || t.beyond || !utf8.FullRune(b) {
			return n, copy(p, b[:n])
		}
		t.switched = t.line
	}
	return t.decode(b, p)
}

func (t *textReader) refuse(b byte) error {
	if b == 0 {
		return say.Errorf(
			"%s, ligne %d, octet %d : un octet nul ; ce n'est pas du texte, ou c'est de l'UTF-16 : enregistrez le fichier en UTF-8 (dans un tableur : « CSV UTF-8 »)",
			"%s, line %d, byte %d: a NUL byte; this is no text, or it is UTF-16: save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
			t.file, t.line, t.offset)
	}
	if t.told && t.western {
		return say.Errorf(
			"%s, ligne %d, octet %d : ce texte n'est pas en Latin-1 (Windows-1252) ; retirez « encoding: latin1 », ou enregistrez le fichier en UTF-8",
			"%s, line %d, byte %d: this text is not Latin-1 (Windows-1252); take \"encoding: latin1\" away, or save the file as UTF-8",
			t.file, t.line, t.offset)
	}
	return say.Errorf(
		"%s, ligne %d, octet %d : ce texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8 (dans un tableur : « CSV UTF-8 »)",
		"%s, line %d, byte %d: this text is not UTF-8; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
		t.file, t.line, t.offset)
}

// accept counts the leading bytes of b that are whole runes, and their lines.
func (t *textReader) accept(b []byte) int {
	n := 0
	for n < len(b) {
		if b[n] < utf8.RuneSelf {
			if b[n] == 0 {
				return n
			}
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
		t.beyond = true
		n += size
	}
	return n
}

// decode copies Windows-1252 from b to p. It stops before what that encoding
// lacks, and at "Ã" with a sign after it: no French word has them, and every
// "é" of UTF-8 looks like them.
func (t *textReader) decode(b, p []byte) (read, wrote int) {
	for read < len(b) && wrote+utf8.UTFMax <= len(p) {
		c := b[read]
		r := charmap.Windows1252.DecodeByte(c)
		if c == 0 || c >= utf8.RuneSelf && (r == utf8.RuneError || r < 0xA0 || t.last == 0xC3 && c <= 0xBF) {
			break
		}
		if c == '\n' {
			t.line++
		}
		t.last = c
		read++
		wrote += utf8.EncodeRune(p[wrote:], r)
	}
	return read, wrote
}
