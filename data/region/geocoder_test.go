package region

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/internal/addok"
	"maillage/say"
)

// corte is an answer as the Géoplateforme writes them.
func corte() addok.Result {
	return addok.Result{
		"longitude": "9.150123", "latitude": "42.306456", "result_score": "0.9748181818181817", "result_score_next": "0.71", "result_label": "12 Cours Paoli 20250 Corte",
		"result_type": "housenumber", "result_id": "2B096_0420_00012", "result_housenumber": "12", "result_name": "12 Cours Paoli", "result_street": "Cours Paoli",
		"result_postcode": "20250", "result_city": "Corte", "result_context": "2B, Haute-Corse, Corse", "result_citycode": "2B096",
	}
}

// asking is a client of a server that waits for nothing.
func asking(t testing.TB, url string) *Geocoder {
	t.Helper()
	g, err := NewGeocoder(url)
	if err != nil {
		t.Fatal(err)
	}
	g.pause = time.Millisecond
	return g
}

func TestGeocoderAsksAndIsAnswered(t *testing.T) {
	s := addok.New(t, map[string]addok.Result{
		"12 cours paoli corte": corte(),
		"rue a bastia":         {"longitude": "9.45", "latitude": "42.7", "result_score": "0.7", "result_type": "street", "result_label": "Rue A 20200 Bastia", "result_postcode": "20200", "result_citycode": "2B033"},
		"lyon":                 {"longitude": "4.835", "latitude": "45.758", "result_score": "0.96", "result_type": "municipality", "result_citycode": "69123"},
		"le golo":              {"longitude": "9.2", "latitude": "42.4", "result_score": "0.9", "result_type": "riviere"},
		"nulle part":           {"longitude": "NaN", "latitude": "42.4", "result_score": "0.9", "result_type": "street"},
		"panne":                {"result_status": "error"},
	})
	g := asking(t, s.URL+"/")
	g.batch = 3
	answers, err := g.Locate(t.Context(), []data.Address{
		{Text: "12 cours\nPaoli", PostalCode: "20250", City: "Corte"},
		{Text: "rue A", PostalCode: "20407", City: "Bastia CEDEX 9"},
		{Text: "12 cours Paoli", PostalCode: "99999", City: "Corte", CommuneCode: "2b096"},
		{Text: "12 cours Paoli", City: "Corte", CommuneCode: "2B033"},
		{Text: " , ", PostalCode: "20250"},
		{City: "Lyon", CommuneCode: "n'importe quoi"},
		{Text: "le Golo"}, {Text: "nulle part"}, {Text: "panne"}, {Text: "inconnue"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range answers {
		got = append(got, fmt.Sprintf("%s %s %v %.2f %s", a.Status, a.Precision, a.Point, a.Score, a.CommuneCode))
	}
	want := []string{
		"ok house [9.150123 42.306456] 0.97 2B096",
		"ok street [9.45 42.7] 0.70 2B033",
		"ok house [9.150123 42.306456] 0.97 2B096",
		"not-found  [0 0] 0.00 ",
		"skipped  [0 0] 0.00 ",
		"ok commune [4.835 45.758] 0.96 69123",
		"not-found  [0 0] 0.00 ", "error  [0 0] 0.00 ", "error  [0 0] 0.00 ", "not-found  [0 0] 0.00 ",
	}
	for i := range want {
		want[i] = strings.Replace(want[i], "  ", " "+data.PrecisionUnknown.String()+" ", 1)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if first := answers[0]; first.Label != "12 Cours Paoli 20250 Corte" || first.ID != "2B096_0420_00012" || first.HouseNumber != "12" || first.Street != "Cours Paoli" ||
		first.Name != "12 Cours Paoli" || first.PostalCode != "20250" || first.Commune != "Corte" {
		t.Errorf("got %+v", first)
	}
	if s.Requests() != 4 {
		t.Errorf("%d requests for 10 addresses, three a request", s.Requests())
	}
}

// What an answer says is shown to people and written into files: one line, not without end.
func TestGeocoderAnswersAreFitToShow(t *testing.T) {
	r := newGeocoderRequest([]data.Address{{Text: "x"}})
	const head = "id,latitude,longitude,result_score,result_type,result_status,result_label,result_city\n"
	check(t, r.read(strings.NewReader(head+"0,42.3,9.1,0.9,street,ok,\"12 \x1b[2JCours\nPaoli\","+strings.Repeat("é", 1000)+"\n")))
	if a := r.answers[0]; a.Label != "12  [2JCours Paoli" || len([]rune(a.Commune)) > 250 {
		t.Errorf("got %q, %d letters of a commune", a.Label, len([]rune(a.Commune)))
	}
}

// A busy geocoder is waited for, one that fails is asked again.
func TestGeocoderTriesAgain(t *testing.T) {
	s := addok.New(t, map[string]addok.Result{"12 cours paoli corte": corte()})
	s.Refuse = func(w http.ResponseWriter, number int) bool {
		switch number {
		case 1:
			w.Header().Set("Retry-After", "0")
			addok.Refusal(w, http.StatusTooManyRequests, "Too many requests")
		case 2:
			w.WriteHeader(http.StatusBadGateway)
		case 3:
			w.Header().Set("Content-Length", "4000") // cut short
			_, _ = w.Write([]byte("id,adresse,latitude,longitude,result_score,result_type,result_status\n0,"))
		}
		return number < 4
	}
	answers, err := asking(t, s.URL).Locate(t.Context(), []data.Address{{Text: "12 cours Paoli", City: "Corte"}})
	if err != nil || answers[0].Status != GeocodedOK || s.Requests() != 4 {
		t.Errorf("got %+v, %v after %d requests", answers, err, s.Requests())
	}
}

func TestGeocoderSaysWhatIsWrong(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("an address was sent where nobody said") }))
	defer elsewhere.Close()
	const head = "id,latitude,longitude,result_score,result_type,result_status\n"
	body := func(text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { _, _ = w.Write([]byte(text)) }
	}
	for _, c := range []struct {
		name     string
		answer   func(http.ResponseWriter)
		want     []string
		requests int
	}{
		{"refused", func(w http.ResponseWriter) { addok.Refusal(w, 400, "at least one\ncolumn") }, []string{"400", "at least one column"}, 1},
		{"refused without words", func(w http.ResponseWriter) { w.WriteHeader(http.StatusForbidden) }, []string{"403"}, 1},
		{"busy for good", func(w http.ResponseWriter) { addok.Refusal(w, 429, "Too many") }, []string{"429", "Too many"}, 4},
		{"broken", func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) }, []string{"500"}, 4},
		{"a page", body("<html>\n<p>connectez-vous</p>"), []string{"CSV", "id"}, 4},
		{"empty", body(""), []string{"CSV"}, 4},
		{"too few rows", body(head), []string{"CSV", "0", "1"}, 4},
		{"another row", body(head + "7,1,2,0.5,street,ok\n"), []string{"CSV", "0"}, 4},
		{"a row twice", body(head + "0,1,2,0.5,street,ok\n0,1,2,0.5,street,ok\n"), []string{"CSV", "0"}, 4},
		{"redirected", func(w http.ResponseWriter) {
			w.Header().Set("Location", elsewhere.URL)
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, []string{elsewhere.URL}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := addok.New(t, nil)
			s.Refuse = func(w http.ResponseWriter, _ int) bool { c.answer(w); return true }
			_, err := asking(t, s.URL).Locate(t.Context(), []data.Address{{Text: "12 cours Paoli"}})
			if err == nil {
				t.Fatal("no error")
			}
			fr, en := say.Err(err, say.French), say.Err(err, say.English)
			for _, part := range append(c.want, s.URL, "--national") {
				if !strings.Contains(fr, part) || !strings.Contains(en, part) {
					t.Errorf("%q is not said in %q and %q", part, fr, en)
				}
			}
			if s.Requests() != c.requests {
				t.Errorf("%d requests, want %d", s.Requests(), c.requests)
			}
		})
	}
}

func TestGeocoderStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := addok.New(t, nil)
	s.Refuse = func(w http.ResponseWriter, _ int) bool {
		cancel()
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}
	g := asking(t, s.URL)
	g.pause = time.Hour
	if _, err := g.Locate(ctx, []data.Address{{Text: "x"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	slow := asking(t, s.URL)
	slow.tries, slow.limit = 1, time.Nanosecond
	if _, err := slow.Locate(t.Context(), []data.Address{{Text: "x"}}); err == nil || !strings.Contains(say.Err(err, say.English), "in time") {
		t.Errorf("got %v", err)
	}
}

func TestGeocoderAddresses(t *testing.T) {
	for _, c := range []struct {
		name, url, sends string // empty: refused
	}{
		{"the Géoplateforme", "https://data.geopf.fr/geocodage", "https://data.geopf.fr/geocodage/search/csv"},
		{"a slash at the end", "https://data.geopf.fr/geocodage/ ", "https://data.geopf.fr/geocodage/search/csv"},
		{"one's own machine", "http://127.0.0.1:7878", "http://127.0.0.1:7878/search/csv"},
		{"one's own network", "http://192.168.1.4", "http://192.168.1.4/search/csv"},
		{"its IPv6", "http://[::1]:7878", "http://[::1]:7878/search/csv"},
		{"unencrypted", "http://data.geopf.fr/geocodage", ""},
		{"unencrypted, an address of the world", "http://8.8.8.8", ""},
		{"no address", "geopf", ""},
		{"nothing", "", ""},
		{"a file", "file:///etc/passwd", ""},
		{"a key in it", "https://data.geopf.fr/geocodage?key=1", ""},
		{"a password in it", "https://a:b@data.geopf.fr", ""},
	} {
		g, err := NewGeocoder(c.url)
		switch {
		case c.sends == "" && err == nil:
			t.Errorf("%s: accepted", c.name)
		case c.sends != "" && (err != nil || g.url != c.sends):
			t.Errorf("%s: got %+v, %v", c.name, g, err)
		}
	}
}

// Whatever comes back is an error or an answer on Earth about each address.
func FuzzGeocoderAnswer(f *testing.F) {
	const head = "id,latitude,longitude,result_score,result_type,result_status\n"
	for _, s := range []string{"", head, head + "0,42.3,9.1,0.9,street,ok\n", head + "0,1e400,NaN,-3,street,ok\n", "\uFEFF" + head + "0,\"\",,,,not-found\n", "id\n0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := newGeocoderRequest([]data.Address{{Text: "x"}, {Text: ""}})
		if err := r.read(strings.NewReader(body)); err != nil {
			return
		}
		a := r.answers[0]
		onEarth := a.Point[0] >= -180 && a.Point[0] <= 180 && a.Point[1] >= -90 && a.Point[1] <= 90
		if !onEarth || a.Score < 0 || a.Score > 1 || (a.Status == GeocodedOK) == (a.Point == orb.Point{}) || r.answers[1].Status != GeocodedSkipped {
			t.Fatalf("got %+v of %q", r.answers, body)
		}
	})
}
