package negotiate

import (
	"strings"

	"golang.org/x/text/language"
)

// aliases has the codes that are served by a language under another code: old codes,
// macrolanguages, and languages whose readers write the other one. The script on the
// right is for readers who name none, and a line with a region goes before one without.
// The sources are files of CLDR 47: most lines are in supplemental/aliases.json, with
// the reason that stands here in brackets. x/text replaces some of the codes itself,
// but only where it parses, and not in a tag that was made without.
//
// No code is here because of what it is close to. Bosnian, Croatian and Serbian do
// not stand in for each other, nor do Danish and Norwegian, or Indonesian and Malay.
var aliases = [...]struct{ from, to string }{
	{"no", "nb"},       // languageMatching.json, distance 1; with da beside nb, x/text gives Danish (golang/go#48324)
	{"nn", "nb"},       // languageMatching.json, distance 20; Norwegian schools teach both
	{"tl", "fil"},      // [legacy] Tagalog
	{"iw", "he"},       // [deprecated] in 1989; Java and Android sent it long after
	{"in", "id"},       // [deprecated] in 1989; the same
	{"mo", "ro"},       // [deprecated] in 2008
	{"sh", "sr-Latn"},  // [legacy] Serbo-Croatian
	{"cnr", "sr-Latn"}, // [legacy, sr-ME] Montenegrin, which clients that follow CLDR send as sr-ME
	{"arb", "ar"},      // [macrolanguage] Standard Arabic
	{"cmn", "zh"},      // [macrolanguage] Mandarin
	{"pes", "fa"},      // [macrolanguage] Iranian Persian
	{"prs", "fa"},      // [overlong] Dari, fa-AF
	{"swh", "sw"},      // [macrolanguage] Coastal Swahili
	{"swc", "sw"},      // [overlong] Congo Swahili, sw-CD
	{"zsm", "ms"},      // [macrolanguage] Standard Malay

	// Cantonese: languageMatching.json, distance 10. Its readers in mainland China read
	// Hans, the others Hant (likelySubtags.json).
	{"yue", "zh-Hant"},
	{"yue-CN", "zh-Hans"},

	// The Arabic spoken in countries that write Standard Arabic: Mesopotamian,
	// Ta'izzi-Adeni, Hijazi, Tunisian, Gulf, Levantine (two codes), Sudanese, Algerian,
	// Najdi, Moroccan, Egyptian, Libyan, Sanaani. languageMatching.json, distance 10.
	{"acm acq acw aeb afb ajp apc apd arq ars ary arz ayl ayn", "ar"},

	// Where x/text, with the data of CLDR 32, takes another script for likely than
	// likelySubtags.json does.
	{"zh-MY", "zh-Hans"},
	{"ms-ID", "ms-Latn"},
}

// digraphic has the languages whose readers read two scripts: for those who want
// one, the other where that is missing. It is Serbian alone. School in Serbia
// teaches both, and to CLDR they are as close as en-GB and en-US (distance 5 in
// languageMatching.json). The two scripts of Chinese are not in this table: each is
// hard work for readers of the other.
var digraphic = [...]struct{ want, have string }{
	{"sr-Cyrl", "sr-Latn"},
	{"sr-Latn", "sr-Cyrl"},
}

// A place is a language, as read in a region or, where that is zero, anywhere.
type place struct {
	base   language.Base
	region language.Region
}

// readAliases returns the table in a form to look up, for New: a package's variable of
// this form would be made at the start of every program.
func readAliases() map[place]subtags {
	m := make(map[place]subtags)
	for _, a := range aliases {
		to := subtagsOf(language.Raw.Make(a.to))
		for from := range strings.FieldsSeq(a.from) {
			f := subtagsOf(language.Raw.Make(from))
			m[place{f.base, f.region}] = to
		}
	}
	return m
}
