package region

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/wholefile"
	"maillage/say"
)

func TestRoundTrip(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*parts)
	}{
		{"everything", func(*parts) {}},
		{"no streets", func(p *parts) { p.streets, p.hierarchies = nil, nil }},
		{"no gazetteer", func(p *parts) { p.gazetteer, p.sources = nil, nil }},
		{"a gazetteer nobody filled", func(p *parts) { p.sources = nil }},
		{"no cells", func(p *parts) { p.tables.Cells = data.Cells{} }},
		{"no grid", func(p *parts) {
			p.tables.Cells.Grid = data.Grid{}
			p.tables.Cells.Col, p.tables.Cells.Row = nil, nil
		}},
		{"nothing at all", func(p *parts) { *p = parts{} }},
		{"negative and large numbers", func(p *parts) {
			p.tables.Territories[0].Population = -1 << 62
			p.tables.Sites[0].Commune = data.NoTerritory
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := tinyParts()
			c.change(want)
			f, err := openBytes(t, encodeBytes(t, encode(want)))
			if err != nil {
				t.Fatal(err)
			}
			got, err := wholeParts(f)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			if err := f.Verify(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Whatever the machine, columns that cannot be used in place read the same.
func TestCopiedColumnsReadTheSame(t *testing.T) {
	want := tinyParts()
	for _, w := range encode(want) {
		shifted := append(make([]byte, 1, len(w.bytes)+1), w.bytes...)[1:] // unaligned
		for name, b := range map[string][]byte{"copied": w.bytes, "unaligned": shifted} {
			got := &parts{}
			for _, s := range dataSections {
				if s.name != w.name {
					continue
				}
				c := readColumns(b)
				c.copying = name == "copied"
				if s.walk(c, got); c.err != nil {
					t.Fatalf("%s of %s: %v", name, w.name, c.err)
				}
				again := encodeSection(s, got)
				if !bytes.Equal(again.bytes, w.bytes) {
					t.Errorf("%s of %s: read and written again, the bytes differ", name, w.name)
				}
			}
		}
	}
}

func TestReverseEach(t *testing.T) {
	for _, c := range []struct {
		size int
		want []byte
	}{{1, []byte{1, 2, 3, 4, 5, 6, 7, 8}}, {2, []byte{2, 1, 4, 3, 6, 5, 8, 7}}, {4, []byte{4, 3, 2, 1, 8, 7, 6, 5}}, {8, []byte{8, 7, 6, 5, 4, 3, 2, 1}}} {
		got := []byte{1, 2, 3, 4, 5, 6, 7, 8}
		if reverseEach(got, c.size); !bytes.Equal(got, c.want) {
			t.Errorf("size %d: got %v, want %v", c.size, got, c.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		name string
		got  [2]byte
	}{
		{"u1", kindOf[uint8]()}, {"u4", kindOf[data.TerritoryIndex]()}, {"u8", kindOf[uint64]()},
		{"i1", kindOf[int8]()}, {"i4", kindOf[int32]()}, {"i8", kindOf[int64]()}, {"f4", kindOf[float32]()}, {"f8", kindOf[float64]()},
	} {
		if string(c.got[:]) != c.name {
			t.Errorf("got %s, want %s", c.got[:], c.name)
		}
	}
}

func TestColumnsLieInTheMapping(t *testing.T) {
	if !nativeLittleEndian {
		t.Skip("columns are copied on this machine")
	}
	b := encodeSection(dataSections[4], tinyParts()).bytes
	p := &parts{}
	c := readColumns(b)
	walkCells(c, p)
	at := bytes.Index(b, binary.LittleEndian.AppendUint64(nil, 0x4004000000000000)) // 2.5
	if c.err != nil || at < 0 {
		t.Fatalf("error %v, 2.5 at %d", c.err, at)
	}
	b[at+7] ^= 0x80 // -2.5
	if got := p.tables.Cells.Count[0][1]; got != -2.5 {
		t.Errorf("got %g: the column was copied", got)
	}
}

func TestWriteRepeatsAndSparesWhoReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.maillage")
	sections := encode(tinyParts())
	write := func(w io.Writer) error { return writeSections(w, sections) }
	if err := wholefile.Write(path, write); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = old.Close() }()
	sections = encode(tinyParts())
	if err := wholefile.Write(path, write); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, first) {
		t.Error("two writes of the same contents differ")
	}
	if err := old.Verify(); err != nil {
		t.Errorf("the replaced file no longer reads: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	fingerprintOf := func(p *parts) string {
		f, err := openBytes(t, encodeBytes(t, encode(p)))
		if err != nil {
			t.Fatal(err)
		}
		return f.Fingerprint()
	}
	a, b, other := tinyParts(), tinyParts(), tinyParts()
	other.tables.Cells.Count[0][0]++
	if fingerprintOf(a) != fingerprintOf(b) {
		t.Error("the same contents have two fingerprints")
	}
	if got := fingerprintOf(a); got == fingerprintOf(other) || len(got) != 16 {
		t.Errorf("got %q for two contents", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	le := binary.LittleEndian
	whole := encodeBytes(t, encode(tinyParts()))
	seal := func(b []byte) []byte { // mends the header's own checksums
		end := headerSize + entrySize*int(le.Uint32(b[12:]))
		le.PutUint32(b[24:], checksum(b[headerSize:min(end, len(b))]))
		le.PutUint32(b[28:], checksum(b[:28]))
		return b
	}
	for _, c := range []struct {
		name   string
		change func(b []byte) []byte
		want   string
	}{
		{"empty", func([]byte) []byte { return nil }, "not a .maillage file"},
		{"another kind", func([]byte) []byte { return []byte(strings.Repeat("PK\x03\x04", 50)) }, "not a .maillage file"},
		{"cut", func(b []byte) []byte { return b[:len(b)-1] }, "cut or extended"},
		{"cut in the table", func(b []byte) []byte { return b[:100] }, "cut or extended"},
		{"extended", func(b []byte) []byte { return append(b, 0) }, "cut or extended"},
		{"header flipped", func(b []byte) []byte { b[13] ^= 1; return b }, "header is damaged"},
		{"table flipped", func(b []byte) []byte { b[headerSize+3] ^= 1; return b }, "table of sections is damaged"},
		{"later format", func(b []byte) []byte { b[8]++; return seal(b) }, "format version 2, this program reads version 1"},
		{"too many sections", func(b []byte) []byte { le.PutUint32(b[12:], 1<<31); le.PutUint32(b[28:], checksum(b[:28])); return b }, "table of sections is damaged"},
		{"section past the end", func(b []byte) []byte { le.PutUint64(b[headerSize+40:], 1<<40); return seal(b) }, "table of sections is damaged"},
		{"section length that overflows", func(b []byte) []byte { le.PutUint64(b[headerSize+40:], 1<<64-64); return seal(b) }, "table of sections is damaged"},
		{"sections that overlap", func(b []byte) []byte { le.PutUint64(b[headerSize+entrySize+32:], 0); return seal(b) }, "table of sections is damaged"},
		{"newer required section", func(b []byte) []byte { b[headerSize+24]++; return seal(b) }, `section "meta" (version 3) is made for a newer program`},
		{"older section", func(b []byte) []byte { b[headerSize+24] = 1; return seal(b) }, `section "meta" (version 1) comes from an older program: build the file again`},
		{"unknown required section", func(b []byte) []byte { b[headerSize] = 'M'; return seal(b) }, `section "Meta" (version 2) is made for a newer program`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := openBytes(t, c.change(bytes.Clone(whole)))
			if err == nil {
				t.Fatal("it opened")
			}
			got := say.Err(err, say.English)
			if !strings.Contains(got, c.want) || !strings.Contains(got, "test.maillage: ") || strings.Contains(got, "%!") {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
		})
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.maillage")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(say.Err(err, say.English), "maillage build") {
		t.Errorf("a missing file: got %v", err)
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder opened")
	}
}

func TestUnknownOptionalSectionIsIgnored(t *testing.T) {
	later := written{entry{name: "timetables", version: 9, length: 5, checksum: checksum([]byte("later"))}, []byte("later")}
	f, err := openBytes(t, encodeBytes(t, append([]written{later}, encode(tinyParts())...)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.parts(); err != nil {
		t.Error(err)
	}
	if got := f.Sections()[0]; got != (SectionInfo{"timetables", 9, false, 5}) {
		t.Errorf("got %+v", got)
	}
	if err := f.Verify(); err != nil {
		t.Error(err)
	}
}

func TestKnownSectionOfAnotherVersionIsNotRead(t *testing.T) {
	sections := encode(tinyParts())
	sections[2].version, sections[2].required = 7, false
	f, err := openBytes(t, encodeBytes(t, sections))
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Contents()
	if want := `section "sites" has version 7, this program reads version 1`; err == nil || !strings.Contains(say.Err(err, say.English), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestMissingSectionIsSaid(t *testing.T) {
	f, err := openBytes(t, encodeBytes(t, encode(tinyParts())[1:]))
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Contents()
	if want := `section "meta" is missing`; err == nil || !strings.Contains(say.Err(err, say.English), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestDamagedSectionIsFoundWhenUsed(t *testing.T) {
	b := encodeBytes(t, encode(tinyParts()))
	b[len(b)-1] ^= 4 // in the last section
	f, err := openBytes(t, b)
	if err != nil {
		t.Fatal("opening reads no section: ", err)
	}
	if _, err := f.parts(); err != nil {
		t.Errorf("what is damaged is read by nobody yet, and told: %v", err)
	}
	for name, err := range map[string]error{"Verify": f.Verify(), "parts": second(wholeParts(f)), "Gazetteer": second(f.Gazetteer())} {
		if err == nil || !strings.Contains(say.Err(err, say.English), `section "gazetteer.boxes" is damaged`) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Any one bit flipped is found, or was in the zeros between sections.
func TestEveryFlippedByteIsFound(t *testing.T) {
	whole := encodeBytes(t, encode(tinyParts()))
	want := tinyParts()
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1 << (i % 8)
		f, err := overBytes(b)
		if err != nil {
			continue
		}
		if got, err := wholeParts(f); err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("byte %d flipped: another content without an error", i)
		}
	}
}

// Sections whose checksum holds but whose bytes mean nothing: an error or some
// content, never a panic. Seals each damaged section, as an attacker could.
func TestDamagedSectionsNeverPanic(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for range 3000 {
		p := tinyParts()
		sections := encode(p)
		for i := range sections {
			if i > len(sections)-3 && random.IntN(2) == 0 {
				continue
			}
			damage(random, &sections[i])
		}
		f, err := overBytes(encodeBytes(t, sections))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Contents()
		_, _ = f.Gazetteer()
	}
}

func damage(random *rand.Rand, w *written) {
	b := bytes.Clone(w.bytes)
	for range random.IntN(3) {
		b[random.IntN(len(b))] = byte(random.Uint32())
	}
	if random.IntN(8) == 0 {
		b = b[:random.IntN(len(b))]
	}
	w.bytes, w.length, w.checksum = b, uint64(len(b)), checksum(b)
}

// overBytes is a file that was never on disk: fuzzing would drown in files.
func overBytes(b []byte) (*File, error) {
	return newFile("fuzz.maillage", b, func() error { return nil })
}

func FuzzSnapshot(f *testing.F) {
	f.Add(encodeBytes(f, encode(tinyParts())))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := overBytes(b)
		if err != nil {
			return
		}
		_, _ = file.Contents()
		_, _ = file.Gazetteer()
		_ = file.Verify()
	})
}

// FuzzSections hands the decoders bytes that no checksum guards.
func FuzzSections(f *testing.F) {
	for i, s := range encode(tinyParts()) {
		f.Add(uint8(i), s.bytes)
	}
	f.Fuzz(func(t *testing.T, which uint8, b []byte) {
		sections := encode(tinyParts())
		s := &sections[int(which)%len(sections)]
		s.bytes, s.length, s.checksum = b, uint64(len(b)), checksum(b)
		file, err := overBytes(encodeBytes(t, sections))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = file.Contents()
		_, _ = file.Gazetteer()
		p, err := wholeParts(file)
		if err != nil {
			return
		}
		first := encodeBytes(t, encode(p)) // what reads writes, and reads again as the same
		if file, err = overBytes(first); err != nil {
			t.Fatal(err)
		}
		if p, err = wholeParts(file); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encodeBytes(t, encode(p)), first) {
			t.Fatal("written, read and written again, the bytes differ")
		}
	})
}
