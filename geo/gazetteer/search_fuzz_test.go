package gazetteer

import (
	"bytes"
	"math"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/internal/banworld"
	"maillage/internal/racing"
	"maillage/internal/threadtime"
)

// town is a gazetteer that is quickly made, with a dictionary of some size.
var town = sync.OnceValue(func() *Gazetteer {
	b := NewBuilder()
	addWorld(b, banworld.New(5, 200, 30_000))
	return b.Finish()
})

// FuzzSearch asks any text: it ends in less than 10 ms of the processor's time,
// answers are whole, and nothing of it is kept.
func FuzzSearch(f *testing.F) {
	for _, text := range append(worstTexts(), "12 bis cours paoli cort", "st florent", "20250", "2B", "", "\xff\xfe", "l'île-rousse", "N° 8 D 84") {
		f.Add(text, 8, false, 9.0)
	}
	const most = 10 * time.Millisecond
	g := town()
	f.Fuzz(func(t *testing.T, text string, limit int, whole bool, lon float64) {
		q := Query{Text: text, Limit: limit, Whole: whole}
		if lon > 0 {
			q.Near = &orb.Point{lon, 42}
		}
		took, found := time.Hour, []Match(nil)
		runtime.LockOSThread()
		for try := 0; try < 3 && took > most; try++ { // once may be unlucky: a collection of garbage
			begin := threadtime.Now()
			found = g.Search(q)
			took = min(took, threadtime.Now()-begin)
		}
		runtime.UnlockOSThread()
		if took > most && !racing.On {
			t.Errorf("%q took %v, more than %v", text, took, most)
		}
		if len(found) > MaxLimit {
			t.Errorf("%q: %d matches", text, len(found))
		}
		for _, m := range found {
			if !(m.Score > 0 && m.Score <= 1) || m.Label == "" || !utf8.ValidString(m.Label) || math.IsNaN(m.Point[0]) {
				t.Errorf("%q: %+v is no whole match", text, m)
			}
		}
		if kept := leftovers(g); kept != "" {
			t.Errorf("%q: the search keeps %s", text, kept)
		}
	})
}

// leftovers says what the scratch of the last search still holds of its text.
func leftovers(g *Gazetteer) string {
	s := g.borrow()
	defer g.scratch.Put(s)
	for _, room := range [][]byte{s.folded, s.glued, s.gluing} {
		if len(bytes.Trim(room[:cap(room)], "\x00")) > 0 {
			return "letters"
		}
	}
	if s.walk.letters != nil || s.walk.met != nil || s.walk.path != [len(s.walk.path)]byte{} {
		return "a word looked for"
	}
	for _, list := range [][]typed{s.text[:cap(s.text)], s.other[:cap(s.other)], s.town[:cap(s.town)]} {
		for _, w := range list {
			if w.letters != nil || slices.ContainsFunc(append(w.own[:cap(w.own)], w.slips[:cap(w.slips)]...), func(s span) bool { return s != span{} }) {
				return "a word"
			}
		}
	}
	for _, word := range s.split[:cap(s.split)] {
		if word != nil {
			return "a split word"
		}
	}
	for _, h := range s.hits[:cap(s.hits)] {
		if h != (hit{}) {
			return "what was found"
		}
	}
	for _, m := range s.marks {
		if m != 0 {
			return "a mark"
		}
	}
	if s.near != nil || s.words != nil {
		return "the place of the asker"
	}
	return ""
}

func TestSearchKeepsNothing(t *testing.T) {
	g := town()
	for _, text := range append(worstTexts(), "12 bis rue du moulin", "saintflorent", "sa int") {
		g.Search(Query{Text: text, Near: &orb.Point{9, 42}})
		if kept := leftovers(g); kept != "" {
			t.Errorf("%q: the search keeps %s", text, kept)
		}
	}
}
