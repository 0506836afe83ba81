package main

import (
	"strconv"
	"testing"

	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/ko"
	ut "github.com/go-playground/universal-translator"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// The peers have the library's own sentences, in English and Korean, and are asked
// in Korean. They are spared what a program would do besides: their keys are made
// beforehand, and the object that speaks Korean is at hand.
func sentenceSubjects() []subject {
	const group = "code and language to sentence"
	return []subject{
		{group, "http.StatusText, to compare", "", statusText},
		{group, "Title", "http.StatusText, to compare", title},
		{group, "Advice", "http.StatusText, to compare", advice},
		{group, "Meaning", "http.StatusText, to compare", meaning},
		{group, "Meaning, a Language by With", "Meaning", meaningWith},
		{group, "map[string]map[int]string", "Meaning", meaningMap},
		{group, "universal-translator", "Meaning", meaningUT},
		{group, "x/text message.Printer", "Meaning", meaningPrinter},
		{group, "go-i18n Localizer", "Meaning", meaningI18n},
	}
}

func title(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Title(lang.Korean))
	}
}

func advice(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Advice(lang.Korean))
	}
}

func meaning(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Meaning(lang.Korean))
	}
}

func meaningWith(b *testing.B) {
	own, n := lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Meaning: "Here be dragons."}}), 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Meaning(own))
	}
}

func meaningMap(b *testing.B) {
	texts, n := textMap(lang.English, lang.Korean), 0
	for i := 0; b.Loop(); i++ {
		n += len(texts["ko"][int(codes[i%len(codes)])])
	}
}

func textMap(languages ...httpstatus.Language) map[string]map[int]string {
	texts := make(map[string]map[int]string)
	for _, l := range languages {
		texts[l.String()] = make(map[int]string)
		for _, s := range codes {
			texts[l.String()][int(s)] = s.Meaning(l)
		}
	}
	return texts
}

// keys name the sentences to the peers that want strings.
var keys = func() (k [len(codes)]string) {
	for i, s := range codes {
		k[i] = strconv.Itoa(int(s))
	}
	return k
}()

func meaningUT(b *testing.B) {
	t, n := translator(), 0
	var boxed [len(codes)]any
	for i, k := range keys {
		boxed[i] = k
	}
	for i := 0; b.Loop(); i++ {
		text, _ := t.T(boxed[i%len(codes)])
		n += len(text)
	}
}

func translator() ut.Translator {
	t, _ := ut.New(en.New(), en.New(), ko.New()).GetTranslator("ko")
	for i, s := range codes {
		if err := t.Add(keys[i], s.Meaning(lang.Korean), false); err != nil {
			panic(err)
		}
	}
	return t
}

func meaningPrinter(b *testing.B) {
	p, n := printer(), 0
	for i := 0; b.Loop(); i++ {
		n += len(p.Sprintf(keys[i%len(codes)]))
	}
}

func printer() *message.Printer {
	c := catalog.NewBuilder(catalog.Fallback(language.English))
	for _, l := range []httpstatus.Language{lang.English, lang.Korean} {
		for i, s := range codes {
			if err := c.SetString(language.Make(l.String()), keys[i], s.Meaning(l)); err != nil {
				panic(err)
			}
		}
	}
	return message.NewPrinter(language.Korean, message.Catalog(c))
}

func meaningI18n(b *testing.B) {
	l, n := i18n.NewLocalizer(bundle(lang.English, lang.Korean), "ko"), 0
	for i := 0; b.Loop(); i++ {
		text, _ := l.Localize(&i18n.LocalizeConfig{MessageID: keys[i%len(codes)]})
		n += len(text)
	}
}

func bundle(languages ...httpstatus.Language) *i18n.Bundle {
	bundle := i18n.NewBundle(language.Make(languages[0].String()))
	for _, l := range languages {
		for i, s := range codes {
			bundle.MustAddMessages(language.Make(l.String()), &i18n.Message{ID: keys[i], Other: s.Meaning(l)})
		}
	}
	return bundle
}
