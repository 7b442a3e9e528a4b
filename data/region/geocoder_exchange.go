package region

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/say"
)

// geocoderRequest is one batch as it is sent, and what is answered.
type geocoderRequest struct {
	rows    [][]string // id, adresse, code_postal, code_insee
	answers []Geocoded // by id
}

// The columns of a request, and those wanted in the answer beside them.
var (
	geocoderColumns = []string{"id", "adresse", "code_postal", "code_insee"}
	geocoderWanted  = []string{"latitude", "longitude", "result_label", "result_score", "result_type", "result_id", "result_housenumber",
		"result_name", "result_street", "result_postcode", "result_city", "result_citycode", "result_status"}
)

func newGeocoderRequest(addresses []data.Address) *geocoderRequest {
	r := &geocoderRequest{answers: make([]Geocoded, len(addresses))}
	for i, a := range addresses {
		r.answers[i].Status = GeocodedSkipped
		if q, ok := askAbout(a); ok {
			r.rows = append(r.rows, []string{strconv.Itoa(i), q.text, q.postal, q.city})
		}
	}
	return r
}

// form writes the request's body: a CSV, and which of its columns say what.
func (r *geocoderRequest) form() (body *bytes.Buffer, contentType string, err error) {
	body = new(bytes.Buffer)
	form := multipart.NewWriter(body)
	file, err := form.CreateFormFile("data", "adresses.csv")
	if err != nil {
		return nil, "", err
	}
	table := csv.NewWriter(file)
	if err := table.WriteAll(append([][]string{geocoderColumns}, r.rows...)); err != nil {
		return nil, "", err
	}
	fields := [][2]string{{"columns", "adresse"}, {"postcode", "code_postal"}, {"citycode", "code_insee"}}
	for _, name := range geocoderWanted {
		fields = append(fields, [2]string{"result_columns", name})
	}
	for _, f := range fields {
		if err := form.WriteField(f[0], f[1]); err != nil {
			return nil, "", err
		}
	}
	return body, form.FormDataContentType(), form.Close()
}

// answerBytes bounds what is read of an answer, a row of which has some 300 bytes.
const answerBytes = 4 << 10

// attempt asks once. Wait is what the geocoder asks for before the next try.
func (g *Geocoder) attempt(ctx context.Context, r *geocoderRequest) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, g.limit)
	defer cancel()
	body, contentType, err := r.form()
	if err != nil {
		return 0, &finalError{err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url, body)
	if err != nil {
		return 0, &finalError{err}
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "text/csv")
	request.Header.Set("User-Agent", "maillage")
	response, err := g.client.Do(request)
	if err != nil {
		return 0, unreached(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return retryAfter(response), refusal(response)
	}
	return 0, r.read(io.LimitReader(response.Body, int64(len(r.rows)+16)*answerBytes))
}

// unreached says why there is no answer; a redirection is not tried again.
func unreached(err error) error {
	var said *say.Problem
	if errors.As(err, &said) {
		return &finalError{said}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return say.Errorf("il ne répond pas à temps", "it does not answer in time")
	}
	return say.Errorf("il ne répond pas (%v)", "it does not answer (%v)", err)
}

// retryAfter is how long a busy geocoder asks to wait, a minute at most.
func retryAfter(response *http.Response) time.Duration {
	seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Minute)
}

// refusal says what a status other than success means, in the geocoder's own words if it has any.
func refusal(response *http.Response) error {
	status := response.Status
	var said struct {
		Message string `json:"message"`
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, answerBytes))
	if err == nil && json.Unmarshal(text, &said) == nil && said.Message != "" {
		status += ", " + printable(said.Message)
	}
	problem := say.Errorf("il répond « %s »", "it answers \"%s\"", status)
	if code := response.StatusCode; code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout {
		return problem
	}
	return &finalError{problem}
}

// printable makes foreign words fit for a sentence.
func printable(s string) string {
	const most = 200
	r := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}

// read reads the answer's rows, by the names of its columns and by their id. An
// answer that lacks a row, or has one twice, was cut short on its way or is of something else.
func (r *geocoderRequest) read(body io.Reader) error {
	table := csv.NewReader(body)
	header, err := table.Read()
	if err != nil {
		return oddAnswer(err)
	}
	columns := make(map[string]int)
	for i, name := range header {
		columns[strings.TrimPrefix(name, "\uFEFF")] = i
	}
	for _, name := range []string{"id", "latitude", "longitude", "result_score", "result_type", "result_status"} {
		if _, ok := columns[name]; !ok {
			return oddAnswer(say.Errorf("sans colonne « %s »", "without a column \"%s\"", name))
		}
	}
	answers := make(map[int]Geocoded, len(r.rows))
	for {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return oddAnswer(err)
		}
		get := func(name string) string {
			if i, ok := columns[name]; ok {
				return printable(cells[i])
			}
			return ""
		}
		id, err := strconv.Atoi(get("id"))
		if _, twice := answers[id]; err != nil || twice {
			return oddAnswer(say.Errorf("la ligne « %s » n'a pas été demandée, ou l'est deux fois", "the row \"%s\" was not asked for, or comes twice", get("id")))
		}
		answers[id] = readGeocoded(get)
	}
	return r.keep(answers)
}

// keep takes the answers once all are there.
func (r *geocoderRequest) keep(answers map[int]Geocoded) error {
	if len(answers) != len(r.rows) {
		return oddAnswer(say.Errorf("%d lignes pour %d", "%d rows for %d", len(answers), len(r.rows)))
	}
	for _, row := range r.rows {
		id, err := strconv.Atoi(row[0])
		answer, ok := answers[id]
		if err != nil || !ok {
			return oddAnswer(say.Errorf("sans la ligne %s", "without the row %s", row[0]))
		}
		r.answers[id] = answer
	}
	return nil
}

func oddAnswer(err error) error {
	return say.Errorf("sa réponse n'est pas le CSV attendu (%v)", "its answer is not the CSV expected (%v)", err)
}

// readGeocoded reads one row. A position that is none is an error of the row.
func readGeocoded(get func(string) string) Geocoded {
	a := Geocoded{
		Status: get("result_status"), Label: get("result_label"), ID: get("result_id"), HouseNumber: get("result_housenumber"), Name: get("result_name"),
		Street: get("result_street"), PostalCode: get("result_postcode"), Commune: get("result_city"), CommuneCode: get("result_citycode"),
	}
	if a.Status != GeocodedOK {
		if a.Status != GeocodedNotFound && a.Status != GeocodedSkipped {
			a.Status = GeocodedError
		}
		return Geocoded{Status: a.Status}
	}
	var ok [3]bool
	a.Point[0], ok[0] = finite(get("longitude"), 180)
	a.Point[1], ok[1] = finite(get("latitude"), 90)
	a.Score, ok[2] = finite(get("result_score"), 1000)
	a.Score = min(max(a.Score, 0), 1)
	a.Precision = geocodedPrecision(get("result_type"))
	if ok != [3]bool{true, true, true} || a.Point == (orb.Point{}) {
		return Geocoded{Status: GeocodedError}
	}
	if a.Precision == data.PrecisionUnknown {
		return Geocoded{Status: GeocodedNotFound} // a river, a parcel: no address
	}
	return a
}

func finite(s string, most float64) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && math.Abs(v) <= most // false for NaN
}

func geocodedPrecision(kind string) data.Precision {
	switch kind {
	case "housenumber":
		return data.PrecisionHouse
	case "street":
		return data.PrecisionStreet
	case "locality":
		return data.PrecisionLocality
	case "municipality":
		return data.PrecisionCommune
	default:
		return data.PrecisionUnknown
	}
}
