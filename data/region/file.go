package region

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/say"
)

// File is an open snapshot, mapped into memory where the system can. It is safe
// for concurrent use until Close.
type File struct {
	path    string
	bytes   []byte
	unmap   func() error
	entries []entry

	check []func() error // by section: whether its checksum holds, computed once

	places func() (*gazetteer.Gazetteer, error) // read once
}

// Open maps a snapshot and reads its header and table of sections; a section's
// own bytes are checked when it is first used. Cost: none that grows with the file.
//
// Errors name the file: it is not a snapshot, it is cut, extended or damaged, or it was made by a newer program.
//
// The file must not be truncated or rewritten in place while it is open: Write never does.
func Open(path string) (*File, error) {
	b, unmap, err := mapFile(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, say.Errorf("%s : ce fichier n'existe pas ; « maillage build » en fait un à partir d'une recette (%v)",
				"%s: there is no such file; \"maillage build\" makes one from a recipe (%v)", path, errors.Unwrap(err))
		}
		return nil, say.Errorf("ouvrir %s : %v", "open %s: %v", path, err)
	}
	f, err := newFile(path, b, unmap)
	if err != nil {
		return nil, errors.Join(say.Errorf("%s : %v", "%s: %v", path, err), unmap())
	}
	return f, nil
}

func newFile(path string, b []byte, unmap func() error) (*File, error) {
	entries, err := decodeHeader(b)
	if err != nil {
		return nil, err
	}
	f := &File{path: path, bytes: b, unmap: unmap, entries: entries}
	for _, e := range entries {
		f.check = append(f.check, sync.OnceValue(func() error { return f.checkSum(e) }))
	}
	f.places = sync.OnceValues(f.readGazetteer)
	return f, f.known()
}

// known refuses a section of another version than this program reads, but for a
// newer one that is not required: leaving any other out would give other answers.
func (f *File) known() error {
	for _, e := range f.entries {
		version, ok := knownVersion(e.name)
		if e.required && (!ok || e.version > version) {
			return say.Errorf("la section « %s » (version %d) est faite pour un programme plus récent : mettez-le à jour ou reconstruisez le fichier",
				"section \"%s\" (version %d) is made for a newer program: update it or build the file again", e.name, e.version)
		}
		if ok && e.version < version {
			return say.Errorf("la section « %s » (version %d) vient d'un programme plus ancien : reconstruisez le fichier",
				"section \"%s\" (version %d) comes from an older program: build the file again", e.name, e.version)
		}
	}
	return nil
}

// Close unmaps the file. Nothing that came from it may be used afterwards: its
// Contents' columns and outlines lie in the mapping.
func (f *File) Close() error { return f.unmap() }

// Path is where the file was opened.
func (f *File) Path() string { return f.path }

// Size is the file's length in bytes.
func (f *File) Size() int64 { return int64(len(f.bytes)) }

// Fingerprint names the file's contents in 16 hexadecimal digits: two files
// with the same contents have the same, and it changes with any of them. For ETags.
func (f *File) Fingerprint() string {
	return fingerprint(f.bytes[:headerSize+entrySize*len(f.entries)])
}

// SectionInfo tells of one section of a file.
type SectionInfo struct {
	Name     string
	Version  uint32
	Required bool
	Bytes    uint64
}

// Sections lists the file's sections in their order, those this program does not know included.
func (f *File) Sections() []SectionInfo {
	out := make([]SectionInfo, len(f.entries))
	for i, e := range f.entries {
		out[i] = SectionInfo{e.name, e.version, e.required, e.length}
	}
	return out
}

// Verify checks every section's checksum, even of those this program does not know. Cost: a reading of the whole file.
func (f *File) Verify() error {
	for i := range f.entries {
		if _, err := f.sectionBytes(i); err != nil {
			return err
		}
	}
	return nil
}

// sectionBytes returns a section whose checksum holds.
func (f *File) sectionBytes(i int) ([]byte, error) {
	if err := f.check[i](); err != nil {
		return nil, err
	}
	return f.whole(f.entries[i]), nil
}

// whole are the bytes of a section.
func (f *File) whole(e entry) []byte {
	return f.bytes[e.offset : e.offset+e.length : e.offset+e.length]
}

func (f *File) checkSum(e entry) error {
	if checksum(f.whole(e)) != e.checksum {
		return say.Errorf("%s : la section « %s » est abîmée : copiez ou reconstruisez le fichier",
			"%s: section \"%s\" is damaged: copy or build the file again", f.path, e.name)
	}
	return nil
}

// checkAhead checks at the same time the sections that Contents reads one after the other.
func (f *File) checkAhead() {
	var wg sync.WaitGroup
	for i, e := range f.entries {
		if e.required {
			wg.Go(func() { _ = f.check[i]() }) // told when the section is read
		}
	}
	wg.Wait()
}

// read fills a part from its section.
func (f *File) read(s section, p *parts) error {
	for i, e := range f.entries {
		if e.name != s.name {
			continue
		}
		if e.version != s.version {
			return say.Errorf("%s : la section « %s » est de version %d, ce programme lit la version %d : reconstruisez le fichier, ou mettez le programme à jour",
				"%s: section \"%s\" has version %d, this program reads version %d: build the file again, or update the program", f.path, e.name, e.version, s.version)
		}
		b, err := f.sectionBytes(i)
		if err != nil {
			return err
		}
		c := readColumns(b)
		if c.err == nil {
			s.walk(c, p)
		}
		if c.err != nil {
			return say.Errorf("%s, section « %s » : %v", "%s, section \"%s\": %v", f.path, e.name, c.err)
		}
		return nil
	}
	return say.Errorf("%s : la section « %s » manque : reconstruisez le fichier", "%s: section \"%s\" is missing: build the file again", f.path, s.name)
}

func (f *File) has(name string) bool {
	for _, e := range f.entries {
		if e.name == name {
			return true
		}
	}
	return false
}

// hasVersion tells whether the file has a section as this program reads it.
func (f *File) hasVersion(s section) bool {
	return slices.ContainsFunc(f.entries, func(e entry) bool { return e.name == s.name && e.version == s.version })
}

// Contents reads the file. What it returns lies partly in the mapping and must
// not be used after Close. Cost: milliseconds for a region; docs/format.md has figures.
func (f *File) Contents() (*Contents, error) {
	f.checkAhead()
	p, err := f.parts()
	if err != nil {
		return nil, err
	}
	c := &Contents{Recipe: p.recipe}
	var streets errgroup.Group // beside the data
	if p.streets != nil {
		streets.Go(func() (err error) {
			c.Streets, err = road.FromColumns(p.streets)
			return err
		})
	}
	c.Dataset, err = data.FromTables(p.tables)
	if wrong := streets.Wait(); err == nil {
		err = wrong
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.path, err)
	}
	return c, nil
}

func (f *File) parts() (*parts, error) {
	p := &parts{}
	for _, s := range dataSections {
		if !s.required && !f.hasVersion(s) {
			continue
		}
		if err := f.read(s, p); err != nil {
			return nil, err
		}
	}
	if !f.has(streetsSection.name) {
		return p, nil
	}
	p.streets = &road.Columns{}
	for _, s := range []section{streetsSection, boxesSection} {
		if err := f.read(s, p); err != nil {
			return nil, err
		}
	}
	for _, s := range []section{categoriesSection, barredSection} {
		if f.hasVersion(s) {
			if err := f.read(s, p); err != nil {
				return nil, err
			}
		}
	}
	for i := range p.streets.Graphs {
		g := &p.streets.Graphs[i]
		if err := f.read(graphSection(g.Profile, g), p); err != nil {
			return nil, err
		}
		f.findHierarchies(g)
	}
	return p, nil
}
