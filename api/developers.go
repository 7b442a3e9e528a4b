package api

import (
	"fmt"
	"net/http"

	"maillage/data"
	"maillage/say"
)

// developersBody is what the page for developers shows.
type developersBody struct {
	Lat, Lon string // of the example; empty in an empty region
	Commune  *data.Territory
	Counts   CountsBody
}

// registerDevelopers serves /api: what is loaded, and where to begin.
func (s *Server) registerDevelopers() {
	s.router.Path("/api").Methods(http.MethodGet).HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r.Context())
		f := s.newFrame(v, r, "api")
		f.Bundle, f.Title = "prose", say.T("Pour développer", "For developers").In(v.lang)
		if v.snapshot != nil {
			f.Page = newDevelopersBody(v)
		}
		s.showPage(w, r, "developers", pagePolicy, f.Asked, f)
	})
}

func newDevelopersBody(v *visit) *developersBody {
	b := &developersBody{Counts: NewRegionBody(v.snapshot.engine, v.lang).Counts, Commune: exampleCommune(v.snapshot.dataset())}
	b.Lat, b.Lon = examplePlace(v.snapshot.view())
	return b
}

// exampleCommune is the one with the most people, nil where there is none.
func exampleCommune(ds *data.Dataset) *data.Territory {
	var most *data.Territory
	for i := range ds.Territories {
		if t := &ds.Territories[i]; t.Kind == data.KindCommune && (most == nil || t.Population > most.Population) {
			most = t
		}
	}
	return most
}

// examplePlace is the centre of the cell with the most people, rounded to
// about 100 m, or the first structure's where nobody is counted.
func examplePlace(v *data.View) (lat, lon string) {
	cells := &v.Dataset().Cells
	if all := cells.Group(data.GroupAll); all >= 0 && cells.Len() > 0 {
		most := 0
		for i, n := range cells.Count[all] {
			if n > cells.Count[all][most] {
				most = i
			}
		}
		return degrees(cells.Center[most].Lat()), degrees(cells.Center[most].Lon())
	}
	for i := range v.All() {
		p := v.SiteOf(i).Position.Point
		return degrees(p.Lat()), degrees(p.Lon())
	}
	return "", ""
}

func degrees(x float64) string { return fmt.Sprintf("%.3f", x) }
