package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"
	"github.com/klauspost/compress/gzhttp"
)

// chain wraps the router, the outermost first: the log sees what was sent, a
// panic anywhere inside becomes a problem, HEAD is GET without its body.
func (s *Server) chain(router http.Handler) http.Handler {
	h := s.limitURL(router)
	h = s.answerHeadAndOptions(h)
	h = secure(h)
	h = s.recoverPanics(h)
	h = s.openVisit(h)
	h = compress(h)
	return s.logAccess(h)
}

// compress shortens large bodies for those who ask for it.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024))
	if err != nil {
		panic(err) // options of ours
	}
	return wrap(next)
}

// secure sets what every answer says, unless its handler says otherwise: kept
// by nobody, sent to nobody, executed by nobody.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", private)
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if openToPages(r.URL.Path) {
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Expose-Headers", "ETag")
		}
		next.ServeHTTP(w, r)
	})
}

// openToPages tells whether the pages of any site may read what is at a path,
// without credentials: the API's answers, and what the widget is made of and asks for.
func openToPages(path string) bool {
	switch path {
	case "/widget.js", "/widget/formulaire", "/liste", "/openapi.json", "/openapi.yaml":
		return true
	}
	return slices.ContainsFunc([]string{"/api/", "/assets/", "/collections", "/tiles"}, func(prefix string) bool {
		return strings.HasPrefix(path, prefix)
	})
}

// limitURL refuses addresses longer than any honest question.
func (s *Server) limitURL(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.RequestURI()) > maxURLBytes {
			s.refuseWith(w, r, tooLong(visitOf(r.Context()).lang, r))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// answerHeadAndOptions answers HEAD with the headers of GET, and OPTIONS with
// the methods the address has, which is also what a browser asks before it
// sends a header of a page's own.
func (s *Server) answerHeadAndOptions(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodHead:
			asked := *r
			asked.Method = http.MethodGet
			next.ServeHTTP(bodiless{w}, &asked)
		case http.MethodOptions:
			allowed := s.allowed(r)
			if allowed == nil {
				next.ServeHTTP(w, r)
				return
			}
			h := w.Header()
			h.Set("Allow", strings.Join(allowed, ", "))
			if h.Get("Access-Control-Allow-Origin") != "" {
				h.Set("Access-Control-Allow-Methods", strings.Join(allowed, ", "))
				h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match")
				h.Set("Access-Control-Max-Age", "86400")
			}
			w.WriteHeader(http.StatusNoContent)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// bodiless drops the body and keeps the headers.
type bodiless struct{ http.ResponseWriter }

func (b bodiless) Write(p []byte) (int, error) { return len(p), nil }

// nameRoute notes the matched route's pattern for the log.
func (s *Server) nameRoute(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if pattern, err := mux.CurrentRoute(r).GetPathTemplate(); err == nil {
			visitOf(r.Context()).route = pattern
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	status := http.StatusNotFound
	s.refuseWith(w, r, newProblem(visitOf(r.Context()).lang, status, sentenceOf(status)))
}

func (s *Server) methodNotAllowed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", strings.Join(s.allowed(r), ", "))
	status := http.StatusMethodNotAllowed
	s.refuseWith(w, r, newProblem(visitOf(r.Context()).lang, status, sentenceOf(status)))
}

// allowed lists the methods an address answers, nil where there is nothing.
func (s *Server) allowed(r *http.Request) []string {
	var methods []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		asked := *r
		asked.Method = method
		if match := (mux.RouteMatch{}); s.router.Match(&asked, &match) && match.MatchErr == nil {
			methods = append(methods, method)
		}
	}
	if methods == nil {
		return nil
	}
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	return append(methods, http.MethodOptions)
}
