package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"maillage/say"
)

// visit is what one request carries from the door inwards: its language, the
// snapshot it reads, the moment it came, and the name of its route for the log.
type visit struct {
	lang     say.Lang
	snapshot *Snapshot // nil until one is served
	now      time.Time // read once, so that what is computed for a quarter-hour is kept no longer
	route    string    // the route's pattern, "" where none matched
}

type visitKey struct{}

// visitOf returns the request's visit. There is one behind every handler of a Server.
func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	if v == nil {
		panic("api: a handler ran outside its server")
	}
	return v
}

// quarter is the quarter-hour that "now" stands for where no instant is asked.
func (v *visit) quarter() time.Time { return v.now.Truncate(quarterHour) }

func withVisit(ctx context.Context, v *visit) context.Context {
	return context.WithValue(ctx, visitKey{}, v)
}

// openVisit resolves the request's language, holds the snapshot until the
// request ends, and bounds how long it may compute.
func (s *Server) openVisit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r.Context())
		v.lang = languageOf(r)
		v.now = s.options.Now()
		v.snapshot = s.acquire()
		defer s.release(v.snapshot)
		h := w.Header()
		h.Set("Content-Language", string(v.lang))
		h.Add("Vary", "Accept-Language")
		ctx, cancel := context.WithTimeout(r.Context(), s.options.Timeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// languageOf reads lang=, then Accept-Language; French where neither names ours.
func languageOf(r *http.Request) say.Lang {
	if q := r.URL.Query().Get("lang"); q == string(say.French) || q == string(say.English) {
		return say.Lang(q)
	}
	return acceptedLanguage(r.Header.Get("Accept-Language"))
}

// acceptedLanguage is the one of our languages with the highest q, the first
// written on a tie (RFC 9110 §12.5.4); a wildcard asks for French.
func acceptedLanguage(header string) say.Lang {
	best, bestQ := say.French, 0.0
	for part := range strings.SplitSeq(header, ",") {
		tag, params, _ := strings.Cut(part, ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			if parsed, err := strconv.ParseFloat(v, 64); err == nil {
				q = parsed
			}
		}
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		lang := say.Lang(primary)
		if primary == "*" {
			lang = say.French
		}
		if (lang == say.French || lang == say.English) && q > bestQ {
			best, bestQ = lang, q
		}
	}
	return best
}
