package main

import (
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/say"
)

// anyKind stands for every kind of defect in --fail-on.
const anyKind = "any"

// bound is how many defects of a kind, or of any, a pipeline puts up with.
type bound struct {
	kind string // a data.DefectKind, or anyKind
	most int
}

// parseBounds reads the values of --fail-on: a kind or "any", then, to allow some, "=N".
func parseBounds(values []string) ([]bound, error) {
	var bounds []bound
	for _, value := range values {
		kind, count, counted := strings.Cut(strings.TrimSpace(value), "=")
		most := 0
		if counted {
			var err error
			if most, err = strconv.Atoi(count); err != nil || most < 0 {
				return nil, misuse("--fail-on %[1]s : après « = » vient le nombre de défauts admis, 0 ou plus, par exemple %[2]s=3",
					"--fail-on %[1]s: after \"=\" comes how many defects are allowed, 0 or more, for instance %[2]s=3", value, kind)
			}
		}
		if kind != anyKind && !slices.Contains(data.DefectKinds(), data.DefectKind(kind)) {
			return nil, misuse("--fail-on %s : ce type de défaut n'existe pas ; valeurs permises : %s", "--fail-on %s: no such kind of defect; allowed: %s",
				kind, anyKind+", "+joinKinds(data.DefectKinds()))
		}
		bounds = append(bounds, bound{kind, most})
	}
	return bounds, nil
}

func joinKinds(kinds []data.DefectKind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, ", ")
}

// checkBounds is an error that names every bound that the defects exceed, nil when none is.
func (m *Main) checkBounds(bounds []bound, defects []data.Defect) error {
	count := make(map[string]int)
	for _, d := range defects {
		count[string(d.Kind)] += d.Records()
		count[anyKind] += d.Records()
	}
	var exceeded []string
	for _, b := range bounds {
		if n := count[b.kind]; n > b.most {
			f := m.figures()
			exceeded = append(exceeded, m.in("%s (%s) : %s, au plus %s", "%s (%s): %s, at most %s",
				b.kind, b.label(), f.count(float64(n)), f.count(float64(b.most))))
		}
	}
	if len(exceeded) == 0 {
		return nil
	}
	return say.Errorf("--fail-on est dépassé : %s", "--fail-on is exceeded: %s", strings.Join(exceeded, m.in(" ; ", "; ")))
}

func (b bound) label() say.Text {
	if b.kind == anyKind {
		return say.T("tous les défauts", "all defects")
	}
	return data.DefectKind(b.kind).Label()
}
