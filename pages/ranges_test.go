package pages_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/pages"
)

// caddyMap is a map of the configuration of Caddy. The other servers have the same regular
// expressions, and TestServers tries them there.
type caddyMap struct {
	patterns []*regexp.Regexp
	values   []string
	other    string
}

func (m *caddyMap) get(value string) string {
	for i, p := range m.patterns {
		if found := p.FindStringSubmatchIndex(value); found != nil {
			return string(p.ExpandString(nil, m.values[i], value, found))
		}
	}
	return m.other
}

// caddyMaps returns the maps of a configuration by their input.
func caddyMaps(t *testing.T, config string) map[string]*caddyMap {
	t.Helper()
	maps := map[string]*caddyMap{}
	var m *caddyMap
	for line := range strings.Lines(config) {
		words := strings.Fields(line)
		switch {
		case len(words) > 1 && words[0] == "map":
			m = &caddyMap{}
			maps[words[1]] = m
		case m != nil && len(words) > 1 && words[0] == "default":
			m.other = words[1]
		case m != nil && len(words) > 1 && strings.HasPrefix(words[0], "`~"):
			m.patterns = append(m.patterns, regexp.MustCompile(strings.Trim(words[0], "`~")))
			m.values = append(m.values, words[1])
		}
	}
	return maps
}

// The generated regular expressions choose as package negotiate does, for each locale alone
// and for lists with weights.
func TestLanguageRanges(t *testing.T) {
	british, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: "en-GB"}, lang.English)
	if err != nil {
		t.Fatal(err)
	}
	galician, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: "gl"}, lang.English)
	if err != nil {
		t.Fatal(err)
	}
	for name, languages := range map[string][]httpstatus.Language{
		"all":             lang.All(),
		"English":         {lang.English},
		"Chinese":         {lang.English, lang.TraditionalChinese, lang.SimplifiedChinese},
		"one Chinese":     {lang.Korean, lang.SimplifiedChinese},
		"Portuguese":      {lang.EuropeanPortuguese, lang.English},
		"Serbian":         {lang.English, lang.SerbianLatin},
		"own languages":   {lang.English, british, galician},
		"British English": {british, lang.Spanish},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "pages")
			if err := pages.Build(dir, pages.Options{Languages: languages, Statuses: []httpstatus.Status{404}, Servers: []pages.Server{pages.Caddy}, Path: "/srv/pages"}); err != nil {
				t.Fatal(err)
			}
			maps := caddyMaps(t, tree(t, dir)["caddy.conf"])
			ranges, tags := maps["{header.Accept-Language}"], maps["{pages_range}"]
			if ranges == nil || tags == nil || len(ranges.patterns) != 11 {
				t.Fatalf("the maps are %v", maps)
			}
			matcher := negotiate.New(languages[0], languages[1:]...)
			check := func(header string) {
				t.Helper()
				if got, want := tags.get(ranges.get(header)), matcher.Header(header).String(); got != want {
					t.Errorf("%q gets %s, want %s", header, got, want)
				}
			}

			// Left out are the few locales that no language is for although their shorter range
			// has one, such as ms-CC: the regular expressions of Go cannot say that.
			var locales []string
			add := func(locale string) {
				base, _, _ := strings.Cut(locale, "-")
				if _, ok := matcher.Match(locale); !ok {
					if _, ok := matcher.Match(base); ok {
						return
					}
				}
				locales = append(locales, locale)
			}
			for _, tag := range language.Supported.Tags() {
				base, _, _ := tag.Raw()
				add(tag.String())
				for _, region := range []string{"US", "GB", "BR", "PT", "AO", "TW", "HK", "CN", "SG", "RS", "ME", "KR", "IN", "NO", "ZZ", "419"} {
					add(base.String() + "-" + region)
				}
			}
			for _, tag := range []string{"iw", "in", "no", "nn", "tl", "mo", "sh", "zh-Hant-TW", "zh-Hans-CN", "sr-Latn-RS", "sr-Cyrl", "en-us-posix", "EN", "ko-kr-u-nu-latn"} {
				add(tag)
			}
			for _, locale := range locales {
				check(locale)
				check(strings.ToLower(locale) + " ;q=0.5")
			}

			source := rand.New(rand.NewPCG(1, 2))
			for range 2000 {
				weights := source.Perm(10)
				var elements []string
				for _, w := range weights[:1+source.IntN(5)] {
					element := locales[source.IntN(len(locales))]
					if w < 9 {
						element += fmt.Sprintf(";q=0.%d", w+1)
					}
					elements = append(elements, element)
				}
				check(strings.Join(elements, ", "))
			}
			// With equal weights, the first wins.
			for range 500 {
				a, b := locales[source.IntN(len(locales))], locales[source.IntN(len(locales))]
				check(a + "," + b)
				check(a + ";q=0.25," + b + ";q=0.25")
			}
			for _, header := range []string{"", ",", "q=1", "xx", "x-private", "ko;q=0", "ko;q=0.000", "garbage;;;,,", "kokoro", "e", "\x00"} {
				check(header)
			}
		})
	}
}
