package httpstatus_test

import (
	"encoding/csv"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"github.com/google/go-cmp/cmp"
)

// A row is a line of catalog.csv, by the names of the columns. The tests compare the package
// with it.
type row map[string]string

// catalog returns the rows of the source table, by code.
func catalog(t testing.TB) map[int]row {
	t.Helper()
	f, err := os.Open("internal/gen/catalog.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int]row{}
	for _, record := range records[1:] {
		r := row{}
		for i, column := range records[0] {
			r[column] = record[i]
		}
		code, err := strconv.Atoi(r["code"])
		if err != nil {
			t.Fatal(err)
		}
		rows[code] = r
	}
	return rows
}

// The list has the facts that no standard decides. Somebody read the section of each status to
// make it. If you write "silent" into another cell, or a source into one of these, change
// the list.
func TestSilent(t *testing.T) {
	want := map[string]string{
		"remedy_source":   "305 306 402 404 418 424 500 501 502 504",
		"effect_source":   "208 300 301 302 305 306 307 308 402 406 416 418 429 500 502 503 504 506",
		"caching_source":  "",
		"content_source":  "",
		"redirect_source": "",
		"indexing_source": "100 101 102 103 104 205 300 305 306 418",
	}
	got := map[string]string{}
	rows := catalog(t)
	for column := range want {
		var silent []string
		for _, code := range slices.Sorted(maps.Keys(rows)) {
			if rows[code][column] == "silent" {
				silent = append(silent, strconv.Itoa(code))
			}
		}
		got[column] = strings.Join(silent, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, code := range slices.Sorted(maps.Keys(rows)) { // a row with fields has a source
		if silent := rows[code]["fields_source"] == "silent"; silent != (rows[code]["required"]+rows[code]["expected"] == "") {
			t.Errorf("%d: fields_source is %q", code, rows[code]["fields_source"])
		}
	}
}

// These sources were found in the text of the standards.
func TestSourcesByHand(t *testing.T) {
	rows := catalog(t)
	for cell, want := range map[string]string{
		"206 fields_source":   "RFC 9110, 15.3.7; RFC 9110, 15.3.7.1; RFC 9110, 15.3.7.2",
		"226 fields_source":   "RFC 3229, 10.4.1; RFC 3229, 10.5.1; RFC 3229, 10.5.2; RFC 3229, 5.5",
		"300 redirect_source": "Fetch, redirect status",
		"303 effect_source":   "RFC 9110, 15.4.4",
		"403 remedy_source":   "RFC 9110, 15.5.4",
		"415 fields_source":   "RFC 9110, 15.5.16; RFC 9110, 12.5.3; RFC 5789, 2.2",
		"417 effect_source":   "RFC 9110, 10.1.1",
		"423 remedy_source":   "RFC 4918, 6.4; RFC 4918, 6.6",
		"423 effect_source":   "RFC 4918, 7.5",
		"428 effect_source":   "RFC 6585, 3",
		"451 remedy_source":   "RFC 7725, 3",
		"507 remedy_source":   "RFC 4918, 11.5",
		"508 remedy_source":   "RFC 5842, 7.1",
		"511 effect_source":   "RFC 6585, 6.1",
	} {
		code, column, _ := strings.Cut(cell, " ")
		s, err := httpstatus.Parse(code)
		if got := rows[int(s)][column]; err != nil || got != want {
			t.Errorf("%s: %q, want %q", cell, got, want)
		}
	}
}

// A set is a list of statuses, ascending.
type set []httpstatus.Status

// where returns the registered statuses for which has is true.
func where(has func(httpstatus.Status) bool) (s set) {
	for _, status := range codes {
		if has(status) {
			s = append(s, status)
		}
	}
	return s
}

// compareSets compares what the package says with what the standards say. A test writes
// the second by hand and does not read it from the table, so that it finds a slip there.
func compareSets(t *testing.T, tests map[string]struct{ got, want set }) {
	t.Helper()
	for name, test := range tests {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
