package httpstatus_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
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

func ExampleNewLanguage() {
	galician, err := httpstatus.NewLanguage(httpstatus.Texts{
		Tag:      "gl",
		Name:     "Galego",
		Statuses: map[httpstatus.Status]httpstatus.Text{httpstatus.NotFound: {Title: "Non se atopou"}},
		Advice:   map[string]string{"Wait": "Agarda un pouco e téntao de novo."},
	}, lang.Spanish)
	fmt.Println(err)
	fmt.Println(galician, httpstatus.NotFound.Title(galician))
	fmt.Println(httpstatus.TooManyRequests.Advice(galician))
	// Output:
	// <nil>
	// gl Non se atopou
	// Agarda un pouco e téntao de novo.
}

// Every file of lang/texts decodes into Texts. The language that is made from it has the same
// texts as the language in package lang, with every base.
func TestNewLanguageFromFiles(t *testing.T) {
	for _, want := range lang.All() {
		data, err := os.ReadFile("lang/texts/" + want.String() + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var texts httpstatus.Texts
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		got, err := httpstatus.NewLanguage(texts, lang.Korean)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() || got.Name() != want.Name() || got.Direction() != want.Direction() {
			t.Errorf("%v: %v, %q, %q", want, got, got.Name(), got.Direction())
		}
		for s := httpstatus.Status(-1); s <= 1000; s++ {
			if got, want := say(s, got), say(s, want); got != want {
				t.Errorf("%d:\n%s\nwant:\n%s", s, got, want)
			}
		}
	}
}

// say joins all texts of a language about a status.
func say(s httpstatus.Status, l httpstatus.Language) string {
	texts := append([]string{s.Title(l), s.Meaning(l), s.Advice(l), s.Remedy().Meaning(l), s.Class().Meaning(l), httpstatus.Label(s % 8).Text(l)}, s.Causes(l)...)
	return strings.Join(texts, "\n")
}

func TestNewLanguageLayers(t *testing.T) {
	texts := func(tag string, advice map[string]string) httpstatus.Texts {
		return httpstatus.Texts{Tag: tag, Advice: advice}
	}
	build := func(t2 httpstatus.Texts, base httpstatus.Language) httpstatus.Language {
		t.Helper()
		l, err := httpstatus.NewLanguage(t2, base)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	base := build(texts("en-x-base", map[string]string{"503": "base's for 503", "429": "base's for 429", "Wait": "base's for Wait"}), lang.English)
	top := build(texts("en-x-top", map[string]string{"429": "top's for 429", "Wait": "top's for Wait", "400": "top's for 400"}), base)
	for _, test := range []struct {
		l    httpstatus.Language
		s    httpstatus.Status
		want string
	}{
		{base, 503, "base's for 503"},
		{base, 502, "base's for Wait"},
		{base, 511, httpstatus.NetworkAuthenticationRequired.Advice(lang.English)},
		{base, 404, httpstatus.NotFound.Advice(lang.English)},
		{top, 429, "top's for 429"},
		{top, 503, "top's for Wait"}, // before base's for 503
		{top, 400, "top's for 400"},
		{top, 499, "top's for 400"},
		{top, 511, httpstatus.NetworkAuthenticationRequired.Advice(lang.English)},
		{top, 200, ""},
	} {
		if got := test.s.Advice(test.l); got != test.want {
			t.Errorf("%v: advice of %d is %q, want %q", test.l, test.s, got, test.want)
		}
	}
	if httpstatus.RemedyWait.Meaning(top) != "top's for Wait" || httpstatus.RemedyNone.Meaning(top) != "" || httpstatus.Remedy(99).Meaning(top) != "" {
		t.Error("the advice by Remedy is not the newest")
	}
	if httpstatus.Class(0).Meaning(top) != "" || httpstatus.Class(9).Meaning(top) != "" {
		t.Error("a number without a Class has a meaning")
	}

	causes := []string{"one", "two"}
	vendor := build(httpstatus.Texts{
		Tag:      "en-x-vendor",
		Statuses: map[httpstatus.Status]httpstatus.Text{522: {Title: "Origin silent"}, 0: {Title: "No response"}},
		Causes:   map[httpstatus.Status][]string{522: causes, 404: {}},
		Classes:  map[string]string{"ServerError": "Our fault."},
	}, lang.English).With(map[httpstatus.Status]httpstatus.Text{500: {Meaning: "It broke."}})
	causes[0] = "changed later"
	if got := httpstatus.Status(522).Causes(vendor); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("causes of 522: %q", got)
	}
	if got := httpstatus.NotFound.Causes(vendor); len(got) != 0 {
		t.Errorf("causes of 404: %q", got)
	}
	if title, meaning := httpstatus.Status(522).Title(vendor), httpstatus.Status(522).Meaning(vendor); title != "Origin silent" || meaning != "It broke." {
		t.Errorf("522: %q, %q", title, meaning)
	}
	if httpstatus.Status(0).Title(vendor) != "No response" || httpstatus.ServerError.Meaning(vendor) != "Our fault." || httpstatus.ClientError.Meaning(vendor) != httpstatus.ClientError.Meaning(lang.English) {
		t.Error("a text is lost")
	}
	own := httpstatus.Status(522).Causes(vendor)
	own[0] = "mine"
	if httpstatus.Status(522).Causes(vendor)[0] != "one" {
		t.Error("Causes gives away its own slice")
	}
}

func TestNewLanguageRefuses(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for name, test := range map[string]struct {
		texts httpstatus.Texts
		want  []string
	}{
		"no tag":         {httpstatus.Texts{}, []string{`the tag is ""`, `"gl"`}},
		"a long tag":     {httpstatus.Texts{Tag: long}, []string{"the tag is", "..."}},
		"direction":      {httpstatus.Texts{Tag: "gl", Direction: "left"}, []string{"gl", `"left"`, `"ltr" or "rtl"`}},
		"remedy":         {httpstatus.Texts{Tag: "gl", Advice: map[string]string{"wait": "x"}}, []string{`"wait"`, "Wait, Reconnect", `"413"`}},
		"no remedy":      {httpstatus.Texts{Tag: "gl", Advice: map[string]string{"None": "x"}}, []string{`"None"`}},
		"success":        {httpstatus.Texts{Tag: "gl", Advice: map[string]string{"200": "x"}}, []string{`"200"`, "the code of an error"}},
		"phrase":         {httpstatus.Texts{Tag: "gl", Advice: map[string]string{"404 Not Found": "x"}}, []string{`"404 Not Found"`}},
		"class":          {httpstatus.Texts{Tag: "gl", Classes: map[string]string{"4xx": "x"}}, []string{`"4xx"`, "ClientError"}},
		"label":          {httpstatus.Texts{Tag: "gl", Labels: map[string]string{"home": "x"}}, []string{`"home"`, "Home, Retry"}},
		"an empty label": {httpstatus.Texts{Tag: "gl", Labels: map[string]string{"": "x"}}, []string{`the label is ""`}},
		"code":           {httpstatus.Texts{Tag: "gl", Statuses: map[httpstatus.Status]httpstatus.Text{1000: {}}}, []string{"1000", "0 to 999"}},
		"negative":       {httpstatus.Texts{Tag: "gl", Causes: map[httpstatus.Status][]string{-1: {"x"}}}, []string{"-1", "0 to 999"}},
		"all at once":    {httpstatus.Texts{Tag: "g", Direction: "up", Classes: map[string]string{"5xx": ""}}, []string{`"g"`, `"up"`, `"5xx"`}},
		"a long remedy":  {httpstatus.Texts{Tag: "gl", Advice: map[string]string{long: "x"}}, []string{"xxx", "..."}},
		"an empty class": {httpstatus.Texts{Tag: "gl", Classes: map[string]string{"": "x"}}, []string{`""`}},
	} {
		l, err := httpstatus.NewLanguage(test.texts, lang.Korean)
		if err == nil || l != lang.Korean {
			t.Errorf("%s: %v, %v", name, l, err)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %.500q lacks %q", name, err, want)
			}
		}
		if len(err.Error()) > 1000 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
	}
}
