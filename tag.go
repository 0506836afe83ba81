package httpstatus

import (
	"strings"
	"unicode/utf8"
)

// canonicalTag returns a language tag in the case that RFC 5646, 2.1.1 recommends. ok
// reports whether the tag is well-formed, that is, whether it matches the grammar of section
// 2.1. canonicalTag does not accept the old tags that the grammar lists by name, such as
// "i-klingon".
func canonicalTag(tag string) (canonical string, ok bool) {
	for i := range len(tag) {
		if tag[i] >= utf8.RuneSelf { // strings.ToLower may change it into ASCII
			return "", false
		}
	}
	p := tagParser{rest: strings.Split(strings.ToLower(tag), "-")}
	for _, subtag := range p.rest {
		if subtag == "" || len(subtag) > 8 || strings.Trim(subtag, lower+decimal) != "" {
			return "", false
		}
	}
	if !p.next(isPrivate) {
		switch {
		case p.next(func(s string) bool { return isWord(s, 2, 3) }):
			for range 3 {
				p.next(func(s string) bool { return isWord(s, 3, 3) }) // extended languages
			}
		case !p.next(func(s string) bool { return isWord(s, 4, 8) }):
			return "", false
		}
		if p.next(func(s string) bool { return isWord(s, 4, 4) }) { // script
			p.change(func(s string) string { return strings.ToUpper(s[:1]) + s[1:] })
		}
		if p.next(isRegion) {
			p.change(strings.ToUpper)
		}
		for p.next(isVariant) {
		}
		for p.next(func(s string) bool { return len(s) == 1 && s != "x" }) {
			if !p.next(isLong) {
				return "", false
			}
			for p.next(isLong) {
			}
		}
		if len(p.rest) == 0 {
			return strings.Join(p.done, "-"), true
		}
		if !p.next(isPrivate) {
			return "", false
		}
	}
	p.done = append(p.done, p.rest...)
	return strings.Join(p.done, "-"), len(p.rest) > 0
}

const (
	lower   = "abcdefghijklmnopqrstuvwxyz"
	decimal = "0123456789"
)

// A tagParser moves subtags from rest to done.
type tagParser struct{ done, rest []string }

// next moves the next subtag if it matches.
func (p *tagParser) next(match func(string) bool) bool {
	if len(p.rest) == 0 || !match(p.rest[0]) {
		return false
	}
	p.done, p.rest = append(p.done, p.rest[0]), p.rest[1:]
	return true
}

// change replaces the subtag that next moved last.
func (p *tagParser) change(f func(string) string) {
	last := &p.done[len(p.done)-1]
	*last = f(*last)
}

func isWord(s string, least, most int) bool {
	return least <= len(s) && len(s) <= most && strings.Trim(s, lower) == ""
}

func isRegion(s string) bool {
	return isWord(s, 2, 2) || len(s) == 3 && strings.Trim(s, decimal) == ""
}

func isVariant(s string) bool {
	return len(s) >= 5 || len(s) == 4 && strings.Contains(decimal, s[:1])
}

func isLong(s string) bool    { return len(s) >= 2 }
func isPrivate(s string) bool { return s == "x" }
