package region

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/internal/fold"
	"maillage/say"
)

// Geocoder asks the national geocoder (the Géoplateforme's, or another addok)
// where addresses are, many at a time: POST {url}/search/csv. It is for addresses
// that are public or a planner's own, in a build or a file, and only where
// somebody gave its address: the server, which citizens ask, has no way to it.
//
// What is sent of a record is its address and no more. Not supported: reverse
// geocoding, indexes other than addresses.
type Geocoder struct {
	url    string
	client *http.Client
	batch  int           // addresses a request
	tries  int           // of one request
	pause  time.Duration // before the second try; each further one waits twice as long
	limit  time.Duration // of one try
}

// NewGeocoder makes a client of the geocoder at an address such as
// https://data.geopf.fr/geocodage. Addresses travel encrypted, or not beyond one's own network.
func NewGeocoder(address string) (*Geocoder, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, say.Errorf("« %s » n'est pas l'adresse d'un géocodeur ; donnez-la comme https://data.geopf.fr/geocodage",
			"\"%s\" is not the address of a geocoder; give it such as https://data.geopf.fr/geocodage", address)
	case u.Scheme == "http" && !isOwnHost(u.Hostname()):
		return nil, say.Errorf("les adresses iraient en clair à « %s » ; donnez une adresse en https (http n'est permis que sur votre propre réseau)",
			"addresses would go to \"%s\" unencrypted; give an https address (http is allowed on your own network only)", address)
	}
	return &Geocoder{
		url: u.String() + "/search/csv",
		client: &http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
			return say.Errorf("il renvoie à %s ; si vous lui faites confiance, donnez cette adresse", "it sends on to %s; if you trust it, give that address", r.URL.Redacted())
		}},
		batch: 1000,
		tries: 4,
		pause: time.Second,
		limit: 2 * time.Minute,
	}, nil
}

// isOwnHost tells a name or an address that nothing beyond one's own network bears.
func isOwnHost(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}

// Geocoded is what the geocoder answers about one address.
type Geocoded struct {
	Status string // "ok", "not-found", "skipped" (nothing to look for) or "error", as it says itself
	Point  orb.Point
	// Precision is that of Point; unknown where Status is not "ok".
	Precision data.Precision
	Score     float64 // 0 to 1, its own: not to be compared with a gazetteer's beyond "more is better"
	Label     string  // "12 Cours Paoli 20250 Corte"
	ID        string  // in the Base Adresse Nationale

	HouseNumber, Name, Street, PostalCode, Commune, CommuneCode string
}

// The statuses of a row.
const (
	GeocodedOK       = "ok"
	GeocodedNotFound = "not-found"
	GeocodedSkipped  = "skipped"
	GeocodedError    = "error"
)

// Locate asks about addresses and answers about each, in the same order. It
// waits and tries again where the geocoder is busy or out of reach; the error, if any,
// says what to do without it.
func (g *Geocoder) Locate(ctx context.Context, addresses []data.Address) ([]Geocoded, error) {
	out := make([]Geocoded, 0, len(addresses))
	for len(addresses) > 0 {
		n := min(g.batch, len(addresses))
		answers, err := g.ask(ctx, addresses[:n])
		if err != nil {
			return nil, err
		}
		out, addresses = append(out, answers...), addresses[n:]
	}
	return out, nil
}

// ask asks about one batch until it is answered, refused, or tries run out.
func (g *Geocoder) ask(ctx context.Context, addresses []data.Address) ([]Geocoded, error) {
	request := newGeocoderRequest(addresses)
	if len(request.rows) == 0 {
		return request.answers, nil
	}
	for try := 1; ; try++ {
		wait, err := g.attempt(ctx, request)
		if err == nil {
			return request.answers, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var final *finalError
		if errors.As(err, &final) {
			err = final.err
		}
		if final != nil || try >= g.tries {
			return nil, say.Errorf("le géocodeur %s : %v ; réessayez plus tard, ou passez-vous de lui (sans --national, ou sans « geocoder » dans la recette)",
				"the geocoder %s: %v; try again later, or do without it (no --national, or no \"geocoder\" in the recipe)", g.url, err)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(max(wait, g.pause<<(try-1))):
		}
	}
}

var (
	cityCode   = regexp.MustCompile(`^(?:\d{2}|2[AB])\d{3}$`)
	postalCode = regexp.MustCompile(`^\d{5}$`)
)

// maxGeocoderText is how much of an address is sent: more is no address.
const maxGeocoderText = 200

// asked is an address as it is sent: the text, and the codes that answers must agree with.
type asked struct{ text, postal, city string }

// askAbout prepares an address; false where it says nothing to look for. A code
// of business mail is no place's, and a commune's code says more than a postal one.
func askAbout(a data.Address) (asked, bool) {
	text := strings.Join(strings.Fields(mailOnly.ReplaceAllString(a.Text, " ")+" "+data.TrimCedex(a.City)), " ")
	if r := []rune(text); len(r) > maxGeocoderText {
		text = string(r[:maxGeocoderText])
	}
	q := asked{text: text}
	code, postal := strings.ToUpper(strings.TrimSpace(a.CommuneCode)), strings.TrimSpace(a.PostalCode)
	switch {
	case cityCode.MatchString(code):
		q.city = code
	case postalCode.MatchString(postal) && !data.IsCedex(postal, a.City):
		q.postal = postal
	}
	return q, fold.Text(text) != ""
}
