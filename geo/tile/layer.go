package tile

import "math"

// NoID is the id of a feature without one.
const NoID = math.MaxUint64

// Layer is one layer of one tile under way: draw what a feature consists of
// (Point, Line, Ring), then end it (Feature); Bytes at last. A feature is of one
// kind: points, lines or rings. One goroutine at a time.
type Layer struct {
	at   ID
	name string

	keys   []string
	values dictionary
	body   []byte // the features written

	// The feature under way.
	kind     geometryKind
	geometry []byte
	pen      point // where the last command ended
	shell    bool  // the last outer ring shows, so that its holes may

	tags    []byte
	drawing []point
	other   []point
	spans   []span
}

// geometryKind is what a feature consists of, as the format numbers it.
type geometryKind uint8

const (
	nothing geometryKind = iota
	points
	lines
	polygons
)

// NewLayer begins a layer of a tile.
func NewLayer(at ID, name string) *Layer { return &Layer{at: at, name: name} }

// Tag is a property and its value, as the layer numbers them.
type Tag struct{ key, value uint32 }

// Text is a tag whose value is text.
func (l *Layer) Text(key, value string) Tag { return Tag{l.key(key), l.values.text(value)} }

// Number is a tag whose value is a number; NaN and infinities are no values.
func (l *Layer) Number(key string, value float64) Tag { return Tag{l.key(key), l.values.number(value)} }

// Truth is a tag whose value is yes or no.
func (l *Layer) Truth(key string, value bool) Tag { return Tag{l.key(key), l.values.truth(value)} }

// key numbers a property's name. A layer has a handful: they are looked through.
func (l *Layer) key(name string) uint32 {
	for i, key := range l.keys {
		if key == name {
			return uint32(i)
		}
	}
	l.keys = append(l.keys, name)
	return uint32(len(l.keys) - 1)
}

// Drawn tells whether something of the feature under way shows in the tile.
func (l *Layer) Drawn() bool { return l.kind != nothing }

// Feature ends the feature drawn, and writes it unless nothing of it shows in
// the tile. It tells whether it was written.
func (l *Layer) Feature(id uint64, tags ...Tag) bool {
	kind := l.kind
	l.kind, l.pen, l.shell = nothing, point{}, false
	if kind == nothing {
		return false
	}
	l.tags = l.tags[:0]
	for _, t := range tags {
		l.tags = appendNumber(appendNumber(l.tags, uint64(t.key)), uint64(t.value))
	}
	size := 2 + 1 + numberSize(uint64(len(l.geometry))) + len(l.geometry)
	if id != NoID {
		size += 1 + numberSize(id)
	}
	if len(l.tags) > 0 {
		size += 1 + numberSize(uint64(len(l.tags))) + len(l.tags)
	}
	b := appendField(l.body, layerFeature, uint64(size))
	if id != NoID {
		b = appendField(b, featureID, id)
	}
	if len(l.tags) > 0 {
		b = appendBytes(b, featureTags, l.tags)
	}
	b = appendField(b, featureType, uint64(kind))
	l.body = appendBytes(b, featureGeometry, l.geometry)
	l.geometry = l.geometry[:0]
	return true
}

// Bytes is the tile with this layer, nil when no feature shows. Tiles of
// several layers are their bytes one after the other.
func (l *Layer) Bytes() []byte {
	if len(l.body) == 0 {
		return nil
	}
	head := appendBytes(appendField(nil, layerVersion, 2), layerName, l.name)
	var tail []byte
	for _, key := range l.keys {
		tail = appendBytes(tail, layerKey, key)
	}
	tail = append(tail, l.values.body...)
	tail = appendField(tail, layerExtent, Extent)
	out := make([]byte, 0, 8+len(head)+len(l.body)+len(tail))
	out = appendField(out, tileLayer, uint64(len(head)+len(l.body)+len(tail)))
	return append(append(append(out, head...), l.body...), tail...)
}

// draw says what the feature consists of, and where its next part begins.
func (l *Layer) draw(kind geometryKind) {
	if l.kind != nothing && l.kind != kind {
		panic("tile: a feature of two kinds of geometry")
	}
	l.kind = kind
}

// command writes a command and the ways from point to point.
func (l *Layer) command(command int, way []point) {
	l.geometry = appendNumber(l.geometry, uint64(command|len(way)<<3))
	for _, p := range way {
		l.geometry = appendNumber(l.geometry, zigzag(p.x-l.pen.x))
		l.geometry = appendNumber(l.geometry, zigzag(p.y-l.pen.y))
		l.pen = p
	}
}
