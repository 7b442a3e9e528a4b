package source

import (
	"regexp"
	"strings"

	"maillage/data"
	"maillage/internal/fold"
)

var (
	notAccessible = regexp.MustCompile(`^(?:nac|non|inaccessible.*|(?:(?:lieu|site|batiment|local) )?(?:est )?(?:non|pas) accessible(?: (?:aux? )?(?:pmr|fauteuils?(?: roulants?)?|personnes (?:handicapees|a mobilite reduite)))?)$`)
	accessible    = regexp.MustCompile(`^(?:acc|oui|(?:(?:lieu|site|batiment|local) )?(?:est )?(?:entierement )?accessible(?: (?:aux? |en )?(?:pmr|fauteuils?(?: roulants?)?|personnes (?:handicapees|a mobilite reduite)))?)$`)
)

// accessibility is what a source says of entering in a wheelchair: a whole text
// that says yes or no and nothing more, or the annuaire's codes ACC and NAC. An
// address on the web (where data.inclusion points to Acceslibre), a reserve
// ("sauf l'étage"), "sur demande" (the annuaire's DEM) say neither.
func accessibility(s string) data.Accessibility {
	if len(s) > 200 || strings.Contains(s, "://") {
		return data.AccessibilityUnknown
	}
	switch folded := fold.Text(s); {
	case notAccessible.MatchString(folded):
		return data.NotAccessible
	case accessible.MatchString(folded):
		return data.Accessible
	default:
		return data.AccessibilityUnknown
	}
}
