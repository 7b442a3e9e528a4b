package api

import (
	"context"
	"errors"
	"net/http"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// refusal is a question that gets no answer, in a citizen's words: what
// happened and what to do, never a code.
type refusal struct {
	status      int
	title, what say.Text
}

// Error is the French sentence.
func (r *refusal) Error() string { return r.what.String() }

var (
	titleUnclear = say.T("Dites-nous en un peu plus", "Tell us a little more")
	titleNowhere = say.T("Ce lieu n'est pas trouvé", "This place is not found")
	titleFailed  = say.T("Nous ne pouvons pas répondre pour l'instant", "We cannot answer for now")
)

func refuseNowhere() *refusal {
	return &refusal{http.StatusUnprocessableEntity, titleUnclear, say.T(
		"Dites d'où vous partez : une adresse, une commune ou un code postal.",
		"Say where you set out from: an address, a commune or a postal code.")}
}

func refuseText() *refusal {
	return &refusal{http.StatusUnprocessableEntity, titleUnclear, say.T(
		"Ce texte ne peut pas être un lieu : donnez une adresse, une commune ou un code postal, en %d caractères au plus.",
		"This text cannot be a place: give an address, a commune or a postal code, in at most %d characters.", MaxTyped)}
}

func refuseInstant() *refusal {
	return &refusal{http.StatusUnprocessableEntity, titleUnclear, say.T(
		"Dites quand vous partez : un jour et une heure, entre 2000 et 2099.",
		"Say when you set out: a day and an hour, between 2000 and 2099.")}
}

func refuseCommune(ds *data.Dataset) *refusal {
	return &refusal{http.StatusUnprocessableEntity, titleNowhere, say.T(
		"Cette commune n'est pas de la région %s, ou a changé de code depuis : écrivez son nom dans le formulaire.",
		"This commune is not in the region %s, or its code has changed since: write its name in the form.", ds.Region.Name)}
}

func refuseStructure(ds *data.Dataset) *refusal {
	return &refusal{http.StatusNotFound, say.T("Cette structure n'est pas dans l'annuaire", "This structure is not in the directory"), say.T(
		"Elle n'est pas, ou plus, parmi celles de la région %s : cherchez ce qu'il y a près de chez vous.",
		"It is not, or no longer, among those of the region %s: look for what is near you.", ds.Region.Name)}
}

// refuseEmpty is for a server without a region.
func refuseEmpty() *refusal {
	return &refusal{http.StatusServiceUnavailable, titleFailed, sentenceOf(http.StatusServiceUnavailable)}
}

// refuseForm is for what no form of ours sends.
func refuseForm(status int) *refusal {
	return &refusal{status, titleUnclear, say.T(
		"Ce qui a été envoyé n'est pas lisible : remplissez de nouveau le formulaire.",
		"What was sent cannot be read: fill in the form again.")}
}

// fieldNames are the names of what a link or a form may say, as people call it.
var fieldNames = map[string]say.Text{
	"mode":             say.T("le moyen de transport", "the way of travelling"),
	"publics":          say.T("le public", "the audience"),
	"level":            say.T("le type d'aide", "the kind of help"),
	"reseaux_porteurs": say.T("le réseau", "the network"),
	"territoire":       say.T("le territoire", "the territory"),
	"limit":            say.T("le nombre de réponses (de 1 à %d)", "the number of answers (1 to %d)", mostAnswers),
	"lat":              say.T("la position", "the position"),
	"lon":              say.T("la position", "the position"),
}

// refuseField is for a value that only a link written by hand can have.
func refuseField(name string) *refusal {
	field, known := fieldNames[name]
	if !known {
		return refuseForm(http.StatusUnprocessableEntity)
	}
	return &refusal{http.StatusUnprocessableEntity, titleUnclear, say.T(
		"Le lien que vous avez suivi demande ce qui n'existe pas ici (%s) : choisissez dans le formulaire.",
		"The link you followed asks for what does not exist here (%s): choose in the form.", field)}
}

// refuse says an engine's error to a citizen. As with problems, only sentences
// made for people pass, and the log gets the types alone.
func (s *Server) refuse(ctx context.Context, err error) *refusal {
	var bad *analysis.InvalidError
	var nowhere *analysis.PlaceError
	switch {
	case errors.As(err, &nowhere):
		return &refusal{http.StatusUnprocessableEntity, titleNowhere, say.T("%s", "%s", err)}
	case errors.As(err, &bad):
		return refuseField(bad.Param)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &refusal{http.StatusServiceUnavailable, titleFailed, say.T(
			"La recherche a duré trop longtemps et a été arrêtée : réessayez dans un instant, ou donnez une adresse.",
			"The search took too long and was stopped: try again in a moment, or give an address.")}
	}
	var p *Problem
	if errors.As(s.fail(ctx, err), &p) {
		return &refusal{p.Status, titleFailed, say.Same(p.Detail)}
	}
	return &refusal{http.StatusInternalServerError, titleFailed, sentenceOf(http.StatusInternalServerError)}
}
