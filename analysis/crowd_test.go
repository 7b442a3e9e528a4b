package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/road"
	"maillage/internal/racing"
	"maillage/say"
)

// communesOf are the communes of a drawing by their letters.
func communesOf(t testing.TB, e *Engine, letters string) []data.TerritoryIndex {
	t.Helper()
	var out []data.TerritoryIndex
	for _, letter := range letters {
		i, ok := e.Dataset().TerritoryByCode(data.KindCommune, "0100"+string(letter))
		if !ok {
			t.Fatalf("no commune %c is drawn", letter)
		}
		out = append(out, i)
	}
	return out
}

// The median and the ninth decile are of people, not of cells, and cells without people do not count.
func TestACommuneIsItsPeople(t *testing.T) {
	e := (&world{land: `1-0-8-1-A`, communes: "aaaaa"}).engine(t)
	from := func(col int) road.Deciseconds {
		return nearest(t, e, NearestQuery{Query: Query{Mode: "walk"}, Origin: center(t, col, 0)}).Results[0].Time
	}
	a := nearest(t, e, NearestQuery{Query: Query{Mode: "walk"}, Communes: communesOf(t, e, "a")})
	if o := a.Origin; o.People != 10 || o.Cells != 3 || o.Starts != 3 || o.Point != center(t, 2, 0) {
		t.Errorf("the origin is %+v, want 10 people in 3 cells, most of them in the third", o)
	}
	r := a.Results[0]
	if r.Time != from(2) || r.P90 != from(2) {
		t.Errorf("median %d, ninth decile %d, want both %d: nine of ten people live there or nearer", r.Time, r.P90, from(2))
	}
	if len(a.Inside) != 1 || a.Inside[0].Time != r.Time || a.Inside[0].P90 != r.P90 || a.Inside[0].Rank != 0 {
		t.Errorf("inside is %+v, want the same place without a rank", a.Inside)
	}
}

// What half of the people cannot reach is no result, but is told of inside; a
// tenth who cannot is told by the ninth decile.
func TestThoseWhoCannotArriveCountAsLast(t *testing.T) {
	for _, c := range []struct {
		name, land, want string
	}{
		{"all can", `3-7-A`, "A 1 1"},
		{"two tenths cannot", `8-A>2`, "A 1 0"},
		{"one tenth cannot", `9-A>1`, "A 1 1"},
		{"half cannot", `5-A>5`, "A 1 0"},
		{"more cannot", `4-A>6`, "A 0 0"},
	} {
		e := (&world{land: c.land, communes: "aaa"}).engine(t)
		a := nearest(t, e, NearestQuery{Query: Query{Mode: "car"}, Communes: communesOf(t, e, "a")})
		yes := func(d road.Deciseconds) int {
			if d == road.Unreachable {
				return 0
			}
			return 1
		}
		if got := fmt.Sprintf("A %d %d", yes(a.Inside[0].Time), yes(a.Inside[0].P90)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if got, want := len(a.Results), yes(a.Inside[0].Time); got != want {
			t.Errorf("%s: %d results, want %d", c.name, got, want)
		}
	}
}

func TestInsideIsWhateverTheLimit(t *testing.T) {
	w := &world{land: `5-A-B-C-D-E`, communes: "aaaabb", structures: map[byte]data.StructureRecord{
		'B': offering(service(2, "jeunes", data.ReceptionRemote)),
		'C': offering(service(1, "femmes", data.ReceptionOnSite)),
	}}
	e := w.engine(t)
	for _, c := range []struct {
		name                  string
		query                 NearestQuery
		results, next, inside string
	}{
		{"limited", NearestQuery{Limit: 1, Open: OpenAny}, "A", "", "A C"},
		{"further than the maximum", NearestQuery{MaxMinutes: .1}, "", "", "A C"},
		{"filtered", NearestQuery{Query: Query{Filter: data.Filter{Networks: []data.NetworkCode{"cio"}}}, Limit: 1}, "C", "", "C"},
	} {
		c.query.Communes = communesOf(t, e, "a")
		a := nearest(t, e, c.query)
		if got := [3]string{ids(e, a.Results), ids(e, a.Next), ids(e, a.Inside)}; got != [3]string{c.results, c.next, c.inside} {
			t.Errorf("%s: got %q, want %q, %q, %q", c.name, got, c.results, c.next, c.inside)
		}
	}
	if a := nearest(t, e, NearestQuery{Origin: center(t, 0, 0)}); a.Inside != nil || a.Results[0].P90 != 0 {
		t.Errorf("from a point inside is %v and the ninth decile %d, want nothing", a.Inside, a.Results[0].P90)
	}
}

// naiveCrowd answers for communes by asking Nearest from every cell for every place.
func naiveCrowd(t *testing.T, e *Engine, q NearestQuery) (all []Result) {
	t.Helper()
	type sampled struct {
		Result
		samples []sample
	}
	ds := e.Dataset()
	found := make(map[data.StructureIndex]*sampled)
	var people float64
	for i, commune := range ds.Cells.Commune {
		if count := ds.Cells.Count[0][i]; slices.Contains(q.Communes, commune) && count > 0 {
			people += count
			point := q
			point.Origin, point.Communes, point.Open, point.Limit, point.MaxMinutes = ds.Cells.Center[i], nil, OpenAny, MaxLimit, 0
			for _, r := range nearest(t, e, point).Results {
				if found[r.Structure] == nil {
					found[r.Structure] = &sampled{Result: r}
				}
				found[r.Structure].samples = append(found[r.Structure].samples, sample{r.Time, count})
			}
		}
	}
	for _, s := range found {
		slices.SortFunc(s.samples, func(a, b sample) int { return cmp.Compare(a.time, b.time) })
		var reached float64
		for _, x := range s.samples {
			reached += x.people
		}
		s.samples = append(s.samples, sample{road.Unreachable, people - reached})
		first := func(num, den float64) road.Deciseconds {
			var within float64
			for _, x := range s.samples {
				if within += x.people; within*den >= people*num {
					return x.time
				}
			}
			return road.Unreachable
		}
		if s.Time, s.P90 = first(1, 2), first(9, 10); s.Time != road.Unreachable {
			all = append(all, s.Result)
		}
	}
	slices.SortFunc(all, func(a, b Result) int {
		x, y := e.View().Structure(a.Structure).ID, e.View().Structure(b.Structure).ID
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(x, y))
	})
	return all
}

func timesOf(e *Engine, results []Result) string {
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%s %d %d\n", e.View().Structure(r.Structure).ID, r.Time, r.P90)
	}
	return b.String()
}

// Communes are answered as if every cell and every place were looked at: the
// whole list, its beginnings, and what lies within a maximum.
func TestCommunesAgainstEveryCellAndPlace(t *testing.T) {
	racing.Long(t)
	answered := 0
	seeded(t, 80, func(t *testing.T, r *rand.Rand) {
		w := randomWorld(r, 8)
		w.gridless = r.IntN(8) == 0
		e := w.engine(t)
		letters := strings.ReplaceAll(w.communes, ".", "")
		if letters == "" {
			return
		}
		from := string(letters[r.IntN(len(letters))])
		if last := letters[len(letters)-1:]; r.IntN(3) == 0 && last != from {
			from += last
		}
		for _, mode := range e.Modes() {
			q := NearestQuery{Query: Query{Mode: mode, Filter: randomFilter(r), Eligible: EligibleAny, Winter: r.IntN(4) == 0},
				Communes: communesOf(t, e, from), Open: OpenAny, Limit: MaxLimit}
			if len(from) == 1 {
				q.Eligible = EligibleResident
			}
			if len(e.inhabited(q.Communes)) == 0 {
				continue
			}
			all := naiveCrowd(t, e, q)
			answered += len(all)
			for k := 1; k <= len(all)+1; k++ {
				q.Limit = k
				if got, want := timesOf(e, nearest(t, e, q).Results), timesOf(e, all[:min(k, len(all))]); got != want {
					t.Fatalf("%s, %+v, limit %d: got\n%swant\n%s", mode, q.Filter, k, got, want)
				}
			}
			if len(all) == 0 || all[len(all)/2].Time == 0 {
				continue
			}
			q.Limit, q.MaxMinutes = MaxLimit, all[len(all)/2].Time.Minutes()
			within := slices.IndexFunc(all, func(r Result) bool { return r.Time > all[len(all)/2].Time })
			if within < 0 {
				within = len(all)
			}
			if got, want := timesOf(e, nearest(t, e, q).Results), timesOf(e, all[:within]); got != want {
				t.Fatalf("%s, within %v min: got\n%swant\n%s", mode, q.MaxMinutes, got, want)
			}
		}
	})
	if answered < 500 {
		t.Errorf("only %d places were reached in all: the worlds are too empty to test anything", answered)
	}
}

// What was searched serves every later question, of fewer places and of less time.
func TestASearchServesSmallerQuestions(t *testing.T) {
	e := (&world{land: `5-4-A-B-C-D`, communes: "aaaaaa"}).engine(t)
	q := NearestQuery{Query: Query{Mode: "car"}, Communes: communesOf(t, e, "a")}
	if err := e.checkNearest(&q); err != nil {
		t.Fatal(err)
	}
	a := e.ask(&q)
	all := a.crowd.nearest(t.Context(), a.choice, 4, noLimit)
	known := &a.crowd.known[0]
	few := &choice{fits: slices.Clone(a.choice.fits), count: 3}
	few.fits[all[0].Target] = false
	for _, c := range []struct {
		name   string
		of     *choice
		k      int
		cutoff road.Deciseconds
		want   []road.Reach
	}{
		{"all", a.choice, 4, noLimit, all},
		{"fewer", a.choice, 2, noLimit, all[:2]},
		{"less time", a.choice, 4, all[1].Time, all[:2]},
		{"other places", few, 4, noLimit, all[1:]},
		{"other places in less time", few, 4, all[2].Time - 1, all[1:2]},
	} {
		if got := a.crowd.nearest(t.Context(), c.of, c.k, c.cutoff); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	if known != &a.crowd.known[0] {
		t.Error("it was searched again")
	}
}

// One inhabited cell answers as its centre does, hours and all.
func TestACommuneOfOneCellIsAPoint(t *testing.T) {
	seeded(t, 20, func(t *testing.T, r *rand.Rand) {
		w := randomHours(r, 7)
		w.land = strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return ' '
			}
			return c
		}, w.land)
		lines := strings.Split(w.land, "\n")
		lines[0] = "7" + lines[0][1:]
		w.land, w.communes = strings.Join(lines, "\n"), "aaaaaaa"
		e := w.engine(t)
		for _, mode := range e.Modes() {
			q := NearestQuery{Query: Query{Mode: mode, At: paris(t, "2026-11-25 08:00")}, Stay: DefaultStay, Origin: center(t, 0, 6), Limit: 1 + r.IntN(4)}
			want := nearest(t, e, q)
			q.Communes = communesOf(t, e, "a")
			got := nearest(t, e, q)
			for k, lists := range [][2][]Result{{got.Results, want.Results}, {got.Next, want.Next}, {got.Remote, want.Remote}} {
				if len(lists[0]) != len(lists[1]) {
					t.Fatalf("%s, list %d: %d places from the commune, %d from the point", mode, k, len(lists[0]), len(lists[1]))
				}
				for i := range lists[0] {
					g, w := lists[0][i], lists[1][i]
					if k < 2 && g.P90 != g.Time {
						t.Errorf("%s: ninth decile %d, median %d of one cell", mode, g.P90, g.Time)
					}
					if g.Structure != w.Structure || g.Time != w.Time || g.Metres != w.Metres || g.Door != w.Door || g.Why.In(say.English) != w.Why.In(say.English) {
						t.Errorf("%s, list %d, place %d: got %+v, want %+v", mode, k, i, g, w)
					}
				}
			}
		}
	})
}

// Hours from communes: a journey of the median's time finds what it would find from a point.
func TestHoursFromACommune(t *testing.T) {
	listed := 0
	seeded(t, 30, func(t *testing.T, r *rand.Rand) {
		w := randomHours(r, 8)
		w.communes = "aaaaabbb"
		e := w.engine(t)
		for _, mode := range e.Modes() {
			q := NearestQuery{
				Query:    Query{Mode: mode, Eligible: EligibleAny, Filter: randomFilter(r), At: randomMoment(t, r)},
				Communes: communesOf(t, e, []string{"a", "b", "ab"}[r.IntN(3)]), Limit: 1 + r.IntN(4), Stay: time.Duration(r.IntN(3)) * DefaultStay,
				MaxMinutes: []float64{0, 0, 3, 10}[r.IntN(4)],
			}
			listed += againstNaive(t, e, q)
			spreadsAreThose(t, e, q)
		}
	})
	if listed < 250 {
		t.Errorf("the twins were compared on %d places only", listed)
	}
}

// spreadsAreThose compares the times of all lists of an answer with those of naiveCrowd.
func spreadsAreThose(t *testing.T, e *Engine, q NearestQuery) {
	t.Helper()
	all := make(map[data.StructureIndex]Result)
	for _, r := range naiveCrowd(t, e, q) {
		all[r.Structure] = r
	}
	a := nearest(t, e, q)
	for k, p := range slices.Concat(a.Results, a.Next, a.Inside) {
		want, reached := all[p.Structure]
		if !reached {
			want.Time, want.P90 = road.Unreachable, road.Unreachable
		}
		if p.Time != want.Time || p.P90 != want.P90 {
			t.Errorf("%s, place %d: times %d, %d, want %d, %d", q.Mode, k, p.Time, p.P90, want.Time, want.P90)
		}
	}
	for _, p := range a.Inside {
		if !slices.Contains(q.Communes, e.View().SiteOf(p.Structure).Commune) {
			t.Errorf("%s: %v is told to be inside", q.Mode, p.Structure)
		}
	}
}

// Only what receives the inhabitants of every commune asked about fits.
func TestEveryCommuneIsReceived(t *testing.T) {
	restricted := func(codes ...string) data.StructureRecord {
		s := service(1, "tous-publics", data.ReceptionOnSite)
		s.Eligibility = codes
		return offering(s)
	}
	e := (&world{land: `5-A-B-C-D-5`, communes: "aaabbb", structures: map[byte]data.StructureRecord{
		'A': restricted("0100a"), 'B': restricted("0100b"), 'C': restricted("0100a", "0100b"), 'D': restricted(),
	}}).engine(t)
	for from, want := range map[string]string{"a": "A C D", "b": "D C B", "ab": "D C"} {
		a := nearest(t, e, NearestQuery{Communes: communesOf(t, e, from), Open: OpenAny})
		if got := ids(e, a.Results); got != want {
			t.Errorf("from %q: %q, want %q", from, got, want)
		}
	}
	a := nearest(t, e, NearestQuery{Query: Query{Eligible: EligibleAny}, Communes: communesOf(t, e, "a"), Open: OpenAny})
	if got := ids(e, a.Results); got != "A B C D" {
		t.Errorf("whoever is received: %q, want all", got)
	}
}

// patience is a context that is done once it was looked at so many times.
type patience struct {
	context.Context
	left *atomic.Int64
}

func (p patience) Err() error {
	if p.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Whenever the asker leaves, the answer is an error and never half of one.
func TestCommunesWhoseAskerLeaves(t *testing.T) {
	const n = 7
	w := &world{communes: strings.Repeat("a", n), structures: map[byte]data.StructureRecord{}}
	for letter := byte('A'); letter <= 'G'; letter++ { // one a row, all closed at night, so that all are looked at
		if letter > 'A' {
			w.land += strings.Repeat("| ", n-1) + "|\n"
		}
		w.land += strings.Repeat("5-", n-1) + string(letter) + "\n"
		s := service(1, "tous-publics", data.ReceptionOnSite)
		s.Hours = hours.Text{Raw: "Mo-Fr 09:00-17:00", Rules: "Mo-Fr 09:00-17:00"}
		w.structures[letter] = offering(s)
	}
	e := w.engine(t)
	q := NearestQuery{Query: Query{Mode: "walk", At: paris(t, "2026-11-25 23:00")}, Communes: communesOf(t, e, "a"), Limit: 1}
	want := nearest(t, e, q)
	left := 0
	for looks := int64(0); ; looks++ {
		p := patience{t.Context(), new(atomic.Int64)}
		p.left.Store(looks)
		got, err := e.Nearest(p, q)
		if err == nil {
			if timesOf(e, got.Inside) != timesOf(e, want.Inside) || ids(e, got.Results) != ids(e, want.Results) || ids(e, got.Next) != ids(e, want.Next) {
				t.Errorf("after %d looks another answer", looks)
			}
			break
		}
		if left++; !errors.Is(err, context.Canceled) || got != nil {
			t.Fatalf("after %d looks: %v, %v", looks, got, err)
		}
	}
	if left < 10 {
		t.Errorf("left only %d times", left)
	}
}
