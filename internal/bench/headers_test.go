package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// A site is the languages that a server speaks, ready for both ways to choose one.
type site struct {
	name string
	ours *negotiate.Matcher
	text language.Matcher
}

var sites = sync.OnceValue(func() []site {
	all := slices.DeleteFunc(lang.All(), func(l httpstatus.Language) bool { return l == lang.English })
	var sites []site
	for name, languages := range map[string][]httpstatus.Language{"2": {lang.Korean}, "all": all} {
		tags := []language.Tag{language.English}
		for _, l := range languages {
			tags = append(tags, language.Make(l.String()))
		}
		sites = append(sites, site{name, negotiate.New(lang.English, languages...), language.NewMatcher(tags)})
	}
	return sites
})

// browserHeaders are what browsers send whose users read one to four languages.
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

const many = 1 << 13 // more headers or tags than any cache remembers

// newHeaders returns many different headers of tags that are soon known.
func newHeaders() []string {
	headers := make([]string, many)
	for i := range headers {
		headers[i] = fmt.Sprintf("%s,fi;q=0.%03d,en-GB;q=0.%03d", browserHeaders[i%8], 1+i/8%128, 1+i/1024)
	}
	return headers
}

// newTags returns many different headers, each of n tags in order of preference.
// No tag comes twice.
func newTags(n int) []string {
	var tags []string
	for _, base := range language.Supported.BaseLanguages() {
		if len(base.String()) > 2 {
			continue // a language that few browsers offer
		}
		for _, region := range language.Supported.Regions() {
			tags = append(tags, base.String()+"-"+region.String())
		}
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(tags), func(i, j int) { tags[i], tags[j] = tags[j], tags[i] })
	var headers []string
	for list := range slices.Chunk(tags[:min(len(tags), n*many)/n*n], n) {
		for i := range list[1:] {
			list[i+1] += fmt.Sprintf(";q=0.%d", 99-i)
		}
		headers = append(headers, strings.Join(list, ","))
	}
	return headers
}

type headerCase struct {
	name    string
	headers []string
}

var headerCases = sync.OnceValue(func() []headerCase {
	return []headerCase{
		{"seen", browserHeaders},
		{"new", newHeaders()},
		{"new tags", newTags(3)},
		{"32 new tags", newTags(32)},
		{"1 MiB", []string{strings.Repeat("de,", 1<<20/3)}},
	}
})

func BenchmarkHeader(b *testing.B) {
	for _, s := range sites() {
		for _, c := range headerCases() {
			next := 0
			b.Run(s.name+"/"+c.name, func(b *testing.B) {
				i := next
				for ; b.Loop(); i++ {
					s.ours.Header(c.headers[i%len(c.headers)])
				}
				next = i // with -count, the headers are new in the next run too
			})
		}
	}
}

// MatchStrings has no bounds: 1 MiB of "de," takes it a third of a second.
func BenchmarkMatchStrings(b *testing.B) {
	for _, s := range sites() {
		for _, c := range headerCases()[:3] {
			next := 0
			b.Run(s.name+"/"+c.name, func(b *testing.B) {
				i := next
				for ; b.Loop(); i++ {
					language.MatchStrings(s.text, c.headers[i%len(c.headers)])
				}
				next = i // with -count, the headers are new in the next run too
			})
		}
	}
}

func TestHeadersAreNew(t *testing.T) {
	for _, c := range headerCases()[1:4] {
		headers := slices.Sorted(slices.Values(c.headers))
		if n := len(slices.Compact(headers)); n != len(c.headers) || n < many/8 {
			t.Errorf("%s: %d of %d headers are different", c.name, n, len(c.headers))
		}
	}
}

func TestSameLanguages(t *testing.T) {
	for _, s := range sites() {
		languages := s.ours.Languages()
		for _, h := range slices.Concat(browserHeaders, newHeaders()[:800]) {
			_, i := language.MatchStrings(s.text, h)
			want := languages[i].String()
			if strings.HasPrefix(h, "zh-TW") && s.name == "all" {
				want = "zh-Hant" // MatchStrings gives Simplified Chinese, for the "zh" that follows
			}
			if got := s.ours.Header(h).String(); got != want {
				t.Errorf("%s languages, %q: Header returns %s, want %s", s.name, h, got, want)
			}
		}
	}
}
