package negotiate_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang/negotiate"
)

// The benchmarks set Header beside language.MatchStrings, with a matcher made once,
// for the same header and the same languages.
var benchSets = []struct {
	name string
	set  []httpstatus.Language
}{
	{"2", small[0]},
	{"all", all},
}

var benchHeaders = []struct{ name, header string }{
	{"none", ""},
	{"any", "*"},
	{"ko", "ko"},
	{"en-US", "en-US"},
	{"Chrome-USA", "en-US,en;q=0.9"},
	{"Chrome-Korea", "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7"},
	{"Chrome-Brazil", "pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7"},
	{"Chrome-HongKong", "zh-HK,zh;q=0.9,en"},
	{"Firefox-Norway", "nb-NO,nb;q=0.9,no-NO;q=0.8,no;q=0.6,nn-NO;q=0.5,nn;q=0.4,en-US;q=0.3,en;q=0.1"},
	{"unserved", "be,gl;q=0.9,eu;q=0.8"},
}

func BenchmarkSeen(b *testing.B) {
	for _, s := range benchSets {
		m, x := newMatcher(s.set), textMatcher(s.set)
		for _, h := range benchHeaders {
			b.Run(s.name+"/"+h.name+"/Header", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m.Header(h.header)
				}
			})
			b.Run(s.name+"/"+h.name+"/MatchStrings", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					language.MatchStrings(x, h.header)
				}
			})
		}
	}
}

// BenchmarkNew goes round more headers than there are slots, so that each is new. In
// "newest" each begins with a new tag as well.
func BenchmarkNew(b *testing.B) {
	const many = 1 << 14
	headers := make(map[string][]string)
	for _, h := range benchHeaders[2:] {
		for i := range many {
			headers[h.name] = append(headers[h.name], fmt.Sprintf("%s,en;q=0.%03d,en-GB;q=0.%03d", h.header, 1+i%128, 1+i/128))
		}
	}
	for _, base := range language.Supported.BaseLanguages() {
		for _, region := range language.Supported.Regions() {
			headers["newest"] = append(headers["newest"], fmt.Sprintf("%v-%v,en;q=0.9", base, region))
		}
	}
	for _, s := range benchSets {
		m, x := newMatcher(s.set), textMatcher(s.set)
		for name, headers := range headers {
			b.Run(s.name+"/"+name+"/Header", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					m.Header(headers[i%len(headers)])
				}
			})
			b.Run(s.name+"/"+name+"/MatchStrings", func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					language.MatchStrings(x, headers[i%len(headers)])
				}
			})
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	header := strings.Repeat("de,", 1<<20/3)
	m, x := newMatcher(all), textMatcher(all)
	b.Run("seen/Header", func(b *testing.B) {
		for b.Loop() {
			m.Header(header)
		}
	})
	b.Run("new/Header", func(b *testing.B) {
		var headers []string
		for i := range 1 << 12 {
			headers = append(headers, fmt.Sprintf("%s,x%c%c;q=0,*;q=0.1,%s", numbered(32, "x%c%c,"), 'a'+i%26, 'a'+i/26%26, header[:1<<10]))
		}
		for i := 0; b.Loop(); i++ {
			m.Header(headers[i%len(headers)])
		}
	})
	b.Run("seen/MatchStrings", func(b *testing.B) {
		for b.Loop() {
			language.MatchStrings(x, header)
		}
	})
}

func BenchmarkMatcher(b *testing.B) {
	for _, s := range benchSets {
		b.Run(s.name+"/New", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				negotiate.New(s.set[0], s.set[1:]...)
			}
		})
		b.Run(s.name+"/NewMatcher", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				textMatcher(s.set)
			}
		})
	}
}

func BenchmarkParallel(b *testing.B) {
	m := newMatcher(all)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			m.Header("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7")
		}
	})
}

func textMatcher(set []httpstatus.Language) language.Matcher {
	var tags []language.Tag
	for _, l := range set {
		tags = append(tags, language.Make(l.String()))
	}
	return language.NewMatcher(tags)
}
