// Package api answers over HTTP: the nearest structures, coverage and white
// zones of the region it holds, in JSON, GeoJSON, CSV and workbooks, with the OpenAPI
// document that describes them.
//
// A Server serves one immutable Snapshot, which Swap replaces whole while
// requests are under way. The bodies of answers are exported and built by
// exported functions, so that the command line prints the very same.
//
// Nothing a citizen asks leaves the answer: no position, query or address is
// logged, measured or stored, and no cookie is set.
package api

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"
	"github.com/gorilla/mux"

	"maillage/say"
	"maillage/web"
)

// Options say how a Server works. The zero Options serve.
type Options struct {
	// Logger receives one line a request: method, route, status, duration, bytes. nil: no log.
	Logger *slog.Logger
	// Now is the clock that gives the default of "at". nil: time.Now.
	Now func() time.Time
	// Version of the build, part of every ETag and told by /api/v1/region. Empty: "dev".
	Version string
	// Timeout ends a computation that lasts longer, with a 503. 0: 30 s.
	Timeout time.Duration
	// Site is who publishes the service, for the pages the law asks for. The zero Site says that nobody told.
	Site web.Site
}

// Server answers requests on the Snapshot it holds. It is safe for concurrent use.
type Server struct {
	options  Options
	stamp    string // changes when the program, its pages or its publisher do: part of every ETag
	snapshot atomic.Pointer[Snapshot]
	router   *mux.Router
	api      huma.API
	handler  http.Handler
	drawing  turns // of isochrones
}

// NewServer returns a server without a snapshot: it is alive and not ready
// until Swap gives it one.
func NewServer(o Options) *Server {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Version = cmp.Or(o.Version, "dev")
	o.Timeout = cmp.Or(o.Timeout, 30*time.Second)
	s := &Server{options: o, stamp: fmt.Sprintf("%s\n%s\n%+v", o.Version, web.Stamp(), o.Site), router: mux.NewRouter().SkipClean(true)}
	s.drawing = newTurns()
	s.api = humamux.New(s.router, humaConfig(o.Version))
	s.api.UseMiddleware(normalizeQuery)
	s.registerPlaces()
	s.registerNearest()
	s.registerRoute()
	s.registerIsochrones()
	s.registerCoverage()
	s.registerGaps()
	s.registerRegion()
	s.registerTiles()
	s.registerHealth()
	s.registerDocument()
	s.registerDocs()
	s.registerAssets()
	s.registerCitizen()
	s.registerPlanner()
	s.registerWidget()
	s.registerDevelopers()
	s.registerLegal()
	s.router.Use(s.nameRoute)
	s.router.NotFoundHandler = http.HandlerFunc(s.notFound)
	s.router.MethodNotAllowedHandler = http.HandlerFunc(s.methodNotAllowed)
	s.handler = s.chain(s.router)
	return s
}

// humaConfig documents an API that speaks JSON. Parameters it does not know are
// refused by normalizeQuery, which huma would do in a random order.
func humaConfig(version string) huma.Config {
	c := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:   "Maillage",
				Version: version,
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
		},
		Formats:       map[string]huma.Format{typeJSON: huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: typeJSON,
	}
	c.AllowAdditionalPropertiesByDefault = true // clients must bear properties to come
	return c
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Swap serves another snapshot from now on. Requests under way finish on the
// one they began with, which is closed when the last of them leaves. A nil
// snapshot makes the server not ready. The server owns what it is given.
func (s *Server) Swap(next *Snapshot) {
	s.release(s.snapshot.Swap(next))
}

// Close lets go of the snapshot: it is closed now, or when its last reader leaves.
func (s *Server) Close() { s.Swap(nil) }

// acquire returns the snapshot of now, held until release; nil when there is none.
func (s *Server) acquire() *Snapshot {
	for {
		snap := s.snapshot.Load()
		if snap == nil || snap.acquire() {
			return snap
		}
		// Swapped and closed between the two lines: the next Load sees its successor.
	}
}

func (s *Server) release(snap *Snapshot) {
	if snap == nil {
		return
	}
	if err := snap.release(); err != nil {
		s.options.Logger.Error("close snapshot", "error", say.Err(err, say.English))
	}
}

// Limits of what a client may send. Headers may be larger than any URL that is
// answered, so that 10 kB of whatever alphabet, thrice as long when encoded, is
// told in words what is wrong with it.
const (
	maxHeaderBytes = 64 << 10
	maxURLBytes    = 4 << 10
)

// NewHTTPServer returns an http.Server around h with limits on time and size,
// whose own errors are logged without the addresses they name. The caller
// listens, serves and shuts down.
func NewHTTPServer(h http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          anonymousErrorLog(logger),
	}
}
