package api

import (
	"bytes"
	"testing"
)

// Lists of numbers take one line each; nothing else does, whatever words hold.
func TestJSONHasALineForAPoint(t *testing.T) {
	body := map[string]any{
		"lines": [][][]float64{{{9.15, 42.306}, {-9.2, 1e-7}}, {}},
		"words": []string{"[\n1,\n2\n]", "]", `"[`},
		"mixed": []any{1, "2", []int{}, []any{true, nil}, map[string]any{"points": []int{0, 3}}},
	}
	const want = `{
  "lines": [
    [
      [9.15, 42.306],
      [-9.2, 1e-7]
    ],
    []
  ],
  "mixed": [
    1,
    "2",
    [],
    [true, null],
    {
      "points": [0, 3]
    }
  ],
  "words": [
    "[\n1,\n2\n]",
    "]",
    "\"["
  ]
}
`
	var got bytes.Buffer
	if err := WriteJSON(&got, body); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got %s, want %s", &got, want)
	}
}
