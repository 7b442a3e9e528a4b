package web

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// readable is the contrast of text with what is behind it, visible that of the
// edge of a field or of a mark (WCAG 1.4.3 and 1.4.11).
const (
	readable = 4.5
	visible  = 3
)

// contrasts are what each colour of base.css is used for.
var contrasts = map[string]struct {
	on    []string
	least float64
}{
	"ink":         {[]string{"paper", "raised"}, readable},
	"quiet":       {[]string{"paper", "raised"}, readable},
	"accent":      {[]string{"paper", "raised"}, readable},
	"open":        {[]string{"paper", "raised"}, readable},
	"unsure":      {[]string{"paper", "raised"}, readable},
	"closed":      {[]string{"paper", "raised"}, readable},
	"on-accent":   {[]string{"accent"}, readable},
	"strong-line": {[]string{"paper", "raised"}, visible},
	// What is behind, and lines that carry no meaning.
	"paper":  {},
	"raised": {},
	"line":   {},
}

// fallback is a colour for browsers without light-dark().
var fallback = regexp.MustCompile(`(?m)^    --([a-z0-9-]+): #([0-9a-f]{6});$`)

var colour = regexp.MustCompile(`--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)`)

func TestColoursAreTellableApart(t *testing.T) {
	text, err := os.ReadFile("src/base.css")
	if err != nil {
		t.Fatal(err)
	}
	colours := make(map[string][2]string) // light, dark
	for _, m := range colour.FindAllStringSubmatch(string(text), -1) {
		colours[m[1]] = [2]string{m[2], m[3]}
	}
	if len(colours) < 10 {
		t.Fatalf("%d colours were found", len(colours))
	}
	without := make(map[string]string)
	for _, m := range fallback.FindAllStringSubmatch(string(text), -1) {
		without[m[1]] = m[2]
	}
	for name, c := range colours {
		if without[name] != c[0] {
			t.Errorf("--%s is #%s where browsers know no light-dark(), want #%s", name, without[name], c[0])
		}
		use, told := contrasts[name]
		if !told {
			t.Errorf("--%s: tell in this test what it is used for, and its contrast", name)
		}
		for _, on := range use.on {
			for i, scheme := range []string{"light", "dark"} {
				if got := contrast(t, c[i], colours[on][i]); got < use.least {
					t.Errorf("%s: --%s on --%s: contrast %.2f, want at least %.1f", scheme, name, on, got, use.least)
				}
			}
		}
	}
}

func TestContrastIsWCAGs(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"000000", "ffffff", 21}, {"ffffff", "ffffff", 1}, {"777777", "ffffff", 4.48}, {"0000ff", "ffffff", 8.59},
	} {
		if got := contrast(t, c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s on %s: got %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// contrast is WCAG's ratio of two colours' relative luminances.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(part) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
