package source

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
)

// loose is a JSON string or number as text without the spaces around it; empty
// for anything else. Control characters but line ends, NUL among them, are spaces.
type loose string

// UnmarshalJSON implements json.Unmarshaler; it never fails.
func (l *loose) UnmarshalJSON(b []byte) error {
	*l = ""
	switch c := first(b); {
	case c == '"' && bytes.IndexByte(b, '\\') < 0:
		*l = loose(bytes.TrimSpace(b[1 : len(b)-1]))
	case c == '"':
		var s string
		if json.Unmarshal(b, &s) == nil {
			*l = loose(strings.TrimSpace(withoutControls(s)))
		}
	case c == '-' || c >= '0' && c <= '9':
		*l = loose(b)
	}
	return nil
}

// text is the value itself.
func (l loose) text() string { return string(l) }

// line is the value on one line.
func (l loose) line() string { return oneLine(string(l), " ") }

func first(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func withoutControls(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return ' '
		}
		return r
	}, s)
}

// looseList is a JSON list of texts, or one text alone; empty texts are dropped.
type looseList []string

// UnmarshalJSON implements json.Unmarshaler; it never fails.
func (l *looseList) UnmarshalJSON(b []byte) error {
	*l = nil
	var items []loose
	if first(b) == '[' {
		_ = json.Unmarshal(b, &items) // valid JSON already, and its items take anything
	} else {
		items = make([]loose, 1)
		_ = items[0].UnmarshalJSON(b) // never fails
	}
	for _, item := range items {
		if item != "" {
			*l = append(*l, item.text())
		}
	}
	return nil
}

// codeList is a looseList that keeps what is no text as its JSON, to be found
// unknown: dropped, it could leave empty an area, which would then be everyone's.
type codeList []string

// UnmarshalJSON implements json.Unmarshaler; it never fails.
func (l *codeList) UnmarshalJSON(b []byte) error {
	*l = nil
	items := []json.RawMessage{b}
	if first(b) == '[' {
		_ = json.Unmarshal(b, &items) // valid JSON already
	}
	for _, item := range items {
		var code loose
		_ = code.UnmarshalJSON(item) // never fails
		switch {
		case code != "":
			*l = append(*l, code.text())
		case first(item) != '"' && string(item) != "null":
			*l = append(*l, shorten(string(item)))
		}
	}
	return nil
}

// inner is a list of objects, as JSON or as JSON in a string, as flat exports
// write it. Bad is the beginning of a text that is neither, empty where all is well.
type inner[T any] struct {
	items []T
	bad   string
}

// UnmarshalJSON implements json.Unmarshaler; it never fails.
func (in *inner[T]) UnmarshalJSON(b []byte) error {
	*in = inner[T]{}
	if first(b) == '"' {
		var s string
		_ = json.Unmarshal(b, &s) // valid JSON already
		b = []byte(strings.TrimSpace(s))
	}
	if len(b) == 0 || string(b) == "null" {
		return nil
	}
	if json.Unmarshal(b, &in.items) != nil {
		*in = inner[T]{bad: shorten(string(b))}
	}
	return nil
}
