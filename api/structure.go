package api

import (
	"maillage/data"
	"maillage/data/hours"
)

// StructureBody is a structure as answers show it. Properties that
// data.inclusion names bear its names.
type StructureBody struct {
	ID         string           `json:"id"`
	Nom        string           `json:"nom"`
	Commune    string           `json:"commune"`
	CodeINSEE  string           `json:"code_insee,omitempty"`
	Adresse    string           `json:"adresse,omitempty"`
	CodePostal string           `json:"code_postal,omitempty"`
	Telephone  string           `json:"telephone,omitempty"`
	Courriel   string           `json:"courriel,omitempty"`
	SiteWeb    string           `json:"site_web,omitempty"`
	Reseaux    []string         `json:"reseaux_porteurs"`
	Parent     string           `json:"parent,omitempty"`
	Position   PositionBody     `json:"position"`
	Accessible *bool            `json:"accessible"` // null where the source says nothing
	Provenance []ProvenanceBody `json:"provenance"`
}

// PositionBody is a position, degrees WGS 84, and how well it is known.
type PositionBody struct {
	Lon       float64 `json:"lon"`
	Lat       float64 `json:"lat"`
	Precision string  `json:"precision"`
}

// ProvenanceBody is one record a structure was read from.
type ProvenanceBody struct {
	Source string `json:"source"`
	ID     string `json:"id"`
	Nom    string `json:"nom"`
}

// ServiceBody is a service as answers show it.
type ServiceBody struct {
	Nom              string   `json:"nom,omitempty"`
	Niveau           int      `json:"niveau,omitempty"` // absent where unknown
	Publics          []string `json:"publics"`
	ModesAccueil     []string `json:"modes_accueil"`
	HorairesAccueil  string   `json:"horaires_accueil,omitempty"` // opening_hours of OpenStreetMap; absent where nothing is certain
	HorairesTexte    string   `json:"horaires_texte,omitempty"`   // the source's words, where they are not that
	SurRendezVous    bool     `json:"sur_rendez_vous"`
	ZonesEligibilite []string `json:"zone_eligibilite,omitempty"`
}

func newStructureBody(v *data.View, i data.StructureIndex) StructureBody {
	st, site := v.Structure(i), v.SiteOf(i)
	b := StructureBody{
		ID:         string(st.ID),
		Nom:        st.Name,
		Commune:    site.City,
		Adresse:    site.Address,
		CodePostal: site.PostalCode,
		Telephone:  st.Phone,
		Courriel:   st.Email,
		SiteWeb:    st.Website,
		Reseaux:    texts(st.Networks),
		Parent:     string(st.Parent),
		Position:   PositionBody{site.Position.Point.Lon(), site.Position.Point.Lat(), site.Position.Precision.String()},
		Accessible: accessible(site.Accessible),
		Provenance: make([]ProvenanceBody, len(st.Provenance)),
	}
	if site.Commune != data.NoTerritory {
		commune := &v.Dataset().Territories[site.Commune]
		b.Commune, b.CodeINSEE = commune.Name, commune.Code
	}
	for k, p := range st.Provenance {
		b.Provenance[k] = ProvenanceBody{p.Source, p.ID, p.Name}
	}
	return b
}

func newServiceBodies(st *data.Structure, services []int) []ServiceBody {
	out := make([]ServiceBody, len(services))
	for k, i := range services {
		s := &st.Services[i]
		out[k] = ServiceBody{
			Nom:              s.Name,
			Niveau:           int(s.Level),
			Publics:          texts(s.Audiences),
			ModesAccueil:     texts(s.Receptions),
			HorairesAccueil:  s.Hours.Rules,
			HorairesTexte:    sourceWords(s.Hours),
			SurRendezVous:    s.Appointment,
			ZonesEligibilite: s.Eligibility,
		}
	}
	return out
}

// sourceWords are what a source writes of its hours, where it is not the opening_hours they come to.
func sourceWords(h hours.Text) string {
	if h.Raw == h.Rules {
		return ""
	}
	return h.Raw
}

func accessible(a data.Accessibility) *bool {
	switch a {
	case data.Accessible:
		return new(true)
	case data.NotAccessible:
		return new(false)
	default:
		return nil
	}
}

// texts is never nil: an empty list is [] in JSON.
func texts[T ~string](codes []T) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}
