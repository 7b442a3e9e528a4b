package region

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"slices"

	"maillage/say"
)

// The container: a header, a table of sections, the sections. docs/format.md draws every byte.
const (
	magic         = "MAILLAGE"
	formatVersion = 1
	headerSize    = 32
	entrySize     = 64
	nameSize      = 24
	sectionAlign  = 64
	maxSections   = 1024

	flagRequired = 1 << 0
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// entry is one line of the table of sections.
type entry struct {
	name     string
	version  uint32
	required bool
	offset   uint64 // from the file's beginning, a multiple of sectionAlign
	length   uint64
	checksum uint32 // CRC-32C of the section's bytes
}

// layOut gives each section its place after the header and the table, and returns the file's size.
func layOut(entries []entry) uint64 {
	end := uint64(headerSize + entrySize*len(entries))
	for i := range entries {
		entries[i].offset = alignUp(end, sectionAlign)
		end = entries[i].offset + entries[i].length
	}
	return end
}

func alignUp(n, to uint64) uint64 { return (n + to - 1) / to * to }

// encodeHeader writes the header and the table of sections.
func encodeHeader(entries []entry, fileSize uint64) []byte {
	le := binary.LittleEndian
	b := make([]byte, headerSize+entrySize*len(entries))
	for i, e := range entries {
		row := b[headerSize+entrySize*i:][:entrySize]
		copy(row[:nameSize], e.name)
		le.PutUint32(row[24:], e.version)
		if e.required {
			le.PutUint32(row[28:], flagRequired)
		}
		le.PutUint64(row[32:], e.offset)
		le.PutUint64(row[40:], e.length)
		le.PutUint32(row[48:], e.checksum)
	}
	copy(b, magic)
	le.PutUint32(b[8:], formatVersion)
	le.PutUint32(b[12:], uint32(len(entries)))
	le.PutUint64(b[16:], fileSize)
	le.PutUint32(b[24:], checksum(b[headerSize:]))
	le.PutUint32(b[28:], checksum(b[:28]))
	return b
}

// decodeHeader reads the header and the table, and refuses whatever does not
// hold together: nothing later needs to doubt an offset or a length again.
func decodeHeader(b []byte) ([]entry, error) {
	le := binary.LittleEndian
	switch {
	case len(b) < headerSize || string(b[:8]) != magic:
		return nil, say.Errorf("ce n'est pas un fichier .maillage", "it is not a .maillage file")
	case le.Uint32(b[28:]) != checksum(b[:28]):
		return nil, errDamaged("l'en-tête", "the header")
	case le.Uint32(b[8:]) != formatVersion:
		return nil, say.Errorf("version %d du format, ce programme lit la version %d : reconstruisez le fichier, ou mettez le programme à jour",
			"format version %d, this program reads version %d: build the file again, or update the program", le.Uint32(b[8:]), formatVersion)
	case le.Uint64(b[16:]) != uint64(len(b)):
		return nil, say.Errorf("%d octets au lieu de %d : la copie est incomplète ou allongée, copiez ou reconstruisez le fichier",
			"%d bytes instead of %d: the copy is cut or extended, copy or build the file again", len(b), le.Uint64(b[16:]))
	}
	n := uint64(le.Uint32(b[12:]))
	tableEnd := headerSize + entrySize*n
	if n > maxSections || tableEnd > uint64(len(b)) || le.Uint32(b[24:]) != checksum(b[headerSize:tableEnd]) {
		return nil, errDamaged("la table des sections", "the table of sections")
	}
	entries := make([]entry, n)
	end := tableEnd
	for i := range entries {
		e := decodeEntry(b[headerSize+entrySize*i:][:entrySize])
		// Sections follow each other, so that none overlaps another and the sum cannot overflow.
		if e.offset < end || e.offset%sectionAlign != 0 || e.offset > uint64(len(b)) || e.length > uint64(len(b))-e.offset {
			return nil, errDamaged("la table des sections", "the table of sections")
		}
		end = e.offset + e.length
		entries[i] = e
	}
	return entries, nil
}

func decodeEntry(row []byte) entry {
	le := binary.LittleEndian
	name := row[:nameSize]
	if i := slices.Index(name, 0); i >= 0 {
		name = name[:i]
	}
	return entry{
		name:     string(name),
		version:  le.Uint32(row[24:]),
		required: le.Uint32(row[28:])&flagRequired != 0,
		offset:   le.Uint64(row[32:]),
		length:   le.Uint64(row[40:]),
		checksum: le.Uint32(row[48:]),
	}
}

// fingerprint names the contents: it hashes the header and the table, which hold every section's checksum.
func fingerprint(header []byte) string {
	sum := sha256.Sum256(header)
	return hex.EncodeToString(sum[:8])
}

func errDamaged(fr, en string) error {
	return say.Errorf("%[1]s est abîmé(e) : copiez ou reconstruisez le fichier", "%[2]s is damaged: copy or build the file again", fr, en)
}
