package source

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"maillage/say"
)

// What a packed file may unpack to. Open data in CSV, JSON and GeoJSON pack to
// a fifth or a tenth, seldom to a fiftieth; deflate itself goes to a thousandth.
const (
	unpackRatio  = 200
	unpackFreely = 16 << 20 // below this the ratio says nothing
	unpackBytes  = 16 << 30 // France's streets have 5 GB, its structures 2
)

// unpacker stops what unpacks to too much, and says what is damaged.
type unpacker struct {
	r      io.Reader
	packed *counter // read so far, or the whole of it
	given  int64
	file   string
}

// Read implements io.Reader.
func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.given += int64(n)
	switch {
	case u.given > unpackBytes, u.given > unpackFreely && u.given/unpackRatio > u.packed.n:
		return 0, say.Errorf(
			"%s se dépaquette en plus de %d Mio, bien plus qu'une source n'en contient ; c'est sans doute une archive piégée : dépaquetez-la vous-même si vous lui faites confiance",
			"%s unpacks to more than %d MiB, far more than a source holds; it is probably a trap: unpack it yourself if you trust it",
			u.file, u.given>>20)
	case err != nil && !errors.Is(err, io.EOF):
		return n, damaged(u.file, err)
	}
	return n, err
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

var errBudget = errors.New("more was read than allowed")

// budgetAt is a budget for what is read here and there.
type budgetAt struct {
	r    io.ReaderAt
	left int64
}

// ReadAt implements io.ReaderAt.
func (b *budgetAt) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errBudget
	}
	return b.r.ReadAt(p, at)
}

// Unpack gives a file to readers that need it on the disk, a GeoPackage or an
// OpenStreetMap extract: its own path where it is plain, else that of a copy
// unpacked into a new folder inside dir (the system's own where dir is empty).
// remove takes the copy away; call it whatever happens after.
func Unpack(path, dir string, opt OpenOptions) (plain string, remove func() error, err error) {
	nothing := func() error { return nil }
	o, err := Open(path, opt)
	if err != nil {
		return "", nothing, err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if !o.Packed {
		return path, nothing, nil
	}
	folder, err := os.MkdirTemp(dir, "maillage-")
	if err != nil {
		return "", nothing, err
	}
	remove = func() error { return os.RemoveAll(folder) }
	plain = filepath.Join(folder, filepath.Base(o.Name))
	if err := copyTo(plain, o); err != nil {
		return "", nothing, errors.Join(err, remove())
	}
	return plain, remove, nil
}

func copyTo(path string, r io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}
