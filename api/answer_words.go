package api

import (
	"context"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/road"
	"maillage/say"
	"maillage/web"
)

// title says the answer in a few words.
func (a *answering) title() say.Text {
	open, unsure := 0, 0
	for k := range a.answer.Results {
		if a.answer.Results[k].State == hours.Open {
			open++
		} else {
			unsure++
		}
	}
	switch {
	case open > 0 && open == a.query.Limit && open > 1:
		return say.T("Les %d structures ouvertes les plus proches", "The %d nearest open structures", open)
	case open == 1:
		return say.T("1 structure ouverte à votre arrivée", "1 structure open when you get there")
	case open > 1:
		return say.T("%d structures ouvertes à votre arrivée", "%d structures open when you get there", open)
	case unsure == 1:
		return say.T("1 structure à appeler avant de venir", "1 structure to call before you come")
	case unsure > 1:
		return say.T("%d structures à appeler avant de venir", "%d structures to call before you come", unsure)
	case len(a.answer.Next) > 0:
		return a.titleNext(&a.answer.Next[0])
	case len(a.answer.Remote) > 0:
		return say.T("Rien sur place, mais de l'aide à distance", "Nothing on site, but help from afar")
	default:
		return say.T("Aucune structure ne convient", "No structure fits")
	}
}

// titleNext is for when all is closed.
func (a *answering) titleNext(first *analysis.Result) say.Text {
	switch {
	case first.Opens.IsZero():
		return say.T("Aucune ouverture connue : appelez avant de venir", "Not known to open: call before you come")
	case !first.OpensBy.IsZero() || first.Then != hours.Open:
		return say.T("Tout est fermé à votre arrivée : le plus tôt ensuite, sur rendez-vous", "All is closed when you get there: the soonest after that, by appointment")
	default:
		return say.T("Tout est fermé à votre arrivée : prochaine ouverture %s", "All is closed when you get there: next opening %s",
			a.moment(first.Opens))
	}
}

// door says what one finds on arriving, and what to do where that is not known; of help from afar, when it is to be had.
func (a *answering) door(r *analysis.Result, there bool) say.Text {
	label := r.Label(a.answer.At, a.now)
	switch {
	case r.State != hours.Unknown || !r.Opens.IsZero() || !there:
		return label
	case web.Dial(a.view.Structure(r.Structure).Phone) == "":
		return say.T("%s : renseignez-vous avant de venir", "%s: ask before you come", label)
	default:
		return say.T("%s : appelez avant de venir", "%s: call before you come", label)
	}
}

// ninth says how long it takes nine people in ten of a commune, where that is
// another time than that of half of them.
func (a *answering) ninth(r *analysis.Result) say.Text {
	half, most := say.Minutes(r.Time.Minutes()), say.Minutes(r.P90.Minutes())
	switch {
	case r.P90 == road.Unreachable:
		return say.T("Plus d'un habitant sur 10 ne peut pas y aller ainsi", "More than 1 inhabitant in 10 cannot get there this way")
	case half.In(a.lang) == most.In(a.lang):
		return say.Text{}
	default:
		return say.T("9 habitants sur 10 : %s au plus", "9 inhabitants in 10: %s at most", most)
	}
}

// moment says an instant soon to come by its day and its hour.
func (s *speech) moment(t time.Time) say.Text {
	switch hours.DayAt(t) - hours.DayAt(s.now) {
	case 0:
		return say.T("aujourd'hui à %s", "today at %s", say.Hour(t))
	case 1:
		return say.T("demain à %s", "tomorrow at %s", say.Hour(t))
	default:
		return say.T("%s à %s", "on %s at %s", say.Date(t), say.Hour(t))
	}
}

// setOut says what was understood: "Depuis Corte, en voiture, maintenant".
func (a *answering) setOut(label string) say.Text {
	when := say.T("maintenant", "now")
	if a.asked.later() {
		when = say.T("le %s à %s", "on %s at %s", say.Date(a.answer.At), say.Hour(a.answer.At))
	}
	out := say.T("Depuis %s, %s, en partant %s", "From %s, %s, setting out %s", label, analysis.ModeLabel(a.answer.Mode), when)
	if a.query.Winter {
		out = say.T("%s, cols fermés", "%s, passes closed", out)
	}
	if a.answer.Origin.Cells > 1 && len(a.answer.Results)+len(a.answer.Next) > 0 {
		return say.T("%s. La moitié des habitants met ces temps, ou moins.", "%s. Half of the inhabitants take these times, or less.", out)
	}
	return out
}

// farMinutes is a journey that is said to be long.
const farMinutes = 40

// advice says what to do about an answer that does not help much.
func (a *answering) advice() []string {
	var out []string
	if unsure := a.unsure(); !unsure.IsZero() {
		out = append(out, a.say(unsure))
	}
	if len(a.answer.Results) > 0 {
		if r := &a.answer.Results[0]; r.Time.Minutes() > farMinutes {
			out = append(out, a.say(a.far(r)))
		}
	}
	return out
}

// roughly says that what was typed may not be what was understood; where other
// places may be meant, they are offered instead.
func (a *answering) roughly() []string {
	if a.from == nil || len(a.from.Others) > 0 {
		return nil
	}
	return a.told(a.from.Warnings())
}

// unsure says when and where a door opens next for certain, where none of the
// places listed is open for certain.
func (a *answering) unsure() say.Text {
	if len(a.answer.Results) == 0 || a.answer.Results[0].State == hours.Open || len(a.answer.Next) == 0 || a.answer.Next[0].Opens.IsZero() {
		return say.Text{}
	}
	next := &a.answer.Next[0]
	name := a.view.Structure(next.Structure).Name
	if !next.OpensBy.IsZero() || next.Then != hours.Open {
		return say.T("Rien n'est ouvert à coup sûr à votre arrivée. Le plus tôt ensuite : %s (%s).", "Nothing is certain to be open when you get there. The soonest after that: %s (%s).",
			name, next.Label(a.answer.At, a.now))
	}
	return say.T("Rien n'est ouvert à coup sûr à votre arrivée. Prochaine ouverture : %s (%s, à %s).", "Nothing is certain to be open when you get there. Next opening: %s (%s, %s away).",
		a.moment(next.Opens), name, say.Minutes(next.Time.Minutes()))
}

// far says of a long journey what is to be had without it.
func (a *answering) far(r *analysis.Result) say.Text {
	time, by := say.Minutes(r.Time.Minutes()), analysis.ModeLabel(a.answer.Mode)
	if len(a.answer.Remote) > 0 {
		return say.T("À %s %s, c'est loin : voici aussi ce qui se fait à distance.",
			"%s %s is a long way: here is also what can be done from afar.", time, by)
	}
	if web.Dial(a.view.Structure(r.Structure).Phone) == "" {
		return say.T("À %s %s, c'est loin : renseignez-vous avant de partir, pour être sûr d'être reçu.",
			"%s %s is a long way: ask before you leave, to be sure of being received.", time, by)
	}
	return say.T("À %s %s, c'est loin : appelez avant de partir, pour être sûr d'être reçu.",
		"%s %s is a long way: call before you leave, to be sure of being received.", time, by)
}

// adviseAccess says what to do where nothing is known to be accessible: sources
// are often silent, which is no refusal.
func (a *answering) adviseAccess(ctx context.Context, b *answerBody) error {
	if !a.query.Filter.Accessible {
		return nil
	}
	q := *a.query
	q.Filter.Accessible, q.Open, q.Limit = false, analysis.OpenAny, mostAnswers
	wider, err := a.engine.Nearest(ctx, q)
	if err != nil {
		return err
	}
	for k := range wider.Results {
		if a.view.SiteOf(wider.Results[k].Structure).Accessible == data.AccessibilityUnknown {
			b.Advice = append(b.Advice, a.say(say.T(
				"L'accessibilité de plusieurs lieux n'est pas renseignée : cherchez sans ce critère, puis appelez pour la demander.",
				"Whether several places are accessible is not known: search without this criterion, then call to ask.")))
			break
		}
	}
	return nil
}

// warnings are the engine's; that the region is fictional is said apart.
func (a *answering) warnings(fictional bool) []string {
	if fictional && len(a.answer.Warnings) > 0 {
		return a.told(a.answer.Warnings[1:])
	}
	return a.told(a.answer.Warnings)
}

// leave says when to set out; the day only where it is not that of the opening.
func (a *answering) leave(t, opens time.Time) say.Text {
	if hours.DayAt(t) == hours.DayAt(opens.In(t.Location())) {
		return say.T("partez à %s", "leave at %s", say.Hour(t))
	}
	return say.T("partez %s", "leave %s", a.moment(t))
}

// sentence begins with a capital.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// beside is what stands beside a structure's name: its commune, unless the name has it.
func beside(name, commune string) string {
	if strings.Contains(strings.ToLower(name), strings.ToLower(commune)) {
		return ""
	}
	return commune
}

// communeOf is the commune where a site stands.
func communeOf(v *data.View, site *data.Site) string {
	if site.Commune != data.NoTerritory {
		return v.Dataset().Territories[site.Commune].Name
	}
	return site.City
}

// addressOf is a site's address in one line.
func addressOf(v *data.View, site *data.Site) string {
	town := strings.TrimSpace(site.PostalCode + " " + communeOf(v, site))
	if site.Address == "" {
		return town
	}
	return strings.Trim(site.Address+", "+town, ", ")
}

// quotedReason is what the source says of a state that is not open, short enough to be read.
func quotedReason(r *analysis.Result, lang say.Lang) string {
	const longest = 90
	text := reason(r, lang)
	if r.State == hours.Open || utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest-1]) + "…"
}

// website is an address that a link may lead to; empty for what is none.
func website(address string) string {
	if address != "" && !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
