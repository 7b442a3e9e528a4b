package region

import (
	"context"
	"io"
	"slices"

	"maillage/data"
	"maillage/data/source"
)

// readOf reads which structures a file of services is about.
func (s *Source) readOf(n *yamlNode) {
	n.keys("of")
	s.Of = n.code("of")
}

// checkServices holds each file of services to one file of structures.
func (r *Recipe) checkServices(root *yamlNode) {
	lines := make(map[string]int)
	for _, s := range r.Sources {
		if s.Format != FormatInclusionServices || s.Of == "" {
			continue
		}
		at := root.at(s.Line)
		if !slices.ContainsFunc(r.Sources, func(of Source) bool { return of.Name == s.Of && of.Format == FormatInclusionStructures }) {
			at.fail("« of » doit nommer une source de format « %[1]s » ; « %[2]s » n'en est pas une", "\"of\" must name a source of format \"%[1]s\"; \"%[2]s\" is none", string(FormatInclusionStructures), s.Of)
		}
		if line, ok := lines[s.Of]; ok {
			at.fail("deux sources donnent les services de « %s » (l'autre ligne %d) ; réunissez-les en un fichier", "two sources give the services of \"%s\" (the other at line %d); make one file of them", s.Of, line)
		}
		lines[s.Of] = s.Line
	}
}

// pairServices gives each file of structures the file of their services, read with it.
func pairServices(files []file) {
	for i := range files {
		if s := files[i].source; s.Format == FormatInclusionServices {
			at := slices.IndexFunc(files, func(f file) bool { return f.source.Name == s.Of })
			if at >= 0 { // else the structures are optional, and absent
				files[at].services = &files[i]
			}
		}
	}
}

// readInclusion reads structures, and their services where the recipe has them.
func readInclusion(ctx context.Context, f file, structures io.Reader, b *data.Builder, opt source.Options) error {
	if f.services == nil {
		return source.ReadInclusion(ctx, structures, nil, b, source.InclusionOptions{Options: opt})
	}
	services, err := source.Open(f.services.path, f.services.opening())
	if err != nil {
		return f.services.wrap(err)
	}
	defer func() { _ = services.Close() }()
	of := f.services.source
	return source.ReadInclusion(ctx, structures, services, b, source.InclusionOptions{
		Options: opt, Services: source.Options{Source: of.Name, File: of.File},
	})
}
