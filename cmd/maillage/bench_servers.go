package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"maillage/api"
	"maillage/internal/stitch"
	"maillage/say"
)

// servingBody is what serving a file takes. Two servers have it open at once.
type servingBody struct {
	Spread     string  `json:"spread"`
	Structures int     `json:"structures"`
	OpenMS     float64 `json:"open_ms"`         // from the file's name to an engine, the sooner of the two
	FirstMS    float64 `json:"first_answer_ms"` // and on to the first answer
	Questions  int     `json:"questions"`       // asked before memory is told
	AskedMS    float64 `json:"asked_ms"`        // what they took together
	RSS        int64   `json:"rss_bytes"`       // of one server, the file's pages that it touched included
	PSS        int64   `json:"pss_bytes"`       // of one server, what it shares counted half
	Private    int64   `json:"private_bytes"`   // of one server, nobody else's
}

// measureServing has two servers answer the same questions, then asks both for their memory.
func (c *benchCommand) measureServing(ctx context.Context, m *Main, spread, path string) (*servingBody, error) {
	var servers [2]*child
	var told [2]servingBody
	defer func() {
		for _, p := range servers {
			p.kill()
		}
	}()
	stderr := &inTurns{to: m.Stderr}
	for i := range servers {
		p, err := c.child(ctx, m.lang, stderr, "serve", path)
		if err != nil {
			return nil, err
		}
		servers[i] = p
		if err := p.decode(&told[i]); err != nil {
			return nil, err
		}
	}
	for i, p := range servers {
		if err := p.ask(); err != nil {
			return nil, err
		}
		if err := p.decode(&told[i]); err != nil {
			return nil, err
		}
	}
	last := &told[1]
	last.Spread, last.OpenMS, last.FirstMS = spread, min(told[0].OpenMS, told[1].OpenMS), min(told[0].FirstMS, told[1].FirstMS)
	return last, nil
}

// stageServe serves a file to itself: it tells how soon it answered, answers
// some more, and tells its memory when it is asked for it.
func (c *benchCommand) stageServe(_ context.Context, m *Main) error {
	begin := time.Now()
	region, err := openFile(c.Source)
	if err != nil {
		return err
	}
	body := servingBody{OpenMS: milliseconds(time.Since(begin)), Structures: len(region.engine.Dataset().Structures)}
	server := api.NewServer(api.Options{Now: m.Now, Version: version})
	server.Swap(region.snapshot())
	defer server.Close()
	questions := c.questions(region) // drawing them is nobody's wait
	begin = time.Now()
	if err := question(server, questions[0]); err != nil {
		return err
	}
	body.FirstMS = body.OpenMS + milliseconds(time.Since(begin))
	begin = time.Now()
	for _, asked := range questions {
		if err := question(server, asked); err != nil {
			return err
		}
	}
	body.Questions, body.AskedMS = len(questions), milliseconds(time.Since(begin))
	if err := settle(server, questions); err != nil {
		return err
	}
	out := json.NewEncoder(m.Stdout)
	if err := out.Encode(body); err != nil {
		return err
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		body.RSS, body.PSS, body.Private = memory()
		if err := out.Encode(body); err != nil {
			return err
		}
	}
	return nil
}

// questions are some of what citizens and planners ask, every mode of the region in turn.
func (c *benchCommand) questions(region *opened) []string {
	const rounds = 10
	var out []string
	for _, p := range stitch.Dense(region.engine.Streets(), rounds, c.Seed+2) {
		for _, mode := range region.engine.Modes() {
			for _, filter := range []string{"", "&reseaux_porteurs=" + rareNetwork, "&reseaux_porteurs=" + commonNetwork, "&season=winter"} {
				out = append(out, fmt.Sprintf("nearest?lat=%.5f&lon=%.5f&mode=%s&open=any&limit=10%s", p[1], p[0], mode, filter))
			}
		}
	}
	for _, mode := range region.engine.Modes() {
		out = append(out, "coverage?target=20&by=epci&mode="+mode, "gaps?target=20&mode="+mode)
	}
	return out
}

// settle asks on until every question is answered soon: until what the first of
// them set off in the background is in memory too.
func settle(server http.Handler, questions []string) error {
	const soon, patience = 20 * time.Millisecond, time.Minute
	begin := time.Now()
	for _, asked := range questions {
		if !strings.HasPrefix(asked, "nearest") {
			continue
		}
		for took := time.Hour; took > soon && time.Since(begin) < patience; {
			var err error
			if took = lasted(func() { err = question(server, asked) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// question has the server answer one question.
func question(server http.Handler, asked string) error {
	path, query, _ := strings.Cut(asked, "?")
	answer := &discarded{head: http.Header{}}
	server.ServeHTTP(answer, &http.Request{
		Method: http.MethodGet, URL: &url.URL{Path: "/api/v1/" + path, RawQuery: query}, Header: http.Header{},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Host: "localhost", RemoteAddr: "127.0.0.1:1", Body: http.NoBody,
	})
	if answer.status != http.StatusOK {
		return say.Errorf("question « %s » : réponse %d : %s", "question \"%s\": answer %d: %s", asked, answer.status, answer.start)
	}
	return nil
}

// discarded is an answer of which the beginning alone is kept.
type discarded struct {
	head   http.Header
	status int
	start  []byte
}

func (d *discarded) Header() http.Header { return d.head }

func (d *discarded) WriteHeader(status int) {
	if d.status == 0 {
		d.status = status
	}
}

func (d *discarded) Write(b []byte) (int, error) {
	d.WriteHeader(http.StatusOK)
	d.start = append(d.start, b[:min(len(b), max(0, 300-len(d.start)))]...)
	return len(b), nil
}
