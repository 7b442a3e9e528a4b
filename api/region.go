package api

import (
	"context"
	"io"
	"slices"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// RegionBody says what is loaded, and which values the other operations take.
type RegionBody struct {
	Fictional   bool             `json:"fictional,omitempty"`
	Code        string           `json:"code"`
	Name        string           `json:"name"`
	TimeZone    string           `json:"time_zone"`
	Fingerprint string           `json:"fingerprint"`
	Version     string           `json:"version"` // of the program
	Bounds      []float64        `json:"bounds"`  // west, south, east, north; degrees
	Counts      CountsBody       `json:"counts"`
	Modes       []TermBody       `json:"modes"` // the default first
	Networks    []NetworkBody    `json:"reseaux_porteurs"`
	Publics     []TermBody       `json:"publics"`
	Receptions  []TermBody       `json:"modes_accueil"`
	Levels      []LevelBody      `json:"levels"`
	Territories []TerritoriesOf  `json:"territories"`
	Groups      []GroupTotalBody `json:"groups"`
	Warnings    []string         `json:"warnings"`
	Sources     []SourceBody     `json:"sources"`
}

// CountsBody counts what is loaded.
type CountsBody struct {
	Sites      int            `json:"sites"`
	Structures int            `json:"structures"`
	Cells      int            `json:"cells"`
	Defects    map[string]int `json:"defects"` // by kind
}

// TermBody is a code with our words for it.
type TermBody struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// NetworkBody is a réseau porteur and how many structures it has here.
type NetworkBody struct {
	Code       string `json:"code"`
	Label      string `json:"label"`
	Structures int    `json:"structures"`
}

// LevelBody is one of the two levels of service.
type LevelBody struct {
	Level int    `json:"level"`
	Label string `json:"label"`
}

// TerritoriesOf is a kind of territory the region is cut into.
type TerritoriesOf struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// GroupTotalBody is a group and its count over all cells.
type GroupTotalBody struct {
	GroupBody
	Total float64 `json:"total"`
}

// NewRegionBody says what an engine answers about, in a language.
func NewRegionBody(e *analysis.Engine, lang say.Lang) *RegionBody {
	v, ds := e.View(), e.View().Dataset()
	b := &RegionBody{
		Fictional:   ds.Region.Fictional,
		Code:        ds.Region.Code,
		Name:        ds.Region.Name,
		TimeZone:    ds.Region.TimeZone,
		Bounds:      boundsOf(v),
		Counts:      CountsBody{Sites: len(ds.Sites), Cells: ds.Cells.Len(), Defects: map[string]int{}},
		Publics:     termBodies(data.Audiences(), lang),
		Receptions:  termBodies(data.Receptions(), lang),
		Networks:    make([]NetworkBody, len(ds.Networks)),
		Territories: []TerritoriesOf{},
		Groups:      make([]GroupTotalBody, len(ds.Cells.Groups)),
		Warnings:    regionWarnings(ds, lang),
		Sources:     NewSourceBodies(ds),
	}
	for _, d := range ds.Defects {
		b.Counts.Defects[string(d.Kind)] += d.Records()
	}
	for _, mode := range e.Modes() {
		b.Modes = append(b.Modes, TermBody{mode, analysis.ModeLabel(mode).In(lang)})
	}
	for _, l := range []data.Level{data.LevelAccueil, data.LevelAccompagnement} {
		b.Levels = append(b.Levels, LevelBody{int(l), l.Label().In(lang)})
	}
	b.countNetworks(v, lang)
	b.countTerritories(ds, lang)
	b.countGroups(ds, lang)
	return b
}

// regionWarnings are what every answer about the region says first; never nil.
func regionWarnings(ds *data.Dataset, lang say.Lang) []string {
	if !ds.Region.Fictional {
		return []string{}
	}
	return []string{say.T("Région fictive : rien de ceci n'existe.", "Fictional region: nothing of this exists.").In(lang)}
}

func (b *RegionBody) countNetworks(v *data.View, lang say.Lang) {
	for i, n := range v.Dataset().Networks {
		b.Networks[i] = NetworkBody{Code: string(n.Code), Label: n.Label().In(lang)}
	}
	for _, st := range v.All() {
		b.Counts.Structures++
		for _, code := range st.Networks {
			i := slices.IndexFunc(b.Networks, func(n NetworkBody) bool { return n.Code == string(code) })
			if i >= 0 {
				b.Networks[i].Structures++
			}
		}
	}
}

func (b *RegionBody) countTerritories(ds *data.Dataset, lang say.Lang) {
	for _, kind := range data.TerritoryKinds() {
		n := 0
		for i := range ds.Territories {
			if ds.Territories[i].Kind == kind {
				n++
			}
		}
		if n > 0 {
			b.Territories = append(b.Territories, TerritoriesOf{string(kind), kind.Label().In(lang), n})
		}
	}
}

func (b *RegionBody) countGroups(ds *data.Dataset, lang say.Lang) {
	for i, g := range ds.Cells.Groups {
		from, _ := ds.Source(g.Source)
		total := 0.0
		for _, n := range ds.Cells.Count[i] {
			total += n
		}
		b.Groups[i] = GroupTotalBody{newGroupBody(g, from, lang), people(total)}
	}
}

func termBodies(terms []data.Term, lang say.Lang) []TermBody {
	out := make([]TermBody, len(terms))
	for i, t := range terms {
		out[i] = TermBody{t.Code, t.Label.In(lang)}
	}
	return out
}

type regionRequest struct {
	Conditional
	LanguageInput
}

func (s *Server) registerRegion() {
	register[RegionBody](s, "region", "/api/v1/region", s.region)
}

func (s *Server) region(ctx context.Context, in *regionRequest) (*output, error) {
	v := visitOf(ctx)
	cache := s.public(v, in.LanguageInput, v.quarter())
	if in.holds(cache.etag) {
		return notModified(cache), nil
	}
	body := NewRegionBody(v.snapshot.engine, v.lang)
	body.Fingerprint, body.Version = v.snapshot.fingerprint, s.options.Version
	return s.render(ctx, "json", cache, formats{"json": func(w io.Writer) error { return WriteJSON(w, body) }})
}
