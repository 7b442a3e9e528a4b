package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"maillage/say"
)

// OpenOptions says how a file is to be opened.
type OpenOptions struct {
	File   string // its name in messages; empty: the path's last element
	Member string // the file to take from a zip; empty where it has only one
	Latin1 bool   // the text is in Latin-1 or Windows-1252; what is read is UTF-8
}

// Opened is a file's content, unpacked as it is read.
type Opened struct {
	io.Reader
	Name   string // the content's own name: the member of a zip, a gzip's without .gz
	Packed bool   // whether it had to be unpacked
	close  []io.Closer
}

// Close releases the file.
func (o *Opened) Close() error {
	var errs []error
	for i := len(o.close) - 1; i >= 0; i-- {
		errs = append(errs, o.close[i].Close())
	}
	return errors.Join(errs...)
}

// Open opens a file as it is, or out of gzip or zip, which it knows by their
// first bytes and not by a name. What unpacks to far more than a file of a
// region can be, an archive inside an archive, and a zip of several files of
// which none is named, are errors. An XLSX workbook is a zip that stays whole.
// Memory does not depend on the file.
func Open(path string, opt OpenOptions) (*Opened, error) {
	if opt.File == "" {
		opt.File = filepath.Base(path)
	}
	f, err := os.Open(path)
	if err != nil {
		var refused *fs.PathError
		if errors.As(err, &refused) { // its path is ours already
			err = refused.Err
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, say.Errorf("%s n'existe pas ; vérifiez le nom et le dossier", "%s does not exist; check the name and the folder", opt.File)
		}
		return nil, say.Errorf("impossible d'ouvrir %s : %v ; vérifiez le nom et le dossier", "cannot open %s: %v; check the name and the folder", opt.File, err)
	}
	o := &Opened{Name: opt.File, close: []io.Closer{f}}
	if err := o.unpack(f, opt); err != nil {
		return nil, errors.Join(err, o.Close())
	}
	if opt.Latin1 {
		o.Reader = newLatin1Reader(o.Reader, opt.File)
	}
	return o, nil
}

// unpack finds out what the file is and sets what is to be read.
func (o *Opened) unpack(f *os.File, opt OpenOptions) error {
	buffered := bufio.NewReaderSize(f, 64<<10)
	switch packingOf(buffered) {
	case packedZip:
		return o.unzip(f, opt)
	case packedGzip:
		if opt.Member != "" {
			return notInside(opt)
		}
		packed := &counter{r: buffered}
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return damaged(opt.File, err)
		}
		o.Name = strings.TrimSuffix(opt.File, ".gz")
		return o.guard(unpacked, packed, opt.File)
	default:
		if opt.Member != "" {
			return notInside(opt)
		}
		o.Reader = buffered
		return nil
	}
}

func notInside(opt OpenOptions) error {
	return say.Errorf("%s n'est pas un zip : retirez « member: %s » de la recette", "%s is not a zip: take \"member: %s\" away from the recipe", opt.File, clean(opt.Member))
}

// guard puts the bomb guard over what is unpacked, and refuses what is packed once more.
func (o *Opened) guard(unpacked io.Reader, packed *counter, file string) error {
	o.Packed = true
	buffered := bufio.NewReaderSize(&unpacker{r: unpacked, packed: packed, file: file}, 64<<10)
	o.Reader = buffered
	if packingOf(buffered) != packedNot || isTar(buffered) {
		return say.Errorf("%s contient une autre archive ; dépaquetez-la d'abord : un fichier compressé ne contient que le fichier à lire",
			"%s holds another archive; unpack it first: a compressed file holds nothing but the file to read", file)
	}
	return nil
}

// packing is how a file is packed.
type packing uint8

const (
	packedNot packing = iota
	packedGzip
	packedZip
)

func packingOf(r *bufio.Reader) packing {
	head, _ := r.Peek(64)
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return packedGzip
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && !isWorkbook(head), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return packedZip
	default:
		return packedNot
	}
}

// isWorkbook tells a zip that is an office document by the name of its first member.
func isWorkbook(head []byte) bool {
	const nameAt = 30 // in a member's own header (APPNOTE 4.3.7)
	if len(head) < nameAt || !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	for _, name := range []string{"[Content_Types].xml", "_rels/", "docProps/", "xl/", "mimetype"} {
		if bytes.HasPrefix(head[nameAt:], []byte(name)) {
			return true
		}
	}
	return false
}

// isTar tells a tar archive by the mark in its first header.
func isTar(r *bufio.Reader) bool {
	head, _ := r.Peek(262)
	return len(head) == 262 && string(head[257:]) == "ustar"
}

// directoryBytes bounds the list of a zip's members, which is held in memory.
const directoryBytes = 8 << 20

func (o *Opened) unzip(f *os.File, opt OpenOptions) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	directory := &budgetAt{r: f, left: directoryBytes}
	archive, err := zip.NewReader(directory, info.Size())
	switch {
	case errors.Is(err, errBudget):
		return say.Errorf("%s contient trop de fichiers ; sortez-en celui qu'il faut lire", "%s holds too many files; take out the one to read", opt.File)
	case err != nil:
		return damaged(opt.File, err)
	}
	directory.left = 1 << 62 // the members are guarded as they are unpacked
	member, err := pick(archive.File, opt)
	if err != nil {
		return err
	}
	if member.Flags&1 != 0 {
		return say.Errorf("%s est protégé par un mot de passe ; dépaquetez-le d'abord", "%s is protected by a password; unpack it first", opt.File)
	}
	unpacked, err := member.Open()
	if err != nil {
		return damaged(opt.File, err)
	}
	o.Name = path.Base(member.Name)
	o.close = append(o.close, unpacked)
	return o.guard(unpacked, &counter{n: int64(min(member.CompressedSize64, uint64(info.Size())))}, opt.File)
}

// pick finds the member asked for, or the only one.
func pick(members []*zip.File, opt OpenOptions) (*zip.File, error) {
	var files, asked []*zip.File
	var names []string
	for _, m := range members {
		base := path.Base(m.Name)
		if strings.HasSuffix(m.Name, "/") || strings.HasPrefix(base, ".") || strings.HasPrefix(m.Name, "__MACOSX/") {
			continue
		}
		files, names = append(files, m), append(names, m.Name)
		if m.Name == opt.Member {
			return m, nil
		}
		if base == opt.Member {
			asked = append(asked, m)
		}
	}
	switch {
	case len(asked) == 1:
		return asked[0], nil
	case opt.Member == "" && len(files) == 1:
		return files[0], nil
	case len(files) == 0:
		return nil, say.Errorf("%s ne contient aucun fichier", "%s holds no file", opt.File)
	case opt.Member == "":
		return nil, say.Errorf("%s contient %d fichiers ; dites lequel lire avec « member » dans la recette : %s",
			"%s holds %d files; say which to read with \"member\" in the recipe: %s", opt.File, len(files), listNames(names))
	default:
		return nil, say.Errorf("%s n'a pas de fichier « %s » ; il contient : %s", "%s has no file \"%s\"; it holds: %s", opt.File, clean(opt.Member), listNames(names))
	}
}

// listNames names the first of what may be many.
func listNames(names []string) string {
	const most = 20
	more := ""
	if len(names) > most {
		names, more = names[:most], "…"
	}
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = shorten(name)
	}
	return strings.Join(shown, ", ") + more
}

func damaged(file string, err error) error {
	if isSaid(err) {
		return err
	}
	return say.Errorf("%s ne se dépaquette pas (%v) ; il est abîmé ou incomplet : téléchargez-le de nouveau", "%s cannot be unpacked (%v); it is damaged or cut short: download it again", file, err)
}
