package api

import (
	"github.com/danielgtaylor/huma/v2"

	"maillage/data"
	"maillage/say"
)

// The parameters whose values are a fixed vocabulary or have a form: each type gives huma the
// schema that checks it. What depends on the region (modes, networks, groups)
// is checked against the snapshot instead.
type (
	langCode      string
	audienceCode  string
	receptionCode string
	kindCode      string
	communeCode   string
	territoryCode string
	structureCode string
)

// Schema lists the languages.
func (langCode) Schema(huma.Registry) *huma.Schema { return oneOf(say.Langs()) }

// Schema lists the audiences.
func (audienceCode) Schema(huma.Registry) *huma.Schema { return oneOf(codesOf(data.Audiences())) }

// Schema lists the receptions.
func (receptionCode) Schema(huma.Registry) *huma.Schema { return oneOf(codesOf(data.Receptions())) }

// Schema lists the kinds of territory.
func (kindCode) Schema(huma.Registry) *huma.Schema { return oneOf(data.TerritoryKinds()) }

// Schema is INSEE's form of a commune's code.
func (communeCode) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: "^[0-9][0-9ABab][0-9]{3}$"}
}

// Schema is the form of a kind of territory and a code of it.
func (territoryCode) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: territoryPattern}
}

// Schema is the form of a structure's id.
func (structureCode) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: structurePattern}
}

const structurePattern = "^.+--.+$"

const territoryPattern = "^[a-z_]+:[^ ]+$"

func oneOf[T ~string](values []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

func codesOf(terms []data.Term) []string {
	codes := make([]string, len(terms))
	for i, t := range terms {
		codes[i] = t.Code
	}
	return codes
}
