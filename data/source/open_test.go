package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// inFile puts bytes into a file of that name.
func inFile(t testing.TB, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipped is a zip of files, given as name, content, name, content…
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readOpened opens a file and reads it whole.
func readOpened(path string, opt OpenOptions) (name, content string, err error) {
	o, err := Open(path, opt)
	if err != nil {
		return "", "", err
	}
	b, err := io.ReadAll(o)
	if err == nil {
		err = o.Close()
	}
	return o.Name, string(b), err
}

func TestOpen(t *testing.T) {
	const text = "nom,lat\nÎle,42\n"
	book := zipped(t, "[Content_Types].xml", "x", "xl/workbook.xml", "y")
	for _, c := range []struct {
		name, file string
		bytes      []byte
		opt        OpenOptions
		want       string
		wantName   string
	}{
		{"plain", "a.csv", []byte(text), OpenOptions{}, text, "a.csv"},
		{"empty", "a.csv", nil, OpenOptions{}, "", "a.csv"},
		{"gzip", "a.csv.gz", gzipped(t, []byte(text)), OpenOptions{}, text, "a.csv"},
		{"gzip by another name", "a.csv", gzipped(t, []byte(text)), OpenOptions{}, text, "a.csv"},
		{"two gzips in a row", "a.csv.gz", append(gzipped(t, []byte("nom,lat\n")), gzipped(t, []byte("Île,42\n"))...), OpenOptions{}, text, "a.csv"},
		{"zip of one", "a.zip", zipped(t, "b.csv", text), OpenOptions{}, text, "b.csv"},
		{"zip of one in a folder, and what a Mac adds", "a.zip", zipped(t, "d/", "", "d/b.csv", text, "__MACOSX/d/._b.csv", "x", "d/.DS_Store", "x"), OpenOptions{}, text, "b.csv"},
		{"zip of several, one named", "a.zip", zipped(t, "b.csv", text, "c.csv", "x"), OpenOptions{Member: "b.csv"}, text, "b.csv"},
		{"named without its folder", "a.zip", zipped(t, "d/b.csv", text, "c.csv", "x"), OpenOptions{Member: "b.csv"}, text, "b.csv"},
		{"a workbook is no archive", "a.xlsx", book, OpenOptions{}, string(book), "a.xlsx"},
		{"a workbook in a zip", "a.zip", zipped(t, "a.xlsx", string(book)), OpenOptions{}, string(book), "a.xlsx"},
		{"Latin-1", "a.csv", []byte("nom,lat\n\xcele,42\n"), OpenOptions{Latin1: true}, text, "a.csv"},
		{"Latin-1 in a gzip", "a.gz", gzipped(t, []byte("nom,lat\n\xcele,42\n")), OpenOptions{Latin1: true}, text, "a"},
		{"Latin-1 that is marked UTF-8", "a.csv", []byte("\uFEFF" + text), OpenOptions{Latin1: true}, text, "a.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name, got, err := readOpened(inFile(t, c.file, c.bytes), c.opt)
			if err != nil || got != c.want || name != c.wantName {
				t.Errorf("got %q %q (%v), want %q %q", name, got, err, c.wantName, c.want)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	secret := zipped(t, "a.csv", "nom")
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(secret, []byte(mark))
		secret[at+6+2*(strings.Count(mark, "\x01"))] |= 1 // the flag of encryption
	}
	var tape bytes.Buffer
	w := tar.NewWriter(&tape)
	_ = w.WriteHeader(&tar.Header{Name: "a.csv", Size: 3, Mode: 0o600})
	_, _ = w.Write([]byte("nom"))
	_ = w.Close()
	many := []string{}
	for i := range 30 {
		many = append(many, strings.Repeat("n", i+1)+".csv", "")
	}
	whole := gzipped(t, bytes.Repeat([]byte("nom,lat\n"), 1000))
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-6] ^= 1
	for _, c := range []struct {
		name  string
		bytes []byte
		opt   OpenOptions
		want  []string
	}{
		{"several files", zipped(t, "b.csv", "", "c.csv", ""), OpenOptions{}, []string{"a.bin", "2 files", "member", "b.csv, c.csv"}},
		{"very many files", zipped(t, many...), OpenOptions{}, []string{"30 files", "…"}},
		{"a member that is not there", zipped(t, "b.csv", ""), OpenOptions{Member: "d.csv"}, []string{"\"d.csv\"", "b.csv"}},
		{"the same name in two folders", zipped(t, "x/b.csv", "", "y/b.csv", ""), OpenOptions{Member: "b.csv"}, []string{"x/b.csv, y/b.csv"}},
		{"no file", zipped(t, "d/", ""), OpenOptions{}, []string{"no file"}},
		{"an empty zip", zipped(t), OpenOptions{}, []string{"no file"}},
		{"a member of what is no zip", []byte("nom"), OpenOptions{Member: "b.csv"}, []string{"not a zip", "member: b.csv"}},
		{"a zip in a zip", zipped(t, "b.zip", string(zipped(t, "c.csv", "nom"))), OpenOptions{}, []string{"another archive"}},
		{"a gzip in a zip", zipped(t, "b.gz", string(whole)), OpenOptions{}, []string{"another archive"}},
		{"a gzip in a gzip", gzipped(t, whole), OpenOptions{}, []string{"another archive"}},
		{"a tar in a gzip", gzipped(t, tape.Bytes()), OpenOptions{}, []string{"another archive"}},
		{"a password", secret, OpenOptions{}, []string{"password"}},
		{"a gzip cut short", whole[:len(whole)/2], OpenOptions{}, []string{"damaged or cut short"}},
		{"a gzip of which a bit flipped", flipped, OpenOptions{}, []string{"damaged or cut short"}},
		{"a gzip's mark alone", []byte("\x1f\x8b"), OpenOptions{}, []string{"damaged or cut short"}},
		{"a zip cut short", secret[:len(secret)-10], OpenOptions{}, []string{"damaged or cut short"}},
		{"UTF-8 said to be Latin-1", []byte("nom\nÎlé\n"), OpenOptions{Latin1: true}, []string{"line 2", "not Latin-1", "encoding"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := readOpened(inFile(t, "a.bin", c.bytes), c.opt)
			wantSentence(t, err, append(c.want, "a.bin")...)
		})
	}
	_, _, err := readOpened(filepath.Join(t.TempDir(), "absent.csv"), OpenOptions{})
	wantSentence(t, err, "absent.csv", "name and the folder")
}

// deflated packs so many MiB of one sign: one of them, and its packing again
// and again, as deflate allows where what came before is the same.
func deflated(t testing.TB, sign byte, mebibytes int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	one, begins := bytes.Repeat([]byte{sign}, 1<<20), [3]int{}
	for i := range begins {
		begins[i] = b.Len()
		if i == len(begins)-1 {
			err = w.Close()
		} else if _, err = w.Write(one); err == nil {
			err = w.Flush()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	packed := b.Bytes()
	again := bytes.Repeat(packed[begins[1]:begins[2]], mebibytes-1)
	return slices.Concat(packed[:begins[1]], again, packed[begins[2]:])
}

// bomb is a zip of one member of so many MiB of one sign.
func bomb(t testing.TB, member string, sign byte, mebibytes int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	packed := deflated(t, sign, mebibytes)
	f, err := z.CreateRaw(&zip.FileHeader{Name: member, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(mebibytes) << 20})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(packed); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A bomb unpacks to hundreds of times its size; it is stopped long before, in bounded memory.
func TestOpenStopsBombs(t *testing.T) {
	const mebibytes = 128
	gzipHead := "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
	for name, b := range map[string][]byte{
		"bomb.gz":  append([]byte(gzipHead), deflated(t, 0, mebibytes)...),
		"bomb.zip": bomb(t, "places.csv", 0, mebibytes),
	} {
		path := inFile(t, name, b)
		var given int64
		var err error
		used := grown(func() {
			var o *Opened
			if o, err = Open(path, OpenOptions{}); err == nil {
				given, err = io.Copy(io.Discard, o)
				_ = o.Close()
			}
		})
		wantSentence(t, err, name, "trap")
		if given > mebibytes<<20/4 || used > 8<<20 {
			t.Errorf("%s: gave %d MiB and took %d MiB of memory", name, given>>20, used>>20)
		}
		dir := t.TempDir()
		_, _, err = Unpack(path, dir, OpenOptions{})
		wantSentence(t, err, name, "trap")
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: the disk keeps %v", name, left)
		}
	}
}

// The list of a zip's files is bounded before it is read.
func TestOpenRefusesTooManyMembers(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	name := strings.Repeat("n", 60000)
	for range directoryBytes/len(name) + 10 {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, err := readOpened(inFile(t, "a.zip", b.Bytes()), OpenOptions{})
	wantSentence(t, err, "a.zip", "too many files")
}

func TestUnpack(t *testing.T) {
	dir := t.TempDir()
	plain := inFile(t, "a.gpkg", []byte("SQLite"))
	if got, remove, err := Unpack(plain, dir, OpenOptions{}); err != nil || got != plain || remove() != nil {
		t.Errorf("plain: got %q, %v; want the file itself", got, err)
	}
	for name, b := range map[string][]byte{"a.gpkg.gz": gzipped(t, []byte("SQLite")), "a.zip": zipped(t, "d/a.gpkg", "SQLite")} {
		got, remove, err := Unpack(inFile(t, name, b), dir, OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(got)
		if err != nil || string(content) != "SQLite" || filepath.Base(got) != "a.gpkg" {
			t.Errorf("%s: got %q in %s (%v)", name, content, got, err)
		}
		if err := remove(); err != nil {
			t.Error(err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("the disk keeps %v", left)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(gzipped(f, []byte("nom,lat\n")))
	f.Add(zipped(f, "a.csv", "nom,lat\n"))
	f.Add(zipped(f, "a.csv", "", "b.zip", string(zipped(f, "a", "b"))))
	path := filepath.Join(f.TempDir(), "a.bin")
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, opt := range []OpenOptions{{}, {Member: "a.csv", Latin1: true}} {
			_, _, err := readOpened(path, opt)
			if err != nil && !isSaid(err) {
				t.Fatalf("not a sentence: %v", err)
			}
		}
	})
}
