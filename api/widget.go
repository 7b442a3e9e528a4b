package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// widgetBody is the widget's form: the choices left to who asks, and what the
// partner set, as fields that nobody sees. Where that is no setting of this
// region, it says so instead, before anybody searches.
type widgetBody struct {
	Publics, Modes []optionBody
	Set            []field
	Fault          string
}

type field struct{ Name, Value string }

// widgetFields are the partner's settings that are fields of a citizen's form.
// The others (colours, map, language) are the element's and the page's.
var widgetFields = []string{"publics", "mode", "level", "accessible", "reseaux_porteurs", "territoire"}

// registerWidget serves what partners put into their pages, and the page where
// they choose it.
func (s *Server) registerWidget() {
	s.router.Path("/widget.js").Methods(http.MethodGet).HandlerFunc(s.serveWidgetScript)
	s.router.Path("/widget").Methods(http.MethodGet).HandlerFunc(s.serveWidgetPage)
	s.router.Path("/widget/formulaire").Methods(http.MethodGet).HandlerFunc(s.serveWidgetForm)
	s.router.Path("/integrer").Methods(http.MethodGet).HandlerFunc(s.serveConfigurator)
}

// serveWidgetScript is the one script with a name that stays. It is asked for
// again every quarter-hour, and does no more than name the script of today,
// which is kept for ever.
func (s *Server) serveWidgetScript(w http.ResponseWriter, r *http.Request) {
	v, asset := visitOf(r.Context()), web.Asset("widget.js")
	s.serve(w, r, assetTypes[".js"], s.public(v, asset, v.quarter()), func() []byte { return widgetScript(asset, web.Imports("widget.js")) })
}

// widgetScript imports the built script and what that one imports, all at once,
// relative to itself: no page needs to know under which path the service is.
func widgetScript(asset string, imports []string) []byte {
	if asset == "" {
		return []byte("console.warn(\"Maillage: this program was built without Node, it has no widget; build it with 'make build'\");\n")
	}
	var out []byte
	for _, file := range append(imports, asset) {
		out = fmt.Appendf(out, "import \"./%s\";\n", file)
	}
	return out
}

// widgetPolicy lets those hold the page in a frame whom the site names.
func (s *Server) widgetPolicy() string {
	return strings.Replace(pagePolicy, "frame-ancestors 'none'", "frame-ancestors "+s.options.Site.FrameAncestors(), 1)
}

// serveWidgetPage is the widget alone, for a frame in a partner's page.
func (s *Server) serveWidgetPage(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	f := s.newFrame(v, r, "widget")
	f.Bundle, f.Bare, f.Title = "embed", true, titleCitizen.In(v.lang)
	set := settingsOf(r.URL.Query())
	if v.snapshot != nil {
		f.Page = newWidgetBody(v, set)
	}
	s.showPage(w, r, "widget", s.widgetPolicy(), []any{f.Asked, set}, f)
}

// serveWidgetForm is the widget's form alone.
func (s *Server) serveWidgetForm(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	f := s.newFrame(v, r, "widget/formulaire")
	set := settingsOf(r.URL.Query())
	if v.snapshot != nil {
		f.Page = newWidgetBody(v, set)
	}
	s.serve(w, r, typeHTML, s.public(v, set, v.quarter()), func() []byte { return part(v.lang, "widget", f) })
}

// settingsOf reads what a partner set. That it is accessible is said by being
// there, as the element's attribute does.
func settingsOf(query url.Values) []field {
	var set []field
	for _, name := range widgetFields {
		value := strings.Join(query[name], ",")
		switch {
		case value == "":
		case name != "accessible":
			set = append(set, field{name, value})
		case !slices.Contains([]string{"non", "no", "false", "0"}, strings.ToLower(value)):
			set = append(set, field{name, "true"})
		}
	}
	return set
}

// faultIn says which of a partner's settings the region does not know, and
// what it knows; empty where all is well.
func faultIn(v *visit, set []field) string {
	form := url.Values{"lat": {"0"}, "lon": {"0"}} // wherever one sets out from
	for _, f := range set {
		form.Set(f.Name, f.Value)
		if f.Name == "level" && f.Value != "1" && f.Value != "2" {
			return say.T("level=%s n'est pas accepté ; valeurs possibles : 1, 2", "level=%s is not accepted; allowed: 1, 2", f.Value).In(v.lang)
		}
	}
	var bad *analysis.InvalidError
	if _, _, err := readFields(form).read(v, v.now); errors.As(err, &bad) {
		return bad.In(v.lang)
	}
	return ""
}

// newWidgetBody offers the choices that are not set.
func newWidgetBody(v *visit, set []field) *widgetBody {
	b := &widgetBody{Set: set, Fault: faultIn(v, set)}
	isSet := func(name string) bool { return slices.ContainsFunc(set, func(f field) bool { return f.Name == name }) }
	form := newFormBody(v, &question{})
	if !isSet("publics") {
		b.Publics = form.Publics
	}
	if !isSet("mode") {
		b.Modes = form.Modes
	}
	return b
}

// configuratorBody is what a widget may be given, of what the region has.
type configuratorBody struct {
	Publics, Modes, Levels []optionBody
	Networks               []NetworkBody // those that have a structure here
	Territories            []territoriesBody
}

// territoriesBody are all the territories of a kind, but for communes, which are too many for a list.
type territoriesBody struct {
	Kind, Label string
	All         []TermBody
}

// serveConfigurator is the page where a partner chooses a widget and copies its code.
func (s *Server) serveConfigurator(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	f := s.newFrame(v, r, "integrer")
	f.Bundle = "configurator"
	f.Title = say.T("Intégrer à votre site", "Embed in your site").In(v.lang)
	f.Description = say.T("La recherche d'une structure d'orientation dans vos pages : un bloc à régler, puis à copier.",
		"The search for a guidance structure inside your pages: a block to set up, then to copy.").In(v.lang)
	if v.snapshot != nil {
		f.Page = newConfiguratorBody(v)
	}
	s.showPage(w, r, "integrer", pagePolicy, f.Asked, f)
}

func newConfiguratorBody(v *visit) *configuratorBody {
	form, region := newFormBody(v, &question{}), NewRegionBody(v.snapshot.engine, v.lang)
	return &configuratorBody{
		Publics:     form.Publics[1:], // without "anyone", which is no setting
		Modes:       form.Modes,
		Levels:      form.Levels[1:],
		Networks:    slices.DeleteFunc(region.Networks, func(n NetworkBody) bool { return n.Structures == 0 }),
		Territories: territoriesToChoose(v.snapshot.dataset(), v.lang),
	}
}

// territoriesToChoose lists the territories one may keep to, by kind and name.
// The region itself is left out: it is what one keeps to without choosing.
func territoriesToChoose(ds *data.Dataset, lang say.Lang) []territoriesBody {
	var out []territoriesBody
	for _, kind := range []data.TerritoryKind{data.KindDepartement, data.KindZoneEmploi, data.KindProjet, data.KindEPCI, data.KindBassinVie} {
		of := territoriesBody{Kind: string(kind), Label: kind.Label().In(lang)}
		for i := range ds.Territories {
			if t := &ds.Territories[i]; t.Kind == kind {
				of.All = append(of.All, TermBody{t.Code, t.Name})
			}
		}
		slices.SortFunc(of.All, func(a, b TermBody) int { return strings.Compare(a.Label, b.Label) })
		if of.All != nil {
			out = append(out, of)
		}
	}
	return out
}
