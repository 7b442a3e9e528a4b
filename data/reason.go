package data

import (
	"math"
	"strconv"
	"strings"

	"maillage/say"
)

// Reason says what a defect rests on: a stable code and, after a space, metres
// or a score where the reason has some: "same_siret 14", "same_record", "found_house 0.93".
type Reason string

// The codes of reasons.
const (
	ReasonRecord  = "same_record"  // name, address and position are the same
	ReasonSiret   = "same_siret"   // and the metres between the two
	ReasonName    = "same_name"    // the words that tell a place from its network's others
	ReasonWords   = "shared_words" // the words of one name are found in the other's
	ReasonAddress = "same_address" // house number and street
	ReasonOff     = "off"          // metres between a position and where it should be
	ReasonCentre  = "centre"       // metres from the middle of the commune
	ReasonShared  = "shared_point" // records of other addresses stand on the same point
)

// reasonAt is a reason that holds at a distance.
func reasonAt(code string, metres float64) Reason {
	return Reason(code + " " + strconv.FormatFloat(math.Round(metres), 'f', 0, 64))
}

// Label is the reason in plain words, empty for none.
func (r Reason) Label() say.Text {
	code, metres, _ := strings.Cut(string(r), " ")
	if precision, ok := foundPrecision(code); ok {
		return say.T("adresse trouvée %s, score %s", "address found %s, score %s", precision.near(), metres)
	}
	switch code {
	case "":
		return say.Text{}
	case ReasonRecord:
		return say.T("même nom, même adresse", "same name, same address")
	case ReasonSiret:
		return say.T("même SIRET, à %s m", "same SIRET, %s m apart", metres)
	case ReasonName:
		return say.T("même nom à %s m", "same name %s m apart", metres)
	case ReasonWords:
		return say.T("mots du nom en commun à %s m", "words of the name in common %s m apart", metres)
	case ReasonAddress:
		return say.T("même adresse, à %s m", "same address, %s m apart", metres)
	case ReasonOff:
		return say.T("à %s m", "%s m away", metres)
	case ReasonCentre:
		return say.T("à %s m du centre de la commune", "%s m from the middle of the commune", metres)
	case ReasonShared:
		return say.T("plusieurs adresses sur ce même point", "several addresses on this same point")
	default:
		return say.Same(string(r))
	}
}
