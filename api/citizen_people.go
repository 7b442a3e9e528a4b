package api

import (
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// person is who an audience is, as people say it of themselves and as a
// structure says whom it receives.
type person struct {
	code data.Audience
	am   say.Text // after "I am"
	are  say.Text // after "for"
}

var anyone = say.T("sans préciser", "rather not say")

// persons are the audiences in the order of the form: the most usual first.
var persons = []person{
	{"jeunes", say.T("jeune (16 à 25 ans)", "young (16 to 25)"), say.T("les jeunes", "young people")},
	{"demandeurs-emploi", say.T("en recherche d'emploi", "looking for a job"), say.T("les personnes qui cherchent un emploi", "people looking for a job")},
	{"salaries", say.T("salarié ou salariée", "an employee"), say.T("les salariés", "employees")},
	{"cadres", say.T("cadre", "a manager or executive"), say.T("les cadres", "managers and executives")},
	{"etudiants", say.T("étudiant ou étudiante", "a student"), say.T("les étudiants", "students")},
	{"lyceens", say.T("au collège ou au lycée", "at secondary school"), say.T("les collégiens et lycéens", "secondary-school pupils")},
	{"personnes-en-situation-de-handicap", say.T("en situation de handicap", "disabled"), say.T("les personnes en situation de handicap", "disabled people")},
	{"femmes", say.T("une femme", "a woman"), say.T("les femmes", "women")},
	{"seniors", say.T("senior", "an older person"), say.T("les seniors", "older people")},
	{"familles", say.T("parent", "a parent"), say.T("les familles", "families")},
	{"actifs", say.T("en activité", "in work"), say.T("les personnes en activité", "people in work")},
	{"beneficiaires-des-minimas-sociaux", say.T("bénéficiaire de minima sociaux (RSA…)", "on minimum benefits (RSA…)"),
		say.T("les bénéficiaires de minima sociaux", "people on minimum benefits")},
	{"personnes-exilees", say.T("en exil", "in exile"), say.T("les personnes exilées", "exiled people")},
	{"residents-qpv-frr", say.T("d'un quartier prioritaire ou d'une zone rurale à revitaliser", "from a priority area"),
		say.T("les habitants des quartiers prioritaires et des zones rurales à revitaliser", "residents of priority areas")},
	{"personnes-en-situation-durgence", say.T("en situation d'urgence", "in an emergency"), say.T("les personnes en situation d'urgence", "people in an emergency")},
	{"personnes-en-situation-juridique-specifique", say.T("en situation juridique particulière", "in a specific legal situation"),
		say.T("les personnes en situation juridique particulière", "people in a specific legal situation")},
}

// personOf is an audience's person; a code without words is its own.
func personOf(code data.Audience) person {
	for _, p := range persons {
		if p.code == code {
			return p
		}
	}
	label := data.LabelOf(data.Audiences(), string(code))
	return person{code, label, label}
}

// offer says a level by what one gets and for whom: "Conseil et
// accompagnement, pour les jeunes".
func offer(level data.Level, audiences []data.Audience, networks []data.NetworkCode, lang say.Lang) string {
	what := level.Label()
	if level == data.LevelUnknown {
		what = say.T("Aide que la source ne précise pas", "Help that the source does not tell")
	}
	return web.Typeset(lang, what) + whom(audiences, networks, lang)
}

// whom says audiences after what is offered to them: ", pour tous"; empty where nothing is known.
// Those of the Missions locales are young people of an age that the law fixes.
func whom(audiences []data.Audience, networks []data.NetworkCode, lang say.Lang) string {
	switch {
	case len(audiences) == 0:
		return ""
	case slices.Contains(audiences, data.AudienceAll):
		return web.Typeset(lang, say.T(", pour tous", ", for everyone"))
	}
	var of []string
	for _, p := range persons {
		switch {
		case !slices.Contains(audiences, p.code):
		case p.code == "jeunes" && slices.Contains(networks, "mission-locale"):
			of = append(of, web.Typeset(lang, say.T("les 16–25 ans", "16–25 year-olds")))
		default:
			of = append(of, web.Typeset(lang, p.are))
		}
	}
	return web.Typeset(lang, say.T(", pour %s", ", for %s", listed(of, lang)))
}

// listed writes a list as people do: "a, b et c".
func listed(items []string, lang say.Lang) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return web.Typeset(lang, say.T("%s et %s", "%s and %s", strings.Join(items[:last], ", "), items[last]))
}

// offers says what some services of a structure offer, one line a level, the
// second first: it is what people come for. Both levels for the same people are one line.
func offers(st *data.Structure, services []int, lang say.Lang) []string {
	of := map[data.Level][]data.Audience{}
	for _, i := range services {
		s := &st.Services[i]
		of[s.Level] = append(of[s.Level], s.Audiences...)
	}
	first, second := whom(of[data.LevelAccueil], st.Networks, lang), whom(of[data.LevelAccompagnement], st.Networks, lang)
	if len(of) == 2 && first == second && first != "" {
		return []string{web.Typeset(lang, say.T("Accueil, information, conseil et accompagnement", "Welcome, information, advice and support")) + first}
	}
	var out []string
	for _, level := range []data.Level{data.LevelAccompagnement, data.LevelAccueil, data.LevelUnknown} {
		if audiences, met := of[level]; met {
			out = append(out, offer(level, audiences, st.Networks, lang))
		}
	}
	return out
}
