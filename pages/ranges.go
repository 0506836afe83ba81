package pages

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A languageRange is a range of Accept-Language and the language whose page its reader gets.
// The range also stands for every range that begins with it: ko stands for ko-KR. The longest
// range that fits decides.
type languageRange struct {
	tag      string // in lower case
	language string // "" if none of the languages is for this reader
}

// languageRanges returns the ranges that servers must know to choose between the languages as
// package negotiate does: all codes of two letters, because some stand for another one (iw
// for he), the longer codes of the Unicode CLDR, which are those that browsers and operating
// systems offer, and all of these with each country and with each script of the CLDR. Longer
// ranges come first.
func (o *Options) languageRanges() []languageRange {
	m := o.matcher()
	served := map[string]string{}
	try := func(tag string) {
		l, ok := m.Match(tag)
		if ok {
			served[strings.ToLower(tag)] = l.String()
		} else {
			served[strings.ToLower(tag)] = ""
		}
	}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			try(string([]rune{a, b}))
		}
	}
	for _, locale := range language.Supported.Tags() {
		base, script, _ := locale.Raw()
		try(base.String())
		if script != (language.Script{}) {
			try(base.String() + "-" + script.String())
		}
	}
	for base, l := range maps.Clone(served) {
		if l == "" || strings.Contains(base, "-") {
			continue
		}
		for _, region := range language.Supported.Regions() {
			if region.IsCountry() && region.Canonicalize() == region {
				try(base + "-" + region.String())
			}
		}
	}
	for _, l := range o.Languages {
		served[strings.ToLower(l.String())] = l.String()
	}
	return shortened(served)
}

// shortened leaves out each range that a shorter one already says.
func shortened(served map[string]string) []languageRange {
	var ranges []languageRange
	for tag, l := range served {
		shorter, said := tag, false
		for !said {
			i := strings.LastIndexByte(shorter, '-')
			if i < 0 {
				break
			}
			shorter = shorter[:i]
			_, said = served[shorter]
		}
		if said && served[shorter] == l || !said && l == "" {
			continue
		}
		ranges = append(ranges, languageRange{tag, l})
	}
	slices.SortFunc(ranges, func(a, b languageRange) int {
		return cmp.Or(len(b.tag)-len(a.tag), strings.Compare(a.tag, b.tag))
	})
	return ranges
}

// pattern returns a regular expression (PCRE) for the tags of those of the ranges that a
// language is for, or that any language is for if it is "". It does not match what follows
// them.
func pattern(ranges []languageRange, l string) string {
	served := func(r languageRange) bool { return r.language != "" && (l == "" || r.language == l) }
	// Tags that differ in their last part become one alternative: pt-(?:ao|mz|pt).
	var prefixes []string
	last := map[string][]string{}
	for _, r := range ranges {
		if !served(r) {
			continue
		}
		i := strings.LastIndexByte(r.tag, '-') + 1
		if last[r.tag[:i]] == nil {
			prefixes = append(prefixes, r.tag[:i])
		}
		last[r.tag[:i]] = append(last[r.tag[:i]], r.tag[i:]+except(ranges, r))
	}
	// The longest prefix first, because the first alternative that fits is taken.
	slices.SortStableFunc(prefixes, func(a, b string) int { return strings.Count(b, "-") - strings.Count(a, "-") })
	var alternatives []string
	for _, p := range prefixes {
		if p == "" {
			alternatives = append(alternatives, last[p]...)
		} else {
			alternatives = append(alternatives, p+"(?:"+strings.Join(last[p], "|")+")")
		}
	}
	return strings.Join(alternatives, "|")
}

// except returns what excludes the longer ranges of r that no language is for.
func except(ranges []languageRange, r languageRange) string {
	var not []string
	for _, other := range ranges {
		if rest, longer := strings.CutPrefix(other.tag, r.tag+"-"); longer && other.language == "" {
			not = append(not, rest)
		}
	}
	if not == nil {
		return ""
	}
	return "(?!-(?:" + strings.Join(not, "|") + ")(?![a-z0-9]))"
}

// weightPatterns are regular expressions for the weight of an element of Accept-Language, the
// highest first. Elements with the same first digit count as equal: a server without
// arithmetic takes the first of them, and browsers list their user's languages in order.
var weightPatterns = []string{
	`(?:;\s*q\s*=\s*1(?:\.0*)?\s*)?`,
	`;\s*q\s*=\s*0\.9[0-9]*\s*`,
	`;\s*q\s*=\s*0\.8[0-9]*\s*`,
	`;\s*q\s*=\s*0\.7[0-9]*\s*`,
	`;\s*q\s*=\s*0\.6[0-9]*\s*`,
	`;\s*q\s*=\s*0\.5[0-9]*\s*`,
	`;\s*q\s*=\s*0\.4[0-9]*\s*`,
	`;\s*q\s*=\s*0\.3[0-9]*\s*`,
	`;\s*q\s*=\s*0\.2[0-9]*\s*`,
	`;\s*q\s*=\s*0\.1[0-9]*\s*`,
	`;\s*q\s*=\s*0\.0[0-9]*[1-9][0-9]*\s*`,
}

// elementPattern returns a regular expression (PCRE) that finds the first element of
// Accept-Language which has one of the tags and this weight. The tag is the group that
// group begins: "(" or a named one.
func elementPattern(group, tags, weight string) string {
	return `(?:^|,)\s*` + group + tags + `)(?:-[-a-z0-9]*)?\s*` + weight + `(?:,|$)`
}
