// Package addok stands in, for tests only, for the national geocoder: it takes
// the Géoplateforme's bulk request and answers in the form of its answers.
//
//	POST /search/csv, multipart/form-data
//	  data            the CSV, its first line naming the columns
//	  columns         a column of the text looked for; repeated; all where there is none
//	  postcode        the column of a postal code, with which a result must agree
//	  citycode        the column of a commune's INSEE code, likewise
//	  result_columns  a column wanted of the result; repeated; all where there is none
//
// The answer is the CSV as it came, with the result's columns after its own. A row's
// result_status is ok, not-found, skipped (nothing to look for) or error. A
// request that is wrong is answered 400 with {"code":400,"message":"…"}.
package addok

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Columns are those of a result, in the order of the real answers.
var Columns = []string{"longitude", "latitude", "result_score", "result_score_next", "result_label", "result_type", "result_id", "result_banId",
	"result_housenumber", "result_name", "result_street", "result_postcode", "result_city", "result_context", "result_citycode",
	"result_oldcitycode", "result_oldcity", "result_district", "result_status"}

// Result is what is known of an address, by column.
type Result map[string]string

// Server is the stand-in. Its fields are set before it is asked.
type Server struct {
	URL   string
	Known map[string]Result // by the text looked for, in lower case
	// Refuse, if any, answers a request in the place of the stand-in and returns true.
	Refuse func(w http.ResponseWriter, number int) bool

	mu      sync.Mutex
	texts   []string // that were looked for
	bodies  []string // the tables received
	numbers int
}

// New starts a stand-in that lasts as long as the test.
func New(t testing.TB, known map[string]Result) *Server {
	t.Helper()
	s := &Server{Known: known}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Texts are those that were looked for, in order.
func (s *Server) Texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.texts)
}

// Received is all the tables that came, one after the other.
func (s *Server) Received() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.bodies, "\n")
}

// Requests is how many requests came.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.numbers
}

// ServeHTTP answers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.numbers++
	if s.Refuse != nil && s.Refuse(w, s.numbers) {
		return
	}
	if r.URL.Path != "/search/csv" || r.Method != http.MethodPost {
		refuse(w, http.StatusNotFound, r.Method+" "+r.URL.Path+" is no operation")
		return
	}
	request, err := s.read(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	out := csv.NewWriter(w)
	defer out.Flush()
	_ = out.Write(append(slices.Clone(request.header), request.wanted...)) // whoever hung up wants no answer
	for _, cells := range request.rows {
		result := s.find(request, cells)
		for _, name := range request.wanted {
			cells = append(cells, result[name])
		}
		_ = out.Write(cells)
	}
}

// Refusal answers as the geocoder does when it is asked wrongly or is busy.
func Refusal(w http.ResponseWriter, code int, message string) { refuse(w, code, message) }

func refuse(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"code": code, "message": message})
}

// request is a table and what is asked about it.
type request struct {
	header       []string
	rows         [][]string
	columns      []int
	postal, city int // -1 for none
	wanted       []string
}

func (s *Server) read(r *http.Request) (*request, error) {
	if err := r.ParseMultipartForm(50 << 20); err != nil {
		return nil, fmt.Errorf("a multipart form is wanted: %w", err)
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	files := r.MultipartForm.File["data"]
	if len(files) != 1 {
		return nil, fmt.Errorf("a CSV file must be given in data field")
	}
	file, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("the file is no CSV: %w", err)
	}
	s.bodies = append(s.bodies, fmt.Sprint(rows))
	q := &request{header: rows[0], rows: rows[1:], postal: -1, city: -1, wanted: Columns}
	return q, q.fields(r.MultipartForm.Value)
}

// fields reads the form; a column that the table has not is refused.
func (q *request) fields(form map[string][]string) error {
	column := func(name string) (int, error) {
		i := slices.Index(q.header, name)
		if i < 0 {
			return -1, fmt.Errorf("at least one given column name is unknown: %s", name)
		}
		return i, nil
	}
	var err error
	for key, values := range form {
		for _, value := range values {
			var i int
			switch key {
			case "columns":
				i, err = column(value)
				q.columns = append(q.columns, i)
			case "postcode":
				q.postal, err = column(value)
			case "citycode":
				q.city, err = column(value)
			case "result_columns":
				if !slices.Contains(Columns, value) {
					err = fmt.Errorf("unknown result column %s", value)
				}
			default:
				err = fmt.Errorf("unknown field %s", key)
			}
			if err != nil {
				return err
			}
		}
	}
	if wanted := form["result_columns"]; len(wanted) > 0 {
		q.wanted = wanted
	}
	return nil
}

// find looks one row up: what is known of its text, if its codes agree.
func (s *Server) find(q *request, cells []string) Result {
	var words []string
	for _, i := range q.columns {
		words = append(words, strings.Fields(cells[i])...)
	}
	text := strings.Join(words, " ")
	if text == "" {
		return Result{"result_status": "skipped"}
	}
	s.texts = append(s.texts, text)
	known, ok := s.Known[strings.ToLower(text)]
	agrees := func(column int, name string) bool {
		return column < 0 || cells[column] == "" || cells[column] == known[name]
	}
	if !ok || !agrees(q.postal, "result_postcode") || !agrees(q.city, "result_citycode") {
		return Result{"result_status": "not-found"}
	}
	if known["result_status"] == "" {
		known["result_status"] = "ok"
	}
	return known
}
