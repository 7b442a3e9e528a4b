package region

import (
	"io"

	"maillage/internal/wholefile"
	"maillage/say"
)

// written is a section ready to be written.
type written struct {
	entry
	bytes []byte
}

// Write writes a snapshot at path. The same contents give the same bytes: the
// file holds neither the time nor the place of its making.
//
// It appears whole or not at all ([wholefile.Write]); whoever has the file it
// replaces mapped keeps reading the old one.
func Write(path string, c *Contents) error {
	p := &parts{recipe: c.Recipe, tables: c.Dataset.Tables}
	if c.Streets != nil {
		p.streets = c.Streets.Columns()
		if err := p.gatherHierarchies(); err != nil {
			return err
		}
	}
	if c.Gazetteer != nil {
		p.gazetteer, p.sources = c.Gazetteer.Columns(), c.PlaceSources
	}
	sections := encode(p)
	if err := wholefile.Write(path, func(w io.Writer) error { return writeSections(w, sections) }); err != nil {
		return say.Errorf("écrire %s : %v", "write %s: %v", path, err)
	}
	return nil
}

// writeSections writes the header, the table and the sections, zeros between them.
func writeSections(w io.Writer, sections []written) error {
	entries := make([]entry, len(sections))
	for i := range sections {
		entries[i] = sections[i].entry
	}
	size := layOut(entries)
	if _, err := w.Write(encodeHeader(entries, size)); err != nil {
		return err
	}
	at := uint64(headerSize + entrySize*len(entries))
	for i, e := range entries {
		if _, err := w.Write(make([]byte, e.offset-at)); err != nil {
			return err
		}
		if _, err := w.Write(sections[i].bytes); err != nil {
			return err
		}
		at = e.offset + e.length
	}
	return nil
}

// encode makes the sections of a snapshot.
func encode(p *parts) []written {
	sections := dataSections
	if p.streets != nil {
		sections = append(sections[:len(sections):len(sections)], streetsSection, boxesSection, categoriesSection, barredSection)
		for i := range p.streets.Graphs {
			g := &p.streets.Graphs[i]
			sections = append(sections, graphSection(g.Profile, g))
		}
		for _, h := range p.hierarchies {
			sections = append(sections, h.section())
		}
	}
	if p.gazetteer != nil {
		sections = append(sections[:len(sections):len(sections)], gazetteerSection, placesSection)
	}
	out := make([]written, len(sections))
	for i, s := range sections {
		out[i] = encodeSection(s, p)
	}
	return out
}

func encodeSection(s section, p *parts) written {
	if len(s.name) > nameSize {
		panic("region: section name " + s.name + " is too long")
	}
	c := &columns{}
	s.walk(c, p)
	b := c.section()
	return written{entry{name: s.name, version: s.version, required: s.required, length: uint64(len(b)), checksum: checksum(b)}, b}
}
