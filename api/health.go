package api

import (
	"context"
	"io"

	"github.com/danielgtaylor/huma/v2"
)

// HealthBody says that the program lives, or that it serves a region.
type HealthBody struct {
	Status string `json:"status" enum:"ok"`
}

// registerHealth adds /healthz, which answers as soon as the program listens,
// and /readyz, which answers 503 until a region is served.
func (s *Server) registerHealth() {
	register[HealthBody](s, "readyz", "/readyz", s.health)
	op := operation[HealthBody, LanguageInput](s, "healthz", "/healthz")
	op.Middlewares = nil
	huma.Register(s.api, op, s.health)
}

func (s *Server) health(ctx context.Context, _ *LanguageInput) (*output, error) {
	return s.render(ctx, "json", caching{control: "no-store"}, formats{
		"json": func(w io.Writer) error { return WriteJSON(w, HealthBody{"ok"}) },
	})
}
