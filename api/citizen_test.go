package api

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/say"
)

const typeForm = "application/x-www-form-urlencoded"

// post sends a form's fields: "q=Lieu-A&mode=crow".
func post(s http.Handler, target, fields string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(fields))
	r.Header.Set("Content-Type", typeForm)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

var tags = regexp.MustCompile(`(?s)<[^>]*>`)

// words is what a page says, without its markup; spaces of all kinds are one.
func words(page string) string {
	plain := html.UnescapeString(tags.ReplaceAllString(page, " "))
	plain = strings.NewReplacer(say.Thin, " ", say.NoBreak, " ").Replace(plain)
	return strings.Join(strings.Fields(plain), " ")
}

func TestACitizenIsAnsweredInWords(t *testing.T) {
	s := serve(t, Options{})
	for _, c := range []struct {
		name, fields string
		want         []string
		not          []string
	}{
		{"a position", "lat=42.05&lon=9.05", []string{
			"1 structure ouverte à votre arrivée", "Depuis votre position, à vol d'oiseau (estimation), en partant maintenant",
			"Mission locale d'ici , Lieu-A", "Ouvert jusqu'à 17 h", "Accueil, information, conseil et accompagnement, pour les 16–25 ans",
			"04 95 00 00 00", "Accessible en fauteuil roulant", "Pourquoi en premier ?",
			"=France services , Lieu-B", "Sur rendez-vous", "Premier accueil et information, pour tous",
			"À distance", "CIDFF au téléphone"}, nil},
		{"in winter", "lat=42.05&lon=9.05&season=winter", []string{"en partant maintenant, cols fermés"}, nil},
		{"a text", "q=12+rue+de+l'eglise+lieu-a", []string{"Depuis 12 Rue de l'Église, 20250 Lieu-A"}, nil},
		{"a commune by its name", "q=lieu-b", []string{"Depuis Lieu-B", "=France services"}, []string{"à appeler, 1"}},
		{"another place may be meant", "q=fontaine", []string{"Vous cherchiez peut-être : Fontaine, 20250 Lieu-"}, nil},
		{"an audience", "lat=42.05&lon=9.05&publics=femmes", []string{"=France services", "CIDFF au téléphone"}, []string{"Mission locale"}},
		{"a network", "lat=42.05&lon=9.05&reseaux_porteurs=mission-locale", []string{"Mission locale d'ici"}, []string{"France services ,"}},
		{"a territory", "lat=42.05&lon=9.05&territoire=commune:2B002", []string{"=France services"}, []string{"Mission locale"}},
		{"a level", "lat=42.05&lon=9.05&level=2", []string{"Mission locale d'ici", "Conseil et accompagnement, pour les 16–25 ans"}, []string{"=France services ,"}},
		{"accessible", "lat=42.05&lon=9.05&accessible=true", []string{"Mission locale d'ici"}, []string{"=France services ,"}},
		{"onward to the second level", "lat=42.05&lon=9.15&publics=jeunes&quand=plus-tard&at=2026-11-28T10:00", []string{
			"Pour un conseil et un accompagnement : Mission locale d'ici , Lieu-A (à 17 min de là)"}, nil},
		{"onward to what is listed already", "lat=42.05&lon=9.15&publics=jeunes", []string{"Mission locale d'ici , Lieu-A"}, []string{"Pour un conseil"}},
		{"later", "lat=42.05&lon=9.05&quand=plus-tard&at=2026-11-28T10:00&publics=jeunes&reseaux_porteurs=mission-locale", []string{
			"Tout est fermé à votre arrivée : prochaine ouverture lundi 30 novembre à 8 h 30", "en partant le samedi 28 novembre à 10 h",
			"Prochaines ouvertures", "partez à 8 h 30"}, nil},
		{"by appointment before what opens", "lat=42.05&lon=9.05&quand=plus-tard&at=2026-11-28T10:00", []string{
			"1 structure à appeler avant de venir", "Rien n'est ouvert à coup sûr à votre arrivée. Prochaine ouverture : lundi 30 novembre à 8 h 30 (Mission locale d'ici, à "}, nil},
		{"an hour that is not asked for", "lat=42.05&lon=9.05&quand=maintenant&at=2026-11-28T10:00", []string{"Ouvert jusqu'à 17 h"}, nil},
		{"nothing but help from afar", "lat=42.05&lon=9.05&reseaux_porteurs=cidff", []string{"Rien sur place, mais de l'aide à distance", "CIDFF au téléphone"}, []string{"avant de venir"}},
		{"nothing at all", "lat=42.05&lon=9.05&reseaux_porteurs=cidff&accessible=true", []string{"Aucune structure ne convient", "retirez-en un"}, nil},
		{"far", "lat=42.05&lon=10.2&publics=jeunes", []string{"c'est loin"}, nil},
		{"the last of two places holds", "q=lieu-b&q=lieu-a", []string{"Depuis Lieu-A"}, nil},
		{"a commune before a position", "lat=42.05&lon=9.05&code_commune=2b002&q=", []string{"Depuis Lieu-B"}, nil},
		{"a position that a text names", "lat=42.05&lon=9.05&q=Cours+Paoli", []string{"Depuis Cours Paoli,"}, []string{"votre position"}},
		{"a position that nothing legible names", "lat=42.05&lon=9.05&q=%00", []string{"Depuis votre position"}, nil},
		{"in English", "lat=42.05&lon=9.05&lang=en", []string{"1 structure open when you get there", "Open until 17:00", "Why first?"}, []string{"votre"}},
		{"fewer", "lat=42.05&lon=9.05&limit=1", nil, []string{"=France services ,"}},
	} {
		w := post(s, "/liste", c.fields)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d: %s", c.name, w.Code, words(w.Body.String()))
		}
		got := words(w.Body.String())
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not said in: %s", c.name, want, got)
			}
		}
		for _, not := range c.not {
			if strings.Contains(got, not) {
				t.Errorf("%s: %q is said in: %s", c.name, not, got)
			}
		}
	}
}

// What gets no answer is told in words: what to do, never how programs call it.
func TestACitizenIsToldWhatToDo(t *testing.T) {
	s := serve(t, Options{})
	code := regexp.MustCompile(`[a-z]+_[a-z]+|\b[a-z]+=|\b4\d\d\b|publics|level\b`)
	for _, c := range []struct {
		name, fields string
		status       int
		want         string
	}{
		{"no start", "publics=jeunes", 422, "une adresse, une commune ou un code postal"},
		{"spaces for a start", "q=++", 422, "une adresse, une commune ou un code postal"},
		{"an unknown place", "q=Zorglubville", 422, "vérifiez l'orthographe"},
		{"a territory", "q=région", 422, ""},
		{"an unknown commune", "code_commune=75056", 422, "écrivez son nom"},
		{"too long a text", "q=" + strings.Repeat("a", 201), 422, "200 caractères"},
		{"no text", "q=%00%01", 422, "200 caractères"},
		{"half a position", "lat=42", 422, "la position"},
		{"no position", "lat=abc&lon=def", 422, "la position"},
		{"a position beyond the globe", "lat=91&lon=9", 422, "la position"},
		{"not a number", "lat=NaN&lon=9", 422, "la position"},
		{"another mode", "lat=42&lon=9&mode=fusée", 422, "le moyen de transport"},
		{"another audience", "lat=42&lon=9&publics=martiens", 422, "le public"},
		{"another network", "lat=42&lon=9&reseaux_porteurs=x", 422, "le réseau"},
		{"another territory", "lat=42&lon=9&territoire=departement:99", 422, "le territoire"},
		{"another level", "lat=42&lon=9&level=3", 422, "le type d'aide"},
		{"too many answers", "lat=42&lon=9&limit=21", 422, "de 1 à 20"},
		{"no moment", "lat=42&lon=9&quand=plus-tard", 422, "un jour et une heure"},
		{"another century", "lat=42&lon=9&quand=plus-tard&at=1826-11-25T14:00", 422, "un jour et une heure"},
		{"what is no form", "%zz", 400, "remplissez de nouveau le formulaire"},
		{"too large", "q=lieu-a&x=" + strings.Repeat("x", maxFormBytes), 413, "remplissez de nouveau le formulaire"},
	} {
		for _, target := range []string{"/liste", "/"} {
			w := post(s, target, c.fields)
			if w.Code != c.status || w.Header().Get("Content-Type") != typeHTML || w.Header().Get("Cache-Control") != private {
				t.Errorf("%s at %s: status %d, %q", c.name, target, w.Code, w.Header())
			}
			_, section, _ := strings.Cut(w.Body.String(), "<section")
			section, _, found := strings.Cut(section, "</section>")
			got := words("<section" + section)
			if !found || !strings.Contains(got, c.want) || code.MatchString(got) {
				t.Errorf("%s at %s: %q is not said, or with what is no word: %s", c.name, target, c.want, got)
			}
		}
	}
}

func TestFormsOfOtherKindsAreRefused(t *testing.T) {
	s := serve(t, Options{})
	for _, kind := range []string{"", "text/plain", "multipart/form-data; boundary=x", "application/json"} {
		w := post(s, "/liste", "q=lieu-a", "Content-Type: "+kind)
		if w.Code != http.StatusUnsupportedMediaType || !strings.Contains(w.Body.String(), "<section") {
			t.Errorf("%q: status %d: %s", kind, w.Code, w.Body)
		}
	}
	if w := post(s, "/liste", "q=lieu-a", "Content-Type: "+typeForm+"; charset=UTF-8"); w.Code != http.StatusOK {
		t.Errorf("a form with its charset: status %d", w.Code)
	}
}

// The section alone is the section of the whole page: a script that puts it in
// place shows what a browser without scripts shows.
func TestTheListIsThatOfThePage(t *testing.T) {
	s := serve(t, Options{})
	for _, fields := range []string{"q=lieu-a", "lat=42.05&lon=9.05&lang=en", "q=nulle+part", "q=fontaine&publics=jeunes"} {
		list, whole := post(s, "/liste", fields), post(s, "/", fields)
		if got := strings.TrimSpace(list.Body.String()); !strings.HasPrefix(got, "<section class=\"answer") ||
			!strings.HasSuffix(got, "</section>") || !strings.Contains(whole.Body.String(), got) {
			t.Errorf("%s: the page does not hold the list:\n%s", fields, got)
		}
		if list.Code != whole.Code || list.Header().Get("Access-Control-Allow-Origin") != "*" || whole.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d %q, %d %q", fields, list.Code, list.Header(), whole.Code, whole.Header())
		}
		if lang := list.Header().Get("Content-Language"); lang != "fr" && !strings.Contains(fields, "lang="+lang) {
			t.Errorf("%s: in %s", fields, lang)
		}
	}
}

// One engine answers both doors: what a citizen reads is what the API tells.
func TestThePageAndTheAPITellTheSame(t *testing.T) {
	s := serve(t, Options{})
	item := regexp.MustCompile(`data-id="([^"]*)" data-lat="[^"]*" data-lon="[^"]*"(?: data-rank="(\d+)")? data-state="([^"]*)"[^\x00]*?<strong>(.*?)</strong> [^<]* · (.*?)</span>`)
	line := func(id any, rank int, d *DoorBody, j *JourneyBody) string {
		return fmt.Sprint(id, " ", rank, " ", d.State, " ", say.Minutes(j.Minutes).In(say.French), " ", say.Metres(j.DistanceM).In(say.French))
	}
	for _, query := range []string{"lat=42.05&lon=9.05", "lat=42.05&lon=9.25&publics=jeunes", "code_commune=2B001", "q=lieu-c&level=1", "lat=42.05&lon=9.05&at=2026-11-29T03:00"} {
		api := decode[NearestBody](t, get(s, "/api/v1/nearest?"+query))
		var got, want []string
		for i := range api.Results {
			r := &api.Results[i]
			want = append(want, line(r.Structure.ID, r.Rank, &r.DoorBody, &r.JourneyBody))
		}
		for i := range api.Next {
			r := &api.Next[i]
			want = append(want, line(r.Structure.ID, 0, &r.DoorBody, &r.JourneyBody))
		}
		page := post(s, "/liste", strings.Replace(query, "&at=", "&quand=plus-tard&at=", 1)).Body.String()
		for _, class := range []string{"found", "next"} {
			_, list, _ := strings.Cut(page, `<ol class="`+class+`"`)
			list, _, _ = strings.Cut(list, "</ol>")
			for _, m := range item.FindAllStringSubmatch(list, -1) {
				got = append(got, fmt.Sprint(m[1], " ", cmp.Or(m[2], "0"), " ", m[3], " ", m[4], " ", m[5]))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the page lists %q, the API %q", query, got, want)
		}
	}
}

// A page's address may name a commune, which tells of nobody: it is public. It
// never says where somebody is: whatever it says of that is not read.
func TestAddressesTellNoPosition(t *testing.T) {
	s := serve(t, Options{})
	plain := get(s, "/")
	for _, target := range []string{"/?lat=42.05&lon=9.05", "/?q=lieu-a", "/?lat=42.05&lon=9.05&q=lieu-a"} {
		if w := get(s, target); w.Body.String() != plain.Body.String() || w.Header().Get("ETag") != plain.Header().Get("ETag") {
			t.Errorf("%s is not the page without a question", target)
		}
	}
	w := get(s, "/?code_commune=2B001&publics=jeunes")
	etag := w.Header().Get("ETag")
	if want := `href="./?code_commune=2B001&amp;publics=jeunes&amp;lang=en"`; !strings.Contains(w.Body.String(), want) {
		t.Errorf("the same page in English is not at %s", want)
	}
	if got := words(w.Body.String()); w.Code != http.StatusOK || !strings.Contains(got, "Depuis Lieu-A") || !strings.Contains(w.Body.String(), `value="Lieu-A"`) {
		t.Errorf("status %d: %s", w.Code, got)
	}
	if cache := w.Header().Get("Cache-Control"); !strings.HasPrefix(cache, "public, max-age=") || etag == "" {
		t.Errorf("a commune's page is kept by %q, %q", cache, etag)
	}
	if w := get(s, "/?code_commune=2B001&publics=jeunes", "If-None-Match: "+etag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("the copy held and the answer is %d of %d bytes", w.Code, w.Body.Len())
	}
	for _, other := range []string{"/?code_commune=2B002&publics=jeunes", "/?code_commune=2B001", "/?code_commune=2B001&publics=jeunes&lang=en",
		"/?code_commune=2B001&publics=jeunes&at=2026-11-28T10:00"} {
		if tag := get(s, other).Header().Get("ETag"); tag == etag || tag == "" {
			t.Errorf("%s has the tag %q", other, tag)
		}
	}
	bad := get(s, "/?code_commune=99999", "If-None-Match: *")
	if bad.Code != http.StatusUnprocessableEntity || bad.Header().Get("Cache-Control") != private || bad.Header().Get("ETag") != "" {
		t.Errorf("an unknown commune: %d %q", bad.Code, bad.Header())
	}
}

// What is typed comes back in its field, for who typed it, as text and nothing else.
func TestWhatIsTypedIsNoMarkup(t *testing.T) {
	s := serve(t, Options{})
	typed := `"><script>alert(1)</script>`
	body := post(s, "/", "q="+url.QueryEscape(typed)).Body.String()
	if strings.Contains(body, "<script>alert") || strings.Count(html.UnescapeString(body), typed) != 1 {
		t.Errorf("%s", body)
	}
}

// Without a region the page says so, and so does the answer.
func TestACitizenWithoutARegion(t *testing.T) {
	s := NewServer(Options{Now: func() time.Time { return time.Unix(1764000000, 0) }})
	if w := get(s, "/"); w.Code != http.StatusOK || !strings.Contains(words(w.Body.String()), "Aucune région n'est encore chargée") {
		t.Errorf("%d %s", w.Code, words(w.Body.String()))
	}
	for _, w := range []*httptest.ResponseRecorder{post(s, "/", "q=corte"), post(s, "/liste", "q=corte"), get(s, "/?code_commune=2B001"),
		get(s, "/structures/x", "Accept: text/html")} {
		if !strings.Contains(words(w.Body.String()), "Aucune région n'est encore chargée") {
			t.Errorf("%d %s", w.Code, words(w.Body.String()))
		}
	}
}

// Nothing typed or positioned in a form is written anywhere: no log at any
// level, no header; and in no answer but in the field where it was typed.
func TestNothingPostedIsWritten(t *testing.T) {
	const marker, lat = "Zorglubville", "42.0512347"
	var log bytes.Buffer
	s := serve(t, Options{Logger: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.Level(-100), AddSource: true}))})
	for _, fields := range []string{
		"q=" + marker, "q=fontaine+" + marker, "q=lieu-a&publics=" + marker, "q=lieu-a&mode=" + marker, "q=lieu-a&territoire=commune:" + marker,
		"q=lieu-a&at=" + marker + "&quand=plus-tard", "code_commune=" + marker, "lat=" + marker + "&lon=9", "lat=" + lat + "&lon=9.05", marker + "=%zz",
		"q=" + strings.Repeat(marker, 1000), "q=" + marker + "%00", "reseaux_porteurs=" + marker + "&q=lieu-a",
	} {
		for _, target := range []string{"/", "/liste"} {
			w := post(s, target, fields, "Referer: https://example.org/"+marker)
			for name, values := range w.Header() {
				if told := strings.Join(values, " "); strings.Contains(told, marker) || strings.Contains(told, lat) {
					t.Errorf("%.40s: header %s tells it: %s", fields, name, told)
				}
			}
			body, most := w.Body.String(), 0
			if target == "/" && strings.HasPrefix(fields, "q=") {
				most = strings.Count(strings.SplitN(fields, "&", 2)[0], marker)
			}
			if target == "/" {
				body = hiddenFields.ReplaceAllString(body, "")
			}
			if n := strings.Count(body, marker); n > most {
				t.Errorf("%s %.40s: told %d times", target, fields, n)
			}
		}
	}
	if log.Len() == 0 || strings.Contains(log.String(), marker) || strings.Contains(log.String(), lat) {
		t.Errorf("the log has %d bytes and must not tell what was posted:\n%s", log.Len(), &log)
	}
}

// hiddenFields keep what a partner's link asks for, as their asker gave it.
var hiddenFields = regexp.MustCompile(`<(?:input type="hidden"|option)[^>]*>[^<]*`)
