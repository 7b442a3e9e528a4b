package source

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"maillage/say"
)

// longestRecord is how many bytes one record of a JSON file may take: a
// hundred times the longest ever published, and little enough to be read.
const longestRecord = 4 << 20

// objects reads the records of a JSON file one at a time: a list of objects, or
// one object after the other, each on a line as a rule. Memory is that of the
// longest record. Not supported: a list inside an object.
type objects struct {
	file   string
	dec    *json.Decoder
	size   *budget  // of the record at hand
	number int      // of the record at hand, from 1
	needed []string // properties the first record must have
}

var errRecordTooLong = errors.New("record too long")

// filling gives all that is asked for at once: after each read the decoder
// looks again at all the white space it holds.
type filling struct{ io.Reader }

// Read implements io.Reader.
func (f filling) Read(p []byte) (int, error) {
	n, err := io.ReadFull(f.Reader, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// eachObject calls visit with every record of a file, in a value used again for
// the next one. Readable is false where the record is JSON, but no object of
// this kind. What makes the file another file, or unreadable, is an error.
func eachObject[T any](ctx context.Context, r io.Reader, file string, needed []string, visit func(n int, record *T, readable bool)) error {
	o := &objects{file: file, needed: needed, size: &budget{
		r: filling{newTextReader(r, file)}, left: longestRecord, over: func() error { return errRecordTooLong },
	}}
	buffered := bufio.NewReaderSize(o.size, 64<<10)
	list, err := beginsList(buffered)
	if err != nil {
		return o.notObjects(err)
	}
	o.dec = json.NewDecoder(buffered)
	if list {
		_, _ = o.dec.Token() // the bracket just seen
	}
	var record, zero T
	for !list || o.dec.More() {
		if err := ctx.Err(); err != nil {
			return err
		}
		record = zero
		readable, err := o.next(&record)
		if errors.Is(err, io.EOF) && !list {
			return nil
		}
		if err != nil {
			return o.notObjects(err)
		}
		visit(o.number, &record, readable)
	}
	return o.end()
}

// beginsList looks at the first sign of a file: whether it is a list's bracket.
func beginsList(r *bufio.Reader) (bool, error) {
	for {
		c, err := r.ReadByte()
		if err != nil {
			return false, err
		}
		if !strings.ContainsRune(" \t\r\n", rune(c)) {
			return c == '[', r.UnreadByte()
		}
	}
}

// next reads one record into a pointer; false means it is no such object.
func (o *objects) next(record any) (bool, error) {
	o.size.left = longestRecord
	o.number++
	if o.number == 1 {
		return o.first(record)
	}
	err := o.dec.Decode(record)
	return readable(err)
}

// first reads the first record, and refuses a file whose records are others.
func (o *objects) first(record any) (bool, error) {
	var raw json.RawMessage
	if err := o.dec.Decode(&raw); err != nil {
		return false, err
	}
	var props map[string]json.RawMessage
	if json.Unmarshal(raw, &props) == nil && props != nil {
		for _, name := range o.needed {
			if _, ok := props[name]; !ok {
				return false, say.Errorf("%s, fiche 1 : il manque la propriété « %s » ; propriétés trouvées : %s",
					"%s, record 1: the property %q is missing; properties found: %s",
					o.file, name, shorten(strings.Join(slices.Sorted(maps.Keys(props)), ", ")))
			}
		}
	}
	return readable(json.Unmarshal(raw, record))
}

// readable parts JSON of another shape from what is no JSON.
func readable(err error) (bool, error) {
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) {
		return false, nil
	}
	return err == nil, err
}

// end checks that nothing follows the list.
func (o *objects) end() error {
	o.size.left = longestRecord
	if _, err := o.dec.Token(); err != nil { // the closing bracket
		return o.notObjects(err)
	}
	if _, err := o.dec.Token(); !errors.Is(err, io.EOF) {
		return o.notObjects(err)
	}
	return nil
}

// notObjects says where a file stops being a list of records: at an error, or
// (nil) at JSON that has no place there.
func (o *objects) notObjects(err error) error {
	offset := int64(0)
	if o.dec != nil {
		offset = o.dec.InputOffset()
	}
	if isSaid(err) {
		return err
	}
	return say.Errorf(
		"%s, octet %d (fiche %d) : ce n'est pas une liste JSON lisible, ni un objet par ligne (%v) ; vérifiez que le fichier est entier",
		"%s, byte %d (record %d): this is neither a readable JSON list nor an object a line (%v); check that the file is whole",
		o.file, offset, o.number, jsonTrouble(err))
}

// jsonTrouble says why JSON stops being what it should: at an error of the
// decoder, or (nil) at JSON that has no place there.
func jsonTrouble(err error) any {
	switch {
	case err == nil:
		return say.T("structure inattendue", "unexpected structure")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return say.T("fin prématurée", "it ends too early")
	case errors.Is(err, errRecordTooLong):
		return say.T("une fiche dépasse %d Mo", "a record is longer than %d MB", longestRecord>>20)
	default:
		return clean(err.Error())
	}
}
