package api

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
)

// How many structures an answer lists.
const (
	usualAnswers = 5
	mostAnswers  = 20
)

// question is what a citizen asks, as the fields of the form say it: nothing of it is checked.
type question struct {
	text, lat, lon, commune string // where from
	mode, when, at          string
	publics, networks       []string
	territories             []string // "departement:2A"
	level, limit            string
	accessible, winter      bool
}

// The values of the field "quand".
const (
	whenNow   = "maintenant"
	whenLater = "plus-tard"
)

// readFields reads the fields of a form. A button that says a place comes after
// the field that does: the last that is not empty holds.
func readFields(form url.Values) *question {
	last := func(name string) string {
		value := ""
		for _, v := range form[name] {
			value = cmp.Or(strings.TrimSpace(v), value)
		}
		return value
	}
	return &question{
		text: last("q"), lat: last("lat"), lon: last("lon"), commune: strings.ToUpper(last("code_commune")),
		mode: last("mode"), when: last("quand"), at: last("at"),
		publics: splitList(form["publics"]), networks: splitList(form["reseaux_porteurs"]), territories: splitList(form["territoire"]),
		level: last("level"), limit: last("limit"),
		accessible: last("accessible") == "true", winter: last("season") == "winter",
	}
}

// readLink reads what the page's address may say: anything but where somebody is.
func readLink(query url.Values) *question {
	q := readFields(query)
	q.text, q.lat, q.lon = "", "", ""
	return q
}

// query is what an address may say of the question, and says of it in another language.
func (q *question) query() url.Values {
	out := url.Values{}
	for name, values := range map[string][]string{
		"code_commune": {q.commune}, "mode": {q.mode}, "quand": {q.when}, "at": {q.at}, "publics": q.publics, "reseaux_porteurs": q.networks,
		"territoire": q.territories, "level": {q.level}, "limit": {q.limit},
	} {
		if joined := strings.Join(values, ","); joined != "" {
			out.Set(name, joined)
		}
	}
	if q.accessible {
		out.Set("accessible", "true")
	}
	if q.winter {
		out.Set("season", "winter")
	}
	return out
}

// key is what a public answer depends on.
func (q *question) key() any { return *q }

// later tells whether another moment than now is asked about.
func (q *question) later() bool { return q.when == whenLater || q.when == "" && q.at != "" }

// read makes of the fields what the engine is asked; the departure is nil for a
// position. What the engine would refuse is refused here, in a citizen's words.
func (q *question) read(v *visit, now time.Time) (analysis.NearestQuery, *analysis.Departure, error) {
	if v.snapshot == nil {
		return analysis.NearestQuery{}, nil, refuseEmpty()
	}
	asked := analysis.NearestQuery{Stay: analysis.DefaultStay, Open: analysis.OpenArrival}
	asked.Mode, asked.Winter = q.mode, q.winter
	asked.Filter.Audiences = convert[data.Audience](q.publics)
	asked.Filter.Networks = convert[data.NetworkCode](q.networks)
	asked.Filter.Accessible = q.accessible
	var err error
	if asked.Filter.Territories, err = v.snapshot.engine.Territories(q.territories); err != nil {
		return asked, nil, err
	}
	err = q.readInstant(v, now, &asked)
	if err == nil {
		err = q.readNumbers(&asked)
	}
	if err != nil {
		return asked, nil, err
	}
	asked, departure, err := q.depart(v, asked)
	if err != nil {
		return asked, nil, err
	}
	return asked, departure, v.snapshot.engine.CheckNearest(asked)
}

// readInstant reads when the journey begins.
func (q *question) readInstant(v *visit, now time.Time, asked *analysis.NearestQuery) error {
	location := v.snapshot.dataset().Location()
	asked.At = now.In(location)
	if !q.later() {
		return nil
	}
	at, err := ParseAt(q.at, location)
	if err != nil {
		return refuseInstant()
	}
	asked.At = at
	return nil
}

// readNumbers reads the level and the limit: 0 of the first is any.
func (q *question) readNumbers(asked *analysis.NearestQuery) error {
	level, err := strconv.Atoi(cmp.Or(q.level, "0"))
	if err != nil || level < 0 || level > 2 {
		return refuseField("level")
	}
	limit, err := strconv.Atoi(cmp.Or(q.limit, strconv.Itoa(usualAnswers)))
	if err != nil || limit < 1 || limit > mostAnswers {
		return refuseField("limit")
	}
	asked.Filter.Level, asked.Limit = data.Level(level), limit
	return nil
}

// depart reads where the journey begins: the commune, else the position, else the text.
func (q *question) depart(v *visit, asked analysis.NearestQuery) (analysis.NearestQuery, *analysis.Departure, error) {
	switch {
	case q.commune != "":
		d, err := v.snapshot.engine.DepartFromCommune(q.commune)
		if err != nil {
			return asked, nil, refuseCommune(v.snapshot.dataset())
		}
		return d.From(asked), d, nil
	case q.lat != "" || q.lon != "":
		lat, errLat := strconv.ParseFloat(q.lat, 64)
		lon, errLon := strconv.ParseFloat(q.lon, 64)
		if errLat != nil || errLon != nil {
			return asked, nil, refuseField("lat")
		}
		asked.Origin = orb.Point{lon, lat}
		return asked, nil, nil
	case q.text == "":
		return asked, nil, refuseNowhere()
	case !q.legible():
		return asked, nil, refuseText()
	}
	g, err := v.snapshot.gazetteer()
	if err != nil {
		return asked, nil, err
	}
	d, err := v.snapshot.engine.Depart(g, q.text, nil)
	if err != nil {
		return asked, nil, err
	}
	return d.From(asked), d, nil
}

// legible tells whether what was typed can be read, and said again.
func (q *question) legible() bool {
	return utf8.RuneCountInString(q.text) <= MaxTyped && utf8.ValidString(q.text) && !strings.ContainsFunc(q.text, unicode.IsControl)
}
