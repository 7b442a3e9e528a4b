package api

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"maillage/analysis"
	"maillage/say"
)

// plain is the text of a page, its tags and runs of spaces one space each; spans stand within words.
func plain(page string) string {
	page = regexp.MustCompile(`</?span[^>]*>`).ReplaceAllString(page, "")
	text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " "))
	return regexp.MustCompile(`[\s\x{a0}\x{202f}]+`).ReplaceAllString(text, " ")
}

// Ten minutes as the crow flies reach Lieu-A and Lieu-B, where 110 of the 120 people live.
func TestThePlannersPageTellsItsFiguresWithoutAScript(t *testing.T) {
	s := serve(t, Options{})
	for target, wants := range map[string][]string{
		"/planifier?target=10": {"92 % à 10 min au plus à vol d'oiseau (estimation)", "10 personnes au-delà", "Comptés : tout le monde, 120 personnes. Carreaux dessinés, INSEE, 2015.",
			"8 % de ce nombre sont estimés par la source.", "1 zone, 10 personnes", "Lieu-C 10 personnes · jusqu'à 7 min de trop", "Par département", "Corse-du-Sud 10 0 % 10 17 min", "Région fictive"},
		"/planifier?target=10&lang=en":     {"92% within 10 min as the crow flies (estimate)", "10 people beyond", "1 zone, 10 people", "By département"},
		"/planifier?target=20":             {"100 % à 20 min au plus", "0 personne au-delà", "Aucune : personne ne vit au-delà."},
		"/planifier?target=10&level=2":     {"Conseil et accompagnement"},
		"/planifier?target=10&by=commune":  {"Par commune", "Lieu-A 90 100 % 0 0 min"},
		"/planifier?target=10&chosen=2A":   {"Corse-du-Sud 0 % à 10 min au plus, 10 personnes au-delà sur 10.", "Ne plus choisir"},
		"/planifier?at=2026-12-24T09%3A30": {"Au jeudi 24 décembre 2026 à 9 h 30."},
	} {
		w := get(s, target)
		page := plain(w.Body.String())
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s answers %d and does not say %q:\n%s", target, w.Code, want, page)
			}
		}
	}
}

// What the script puts in place is what the page has there.
func TestTheTableAloneIsThatOfThePage(t *testing.T) {
	s := serve(t, Options{})
	for _, query := range []string{"", "?target=10&by=commune&sort=name&chosen=zone-2", "?target=10&lang=en", "?mode=fusee"} {
		page, table := get(s, "/planifier"+query), get(s, "/planifier/tableau"+query)
		if !strings.Contains(page.Body.String(), table.Body.String()) || table.Body.Len() < 1000 || page.Code != table.Code {
			t.Errorf("%s: the page (%d) does not hold its table (%d):\n%s", query, page.Code, table.Code, table.Body)
		}
	}
}

func TestWhatAPlanCannotMeanIsToldAndTheRestAnswered(t *testing.T) {
	s := serve(t, Options{})
	for query, want := range map[string]string{
		"target=lapin":                  "« target » : « lapin » ne convient pas ; donnez un nombre de minutes de 1 à 1440",
		"target=0":                      "« 0 » ne convient pas",
		"target=NaN":                    "« NaN » ne convient pas",
		"mode=fusee":                    "« mode » : « fusee » n'est pas une valeur connue ; valeurs possibles : crow",
		"by=canton":                     "« canton » n'est pas une valeur connue",
		"group=lapins":                  "« lapins » n'est pas une valeur connue ; valeurs possibles : all, 18-24",
		"level=3":                       "« 3 » ne convient pas ; donnez 1 ou 2",
		"publics=lapins,jeunes":         "« lapins » n'est pas une valeur connue",
		"reseaux_porteurs=lapin":        "« lapin » n'est pas une valeur connue",
		"eligible=lapin":                "« lapin » n'est pas une valeur connue",
		"at=demain":                     "« demain » ne convient pas ; donnez une date et une heure",
		"territoire=canton:1":           "territoire=canton:1 n'est pas accepté",
		"paint=rainbow":                 "« rainbow » ne convient pas",
		"sort=-lapin":                   "« -lapin » ne convient pas",
		"season=hiver":                  "« hiver » ne convient pas ; donnez summer, winter",
		"target=10&amp;mode=crow":       "est illisible ; écrivez nom=valeur",
		"accessible=oui":                "« oui » ne convient pas ; donnez true, false",
		"mode=fusee&by=canton&target=x": "« x » ne convient pas",
	} {
		w := get(s, "/planifier?"+query)
		page := plain(w.Body.String())
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(page, want) || !strings.Contains(page, "au plus à vol d'oiseau") {
			t.Errorf("%s: %d, want %q and the figures of the rest:\n%s", query, w.Code, want, page)
		}
		if got := w.Header().Get("Cache-Control"); got != private {
			t.Errorf("%s: kept as %q", query, got)
		}
	}
}

func TestAPlanIsKeptByItsTag(t *testing.T) {
	s, restarted := serve(t, Options{}), serve(t, Options{})
	seen := map[string]string{}
	for _, target := range []string{"/planifier", "/planifier/tableau", "/planifier?target=31", "/planifier?sort=name", "/planifier?by=commune", "/planifier?chosen=2A",
		"/planifier?rows=all", "/planifier?level=1", "/planifier?publics=jeunes", "/planifier?territoire=departement:2A", "/planifier?lang=fr", "/planifier?lang=en", "/planifier?at=2026-12-24T09:30"} {
		w := get(s, target)
		tag := w.Header().Get("ETag")
		if other, twice := seen[tag]; w.Code != http.StatusOK || twice || !strings.HasPrefix(w.Header().Get("Cache-Control"), "public") {
			t.Errorf("%s: %d, tag %s as of %q, kept as %q", target, w.Code, tag, other, w.Header().Get("Cache-Control"))
		}
		seen[tag] = target
		if again := get(s, target, "If-None-Match: "+tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: %d with its own tag", target, again.Code)
		}
		if again := get(restarted, target).Header().Get("ETag"); again != tag {
			t.Errorf("%s: tag %s, and %s from a server started again", target, tag, again)
		}
	}
}

// Each link of a plan leads to a plan; sorting twice by a column turns it round.
func TestLinksOfThePlanLeadOn(t *testing.T) {
	s := serve(t, Options{})
	start := "/planifier/tableau?accessible=true&by=commune&eligible=any&group=18-24&level=1&publics=femmes,jeunes&season=winter&target=12.5&territoire=commune:2B001"
	page := get(s, start).Body.String()
	links := regexp.MustCompile(`href="\./(planifier\?[^"]+)"[^>]*data-(sort|choose|more)`).FindAllStringSubmatch(page, -1)
	if len(links) < 9 {
		t.Fatalf("%d links, want 6 columns and 3 communes or more:\n%s", len(links), page)
	}
	for _, link := range links {
		to := html.UnescapeString(link[1])
		if w := get(s, "/"+to); w.Code != http.StatusOK {
			t.Errorf("%s answers %d", to, w.Code)
		}
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		asked := u.Query()
		for _, name := range []string{"sort", "chosen", "rows", "zones"} {
			asked.Del(name)
		}
		if got, _ := url.QueryUnescape(asked.Encode()); "/planifier/tableau?"+got != start {
			t.Errorf("%s asks another question: %s", to, got)
		}
	}
	for query, want := range map[string]string{
		"by=commune&sort=name":    "Lieu-A Lieu-B Lieu-C",
		"by=commune&sort=-name":   "Lieu-C Lieu-B Lieu-A",
		"by=commune&sort=-people": "Lieu-A Lieu-B Lieu-C",
		"by=commune&sort=people":  "Lieu-C Lieu-B Lieu-A",
		"by=commune&sort=share":   "Lieu-C Lieu-A Lieu-B",
		"by=commune":              "Lieu-C Lieu-A Lieu-B",
		"by=commune&sort=-median": "Lieu-C Lieu-A Lieu-B",
	} {
		page := get(s, "/planifier/tableau?target=10&"+query).Body.String()
		var names []string
		for _, m := range regexp.MustCompile(`data-choose="2B00\d">([^<]+)<`).FindAllStringSubmatch(page, -1) {
			names = append(names, m[1])
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: rows %s, want %s", query, got, want)
		}
	}
}

// Each file is of what is seen: the question and the rows asked about.
func TestFilesOfThePlanAreThere(t *testing.T) {
	s := serve(t, Options{})
	page := get(s, "/planifier?target=10&by=commune&group=18-24").Body.String()
	files := regexp.MustCompile(`href="\./([^"]+)" download="([^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(files) != 8 {
		t.Fatalf("%d files, want 8", len(files))
	}
	for _, file := range files {
		target := "/" + html.UnescapeString(file[1])
		w := get(s, target)
		if w.Code != http.StatusOK || w.Body.Len() == 0 || !strings.Contains(target, "group=18-24&") || !strings.Contains(target, "target=10") {
			t.Errorf("%s answers %d with %d bytes", target, w.Code, w.Body.Len())
		}
		if by := strings.Contains(target, "by=commune"); by != strings.HasPrefix(file[2], "coverage-10-min.") {
			t.Errorf("%s is saved as %s", target, file[2])
		}
		if excel := strings.HasPrefix(w.Body.String(), "\ufeff"); excel != strings.Contains(target, "csv_dialect=excel") {
			t.Errorf("%s: as Excel opens it: %v", target, excel)
		}
	}
}

// The chosen zone alone tells how many live where: in a large region, a zone has thousands of communes.
func TestTheChosenZoneTellsItsCommunes(t *testing.T) {
	s := serve(t, Options{})
	for query, want := range map[string]int{"": 0, "&chosen=zone-2": 1, "&lang=en&chosen=zone-2": 0, "&chosen=zone-0": 0, "&chosen=2A": 0} {
		page := get(s, "/planifier/tableau?target=10"+query).Body.String()
		if got := strings.Count(page, "<li>Lieu-C\u00a0: 10\u00a0personnes</li>"); got != want {
			t.Errorf("%q: told %d times, want %d:\n%s", query, got, want, page)
		}
	}
}

// The curve is what Coverage answers, target by target.
func TestTheCurveIsTheCoverageOfEachMinute(t *testing.T) {
	e := drawn(t, false)
	for _, target := range []float64{1, 10, 17.5, 30, 500} {
		c, err := e.Coverage(t.Context(), analysis.CoverageQuery{TargetMinutes: target})
		if err != nil {
			t.Fatal(err)
		}
		curve := newPlanCurve(e.Dataset(), c)
		for _, m := range regexp.MustCompile(`L(\d+) ([\d.]+)`).FindAllStringSubmatch(curve.Within+curve.Farther, -1) {
			minute, _ := strconv.ParseFloat(m[1], 64)
			if minute == 0 || m[2] == "100" {
				continue // the start, and what closes the path
			}
			at, err := e.Coverage(t.Context(), analysis.CoverageQuery{TargetMinutes: minute})
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("%.1f", 100-100*at.Total.CoveredShare()); m[2] != want {
				t.Errorf("target %v: %s at minute %s, want %s", target, m[2], m[1], want)
			}
		}
	}
}

func TestShares(t *testing.T) {
	nan := (&analysis.Row{}).CoveredShare()
	for share, want := range map[float64]string{0: "0\u202f%", 0.001: "<\u202f1\u202f%", 0.01: "1\u202f%", 0.825: "83\u202f%", 0.9999: ">\u202f99\u202f%", 1: "100\u202f%", nan: "–"} {
		if got := percent(share).In(say.French); got != want {
			t.Errorf("%v: %q, want %q", share, got, want)
		}
	}
}

func TestThePlannerWaitsForARegion(t *testing.T) {
	s := NewServer(Options{})
	for _, target := range []string{"/planifier", "/planifier/tableau"} {
		if w := get(s, target); w.Code != http.StatusOK {
			t.Errorf("%s answers %d", target, w.Code)
		}
	}
	if page := get(s, "/planifier").Body.String(); !strings.Contains(page, "Aucune région n&#39;est encore chargée") {
		t.Errorf("got %s", page)
	}
}
