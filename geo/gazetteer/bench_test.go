package gazetteer

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"maillage/internal/banworld"
)

// million is a gazetteer of a million addresses.
var million = sync.OnceValue(func() *Gazetteer {
	b := NewBuilder()
	addWorld(b, region())
	return b.Finish()
})

// typing draws what people type of a world's places, whole texts.
func typing(w *banworld.World, seed uint64, n int) []string {
	rng := rand.New(rand.NewPCG(seed, 0))
	var texts []string
	for len(texts) < n {
		street := rng.IntN(len(w.Streets))
		a := w.House(street, rng.IntN(w.Streets[street].Houses))
		commune := w.CommuneOf(a.Commune)
		switch k := rng.IntN(20); {
		case k < 3:
			texts = append(texts, strings.ToLower(commune.Name))
		case k == 3:
			texts = append(texts, a.PostalCode)
		case k == 4:
			texts = append(texts, banworld.Typo(rng, commune.Name))
		case k < 9:
			texts = append(texts, strings.ToLower(a.Street+" "+commune.Name))
		default:
			all := banworld.AnyDamage()
			d := all[rng.IntN(len(all))]
			if rng.IntN(2) == 0 {
				d |= banworld.WithoutPostal | banworld.LowerCase | banworld.WithoutAccents
			}
			texts = append(texts, w.Damaged(rng, a, d))
		}
	}
	return texts
}

// keystrokes are the beginnings of texts, as they are asked for while one types.
func keystrokes(texts []string) []string {
	var all []string
	for _, text := range texts {
		for end := range text {
			if end > 0 {
				all = append(all, text[:end])
			}
		}
		all = append(all, text)
	}
	return all
}

// reportTimes tells the median, the 99th centile and the worst of times.
func reportTimes(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	at := func(share float64) float64 { return float64(times[int(share*float64(len(times)-1))].Microseconds()) }
	b.ReportMetric(at(0.5), "µs-p50")
	b.ReportMetric(at(0.99), "µs-p99")
	b.ReportMetric(at(1), "µs-worst")
}

// quickest is how long a search takes where nothing else has the processor: the least of three.
func quickest(g *Gazetteer, q Query) time.Duration {
	least := time.Hour
	for range 3 {
		begin := time.Now()
		g.Search(q)
		least = min(least, time.Since(begin))
	}
	return least
}

// BenchmarkKeystroke answers every keystroke of a few hundred texts.
func BenchmarkKeystroke(b *testing.B) {
	g := million()
	keys := keystrokes(typing(region(), 21, 300))
	var times []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		times = append(times, quickest(g, Query{Text: keys[i%len(keys)]}))
	}
	reportTimes(b, times)
}

// TestSlowest is for looking.
func TestSlowest(t *testing.T) {
	g := million()
	keys := keystrokes(typing(region(), 21, 300))
	type slow struct {
		text string
		d    time.Duration
		n    int
	}
	var list []slow
	for _, k := range keys {
		n := len(g.Search(Query{Text: k}))
		list = append(list, slow{k, quickest(g, Query{Text: k}), n})
	}
	slices.SortFunc(list, func(a, b slow) int { return int(b.d - a.d) })
	for i := 0; i < len(list); i += 1 + i/10 {
		t.Log(list[i].d, utf8.RuneCountInString(list[i].text), list[i].n, list[i].text)
	}
}
