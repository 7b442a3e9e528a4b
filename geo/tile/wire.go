package tile

// The numbers of Mapbox Vector Tile 2.1 (vector_tile.proto): a field's number
// and its way of being written, in one byte.
const (
	tileLayer = 3<<3 | bytesWire

	layerName    = 1<<3 | bytesWire
	layerFeature = 2<<3 | bytesWire
	layerKey     = 3<<3 | bytesWire
	layerValue   = 4<<3 | bytesWire
	layerExtent  = 5<<3 | numberWire
	layerVersion = 15<<3 | numberWire

	featureID       = 1<<3 | numberWire
	featureTags     = 2<<3 | bytesWire
	featureType     = 3<<3 | numberWire
	featureGeometry = 4<<3 | bytesWire

	valueString = 1<<3 | bytesWire
	valueDouble = 3<<3 | doubleWire
	valueUint   = 5<<3 | numberWire
	valueBool   = 7<<3 | numberWire

	numberWire = 0
	doubleWire = 1
	bytesWire  = 2
)

// Commands of a geometry: the command in three bits, then how often.
const (
	moveTo = 1
	lineTo = 2
	close_ = 7 | 1<<3
)

// appendNumber writes a number seven bits a byte, the lowest first.
func appendNumber(b []byte, n uint64) []byte {
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}

// numberSize is how many bytes appendNumber writes.
func numberSize(n uint64) int {
	size := 1
	for ; n >= 0x80; n >>= 7 {
		size++
	}
	return size
}

func appendField(b []byte, field byte, n uint64) []byte { return appendNumber(append(b, field), n) }

func appendBytes[T ~string | ~[]byte](b []byte, field byte, text T) []byte {
	return append(appendField(b, field, uint64(len(text))), text...)
}

// zigzag makes small numbers of small ones, whatever their sign.
func zigzag(n int32) uint64 { return uint64(uint32(n<<1) ^ uint32(n>>31)) }
