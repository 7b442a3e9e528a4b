package source

import (
	"io"
	"strings"
	"testing"
)

// repeating gives a text for ever.
type repeating struct{ text string }

func (e *repeating) Read(p []byte) (int, error) {
	n := 0
	for n+len(e.text) <= len(p) {
		n += copy(p[n:], e.text)
	}
	return n, nil
}

// TestFeaturesAreBounded: each feature has its own bound, and one without an end is refused at it.
func TestFeaturesAreBounded(t *testing.T) {
	const most = 1 << 20
	small := commune(`"code":"01001","rien":"`+strings.Repeat("x", most/4)+`"`, unitSquare)
	many := collection(small, small, small, small, small, small, small, small)
	seen := 0
	f := newFeatures(strings.NewReader(many), "c.geojson", most)
	if err := f.each(func(feature) error { seen++; return nil }); err != nil || seen != 8 {
		t.Errorf("read %d features of 8: %v", seen, err)
	}
	text := io.MultiReader(strings.NewReader(`{"type":"FeatureCollection","features":[`+unitSquareFeature+`,{"type":"Feature","geometry":[`), &repeating{text: "[1,2],"})
	err := newFeatures(text, "c.geojson", most).each(func(feature) error { return nil })
	wantSentence(t, err, "c.geojson", "feature 2", "1 MiB")
}

const unitSquareFeature = `{"type":"Feature","properties":{},"geometry":` + unitSquare + `}`
