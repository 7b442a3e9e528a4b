package main

import (
	"context"
	"io"
	"slices"

	"github.com/alecthomas/kong"
)

// commandLine is the grammar. Each help is written "French | English".
type commandLine struct {
	Build      buildCommand      `cmd:"" help:"Construire une région à partir des données ouvertes. | Build a region from open data."`
	Check      checkCommand      `cmd:"" help:"Vérifier un fichier : intégrité, défauts des sources, complétude. | Check a file: integrity, defects of the sources, completeness."`
	Import     importCommand     `cmd:"" help:"Deviner comment lire un fichier CSV, XLSX ou GeoJSON. | Guess how to read a CSV, XLSX or GeoJSON file."`
	Serve      serveCommand      `cmd:"" help:"Servir une région par HTTP. | Serve a region over HTTP."`
	Nearest    nearestCommand    `cmd:"" help:"Trouver les structures les plus proches par le temps de trajet. | Find the nearest structures by travel time."`
	Route      routeCommand      `cmd:"" help:"Trouver le chemin jusqu'à une structure. | Find the way to a structure."`
	Isochrones isochronesCommand `cmd:"" help:"Tracer d'où un lieu est atteint en tant de minutes, ou ce qui l'est depuis lui. | Draw from where a place is reached within some minutes, or what is reached from it."`
	Places     placesCommand     `cmd:"" help:"Trouver un lieu par son nom ou son adresse, ou les adresses autour d'une position. | Find a place by its name or address, or the addresses around a position."`
	Geocode    geocodeCommand    `cmd:"" help:"Placer les adresses d'un tableau CSV ou XLSX. | Place the addresses of a CSV or XLSX table."`
	Coverage   coverageCommand   `cmd:"" help:"Dire qui vit à moins d'un temps cible, par territoire. | Tell who lives within a target time, by territory."`
	Gaps       gapsCommand       `cmd:"" help:"Montrer les zones blanches : qui vit au-delà du temps cible. | Show the white zones: who lives beyond the target time."`
	Bench      benchCommand      `cmd:"" help:"Mesurer le moteur sur un monde de la taille d'une région. | Measure the engine on a world of regional size."`
	Version    versionCommand    `cmd:"" help:"Dire la version. | Tell the version."`

	Lang string `enum:"fr,en," default:"" placeholder:"fr|en" help:"Langue des textes (sinon celle de l'environnement, sinon le français). | Language of texts (else the environment's, else French)."`
}

// action is what every command does.
type action interface {
	run(ctx context.Context, m *Main) error
}

// dispatch reads the command line and does what it says.
func (m *Main) dispatch(ctx context.Context, args []string) error {
	var grammar commandLine
	parser, err := kong.New(&grammar,
		kong.Name("maillage"),
		kong.NoDefaultHelp(),
		kong.WithHyphenPrefixedParameters(true), // western longitudes
		kong.Writers(io.Discard, io.Discard),
		kong.PostBuild(m.translate),
	)
	if err != nil {
		panic(err) // the grammar above is wrong
	}
	if rest, asked := withoutHelp(args); asked {
		traced, err := kong.Trace(parser, rest)
		if err != nil {
			return usage(err)
		}
		return m.help(m.Stdout, parser.Model, traced.Selected())
	}
	if len(args) == 0 {
		if err := m.help(m.Stderr, parser.Model, nil); err != nil {
			return err
		}
		return misuse("dites quoi faire", "say what to do")
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return usage(err)
	}
	return parsed.Selected().Target.Addr().Interface().(action).run(ctx, m)
}

// withoutHelp takes the request for help out of the arguments, wherever it stands.
func withoutHelp(args []string) (rest []string, asked bool) {
	rest = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "--help" || arg == "-h" })
	return rest, len(rest) < len(args)
}
