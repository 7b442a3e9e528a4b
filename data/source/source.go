// Package source reads the files of a region, one reader a format, and puts
// what they say into a data.Builder or a road.Builder.
//
// A reader streams: its memory does not grow with its file, but for the list of
// records of a few hundred places. What is wrong in a record becomes a
// data.Defect and reading goes on; what makes the file another file than the one
// expected (its format, its columns, its projection) is an error in one
// sentence that names the file, the place in it and what to do. Readers keep
// the source's own words and interpret nothing but positions; comparing records
// with each other and with the map is data.Builder's work.
package source

import (
	"io"
	"path/filepath"

	"maillage/data"
)

// Options tells a reader what it reads.
type Options struct {
	// Source is the name of the data.Source, kept with every record and defect.
	Source string
	// File names the file in messages. Empty: the reader's own name where it is
	// an *os.File, else Source.
	File string
}

func (o Options) file(r io.Reader) string {
	if o.File != "" {
		return o.File
	}
	if named, ok := r.(interface{ Name() string }); ok {
		return filepath.Base(named.Name())
	}
	return o.Source
}

// reporter tells the Builder what is wrong in the records of one source.
type reporter struct {
	builder *data.Builder
	source  string
}

// report records a defect of one record. Value is as the source writes it;
// other is what contradicts or replaces it, if anything.
func (r reporter) report(kind data.DefectKind, done data.Action, record, field, value, other string) {
	r.builder.Report(data.Defect{
		Kind: kind, Source: r.source, Record: record, Field: field, Value: value, Other: other, Done: done,
	})
}
