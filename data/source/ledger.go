package source

import (
	"slices"

	"maillage/data"
)

// ledger reports what a national file has by the hundred thousand. The first
// records of a key are told one by one, the rest by one more defect, whose record
// is the first of them.
type ledger struct {
	reporter
	each   int // how many of a key are told one by one
	keys   []ledgerKey
	counts map[ledgerKey]*ledgerLine
}

type ledgerKey struct {
	kind         data.DefectKind
	done         data.Action
	field, value string
}

type ledgerLine struct {
	seen  int
	first data.Defect // of those that are only counted
}

// toldOneByOne is how many records of a kind are told by themselves where a
// hostile or mistaken file may have millions.
const toldOneByOne = 1000

// mostKeys bounds the keys of a ledger: a file whose every record has a value of its own is counted as one.
const mostKeys = 500

func newLedger(r reporter, each int) *ledger {
	return &ledger{reporter: r, each: each, counts: make(map[ledgerKey]*ledgerLine)}
}

// note counts a record that is left out. Value is part of the key where byValue says so.
func (t *ledger) note(kind data.DefectKind, record, field, value string, byValue bool) {
	t.count(data.Defect{Kind: kind, Source: t.source, Record: record, Field: field, Value: value, Done: data.LeftOut}, byValue)
}

func (t *ledger) count(d data.Defect, byValue bool) {
	key := ledgerKey{kind: d.Kind, done: d.Done, field: d.Field}
	if byValue {
		key.value = d.Value
	}
	n := t.counts[key]
	if n == nil && len(t.keys) >= mostKeys {
		key.value = ""
		n = t.counts[key]
	}
	if n == nil {
		n = new(ledgerLine)
		t.counts[key], t.keys = n, append(t.keys, key)
	}
	n.seen++
	switch {
	case n.seen <= t.each:
		t.builder.Report(d)
	case n.seen == t.each+1:
		n.first = d
	}
}

// few is a ledger that hears defects as a reporter does, tells a few of each
// kind and counts the rest.
type few struct{ *ledger }

func (t few) report(kind data.DefectKind, done data.Action, record, field, value, other string) {
	t.count(data.Defect{Kind: kind, Source: t.source, Record: record, Field: field, Value: value, Other: other, Done: done}, false)
}

// flush reports what was only counted.
func (t *ledger) flush() {
	for _, key := range t.keys {
		n := t.counts[key]
		if rest := n.seen - t.each; rest > 0 {
			d := n.first
			d.More = rest - 1
			t.builder.Report(d)
		}
	}
	t.keys = slices.Delete(t.keys, 0, len(t.keys))
}
