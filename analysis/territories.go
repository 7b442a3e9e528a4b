package analysis

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// Territories finds those that people name by kind and code, such as
// "departement:2A" or "epci:200033827"; small letters do for a code. An *InvalidError tells
// what is no territory of the region. Nil for no code.
func (e *Engine) Territories(codes []string) ([]data.TerritoryIndex, error) {
	var out []data.TerritoryIndex
	for _, text := range codes {
		kind, code, _ := strings.Cut(text, ":")
		if kinds := e.kinds(); !slices.Contains(kinds, kind) {
			return nil, invalidBecause("territoire", text, say.Errorf(
				"territoire=%s n'est pas accepté ; donnez un type de territoire et son code, comme %s ; types de cette région : %s",
				"territoire=%s is not accepted; give a kind of territory and its code, such as %s; kinds of this region: %s",
				text, e.exampleTerritory(), strings.Join(kinds, ", ")))
		}
		t, known := e.territory(data.TerritoryKind(kind), code)
		if !known {
			return nil, e.noTerritory(data.TerritoryKind(kind), text)
		}
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out, nil
}

func (e *Engine) territory(kind data.TerritoryKind, code string) (data.TerritoryIndex, bool) {
	t, known := e.ground.dataset.TerritoryByCode(kind, code)
	if !known {
		t, known = e.ground.dataset.TerritoryByCode(kind, strings.ToUpper(code))
	}
	return t, known
}

// TerritoryCode names a territory as Territories finds it.
func TerritoryCode(t *data.Territory) string { return string(t.Kind) + ":" + t.Code }

// exampleTerritory is one of the kind that tables have by default; empty in a region without any.
func (e *Engine) exampleTerritory() string {
	by := defaultKind(e.kinds())
	for i := range e.ground.dataset.Territories {
		if t := &e.ground.dataset.Territories[i]; t.Kind == by {
			return TerritoryCode(t)
		}
	}
	return ""
}

// fewCodes is how many codes a sentence names; there are more communes than anyone reads.
const fewCodes = 30

// noTerritory says that the region has none of that code, and which it has.
func (e *Engine) noTerritory(kind data.TerritoryKind, text string) error {
	var codes []string
	for i := range e.ground.dataset.Territories {
		if t := &e.ground.dataset.Territories[i]; t.Kind == kind {
			codes = append(codes, TerritoryCode(t))
		}
	}
	if len(codes) <= fewCodes {
		return invalid("territoire", text, codes...)
	}
	return invalidBecause("territoire", text, say.Errorf(
		"territoire=%s n'est pas accepté : ce n'est le code d'aucun territoire de ce type dans la région %s ; la couverture par %s les donne tous (by=%s)",
		"territoire=%s is not accepted: it is the code of no territory of that kind in the region %s; coverage by %s tells them all (by=%s)",
		text, e.ground.dataset.Region.Name, kind.Label(), string(kind)))
}

// PlacesIn is gazetteer.Query.Keep for the places that lie in one of some
// territories, and for those territories themselves; nil, which keeps all, for none.
func (e *Engine) PlacesIn(some []data.TerritoryIndex) func(kind gazetteer.Kind, ref, commune uint32, at orb.Point) bool {
	if len(some) == 0 {
		return nil
	}
	return func(kind gazetteer.Kind, ref, commune uint32, at orb.Point) bool {
		if kind == gazetteer.KindTerritory {
			return slices.Contains(some, data.TerritoryIndex(ref))
		}
		there := data.Site{Position: data.Position{Point: at}, Commune: data.TerritoryIndex(commune)} // NoRef is NoTerritory
		return slices.ContainsFunc(some, func(t data.TerritoryIndex) bool { return e.ground.dataset.Within(&there, t) })
	}
}
