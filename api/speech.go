package api

import (
	"net/url"
	"time"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
	"maillage/web"
)

// speech is what it takes to say something of a region in a page.
type speech struct {
	engine *analysis.Engine
	lang   say.Lang
	to     func(string) string // web.Frame.To of the page
	now    time.Time           // by the region's clock: whose today and tomorrow a page says
}

// newSpeech speaks to who visits a page.
func newSpeech(v *visit, f *web.Frame) speech {
	return speech{v.snapshot.engine, v.lang, f.To, v.now.In(v.snapshot.dataset().Location())}
}

// say is a sentence as it is printed.
func (s *speech) say(t say.Text) string { return web.Typeset(s.lang, t) }

// told are sentences as they are printed.
func (s *speech) told(all []say.Text) []string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = s.say(t)
	}
	return out
}

// link is the address of a structure's page.
func (s *speech) link(id data.StructureID) string {
	return s.to("structures/" + url.PathEscape(string(id)))
}

// linkAt is the address of a structure's page at an instant.
func (s *speech) linkAt(id data.StructureID, at time.Time) string {
	return s.to("structures/" + url.PathEscape(string(id)) + "?at=" + at.Format(pickerLayout))
}
