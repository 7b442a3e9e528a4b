package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"maillage/say"
	"maillage/web"
)

// What the documentation shows fills every key there is.
func TestTheDocumentedSiteIsRead(t *testing.T) {
	site, err := readSite(filepath.Join("..", "..", "docs", "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []any{site, site.DataProtection, site.Accessibility} {
		v := reflect.ValueOf(part)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("docs/site.yaml shows nothing for %T.%s", part, v.Type().Field(i).Name)
			}
		}
	}
	if got, want := site.FrameAncestors(), "'self' https://www.example.fr"; got != want {
		t.Errorf("frames in %q, want %q", got, want)
	}
	if got := (&web.Site{}).FrameAncestors(); got != "*" {
		t.Errorf("without partners, frames in %q, want everywhere", got)
	}
}

func TestASiteThatCannotBeReadIsRefused(t *testing.T) {
	for _, c := range []struct{ name, text, fr, en string }{
		{"an unknown key", "publisher:\n  nom: x\n", "ligne 2 : clé « nom » inconnue", "line 2: unknown key \"nom\""},
		{"a list for a text", "director: [a, b]\n", "ligne 1", "line 1"},
		{"not YAML", "director: \"a\nhost", "ligne", "line"},
		{"an unknown status", "accessibility: {status: good}\n", "valeurs possibles : full, partial, none", "allowed: full, partial, none"},
		{"a partner with a path", "partners: [\"https://a.fr/b\"]\n", "n'est pas une origine", "is not an origin"},
		{"a partner without protocol", "partners: [a.fr]\n", "n'est pas une origine", "is not an origin"},
		{"a partner that would end the policy", "partners: [\"https://a.fr;script-src\"]\n", "n'est pas une origine", "is not an origin"},
		{"a partner with accents", "partners: [\"https://région.fr\"]\n", "xn--", "xn--"},
		{"a keyword for a partner", "partners: [\"https://'self'\"]\n", "n'est pas une origine", "is not an origin"},
	} {
		path := filepath.Join(t.TempDir(), "site.yaml")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := readSite(path)
		if err == nil {
			t.Errorf("%s: accepted", c.name)
			continue
		}
		if fr, en := say.Err(err, say.French), say.Err(err, say.English); !strings.Contains(fr, c.fr) || !strings.Contains(en, c.en) {
			t.Errorf("%s: %q and %q, want %q and %q", c.name, fr, en, c.fr, c.en)
		}
	}
	if _, err := readSite(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(say.Err(err, say.French), "--site") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestAnEmptySiteSaysNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.yaml")
	for _, text := range []string{"", "# rien\n", "partners: [\"https://a.fr/\"]\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		site, err := readSite(path)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if len(site.Partners) == 1 && site.Partners[0] != "https://a.fr" {
			t.Errorf("the final slash stays: %q", site.Partners)
		}
	}
}
