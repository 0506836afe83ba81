package negotiate_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang/negotiate"
)

// reference is what Match promises, as slow and as plainly as it can be written:
// regular expressions for the grammar, strings for the tags, CLDR's own data in place of
// the tables, and everything computed anew for each header.
func reference(set []httpstatus.Language, header string) (l httpstatus.Language, ok bool) {
	var served []httpstatus.Language
	for _, l := range set {
		if !slices.ContainsFunc(served, func(o httpstatus.Language) bool { return o.String() == l.String() }) {
			served = append(served, l)
		}
	}

	type want struct {
		text   string // "*" or a range
		weight float64
	}
	var wants []want
	for _, text := range refElements(header) {
		if len(wants) == 32 {
			break
		}
		parts := strings.Split(text, ";")
		w := want{strings.Trim(parts[0], " \t"), 1}
		good := refRange.MatchString(w.text)
		for _, p := range parts[1:] {
			p = strings.Trim(p, " \t")
			if m := refWeight.FindStringSubmatch(p); m != nil {
				good = good && refQvalue.MatchString(m[1])
				w.weight = refThousandths(m[1])
			} else {
				good = good && refParameter.MatchString(p)
			}
		}
		if refPrivate.MatchString(w.text) {
			_, named := refNames(served, w.text)
			good = good && named
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
			if l, ok := refServesRange(served, w.text); ok && !excluded(l) {
				return l, true
			}
			continue
		}
		for _, l := range served {
			meant := false
			for _, o := range wants {
				if other, ok := refServesRange(served, o.text); ok && o.weight > 0 && other == l {
					meant = true
				}
			}
			if !meant && !excluded(l) {
				return l, true
			}
		}
	}
	return served[0], false
}

func refServesRange(served []httpstatus.Language, text string) (httpstatus.Language, bool) {
	if text == "*" {
		return httpstatus.Language{}, false
	}
	if l, ok := refNames(served, text); ok {
		return l, true
	}
	tag, _ := refRead(text)
	return refServes(served, tag)
}

// refNames returns the language whose tag a range is.
func refNames(served []httpstatus.Language, text string) (httpstatus.Language, bool) {
	if !strings.Contains(text, "@") {
		text, _, _ = strings.Cut(text, ".")
	}
	for _, l := range served {
		if strings.EqualFold(l.String(), strings.ReplaceAll(text, "_", "-")) {
			return l, true
		}
	}
	return httpstatus.Language{}, false
}

// refElements returns the elements that end within the first 512 bytes. A comma between a
// weight of 0 and a digit is a decimal comma.
func refElements(header string) (elements []string) {
	for start := 0; start <= len(header); {
		end, joined := start, false
		for end < len(header) && (header[end] != ',' || !joined && refZero.MatchString(header[start:end]) && refDigit.MatchString(header[end+1:])) {
			joined = joined || header[end] == ','
			end++
		}
		if end > 512 {
			break
		}
		elements = append(elements, header[start:end])
		start = end + 1
	}
	return elements
}

var (
	refRange     = regexp.MustCompile(`(?s)^(\*|([A-Za-z]{2,8}|[xX])([-_][A-Za-z0-9]{1,8})*(\.[^@]*)?(@.*)?)$`)
	refPrivate   = regexp.MustCompile(`^[xX]([^A-Za-z]|$)`)
	refWeight    = regexp.MustCompile(`(?s)^[qQ][ \t]*(?:=[ \t]*(.*))?$`)
	refParameter = regexp.MustCompile(`(?s)^([A-Za-z][A-Za-z0-9_-]*[ \t]*(=.*)?)?$`)
	refQvalue    = regexp.MustCompile(`^(0(\.[0-9]*)?|1(\.(0{0,3}|000[0-9]*))?|0,[0-9]*[1-9][0-9]*)$`)
	refZero      = regexp.MustCompile(`(?:^|;)[ \t]*[qQ][ \t]*=[ \t]*0(\.0*)?[ \t]*$`)
	refDigit     = regexp.MustCompile(`^[ \t]*[0-9]`)

	refStyles    = map[string]string{"Aran": "Arab", "Cyrs": "Cyrl", "Latf": "Latn", "Latg": "Latn", "Syre": "Syrc", "Syrj": "Syrc", "Syrn": "Syrc"}
	refModifiers = map[string]string{"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}
	refScripts   = map[string]string{
		"ja-Hira": "Jpan", "ja-Kana": "Jpan", "ja-Hrkt": "Jpan", "ja-Hani": "Jpan", "ja-Latn": "Jpan",
		"ko-Hang": "Kore", "ko-Hani": "Kore", "ko-Jamo": "Kore", "zh-Hani": "",
	}
	refAmericas = language.MustParseRegion("019")
)

// refThousandths cuts a weight after the third decimal, but leaves what is not 0 above 0.
func refThousandths(weight string) float64 {
	whole, decimals, _ := strings.Cut(strings.ReplaceAll(weight, ",", "."), ".")
	exact, _ := strconv.ParseFloat(whole+"."+decimals, 64)
	cut, _ := strconv.ParseFloat(whole+"."+decimals[:min(len(decimals), 3)], 64)
	if cut == 0 && exact > 0 {
		return 0.001
	}
	return cut
}

// refTag is the language, script and region of a range, "" for what it does not say, and
// the other subtags in lower case.
type refTag struct {
	code, script, region string
	more                 []string
}

// refRead reads a range. It also counts the subtags.
func refRead(text string) (tag refTag, length int) {
	text, modifier, modified := strings.Cut(text, "@")
	text, _, _ = strings.Cut(text, ".")
	modifier, _, _ = strings.Cut(modifier, ".")
	subtags := strings.Split(strings.ReplaceAll(text, "_", "-"), "-")
	if len(subtags[0]) > 1 {
		tag.code = refCode(subtags[0])
	}
	for i, s := range subtags {
		if len(s) == 1 {
			tag.more = append(tag.more, subtags[i:]...)
			break
		}
		if i == 0 {
			continue
		}
		letters := strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
		script, isScript := language.ParseScript(s)
		region, isRegion := language.ParseRegion(s)
		switch {
		case len(s) == 3 && letters && tag.code == "zh" && strings.EqualFold(s, "chs"):
			tag.script = "Hans"
		case len(s) == 3 && letters && tag.code == "zh" && strings.EqualFold(s, "cht"):
			tag.script = "Hant"
		case len(s) == 3 && letters && refReads(refCode(s)) == tag.code:
			tag.code = refCode(s)
		case len(s) == 4 && isScript == nil && tag.script == "":
			tag.script = script.String()
		case len(s) <= 3 && isRegion == nil && tag.region == "":
			tag.region = region.String()
		default:
			tag.more = append(tag.more, s)
		}
	}
	length = len(subtags)
	if modified {
		length++
		if script := refModifiers[strings.ToLower(modifier)]; script != "" && tag.script == "" {
			tag.script = script
		} else if modifier != "" {
			tag.more = append(tag.more, strings.Split(strings.ReplaceAll(modifier, "_", "-"), "-")...)
		}
	}
	for i := range tag.more {
		tag.more[i] = strings.ToLower(tag.more[i])
	}
	return refReplace(tag), length
}

func refCode(s string) string {
	if base, err := language.ParseBase(s); err == nil {
		return base.String()
	}
	return strings.ToLower(s)
}

// refReplace writes a tag as CLDR does.
func refReplace(tag refTag) refTag {
	if to, ok := data().aliases[tag.code]; ok {
		code, more, _ := strings.Cut(to, "-")
		tag.code = code
		if len(more) == 4 && tag.script == "" {
			tag.script = more
		}
		if len(more) == 2 && tag.region == "" {
			tag.region = more
		}
	}
	if style, ok := refStyles[tag.script]; ok {
		tag.script = style
	}
	return tag
}

func refOfLanguage(l httpstatus.Language) refTag {
	tag, _ := refRead(l.String())
	if tag.script == "" {
		tag.script = data().script(tag.code, tag.region)
	}
	return tag
}

// refReads returns the language that the readers of another write, "" if there is none.
func refReads(code string) string { return refReaders()[code] }

var refReaders = sync.OnceValue(func() map[string]string {
	readers := map[string]string{"no": "nb", "nn": "nb"}
	for _, m := range data().oneway {
		if data().isMatched(m) {
			readers[m.desired] = m.supported
		}
	}
	return readers
})

// refServes returns the language for a reader of a tag.
func refServes(served []httpstatus.Language, want refTag) (httpstatus.Language, bool) {
	find := func(code, script string) (same []httpstatus.Language) {
		for _, l := range served {
			if tag := refOfLanguage(l); tag.code == code && (tag.script == script || script == "") {
				same = append(same, l)
			}
		}
		return same
	}
	if find(want.code, "") == nil {
		reads := refReads(want.code)
		if want.script == "" && reads == "zh" && data().script(want.code, want.region) == "Hant" {
			want.script = "Hant"
		}
		want.code = reads
	}
	if script, ok := refScripts[want.code+"-"+want.script]; ok {
		want.script = script
	}
	if want.script == "" {
		want.script = data().script(want.code, want.region)
	}
	same := find(want.code, want.script)
	if len(same) == 0 && want.code == "sr" && want.script == "Latn" {
		same = find("sr", "Cyrl")
	}
	if len(same) == 0 && want.code == "sr" && want.script == "Cyrl" {
		same = find("sr", "Latn")
	}
	if want.code == "" || want.script == "" {
		return httpstatus.Language{}, false
	}
	var exact, plain []httpstatus.Language
	for _, l := range same {
		switch more := refOfLanguage(l).more; {
		case slices.Equal(more, want.more):
			exact = append(exact, l)
		case len(more) == 0:
			plain = append(plain, l)
		}
	}
	if len(plain) > 0 {
		same = plain
	}
	if len(exact) > 0 {
		same = exact
	}
	switch len(same) {
	case 0:
		return httpstatus.Language{}, false
	case 1:
		return same[0], true
	}
	// Two pairs of languages differ by region alone: Portuguese, on either side of the ocean,
	// and Traditional Chinese, in Hong Kong and elsewhere.
	best := "pt-PT"
	switch {
	case want.code == "zh" && (want.region == "HK" || want.region == "MO"):
		best = "zh-Hant-HK"
	case want.code == "zh":
		best = "zh-Hant"
	case slices.Contains([]string{"", "ZZ", "001", "PZ"}, want.region): // PZ was the Panama Canal Zone
		best = "pt"
	case refAmericas.Contains(language.MustParseRegion(want.region)):
		best = "pt"
	}
	for _, l := range same {
		if l.String() == best || strings.HasPrefix(l.String(), best+"-x-") {
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
	want, length := refRead(text)
	tag := refOfLanguage(l)
	if want.code != tag.code || want.script != "" && want.script != tag.script || want.region != "" && want.region != tag.region {
		return 0
	}
	if len(want.more) > len(tag.more) || !slices.Equal(want.more, tag.more[:len(want.more)]) {
		return 0
	}
	n := 1 + len(want.more)
	for _, s := range []string{want.script, want.region} {
		if s != "" {
			n++
		}
	}
	if length > n {
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
		gsw gsw-FR wuu nan-TW hak-Hant lzh shu acy-CY lb bs-Latn ja-Hira ko-Hang zh-Hani zh-Hani-TW ur-Aran sr-RU scc scr
		zh-CHT zh-CHS zh-TWN de-AUT sr-SP-Latn ko_KR.UTF-8 sr_RS@latin sr@cyrillic ca_ES@valencia zh_TW.Big5 C.UTF-8 POSIX
		ca-ES-valencia ca-valencia-x-foo CA_valencia de-CH de-1901 de-CH-1901 de_1901.UTF-8 de-x-du DE-X-DU de-AT-x-du de-x en-x-pirate en-GB-x-pirate
		en-x-pirates sr-Latn-ekavsk sr-ekavsk sr-Cyrl-ekavsk sr.UTF-8@latin pt-x-a pt-PT-x-a pt-AO-x-a pt-x x-pirate X-Pirate x-pirate-x en-foobar
		zh_hant_tw EN-us kor eng-USA zh-cmn-Hans-CN zh-min-nan no-bok root e 1e en- -en en--US f! abcdefghi en-abcdefghi ko-*`)
	weights := strings.Split(`||||;q=0.9|;q=0.8|;q=0.5|;q=0.5|;q=0|;q=0.000|;Q=0.7|;q=1|;q=1.001|;q=.5|;q=NaN|; q = 0.3|;level=1;q=0.2|;|;q|;q=0.9;q=0.1|;q=0,8|;q=0,0|;q=0.0001|;q=1.0000|;q:0.1|; =0.3|;q=-0`, "|")
	var sets [][]httpstatus.Language
	sets = append(sets, all)
	sets = append(sets, small...)
	for _, tags := range []string{"en", "en sr", "ko sr-Latn en", "pt-PT pt sr-Latn zh-Hant", "zh-Hant en", "en hr ru es fr ar he"} {
		sets = append(sets, languages(tags))
	}
	sets = append(sets, varieties...)
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
			compare(t, set, m, strings.Join(header, ","))
		}
		for _, r := range ranges {
			compare(t, set, m, r)
		}
		for range n / 10 {
			var header []string
			var tags []language.Tag
			for range random.IntN(5) {
				r := ranges[random.IntN(len(ranges))]
				// x/text takes some regions of three letters for languages: usa, twn.
				misread := slices.Contains([]string{"eng-USA", "zh-TWN", "de-AUT", "zh-CHT"}, r)
				if tag, err := language.Parse(r); err == nil && !misread {
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

// varieties are sets with languages that differ from others only in a variant or private use.
var varieties = [][]httpstatus.Language{
	own("en-x-pirate", "en"), own("en", "en-x-pirate", "de"), own("de", "en-x-pirate"), own("ca", "ca-valencia", "es"), own("ca-valencia", "en"),
	own("en", "de-1901", "de", "de-x-du", "de-CH-1901"), own("en", "sr-Latn-ekavsk", "sr-Latn", "sr"), own("sr-Latn-ekavsk", "sr-Latn"),
	own("sr-Latn-ekavsk", "en"), own("en", "pt-PT-x-a", "pt", "pt-x-a", "pt-PT"), own("en", "pt-PT-x-a", "pt-x-a"), own("en", "x-pirate", "de-foobar", "de"),
	own("ca-valencia-x-foo", "ca-valencia", "ca"),
}

// own returns languages that have these tags.
func own(tags ...string) (set []httpstatus.Language) {
	for _, tag := range tags {
		l, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: tag}, httpstatus.Language{})
		if err != nil {
			panic(err)
		}
		set = append(set, l)
	}
	return set
}

// compare compares Match and Header with the reference, for a header that may be new and
// for one that the Matcher has seen.
func compare(t *testing.T, set []httpstatus.Language, m *negotiate.Matcher, header string) {
	t.Helper()
	want, wanted := reference(set, header)
	for _, when := range []string{"new", "seen"} {
		if got, ok := m.Match(header); got != want || ok != wanted {
			t.Errorf("%q of %v, %s: %v, %v; want %v, %v", header, set, when, got, ok, want, wanted)
		}
		if got := m.Header(header); got != want {
			t.Errorf("%q of %v, %s: Header gives %v, Match %v", header, set, when, got, want)
		}
	}
	if !slices.Contains(set, want) {
		t.Errorf("%q of %v gives %v, which was not given", header, set, want)
	}
}

// FuzzHeader compares Match with the reference, and Tags with what was given. Spaces go
// before the header, so that a short one can reach the bound of 512 bytes too.
//
// It makes a Matcher for each input: what an input runs through does not depend on the
// inputs before it. It ignores long headers, because go test would spend nearly all of its
// time on making them shorter.
func FuzzHeader(f *testing.F) {
	sets := [][]httpstatus.Language{all, small[0], small[1], small[2], small[3], small[4], languages("ko sr-Latn pt-PT")}
	sets = append(sets, varieties...)
	for i, header := range []string{
		"", "*", "en-US,en;q=0.9", "zh-HK,zh;q=0.9,en", "sr-Latn-RS,sr;q=0.9", "pt-AO,pt;q=0", "en;q=0,*", "no,nn;q=0.8",
		"de-DE-u-co-phonebk-x-a", "en-t-de-m0-din,ko;q=0.3", "\xff\xfe,ko", "ko\x00", "ko;q=0.5;q=NaN", "zh_Hant_HK", "yue-CN,tl,iw,prs",
		"ko;q=\n", "de-DE,de;q=0,8,en-US;q=0,5,en;q=0,3", "ko;q=0.0001", "ko;q=1.0000", "sr_RS.UTF-8@latin", "ja_JP@calendar=japanese", "zh-CHT,zh-TWN",
		"sr-SP-Latn", "fr;q:0.1", "zh-yue,zh-Hani,ur-Aran",
		"en-x-pirate", "ca-ES-valencia,ca;q=0.8", "ca_ES@valencia,en", "de,de-1901;q=0", "x-pirate,en;q=0.5", "pt-AO-x-a", "ca@valencia_x-foo,sh@;q=0,ca-valencia@", "sr-ekavsk", "de;q=0,de-x-du",
		// Of the kind that once made x/text's parser panic or hang.
		"en-u-\xf1-", "x-0", "en-u-x-", "de-u-00-0000", "a-u-0", strings.Repeat("-0", 30), strings.Repeat("de,", 30), strings.Repeat("a-", 30),
	} {
		f.Add(header, uint8(i), uint16(0))
		f.Add(header, uint8(i+3), uint16(505))
	}
	f.Fuzz(func(t *testing.T, header string, n uint8, spaces uint16) {
		if len(header) > 100 {
			return
		}
		header = strings.Repeat(" ", int(spaces)%600) + header
		set := sets[int(n)%len(sets)]
		m := newMatcher(set)
		compare(t, set, m, header)
		tags, _, err := language.ParseAcceptLanguage(header)
		if err != nil {
			return
		}
		if got := m.Tags(tags...); !slices.Contains(set, got) {
			t.Errorf("Tags(%v) of %v gives %v, which was not given", tags, set, got)
		}
	})
}
