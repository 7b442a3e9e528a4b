package gazetteer

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// BenchmarkKeystroke answers every keystroke of 150 texts, round after round.
// Of each the least of three rounds counts, thousands of others between them: no
// answer is warm from the last, and what other processes take is left out.
func BenchmarkKeystroke(b *testing.B) {
	g := million()
	keys := keystrokes(typing(region(), 21, 150))
	least := make([]time.Duration, len(keys))
	b.ReportAllocs()
	rounds := 0
	for b.Loop() {
		for range 3 {
			rounds++
			for i, key := range keys {
				begin := time.Now()
				g.Search(Query{Text: key})
				if took := time.Since(begin); rounds == 1 || took < least[i] {
					least[i] = took
				}
			}
		}
	}
	b.ReportMetric(float64(len(keys)), "keystrokes")
	reportTimes(b, least)
}

// BenchmarkKeystrokeNaive answers the same by comparing every place, as the tests' twin does.
func BenchmarkKeystrokeNaive(b *testing.B) {
	g := million()
	keys := keystrokes(typing(region(), 21, 300))
	tw := &twin{c: g.columns}
	for i := 0; b.Loop(); i++ {
		tw.search(g, Query{Text: keys[i*997%len(keys)]})
	}
}

// worstTexts are made to last: words that everything begins with, that nothing
// is, that are long and slip everywhere, that part everywhere.
func worstTexts() []string {
	letters := "abcdefghijklmnopqrstuvwxyz"
	return []string{
		strings.Join(strings.Split(letters, ""), " "),
		strings.Repeat("r ", 40), strings.Repeat("s d l ", 10), strings.Repeat("rue ", 40), "s", "rue de l", "12 rue de la",
		strings.Repeat("cham chat char ", 5), strings.Repeat("a", 10_000), strings.Repeat("saintlaleles", 30),
		strings.Repeat("champvillemont ", 16), strings.Repeat("xhampvillexont ", 16), "xaintxartinxurxhonexx", strings.Repeat("xaintxartin ", 16),
		strings.Repeat("1 2 3 4 ", 4), "20 2 3 0 2B 69 6 01", strings.Repeat("ruedelaforet ", 12), strings.Repeat("sa int mar tin ", 4),
		strings.Repeat("🙂", 2000), "مدينة كورتي", "SELECT * FROM users WHERE name = '' OR 1=1; --", strings.Repeat("ab cd ef gh ", 4),
	}
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

// BenchmarkWorstTexts answers texts made to last, and tells the slowest.
func BenchmarkWorstTexts(b *testing.B) {
	g := million()
	var times []time.Duration
	for b.Loop() {
		times = times[:0]
		for _, text := range worstTexts() {
			times = append(times, quickest(g, Query{Text: text}))
		}
	}
	reportTimes(b, times)
}
