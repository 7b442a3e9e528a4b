package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/say"
)

// Problem is what every failed request receives, as RFC 9457 draws it. What
// went wrong inside is never told.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Errors []ProblemError `json:"errors,omitempty"`
}

// ProblemError is one parameter at fault.
type ProblemError struct {
	Location string   `json:"location"` // "query.mode"
	Value    string   `json:"value"`
	Allowed  []string `json:"allowed,omitempty"`
	Message  string   `json:"message"`
}

// Error is the problem's sentence.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is RFC 9457's whatever was negotiated.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// init replaces huma's error, which tells clients what failed inside, for the
// whole program: huma keeps it in package variables, and setting them for each
// server would race. Arrays are never null in our answers.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError {
		return newProblem(say.French, status, titleOf(status))
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		lang := visitOf(ctx.Context()).lang
		if status != http.StatusUnprocessableEntity {
			return newProblem(lang, status, sentenceOf(status))
		}
		faults := make([]fault, len(errs))
		for i, err := range errs {
			faults[i] = faultOf(ctx.Operation(), err)
		}
		return refused(ctx.Operation(), lang, faults...)
	}
}

func newProblem(lang say.Lang, status int, detail say.Text) *Problem {
	return &Problem{Type: "about:blank", Title: titleOf(status).In(lang), Status: status, Detail: detail.In(lang)}
}

// invalid is the 422 of a request with parameters at fault.
func invalid(lang say.Lang, faults ...fault) *Problem {
	sentences := make([]string, len(faults))
	p := newProblem(lang, http.StatusUnprocessableEntity, say.Text{})
	for i, f := range faults {
		sentences[i] = f.message.In(lang)
		p.Errors = append(p.Errors, ProblemError{"query." + f.param, f.value, f.allowed, sentences[i]})
	}
	p.Detail = strings.Join(sentences, " ")
	return p
}

// fail turns an engine's error into a problem. Only sentences made for people
// pass; of anything else the log gets the types alone, since its words may
// hold a position.
func (s *Server) fail(ctx context.Context, err error) error {
	v := visitOf(ctx)
	var nowhere *analysis.PlaceError
	switch p := refusedValue(v.lang, err); {
	case errors.As(err, &nowhere):
		return invalid(v.lang, fault{param: nowhere.Param, message: say.Same(nowhere.In(v.lang))})
	case p != nil:
		return p
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return newProblem(v.lang, http.StatusServiceUnavailable, say.T(
			"Le calcul a duré trop longtemps et a été arrêté ; réessayez dans un instant, ou demandez un territoire ou une limite plus petits.",
			"The computation took too long and was stopped; try again in a moment, or ask for a smaller territory or limit."))
	}
	s.options.Logger.Error("request failed", "route", v.route, "error_types", typesOf(err))
	return newProblem(v.lang, http.StatusInternalServerError, sentenceOf(http.StatusInternalServerError))
}

// refusedValue is the 422 of a value that the engine refuses, in its own words where
// what is allowed is too much to list; nil for any other error.
func refusedValue(lang say.Lang, err error) *Problem {
	var bad *analysis.InvalidError
	switch {
	case !errors.As(err, &bad):
		return nil
	case len(bad.Allowed) == 0:
		return invalid(lang, fault{param: bad.Param, value: bad.Value, message: say.T("%s", "%s", bad)})
	default:
		return invalid(lang, notAllowed(bad.Param, bad.Value, bad.Allowed))
	}
}

// typesOf names the types of an error and of those it wraps, never their words.
func typesOf(err error) string {
	var names []string
	for ; err != nil; err = errors.Unwrap(err) {
		names = append(names, fmt.Sprintf("%T", err))
	}
	return strings.Join(names, " < ")
}

// writeProblem answers with a problem outside of huma's operations.
func writeProblem(w http.ResponseWriter, p *Problem) {
	h := w.Header()
	h.Set("Content-Type", p.ContentType(""))
	h.Set("Cache-Control", private)
	h.Del("ETag")
	w.WriteHeader(p.Status)
	huma.DefaultJSONFormat.Marshal(w, p) //nolint:errcheck // the client left: nobody to tell
}

// titleOf is the status in a few words.
func titleOf(status int) say.Text {
	switch status {
	case http.StatusNotFound:
		return say.T("Page introuvable", "Not found")
	case http.StatusMethodNotAllowed:
		return say.T("Méthode non admise", "Method not allowed")
	case http.StatusRequestURITooLong:
		return say.T("Adresse trop longue", "URI too long")
	case http.StatusUnprocessableEntity:
		return say.T("Paramètres à corriger", "Parameters to correct")
	case http.StatusServiceUnavailable:
		return say.T("Service indisponible", "Service unavailable")
	case http.StatusInternalServerError:
		return say.T("Erreur interne", "Internal error")
	default:
		return say.Same(http.StatusText(status))
	}
}

// sentenceOf says what happened where there is nothing particular to tell.
func sentenceOf(status int) say.Text {
	switch status {
	case http.StatusNotFound:
		return say.T("Cette adresse n'existe pas ; celles qui existent sont décrites sur /docs.",
			"There is nothing at this address; those that exist are described at /docs.")
	case http.StatusMethodNotAllowed:
		return say.T("Cette adresse ne répond pas à cette méthode ; l'en-tête Allow nomme celles qu'elle accepte.",
			"This address does not answer this method; the Allow header names those it does.")
	case http.StatusRequestURITooLong:
		return say.T("L'adresse dépasse %d octets ; retirez des valeurs de vos filtres.",
			"The address is over %d bytes; remove some of your filters' values.", maxURLBytes)
	case http.StatusServiceUnavailable:
		return say.T("Aucune région n'est encore chargée ; réessayez dans un instant.",
			"No region is loaded yet; try again in a moment.")
	case http.StatusInternalServerError:
		return say.T("Une erreur interne nous empêche de répondre ; réessayez, puis prévenez qui tient ce service.",
			"An internal error keeps us from answering; try again, then tell whoever runs this service.")
	default:
		return titleOf(status)
	}
}
