// Package negotiate chooses a language for a reader, from the Accept-Language
// field of a request (RFC 9110, 12.5.4) or from language.Tags.
//
//	m := negotiate.New(lang.English, lang.Korean, lang.Serbian)
//	m.Header("ko-KR,ko;q=0.9,en;q=0.8") // Korean
//	m.Header("hr,en;q=0.9")             // English: Croatian is not Serbian
//
// A Matcher looks at the reader's languages one at a time, the most wanted first. It
// returns the first one that the site serves. The site serves a reader's language if
// [New] got the same language in the same script. For example, zh-HK is written in
// traditional characters, so zh-Hant serves it and zh-Hans does not. The region only
// decides between languages that have the same script: a reader of pt-AO gets pt-PT if the
// site has it, and otherwise pt.
//
// A reader who names the tag of one of the site's languages gets this language. A tag of your
// own may have a variant or private use, such as ca-valencia, de-1901 or en-x-pirate. Such a
// language is for readers who ask for the variant, in any region. It serves other readers too
// if the site does not have the same language and script without a variant.
//
// A Matcher does not replace a language by a similar one. A reader who wants Belarusian,
// Galician or Croatian never gets Russian, Spanish or Serbian. Such a reader gets the next
// language of the field, or the site's fallback if there is no other.
//
// Three rules add to this. They follow the Unicode CLDR:
//
//   - Some languages have several codes. For example, no means nb, iw means he, tl means fil,
//     and prs means fa.
//   - Readers of some languages also read a related written language, and get that one: nn gets
//     nb, gsw gets de, arz gets ar, yue and wuu get zh.
//   - Readers of Serbian learn both of its scripts. They get the other script if the site
//     does not have the one that they want.
//
// Package golang.org/x/text/language parses the subtags, knows the usual script of a
// language in each region, and compares regions.
package negotiate

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/memo"
	"example.com/httpstatus/internal/qvalue"
	"example.com/httpstatus/lang"
)

// A Matcher chooses between the languages that a site has. Several goroutines may use
// it at the same time. The zero Matcher and a nil *Matcher have only English.
type Matcher struct {
	languages []httpstatus.Language
	subtags   []subtags      // subtags[i] belongs to languages[i] and has a script, if it has a language
	tags      map[string]int // the index of a language, by its tag in lower case
	bases     map[string]language.Base
	groups    map[written]group
	headers   *memo.Cache[choice]
	ranges    *memo.Cache[meaning]
}

// A choice is the result for one header.
type choice struct {
	language httpstatus.Language
	wanted   bool
}

// A written is a language in a script, and the rest of the tag. A language serves a reader if
// all three are the same. If there is no such language, one without a rest serves.
type written struct {
	code   string
	script language.Script
	rest   string
}

// A group has the languages that differ only in their region, such as pt and pt-PT. If all of
// a site's languages of the same code and script have a rest, then the group without a rest
// has all of them.
type group struct {
	members []int            // indices of languages
	regions language.Matcher // chooses between members; nil if there is only one
}

// New returns a Matcher for a site that has these languages. Readers who want none of
// them get the fallback. The order of the others matters only for "*".
//
// If several languages have the same tag, New uses the first one. A language that
// [httpstatus.Language.With] made has the tag of its base, so pass it in place of the
// base or before it. The Matcher returns exactly the values that New got.
//
// Make one Matcher and keep it. New takes a fraction of a millisecond, and a Matcher
// remembers the headers that it has seen.
func New(fallback httpstatus.Language, others ...httpstatus.Language) *Matcher {
	m := &Matcher{
		tags:    make(map[string]int),
		bases:   make(map[string]language.Base),
		groups:  make(map[written]group),
		headers: memo.New[choice](),
		ranges:  memo.New[meaning](),
	}
	for _, l := range append([]httpstatus.Language{fallback}, others...) {
		if _, again := m.tags[strings.ToLower(l.String())]; again {
			continue
		}
		s, i := readTag(l.String(), language.Make(l.String())), len(m.languages)
		if s.code != "" {
			m.bases[s.code], _ = language.ParseBase(s.code)
			w := m.writtenIn(s)
			s.script = w.script
			m.addTo(w, i)
		}
		m.tags[strings.ToLower(l.String())] = i
		m.languages = append(m.languages, l)
		m.subtags = append(m.subtags, s)
	}
	given := maps.Clone(m.groups) // without those that the loop adds
	for i, s := range m.subtags {
		plain := written{s.code, s.script, ""}
		if _, ok := given[plain]; !ok && s.code != "" {
			m.addTo(plain, i)
		}
	}
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
		want, have := subtagsOf(language.Make(d.from)), subtagsOf(language.Make(d.to))
		if _, ok := m.groups[written{want.code, want.script, ""}]; ok {
			continue
		}
		for w, g := range maps.Clone(m.groups) {
			if w.code == have.code && w.script == have.script {
				m.groups[written{want.code, want.script, w.rest}] = g
			}
		}
	}
	return m
}

// addTo adds the i-th language to a group.
func (m *Matcher) addTo(w written, i int) {
	g := m.groups[w]
	g.members = append(g.members, i)
	m.groups[w] = g
}

// Languages returns the languages of the Matcher, each tag once. The fallback comes
// first, and the others follow in the order in which New got them. The caller may change
// the slice.
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
// If a request has several such fields, join their values with commas (RFC 9110, 5.3).
// Header remembers the value, so the same value takes only nanoseconds the next time. The
// memory for this is limited, even if clients keep sending new values.
//
// Header looks at the elements in the order of their weights. If the weights are equal,
// the earlier element comes first. It skips an element that is not well-formed, and reads
// the others as usual. These are not well-formed:
//
//   - a range with characters other than letters, digits and hyphens
//   - a weight that is not a number from 0 to 1: ".5", "2", "NaN", "-0"
//   - a parameter without a name: "q:0.5"
//
// Clients also send forms that no standard allows. Header reads these:
//
//   - an underscore for a hyphen, and locales of POSIX and ICU: "pt_BR", "ko_KR.UTF-8",
//     "sr_RS@latin", "ja_JP@calendar=japanese";
//   - a script after the region ("sr-SP-Latn"), a region of three letters ("zh-TWN"), and
//     .NET's zh-CHS and zh-CHT;
//   - "Q=" for "q=", and several weights, of which the last one counts. Header ignores
//     other parameters;
//   - a weight with more than three decimals. Header drops the rest, but a weight above 0
//     never becomes 0;
//   - a weight with a decimal comma: "de;q=0,8,en;q=0,5" is read as "de;q=0.8,en;q=0.5".
//
// Header ignores unregistered subtags, variants, extensions and private use, unless one of the
// site's languages has the same in its tag.
//
// "*" stands for every language that no other element names. Header returns the first of
// them. That is the fallback, unless another element names it.
//
// A weight of 0 excludes a language and everything that is more specific: "zh;q=0"
// excludes zh-Hans and zh-Hant. "en-US;q=0" excludes en-US, but not en. If several ranges match
// a language, the most specific one wins: "zh;q=0,zh-Hant" excludes only zh-Hans. Between
// equally specific ones, q=0 wins: "en-US,en;q=0" excludes English. No other element can choose
// an excluded language. If no language is left, Header returns the fallback, even if it is
// excluded, because the response needs a language. Use [Matcher.Match] to notice this. "*;q=0"
// changes nothing.
//
// Header reads only the first 512 bytes, and at most 32 well-formed elements.
func (m *Matcher) Header(acceptLanguage string) httpstatus.Language {
	if m.isZero() {
		return lang.English
	}
	c := m.headers.Get(acceptLanguage)
	if c == nil {
		c = m.newChoice(acceptLanguage)
	}
	return c.language
}

// Match returns the same language as [Matcher.Header]. ok is false if the site has no
// language that the reader wants, or if the value is empty. The language is then the
// fallback. Use Match if you can ask another source (a profile, a domain), or if you count
// which languages readers ask for.
func (m *Matcher) Match(acceptLanguage string) (l httpstatus.Language, ok bool) {
	if m.isZero() {
		m = New(lang.English)
	}
	c := m.headers.Get(acceptLanguage)
	if c == nil {
		c = m.newChoice(acceptLanguage)
	}
	return c.language, c.wanted
}

// newChoice computes the result for a header, and remembers it.
func (m *Matcher) newChoice(header string) *choice {
	if len(header) > maxBytes {
		header = qvalue.Clip(header, maxBytes)
		if c := m.headers.Get(header); c != nil {
			return c
		}
	}
	i, wanted := m.choose(header)
	return m.headers.Put(header, choice{m.languages[i], wanted})
}

// Tags returns the language for a reader who wants these tags, the most wanted first. If
// the site serves none of them, Tags returns the fallback. It skips a tag without a
// language, such as language.Und or "und-KR", because a region does not tell which
// language a reader wants.
func (m *Matcher) Tags(tags ...language.Tag) httpstatus.Language {
	if m.isZero() {
		return lang.English
	}
	for _, tag := range tags {
		text := tag.String()
		if i := m.choiceFor(text, readTag(text, tag)); i >= 0 {
			return m.languages[i]
		}
	}
	return m.languages[0]
}

func (m *Matcher) isZero() bool { return m == nil || m.languages == nil }

// choiceFor returns the index of the language for a reader of a well-formed range with these
// subtags, or -1 if there is none.
func (m *Matcher) choiceFor(text string, want subtags) int {
	if !strings.Contains(text, "@") { // what follows that may be a script
		text, _, _ = strings.Cut(text, ".")
		var room [32]byte
		tag := appendLower(room[:0], text)
		if i, ok := m.tags[string(tag)]; ok {
			return i
		}
	}
	return m.serve(want)
}

// serve returns the index of the language for a reader of a tag with these subtags, or -1
// if there is none.
func (m *Matcher) serve(want subtags) int {
	if !m.speaks(want.code) { // else another language is not needed
		to, ok := find(readers[:], want.code)
		if !ok {
			return -1
		}
		if inRegion, ok := find(readers[:], want.code+"-"+want.region.String()); ok {
			to = inRegion
		}
		other := subtagsOf(language.Raw.Make(to))
		if want.code = other.code; !m.speaks(want.code) {
			return -1
		}
		if want.script == noScript {
			want.script = other.script
		}
	}
	w := m.writtenIn(want)
	g, ok := m.groups[w]
	if !ok {
		w.rest = ""
		g = m.groups[w]
	}
	switch len(g.members) {
	case 0:
		return -1
	case 1:
		return g.members[0]
	}
	// Use the index. The tag that Match returns may differ from all of ours (golang/go#24211).
	tag, _ := language.Raw.Compose(m.bases[want.code], want.script, want.region)
	_, i, _ := g.regions.Match(tag)
	return g.members[i]
}

func (m *Matcher) speaks(code string) bool {
	_, ok := m.bases[code]
	return ok
}

// writtenIn returns the language of the subtags and the script that its text is likely to
// be in. The site has to have the language.
func (m *Matcher) writtenIn(s subtags) written {
	if s.script != noScript {
		if to, ok := find(scripts[:], s.code+"-"+s.script.String()); ok {
			_, s.script, _ = language.Raw.Make(to).Raw()
		}
	}
	if s.script == noScript { // zh-Hani has become zh
		s.script = likelyScript(s.code, m.bases[s.code], s.region)
	}
	return written{s.code, s.script, s.rest}
}

// likelyScript returns the usual script of a language, in a region or in general.
func likelyScript(code string, base language.Base, region language.Region) language.Script {
	likely, ok := find(likelyScripts[:], code)
	if region != (language.Region{}) {
		if there, found := find(likelyScripts[:], code+"-"+region.String()); found {
			likely, ok = there, true
		}
	}
	if ok {
		return language.MustParseScript(likely)
	}
	tag, _ := language.Raw.Compose(base, region)
	script, _ := tag.Script()
	return script
}
