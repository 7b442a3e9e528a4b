package source

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	"github.com/paulmach/osm/osmpbf"

	"maillage/geo/road"
)

// diary is a StreetTaker that writes down what it is given.
type diary struct {
	needs map[int64]bool
	lines []string
}

func (d *diary) AddWay(id int64, nodes []int64, tags road.Tags) {
	for _, n := range nodes {
		if d.needs == nil {
			d.needs = make(map[int64]bool)
		}
		d.needs[n] = true
	}
	d.lines = append(d.lines, fmt.Sprint("way ", id, nodes, " ", tags.Find("highway")))
}

func (d *diary) AddRestriction(r road.Restriction) { d.lines = append(d.lines, fmt.Sprint("turn ", r)) }

func (d *diary) Needs(node int64) bool { return d.needs[node] }

func (d *diary) SetNode(id int64, p orb.Point, tags road.Tags) {
	d.lines = append(d.lines, fmt.Sprintf("node %d %.4f %s", id, p, tags.Find("barrier")))
}

func readBytes(t testing.TB, ctx context.Context, content []byte) ([]string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rues.osm.pbf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	d := &diary{}
	err := ReadStreets(ctx, path, d, StreetsOptions{Source: "osm"})
	return d.lines, err
}

func TestReadStreets(t *testing.T) {
	for _, packed := range []bool{false, true} {
		got, err := readBytes(t, t.Context(), slices.Concat(pbOSMHeader, pbFrame("Index", []byte("skip me"), false), pbFrame("OSMData", drawn(), packed)))
		if err != nil {
			t.Fatal(err)
		}
		wantLines(t, "calls", got, []string{
			"way 10 [1 2 3] primary", "turn {10 2 10 no_u_turn bicycle}", "turn {10 0 10 no_entry }", "turn {11 0 10 no_entry }",
			"node 1 [9.0000 42.0000] ", "node 2 [9.0010 42.0000] ", "node 3 [9.0020 42.0000] bollard",
		})
	}
}

func TestReadStreetsTellsProgress(t *testing.T) {
	content := slices.Concat(pbOSMHeader, pbFrame("OSMData", drawn(), true))
	path := filepath.Join(t.TempDir(), "rues.osm.pbf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var told []string
	progress := func(done, total int64) { told = append(told, fmt.Sprint(done, "/", total)) }
	if err := ReadStreets(t.Context(), path, &diary{}, StreetsOptions{Progress: progress}); err != nil {
		t.Fatal(err)
	}
	n, h := len(content), len(pbOSMHeader)
	wantLines(t, "progress", told, []string{
		fmt.Sprint(h, "/", 2*n), fmt.Sprint(n, "/", 2*n), fmt.Sprint(n+h, "/", 2*n), fmt.Sprint(2*n, "/", 2*n),
	})
}

func TestReadStreetsRefuses(t *testing.T) {
	bad := func(block []byte) []byte {
		return append(slices.Clone(pbOSMHeader), pbFrame("OSMData", block, false)...)
	}
	header := func(b []byte) []byte { return pbFrame("OSMHeader", b, false) }
	zstd := append(pbBytes(1, []byte("OSMHeader")), pbVarint(3, 4)...)
	wrongSize := append(pbVarint(2, 5), pbBytes(3, []byte("not zlib"))...)
	frame := func(blob []byte) []byte {
		h := append(pbBytes(1, []byte("OSMData")), pbVarint(3, uint64(len(blob)))...)
		return slices.Concat(pbOSMHeader, binary.BigEndian.AppendUint32(nil, uint32(len(h))), h, blob)
	}
	way := func(fields ...[]byte) []byte {
		return append(pbStrings("", "highway", "primary"), pbBytes(2, pbBytes(3, fields...))...)
	}
	dense := func(fields ...[]byte) []byte {
		return append(pbStrings("", "a"), pbBytes(2, pbBytes(2, fields...))...)
	}
	relation := func(fields ...[]byte) []byte {
		return append(pbStrings("", "type"), pbBytes(2, pbBytes(4, fields...))...)
	}
	const damaged = "block 2 is damaged"
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"nothing", nil, "not an OpenStreetMap PBF"},
		{"three bytes", []byte("PBF"), "not an OpenStreetMap PBF"},
		{"text", []byte("<?xml version='1.0'?><osm/>"), "not an OpenStreetMap PBF"},
		{"a header alone cut", pbOSMHeader[:20], "ends inside block 1"},
		{"data before the header", pbFrame("OSMData", nil, false), "not an OpenStreetMap PBF"},
		{"a history", header(pbBytes(4, []byte("HistoricalInformation"))), "HistoricalInformation"},
		{"a feature named over two lines", header(pbBytes(4, []byte("a\nb"))), `"a b"`},
		{"a header that is none", header([]byte{4 << 3}), "block 1 is damaged"},
		{"another compression", slices.Concat([]byte{0, 0, 0, byte(len(zstd))}, zstd, pbBytes(7, []byte("zs"))), "zlib only"},
		{"a blob too large", frame(pbVarint(2, 1<<40)), damaged},
		{"zlib that is none", frame(wrongSize), damaged},
		{"a size that is another", frame(append(pbVarint(2, 3), pbFrame("", drawn(), true)[len(pbFrame("", nil, true))-1:]...)), damaged},
		{"a blob of another shape", frame([]byte{3}), damaged},
		{"plain nodes", bad(append(pbStrings(""), pbBytes(2, pbBytes(1, pbVarint(1, 7)))...)), "one by one"},
		{"a string index too high", bad(way(pbVarint(1, 1), pbPacked(2, 9), pbPacked(3, 2))), damaged},
		{"no strings", bad(pbBytes(2, pbBytes(3, pbPacked(2, 0), pbPacked(3, 0)))), damaged},
		{"more keys than values", bad(way(pbPacked(2, 1, 1), pbPacked(3, 2))), damaged},
		{"more positions than nodes", bad(way(pbDeltas(8, 1), pbDeltas(9, 1, 2), pbDeltas(10, 1, 2))), damaged},
		{"nodes twice", bad(way(pbDeltas(8, 1), pbDeltas(8, 1, 2))), damaged},
		{"a user too high", bad(way(pbBytes(4, pbVarint(5, 3)))), damaged},
		{"a number where a list should be", bad(way(pbVarint(8, 1))), damaged},
		{"nodes without positions", bad(dense(pbDeltas(1, 1))), damaged},
		{"more positions than ids", bad(dense(pbDeltas(1, 1), pbDeltas(8, 1, 2), pbDeltas(9, 1, 2))), damaged},
		{"a tag too high", bad(dense(pbDeltas(1, 1), pbDeltas(8, 1), pbDeltas(9, 1), pbPacked(10, 1, 7, 0))), damaged},
		{"a user below zero", bad(dense(pbDeltas(1, 1), pbDeltas(8, 1), pbDeltas(9, 1), pbBytes(5, pbDeltas(5, -1)))), damaged},
		{"tags cut", bad(dense(pbDeltas(1, 1), pbDeltas(8, 1), pbDeltas(9, 1), pbPacked(10, 1))), damaged},
		{"more roles than types", bad(relation(pbPacked(8, 0, 0), pbDeltas(9, 1), pbPacked(10, 0))), damaged},
		{"a role too high", bad(relation(pbPacked(8, 2), pbDeltas(9, 1), pbPacked(10, 0))), damaged},
		{"two string tables", bad(append(pbStrings("", "a"), pbStrings("")...)), damaged},
		{"a varint without end", bad(bytes.Repeat([]byte{0xff}, 30)), damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readBytes(t, t.Context(), c.content)
			wantSentence(t, err, "rues.osm.pbf", c.want)
		})
	}
	wantSentence(t, ReadStreets(t.Context(), filepath.Join(t.TempDir(), "rien.pbf"), &diary{}, StreetsOptions{}), "rien.pbf", "there")
}

// A file cut anywhere but between two blobs is refused; one with a byte changed
// is refused or read, never more.
func TestGateBearsDamage(t *testing.T) {
	plain := slices.Concat(pbOSMHeader, pbFrame("OSMData", drawn(), false))
	content := slices.Concat(plain, pbFrame("OSMData", drawn(), true))
	whole := []int{len(pbOSMHeader), len(plain)}
	for n := range content {
		_, err := io.Copy(io.Discard, newPBFGate(t.Context(), bytes.NewReader(content[:n]), "rues.osm.pbf", nil))
		if slices.Contains(whole, n) != (err == nil) {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	const seed = 7
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range plain {
		broken := slices.Clone(plain)
		broken[i] ^= byte(1 + r.IntN(255))
		checkScan(t, broken)
	}
}

// checkScan reads a file whose bytes are anything: refused in a sentence, or
// read to the last object that the messages hold.
func checkScan(t *testing.T, content []byte) {
	t.Helper()
	first := newPBFGate(t.Context(), bytes.NewReader(content), "rues.osm.pbf", nil)
	if _, err := io.Copy(io.Discard, first); err != nil {
		wantSentence(t, err, "rues.osm.pbf")
		return // the decoder reserves 32 MiB a file: not for what it never sees
	}
	objects := 0
	gate := newPBFGate(t.Context(), bytes.NewReader(content), "rues.osm.pbf", nil)
	if err := scan(gate, func(*osmpbf.Scanner) {}, func(osm.Object) { objects++ }); err != nil {
		wantSentence(t, err, "rues.osm.pbf")
		return
	}
	if want := countObjects(t, content); objects != want {
		t.Errorf("%d objects read of %d", objects, want)
	}
}

// countObjects counts what the blocks of a good file hold, unpacked by a gate.
func countObjects(t *testing.T, content []byte) (n int) {
	t.Helper()
	gate := newPBFGate(t.Context(), bytes.NewReader(content), "rues.osm.pbf", nil)
	for gate.next() == nil {
		block := gate.raw.Bytes()
		if gate.pending == nil || bytes.Contains(gate.pending[:min(20, len(gate.pending))], []byte("OSMHeader")) {
			continue
		}
		gate.pending = nil
		pbfBlock.walk(block, func(f wireField) bool {
			return f.number != 2 || pbfGroup.walk(f.bytes, func(f wireField) bool {
				switch f.number {
				case 2:
					pbfDense.walk(f.bytes, func(f wireField) bool {
						if f.number == 1 {
							n += packed(f.bytes, nil)
						}
						return true
					})
				case 3, 4:
					n++
				}
				return true
			})
		})
	}
	return n
}

func TestReadStreetsStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readBytes(t, ctx, pbOSMHeader); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

// FuzzReadStreets gives blocks to the gate and to osmpbf behind it, whose
// goroutines nobody can recover: a panic there ends the test's process.
func FuzzReadStreets(f *testing.F) {
	f.Add(drawn())
	f.Add(append(pbStrings("", "a"), pbBytes(2, pbBytes(2, pbDeltas(1, 1), pbDeltas(8, 1), pbDeltas(9, 1)))...))
	f.Add(pbBytes(2, pbBytes(3, pbDeltas(8, 1), pbDeltas(9, 1), pbDeltas(10, 1))))
	f.Fuzz(func(t *testing.T, block []byte) {
		checkScan(t, slices.Concat(pbOSMHeader, pbFrame("OSMData", block, false)))
	})
}

// FuzzReadPBF gives whole files.
func FuzzReadPBF(f *testing.F) {
	f.Add(slices.Concat(pbOSMHeader, pbFrame("OSMData", drawn(), true)))
	f.Add(slices.Concat(pbOSMHeader, pbFrame("OSMData", drawn(), false)))
	f.Add([]byte("\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\xff\xff\xff\x0f"))
	f.Fuzz(func(t *testing.T, content []byte) { checkScan(t, content) })
}

// What comes through the gate is what osmpbf reads without it, on real files.
func TestGateChangesNothing(t *testing.T) {
	seed := maphash.MakeSeed()
	for _, name := range []string{"roads/monaco.osm.pbf", "roads/andorra.osm.pbf", "corse/roads.osm.pbf"} {
		digest := func(read func(io.Reader, func(osm.Object)) error) string {
			f, err := os.Open(realPath(t, name))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var sum maphash.Hash
			sum.SetSeed(seed)
			n := 0
			sign := func(id int64, tags osm.Tags) {
				n++
				maphash.WriteComparable(&sum, id)
				for _, tag := range tags {
					maphash.WriteComparable(&sum, tag)
				}
			}
			if err := read(f, func(o osm.Object) {
				switch o := o.(type) {
				case *osm.Node:
					sign(int64(o.ID), o.Tags)
					maphash.WriteComparable(&sum, o.Point())
				case *osm.Way:
					sign(int64(o.ID), o.Tags)
					for _, node := range o.Nodes {
						maphash.WriteComparable(&sum, node.ID)
					}
				case *osm.Relation:
					sign(int64(o.ID), o.Tags)
					fmt.Fprintln(&sum, o.Members)
				}
			}); err != nil {
				t.Fatal(err)
			}
			return fmt.Sprintf("%d objects, %x", n, sum.Sum64())
		}
		got := digest(func(r io.Reader, take func(osm.Object)) error {
			return scan(newPBFGate(t.Context(), r, name, nil), func(*osmpbf.Scanner) {}, take)
		})
		want := digest(func(r io.Reader, take func(osm.Object)) error {
			s := osmpbf.New(t.Context(), r, 1)
			defer s.Close()
			for s.Scan() {
				take(s.Object())
			}
			return s.Err()
		})
		if got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// BenchmarkGate reads every object of 14 places (1.65 M nodes); its twin is osmpbf alone, unguarded.
func BenchmarkGate(b *testing.B) {
	content := []byte(realText(b, "roads/merged_places.osm.pbf"))
	b.Run("guarded", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			if err := scan(newPBFGate(b.Context(), bytes.NewReader(content), "f", nil), func(*osmpbf.Scanner) {}, func(osm.Object) { n++ }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("osmpbf alone", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		b.ReportAllocs()
		for b.Loop() {
			s := osmpbf.New(b.Context(), bytes.NewReader(content), 2)
			for s.Scan() {
			}
			if err := errors.Join(s.Err(), s.Close()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReadStreets reads what streets need of 14 places, twice through, into a road.Builder.
func BenchmarkReadStreets(b *testing.B) {
	path := realPath(b, "roads/merged_places.osm.pbf")
	b.ReportAllocs()
	for b.Loop() {
		if err := ReadStreets(b.Context(), path, road.NewBuilder(), StreetsOptions{Source: "osm"}); err != nil {
			b.Fatal(err)
		}
	}
}
