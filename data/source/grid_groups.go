package source

import (
	"cmp"
	"slices"
	"strings"

	"maillage/data"
)

// GroupColumn says what a column of a grid counts.
type GroupColumn struct {
	Column string // the layer's column, in any case
	Code   string // the Group's code; data.GroupAll for everyone
	Label  string // French, for people
	Unit   string // "personnes", "ménages"…
}

// filosofi says what the columns of INSEE's Filosofi grids count (their
// documentation, editions 2015 to 2019), in lower case.
var filosofi = []GroupColumn{
	{"ind", data.GroupAll, "ensemble de la population", "personnes"},
	{"ind_0_3", "0-3", "enfants de 0 à 3 ans", "personnes"},
	{"ind_4_5", "4-5", "enfants de 4 à 5 ans", "personnes"},
	{"ind_6_10", "6-10", "enfants de 6 à 10 ans", "personnes"},
	{"ind_11_17", "11-17", "jeunes de 11 à 17 ans", "personnes"},
	{"ind_18_24", "18-24", "jeunes de 18 à 24 ans", "personnes"},
	{"ind_25_39", "25-39", "adultes de 25 à 39 ans", "personnes"},
	{"ind_40_54", "40-54", "adultes de 40 à 54 ans", "personnes"},
	{"ind_55_64", "55-64", "adultes de 55 à 64 ans", "personnes"},
	{"ind_65_79", "65-79", "adultes de 65 à 79 ans", "personnes"},
	{"ind_80p", "80+", "personnes de 80 ans et plus", "personnes"},
	{"ind_inc", "age-inconnu", "personnes d'âge inconnu", "personnes"},
	{"ind_snv", "niveau-de-vie", "somme des niveaux de vie", "euros"},
	{"men", "menages", "ménages", "ménages"},
	{"men_pauv", "menages-pauvres", "ménages pauvres", "ménages"},
	{"men_1ind", "menages-une-personne", "ménages d'une personne", "ménages"},
	{"men_5ind", "menages-cinq-personnes", "ménages de cinq personnes ou plus", "ménages"},
	{"men_prop", "menages-proprietaires", "ménages propriétaires", "ménages"},
	{"men_fmp", "menages-monoparentaux", "ménages monoparentaux", "ménages"},
	{"men_surf", "surface-des-logements", "surface des logements", "m²"},
	{"men_coll", "menages-en-immeuble", "ménages en logement collectif", "ménages"},
	{"men_mais", "menages-en-maison", "ménages en maison", "ménages"},
	{"log_av45", "logements-avant-1945", "logements construits avant 1945", "logements"},
	{"log_45_70", "logements-1945-1969", "logements construits de 1945 à 1969", "logements"},
	{"log_70_90", "logements-1970-1989", "logements construits de 1970 à 1989", "logements"},
	{"log_ap90", "logements-depuis-1990", "logements construits depuis 1990", "logements"},
	{"log_inc", "logements-date-inconnue", "logements de date inconnue", "logements"},
	{"log_soc", "logements-sociaux", "logements sociaux", "logements"},
}

// notCounts are numeric columns of such grids that count nothing, in lower case.
var notCounts = map[string]bool{"": true, "fid": true, "ogc_fid": true, "objectid": true, "groupe": true, "tmaille": true}

// communeColumns are columns of such grids that hold codes of communes, in lower
// case: of all a cell touches, one after the other, or of the one it is counted in.
var communeColumns = map[string]bool{"lcog_geo": true, "depcom": true}

// communesOf are the communes that a row says its cell lies in.
func (g *grid) communesOf(values []any) []string {
	if g.communes < 0 {
		return nil
	}
	const length = 5
	codes := strings.TrimSpace(asText(values[g.communes]))
	var out []string
	for ; len(codes) >= length; codes = codes[length:] {
		if !communeCode.MatchString(codes[:length]) {
			return nil
		}
		out = append(out, strings.Clone(codes[:length]))
	}
	return out
}

// groupOf says what a column counts: as the options say, else as INSEE does
// unless the options give that group another column, else a group of the
// column's own name. False: the column is no count.
func groupOf(column, source string, overrides []GroupColumn) (data.Group, bool) {
	named := func(g GroupColumn) bool { return strings.EqualFold(g.Column, column) }
	i, table := slices.IndexFunc(overrides, named), overrides
	if i < 0 {
		i, table = slices.IndexFunc(filosofi, named), filosofi
		taken := func(g GroupColumn) bool { return i >= 0 && g.Code == filosofi[i].Code }
		if slices.ContainsFunc(overrides, taken) {
			i = -1
		}
	}
	if i >= 0 {
		g := table[i]
		return data.Group{Code: g.Code, Label: cmp.Or(g.Label, g.Code), Unit: g.Unit, Source: source}, true
	}
	lower := strings.ToLower(column)
	if notCounts[lower] || strings.HasPrefix(lower, "i_") {
		return data.Group{}, false
	}
	return data.Group{Code: strings.ReplaceAll(lower, "_", "-"), Label: column, Source: source}, true
}
