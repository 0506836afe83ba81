package negotiate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// The sets that readers meet in these tests: all languages, English first, and
// small ones in the order of the columns of TestBrowsers.
var (
	all   = append([]httpstatus.Language{lang.English}, lang.All()...)
	small = [][]httpstatus.Language{
		{lang.English, lang.Korean},
		{lang.SimplifiedChinese, lang.TraditionalChinese},
		{lang.Serbian, lang.SerbianLatin},
		{lang.BrazilianPortuguese, lang.EuropeanPortuguese},
		{lang.Norwegian, lang.Danish, lang.English},
		{lang.Russian, lang.English},
	}
)

func newMatcher(set []httpstatus.Language) *negotiate.Matcher {
	return negotiate.New(set[0], set[1:]...)
}

func languages(tags string) (set []httpstatus.Language) {
	for tag := range strings.FieldsSeq(tags) {
		l, ok := lang.Lookup(tag)
		if !ok {
			panic(tag)
		}
		set = append(set, l)
	}
	return set
}

func TestBrowsers(t *testing.T) {
	rows := []struct{ reader, header, all, small string }{
		{"Chrome, USA", "en-US,en;q=0.9", "en", "en zh-Hans sr pt en en"},
		{"Firefox, USA", "en-US,en;q=0.5", "en", "en zh-Hans sr pt en en"},
		{"Safari, UK", "en-GB,en;q=0.9", "en", "en zh-Hans sr pt en en"},
		{"Edge, UK", "en-GB,en;q=0.9,en-US;q=0.8", "en", "en zh-Hans sr pt en en"},
		{"Chrome, India", "en-IN,en-GB;q=0.9,en-US;q=0.8,en;q=0.7,hi;q=0.6", "en", "en zh-Hans sr pt en en"},
		{"Chrome, Korea", "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko", "ko zh-Hans sr pt en en"},
		{"Firefox, Korea", "ko-KR,ko;q=0.8,en-US;q=0.5,en;q=0.3", "ko", "ko zh-Hans sr pt en en"},
		{"Safari, Korea", "ko-KR,ko;q=0.9", "ko", "ko zh-Hans sr pt nb ru"},
		{"Korean abroad", "en-US,en;q=0.9,ko;q=0.8", "en", "en zh-Hans sr pt en en"},
		{"Chrome, Germany", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de", "en zh-Hans sr pt en en"},
		{"Firefox, Germany", "de,en-US;q=0.7,en;q=0.3", "de", "en zh-Hans sr pt en en"},
		{"Firefox, Switzerland", "de-CH,de;q=0.8,fr;q=0.5,en;q=0.3", "de", "en zh-Hans sr pt en en"},
		{"MDN's example", "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr", "en zh-Hans sr pt en en"},
		{"Chrome, Québec", "fr-CA,fr;q=0.9,en-CA;q=0.8,en;q=0.7", "fr", "en zh-Hans sr pt en en"},
		{"Safari, Québec", "fr-CA,fr-FR;q=0.9,fr;q=0.8", "fr", "en zh-Hans sr pt nb ru"},
		{"Chrome, Mexico", "es-MX,es-419;q=0.9,es;q=0.8,en;q=0.7", "es", "en zh-Hans sr pt en en"},
		{"Chrome, Latin America", "es-419,es;q=0.9", "es", "en zh-Hans sr pt nb ru"},
		{"Firefox, Spain", "es-ES,es;q=0.8,en-US;q=0.5,en;q=0.3", "es", "en zh-Hans sr pt en en"},
		{"Chrome, Brazil", "pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7", "pt", "en zh-Hans sr pt en en"},
		{"Firefox, Portugal", "pt-PT,pt;q=0.8,en;q=0.5,en-US;q=0.3", "pt-PT", "en zh-Hans sr pt-PT en en"},
		{"Chrome, Portugal", "pt-PT,pt;q=0.9,en-US;q=0.8,en;q=0.7", "pt-PT", "en zh-Hans sr pt-PT en en"},
		{"Edge, Angola", "pt-AO,pt;q=0.9", "pt-PT", "en zh-Hans sr pt-PT nb ru"},
		{"Edge, Mozambique", "pt-MZ,pt;q=0.9,en;q=0.8", "pt-PT", "en zh-Hans sr pt-PT en en"},
		{"Portuguese alone", "pt", "pt", "en zh-Hans sr pt nb ru"},
		{"Chrome, China", "zh-CN,zh;q=0.9", "zh-Hans", "en zh-Hans sr pt nb ru"},
		{"Firefox, China", "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2", "zh-Hans", "en zh-Hans sr pt en en"},
		{"Safari, China", "zh-CN,zh-Hans;q=0.9", "zh-Hans", "en zh-Hans sr pt nb ru"},
		{"Edge, China", "zh-CN,zh;q=0.9,en;q=0.8,en-GB;q=0.7,en-US;q=0.6", "zh-Hans", "en zh-Hans sr pt en en"},
		{"Chrome, Singapore", "zh-SG,zh;q=0.9,en;q=0.8", "zh-Hans", "en zh-Hans sr pt en en"},
		{"Chrome, Taiwan", "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-Hant", "en zh-Hant sr pt en en"},
		{"Firefox, Taiwan", "zh-TW,zh;q=0.8,en-US;q=0.5,en;q=0.3", "zh-Hant", "en zh-Hant sr pt en en"},
		{"Safari, Taiwan", "zh-TW,zh-Hant;q=0.9", "zh-Hant", "en zh-Hant sr pt nb ru"},
		{"Chrome, Hong Kong", "zh-HK,zh;q=0.9,en", "zh-Hant-HK", "en zh-Hant sr pt en en"},
		{"Safari, Hong Kong", "zh-HK,zh-Hant;q=0.9,en;q=0.8", "zh-Hant-HK", "en zh-Hant sr pt en en"},
		{"Edge, Macao", "zh-MO,zh;q=0.9", "zh-Hant-HK", "en zh-Hant sr pt nb ru"},
		{"Android, Cantonese", "yue-Hant-HK,zh-HK;q=0.9", "zh-Hant-HK", "en zh-Hant sr pt nb ru"},
		{"Chrome, Japan", "ja,en-US;q=0.9,en;q=0.8", "ja", "en zh-Hans sr pt en en"},
		{"Safari, Japan", "ja-JP", "ja", "en zh-Hans sr pt nb ru"},
		{"Chrome, Serbia", "sr-RS,sr;q=0.9,en-US;q=0.8,en;q=0.7", "sr", "en zh-Hans sr pt en en"},
		{"Chrome, Serbia, Latin", "sr-Latn-RS,sr;q=0.9,en-US;q=0.8,en;q=0.7", "sr-Latn", "en zh-Hans sr-Latn pt en en"},
		{"Edge, Montenegro", "sr-Latn-ME,sr;q=0.9", "sr-Latn", "en zh-Hans sr-Latn pt nb ru"},
		{"Firefox, Montenegro", "sr-ME,sr;q=0.8", "sr-Latn", "en zh-Hans sr-Latn pt nb ru"},
		{"Firefox, Serbia", "sr,sr-RS;q=0.8,sr-CS;q=0.6,en-US;q=0.4,en;q=0.2", "sr", "en zh-Hans sr pt en en"},
		{"Chrome, Croatia", "hr-HR,hr;q=0.9,en-US;q=0.8,en;q=0.7", "hr", "en zh-Hans sr pt en en"},
		{"Chrome, Bosnia", "bs,en-US;q=0.9,en;q=0.8", "bs", "en zh-Hans sr pt en en"},
		{"Bosnian, who also says Serbian", "bs,sr-Latn;q=0.9,en;q=0.8", "bs", "en zh-Hans sr-Latn pt en en"},
		{"Chrome, Norway", "nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5", "nb", "en zh-Hans sr pt nb en"},
		{"Firefox, Norway", "nb-NO,nb;q=0.9,no-NO;q=0.8,no;q=0.6,nn-NO;q=0.5,nn;q=0.4,en-US;q=0.3,en;q=0.1", "nb", "en zh-Hans sr pt nb en"},
		{"Firefox, Nynorsk", "nn-NO,nn;q=0.9,no-NO;q=0.8,no;q=0.6,nb-NO;q=0.5,nb;q=0.4,en-US;q=0.3,en;q=0.1", "nb", "en zh-Hans sr pt nb en"},
		{"Safari, Norway", "no", "nb", "en zh-Hans sr pt nb ru"},
		{"Chrome, Denmark", "da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7", "da", "en zh-Hans sr pt da en"},
		{"Chrome, Sweden", "sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7", "sv", "en zh-Hans sr pt en en"},
		{"Chrome, Finland", "fi-FI,fi;q=0.9,sv;q=0.8,en;q=0.7", "fi", "en zh-Hans sr pt en en"},
		{"Chrome, Iceland", "is-IS,is;q=0.9,en;q=0.8", "is", "en zh-Hans sr pt en en"},
		{"Chrome, Ukraine", "uk-UA,uk;q=0.9,ru;q=0.8,en-US;q=0.7,en;q=0.6", "uk", "en zh-Hans sr pt en ru"},
		{"Safari, Ukraine", "uk-UA,uk;q=0.9", "uk", "en zh-Hans sr pt nb ru"},
		{"Ukrainian, who also says English", "uk,en;q=0.8", "uk", "en zh-Hans sr pt en en"},
		{"Chrome, Russia", "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru", "en zh-Hans sr pt en ru"},
		{"Chrome, Belarus", "be,en;q=0.8", "be", "en zh-Hans sr pt en en"},
		{"Belarusian, who also says Russian", "be-BY,be;q=0.9,ru;q=0.8", "be", "en zh-Hans sr pt nb ru"},
		{"Chrome, Kazakhstan", "kk-KZ,kk;q=0.9,en;q=0.8", "kk", "en zh-Hans sr pt en en"},
		{"Chrome, Kyrgyzstan", "ky,en;q=0.8", "ky", "en zh-Hans sr pt en en"},
		{"Chrome, Azerbaijan", "az-AZ,az;q=0.9,en;q=0.8", "az", "en zh-Hans sr pt en en"},
		{"Chrome, Catalonia", "ca,es;q=0.9,en;q=0.8", "ca", "en zh-Hans sr pt en en"},
		{"Firefox, Galicia", "gl-GL,gl;q=0.9,en-US;q=0.6,en;q=0.4", "gl", "en zh-Hans sr pt en en"},
		{"Firefox, Basque Country", "eu,en;q=0.8", "eu", "en zh-Hans sr pt en en"},
		{"Basque, who also says Spanish", "eu-ES,eu;q=0.9,es;q=0.8,en;q=0.7", "eu", "en zh-Hans sr pt en en"},
		{"Firefox, Brittany", "br,en;q=0.5", "en", "en zh-Hans sr pt en en"},
		{"Chrome, Wales", "cy-GB,cy;q=0.9,en-GB;q=0.8", "cy", "en zh-Hans sr pt en en"},
		{"Chrome, Israel", "he-IL,he;q=0.9,en-US;q=0.8,en;q=0.7", "he", "en zh-Hans sr pt en en"},
		{"Android, Israel", "iw-IL,iw;q=0.9,en;q=0.8", "he", "en zh-Hans sr pt en en"},
		{"Chrome, Indonesia", "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id", "en zh-Hans sr pt en en"},
		{"Android, Indonesia", "in-ID,in;q=0.9", "id", "en zh-Hans sr pt nb ru"},
		{"Chrome, Malaysia", "ms-MY,ms;q=0.9,en;q=0.8", "ms", "en zh-Hans sr pt en en"},
		{"Chrome, Philippines", "fil-PH,fil;q=0.9,en-US;q=0.8,en;q=0.7", "fil", "en zh-Hans sr pt en en"},
		{"Firefox, Philippines", "tl,en-US;q=0.7,en;q=0.3", "fil", "en zh-Hans sr pt en en"},
		{"Chrome, Kenya", "sw-KE,sw;q=0.9,en;q=0.8", "sw", "en zh-Hans sr pt en en"},
		{"Chrome, Hindi", "hi-IN,hi;q=0.9,en-US;q=0.8,en;q=0.7", "hi", "en zh-Hans sr pt en en"},
		{"Android, Hinglish", "hi-Latn-IN,en-IN;q=0.9", "en", "en zh-Hans sr pt en en"},
		{"Chrome, Bangladesh", "bn-BD,bn;q=0.9,en;q=0.8", "bn", "en zh-Hans sr pt en en"},
		{"Chrome, Urdu", "ur-PK,ur;q=0.9,en;q=0.8", "ur", "en zh-Hans sr pt en en"},
		{"Chrome, Marathi", "mr-IN,mr;q=0.9", "mr", "en zh-Hans sr pt nb ru"},
		{"Chrome, Nepal", "ne-NP,ne;q=0.9,en;q=0.8", "ne", "en zh-Hans sr pt en en"},
		{"Chrome, Saudi Arabia", "ar-SA,ar;q=0.9,en;q=0.8", "ar", "en zh-Hans sr pt en en"},
		{"Safari, Egypt", "ar-EG,ar;q=0.9", "ar", "en zh-Hans sr pt nb ru"},
		{"Chrome, Iran", "fa-IR,fa;q=0.9,en-US;q=0.8,en;q=0.7", "fa", "en zh-Hans sr pt en en"},
		{"Edge, Afghanistan", "prs-AF,fa;q=0.9", "fa", "en zh-Hans sr pt nb ru"},
		{"Chrome, Pashto", "ps-AF,ps;q=0.9", "en", "en zh-Hans sr pt nb ru"},
		{"Chrome, Moldova", "ro-MD,ro;q=0.9,ru;q=0.8", "ro", "en zh-Hans sr pt nb ru"},
		{"Firefox, Moldova, long ago", "mo,ro;q=0.8,en;q=0.5", "ro", "en zh-Hans sr pt en en"},
		{"Chrome, North Macedonia", "mk-MK,mk;q=0.9,en;q=0.8", "mk", "en zh-Hans sr pt en en"},
		{"Chrome, Bulgaria", "bg-BG,bg;q=0.9", "bg", "en zh-Hans sr pt nb ru"},
		{"Chrome, Slovakia", "sk-SK,sk;q=0.9,cs;q=0.8,en-US;q=0.7,en;q=0.6", "sk", "en zh-Hans sr pt en en"},
		{"Chrome, Slovenia", "sl-SI,sl;q=0.9,en-GB;q=0.8,en;q=0.7", "sl", "en zh-Hans sr pt en en"},
		{"Chrome, Lithuania", "lt-LT,lt;q=0.9,en-US;q=0.8,en;q=0.7,ru;q=0.6,pl;q=0.5", "lt", "en zh-Hans sr pt en en"},
		{"Chrome, Latvia", "lv-LV,lv;q=0.9,en-US;q=0.8,en;q=0.7", "lv", "en zh-Hans sr pt en en"},
		{"Chrome, Belgium", "nl-BE,nl;q=0.9,fr-BE;q=0.8,fr;q=0.7,en;q=0.6", "nl", "en zh-Hans sr pt en en"},
		{"Chrome, South Africa", "af-ZA,af;q=0.9,en;q=0.8", "af", "en zh-Hans sr pt en en"},
		{"Internet Explorer 11", "en-US", "en", "en zh-Hans sr pt en en"},
		{"Googlebot, curl: no field", "", "en", "en zh-Hans sr pt nb ru"},
		{"a bot that takes anything", "*", "en", "en zh-Hans sr pt nb ru"},
		{"Bingbot", "en-us, en;q=0.50, *;q=0.1", "en", "en zh-Hans sr pt en en"},
		{"Yandexbot", "ru, uk;q=0.8, be;q=0.8, en;q=0.7, *;q=0.01", "ru", "en zh-Hans sr pt en ru"},
		{"Baiduspider", "zh-cn,zh-tw", "zh-Hans", "en zh-Hans sr pt nb ru"},
		{"Python's locale", "pt_BR", "pt", "en zh-Hans sr pt nb ru"},
		{"okhttp, capital letters", "KO-KR;Q=0.9", "ko", "ko zh-Hans sr pt nb ru"},
	}
	every := newMatcher(all)
	for _, r := range rows {
		t.Run(r.reader, func(t *testing.T) {
			if got := every.Header(r.header).String(); got != r.all {
				t.Errorf("of all languages, %q gives %s, want %s", r.header, got, r.all)
			}
			var got []string
			for _, set := range small {
				got = append(got, newMatcher(set).Header(r.header).String())
			}
			if diff := cmp.Diff(strings.Fields(r.small), got); diff != "" {
				t.Errorf("of the small sets, %q gives (-want +got)\n%s", r.header, diff)
			}
		})
	}
}

// TestChromium asks for each of the 82 locales that Chromium ships. Each has its own language,
// and en, es and fr serve several.
func TestChromium(t *testing.T) {
	const locales = `
		af:af am:am ar:ar as:as az:az be:be bg:bg bn:bn bs:bs ca:ca cs:cs cy:cy da:da de:de el:el en-GB:en en-US:en
		es:es es-419:es et:et eu:eu fa:fa fi:fi fil:fil fr:fr fr-CA:fr gl:gl gu:gu he:he hi:hi hr:hr hu:hu hy:hy
		id:id is:is it:it ja:ja ka:ka kk:kk km:km kn:kn ko:ko ky:ky lo:lo lt:lt lv:lv mk:mk ml:ml mn:mn mr:mr ms:ms my:my
		nb:nb ne:ne nl:nl or:or pa:pa pl:pl pt-BR:pt pt-PT:pt-PT ro:ro ru:ru si:si sk:sk sl:sl sq:sq sr:sr
		sr-Latn:sr-Latn sv:sv sw:sw ta:ta te:te th:th tr:tr uk:uk ur:ur uz:uz vi:vi zh-CN:zh-Hans zh-HK:zh-Hant-HK
		zh-TW:zh-Hant zu:zu`
	if n := len(strings.Fields(locales)); n != 82 {
		t.Fatalf("%d locales, want 82", n)
	}
	for _, fallback := range []httpstatus.Language{lang.English, lang.Russian, lang.Serbian, lang.Swahili} {
		m := negotiate.New(fallback, lang.All()...)
		var want, got []string
		for pair := range strings.FieldsSeq(locales) {
			locale, tag, _ := strings.Cut(pair, ":")
			if tag == "-" {
				tag = fallback.String()
			}
			want = append(want, locale+":"+tag)
			got = append(got, locale+":"+m.Header(locale).String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %v as the fallback (-want +got)\n%s", fallback, diff)
		}
	}
}

// TestRules has a name for each rule of the package's documentation. The first four
// groups are what x/text's matcher, used bare, gets wrong.
func TestRules(t *testing.T) {
	rows := []struct{ rule, set, header, want string }{
		{"the language given, not the tag asked for", "en", "en-US", "en"},
		{"no neighbour at No: uk", "en ru", "uk", "en"},
		{"no neighbour at No: mk", "en sr", "mk", "en"},
		{"no neighbour at No: ug", "en ar", "ug", "en"},
		{"no neighbour at High: be", "en ru", "be", "en"},
		{"no neighbour at High: kk", "en ru", "kk", "en"},
		{"no neighbour at High: az", "en ru", "az", "en"},
		{"no neighbour at High: ky", "en ru", "ky", "en"},
		{"no neighbour at High: gl", "en es", "gl", "en"},
		{"no neighbour at High: eu", "en es", "eu", "en"},
		{"no neighbour at High: br", "en fr", "br", "en"},
		{"no neighbour at High: km", "ko en", "km", "ko"},
		{"no neighbour at High: ur", "ko en", "ur", "ko"},
		{"no neighbour at High: bn", "ko en", "bn", "ko"},
		{"no neighbour at High: sw", "ko en", "sw", "ko"},
		{"no neighbour: ca", "en es", "ca", "en"},
		{"no neighbour: hr", "en sr sr-Latn", "hr", "en"},
		{"no neighbour: bs", "en hr sr sr-Latn", "bs", "en"},
		{"no neighbour: sr", "en hr", "sr-Latn", "en"},
		{"alias", "en hr sr sr-Latn", "cnr", "sr-Latn"},
		{"no neighbour: da", "en nb", "da", "en"},
		{"no neighbour: nb", "en da", "nb", "en"},
		{"no neighbour: id", "en ms", "id", "en"},
		{"no neighbour: ms", "en id", "ms", "en"},
		{"no neighbour: lb", "en de", "lb-LU", "en"},
		{"no neighbour: ckb", "en ar", "ckb", "en"},
		{"no neighbour: pa-Arab", "en ur", "pa-Arab-PK", "en"},
		{"no neighbour: uz", "en ru", "uz-Cyrl", "en"},
		{"no neighbour: af", "en nl", "af", "en"},
		{"no neighbour: cs", "en sk", "cs", "en"},
		{"no neighbour: hi-Latn", "en hi", "hi-Latn", "en"},
		{"no neighbour: mr", "en hi", "mr", "en"},
		{"no neighbour: ug", "en zh-Hans", "ug", "en"},
		{"an early good match before a late exact one", "zh-Hans zh-Hant", "zh-HK,zh;q=0.9,en", "zh-Hant"},

		{"register nb", "en da nb", "nb", "nb"},
		{"register nb", "en da nb", "no", "nb"},
		{"register nb", "en da nb", "nn", "nb"},
		{"alias", "en fil", "tl", "fil"},
		{"alias", "en he", "iw", "he"},
		{"alias", "en id", "in", "id"},
		{"alias", "en ro", "mo", "ro"},
		{"alias", "en sr sr-Latn", "sh", "sr-Latn"},
		{"alias with a script", "en sr sr-Latn", "sh-Cyrl", "sr"},
		{"alias", "en zh-Hans zh-Hant", "cmn", "zh-Hans"},
		{"alias with a region", "en zh-Hans zh-Hant", "cmn-TW", "zh-Hant"},
		{"alias with an extended language", "en zh-Hans zh-Hant", "zh-cmn-Hant-TW", "zh-Hant"},
		{"alias", "en zh-Hans zh-Hant", "yue", "zh-Hant"},
		{"alias", "en zh-Hans zh-Hant", "zh-yue", "zh-Hant"},
		{"alias with a region", "en zh-Hans zh-Hant", "yue-CN", "zh-Hans"},
		{"alias with a script", "en zh-Hans zh-Hant", "yue-Hans-HK", "zh-Hans"},
		{"alias", "en ar", "arb", "ar"},
		{"alias", "en ar", "arz", "ar"},
		{"alias with a region", "en ar", "ary-MA", "ar"},
		{"alias in another script", "en ar", "ary-Latn", "en"},
		{"alias", "en fa", "pes", "fa"},
		{"alias", "en fa", "prs", "fa"},
		{"alias", "en sw", "swh", "sw"},
		{"alias", "en sw", "swc-CD", "sw"},
		{"alias", "en ms", "zsm", "ms"},
		{"alias", "en sr", "scc", "sr"},
		{"alias", "en hr", "scr-HR", "hr"},
		{"alias with a region", "en sr sr-Latn", "cnr-Cyrl", "sr"},
		{"readers of Swiss German", "en de", "gsw", "de"},
		{"readers of Swiss German", "en de", "gsw-CH,en;q=0.9", "de"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "wuu", "zh-Hans"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "nan-CN", "zh-Hans"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "nan-TW", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "hak-TW", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "hak-Hant", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "wuu-HK", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "yue-US", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "zh-hak", "zh-Hans"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "zh-min-nan-TW", "zh-Hant"},
		{"readers of Chinese languages", "en zh-Hans zh-Hant", "hnm", "zh-Hans"},
		{"readers of Chinese languages, one script", "en zh-Hant", "wuu", "en"},
		{"readers of Arabic languages", "en ar", "shu-TD", "ar"},
		{"readers of Arabic languages", "en ar", "ar-shu", "ar"},
		{"script: a part of it", "en ja", "ja-Hira", "ja"},
		{"script: a part of it", "en ja", "ja-Kana-JP", "ja"},
		{"script: a part of it", "en ja", "ja-Hrkt", "ja"},
		{"script: a part of it", "en ko", "ko-Hang-KR", "ko"},
		{"script: a part of it", "en ko", "ko-Hani", "ko"},
		{"script: romanised", "en ja", "ja-Latn", "ja"},
		{"script: romanised", "en ko", "ko-Latn", "en"},
		{"script: romanised", "en zh-Hans", "zh-Latn", "en"},
		{"script: romanised", "en ar", "ar-Latn", "en"},
		{"script: Han", "en zh-Hans zh-Hant", "zh-Hani", "zh-Hans"},
		{"script: Han", "en zh-Hans zh-Hant", "zh-Hani-TW", "zh-Hant"},
		{"script: Han", "en zh-Hans zh-Hant", "yue-Hani", "zh-Hans"},
		{"script: Han", "en vi", "vi-Hani", "en"},
		{"script: a style", "en ur", "ur-Aran-PK", "ur"},
		{"script: a style", "en fa", "fa-Aran", "fa"},
		{"script: a style", "en de", "de-Latf", "de"},
		{"script: a style", "en ru", "ru-Cyrs", "ru"},
		{"script: a style", "en de", "de-Latg", "de"},
		{"script: a style, of another script", "en ru", "ru-Latf", "en"},
		{"script: a style, excluded", "en ur", "ur,ur-Aran;q=0", "en"},
		{"ISO 639-2", "en ko", "kor", "ko"},
		{"likely script mended", "en zh-Hans zh-Hant", "zh-MY", "zh-Hans"},
		{"likely script mended", "en ms", "ms-ID", "ms"},
		{"likely script mended", "en sr sr-Latn", "sr-RU", "sr"},

		{"a region of three letters", "en zh-Hans zh-Hant", "zh-TWN", "zh-Hant"},
		{"a region of three letters", "en pt pt-PT", "por-PRT", "pt-PT"},
		{"a region of three letters, a code of a language too", "en zh-Hans zh-Hant", "zh-MAC", "zh-Hant"},
		{"the first of two regions", "en zh-Hans zh-Hant", "zh-TW-SG", "zh-Hant"},
		{"the first of two scripts", "en zh-Hans zh-Hant", "zh-Hant-Hans", "zh-Hant"},
		{"a region of three letters, a language too", "ko en", "en-USA", "en"},
		{"a region of three letters, a language too", "en de", "de-AUT", "de"},
		{"an extended language of another language", "en de es", "es-deu", "es"},
		{"an extended language of another language", "en ar es", "es-arz", "es"},
		{"an extended language of another language", "en de es", "es-gsw", "es"},
		{".NET", "en zh-Hans zh-Hant", "zh-CHT", "zh-Hant"},
		{".NET", "en zh-Hans zh-Hant", "zh-cht-TW,en;q=0.9", "zh-Hant"},
		{".NET", "en zh-Hant zh-Hans", "zh-CHS", "zh-Hans"},
		{".NET", "en zh-Hant zh-Hans", "zh-CHS-TW", "zh-Hans"},
		{".NET, another language", "en es", "es-CHT", "es"},
		{"Windows: script last", "en sr sr-Latn", "sr-SP-Latn", "sr-Latn"},
		{"Windows: script last", "en sr sr-Latn", "sr-SP-Cyrl", "sr"},
		{"Windows: script last", "en sr sr-Latn", "sr-BA-Latn", "sr-Latn"},
		{"script last", "en zh-Hans zh-Hant", "zh-TW-Hans", "zh-Hans"},

		{"POSIX", "en ko", "ko_KR.UTF-8", "ko"},
		{"POSIX", "en ko", "ko.UTF-8,en;q=0.9", "ko"},
		{"POSIX", "en zh-Hans zh-Hant", "zh_TW.Big5", "zh-Hant"},
		{"POSIX", "en zh-Hans zh-Hant", "zh_CN.gb18030;q=0.8", "zh-Hans"},
		{"POSIX", "en de", "de_DE@euro", "de"},
		{"POSIX", "en de", "de_DE.iso885915@euro", "de"},
		{"POSIX", "en ca", "ca_ES@valencia", "ca"},
		{"POSIX: a script", "en sr sr-Latn", "sr_RS@latin", "sr-Latn"},
		{"POSIX: a script", "en sr sr-Latn", "sr_RS.UTF-8@latin", "sr-Latn"},
		{"POSIX: a script", "en sr sr-Latn", "sr_RS@Latin.UTF-8", "sr-Latn"},
		{"POSIX: a script", "en sr sr-Latn", "sr_ME@cyrillic", "sr"},
		{"POSIX: a script", "en ru", "ru@latin", "en"},
		{"POSIX: a script", "en hi", "hi_IN@devanagari", "hi"},
		{"POSIX: a script, said before", "en sr sr-Latn", "sr_Cyrl_ME@latin", "sr"},
		{"POSIX: a script within a modifier", "en sr sr-Latn", "sr@latinx", "sr"},
		{"POSIX: no language", "ko en", "C", "ko"},
		{"POSIX: no language", "ko en", "C.UTF-8", "ko"},
		{"POSIX: no language", "ko en", "POSIX", "ko"},
		{"POSIX: no language", "ko en", ".UTF-8,@latin,@,.", "ko"},
		{"POSIX: a variant", "ko en", "en_US_POSIX", "en"},
		{"ICU", "en ja", "ja_JP@calendar=japanese", "ja"},
		{"ICU", "en ja ko", "ko;q=0.5,ja_JP@calendar=japanese;numbers=latn;q=0.8", "ja"},
		{"ICU, excluded", "ko ja", "ja,ja@calendar=japanese;q=0", "ja"},
		{"POSIX, excluded", "en ca", "ca,ca.UTF-8;q=0", "en"},
		{"POSIX, excluded", "en ca", "ca,ca@valencia;q=0", "ca"},
		{"POSIX, excluded", "en sr sr-Latn", "sr,sr-Latn;q=0.5,sr@cyrillic;q=0", "sr-Latn"},

		{"bad element last", "en fr", "fr-FR,fr;q=0.9,xx;q=0.8", "fr"},
		{"bad element first", "en fr", "xx,f!,fr", "fr"},
		{"Q", "en fr", "fr;Q=0.9", "fr"},
		{"other parameters", "en fr", "fr;level=1;q=0.5", "fr"},
		{"other parameters, bad weight", "en fr", "fr;level=1;q=.5", "en"},
		{"NaN", "en fr", "fr;q=NaN", "en"},
		{"inf", "en fr", "fr;q=inf", "en"},
		{"over 1", "en fr", "fr;q=2", "en"},
		{"just over 1", "en fr", "fr;q=1.001", "en"},
		{"below 0", "en fr", "fr;q=-0.5", "en"},
		{"four decimals", "en fr", "fr;q=0.5000", "fr"},
		{"four decimals", "en fr", "fr;q=1.0000", "fr"},
		{"four decimals, cut", "ko fr en", "fr;q=0.5001,en;q=0.5009", "fr"},
		{"four decimals, cut", "ko fr en", "fr;q=0.9999,en;q=1", "en"},
		{"four decimals, just above 0", "en fr", "fr;q=0.0001", "fr"},
		{"four decimals, just above 0", "ko en fr", "fr;q=0.0001,en;q=0.001", "fr"},
		{"four decimals, just above 0", "ko en", "en,en-US;q=0.1,en;q=0.00001", "en"},
		{"four decimals, 0", "ko en", "en-US,en;q=0.0000", "ko"},
		{"four decimals, bad", "en fr", "fr;q=0.123x", "en"},

		{"decimal comma", "en de", "de-DE,de;q=0,8,en-US;q=0,5,en;q=0,3", "de"},
		{"decimal comma", "ko en", "en;q=0,9", "en"},
		{"decimal comma", "ar en", "en-GB,en;q=0,6", "en"},
		{"decimal comma, in order", "ko de en", "de;q=0,3,en;q=0,8", "en"},
		{"decimal comma, in order", "ko de en", "de;q=0,8,en;q=0.75", "de"},
		{"decimal comma, with a space", "ko en", "en-GB,en;q=0, 6", "en"},
		{"decimal comma, with a space", "ko en", "en-GB,en;q=0 ,6", "en"},
		{"decimal comma, 1", "ko de en", "de;q=1,0,en;q=0,5", "de"},
		{"decimal comma, 0", "ko en", "en-GB,en;q=0,0", "en"},
		{"decimal comma, 0", "ko en", "en-GB,en;q=0,000,ko;q=0,5", "en"},
		{"decimal comma, many decimals", "ko en", "en-GB,en;q=0,0001", "en"},
		{"decimal comma, many decimals", "ko de en", "de;q=0,30000001,en;q=0,8999999", "en"},
		{"decimal comma, bad", "ko en", "en-GB,en;q=0,8x", "en"},
		{"decimal comma, bad", "ko en", "en-GB,en;q=0,8.5", "en"},
		{"decimal comma, bad", "ko en", "en-GB,en;q=0,8e-1,fr", "en"},
		{"decimal comma, two", "ko en", "en-GB,en;q=0,8,5", "en"},
		{"decimal comma and point", "ko en", "en-GB,en;q=0.0,5", "en"},
		{"decimal comma, then a parameter", "ko de en", "de;q=0,3;level=1,en;q=0,5;level=1", "en"},
		{"decimal comma of *", "en ko de", "en;q=0,2,*;q=0,5", "ko"},
		{"no decimal comma", "ko en", "en-GB,en;q=0,fr", "ko"},
		{"no decimal comma", "ko en", "en-GB,en;q=0,", "ko"},
		{"no decimal comma", "ko en", "en-GB,en;q=0, ,de", "ko"},

		{"broken weight excludes nothing", "ko en", "en-GB,en;q=0x", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=00", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=-0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=+0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=.0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=\"0\"", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=0%", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=0:8", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q:0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q 0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=0;q=x", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=x;q=0", "en"},
		{"broken weight excludes nothing", "ko en", "en-GB,en;q=０", "en"},
		{"several weights, the last 0", "ko en", "en-GB,en;q=1;q=0", "ko"},
		{"several weights, the first 0", "ko en", "en-GB,en;q=0;q=1", "en"},
		{"0 with a point", "ko en", "en-GB,en;q=0.", "ko"},
		{"no point", "en fr", "fr;q=.8", "en"},
		{"quoted", "en fr", "fr;q=\"0.8\"", "en"},

		{"a parameter without a name", "fr en", "fr;q:0.1,en", "en"},
		{"a parameter without a name", "fr en", "fr; =0.3,en", "en"},
		{"a parameter without a name", "fr en", "fr;0.3,en", "en"},
		{"a parameter without a name", "fr en", "fr;q0.3,en", "en"},
		{"a parameter without a name", "fr en", "fr;q 0.3,en", "en"},
		{"a parameter without a name", "fr en", "fr;3,en", "en"},
		{"a parameter with a name", "fr en", "fr;qs=0.3,en", "fr"},
		{"a parameter with a name", "fr en", "fr;level_2-a=0.3;en,en", "fr"},
		{"three decimals", "ko fr en", "fr;q=0.500,en;q=0.501", "en"},
		{"one", "ko fr en", "fr;q=0.999,en;q=1.000", "en"},
		{"point", "ko fr en", "fr;q=0.,en;q=1.", "en"},
		{"exponent", "en fr", "fr;q=1e0", "en"},
		{"no weight", "en fr", "fr;q", "en"},
		{"empty weight", "en fr", "fr;q=", "en"},
		{"empty parameter", "en fr", "fr;", "fr"},
		{"several weights", "en fr ko", "fr;q=1;q=0.1,ko;q=0.2", "ko"},
		{"several weights, one bad", "en fr", "fr;q=1;q=x", "en"},
		{"whitespace", "en fr", " \tfr \t; \tq = 0.5\t ,", "fr"},
		{"whitespace within", "en fr", "f r", "en"},
		{"empty elements", "en fr", ",, ,fr,,", "fr"},
		{"equal weights", "en fr ko", "ko;q=0.5,fr;q=0.5", "ko"},
		{"by weight", "en fr ko", "ko;q=0.4,fr;q=0.5", "fr"},
		{"the first served", "en fr ko", "xx,yy;q=0.9,ko;q=0.4,fr;q=0.5", "fr"},

		{"same script: Hant", "en zh-Hans", "zh-TW", "en"},
		{"same script: Hans", "en zh-Hant", "zh-CN,zh;q=0.9", "en"},
		{"same script: Hans, then English", "ko zh-Hant en", "zh-CN,zh;q=0.9,en;q=0.8", "en"},
		{"same script: Latin Russian", "en ru", "ru-Latn", "en"},
		{"same script: Jawi", "en ms", "ms-Arab", "en"},
		{"same script, said", "en ru", "ru-Cyrl-KZ", "ru"},
		{"Serbian in both scripts", "en sr", "sr-Latn", "sr"},
		{"Serbian in both scripts", "en sr-Latn", "sr", "sr-Latn"},
		{"Serbian in both scripts", "en sr-Latn", "sr-RS,en;q=0.9", "sr-Latn"},
		{"Serbian in both scripts, both served", "en sr sr-Latn", "sr-Cyrl-ME", "sr"},
		{"Serbian in a third", "en sr sr-Latn", "sr-Arab", "en"},
		{"region: one for all", "en pt", "pt-PT", "pt"},
		{"region: one for all", "en pt-PT", "pt-BR", "pt-PT"},
		{"region: in any order", "pt-PT pt", "pt", "pt"},
		{"region: in any order", "pt-PT pt", "pt-AO", "pt-PT"},
		{"region: elsewhere", "en pt pt-PT", "pt-CH", "pt-PT"},
		{"region: in America", "en pt pt-PT", "pt-US", "pt"},

		{"underscore", "en zh-Hans zh-Hant", "zh_Hant_HK", "zh-Hant"},
		{"unregistered region", "en de", "de-QQ", "de"},
		{"unregistered script", "en de", "de-Abcd-DE", "de"},
		{"unregistered variant", "en de", "de-abcdefgh", "de"},
		{"variant", "en ca", "ca-valencia", "ca"},
		{"extension -u-", "en de", "de-DE-u-co-phonebk", "de"},
		{"extension -u- with a region", "en pt pt-PT", "pt-u-rg-ptzzzz", "pt"},
		{"extension -t-", "en zh-Hans ja", "ja-t-zh-Hant", "ja"},
		{"private use", "en de", "de-x-ko", "de"},
		{"nothing but private use", "en de", "x-de", "en"},
		{"irregular", "ko en", "i-default", "ko"},
		{"no language", "ko en", "und", "ko"},
		{"no language, a region", "en ko ru", "und-KR,und-KZ", "en"},
		{"root", "ko en", "root", "ko"},
		{"many", "ko en", "mul", "ko"},
		{"a word for it", "en de", "deutsch", "en"},

		{"*", "en ko", "*", "en"},
		{"* after others", "en ko fr", "xx,*;q=0.1", "en"},
		{"* before others", "en ko fr", "*,ko;q=0.5", "en"},
		{"*, the fallback meant elsewhere", "en ko fr", "en;q=0.1,*", "ko"},
		{"*, all meant elsewhere", "en ko", "en-US;q=0.2,ko;q=0.3,*", "ko"},
		{"*, the fallback excluded", "en ko fr", "en;q=0,*", "ko"},
		{"*, the first two excluded", "en ko fr", "*,en;q=0,ko;q=0", "fr"},
		{"*, all excluded", "en ko", "*,en;q=0,ko;q=0", "en"},
		{"*;q=0", "en ko", "ko,*;q=0", "ko"},
		{"*;q=0 alone", "en ko", "fr,*;q=0", "en"},
		{"*;q=0 and a region", "en ko", "ko-KR,*;q=0", "ko"},
		{"extended range", "en ko", "ko-*", "en"},

		{"excluded", "en ko", "en-US,en;q=0,ko;q=0.1", "ko"},
		{"excluded, in any order", "en ko", "en;q=0,en-US,ko;q=0.1", "ko"},
		{"excluded, 0.000", "en ko", "en,en;q=0.000,ko;q=0.001", "ko"},
		{"excluded, nothing left", "en ko", "en;q=0", "en"},
		{"excluded, nothing else wanted", "en ko", "fr,en;q=0", "en"},
		{"excluded, not the fallback", "en ko", "ko-KR,ko;q=0", "en"},
		{"excluded with what is narrower", "en zh-Hans zh-Hant", "zh-HK,zh;q=0", "en"},
		{"excluded but for what is narrower", "en zh-Hans zh-Hant", "zh;q=0,zh-Hant", "zh-Hant"},
		{"excluded but for what is narrower", "en pt pt-PT", "pt;q=0,pt-BR,pt-PT;q=0.5", "pt-PT"},
		{"excluded script", "en sr sr-Latn", "sr-Cyrl;q=0,sr,sr-Latn;q=0.5", "sr-Latn"},
		{"excluded script, the other wanted", "en sr", "sr-Latn,sr-Cyrl;q=0", "en"},
		{"excluded region", "ko en", "en-US;q=0,en", "en"},
		{"excluded region", "en pt pt-PT", "pt-AO,pt-PT;q=0,pt;q=0.5", "pt"},
		{"excluded variant", "en ca", "ca,ca-valencia;q=0", "ca"},
		{"excluded extension", "en de", "de,de-u-co-phonebk;q=0", "de"},
		{"excluded under an old code", "en he", "he-IL,iw;q=0", "en"},
		{"excluded what others also read", "en nb", "nb,nn;q=0", "nb"},
		{"excluded what others also read", "en ar", "ar,arz;q=0", "ar"},
		{"excluded under an old code", "en zh-Hans", "zh,cmn;q=0", "en"},
		{"excluded under an old code", "en fa", "fa,pes;q=0", "en"},
		{"excluded under a code with a region", "en fa", "fa,prs;q=0", "fa"},
		{"excluded under a code with a script", "en sr sr-Latn", "sr,sr-Latn;q=0.5,sh;q=0", "sr"},
		{"excluded, the fallback", "fr en", "fr;q=0", "fr"},
		{"excluded region, wanted without", "en pt", "pt-BR;q=0,pt", "pt"},
		{"excluded region, wanted without", "en zh-Hans", "zh-CN;q=0,zh", "zh-Hans"},
	}
	for _, r := range rows {
		t.Run(r.rule, func(t *testing.T) {
			set := languages(r.set)
			if got := newMatcher(set).Header(r.header).String(); got != r.want {
				t.Errorf("%q of %s gives %s, want %s", r.header, r.set, got, r.want)
			}
			if got, _ := reference(set, r.header); got.String() != r.want {
				t.Errorf("%q of %s gives %s by the reference, want %s", r.header, r.set, got, r.want)
			}
		})
	}
}

func TestMatch(t *testing.T) {
	rows := []struct {
		set, header, want string
		ok                bool
	}{
		{"en ko", "en", "en", true},
		{"en ko", "en-GB", "en", true},
		{"en ko", "ko-KR,en;q=0.5", "ko", true},
		{"en ko", "fr,en;q=0.5", "en", true},
		{"en ko", "fr", "en", false},
		{"en ko", "", "en", false},
		{"en ko", ",", "en", false},
		{"en ko", "en;q=2", "en", false},
		{"en ko", "*", "en", true},
		{"en ko", "fr,*;q=0.1", "en", true},
		{"en ko", "*;q=0", "en", false},
		{"en ko", "en;q=0", "en", false},
		{"en ko", "en;q=0,*", "ko", true},
		{"en ko", "*,en;q=0,ko;q=0", "en", false},
		{"en nb", "nn", "nb", true},
		{"en es", "gl", "en", false},
		{"en", "en;q=0.001" + strings.Repeat(" ", 600), "en", false},
		{"en", "en," + strings.Repeat(" ", 600), "en", true},
	}
	for _, r := range rows {
		m := newMatcher(languages(r.set))
		for _, when := range []string{"new", "seen"} {
			if got, ok := m.Match(r.header); got.String() != r.want || ok != r.ok {
				t.Errorf("Match(%.30q) of %s, %s, gives %v, %v; want %s, %v", r.header, r.set, when, got, ok, r.want, r.ok)
			}
		}
	}
	for _, m := range []*negotiate.Matcher{nil, new(negotiate.Matcher)} {
		for header, want := range map[string]bool{"en-GB": true, "ko,en;q=0.1": true, "*": true, "ko": false, "": false, "en;q=0": false} {
			if got, ok := m.Match(header); got != lang.English || ok != want {
				t.Errorf("Match(%q) of no languages gives %v, %v; want en, %v", header, got, ok, want)
			}
			if got := m.Header(header); got != lang.English {
				t.Errorf("Header(%q) of no languages gives %v", header, got)
			}
		}
	}
}

func TestTags(t *testing.T) {
	rows := []struct {
		name, set string
		tags      []language.Tag
		want      string
	}{
		{"none", "ko en", nil, "ko"},
		{"one", "en ko", []language.Tag{language.MustParse("ko-KR")}, "ko"},
		{"in order", "en ko fr", []language.Tag{language.German, language.CanadianFrench, language.Korean}, "fr"},
		{"undetermined", "ko en", []language.Tag{language.Und, {}, language.MustParse("und-US")}, "ko"},
		{"extension", "en pt pt-PT", []language.Tag{language.MustParse("pt-AO-u-ca-buddhist-x-y")}, "pt-PT"},
		{"private use", "ko en", []language.Tag{language.MustParse("x-en")}, "ko"},
		{"raw", "en he", []language.Tag{language.Raw.Make("iw-IL")}, "he"},
		{"raw", "en id", []language.Tag{language.Raw.Make("in")}, "id"},
		{"raw", "en ro", []language.Tag{language.Raw.Make("mo")}, "ro"},
		{"raw", "en fil", []language.Tag{language.Raw.Make("tl")}, "fil"},
		{"raw", "en sr sr-Latn", []language.Tag{language.Raw.Make("sh")}, "sr-Latn"},
		{"raw", "en ar", []language.Tag{language.Raw.Make("ajp")}, "ar"},
		{"a region that alone decides", "en zh-Hans zh-Hant", []language.Tag{language.MustParse("nan-TW")}, "zh-Hant"},
		{"a style of a script", "en ur", []language.Tag{language.MustParse("ur-Aran")}, "ur"},
		{"a part of a script", "en ja", []language.Tag{language.MustParse("ja-Hira")}, "ja"},
		{"Swiss German", "en de", []language.Tag{language.MustParse("gsw")}, "de"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if got := newMatcher(languages(r.set)).Tags(r.tags...).String(); got != r.want {
				t.Errorf("%v of %s gives %s, want %s", r.tags, r.set, got, r.want)
			}
		})
	}
}

// TestLanguages also shows that nothing is returned that was not given.
func TestLanguages(t *testing.T) {
	own := lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "없어요"}})
	rows := []struct {
		name             string
		matcher          *negotiate.Matcher
		languages        []httpstatus.Language
		english, koreans httpstatus.Language
	}{
		{"nil", nil, []httpstatus.Language{lang.English}, lang.English, lang.English},
		{"zero", new(negotiate.Matcher), []httpstatus.Language{lang.English}, lang.English, lang.English},
		{"one", negotiate.New(lang.Korean), []httpstatus.Language{lang.Korean}, lang.Korean, lang.Korean},
		{"zero language", negotiate.New(httpstatus.Language{}), []httpstatus.Language{lang.English}, lang.English, lang.English},
		{"duplicates", negotiate.New(lang.Korean, lang.English, lang.Korean, lang.English), []httpstatus.Language{lang.Korean, lang.English}, lang.English, lang.Korean},
		{"own wording", negotiate.New(lang.English, own), []httpstatus.Language{lang.English, own}, lang.English, own},
		{"own wording first", negotiate.New(own, lang.Korean), []httpstatus.Language{own}, own, own},
		{"own wording last", negotiate.New(lang.Korean, own), []httpstatus.Language{lang.Korean}, lang.Korean, lang.Korean},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if !slices.Equal(r.matcher.Languages(), r.languages) {
				t.Errorf("Languages() = %v, want %v", r.matcher.Languages(), r.languages)
			}
			for _, header := range []string{"en-GB", "xx", "", "en;q=0.5,*;q=0.1"} {
				if header != "xx" && header != "" {
					if got := r.matcher.Header(header); got != r.english {
						t.Errorf("Header(%q) = %v, want %v", header, got, r.english)
					}
				} else if got := r.matcher.Header(header); got != r.languages[0] {
					t.Errorf("Header(%q) = %v, want %v", header, got, r.languages[0])
				}
			}
			for range 2 { // the second time from the cache
				if got := r.matcher.Header("ko-KR,ko;q=0.9"); got != r.koreans {
					t.Errorf("Header gives %v for Korean, want %v", got, r.koreans)
				}
			}
			if got := r.matcher.Tags(language.Korean); got != r.koreans {
				t.Errorf("Tags gives %v for Korean, want %v", got, r.koreans)
			}
		})
	}
	got := negotiate.New(lang.English, lang.Korean)
	got.Languages()[0] = lang.French
	if got.Header("xx") != lang.English {
		t.Error("a caller changed the matcher through Languages")
	}
}

// A language that differs from another one only in a variant or private use is for those who
// ask for it, in whatever order the site has them.
func TestVariants(t *testing.T) {
	for _, test := range []struct{ set, header, want string }{
		{"en ca ca-valencia", "ca-valencia", "ca-valencia"},
		{"en ca ca-valencia", "CA-Valencia,ca;q=0.9", "ca-valencia"},
		{"en ca ca-valencia", "ca_valencia.UTF-8", "ca-valencia"},
		{"en ca ca-valencia", "ca-ES-valencia,ca;q=0.9", "ca-valencia"},
		{"en ca ca-valencia", "ca_ES@valencia", "ca-valencia"},
		{"en ca ca-valencia", "ca-ES", "ca"},
		{"en ca-valencia ca", "ca", "ca"},
		{"en ca-valencia", "ca-ES", "ca-valencia"},
		{"en ca-valencia", "ca-Latn-balear", "ca-valencia"},
		{"en ca ca-valencia", "ca;q=0.5,ca-valencia;q=0.4", "ca"},
		{"en ca ca-valencia", "ca-valencia;q=0,ca", "ca"},
		{"en ca ca-valencia", "ca;q=0,ca-valencia", "ca-valencia"},
		{"en ca ca-valencia", "ca;q=0,*", "en"},
		{"en-x-pirate en", "en", "en"},
		{"en-x-pirate en", "en-US,en;q=0.9", "en"},
		{"en-x-pirate en", "en-x-pirate,en;q=0.9", "en-x-pirate"},
		{"en-x-pirate en", "en-GB-x-pirate", "en-x-pirate"},
		{"en-x-pirate en", "en-x-pirates", "en"},
		{"en-x-pirate en", "ko", "en-x-pirate"},
		{"en-x-pirate en", "", "en-x-pirate"},
		{"en-x-pirate de", "en-US", "en-x-pirate"},
		{"en de de-1901 de-x-du", "de-1901", "de-1901"},
		{"en de de-1901 de-x-du", "de-CH-1901,de;q=0.9", "de-1901"},
		{"en de de-1901 de-x-du", "de-1996,de;q=0.9", "de"},
		{"en de de-1901 de-x-du", "DE-X-DU", "de-x-du"},
		{"en de de-1901 de-x-du", "de-AT", "de"},
		{"en de-1901 de-1996", "de-AT", "de-1901"},
		{"en de-1901 de-1996", "de-1996", "de-1996"},
		{"en sr-Latn-ekavsk sr-Latn", "sr-Latn-ekavsk", "sr-Latn-ekavsk"},
		{"en sr-Latn-ekavsk sr-Latn", "sr-Latn-RS", "sr-Latn"},
		{"en sr-Latn-ekavsk sr-Latn", "sr-ekavsk", "sr-Latn-ekavsk"},
		{"en sr-Latn-ekavsk sr", "sr-Latn", "sr-Latn-ekavsk"},
		{"en sr-Latn-ekavsk sr", "sr-RS", "sr"},
		{"en pt-PT-x-a pt pt-x-a pt-PT", "pt-AO", "pt-PT"},
		{"en pt-PT-x-a pt pt-x-a pt-PT", "pt-AO-x-a", "pt-PT-x-a"},
		{"en pt-PT-x-a pt pt-x-a pt-PT", "pt-x-a", "pt-x-a"},
		{"en de de-foobar", "de-foobar", "de-foobar"},
		{"en de-foobar de", "de", "de"},
		{"en x-pirate", "x-pirate,en;q=0.9", "x-pirate"},
		{"en x-pirate", "x-pirat,und,und-US", "en"},
		// Tags that differ, but not for a reader.
		{"en tl fil", "fil", "fil"},
		{"en fil tl", "tl", "tl"},
		{"en sr sr-Latn", "sr.UTF-8@latin", "sr-Latn"},
	} {
		set := own(strings.Fields(test.set)...)
		m := newMatcher(set)
		if got := m.Header(test.header).String(); got != test.want {
			t.Errorf("%q of %s gives %s, want %s", test.header, test.set, got, test.want)
		}
		if tag, err := language.Raw.Parse(test.header); err == nil && !strings.ContainsAny(test.header, "_.@") {
			if got := m.Tags(tag).String(); got != test.want {
				t.Errorf("the tag %v of %s gives %s, want %s", tag, test.set, got, test.want)
			}
		}
		if n := testing.AllocsPerRun(10, func() { m.Header(test.header) }); n > 0 {
			t.Errorf("%q, seen before, takes %v allocations", test.header, n)
		}
	}
}
