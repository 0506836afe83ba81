package negotiate_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang/negotiate"
)

// reference is what Header promises, as slow and as plainly as it can be written:
// regular expressions for the grammar, strings for the tags, everything computed
// anew for each header.
func reference(set []httpstatus.Language, header string) httpstatus.Language {
	var served []httpstatus.Language
	for _, l := range set {
		if !slices.ContainsFunc(served, func(o httpstatus.Language) bool { return o.String() == l.String() }) {
			served = append(served, l)
		}
	}

	type want struct {
		text   string // "*", or a range with hyphens
		weight float64
	}
	var wants []want
	at := 0
	for _, text := range strings.Split(header, ",") {
		at += len(text)
		if at > 512 || len(wants) == 32 {
			break
		}
		at += len(",")
		parts := strings.Split(text, ";")
		w := want{strings.ReplaceAll(strings.Trim(parts[0], " \t"), "_", "-"), 1}
		good := refRange.MatchString(w.text)
		for _, p := range parts[1:] {
			if m := refWeight.FindStringSubmatch(p); m != nil {
				good = good && refQvalue.MatchString(m[1])
				w.weight, _ = strconv.ParseFloat(m[1], 64)
			}
		}
		if good {
			wants = append(wants, w)
		}
	}
	sort.SliceStable(wants, func(i, j int) bool { return wants[i].weight > wants[j].weight })

	excluded := func(l httpstatus.Language) bool {
		most, excluded := 0, false
		for _, w := range wants {
			if n := refHolds(w.text, l); n > most || n == most && n > 0 && w.weight == 0 {
				most, excluded = n, w.weight == 0
			}
		}
		return excluded
	}
	for _, w := range wants {
		if w.weight == 0 {
			continue
		}
		if w.text != "*" {
			if l, ok := refServes(served, w.text); ok && !excluded(l) {
				return l
			}
			continue
		}
		for _, l := range served {
			meant := false
			for _, o := range wants {
				if other, ok := refServes(served, o.text); ok && o.weight > 0 && other == l {
					meant = true
				}
			}
			if !meant && !excluded(l) {
				return l
			}
		}
	}
	return served[0]
}

var (
	refRange  = regexp.MustCompile(`^(\*|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)$`)
	refWeight = regexp.MustCompile(`^[ \t]*[qQ][ \t]*(?:=[ \t]*(.*?)[ \t]*)?$`)
	refQvalue = regexp.MustCompile(`^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$`)

	refAliases = map[string]string{
		"no": "nb", "nn": "nb", "tl": "fil", "iw": "he", "in": "id", "mo": "ro", "sh": "sr-Latn", "cnr": "sr-Latn",
		"cmn": "zh", "yue": "zh-Hant", "yue-CN": "zh-Hans", "zh-MY": "zh-Hans", "ms-ID": "ms-Latn",
		"arb": "ar", "arz": "ar", "ary": "ar", "arq": "ar", "apc": "ar", "ajp": "ar", "acm": "ar", "afb": "ar", "aeb": "ar",
		"apd": "ar", "ars": "ar", "acw": "ar", "acq": "ar", "ayl": "ar", "ayn": "ar",
		"pes": "fa", "prs": "fa", "zsm": "ms", "swh": "sw", "swc": "sw",
	}
	refAmericas = language.MustParseRegion("019")
)

// refTag is what x/text makes of the first subtags of a range.
func refTag(text string) language.Tag {
	subtags := strings.Split(text, "-")
	for i, s := range subtags {
		if i == 4 || len(s) == 1 {
			subtags = subtags[:i]
			break
		}
	}
	tag, _ := language.Parse(strings.Join(subtags, "-"))
	return tag
}

// refServes returns the language for a reader of a tag.
func refServes(served []httpstatus.Language, text string) (httpstatus.Language, bool) {
	b, s, r := refTag(text).Raw()
	base, script, region := b.String(), s.String(), r.String()
	if text == "*" || base == "und" {
		return httpstatus.Language{}, false
	}
	alias, ok := refAliases[base+"-"+region]
	if !ok {
		alias, ok = refAliases[base]
	}
	isServed := slices.ContainsFunc(served, func(l httpstatus.Language) bool {
		b, _ := language.Raw.Make(l.String()).Base()
		return b.String() == base
	})
	if ok && (!isServed || strings.HasPrefix(alias, base+"-")) { // what is there needs no alias
		var aliasScript string
		base, aliasScript, _ = strings.Cut(alias, "-")
		if script == "Zzzz" && aliasScript != "" {
			script = aliasScript
		}
	}
	if script == "Zzzz" {
		likely, _ := language.Raw.Make(base + "-" + region).Script()
		script = likely.String()
	}
	find := func(script string) (same []httpstatus.Language) {
		for _, l := range served {
			tag := language.Raw.Make(l.String())
			b, _ := tag.Base()
			s, _ := tag.Script()
			if b.String() == base && s.String() == script {
				same = append(same, l)
			}
		}
		return same
	}
	same := find(script)
	if len(same) == 0 && base == "sr" && script == "Latn" {
		same = find("Cyrl")
	}
	if len(same) == 0 && base == "sr" && script == "Cyrl" {
		same = find("Latn")
	}
	switch len(same) {
	case 0:
		return httpstatus.Language{}, false
	case 1:
		return same[0], true
	}
	// Two languages differ by region alone: Portuguese, from either side of the ocean.
	best := "pt-PT"
	if region == "ZZ" || region == "001" || refAmericas.Contains(r) || region == "PZ" { // PZ was the Panama Canal Zone
		best = "pt"
	}
	for _, l := range same {
		if l.String() == best {
			return l, true
		}
	}
	panic(fmt.Sprint("languages that differ by neither language nor script nor region: ", same))
}

// refHolds returns with how many subtags a range holds a language.
func refHolds(text string, l httpstatus.Language) int {
	if text == "*" {
		return 0
	}
	b, s, r := refTag(text).Raw()
	tag := language.Raw.Make(l.String())
	base, _, region := tag.Raw()
	script, _ := tag.Script()
	n := 0
	for _, pair := range [][3]string{
		{b.String(), base.String(), "und"},
		{s.String(), script.String(), "Zzzz"},
		{r.String(), region.String(), "ZZ"},
	} {
		if pair[0] == pair[1] && pair[0] != pair[2] {
			n++
		} else if pair[0] != pair[2] || pair[2] == "und" {
			return 0
		}
	}
	if strings.Count(text, "-")+1 > n {
		return 0
	}
	return n
}

// TestReference compares Header and Tags with the reference, over headers put
// together from what readers send and what they do not.
func TestReference(t *testing.T) {
	ranges := strings.Fields(`* en en-US en-GB ko ko-KR fr-CA pt pt-BR pt-PT pt-AO pt-MO pt-US zh zh-CN zh-TW zh-HK zh-MO zh-SG zh-MY zh-Hans
		zh-Hant zh-Hans-HK zh-US sr sr-ME sr-Latn sr-Cyrl sr-Latn-RS sr-Arab sh sh-Cyrl hr bs cnr no nb nn da da-DK uk be kk ru ru-Latn ca gl eu
		es-419 he iw id in fil tl tl-Tglg ms ms-Arab ms-ID zsm mo ro-MD yue yue-CN yue-Hans cmn cmn-Hant nan arb arz ar-EG ary-Latn prs pes fa-AF sw swh swc-CD
		hi hi-Latn ja ja-Latn de de-1996 de-u-co-phonebk ca-valencia de-x-en x-en i-klingon und und-KR mul xx xx-XX en-QQ en-Abcd de-abcdefgh pt_BR
		zh_hant_tw EN-us kor eng-USA zh-cmn-Hans-CN zh-min-nan no-bok root e 1e en- -en en--US f! abcdefghi en-abcdefghi ko-*`)
	weights := strings.Split(`||||;q=0.9|;q=0.8|;q=0.5|;q=0.5|;q=0|;q=0.000|;Q=0.7|;q=1|;q=1.001|;q=.5|;q=NaN|; q = 0.3|;level=1;q=0.2|;|;q|;q=0.9;q=0.1`, "|")
	var sets [][]httpstatus.Language
	sets = append(sets, all)
	sets = append(sets, small...)
	for _, tags := range []string{"en", "en sr", "ko sr-Latn en", "pt-PT pt sr-Latn zh-Hant", "zh-Hant en", "en hr ru es fr ar he"} {
		sets = append(sets, languages(tags))
	}
	random := rand.New(rand.NewPCG(3, 46))
	n := 1500
	if testing.Short() {
		n = 300
	}
	for _, set := range sets {
		m := newMatcher(set)
		for range n {
			var header []string
			for range random.IntN(5) {
				header = append(header, ranges[random.IntN(len(ranges))]+weights[random.IntN(len(weights))])
			}
			compare(t, set, m.Header, strings.Join(header, ","))
		}
		for _, r := range ranges {
			compare(t, set, m.Header, r)
		}
		for range n / 10 {
			var header []string
			var tags []language.Tag
			for range random.IntN(5) {
				r := ranges[random.IntN(len(ranges))]
				if tag, err := language.Parse(r); err == nil {
					header = append(header, r)
					tags = append(tags, tag)
				}
			}
			if got, want := m.Tags(tags...), m.Header(strings.Join(header, ",")); got != want {
				t.Errorf("Tags(%v) of %v gives %v, Header %v", tags, set, got, want)
			}
		}
	}
}

func compare(t *testing.T, set []httpstatus.Language, f func(string) httpstatus.Language, header string) {
	t.Helper()
	want := reference(set, header)
	for _, when := range []string{"new", "seen"} {
		if got := f(header); got != want {
			t.Errorf("%q of %v, %s: %v, want %v", header, set, when, got, want)
		}
	}
	if !slices.Contains(set, want) {
		t.Errorf("%q of %v gives %v, which was not given", header, set, want)
	}
}

// FuzzHeader compares Header with the reference, and Tags with Header.
func FuzzHeader(f *testing.F) {
	for _, header := range []string{
		"", "*", "en-US,en;q=0.9", "zh-HK,zh;q=0.9,en", "sr-Latn-RS,sr;q=0.9", "pt-AO,pt;q=0", "en;q=0,*", "no,nn;q=0.8",
		"de-DE-u-co-phonebk-x-a", "en-t-de-m0-din,ko;q=0.3", "\xff\xfe,ko", "ko\x00", "ko;q=0.5;q=NaN", "zh_Hant_HK", "yue-CN,tl,iw,prs",
		// Of the kind that once made x/text's parser panic or hang.
		"en-u-\xf1-", "x-0", "en-u-x-", "de-u-00-0000", "a-u-0", strings.Repeat("-0", 300), strings.Repeat("de,", 300), strings.Repeat("a-", 300),
	} {
		f.Add(header)
	}
	sets := [][]httpstatus.Language{all, small[0], small[1], small[2], small[3], languages("ko sr-Latn pt-PT")}
	var matchers []*negotiate.Matcher
	for _, set := range sets {
		matchers = append(matchers, newMatcher(set))
	}
	f.Fuzz(func(t *testing.T, header string) {
		for i, set := range sets {
			m := matchers[i]
			compare(t, set, m.Header, header)
			tags, _, err := language.ParseAcceptLanguage(header)
			if err != nil {
				continue
			}
			if got := m.Tags(tags...); !slices.Contains(set, got) {
				t.Errorf("Tags(%v) of %v gives %v, which was not given", tags, set, got)
			}
		}
	})
}
