package lang_test

import (
	"encoding/json"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus/lang"
	"github.com/google/go-cmp/cmp"
)

// A file is what these tests read of a language's source.
type file struct {
	Tag, Name, Direction string
	Classes, Advice      map[string]string
	Glossary             map[string]string
	Statuses             map[string]lang.Text
	Causes               map[string][]string
}

func source(t *testing.T, tag string) (f file) {
	t.Helper()
	data, err := os.ReadFile(tag + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

var (
	remedies = []string{"", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}
	classes  = []string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
)

// Every text of every language is the one in its file: the tables are compared
// with a reading that knows nothing of them.
func TestTablesAreTheFiles(t *testing.T) {
	for _, l := range lang.All() {
		want := source(t, l.String())
		got := file{l.String(), l.Name(), l.Direction(), map[string]string{}, map[string]string{}, want.Glossary, map[string]lang.Text{}, map[string][]string{}}
		for i, name := range classes[1:] {
			got.Classes[name] = l.Class(i + 1)
		}
		for i, name := range remedies[1:] {
			got.Advice[name] = l.Advice(i + 1)
		}
		for key := range want.Advice {
			if code, err := strconv.Atoi(key); err == nil {
				got.Advice[key] = l.AdviceFor(code)
			}
		}
		for key := range want.Statuses {
			code, err := strconv.Atoi(key)
			if err != nil {
				t.Fatal(err)
			}
			got.Statuses[key] = lang.Text{Title: l.Title(code), Meaning: l.Meaning(code)}
			if causes := slices.Collect(l.Causes(code)); causes != nil {
				got.Causes[key] = causes
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-file +table):\n%s", l, diff)
		}
	}
}

func TestNumbersWithoutText(t *testing.T) {
	for _, l := range lang.All() {
		for _, n := range []int{math.MinInt, -1, 0, len(remedies), math.MaxInt} {
			if l.Advice(n) != "" {
				t.Errorf("%v: Advice(%d) = %q", l, n, l.Advice(n))
			}
			if n != len(remedies) && l.Class(n) != "" {
				t.Errorf("%v: Class(%d) = %q", l, n, l.Class(n))
			}
		}
		if l.Class(len(classes)) != "" {
			t.Errorf("%v: Class(%d) = %q", l, len(classes), l.Class(len(classes)))
		}
	}
}

func TestLookup(t *testing.T) {
	all := lang.All()
	if !slices.IsSortedFunc(all, func(a, b lang.Language) int { return strings.Compare(a.String(), b.String()) }) {
		t.Errorf("All is not sorted by tag: %v", all)
	}
	for _, l := range all {
		for _, tag := range []string{l.String(), strings.ToUpper(l.String()), strings.ToLower(l.String())} {
			if got, ok := lang.Lookup(tag); !ok || got != l {
				t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
			}
		}
	}
	for _, tag := range []string{"", "x", "k", "o", "ko-KR", "ko_KR", "kor", "en\x00", " en", "en ", "zz", "zh", "zh_Hant", "zh-Hant-TW"} {
		if got, ok := lang.Lookup(tag); ok || got != (lang.Language{}) {
			t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
		}
	}
}

// Case is that of ASCII. Package strings also folds the Kelvin sign to k and the long
// s to s, but neither is in a tag.
func TestLookupFoldsASCIIAlone(t *testing.T) {
	tried := 0
	for _, l := range lang.All() {
		for letter, lookalike := range map[string]string{"k": "\u212a", "s": "\u017f"} {
			tag := strings.Replace(strings.ToLower(l.String()), letter, lookalike, 1)
			if !strings.Contains(tag, lookalike) {
				continue
			}
			tried++
			if !strings.EqualFold(tag, l.String()) {
				t.Errorf("%q does not fold to %v, so this test shows nothing", tag, l)
			}
			if got, ok := lang.Lookup(tag); ok || got != (lang.Language{}) {
				t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
			}
		}
	}
	if tried == 0 {
		t.Error("no tag has a k or an s")
	}
}

// All gives each caller a slice of its own: neither a change nor an append is seen by
// the next caller or by Lookup.
func TestAllIsTheCallersOwn(t *testing.T) {
	want := lang.All()
	got := lang.All()
	for i := range got {
		got[i] = lang.Korean
	}
	_ = append(got[:0], make([]lang.Language, cap(got))...)
	if !slices.Equal(lang.All(), want) {
		t.Errorf("All is %v after a caller changed its slice", lang.All())
	}
	if l, ok := lang.Lookup("ar"); !ok || l != lang.Arabic {
		t.Errorf("Lookup gives %v, %v after a caller changed its slice", l, ok)
	}
}

func TestZeroIsEnglish(t *testing.T) {
	var zero lang.Language
	if l, ok := lang.Lookup("en"); zero != lang.English || l != zero || !ok {
		t.Errorf("Lookup gives %v, %v", l, ok)
	}
}

func TestWith(t *testing.T) {
	own := map[int]lang.Text{
		404: {Title: "No book", Meaning: "There is no such book."},
		400: {Title: "Faulty"},
		500: {Meaning: "Our fault."},
		522: {Title: "Origin silent"},
	}
	l := lang.Korean.With(own)
	own[404] = lang.Text{Title: "changed later"}
	k := lang.Korean
	for _, test := range []struct {
		code           int
		title, meaning string
	}{
		{404, "No book", "There is no such book."},
		{403, k.Title(403), k.Meaning(403)},
		{400, "Faulty", k.Meaning(400)},
		{499, "Faulty", k.Meaning(400)}, // unrecognised: as 400
		{500, k.Title(500), "Our fault."},
		{522, "Origin silent", "Our fault."},
		{-1, k.Title(500), "Our fault."},
		{999, k.Title(500), "Our fault."},
		{200, k.Title(200), k.Meaning(200)},
	} {
		if got := (lang.Text{Title: l.Title(test.code), Meaning: l.Meaning(test.code)}); got != (lang.Text{Title: test.title, Meaning: test.meaning}) {
			t.Errorf("%d: %q", test.code, got)
		}
	}
	if l.String() != "ko" || l.Name() != k.Name() || l.Direction() != "ltr" || l.Advice(1) != k.Advice(1) || l.Class(4) != k.Class(4) {
		t.Errorf("With changed more than it was asked to: %v", l)
	}
	if l == k || k.Title(404) == "No book" {
		t.Error("With changed the language it was called on")
	}
	if more := l.With(map[int]lang.Text{403: {Title: "Members only"}}); more.Title(404) != "No book" || more.Title(403) != "Members only" || l.Title(403) != k.Title(403) {
		t.Error("With on With does not add to it")
	}
	if same := k.With(nil); same.Title(404) != k.Title(404) {
		t.Error("With(nil) changes a title")
	}
	if l.With(nil) == l || k.With(nil) == k {
		t.Error("two calls of With give equal Languages")
	}
	if got := lang.English.With(own); got.Title(400) != "Faulty" || got.String() != "en" || lang.English.Title(400) == "Faulty" {
		t.Errorf("the zero Language with wording of its own has the title %q", got.Title(400))
	}
}

// Each Language keeps its own wording, whatever With makes of it, and in whatever order.
func TestWithLeavesItsReceiver(t *testing.T) {
	first := lang.Korean.With(map[int]lang.Text{404: {Title: "first"}, 522: {Title: "first"}})
	second := first.With(map[int]lang.Text{404: {Title: "second"}, 403: {Title: "second"}, 522: {Title: "second"}, 599: {Title: "second"}})
	for name, l := range map[string]lang.Language{"the first": first, "the first again": first.With(nil)} {
		for code, want := range map[int]string{404: "first", 403: lang.Korean.Title(403), 522: "first", 599: lang.Korean.Title(500)} {
			if got := l.Title(code); got != want {
				t.Errorf("%s: %d: %q; want %q", name, code, got, want)
			}
		}
	}
	for code, want := range map[int]string{404: "second", 403: "second", 522: "second", 599: "second"} {
		if got := second.Title(code); got != want {
			t.Errorf("the second: %d: %q; want %q", code, got, want)
		}
	}
}

// Every number, beside a reading of With's documentation that is slow and plain.
func TestWithEveryNumber(t *testing.T) {
	first := map[int]lang.Text{400: {Meaning: "Faulty request."}, 404: {Title: "No book"}, 499: {Title: "Closed"}, 0: {Title: "Zero"}, 999: {Title: "Last"}}
	second := map[int]lang.Text{400: {Title: "Faulty"}, 404: {Meaning: strings.Repeat("There is no such book. ", 5000)}, 503: {Title: "Later"}, 1000: {Title: "no code"}, -1: {Title: "no code"}}
	l, own := lang.Korean.With(first).With(second), maps.Clone(first)
	for code, text := range second {
		own[code] = lang.Text{Title: either(text.Title, own[code].Title), Meaning: either(text.Meaning, own[code].Meaning)}
	}
	korean := source(t, "ko").Statuses
	for code := -2; code < 1100; code++ {
		as := code
		if _, ok := korean[strconv.Itoa(code)]; code < 100 || code > 599 {
			as = 500
		} else if !ok {
			as = code / 100 * 100
		}
		want := korean[strconv.Itoa(as)]
		for _, c := range []int{as, code} {
			if text := own[c]; 0 <= c && c < 1000 {
				want = lang.Text{Title: either(text.Title, want.Title), Meaning: either(text.Meaning, want.Meaning)}
			}
		}
		if diff := cmp.Diff(want, lang.Text{Title: l.Title(code), Meaning: l.Meaning(code)}); diff != "" {
			t.Errorf("%d (-want +got):\n%s", code, diff)
		}
	}
}

func either(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
