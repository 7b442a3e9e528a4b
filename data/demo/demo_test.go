package demo

import (
	"context"
	"testing"
	"time"
)

func TestProbe(t *testing.T) {
	b := time.Now()
	ds, st, err := Build(context.Background(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(b))
	t.Logf("%+v", st.Stats())
	t.Log(len(ds.Territories), len(ds.Structures), ds.Cells.Len(), len(ds.Defects))
	for i, d := range ds.Defects {
		if i < 10 {
			t.Log(d)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, _, err := Build(context.Background(), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
