package api

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"time"

	"maillage/say"
	"maillage/web"
)

// maxFormBytes bounds what a form may send: far more than its fields hold.
const maxFormBytes = 8 << 10

// registerCitizen serves the form and what it finds: the whole page at "/", the
// answer alone at /liste, for scripts that put it in their own page, and the way to
// one of its structures at /chemin, for the script that draws it.
func (s *Server) registerCitizen() {
	s.router.Path("/").Methods(http.MethodGet).HandlerFunc(s.showCitizen)
	s.router.Path("/").Methods(http.MethodPost).HandlerFunc(s.answerCitizen)
	s.router.Path("/liste").Methods(http.MethodPost).HandlerFunc(s.answerList)
	s.router.Path("/chemin").Methods(http.MethodPost).HandlerFunc(s.answerWay)
	s.router.Path("/structures/{id:.+}").Methods(http.MethodGet).HandlerFunc(s.showStructure)
}

// citizenBody is what the citizen's page shows: the form as it was filled in,
// and the answer where something was asked.
type citizenBody struct {
	Form   *formBody
	Answer *answerBody
}

// showCitizen answers with the form; where the address names a commune, which
// tells of nobody, with the structures around it too.
func (s *Server) showCitizen(w http.ResponseWriter, r *http.Request) {
	v := visitOf(r.Context())
	asked := readLink(r.URL.Query())
	f := s.citizenFrame(v, r)
	if v.snapshot == nil || asked.commune == "" {
		if v.snapshot != nil {
			f.Page = &citizenBody{Form: newFormBody(v, asked)}
		}
		s.showPage(w, r, "citizen", pagePolicy, []any{f.Asked, asked.key()}, f)
		return
	}
	cache := s.public(v, []any{f.Asked, asked.key()}, v.quarter())
	w.Header().Set("Content-Security-Policy", pagePolicy)
	if _, _, err := asked.read(v, v.quarter()); err == nil && (Conditional{r.Header.Get("If-None-Match")}).holds(cache.etag) {
		s.serve(w, r, typeHTML, cache, nil) // the copy holds
		return
	}
	b, status := s.answer(r.Context(), f, asked, v.quarter())
	s.fillCitizen(f, v, asked, b)
	if status != http.StatusOK {
		writeHTML(w, status, page(v.lang, "citizen", f))
		return
	}
	s.serve(w, r, typeHTML, cache, func() []byte { return page(v.lang, "citizen", f) })
}

// answerCitizen answers a form with the whole page: what a browser without
// scripts sends and shows.
func (s *Server) answerCitizen(w http.ResponseWriter, r *http.Request) {
	asked, refused := readForm(w, r)
	v := visitOf(r.Context())
	f := s.citizenFrame(v, r)
	w.Header().Set("Content-Security-Policy", pagePolicy)
	b, status := s.answerOr(r.Context(), f, asked, refused)
	s.fillCitizen(f, v, asked, b)
	writeHTML(w, status, page(v.lang, "citizen", f))
}

// answerList answers a form with the answer alone.
func (s *Server) answerList(w http.ResponseWriter, r *http.Request) {
	asked, refused := readForm(w, r)
	v := visitOf(r.Context())
	f := s.citizenFrame(v, r)
	b, status := s.answerOr(r.Context(), f, asked, refused)
	f.Page = &citizenBody{Answer: b}
	writeHTML(w, status, part(v.lang, "answer", f))
}

func (s *Server) citizenFrame(v *visit, r *http.Request) *web.Frame {
	f := s.newFrame(v, r, "")
	f.Query = readLink(r.URL.Query()).query().Encode()
	f.Asked = f.Asked || r.PostForm.Has("lang")
	f.Bundle, f.Title = "citizen", web.Typeset(v.lang, titleCitizen)
	f.Description = web.Typeset(v.lang, say.T(
		"Les structures d'orientation les plus proches de vous, ouvertes à votre arrivée, et le temps pour y aller.",
		"The guidance structures nearest to you, open when you get there, and the time it takes."))
	return f
}

var titleCitizen = say.T("Trouver une structure d'orientation", "Find a guidance structure")

// fillCitizen puts the form, as it was filled in, and the answer in the page.
func (s *Server) fillCitizen(f *web.Frame, v *visit, asked *question, b *answerBody) {
	body := &citizenBody{Answer: b}
	if v.snapshot != nil {
		body.Form = newFormBody(v, asked)
	}
	f.Page, f.Title = body, b.Title+" – "+f.Title
}

// answerOr answers a question unless its form was refused already.
func (s *Server) answerOr(ctx context.Context, f *web.Frame, asked *question, refused *refusal) (*answerBody, int) {
	if refused != nil {
		return newRefusedBody(refused, visitOf(ctx).lang), refused.status
	}
	return s.answer(ctx, f, asked, visitOf(ctx).now)
}

// answer answers a question, in words whatever happens, and says with which status.
func (s *Server) answer(ctx context.Context, f *web.Frame, asked *question, now time.Time) (*answerBody, int) {
	v := visitOf(ctx)
	b, err := s.found(ctx, f, asked, now)
	var no *refusal
	switch {
	case err == nil:
		return b, http.StatusOK
	case errors.As(err, &no):
		return newRefusedBody(no, v.lang), no.status
	default:
		no = s.refuse(ctx, err)
		return newRefusedBody(no, v.lang), no.status
	}
}

// found reads the question and asks the engine.
func (s *Server) found(ctx context.Context, f *web.Frame, asked *question, now time.Time) (*answerBody, error) {
	v := visitOf(ctx)
	q, departure, err := asked.read(v, now)
	if err != nil {
		return nil, err
	}
	answer, err := v.snapshot.engine.Nearest(ctx, q)
	if err != nil {
		return nil, err
	}
	a := &answering{newSpeech(v, f), v.snapshot.view(), &q, departure, asked, answer}
	return a.body(ctx)
}

// readForm reads a posted form, in the language it asks for.
func readForm(w http.ResponseWriter, r *http.Request) (*question, *refusal) {
	v := visitOf(r.Context())
	r.Body = http.MaxBytesReader(w, r.Body, maxFormBytes)
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return &question{}, refuseForm(http.StatusUnsupportedMediaType)
	}
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return &question{}, refuseForm(http.StatusRequestEntityTooLarge)
		}
		return &question{}, refuseForm(http.StatusBadRequest)
	}
	if lang := r.PostForm.Get("lang"); lang == string(say.French) || lang == string(say.English) {
		v.lang = say.Lang(lang)
		w.Header().Set("Content-Language", lang)
	}
	return readFields(r.PostForm), nil
}

// writeHTML answers with a page that nobody keeps.
func writeHTML(w http.ResponseWriter, status int, text []byte) {
	h := w.Header()
	h.Set("Content-Type", typeHTML)
	h.Set("Cache-Control", private)
	w.WriteHeader(status)
	w.Write(text) //nolint:errcheck // the client left: nobody to tell
}
