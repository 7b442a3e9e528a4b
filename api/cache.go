package api

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// private is for what depends on a position: nobody keeps it.
const private = "private, no-store"

// quarterHour is how long an answer about "now" holds: hours open and close on
// quarters of an hour.
const quarterHour = 15 * time.Minute

// caching is what an answer says of its keeping.
type caching struct{ control, etag string }

// Conditional is the header by which a client asks whether its copy still holds.
type Conditional struct {
	IfNoneMatch string `header:"If-None-Match"`
}

// public describes an answer that depends on no position: it is the same for
// all who ask the same of the same snapshot in the same quarter-hour. The
// parameters are an input with its defaults filled in; two orders of a query
// give one ETag. The tag is weak: compressed or not, the answer is the same.
// Until a region is served, a copy must be asked about each time.
func (s *Server) public(v *visit, parameters any, at time.Time) caching {
	key := fmt.Sprintf("%s\n%s\n%s\n%s\n%+v\n%d", v.fingerprint(), s.stamp, v.route, v.lang, parameters, at.Unix())
	sum := sha256.Sum256([]byte(key))
	etag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	if v.snapshot == nil {
		return caching{"no-cache", etag}
	}
	left := v.quarter().Add(quarterHour).Sub(v.now)
	return caching{fmt.Sprintf("public, max-age=%d", int(left.Seconds())), etag}
}

// holds tells whether the client's copy is still good (RFC 9110 §13.1.2, weak comparison).
func (c Conditional) holds(etag string) bool {
	for candidate := range strings.SplitSeq(c.IfNoneMatch, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

func notModified(c caching) *output {
	return &output{Status: http.StatusNotModified, CacheControl: c.control, ETag: c.etag}
}
