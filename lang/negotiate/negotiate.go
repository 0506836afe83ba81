// Package negotiate chooses a language for a reader, from the Accept-Language
// field of a request (RFC 9110, 12.5.4) or from language.Tags.
//
//	m := negotiate.New(lang.English, lang.Korean, lang.Serbian)
//	m.Header("ko-KR,ko;q=0.9,en;q=0.8") // Korean
//	m.Header("hr,en;q=0.9")             // English: Croatian is not Serbian
//
// A Matcher takes the reader's languages one at a time, the most wanted first, and
// returns the first one that the site serves. A site serves a language if it was given
// to [New] and is the same as the reader's, in the same script: zh-HK, which is written in
// traditional characters, is served by zh-Hant and not by zh-Hans. A region decides only
// between languages that share all that: pt-AO goes to pt-PT if the site has it, and
// to pt if not. A reader who wants Belarusian, Galician or Croatian never gets
// Russian, Spanish or Serbian. Such a reader gets the next language of the field, and in
// the end the site's fallback.
//
// Three things go beyond that. Other codes stand for the same language (no for nb, iw
// for he, tl for fil, prs for fa). A few languages have readers who write another one, and
// are served by that one: Nynorsk, Swiss German, and the Arabic and Chinese languages
// (nn, gsw, arz, yue, wuu). And Serbian, which every reader learns in both scripts, is
// served in the other script if the site does not have the one that the reader wants.
// All of this follows the Unicode CLDR.
//
// Package golang.org/x/text/language parses the subtags, knows which script a language
// is written in where, and weighs one region against another.
package negotiate

import (
	"slices"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/memo"
	"example.com/httpstatus/internal/qvalue"
	"example.com/httpstatus/lang"
)

// A Matcher chooses between the languages that a site speaks. It is safe for use
// by several goroutines at once. The zero Matcher, and a nil one, speak English
// alone.
type Matcher struct {
	languages []httpstatus.Language
	subtags   []subtags // of languages[i], its script filled in
	bases     map[string]language.Base
	groups    map[written]group
	headers   *memo.Cache[choice]
	ranges    *memo.Cache[meaning]
}

// A choice is what a header gives.
type choice struct {
	language httpstatus.Language
	wanted   bool
}

// A written is a language in a script: all that has to be the same for a reader to
// be served.
type written struct {
	code   string
	script language.Script
}

// A group has the languages that are written alike, such as pt and pt-PT.
type group struct {
	members []int            // indices of languages
	regions language.Matcher // chooses between members; nil if there is only one
}

// New returns a Matcher for a site that speaks these languages. The first is for
// readers who want none of them. The order of the others matters for "*" alone. If
// several languages have the same tag, the first counts. So a language made by
// [httpstatus.Language.With] takes the place of the one it was made from if it comes
// first or alone, and is returned as it was given. Make a Matcher once, not for
// each request: it takes a fraction of a millisecond, and learns.
func New(fallback httpstatus.Language, others ...httpstatus.Language) *Matcher {
	m := &Matcher{
		bases:   make(map[string]language.Base),
		groups:  make(map[written]group),
		headers: memo.New[choice](),
		ranges:  memo.New[meaning](),
	}
	for _, l := range append([]httpstatus.Language{fallback}, others...) {
		if slices.ContainsFunc(m.languages, func(other httpstatus.Language) bool { return other.String() == l.String() }) {
			continue
		}
		s := subtagsOf(language.Make(l.String()))
		m.bases[s.code], _ = language.ParseBase(s.code)
		w := m.writtenIn(s)
		g := m.groups[w]
		g.members = append(g.members, len(m.languages))
		m.groups[w] = g
		m.languages = append(m.languages, l)
		m.subtags = append(m.subtags, subtags{w.code, w.script, s.region})
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
		if w := (written{want.code, want.script}); m.groups[w].members == nil {
			m.groups[w] = m.groups[written{have.code, have.script}]
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
// (RFC 9110, 5.3). Header remembers the value, so that the same value costs next to
// nothing the next time. The memory for that has a bound, whatever arrives.
//
// Header takes the elements of the value in the order of their weights, and of equal
// ones the earlier first. It skips an element that is not well-formed: a range with other
// characters than letters, digits and hyphens, a weight that is not a number from 0 to 1
// (".5", "2", "NaN", "-0"), a parameter without a name ("q:0.5"). Such an element is as if
// it were not there. It does not spoil the others, and it excludes nothing. Header also
// reads what clients send although no standard allows it:
//
//   - an underscore for a hyphen, and locales of POSIX and ICU: "pt_BR", "ko_KR.UTF-8",
//     "sr_RS@latin", "ja_JP@calendar=japanese";
//   - a script after the region ("sr-SP-Latn"), a region of three letters ("zh-TWN"), and
//     .NET's zh-CHS and zh-CHT;
//   - "Q=" for "q=", several weights, of which the last counts, and other parameters, which
//     count for nothing;
//   - a weight with more than three decimals. Header drops the others, but what is more than
//     0 stays more than 0;
//   - a weight with a decimal comma: "de;q=0,8,en;q=0,5" is read as "de;q=0.8,en;q=0.5".
//
// Subtags that nobody registered, variants and extensions count for nothing.
//
// "*" stands for the languages that no other element of the value means. It gives
// the first of them: the fallback, unless the value means that one elsewhere.
//
// A weight of 0 excludes a language, with all that is narrower: "zh;q=0" excludes
// zh-Hans and zh-Hant, while "en-US;q=0" excludes no English that is not just for
// the US. If several ranges hold a language, the most specific one decides. Between
// equally specific ones, the 0 decides: "zh;q=0,zh-Hant" excludes zh-Hans alone, and
// "en-US,en;q=0" excludes English. An excluded language is not chosen for any other
// element either. But if no language is left, Header returns the fallback, even if it is
// excluded: the response needs some language. [Matcher.Match] tells you. "*;q=0" changes
// nothing.
//
// Header looks at the first 512 bytes only, and in these at the first 32 well-formed
// elements.
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

// Match returns the same language as [Matcher.Header]. ok is false if the site serves
// nothing that the reader wants. The language is the fallback then. Use Match if you have
// another source to ask (a profile, a domain), or if you count what readers ask for.
// For an empty value, ok is false.
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

// newChoice returns what a header gives, and remembers it.
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

// Tags returns the language for a reader who wants these, the most wanted first.
// It skips a tag that stands for no particular language, such as language.Und,
// even if it names a region: nobody's language follows from where they are.
// If the site serves none of the tags, Tags returns the fallback.
func (m *Matcher) Tags(tags ...language.Tag) httpstatus.Language {
	if m.isZero() {
		return lang.English
	}
	for _, tag := range tags {
		if i := m.serve(subtagsOf(tag)); i >= 0 {
			return m.languages[i]
		}
	}
	return m.languages[0]
}

func (m *Matcher) isZero() bool { return m == nil || m.languages == nil }

// serve returns the index of the language for a reader of a tag with these subtags, -1
// if there is none.
func (m *Matcher) serve(want subtags) int {
	if !m.speaks(want.code) { // what the site speaks needs no other language
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
	g := m.groups[m.writtenIn(want)]
	switch len(g.members) {
	case 0:
		return -1
	case 1:
		return g.members[0]
	}
	// The index counts; the tag that Match returns may be none of ours (golang/go#24211).
	tag, _ := language.Raw.Compose(m.bases[want.code], want.script, want.region)
	_, i, _ := g.regions.Match(tag)
	return g.members[i]
}

func (m *Matcher) speaks(code string) bool {
	_, ok := m.bases[code]
	return ok
}

// writtenIn returns the language of subtags, which the site speaks, and the script that
// its text is likely to be in.
func (m *Matcher) writtenIn(s subtags) written {
	if to, ok := find(scripts[:], s.code+"-"+s.script.String()); ok {
		_, s.script, _ = language.Raw.Make(to).Raw()
	}
	if s.script == noScript {
		s.script = likelyScript(s.code, m.bases[s.code], s.region)
	}
	return written{s.code, s.script}
}

// likelyScript returns the script that a language is likely to be in, in a region or
// anywhere.
func likelyScript(code string, base language.Base, region language.Region) language.Script {
	likely, ok := find(likelyScripts[:], code+"-"+region.String())
	if !ok {
		likely, ok = find(likelyScripts[:], code)
	}
	if ok {
		return language.MustParseScript(likely)
	}
	tag, _ := language.Raw.Compose(base, region)
	script, _ := tag.Script()
	return script
}
