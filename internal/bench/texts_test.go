package main

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// The peers have the library's own sentences and are asked in Korean. The loop does not
// count what a program would do besides: the keys are strings already, and the object
// that speaks Korean is there.
func BenchmarkText(b *testing.B) {
	b.Run("http.StatusText", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += len(http.StatusText(int(codes[i%len(codes)])))
		}
	})
	b.Run("Phrase", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += len(codes[i%len(codes)].Phrase())
		}
	})
	b.Run("Title", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += len(codes[i%len(codes)].Title(lang.Korean))
		}
	})
	b.Run("Meaning", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += len(codes[i%len(codes)].Meaning(lang.Korean))
		}
	})
	b.Run("Advice", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += len(codes[i%len(codes)].Advice(lang.Korean))
		}
	})
	b.Run("map of maps", func(b *testing.B) {
		texts, n := mapOfMaps(), 0
		for i := 0; b.Loop(); i++ {
			n += len(texts["ko"][int(codes[i%len(codes)])])
		}
	})
	b.Run("go-i18n", func(b *testing.B) {
		l, n := localizer(), 0
		for i := 0; b.Loop(); i++ {
			text, _ := l.Localize(&i18n.LocalizeConfig{MessageID: keys[i%len(codes)]})
			n += len(text)
		}
	})
	b.Run("message.Printer", func(b *testing.B) {
		p, n := printer(), 0
		for i := 0; b.Loop(); i++ {
			n += len(p.Sprintf(keys[i%len(codes)]))
		}
	})
}

// A Meaning in one language, and in each language of the library in turn.
func BenchmarkLanguages(b *testing.B) {
	for _, set := range []struct {
		name      string
		languages []httpstatus.Language
	}{
		{"one", []httpstatus.Language{lang.Korean}},
		{"all", lang.All()},
	} {
		b.Run(set.name, func(b *testing.B) {
			var questions [1 << 12]struct {
				s httpstatus.Status
				l httpstatus.Language
			}
			for i := range questions {
				questions[i].s, questions[i].l = codes[i*7%len(codes)], set.languages[i%len(set.languages)]
			}
			n := 0
			for i := 0; b.Loop(); i++ {
				q := &questions[i%len(questions)]
				n += len(q.s.Meaning(q.l))
			}
		})
	}
}

var spoken = []httpstatus.Language{lang.English, lang.Korean}

// keys name the sentences to the peers that need strings.
var keys = func() (k [len(codes)]string) {
	for i, s := range codes {
		k[i] = strconv.Itoa(int(s))
	}
	return k
}()

func mapOfMaps() map[string]map[int]string {
	texts := make(map[string]map[int]string)
	for _, l := range spoken {
		texts[l.String()] = make(map[int]string)
		for _, s := range codes {
			texts[l.String()][int(s)] = s.Meaning(l)
		}
	}
	return texts
}

func localizer() *i18n.Localizer {
	bundle := i18n.NewBundle(language.English)
	for _, l := range spoken {
		for i, s := range codes {
			bundle.MustAddMessages(language.Make(l.String()), &i18n.Message{ID: keys[i], Other: s.Meaning(l)})
		}
	}
	return i18n.NewLocalizer(bundle, "ko")
}

func printer() *message.Printer {
	c := catalog.NewBuilder(catalog.Fallback(language.English))
	for _, l := range spoken {
		for i, s := range codes {
			if err := c.SetString(language.Make(l.String()), keys[i], s.Meaning(l)); err != nil {
				panic(err)
			}
		}
	}
	return message.NewPrinter(language.Korean, message.Catalog(c))
}

func TestSameSentences(t *testing.T) {
	texts, l, p := mapOfMaps(), localizer(), printer()
	for i, s := range codes {
		localized, _ := l.Localize(&i18n.LocalizeConfig{MessageID: keys[i]})
		want := s.Meaning(lang.Korean)
		for name, got := range map[string]string{"map of maps": texts["ko"][int(s)], "go-i18n": localized, "message.Printer": p.Sprintf(keys[i])} {
			if got != want {
				t.Errorf("%v: %s says %q, want %q", s, name, got, want)
			}
		}
	}
}
