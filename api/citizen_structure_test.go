package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/hours"
	"maillage/say"
)

func TestAStructuresPage(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		target string
		want   []string
		not    []string
	}{
		{"/structures/src--M", []string{
			"Mission locale d'ici", "Ouvert jusqu'à 17 h", "Semaine du mercredi 25 novembre", "Mercredi 25 novembre aujourd'hui 8 h 30 – 17 h", "Samedi 28 novembre fermé",
			"Conseil et accompagnement, pour les 16–25 ans", "1 rue du Dessin, 20250 Lieu-A", "04 95 00 00 00", "Accessible en fauteuil roulant",
			"Les structures proches : Lieu-A", "Annuaire dessiné , Nous, 2026-11-01 (Licence Ouverte 2.0)", "sous le nom « Mission locale d'ici »"}, []string{"Pour aller plus loin"}},
		{"/structures/src--M?at=2026-12-25T10:00", []string{"Semaine du vendredi 25 décembre", "Noël"}, []string{"Ouvert jusqu'à"}},
		{"/structures/src--M?at=jamais", []string{"Semaine du mercredi 25 novembre"}, nil},
		{"/structures/src--M?lang=en", []string{"Open until 17:00", "Week from Wednesday 25 November", "Advice and support"}, []string{"Semaine"}},
		{"/structures/src--F", []string{"Sur rendez-vous", "Pour aller plus loin", "Pour les jeunes : Mission locale d'ici , Lieu-A (17 min", "Non accessible en fauteuil roulant"}, nil},
		{"/structures/src--R", []string{"elle aide à distance", "Les horaires ne sont pas connus.", "Appeler, écrire", "pour les femmes", "à distance"},
			[]string{"Semaine", "Y aller", "de venir", "Venir"}},
	} {
		w := get(s, c.target)
		got := words(w.Body.String())
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Cache-Control"), "public") {
			t.Errorf("%s: %d %q", c.target, w.Code, w.Header())
		}
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not said in: %s", c.target, want, got)
			}
		}
		for _, not := range c.not {
			if strings.Contains(got, not) {
				t.Errorf("%s: %q is said in: %s", c.target, not, got)
			}
		}
		if again := get(s, c.target, "If-None-Match: "+w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("%s: the copy holds and the answer is %d", c.target, again.Code)
		}
	}
}

// Weeks lead to the ones before and after, on every link of a page in a language that language.
func TestWeeksLeadToEachOther(t *testing.T) {
	body := get(serve(t, Options{}), "/structures/src--M?at=2026-11-28T10:00&lang=en").Body.String()
	for _, want := range []string{`href="../structures/src--M?at=2026-11-21T08:00&amp;lang=en"`, `href="../structures/src--M?at=2026-12-05T08:00&amp;lang=en"`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
	if !strings.Contains(body, `href="../structures/src--M?at=2026-11-28T10%3A00&amp;lang=fr"`) {
		t.Errorf("the same week in French is not linked to in: %s", body)
	}
	list := post(serve(t, Options{}), "/liste", "lat=42.05&lon=9.05&quand=plus-tard&at=2026-11-28T10:00").Body.String()
	if !strings.Contains(list, `href="./structures/src--M?at=2026-11-28T10:00"`) {
		t.Errorf("an answer about another day leads to another week: %s", list)
	}
}

// Who opens in a browser what is not there reads a page; programs read a problem.
func TestRefusalsAreReadByWhoAsks(t *testing.T) {
	const browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"
	s := serve(t, Options{})
	for _, c := range []struct {
		method, target, accept string
		status                 int
		page                   bool
		want                   string
	}{
		{"GET", "/structures/nulle-part", browser, 404, true, "Cette structure n'est pas dans l'annuaire"},
		{"GET", "/structures/nulle-part", "Accept: */*", 404, true, "n'est pas, ou plus"},
		{"GET", "/nulle/part", browser, 404, true, "Rien ne se trouve à cette adresse"},
		{"GET", "/nulle/part", "Accept: */*", 404, false, "/docs"},
		{"GET", "/nulle/part?lang=en", browser, 404, true, "There is nothing at this address"},
		{"GET", "/api/v1/nulle-part", browser, 404, false, "/docs"},
		{"GET", "/liste", browser, 405, true, "Elle répond à un formulaire"},
		{"POST", "/structures/src--M", browser, 405, true, "repartez de la première page"},
		{"DELETE", "/", "Accept: */*", 405, false, "Allow"},
		{"GET", "/" + strings.Repeat("x", maxURLBytes), browser, 414, true, "octets"},
	} {
		w := do(s, c.method, c.target, c.accept)
		isPage := w.Header().Get("Content-Type") == typeHTML
		if w.Code != c.status || isPage != c.page || !strings.Contains(words(w.Body.String()), c.want) {
			t.Errorf("%s %.40s, %s: %d, page %v: %s", c.method, c.target, c.accept, w.Code, isPage, words(w.Body.String()))
		}
		if isPage && (w.Header().Get("Content-Security-Policy") != pagePolicy || w.Header().Get("Cache-Control") != private) {
			t.Errorf("%s %.40s: %q", c.method, c.target, w.Header())
		}
	}
}

func TestOffersSayWhatOneGets(t *testing.T) {
	service := func(level data.Level, audiences ...data.Audience) data.Service {
		return data.Service{Level: level, Audiences: audiences}
	}
	for _, c := range []struct {
		name     string
		networks []data.NetworkCode
		services []data.Service
		want     []string
	}{
		{"for all", nil, []data.Service{service(1, "jeunes", data.AudienceAll)}, []string{"Premier accueil et information, pour tous"}},
		{"several", nil, []data.Service{service(2, "salaries", "cadres"), service(2, "demandeurs-emploi")},
			[]string{"Conseil et accompagnement, pour les personnes qui cherchent un emploi, les salariés et les cadres"}},
		{"an age", []data.NetworkCode{"mission-locale"}, []data.Service{service(2, "jeunes")}, []string{"Conseil et accompagnement, pour les 16–25 ans"}},
		{"no age", []data.NetworkCode{"cio"}, []data.Service{service(2, "jeunes")}, []string{"Conseil et accompagnement, pour les jeunes"}},
		{"both levels for the same", nil, []data.Service{service(1, "femmes"), service(2, "femmes")},
			[]string{"Accueil, information, conseil et accompagnement, pour les femmes"}},
		{"both levels for others", nil, []data.Service{service(1, data.AudienceAll), service(2, "femmes")},
			[]string{"Conseil et accompagnement, pour les femmes", "Premier accueil et information, pour tous"}},
		{"nobody known", nil, []data.Service{service(2)}, []string{"Conseil et accompagnement"}},
		{"nothing known", nil, []data.Service{service(0, data.AudienceAll)}, []string{"Aide que la source ne précise pas, pour tous"}},
	} {
		st := &data.Structure{Networks: c.networks, Services: c.services}
		all := make([]int, len(c.services))
		for i := range all {
			all[i] = i
		}
		if got := offers(st, all, say.French); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Every audience of the vocabulary but everyone's is said as people say it.
func TestEveryAudienceIsSaid(t *testing.T) {
	for _, term := range data.Audiences() {
		said := slices.ContainsFunc(persons, func(p person) bool { return p.code == data.Audience(term.Code) })
		if said == (term.Code == string(data.AudienceAll)) {
			t.Errorf("%s: said %v", term.Code, said)
		}
	}
}

func TestWebsitesAreLinksThatWork(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a?b=c": "https://example.org/a?b=c", "www.example.org": "https://www.example.org",
		"javascript:alert(1)": "", "ftp://example.org": "", "": "", "http://": "", "https://a b": "",
	} {
		if got := website(address); got != want {
			t.Errorf("website(%q) = %q, want %q", address, got, want)
		}
	}
}

// servedWith serves the drawing with one structure more, at the middle of Lieu-C.
func servedWith(t *testing.T, st data.Structure) *Server {
	t.Helper()
	e := drawn(t, true)
	site := data.Site{Position: data.Position{Point: orb.Point{9.25, 42.05}, Precision: data.PrecisionStreet}, Address: "2 rue Neuve"}
	v, err := e.View().With(data.Open{Site: site, Structure: st})
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, Options{})
	s.Swap(NewSnapshot(e.Over(v), gazetteerOf(e), "opened", nil))
	return s
}

// Services that receive at other hours have weeks of their own; each says whom it receives.
func TestServicesWithTheirOwnHours(t *testing.T) {
	s := servedWith(t, data.Structure{ID: "n--1/2?", Name: "Maison <neuve>", Website: "javascript:alert(1)", Services: []data.Service{
		{Level: 1, Audiences: []data.Audience{data.AudienceAll}, Hours: hours.Text{Raw: "le lundi matin", Rules: "Mo 09:00-12:00"}},
		{Level: 2, Audiences: []data.Audience{"seniors"}, Eligibility: data.Eligibility{"2B001", "2B003", "99"}, Appointment: true},
	}})
	list := post(s, "/liste", "lat=42.05&lon=9.25&publics=seniors").Body.String()
	const link = "structures/n--1%2F2%3F"
	if !strings.Contains(list, `href="./`+link+`"`) {
		t.Errorf("no link to /%s in: %s", link, list)
	}
	w := get(s, "/"+link)
	got := words(w.Body.String())
	for _, want := range []string{
		"Maison <neuve>", "Lundi 30 novembre 9 h – 12 h", "Selon la source : le lundi matin", "Conseil et accompagnement, pour les seniors · sur place, sur rendez-vous",
		"réservé aux habitants de : 99, Lieu-A et Lieu-C", "La position est celle de la rue", "L'accessibilité n'est pas renseignée", "Mercredi 25 novembre aujourd'hui",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said in: %s", want, got)
		}
	}
	if n := strings.Count(w.Body.String(), "<table"); n != 2 || strings.Contains(w.Body.String(), "javascript:") {
		t.Errorf("%d weeks, in: %s", n, w.Body)
	}
	if !strings.Contains(w.Body.String(), `href="../"`) {
		t.Error("the page's links do not lead to the root")
	}
	if other := words(get(s, "/"+link+"?at=2026-12-02T10:00").Body.String()); strings.Contains(other, "aujourd'hui") {
		t.Errorf("today is in another week: %s", other)
	}
}

// Help from afar has hours too.
func TestHelpFromAfarHasItsWeek(t *testing.T) {
	far := data.Service{Level: 2, Audiences: []data.Audience{"seniors"}, Receptions: []data.Reception{data.ReceptionRemote}, Hours: hours.Text{Raw: "Mo 14:00-16:00", Rules: "Mo 14:00-16:00"}}
	here := data.Service{Level: 1, Audiences: []data.Audience{"seniors"}, Hours: hours.Text{Raw: "Mo 09:00-12:00", Rules: "Mo 09:00-12:00"}}
	unknown := data.Service{Level: 1, Audiences: []data.Audience{"seniors"}, Receptions: []data.Reception{data.ReceptionRemote}}
	for _, c := range []struct {
		name     string
		services []data.Service
		want     string
		weeks    int
	}{
		{"alone", []data.Service{far}, "Lundi 30 novembre 14 h – 16 h", 1},
		{"beside", []data.Service{far, here}, "Semaine du mercredi 25 novembre, à distance Conseil et accompagnement, pour les seniors", 2},
		{"at hours unknown, beside", []data.Service{unknown, here}, "Lundi 30 novembre 9 h – 12 h", 1},
	} {
		w := get(servedWith(t, data.Structure{ID: "n--1", Name: "Maison", Services: c.services}), "/structures/n--1")
		if got := words(w.Body.String()); !strings.Contains(got, c.want) || strings.Count(w.Body.String(), "<table") != c.weeks || strings.Contains(got, "ne sont pas connus") {
			t.Errorf("%s: want %q and %d weeks: %s", c.name, c.want, c.weeks, got)
		}
	}
}

// Advice that is for everyone is a way on too, told once.
func TestAdviceForEveryoneIsAWayOn(t *testing.T) {
	s := servedWith(t, data.Structure{ID: "z--1", Name: "Maison", Services: []data.Service{{Level: 2, Audiences: []data.Audience{data.AudienceAll}}}})
	got := words(get(s, "/structures/src--F").Body.String())
	_, got, _ = strings.Cut(got, "le plus proche d'ici :")
	got, _, _ = strings.Cut(got, "D'où viennent")
	if want := "Pour tous : Maison , Lieu-C (17 min à vol d'oiseau (estimation)) Pour les jeunes : Mission locale d'ici , Lieu-A (17 min à vol d'oiseau (estimation))"; strings.TrimSpace(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestHoursThatNobodyKnowsAreSaidOnce(t *testing.T) {
	s := servedWith(t, data.Structure{ID: "n--1", Name: "Maison", Services: []data.Service{{Level: 1, Hours: hours.Text{Raw: "selon la lune"}}}})
	got := words(get(s, "/structures/n--1").Body.String())
	if strings.Count(got, "selon la lune") != 1 || !strings.Contains(got, "Les horaires ne sont pas connus") || strings.Contains(got, "Semaine suivante") {
		t.Errorf("%s", got)
	}
}

// Sources are often silent about access, which is no refusal.
func TestWhoNeedsAccessIsToldWhomToAsk(t *testing.T) {
	s := servedWith(t, data.Structure{ID: "n--1", Name: "Maison", Services: []data.Service{{Level: 1, Audiences: []data.Audience{"seniors"}}}})
	const told = "cherchez sans ce critère, puis appelez"
	for fields, want := range map[string]bool{
		"lat=42.05&lon=9.25&publics=seniors&accessible=true":         true,
		"lat=42.05&lon=9.25&publics=jeunes&accessible=true":          false, // the Mission locale is
		"lat=42.05&lon=9.25&publics=seniors&level=2":                 false,
		"lat=42.05&lon=9.25&level=2&publics=seniors&accessible=true": false, // none of that level
	} {
		if got := words(post(s, "/liste", fields).Body.String()); strings.Contains(got, told) != want {
			t.Errorf("%s: want %v: %s", fields, want, got)
		}
	}
}
