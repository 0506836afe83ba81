package negotiate

import (
	"slices"
	"strings"
)

// The tables of cldr_gen.go say what x/text, which has the data of CLDR 32, does not
// know. TestTables makes them from CLDR's data of today, testdata/cldr.txt, by these
// rules:
//
//   - replacements: another code for the same language, and what CLDR replaces it with
//     (languageAlias).
//   - readers: a language whose readers write another one, and that other language.
//     These are CLDR's matches between two languages that go one way and have a distance
//     of 10 or less: the Arabic and Chinese languages, Swiss German and their like. A
//     language is not among them if CLDR has texts in it and a country has it as an
//     official language, as Luxembourg has Luxembourgish: its readers write it.
//     Norwegian is added. Its two written forms are different languages to CLDR, but
//     Norwegian schools teach both: no is nb (distance 1), and nn is near enough to it (20).
//   - likelyScripts: the script that a language is likely to be in, in a region or
//     anywhere (likelySubtags).
//   - scripts: a script that every reader of a language can do without. These are CLDR's
//     matches within a language that go one way and have a distance of 5 or less. Han is
//     added for Chinese (20), since zh-Hani says no more than zh.
//
// No language is in the tables because it is close to another. Bosnian, Croatian and
// Serbian do not stand in for each other, nor do Danish and Norwegian, or Indonesian and
// Malay. A language is in the tables only if CLDR has texts in the other one.
//
//go:generate go test -run ^TestTables$ -update .

// A pair is a row of a table. A table is sorted by from, which has no other row with the
// same value.
type pair struct{ from, to string }

func find(table []pair, from string) (to string, ok bool) {
	i, ok := slices.BinarySearchFunc(table, from, func(p pair, from string) int { return strings.Compare(p.from, from) })
	if !ok {
		return "", false
	}
	return table[i].to, true
}

// styles are scripts that ISO 15924 calls variants of another, of those in which the
// languages of package lang are written.
var styles = [...]pair{
	{"Aran", "Arab"}, // Nastaliq, in which Urdu is written; Apple's code for it
	{"Cyrs", "Cyrl"},
	{"Latf", "Latn"},
	{"Latg", "Latn"},
}

// modifiers are those of glibc's locales that name a script. Others are "@euro" and
// "@valencia".
var modifiers = [...]pair{
	{"cyrillic", "Cyrl"},
	{"devanagari", "Deva"},
	{"latin", "Latn"},
}

// digraphic has the languages whose readers read two scripts: for those who want
// one, the other where that is missing. It is Serbian alone. Schools in Serbia
// teach both, and to CLDR they are as close as en-GB and en-US (distance 5, both ways).
// The two scripts of Chinese are not in this table: each is hard work for readers of the
// other.
var digraphic = [...]pair{
	{"sr-Cyrl", "sr-Latn"},
	{"sr-Latn", "sr-Cyrl"},
}
