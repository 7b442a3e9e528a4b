package api

import (
	"slices"
	"strings"

	"maillage/data"
)

// SourceBody names where data comes from.
type SourceBody struct {
	ID      string `json:"id"` // by which figures and structures refer to it
	Name    string `json:"name"`
	Holder  string `json:"holder,omitempty"`
	Licence string `json:"licence"`
	Vintage string `json:"vintage"`
	URL     string `json:"url,omitempty"`
}

// NewSourceBodies names a dataset's sources, in their order.
func NewSourceBodies(ds *data.Dataset) []SourceBody { return newSourceBodies(ds.Sources) }

// NewNameSourceBodies names the sources of what places are called, and of the structures listed.
func NewNameSourceBodies(v *data.View, listed ...data.StructureIndex) []SourceBody {
	return newSourceBodies(v.NameSources(listed...))
}

func newSourceBodies(sources []data.Source) []SourceBody {
	out := make([]SourceBody, len(sources))
	for i, s := range sources {
		out[i] = SourceBody{s.Name, s.Title, s.Holder, s.Licence, s.Vintage, s.URL}
	}
	return out
}

// cite names sources in one line, for exports that are a table: each with its
// holder, licence and vintage.
func cite(sources []SourceBody) string {
	lines := make([]string, len(sources))
	for i, s := range sources {
		parts := slices.DeleteFunc([]string{s.Name, s.Holder, s.Licence, s.Vintage}, func(p string) bool { return p == "" })
		lines[i] = strings.Join(parts, ", ")
	}
	return strings.Join(lines, " | ")
}
