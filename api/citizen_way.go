package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"time"

	"maillage/data"
)

// answerWay answers a form with the way to one structure of its answer, drawn for
// the map of the page: a position posted is in no address, as at /liste.
func (s *Server) answerWay(w http.ResponseWriter, r *http.Request) {
	asked, refused := readForm(w, r)
	v := visitOf(r.Context())
	var b *RouteBody
	if refused == nil {
		var err error
		if b, err = s.foundWay(r.Context(), asked, data.StructureID(r.PostForm.Get("structure")), v.now); err != nil && !errors.As(err, &refused) {
			refused = s.refuse(r.Context(), err)
		}
	}
	if refused != nil {
		writeProblem(w, newProblem(v.lang, refused.status, refused.what))
		return
	}
	var body bytes.Buffer
	if err := WriteJSON(&body, b); err != nil {
		refused = s.refuse(r.Context(), err)
		writeProblem(w, newProblem(v.lang, refused.status, refused.what))
		return
	}
	w.Header().Set("Content-Type", typeJSON)
	w.Write(body.Bytes()) //nolint:errcheck // the client left: nobody to tell
}

// foundWay reads the question and asks the engine.
func (s *Server) foundWay(ctx context.Context, asked *question, id data.StructureID, now time.Time) (*RouteBody, error) {
	v := visitOf(ctx)
	q, departure, err := asked.read(v, now)
	if err != nil {
		return nil, err
	}
	to, known := v.snapshot.view().ByID(id)
	if !known {
		return nil, refuseStructure(v.snapshot.dataset())
	}
	route, err := v.snapshot.engine.Route(ctx, q, to)
	if err != nil {
		return nil, err
	}
	body := NewRouteBody(v.snapshot.view(), route, v.lang)
	if departure != nil {
		body.Depart(v.snapshot.view(), departure)
	}
	return body, nil
}
