package main

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"maillage/say"
	"maillage/web"
)

// readSite reads who publishes the service; the zero Site where no file is named.
func readSite(path string) (site web.Site, err error) {
	if path == "" {
		return site, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return site, say.Errorf("%s n'existe pas ; écrivez ce fichier d'après docs/site.yaml, ou retirez --site",
			"%s does not exist; write this file after docs/site.yaml, or leave --site out", path)
	}
	if err != nil {
		return site, err
	}
	if err := yaml.UnmarshalWithOptions(text, &site, yaml.Strict()); err != nil && len(strings.TrimSpace(string(text))) > 0 {
		return site, notASite(path, err)
	}
	return site, checkSite(path, &site)
}

// notASite says where a file is not what docs/site.yaml shows.
func notASite(path string, err error) error {
	var y yaml.Error
	if !errors.As(err, &y) || y.GetToken() == nil {
		return say.Errorf("%s ne se lit pas comme docs/site.yaml (%v)", "%s cannot be read as docs/site.yaml (%v)", path, err)
	}
	at := y.GetToken()
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		return say.Errorf("%s, ligne %d : clé « %s » inconnue ; les clés sont celles de docs/site.yaml",
			"%s, line %d: unknown key \"%s\"; the keys are those of docs/site.yaml", path, at.Position.Line, at.Value)
	}
	return say.Errorf("%s, ligne %d : ce n'est pas ce que docs/site.yaml montre (%v)", "%s, line %d: not what docs/site.yaml shows (%v)",
		path, at.Position.Line, y.GetMessage())
}

// checkSite refuses what would make a page, or a policy sent to browsers, wrong.
func checkSite(path string, site *web.Site) error {
	name := filepath.Base(path)
	if status := site.Accessibility.Status; status != "" && !slices.Contains(web.Statuses(), status) {
		return say.Errorf("%s : accessibility.status « %s » n'est pas accepté ; valeurs possibles : %s",
			"%s: accessibility.status \"%s\" is not accepted; allowed: %s", name, status, strings.Join(web.Statuses(), ", "))
	}
	for i, partner := range site.Partners {
		origin, ok := originOf(partner)
		if !ok {
			return say.Errorf("%s : partners « %s » n'est pas une origine ; donnez le protocole et le domaine (xn--… s'il a des accents), sans chemin : https://www.example.fr",
				"%s: partners \"%s\" is not an origin; give protocol and domain (xn--… where it has accents), without a path: https://www.example.fr", name, partner)
		}
		site.Partners[i] = origin
	}
	return nil
}

// originOf is a web origin, its final slash forgiven. It becomes a part of a
// header: nothing that would end one may pass, nor letters that browsers do not read there.
func originOf(text string) (string, bool) {
	u, err := url.Parse(strings.TrimSuffix(text, "/"))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.ContainsAny(u.Host, "'\"; ,") || strings.ContainsFunc(u.Host, beyondASCII) {
		return "", false
	}
	if u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", false
	}
	return u.Scheme + "://" + u.Host, true
}

func beyondASCII(r rune) bool { return r > unicode.MaxASCII }
