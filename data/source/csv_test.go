package source

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"maillage/data"
)

// readTable writes each row as "line:a|b".
func readTable(t *testing.T, ctx context.Context, text string, b *data.Builder) ([]string, error) {
	t.Helper()
	table, err := openTable(iotest.HalfReader(strings.NewReader(text)), "places.csv", "a", "b")
	if err != nil {
		return nil, err
	}
	var rows []string
	for row, err := range table.rows(ctx, reporter{b, "test"}) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, strings.Join([]string{lineID(row.line), row.get("a"), row.get("b")}, "|"))
	}
	return rows, nil
}

func TestTableReadsColumnsByName(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "a,b\n1,2\n", []string{"ligne 2|1|2"}},
		{"any order, others ignored", "x,b,a\n0,2,1\n", []string{"ligne 2|1|2"}},
		{"byte order mark and CRLF", "\uFEFFa,b\r\n1,2\r\n", []string{"ligne 2|1|2"}},
		{"semicolons, commas inside", "a;b\n1,5;2\n", []string{"ligne 2|1,5|2"}},
		{"tabs", "a\tb\n1\t2\n", []string{"ligne 2|1|2"}},
		{"no newline at the end", "a,b\n1,2", []string{"ligne 2|1|2"}},
		{"quotes, and lines inside them", "a,b\n\"1\n1\",2\n3,\"é\"\"\"\n", []string{"ligne 2|1\n1|2", "ligne 4|3|é\""}},
		{"spaces around", "a, b\n 1 ,\t2\n", []string{"ligne 2|1|2"}},
		{"separators inside a quoted header", "a,b,\"x;;;;;\"\n1,2,3\n", []string{"ligne 2|1|2"}},
		{"a line longer than any buffer, of runes of two bytes", "a,b\n" + strings.Repeat("é", 70000) + ",2\n", []string{"ligne 2|" + strings.Repeat("é", 70000) + "|2"}},
		{"header alone", "a,b\n", nil},
		{"accents", "a,b\nÎle-Rousse,œ\n", []string{"ligne 2|Île-Rousse|œ"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := readTable(t, t.Context(), c.text, world(t))
			if err != nil {
				t.Fatal(err)
			}
			wantLines(t, "rows", got, c.want)
		})
	}
}

func TestTableLeavesBadRowsOut(t *testing.T) {
	b := world(t)
	got, err := readTable(t, t.Context(), "a,b\n1,2\n3\n4,5,6\nx\"y,7\n8,9\n", b)
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, "rows", got, []string{"ligne 2|1|2", "ligne 6|8|9"})
	wantLines(t, "defects", defects(finish(t, b)), []string{
		"unreadable_record ligne 3  1 cellules > 2 cellules left_out",
		"unreadable_record ligne 4  3 cellules > 2 cellules left_out",
		"unreadable_record ligne 5  bare \" in non-quoted-field left_out",
	})
}

func TestTableRefusesWhatItCannotRead(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"places.csv", "empty", "a, b"}},
		{"a column missing", "a,c\n1,2\n", []string{"places.csv", "line 1", `"b"`, "a, c"}},
		{"a column twice", "a,b,a\n1,2,3\n", []string{"places.csv", "line 1", `"a"`, "twice"}},
		{"both encodings", "a,b\n1,é\n3,Cal\xe9\n", []string{"places.csv", "line 3", "byte 14", "UTF-8"}},
		{"both encodings, the other way", "a,b\n1,Cal\xe9\n3,é\n", []string{"places.csv", "line 3", "byte 14", "UTF-8"}},
		{"a mark of UTF-8 that lies", "\uFEFFa,b\n1,Cal\xe9\n", []string{"places.csv", "line 2", "byte 12", "UTF-8"}},
		{"what Windows-1252 lacks", "a,b\n1,\xe9\x81\n", []string{"places.csv", "line 2", "byte 7", "UTF-8"}},
		{"NUL", "a,b\n1,\x002\n", []string{"places.csv", "line 2", "byte 6", "NUL"}},
		{"NUL after Windows-1252", "a,b\n\xe9,\x002\n", []string{"places.csv", "line 2", "byte 6", "NUL"}},
		{"UTF-16", "\xff\xfea\x00,\x00b\x00", []string{"places.csv", "line 1", "byte 0", "UTF-8"}},
		{"a rune cut at the end", "a,b\n1,\xc3", []string{"places.csv", "line 2", "byte 6"}},
		{"a quote never closed", "a,b\n1,2\n3,\"4\n5,6\n", []string{"places.csv", "lines 3 to", "quote"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readTable(t, t.Context(), c.text, world(t))
			wantSentence(t, err, c.want...)
		})
	}
}

func TestTableStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readTable(t, ctx, "a,b\n1,2\n", world(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
	broken := errors.New("disk gone")
	_, err := openTable(iotest.ErrReader(broken), "places.csv", "a")
	wantSentence(t, err, "places.csv", "disk gone")
	if !errors.Is(err, broken) {
		t.Error("the cause is lost")
	}
}
