package api

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"math/bits"
	"net/http"
	"runtime"
	"slices"
	"time"
)

// recorder counts what is sent, for the log.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// errLeft is all that those who write learn of a connection that failed: its own
// error names the client, and huma prints the one it gets.
var errLeft = errors.New("the client left")

// Write counts the bytes.
func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += n
	if err != nil {
		err = errLeft
	}
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// told is the size to log: of an answer about a position or a text, whose size
// may tell which it was to who asks the same again, the next power of two.
func (r *recorder) told() int {
	if r.Header().Get("Cache-Control") != private || r.bytes == 0 {
		return r.bytes
	}
	return 1 << bits.Len(uint(r.bytes-1))
}

// logAccess writes one line a request, of five facts that tell nothing of who
// asked or what for: never the path as it was written, a query, a header or an address.
func (s *Server) logAccess(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		v := &visit{}
		rec := &recorder{ResponseWriter: w}
		next.ServeHTTP(rec, r.WithContext(withVisit(r.Context(), v)))
		s.options.Logger.Info("request",
			"method", knownMethod(r.Method),
			"route", v.route,
			"status", cmp.Or(rec.status, http.StatusOK), // which net/http sends where nothing is said
			"ms", float64(time.Since(begun).Microseconds())/1000,
			"bytes", rec.told())
	})
}

// knownMethod is a method's name, or "other": a method may be any word.
func knownMethod(method string) string {
	known := []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	if slices.Contains(known, method) {
		return method
	}
	return "other"
}

// recoverPanics turns a panic into a 500 and logs where it happened. The words
// of a panic may hold a position, and the runtime's own an index found from
// one: its type alone is logged.
func (s *Server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p) // net/http's way to drop a connection, not a failure
			}
			v := visitOf(r.Context())
			s.options.Logger.Error("panic", "route", v.route, "cause", fmt.Sprintf("%T", p), "at", frames())
			status := http.StatusInternalServerError
			s.refuseWith(w, r, newProblem(v.lang, status, sentenceOf(status)))
		}()
		next.ServeHTTP(w, r)
	})
}

// frames lists the functions that led to a panic, with their lines and without
// their arguments, which a stack trace would show.
func frames() []string {
	var pcs [32]uintptr
	stack := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs[:])])
	var out []string
	for {
		f, more := stack.Next()
		out = append(out, fmt.Sprintf("%s:%d", f.Function, f.Line))
		if !more {
			return out
		}
	}
}

// anonymousErrorLog keeps of net/http's messages what comes before the first
// address, value or stack they name: enough to know what kind of thing failed.
func anonymousErrorLog(logger *slog.Logger) *log.Logger {
	return log.New(anonymousWriter{logger}, "", 0)
}

type anonymousWriter struct{ logger *slog.Logger }

// knownServerErrors are net/http's own words that name nobody.
var knownServerErrors = []string{"http: Accept error", "http: TLS handshake error", "http: panic serving", "http: superfluous response.WriteHeader call"}

// Write logs the kind of one message.
func (w anonymousWriter) Write(message []byte) (int, error) {
	kind := "http: other error"
	for _, known := range knownServerErrors {
		if bytes.HasPrefix(message, []byte(known)) {
			kind = known
		}
	}
	w.logger.Warn("connection", "error", kind)
	return len(message), nil
}
