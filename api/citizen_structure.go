package api

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
	"maillage/web"
)

// structureBody is the page of one structure: when it receives whom, where, and
// how that is known.
type structureBody struct {
	Name       string
	Networks   []string
	Parent     *linkBody // whose permanence it is
	Address    string
	Position   string // how well it is known, where it is not to the house
	Lat, Lon   string
	Phone, Tel string
	Email      string
	Website    string
	Accessible string
	OnSite     bool   // it receives people in its place
	State      string // the code, at the moment asked about
	Door       string
	Weeks      []weekBody
	Dated      bool   // one week differs from another
	Earlier    string // addresses of other weeks
	Later      string
	Services   []offerBody
	Onward     []onwardBody
	Around     *linkBody // the list of what is near its commune
	OnMap      string
	Records    []recordBody
}

// linkBody is a name that leads somewhere.
type linkBody struct{ Label, Link string }

// offerBody is one service.
type offerBody struct {
	Name, Offer, Reception, Appointment, Eligibility string
}

// recordBody is one record that a structure was read from.
type recordBody struct {
	Source, Holder, Vintage, Licence, URL string
	Name, ID                              string
}

func (s *Server) showStructure(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	if v.snapshot == nil {
		s.refusePage(w, r, refuseEmpty())
		return
	}
	i, known := v.snapshot.view().ByID(data.StructureID(mux.Vars(r)["id"]))
	if !known {
		s.refusePage(w, r, refuseStructure(v.snapshot.dataset()))
		return
	}
	at := v.quarter().In(v.snapshot.dataset().Location())
	asked, err := ParseAt(r.URL.Query().Get("at"), at.Location())
	if err == nil {
		at = asked
	}
	f := s.newFrame(v, r, strings.TrimPrefix(r.URL.EscapedPath(), "/"))
	if r.URL.Query().Has("at") {
		f.Query = url.Values{"at": {at.Format(pickerLayout)}}.Encode()
	}
	t := &telling{newSpeech(v, f), i, at, err == nil}
	cache := s.public(v, []any{i, f.Asked, f.Query, hours.DayAt(t.now)}, at)
	if (Conditional{r.Header.Get("If-None-Match")}).holds(cache.etag) {
		s.serve(w, r, typeHTML, cache, nil)
		return
	}
	b, err := t.structure(r.Context())
	if err != nil {
		s.refusePage(w, r, s.refuse(r.Context(), err))
		return
	}
	f.Bundle, f.Title, f.Page = "structure", b.Name, b
	f.Description = strings.Join(slices.Concat([]string{b.Name}, t.offers(), []string{b.Address}), " · ")
	w.Header().Set("Content-Security-Policy", pagePolicy)
	s.serve(w, r, typeHTML, cache, func() []byte { return page(v.lang, "structure", f) })
}

// telling is one structure being put into words, at an instant.
type telling struct {
	speech
	index data.StructureIndex
	at    time.Time
	later bool // that instant was asked about: it is not now
}

func (t *telling) structure(ctx context.Context) (*structureBody, error) {
	v := t.engine.View()
	st, site := v.Structure(t.index), v.SiteOf(t.index)
	b := &structureBody{
		Name: st.Name, Address: addressOf(v, site), Position: t.precision(site.Position.Precision),
		Lat: coordinate(site.Position.Point.Lat()), Lon: coordinate(site.Position.Point.Lon()),
		Phone: web.Phone(st.Phone), Tel: web.Dial(st.Phone), Email: st.Email, Website: website(st.Website),
		Accessible: t.say(accessibleWords(site.Accessible)),
		Services:   t.services(), Records: t.records(),
	}
	for _, code := range st.Networks {
		b.Networks = append(b.Networks, networkLabels(v.Dataset(), []string{string(code)}, t.lang))
	}
	if i, ok := v.ByID(st.Parent); ok && st.Parent != "" {
		b.Parent = &linkBody{v.Structure(i).Name, t.link(st.Parent)}
	}
	t.tellHours(b)
	t.tellAround(b, site)
	q := analysis.NearestQuery{Query: analysis.Query{Mode: t.engine.DefaultMode(), At: t.at}, Origin: site.Position.Point}
	return b, t.tellOnward(ctx, b, q)
}

// tellAround leads from the structure to what is around it.
func (t *telling) tellAround(b *structureBody, site *data.Site) {
	if site.Commune != data.NoTerritory {
		commune := &t.engine.Dataset().Territories[site.Commune]
		b.Around = &linkBody{commune.Name, t.to("?code_commune=" + url.QueryEscape(commune.Code))}
	}
	b.OnMap = t.to("") + "#" + url.Values{"lat": {degrees(site.Position.Point.Lat())}, "lon": {degrees(site.Position.Point.Lon())}, "lieu": {b.Name}}.Encode()
}

func (t *telling) offers() []string {
	st := t.engine.View().Structure(t.index)
	all := make([]int, len(st.Services))
	for i := range all {
		all[i] = i
	}
	return offers(st, all, t.lang)
}

// services tells what is offered, each service with the conditions that are its own.
func (t *telling) services() []offerBody {
	st := t.engine.View().Structure(t.index)
	var out []offerBody
	for i := range st.Services {
		s := &st.Services[i]
		b := offerBody{
			Name: s.Name, Offer: offer(s.Level, s.Audiences, st.Networks, t.lang),
			Reception: t.say(receptionOf(s)), Eligibility: t.eligibility(s.Eligibility),
		}
		if s.Appointment {
			b.Appointment = t.say(say.T("sur rendez-vous", "by appointment"))
		}
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

func receptionOf(s *data.Service) say.Text {
	switch {
	case s.OnSite() && s.Remote():
		return say.T("sur place ou à distance", "on site or from afar")
	case s.Remote():
		return say.T("à distance", "from afar")
	default:
		return say.T("sur place", "on site")
	}
}

// mostNamed is how many communes or territories are named one by one.
const mostNamed = 6

// eligibility names whose inhabitants are received; empty for everyone.
func (t *telling) eligibility(e data.Eligibility) string {
	if e.Everyone() {
		return ""
	}
	ds := t.engine.Dataset()
	var names []string
	for _, code := range e {
		names = append(names, territoryName(ds, code))
	}
	slices.Sort(names)
	if more := len(names) - mostNamed; more > 1 {
		return t.say(say.T("réservé aux habitants de : %s et %d autres communes ou territoires", "only for people living in: %s and %d other communes or areas",
			strings.Join(names[:mostNamed], ", "), more))
	}
	return t.say(say.T("réservé aux habitants de : %s", "only for people living in: %s", listed(names, t.lang)))
}

// territoryName is the name of what an eligibility area's code stands for, the code itself where none is known.
func territoryName(ds *data.Dataset, code string) string {
	for _, kind := range []data.TerritoryKind{data.KindCommune, data.KindEPCI, data.KindDepartement} {
		if i, ok := ds.TerritoryByCode(kind, code); ok {
			return ds.Territories[i].Name
		}
	}
	if region, ok := strings.CutPrefix(code, "R"); ok {
		if i, ok := ds.TerritoryByCode(data.KindRegion, region); ok {
			return ds.Territories[i].Name
		}
	}
	return code
}

// records names where each record came from.
func (t *telling) records() []recordBody {
	v := t.engine.View()
	var out []recordBody
	for _, p := range v.Structure(t.index).Provenance {
		b := recordBody{Source: p.Source, Name: p.Name, ID: p.ID}
		if from, ok := v.Dataset().Source(p.Source); ok {
			b.Source, b.Holder, b.Vintage, b.Licence, b.URL = from.Title, from.Holder, from.Vintage, from.Licence, website(from.URL)
		}
		out = append(out, b)
	}
	return out
}

// precision says how well a position is known where that is not to the house.
func (t *telling) precision(p data.Precision) string {
	switch p {
	case data.PrecisionHouse:
		return ""
	case data.PrecisionStreet:
		return t.say(say.T("La position est celle de la rue, non du bâtiment.", "The position is that of the street, not of the building."))
	case data.PrecisionLocality:
		return t.say(say.T("La position n'est connue qu'au lieu-dit près.", "The position is known only to the locality."))
	case data.PrecisionCommune:
		return t.say(say.T("La position n'est connue qu'à la commune près.", "The position is known only to the commune."))
	default:
		return t.say(say.T("La source ne dit pas si la position est celle du bâtiment.", "The source does not say whether the position is that of the building."))
	}
}

func accessibleWords(a data.Accessibility) say.Text {
	switch a {
	case data.Accessible:
		return say.T("Accessible en fauteuil roulant", "Wheelchair accessible")
	case data.NotAccessible:
		return say.T("Non accessible en fauteuil roulant", "Not wheelchair accessible")
	default:
		return say.T("L'accessibilité n'est pas renseignée : demandez avant de venir.", "Accessibility is not known: ask before you come.")
	}
}
