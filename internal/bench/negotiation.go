package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"

	gini18n "github.com/gin-contrib/i18n"
	"github.com/gin-gonic/gin"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// browserHeaders are what browsers send that are set up for one to four languages.
var browserHeaders = []string{
	"en-US,en;q=0.9",
	"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
	"de,en-US;q=0.7,en;q=0.3",
	"fr-CA,fr;q=0.9,en-US;q=0.8,en;q=0.7",
	"pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7",
	"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
	"en",
	"ja",
}

// hostileHeader is 1 MiB, as much as net/http's server lets in.
var hostileHeader = strings.Repeat("de,", 1<<20/3)

// A site is the languages that a server speaks, in each way of choosing one.
type site struct {
	ours   *negotiate.Matcher
	text   language.Matcher
	bundle *i18n.Bundle
	gin    gin.HandlerFunc // gin-contrib/i18n's
}

func newSite(languages ...httpstatus.Language) site {
	var tags []language.Tag
	for _, l := range languages {
		tags = append(tags, language.Make(l.String()))
	}
	return site{negotiate.New(languages[0], languages[1:]...), language.NewMatcher(tags), bundle(languages...), ginLocalize(tags)}
}

var sites = sync.OnceValue(func() map[string]site {
	all := []httpstatus.Language{lang.English}
	for _, l := range lang.All() {
		if l != lang.English {
			all = append(all, l)
		}
	}
	return map[string]site{"2": newSite(lang.English, lang.Korean), strconv.Itoa(len(all)): newSite(all...)}
})

func negotiationSubjects() []subject {
	var all []subject
	for _, n := range []string{"2", strconv.Itoa(len(lang.All()))} {
		group := "Accept-Language to language, " + n + " languages"
		at := func() site { return sites()[n] }
		for _, h := range []struct {
			name    string
			headers func() []string
		}{
			{"seen", func() []string { return browserHeaders }},
			{"new", newHeaders},
			{"new, of new ranges", newRanges},
			{"hostile, 1 MiB", func() []string { return []string{hostileHeader} }},
		} {
			if n == "2" && strings.HasPrefix(h.name, "hostile") {
				continue // once will do
			}
			ours, text := "Header, "+h.name, "language.MatchStrings, "+h.name
			all = append(all,
				subject{group, text, ours, func(b *testing.B) { matchStrings(b, at(), h.headers()) }},
				subject{group, ours, text, func(b *testing.B) { header(b, at(), h.headers()) }})
		}
		const sentence = "Header and Meaning, seen"
		all = append(all,
			subject{group, sentence, "", func(b *testing.B) { headerMeaning(b, at()) }},
			subject{group, "go-i18n NewLocalizer and Localize", sentence, func(b *testing.B) { localizer(b, at()) }},
			subject{group, "gin-contrib/i18n MustGetMessage", sentence, func(b *testing.B) { ginMessage(b, at()) }})
	}
	return all
}

func header(b *testing.B, s site, headers []string) {
	var l httpstatus.Language
	for i := 0; b.Loop(); i++ {
		l = s.ours.Header(headers[i%len(headers)])
	}
	_ = l
}

func matchStrings(b *testing.B, s site, headers []string) {
	n := 0
	for i := 0; b.Loop(); i++ {
		_, index := language.MatchStrings(s.text, headers[i%len(headers)])
		n += index
	}
}

func headerMeaning(b *testing.B, s site) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(httpstatus.NotFound.Meaning(s.ours.Header(browserHeaders[i%len(browserHeaders)])))
	}
}

// A Localizer chooses when it is asked for a sentence.
func localizer(b *testing.B, s site) {
	n := 0
	for i := 0; b.Loop(); i++ {
		text, _ := i18n.NewLocalizer(s.bundle, browserHeaders[i%len(browserHeaders)]).Localize(&i18n.LocalizeConfig{MessageID: "404"})
		n += len(text)
	}
}

// ginLocalize is gin-contrib/i18n's middleware, with our sentences for its files.
func ginLocalize(tags []language.Tag) gin.HandlerFunc {
	return gini18n.Localize(gini18n.WithBundle(&gini18n.BundleCfg{
		DefaultLanguage: tags[0], AcceptLanguage: tags, FormatBundleFile: "json", UnmarshalFunc: json.Unmarshal,
		Loader: gini18n.LoaderFunc(func(file string) ([]byte, error) {
			l, _ := lang.Lookup(strings.TrimSuffix(path.Base(file), ".json"))
			messages := make(map[string]string)
			for i, s := range codes {
				messages[keys[i]] = s.Meaning(l)
			}
			return json.Marshal(messages)
		}),
	}))
}

// ginContext is that of a request with an Accept-Language, past the middleware.
func ginContext(s site, header string) *gin.Context {
	gin.SetMode(gin.ReleaseMode) // or it prints
	c, _ := gin.CreateTestContext(httptest.NewRecorder())
	c.Request = httptest.NewRequest("GET", "/", nil)
	c.Request.Header.Set("Accept-Language", header)
	s.gin(c)
	return c
}

func ginMessage(b *testing.B, s site) {
	var contexts []*gin.Context
	for _, header := range browserHeaders {
		contexts = append(contexts, ginContext(s, header))
	}
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(gini18n.MustGetMessage(contexts[i%len(contexts)], "404"))
	}
}

// newHeaders are so many that each has been forgotten when its turn comes again,
// made of ranges that are not new.
var newHeaders = sync.OnceValue(func() []string {
	headers := make([]string, 8000)
	for i := range headers {
		headers[i] = fmt.Sprintf("%s,fi;q=0.%03d", browserHeaders[i%len(browserHeaders)], i/len(browserHeaders))
	}
	return headers
})

// newRanges are headers of three languages and regions that all exist, in 24 576
// combinations.
var newRanges = sync.OnceValue(func() []string {
	var bases, regions []string
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			pair := string(a) + string(b)
			if _, err := language.ParseBase(pair); err == nil {
				bases = append(bases, pair)
			}
			if _, err := language.ParseRegion(pair); err == nil {
				regions = append(regions, strings.ToUpper(pair))
			}
		}
	}
	var ranges []string
	for _, b := range bases {
		for _, r := range regions {
			ranges = append(ranges, b+"-"+r)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	random.Shuffle(len(ranges), func(i, j int) { ranges[i], ranges[j] = ranges[j], ranges[i] })
	headers := make([]string, 1<<13)
	for i := range headers {
		headers[i] = ranges[3*i] + "," + ranges[3*i+1] + ";q=0.8," + ranges[3*i+2] + ";q=0.6"
	}
	return headers
})
