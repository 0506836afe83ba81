package httpstatus_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

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
