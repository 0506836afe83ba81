// Package negotiate chooses a language for a reader, from the Accept-Language
// field of a request (RFC 9110, 12.5.4) or from language.Tags.
//
//	m := negotiate.New(lang.English, lang.Korean, lang.Serbian)
//	m.Header("ko-KR,ko;q=0.9,en;q=0.8") // Korean
//	m.Header("hr,en;q=0.9")             // English: Croatian is not Serbian
//
// The reader's languages are taken one at a time, the most wanted first, and the
// first that is served is the answer. A language is served if it was given to
// [New] and is the same as the reader's, in the same script: zh-HK, which is
// written in traditional characters, is served by zh-Hant and not by zh-Hans. A
// region decides only between languages that share all that: pt-AO goes to pt-PT
// where there is one, and to pt where there is none. A reader who wants Belarusian,
// Galician or Croatian is never handed Russian, Spanish or Serbian; what else the
// reader wants comes next, and in the end the site's fallback.
//
// Two things go beyond that. A short table has other codes for a language (no for
// nb, iw for he, tl for fil), and languages whose readers write another that we
// have (nn, yue, arz). And Serbian, which every reader learns in both scripts, is
// served in the other script where the one that the reader wants is missing.
//
// Package golang.org/x/text/language parses the tags, knows which script a language
// is written in where, and weighs one region against another.
package negotiate

import (
	"hash/maphash"
	"maps"
	"slices"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// A Matcher chooses between the languages that a site speaks. It is safe for use
// by several goroutines at once. The zero Matcher, and a nil one, speak English
// alone. A Matcher must not be copied after its first use.
type Matcher struct {
	languages []httpstatus.Language
	subtags   []subtags // of languages[i], its script filled in
	aliases   map[place]subtags
	groups    map[written]group
	headers   cache
	ranges    glossary
}

// Subtags are the parts of a tag that matter here; the zero value of a part is
// that it was left out.
type subtags struct {
	base   language.Base
	script language.Script
	region language.Region
}

func subtagsOf(tag language.Tag) subtags {
	base, script, region := tag.Raw()
	return subtags{base, script, region}
}

func (s subtags) tag() language.Tag {
	tag, _ := language.Raw.Compose(s.base, s.script, s.region)
	return tag
}

// A written is a language in a script: all that has to be the same for a reader to
// be served.
type written struct {
	base   language.Base
	script language.Script
}

// A group has the languages that are written alike, such as pt and pt-PT.
type group struct {
	members []int            // indices of languages
	regions language.Matcher // chooses between members; nil if there is but one
}

// New returns a Matcher for a site that speaks these languages. The first is for
// readers who want none of them. The order of the others matters for "*" alone. Of
// several languages with the same tag the first counts, so that a language made by
// [httpstatus.Language.With] takes the place of the one it was made from, if it comes
// first or alone, and is returned as it was given. Make a Matcher once, not for
// each request: it takes a fraction of a millisecond, and learns.
func New(fallback httpstatus.Language, others ...httpstatus.Language) *Matcher {
	m := &Matcher{
		aliases: readAliases(),
		groups:  make(map[written]group),
		headers: newCache(),
		ranges:  glossary{meanings: make(map[string]meaning)},
	}
	for _, l := range append([]httpstatus.Language{fallback}, others...) {
		if slices.ContainsFunc(m.languages, func(other httpstatus.Language) bool { return other.String() == l.String() }) {
			continue
		}
		tag := language.Make(l.String())
		w := writtenIn(tag)
		g := m.groups[w]
		g.members = append(g.members, len(m.languages))
		m.groups[w] = g
		m.languages = append(m.languages, l)
		m.subtags = append(m.subtags, subtags{w.base, w.script, subtagsOf(tag).region})
	}
	maps.DeleteFunc(m.aliases, func(from place, to subtags) bool { // what is there needs no alias
		return from.base != to.base && slices.ContainsFunc(m.subtags, func(s subtags) bool { return s.base == from.base })
	})
	for w, g := range m.groups {
		if len(g.members) > 1 {
			var tags []language.Tag
			for _, i := range g.members {
				tags = append(tags, language.Make(m.languages[i].String()))
			}
			g.regions = language.NewMatcher(tags)
			m.groups[w] = g
		}
	}
	for _, d := range digraphic {
		if want := writtenIn(language.Make(d.want)); m.groups[want].members == nil {
			m.groups[want] = m.groups[writtenIn(language.Make(d.have))]
		}
	}
	return m
}

// Languages returns what the Matcher chooses from: the fallback, then the others
// in the order in which they were given, each tag once. The slice is the caller's.
func (m *Matcher) Languages() []httpstatus.Language {
	if m.isZero() {
		return []httpstatus.Language{lang.English}
	}
	return slices.Clone(m.languages)
}

// Header returns the language for the value of an Accept-Language field, such as
//
//	m.Header(r.Header.Get("Accept-Language"))
//
// or, for the rare request with several such fields, their values joined by commas
// (RFC 9110, 5.3). An answer is remembered, so that the same value costs next to
// nothing the next time; the memory for that has a bound, whatever arrives.
//
// The elements of the value are taken in the order of their weights, and of equal
// ones the earlier first. What is not well-formed is skipped and does not spoil the
// rest: a weight that is not 0 to 1 with at most three decimals (".5", "2", "NaN"),
// a range with other characters than letters, digits and hyphens. An underscore
// counts as a hyphen ("pt_BR"), "Q=" as "q=", and of several weights the last;
// other parameters are passed over, and so are subtags that nobody registered,
// variants and extensions.
//
// "*" stands for the languages that no other element of the value means. It gives
// the first of them: the fallback, unless the value means that one elsewhere.
//
// A weight of 0 excludes a language, with all that is narrower: "zh;q=0" excludes
// zh-Hans and zh-Hant, while "en-US;q=0" excludes no English that is not just for
// the US. Where several ranges hold a language, the narrowest decides, and between
// equals the 0: "zh;q=0,zh-Hant" excludes zh-Hans alone, and "en-US,en;q=0" excludes
// English. An excluded language is not chosen for any other element either. But
// where nothing is left the answer is the fallback, even an excluded one, as some
// language it has to be. "*;q=0" changes nothing.
//
// Only the first 512 bytes are looked at, and in these the first 32 well-formed
// elements.
func (m *Matcher) Header(acceptLanguage string) httpstatus.Language {
	if m.isZero() {
		return lang.English
	}
	header := clip(acceptLanguage)
	// The cache is looked into right here, since to call a function would cost half as
	// much again. A short header ("ko", "en-US") fits into a word, which is quicker
	// to hash and to compare.
	var slot, word uint64
	if len(header) <= 8 {
		for i := range len(header) {
			word = word<<8 | uint64(header[i])
		}
		slot = word * m.headers.odd >> (64 - slotBits) &^ 1
		if a := m.headers.slots[slot].Load(); a != nil && a.word == word && len(a.header) == len(header) {
			return a.language
		}
	} else {
		slot = maphash.String(m.headers.seed, header) % cacheSlots &^ 1
		if a := m.headers.slots[slot].Load(); a != nil && a.header == header {
			return a.language
		}
	}
	if a := m.headers.slots[slot|1].Load(); a != nil && a.header == header {
		return a.language
	}
	l := m.languages[m.choose(header)]
	m.headers.put(slot, answer{word, header, l})
	return l
}

// Tags returns the language for a reader who wants these, the most wanted first.
// A tag that stands for no particular language, such as language.Und, is skipped,
// even where it names a region: nobody's language follows from where they are.
// Without a tag that is served, the answer is the fallback.
func (m *Matcher) Tags(tags ...language.Tag) httpstatus.Language {
	if m.isZero() {
		return lang.English
	}
	for _, tag := range tags {
		if i := m.serve(tag); i >= 0 {
			return m.languages[i]
		}
	}
	return m.languages[0]
}

func (m *Matcher) isZero() bool { return m == nil || m.languages == nil }

// choose returns the index of the language for a header.
func (m *Matcher) choose(header string) int {
	var room [maxElements]element
	elements := parse(room[:0], header)
	for i := range elements {
		elements[i].meaning = m.meaning(elements[i].head)
	}
	slices.SortStableFunc(elements, func(a, b element) int { return b.weight - a.weight })
	for _, e := range elements {
		if e.weight == 0 {
			break
		}
		i := e.serves
		if e.any {
			i = m.unmentioned(elements)
		}
		if i >= 0 && !m.excluded(i, elements) {
			return i
		}
	}
	return 0
}

// A meaning is what a range says to a Matcher.
type meaning struct {
	subtags     // of the range, as written
	serves  int // the index of the language for a reader of it; -1 if there is none
}

// meaning reads the head of a range. It is remembered, as parsing costs most of all
// and new headers are made of ranges seen before. The errors of Parse are of no
// account: in a well-formed range they stand for subtags that nobody registered,
// and these it leaves out.
func (m *Matcher) meaning(head string) meaning {
	known, ok := m.ranges.get(head)
	if !ok {
		tag, _ := language.Parse(head)
		known = meaning{subtagsOf(tag), m.serve(tag)}
		m.ranges.put(head, known)
	}
	return known
}

// serve returns the index of the language for a reader of a tag, -1 if there is none.
func (m *Matcher) serve(tag language.Tag) int {
	want := subtagsOf(tag)
	to, ok := m.aliases[place{want.base, want.region}]
	if !ok {
		to, ok = m.aliases[place{base: want.base}]
	}
	if ok {
		want.base = to.base
		if want.script == (language.Script{}) {
			want.script = to.script
		}
		tag = want.tag()
	}
	g := m.groups[writtenIn(tag)]
	switch len(g.members) {
	case 0:
		return -1
	case 1:
		return g.members[0]
	}
	// The index counts; the tag that Match returns may be none of ours (golang/go#24211).
	_, i, _ := g.regions.Match(want.tag())
	return g.members[i]
}

// writtenIn returns the language of a tag and the script that it is likely to be in.
func writtenIn(tag language.Tag) written {
	base, _, _ := tag.Raw()
	script, _ := tag.Script()
	return written{base, script}
}

// unmentioned returns the index of the first language that is neither meant by
// another element than "*" nor excluded, -1 if there is none.
func (m *Matcher) unmentioned(elements []element) int {
	mentioned := make([]bool, len(m.languages))
	for _, e := range elements {
		if e.weight > 0 && e.serves >= 0 {
			mentioned[e.serves] = true
		}
	}
	for i := range mentioned {
		if !mentioned[i] && !m.excluded(i, elements) {
			return i
		}
	}
	return -1
}

// excluded reports whether the narrowest range that holds the i-th language has
// weight 0. The elements are sorted, so those with weight 0 come last.
func (m *Matcher) excluded(i int, elements []element) bool {
	if elements[len(elements)-1].weight > 0 {
		return false
	}
	narrowest, excluded := 0, false
	for _, e := range elements {
		if n := e.holds(m.subtags[i]); n > 0 && n >= narrowest {
			narrowest, excluded = n, e.weight == 0
		}
	}
	return excluded
}
