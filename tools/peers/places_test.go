// Package peers_test measures our own code beside what others would use, on
// the same data, in the same run.
package peers_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"maillage/geo/gazetteer"
	"maillage/internal/banworld"
)

const seed = 5

// addresses is how many are drawn: ADDRESSES, else a département of them.
func addresses(b *testing.B) int {
	text := os.Getenv("ADDRESSES")
	if text == "" {
		return 100_000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatalf("ADDRESSES=%q is no number", text)
	}
	return n
}

// keystrokes are what is typed on the way to some addresses, damaged as people do.
func keystrokes(w *banworld.World, count int) []string {
	rng := rand.New(rand.NewPCG(seed, 0))
	damages := append(banworld.AnyDamage(), 0)
	var out []string
	for k := range count {
		street := rng.IntN(len(w.Streets))
		a := w.House(street, rng.IntN(w.Streets[street].Houses))
		text := []rune(w.Damaged(rng, a, banworld.LowerCase|damages[k%len(damages)]))
		for n := range text {
			out = append(out, string(text[:n+1]))
		}
	}
	return out
}

// BenchmarkPlaces answers keystrokes on the way to addresses: our gazetteer,
// then bleve, whose index holds one document a house and is asked for each
// word exactly, as a beginning, or with one slip.
func BenchmarkPlaces(b *testing.B) {
	n := addresses(b)
	w := banworld.New(seed, max(n/400, 1), n)
	b.Run("gazetteer", func(b *testing.B) {
		g := ourIndex(w)
		measure(b, keystrokes(w, 200), func(text string) int { return len(g.Search(gazetteer.Query{Text: text})) })
	})
	b.Run("bleve", func(b *testing.B) {
		index, bytes := peerIndex(b, w)
		defer index.Close()
		measure(b, keystrokes(w, 10), func(text string) int {
			r, err := index.Search(bleve.NewSearchRequestOptions(peerQuery(text), gazetteer.DefaultLimit, 0, false))
			if err != nil {
				b.Fatal(err)
			}
			return len(r.Hits)
		})
		b.ReportMetric(float64(bytes)/float64(n), "B/address")
	})
}

// measure asks the texts one after the other, each as often as the others, and
// reports the median and the slowest hundredth.
func measure(b *testing.B, texts []string, ask func(string) int) {
	var took []time.Duration
	found := 0
	for b.Loop() {
		for _, text := range texts {
			begin := time.Now()
			found += ask(text)
			took = append(took, time.Since(begin))
		}
	}
	if found == 0 {
		b.Fatal("nothing was found")
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
}

func ourIndex(w *banworld.World) *gazetteer.Gazetteer {
	builder := gazetteer.NewBuilder()
	for _, c := range w.Communes {
		builder.AddCommune(gazetteer.Commune(c))
	}
	for a := range w.All() {
		builder.AddAddress(gazetteer.Address(a))
	}
	return builder.Finish()
}

// peerIndex holds the addresses as one writes them, on disk, and tells how many bytes it takes.
func peerIndex(b *testing.B, w *banworld.World) (bleve.Index, int64) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("address", map[string]any{
		"type": custom.Name, "char_filters": []string{asciifolding.Name}, "tokenizer": unicode.Name, "token_filters": []string{lowercase.Name},
	})
	if err != nil {
		b.Fatal(err)
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer, field.Store, field.IncludeTermVectors, field.IncludeInAll, field.DocValues = "address", false, false, false, false
	document := mapping.NewDocumentStaticMapping()
	document.AddFieldMappingsAt("label", field)
	m.DefaultMapping, m.DefaultAnalyzer = document, "address"
	path := filepath.Join(b.TempDir(), "peer.bleve")
	index, err := bleve.New(path, m)
	if err != nil {
		b.Fatal(err)
	}
	batch, id := index.NewBatch(), 0
	for a := range w.All() {
		if err := batch.Index(fmt.Sprint(id), map[string]string{"label": w.Text(a)}); err != nil {
			b.Fatal(err)
		}
		if id++; id%20_000 == 0 {
			if err := index.Batch(batch); err != nil {
				b.Fatal(err)
			}
			batch = index.NewBatch()
		}
	}
	if err := index.Batch(batch); err != nil {
		b.Fatal(err)
	}
	var bytes int64
	err = filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			info, _ := d.Info()
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return index, bytes
}

// peerQuery wants every word, exactly or with one slip from four letters; the last also as the beginning of one.
func peerQuery(text string) query.Query {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" ,'’-", r) })
	var all []query.Query
	for k, word := range words {
		either := bleve.NewDisjunctionQuery()
		term := bleve.NewTermQuery(word)
		term.SetField("label")
		term.SetBoost(4)
		either.AddQuery(term)
		if len(word) >= 4 {
			slip := bleve.NewFuzzyQuery(word)
			slip.SetField("label")
			slip.SetFuzziness(1)
			either.AddQuery(slip)
		}
		if k == len(words)-1 {
			begins := bleve.NewPrefixQuery(word)
			begins.SetField("label")
			either.AddQuery(begins)
		}
		all = append(all, either)
	}
	return bleve.NewConjunctionQuery(all...)
}
