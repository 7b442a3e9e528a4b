package source

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"io"

	"maillage/say"
)

// Limits of the format (its wiki page, "PBF Format"): a blob's header, a blob,
// and what a blob unpacks to.
const (
	maxBlobHeader = 64 << 10
	maxBlob       = 32 << 20
)

var (
	pbfBlobHeader = message{1: wireBytes, 3: wireVarint}
	pbfBlob       = message{1: wireBytes, 2: wireVarint, 3: wireBytes, 4: wireBytes, 5: wireBytes, 6: wireBytes, 7: wireBytes}
	pbfHeader     = message{4: wireBytes}
)

// pbfGate stands between a PBF file and osmpbf's decoder. It reads the file's
// blobs one by one, unpacks and checks each (checkBlock), and hands on the same
// blobs unpacked, so that the decoder meets nothing it cannot bear and nothing
// is unpacked twice. What is wrong is an error that says where in the file. A
// file cut between two blobs, which osmpbf takes for its end, reads as one too:
// only its size can tell, and the format does not hold it.
type pbfGate struct {
	ctx      context.Context
	r        *bufio.Reader
	file     string
	offset   int64             // of the blob at hand
	read     int64             // bytes of the file
	blob     int               // from 1
	progress func(bytes int64) // after each blob, from the decoder's goroutine
	out      []byte            // the blob handed on
	pending  []byte            // what of it is still to be read
	raw      bytes.Buffer      // the unpacked blob
	err      error             // once set, for good
}

func newPBFGate(ctx context.Context, r io.Reader, file string, progress func(int64)) *pbfGate {
	return &pbfGate{ctx: ctx, r: bufio.NewReaderSize(r, 256<<10), file: file, progress: progress}
}

// Read implements io.Reader.
func (g *pbfGate) Read(p []byte) (int, error) {
	for len(g.pending) == 0 {
		if g.err == nil {
			g.err = g.next()
		}
		if g.err != nil {
			return 0, g.err
		}
	}
	n := copy(p, g.pending)
	g.pending = g.pending[n:]
	return n, nil
}

// next reads a blob and readies it to be handed on.
func (g *pbfGate) next() error {
	if err := g.ctx.Err(); err != nil {
		return err
	}
	g.offset = g.read
	g.blob++
	kind, blob, err := g.frame()
	if err != nil {
		return err
	}
	if kind == "OSMHeader" || kind == "OSMData" { // the format asks that others be skipped
		if err := g.handOn(kind, blob); err != nil {
			return err
		}
	}
	if g.progress != nil {
		g.progress(g.read)
	}
	return nil
}

// frame reads one blob and its header: 4 bytes of length, the header, the blob.
func (g *pbfGate) frame() (kind string, blob []byte, err error) {
	var size [4]byte
	switch _, err := io.ReadFull(g.r, size[:]); {
	case err == io.EOF && g.blob > 1:
		return "", nil, io.EOF
	case g.blob == 1 && (err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF)):
		return "", nil, g.notPBF()
	case err != nil:
		return "", nil, g.cut(err)
	}
	length := binary.BigEndian.Uint32(size[:])
	if length == 0 || length > maxBlobHeader {
		return "", nil, g.notPBF()
	}
	header := make([]byte, length)
	if _, err := io.ReadFull(g.r, header); err != nil {
		return "", nil, g.cut(err)
	}
	var dataSize uint64
	ok := pbfBlobHeader.walk(header, func(f wireField) bool {
		if f.number == 1 {
			kind = string(f.bytes)
		} else {
			dataSize = f.value
		}
		return true
	})
	if !ok || kind == "" || dataSize > maxBlob || g.blob == 1 && kind != "OSMHeader" {
		return "", nil, g.notPBF()
	}
	blob = make([]byte, dataSize)
	if _, err := io.ReadFull(g.r, blob); err != nil {
		return "", nil, g.cut(err)
	}
	g.read += int64(len(size)+len(header)) + int64(dataSize)
	return kind, blob, nil
}

// handOn unpacks and checks a blob and writes it anew, unpacked.
func (g *pbfGate) handOn(kind string, blob []byte) error {
	if err := g.unpack(blob); err != nil {
		return err
	}
	raw := g.raw.Bytes()
	if kind == "OSMHeader" {
		if err := g.checkHeader(raw); err != nil {
			return err
		}
		raw = nil // what the header says is checked; the decoder needs none of it
	} else {
		switch checkBlock(raw) {
		case blockDamaged:
			return g.damaged()
		case blockPlainNodes:
			return say.Errorf(
				"%s, octet %d (bloc %d) : les nœuds sont écrits un par un, forme ancienne qui n'est pas lue ; réécrivez le fichier avec « osmium cat ancien.pbf -o nouveau.pbf »",
				"%s, byte %d (block %d): nodes are written one by one, an old form that is not read; write the file anew with \"osmium cat old.pbf -o new.pbf\"",
				g.file, g.offset, g.blob)
		}
	}
	g.out = appendBlob(g.out[:0], kind, raw)
	g.pending = g.out
	return nil
}

// appendBlob frames an unpacked blob: BlobHeader{1: type, 3: size}, Blob{1: raw}.
func appendBlob(out []byte, kind string, raw []byte) []byte {
	blob := binary.AppendUvarint([]byte{1<<3 | byte(wireBytes)}, uint64(len(raw)))
	header := append([]byte{1<<3 | byte(wireBytes), byte(len(kind))}, kind...)
	header = binary.AppendUvarint(append(header, 3<<3|byte(wireVarint)), uint64(len(blob)+len(raw)))
	out = binary.BigEndian.AppendUint32(out, uint32(len(header)))
	out = append(append(out, header...), blob...)
	return append(out, raw...)
}

// unpack puts into g.raw what a blob holds.
func (g *pbfGate) unpack(blob []byte) error {
	var raw, packed []byte
	var size uint64
	other := false
	ok := pbfBlob.walk(blob, func(f wireField) bool {
		switch f.number {
		case 1:
			raw = f.bytes
		case 2:
			size = f.value
		case 3:
			packed = f.bytes
		default:
			other = true
		}
		return true
	})
	g.raw.Reset()
	const frame = 64 // the decoder's limit counts the frame that is written around
	switch {
	case !ok || size > maxBlob-frame || len(raw) > maxBlob-frame:
		return g.damaged()
	case other:
		return say.Errorf(
			"%s, octet %d (bloc %d) : cette compression n'est pas lue (zlib seulement) ; réécrivez le fichier avec « osmium cat -f pbf,pbf_compression=zlib »",
			"%s, byte %d (block %d): this compression is not read (zlib only); write the file anew with \"osmium cat -f pbf,pbf_compression=zlib\"",
			g.file, g.offset, g.blob)
	case packed == nil:
		g.raw.Write(raw)
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return g.damaged()
	}
	n, err := g.raw.ReadFrom(io.LimitReader(z, int64(size)+1))
	if err != nil || uint64(n) != size {
		return g.damaged()
	}
	return nil
}

// pbfFeatures are the required features of a file that are understood.
var pbfFeatures = map[string]bool{"OsmSchema-V0.6": true, "DenseNodes": true}

func (g *pbfGate) checkHeader(header []byte) error {
	unknown := ""
	ok := pbfHeader.walk(header, func(f wireField) bool {
		if !pbfFeatures[string(f.bytes)] {
			unknown = string(f.bytes)
		}
		return true
	})
	switch {
	case !ok:
		return g.damaged()
	case unknown != "":
		return say.Errorf("%s demande la fonction « %s », qui n'est pas lue ; prenez un extrait ordinaire, sans historique",
			"%s requires the feature \"%s\", which is not read; take an ordinary extract, without history", g.file, shorten(unknown))
	}
	return nil
}

// cut says that the file ends inside the blob at hand, or could not be read there.
func (g *pbfGate) cut(err error) error {
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unreadable(g.file, err)
	}
	return say.Errorf("%s est tronqué : il finit au milieu du bloc %d, qui commence à l'octet %d ; téléchargez-le de nouveau",
		"%s is cut short: it ends inside block %d, which begins at byte %d; download it again", g.file, g.blob, g.offset)
}

func (g *pbfGate) notPBF() error {
	return say.Errorf("%s, octet %d : ce n'est pas un fichier OpenStreetMap PBF (.osm.pbf), ou il est abîmé ; téléchargez un extrait, par exemple chez Geofabrik",
		"%s, byte %d: this is not an OpenStreetMap PBF file (.osm.pbf), or it is damaged; download an extract, for instance from Geofabrik", g.file, g.offset)
}

func (g *pbfGate) damaged() error {
	return say.Errorf("%s, octet %d : le bloc %d est abîmé ; téléchargez le fichier de nouveau",
		"%s, byte %d: block %d is damaged; download the file again", g.file, g.offset, g.blob)
}
