package httpstatus_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"github.com/google/go-cmp/cmp"
)

func ExampleLanguage_String() {
	fmt.Println(lang.Korean.String(), httpstatus.Language{}.String())
	// Output: ko en
}

func ExampleLanguage_MarshalText() {
	data, err := json.Marshal(map[string]any{"language": lang.Korean})
	fmt.Println(string(data), err)
	// Output: {"language":"ko"} <nil>
}

func ExampleLanguage_Name() {
	fmt.Println(lang.Korean.Name())
	// Output: 한국어
}

func ExampleLanguage_Direction() {
	fmt.Println(lang.Korean.Direction())
	// Output: ltr
}

func ExampleLanguage_With() {
	ours := lang.English.With(map[httpstatus.Status]httpstatus.Text{httpstatus.NotFound: {Title: "No such book"}})
	fmt.Println(httpstatus.NotFound.Title(ours))
	fmt.Println(httpstatus.Forbidden.Title(ours))
	// Output:
	// No such book
	// Access denied
}

func TestWith(t *testing.T) {
	own := map[httpstatus.Status]httpstatus.Text{
		404: {Title: "No book", Meaning: "There is no such book."},
		400: {Title: "Faulty"},
		500: {Meaning: "Our fault."},
		522: {Title: "Origin silent"},
	}
	l := lang.Korean.With(own)
	own[404] = httpstatus.Text{Title: "changed later"}
	k := lang.Korean
	for _, test := range []struct {
		code           int
		title, meaning string
	}{
		{404, "No book", "There is no such book."},
		{403, httpstatus.Status(403).Title(k), httpstatus.Status(403).Meaning(k)},
		{400, "Faulty", httpstatus.Status(400).Meaning(k)},
		{499, "Faulty", httpstatus.Status(400).Meaning(k)}, // not registered, so it has the text of 400
		{500, httpstatus.Status(500).Title(k), "Our fault."},
		{522, "Origin silent", "Our fault."},
		{-1, httpstatus.Status(500).Title(k), "Our fault."},
		{999, httpstatus.Status(500).Title(k), "Our fault."},
		{200, httpstatus.Status(200).Title(k), httpstatus.Status(200).Meaning(k)},
	} {
		if got := (httpstatus.Text{Title: httpstatus.Status(test.code).Title(l), Meaning: httpstatus.Status(test.code).Meaning(l)}); got != (httpstatus.Text{Title: test.title, Meaning: test.meaning}) {
			t.Errorf("%d: %q", test.code, got)
		}
	}
	if l.String() != "ko" || l.Name() != k.Name() || l.Direction() != "ltr" || httpstatus.Remedy(1).Meaning(l) != httpstatus.Remedy(1).Meaning(k) || httpstatus.Class(4).Meaning(l) != httpstatus.Class(4).Meaning(k) {
		t.Errorf("With changed something else: %v", l)
	}
	if l == k || httpstatus.Status(404).Title(k) == "No book" {
		t.Error("With changed the language it was called on")
	}
	if more := l.With(map[httpstatus.Status]httpstatus.Text{403: {Title: "Members only"}}); httpstatus.Status(404).Title(more) != "No book" || httpstatus.Status(403).Title(more) != "Members only" || httpstatus.Status(403).Title(l) != httpstatus.Status(403).Title(k) {
		t.Error("With on With does not add to it")
	}
	if same := k.With(nil); httpstatus.Status(404).Title(same) != httpstatus.Status(404).Title(k) {
		t.Error("With(nil) changes a title")
	}
	if l.With(nil) == l || k.With(nil) == k {
		t.Error("two calls of With give equal Languages")
	}
	if got := lang.English.With(own); httpstatus.Status(400).Title(got) != "Faulty" || got.String() != "en" || httpstatus.Status(400).Title(lang.English) == "Faulty" {
		t.Errorf("the zero Language with wording of its own has the title %q", httpstatus.Status(400).Title(got))
	}
}

// With does not change the Language that it is called on, in any order of the calls.
func TestWithLeavesItsReceiver(t *testing.T) {
	first := lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "first"}, 522: {Title: "first"}})
	second := first.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "second"}, 403: {Title: "second"}, 522: {Title: "second"}, 599: {Title: "second"}})
	for name, l := range map[string]httpstatus.Language{"the first": first, "the first again": first.With(nil)} {
		for code, want := range map[int]string{404: "first", 403: httpstatus.Status(403).Title(lang.Korean), 522: "first", 599: httpstatus.Status(500).Title(lang.Korean)} {
			if got := httpstatus.Status(code).Title(l); got != want {
				t.Errorf("%s: %d: %q; want %q", name, code, got, want)
			}
		}
	}
	for code, want := range map[int]string{404: "second", 403: "second", 522: "second", 599: "second"} {
		if got := httpstatus.Status(code).Title(second); got != want {
			t.Errorf("the second: %d: %q; want %q", code, got, want)
		}
	}
}

// The test compares every number with a slow and simple version of With, written from its
// documentation.
func TestWithEveryNumber(t *testing.T) {
	first := map[httpstatus.Status]httpstatus.Text{400: {Meaning: "Faulty request."}, 404: {Title: "No book"}, 499: {Title: "Closed"}, 0: {Title: "Zero"}, 999: {Title: "Last"}}
	second := map[httpstatus.Status]httpstatus.Text{400: {Title: "Faulty"}, 404: {Meaning: strings.Repeat("There is no such book. ", 5000)}, 503: {Title: "Later"}, 1000: {Title: "no code"}, -1: {Title: "no code"}}
	l, own := lang.Korean.With(first).With(second), maps.Clone(first)
	for code, text := range second {
		own[code] = httpstatus.Text{Title: either(text.Title, own[code].Title), Meaning: either(text.Meaning, own[code].Meaning)}
	}
	data, err := os.ReadFile("lang/texts/ko.json")
	if err != nil {
		t.Fatal(err)
	}
	var file httpstatus.Texts
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	korean := file.Statuses
	for code := -2; code < 1100; code++ {
		as := code
		if _, ok := korean[httpstatus.Status(code)]; code < 100 || code > 599 {
			as = 500
		} else if !ok {
			as = code / 100 * 100
		}
		want := korean[httpstatus.Status(as)]
		for _, c := range []int{as, code} {
			if text := own[httpstatus.Status(c)]; 0 <= c && c < 1000 {
				want = httpstatus.Text{Title: either(text.Title, want.Title), Meaning: either(text.Meaning, want.Meaning)}
			}
		}
		if diff := cmp.Diff(want, httpstatus.Text{Title: httpstatus.Status(code).Title(l), Meaning: httpstatus.Status(code).Meaning(l)}); diff != "" {
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

// With changes titles and meanings, but not advice.
func TestWithLeavesAdvice(t *testing.T) {
	own := map[httpstatus.Status]httpstatus.Text{}
	for _, code := range codes {
		own[code] = httpstatus.Text{Title: "mine", Meaning: "This is mine."}
	}
	for _, l := range lang.All() {
		with := l.With(own)
		for _, code := range codes {
			if got, want := code.Advice(with), code.Advice(l); got != want {
				t.Errorf("%v: advice of %d is %q; want %q", l, code, got, want)
			}
		}
	}
}

var _ encoding.TextMarshaler = httpstatus.Language{}

// Every package that marshals a Language writes its tag.
func TestMarshalText(t *testing.T) {
	languages := map[string]httpstatus.Language{"en": {}, "ko": lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "mine"}})}
	for _, l := range lang.All() {
		languages[l.String()] = l
	}
	for tag, l := range languages {
		if text, err := l.MarshalText(); err != nil || string(text) != tag {
			t.Errorf("MarshalText gives %q, %v; want %q", text, err, tag)
		}
		for name, test := range map[string]struct {
			value any
			want  string
		}{
			"value":   {l, `"` + tag + `"`},
			"pointer": {&l, `"` + tag + `"`},
			"list":    {[]httpstatus.Language{l, lang.English}, `["` + tag + `","en"]`},
			"member":  {struct{ Language httpstatus.Language }{l}, `{"Language":"` + tag + `"}`},
			"any":     {map[string]any{"language": l}, `{"language":"` + tag + `"}`},
			"key":     {map[httpstatus.Language]int{l: 1}, `{"` + tag + `":1}`},
		} {
			if data, err := json.Marshal(test.value); err != nil || string(data) != test.want {
				t.Errorf("%s: %s is %s, %v; want %s", tag, name, data, err, test.want)
			}
		}
		for name, test := range map[string]struct {
			handler func(*bytes.Buffer) slog.Handler
			want    string
		}{
			"JSON": {func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) }, `"language":"` + tag + `"`},
			"text": {func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) }, "language=" + tag + "\n"},
		} {
			var b bytes.Buffer
			if slog.New(test.handler(&b)).Info("x", "language", l); !strings.Contains(b.String(), test.want) {
				t.Errorf("%s: slog's %s handler writes %q; want %q in it", tag, name, b.String(), test.want)
			}
		}
	}
}

// The caller may change the bytes.
func TestMarshalTextGivesBytesAway(t *testing.T) {
	text, err := lang.Korean.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	text[0] = 'x'
	if lang.Korean.String() != "ko" {
		t.Errorf("Korean is %v after a caller changed its bytes", lang.Korean)
	}
}

// A tag cannot be decoded into a Language. It must be an error, and must not give English.
func TestNoUnmarshalText(t *testing.T) {
	if _, ok := any(&httpstatus.Language{}).(encoding.TextUnmarshaler); ok {
		t.Error("UnmarshalText would link every language")
	}
	l := lang.Korean
	//lint:ignore SA9005 this is what the test is about
	if err := json.Unmarshal([]byte(`"de"`), &l); err == nil || l != lang.Korean {
		t.Errorf("a tag is decoded into %v, error %v", l, err)
	}
}
