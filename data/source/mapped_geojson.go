package source

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/say"
)

// featureBytes bounds one feature of a layer of places, which has one point and
// some properties.
const featureBytes = 8 << 20

// ReadGeoJSON reads structures from a GeoJSON layer (RFC 7946), as the mapping
// says. Its keys name properties; where they give no position, the feature's
// geometry does, which is then a Point, or a MultiPoint of one. A list may be a
// JSON list or one text.
func ReadGeoJSON(ctx context.Context, r io.Reader, b *data.Builder, opt TableOptions) error {
	if err := opt.Mapping.Check(true); err != nil {
		return err
	}
	m, file := newMapper(b, opt), opt.file(r)
	unseen := opt.Mapping.columns() // a feature may go without a property, a layer may not
	features := 0
	var first []string
	err := eachFeature(ctx, r, file, func(f featureCells) error {
		f.mapping = opt.Mapping
		if features = f.number; features == 1 {
			first = slices.Sorted(maps.Keys(f.Properties))
		}
		unseen = slices.DeleteFunc(unseen, func(name string) bool { _, ok := f.Properties[name]; return ok })
		if record, ok := m.read(f); ok {
			b.AddStructure(record)
		}
		return nil
	})
	if err == nil && len(unseen) > 0 && features > 0 {
		return say.Errorf("%s : aucun objet n'a la propriété « %s » ; propriétés du premier : %s",
			"%s: no feature has the property %q; properties of the first: %s", file, unseen[0], listNames(first))
	}
	return err
}

// eachFeature visits the features of a layer, in bounded memory.
func eachFeature(ctx context.Context, r io.Reader, file string, visit func(featureCells) error) error {
	f := newFeatures(r, file, featureBytes)
	return f.each(func(ft feature) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return visit(featureCells{feature: ft, number: f.number})
	})
}

// featureCells are the cells of a feature.
type featureCells struct {
	feature
	mapping Mapping
	number  int
}

func (f featureCells) cell(field Field) string {
	name := f.mapping.Columns[field]
	if name == "" {
		return ""
	}
	return propertyText(f.Properties[name])
}

// propertyText is a property as a cell: a list's elements on lines of their own.
func propertyText(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "oui"
		}
		return "non"
	case []any:
		var elements []string
		for _, e := range v {
			if s := text(e); s != "" {
				elements = append(elements, s)
			}
		}
		return strings.Join(elements, "\n")
	default:
		return text(v)
	}
}

func (f featureCells) name() string { return placeID("objet", f.number) }

// point reads the geometry. What is written is said where it is no point on earth.
func (f featureCells) point() (p orb.Point, written string, ok bool) {
	var g *struct {
		Type        string
		Coordinates json.RawMessage
	}
	if err := json.Unmarshal(orNull(f.Geometry), &g); err != nil || g == nil {
		return p, "", false
	}
	var at []float64
	var several [][]float64
	switch {
	case g.Type == "Point" && json.Unmarshal(orNull(g.Coordinates), &at) == nil:
	case g.Type == "MultiPoint" && json.Unmarshal(orNull(g.Coordinates), &several) == nil && len(several) == 1:
		at = several[0]
	default:
		return p, shorten(g.Type + " " + string(g.Coordinates)), false
	}
	if len(at) < 2 {
		return p, "", false
	}
	p = orb.Point{at[0], at[1]}
	on := p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90
	return p, shorten(string(g.Coordinates)), on && p != orb.Point{}
}
