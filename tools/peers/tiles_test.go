package peers_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/planar"

	"maillage/geo/tile"
	"maillage/internal/threadtime"
	"maillage/internal/tileworld"
)

// tileFeatures fill the tile that is measured.
const tileFeatures = 10_000

// tileRuns is how often each side draws it, in turn.
const tileRuns = 15

// TestTilesBesidePostGIS draws the same features as we do and as PostGIS does,
// turn by turn, and tells how long both take: by the clock, and of one
// processor, which a busy machine does not change. PostGIS keeps its shapes in
// the tile's own projection, indexed, and draws in one process. Run it by `make bench-peers`.
func TestTilesBesidePostGIS(t *testing.T) {
	if os.Getenv("PGHOST") == "" {
		t.Skip("no PostGIS: run `make bench-peers`")
	}
	for _, c := range []struct {
		name  string
		table string
		ours  func() []byte
	}{
		{"squares", squaresTable(), squaresOfOurs()},
		{"streets", streetsTable(), streetsOfOurs()},
	} {
		t.Run(c.name, func(t *testing.T) {
			peer := newPeer(t, c.name, c.table)
			sameTile(t, c.ours(), peer.tile(t))
			var our, their spent
			for range tileRuns {
				our.add(ourTime(c.ours))
				their.add(peer.time(t))
			}
			a, b := our.median(), their.median()
			t.Logf("%s, %d features, by the clock, median: ours %.1f ms, ST_AsMVT %.1f ms, ratio %.1f", c.name, tileFeatures, a, b, b/a)
			a, b = our.worked/tileRuns, their.worked/tileRuns
			t.Logf("%s, %d features, of a processor, mean: ours %.1f ms, ST_AsMVT %.1f ms, ratio %.1f", c.name, tileFeatures, a, b, b/a)
		})
	}
}

// spent is milliseconds: by the clock, run by run, and all that a processor
// worked, which the system counts too coarsely for one run.
type spent struct {
	clock  []float64
	worked float64
}

func (s *spent) add(clock, worked float64) {
	s.clock = append(s.clock, clock)
	s.worked += worked
}

func (s *spent) median() float64 {
	slices.Sort(s.clock)
	return s.clock[len(s.clock)/2]
}

// ourTime draws once, on one thread, as a server that keeps no tile.
func ourTime(draw func() []byte) (clock, worked float64) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begun, before := time.Now(), threadtime.Now()
	draw()
	return ms(time.Since(begun)), ms(threadtime.Now() - before)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func squaresOfOurs() func() []byte {
	squares := tileworld.Squares(tileFeatures)
	corners := make([][]tile.Position, len(squares))
	for i := range squares {
		for _, p := range squares[i].Ring {
			corners[i] = append(corners[i], tile.Project(p))
		}
	}
	return func() []byte {
		l := tile.NewLayer(tileworld.Tile, "squares")
		for i := range squares {
			s := &squares[i]
			l.Ring(corners[i], false)
			l.Feature(uint64(i), l.Number("people", s.People), l.Text("commune", s.Commune), l.Number("minutes", s.Minutes), l.Text("nearest", s.Nearest))
		}
		return l.Bytes()
	}
}

func streetsOfOurs() func() []byte {
	streets := tileworld.Streets(tileFeatures)
	return func() []byte {
		l := tile.NewLayer(tileworld.Tile, "streets")
		var shape []tile.Position
		for i := range streets {
			shape = shape[:0]
			for _, p := range streets[i].Line {
				shape = append(shape, tile.Project(p))
			}
			l.Line(shape)
			l.Feature(uint64(i), l.Text("class", streets[i].Class), l.Text("name", streets[i].Name))
		}
		return l.Bytes()
	}
}

// squaresTable is what psql copies: a line a feature.
func squaresTable() string {
	var out strings.Builder
	out.WriteString("id int, people float8, commune text, minutes float8, nearest text\n")
	for i, s := range tileworld.Squares(tileFeatures) {
		fmt.Fprintf(&out, "%d\t%v\t%s\t%v\t%s\tSRID=4326;%s\n", i, s.People, s.Commune, s.Minutes, s.Nearest, wkt.MarshalString(orb.Polygon{s.Ring}))
	}
	return out.String()
}

func streetsTable() string {
	var out strings.Builder
	out.WriteString("id int, class text, name text\n")
	for i, s := range tileworld.Streets(tileFeatures) {
		fmt.Fprintf(&out, "%d\t%s\t%s\tSRID=4326;%s\n", i, s.Class, s.Name, wkt.MarshalString(s.Line))
	}
	return out.String()
}

// peer is a session of PostGIS with one table.
type peer struct{ query string }

// newPeer loads a table, whose first line names its columns but for the geometry.
func newPeer(t *testing.T, name, table string) *peer {
	t.Helper()
	columns, rows, _ := strings.Cut(table, "\n")
	var names []string
	for column := range strings.SplitSeq(columns, ", ") {
		first, _, _ := strings.Cut(column, " ")
		names = append(names, first)
	}
	psql(t, fmt.Sprintf("CREATE EXTENSION IF NOT EXISTS postgis; CREATE TABLE %[1]s (%[2]s, geom geometry);\nCOPY %[1]s FROM stdin;\n%[3]s\\.\n"+
		"ALTER TABLE %[1]s ALTER geom TYPE geometry(Geometry, 3857) USING ST_Transform(geom, 3857);\n"+
		"CREATE INDEX ON %[1]s USING gist (geom); VACUUM ANALYZE %[1]s;\n", name, columns, rows))
	at := tileworld.Tile
	box := fmt.Sprintf("ST_TileEnvelope(%d, %d, %d", at.Z, at.X, at.Y)
	return &peer{query: fmt.Sprintf("SELECT ST_AsMVT(t, '%[1]s', %[3]d, 'geom', 'id') FROM (SELECT %[2]s, ST_AsMVTGeom(geom, %[5]s), %[3]d, %[4]d) AS geom "+
		"FROM %[1]s WHERE geom && %[5]s, margin => %[4]d.0 / %[3]d)) t", name, strings.Join(names, ", "), tile.Extent, tile.Buffer, box)}
}

// tile is PostGIS's.
func (p *peer) tile(t *testing.T) []byte {
	t.Helper()
	b, err := hex.DecodeString(psql(t, "SELECT encode(("+p.query+"), 'hex');"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// time draws twice in one session, the first to warm it, and tells of the second.
func (p *peer) time(t *testing.T) (clock, worked float64) {
	t.Helper()
	quiet := "SELECT length((" + p.query + "));\n"
	work := "SELECT pg_read_file('/proc/' || pg_backend_pid() || '/schedstat');\n"
	now := "SELECT extract(epoch FROM clock_timestamp()) * 1000;\n"
	lines := strings.Split(psql(t, "SET max_parallel_workers_per_gather = 0;\n"+quiet+work+now+quiet+now+work), "\n")
	if len(lines) != 6 {
		t.Fatalf("psql answers %q", lines)
	}
	return number(t, lines[4]) - number(t, lines[2]), (number(t, lines[5]) - number(t, lines[1])) / 1e6
}

// number is the first of a line.
func number(t *testing.T, line string) float64 {
	t.Helper()
	first, _, _ := strings.Cut(line, " ")
	n, err := strconv.ParseFloat(first, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func psql(t *testing.T, script string) string {
	t.Helper()
	c := exec.Command("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1")
	c.Stdin = strings.NewReader(script)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		t.Fatalf("psql: %v: %s", err, complaint.String())
	}
	var kept []string
	for line := range strings.Lines(string(out)) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// sameTile holds our tile to PostGIS's, both read by orb: as many features of
// the same properties, whose areas and lengths differ by less than a hundredth.
func sameTile(t *testing.T, ours, theirs []byte) {
	t.Helper()
	our, their := measureTile(t, ours), measureTile(t, theirs)
	t.Logf("ours %d bytes, %+v; PostGIS %d bytes, %+v", len(ours), our, len(theirs), their)
	if our.features != their.features || our.tags != their.tags || !near(our.area, their.area) || !near(our.length, their.length) {
		t.Error("they do not draw the same")
	}
}

type extent struct {
	features, tags int
	area, length   float64
}

func near(a, b float64) bool { return math.Abs(a-b) <= .01*math.Max(a, b) }

func measureTile(t *testing.T, b []byte) (e extent) {
	t.Helper()
	layers, err := mvt.Unmarshal(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range layers {
		for _, f := range l.Features {
			e.features++
			e.tags += len(f.Properties)
			e.area += math.Abs(planar.Area(f.Geometry))
			e.length += planar.Length(f.Geometry)
		}
	}
	return e
}
