package gen

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addSerbianLatin adds sr-Latn. It makes the language from sr, letter by letter. If the file
// of sr-Latn has the checksum of this sr but other texts, somebody edited the file by hand.
func addSerbianLatin(bad *faults, c *catalog, byTag map[string]*language) {
	cyrillic, old := byTag["sr"], byTag["sr-Latn"]
	if cyrillic == nil {
		if old != nil {
			bad.add(old.File, "tag", "is sr-Latn, but sr is missing; want lang/texts/sr.json, from which sr-Latn is made")
		}
		return
	}
	made := inLatin(cyrillic)
	byTag[made.Tag] = made
	if old == nil || old.Source != made.Source {
		return
	}
	is := old.entries(c, cyrillic)
	for i, want := range made.entries(c, cyrillic) {
		if is[i].text != want.text {
			bad.add(made.File, want.key, "is %q, but sr in Latin letters is %q; edit lang/texts/sr.json instead", is[i].text, want.text)
		}
	}
}

func inLatin(sr *language) *language {
	l := *sr
	l.File, l.Source = languagesDir+"/sr-Latn.json", sr.checksum
	l.Tag, l.Identifier, l.Name = "sr-Latn", sr.Identifier+"Latin", serbianLatin(sr.Name)+" (latinica)"
	l.Serves = "readers of Serbian in Latin script"
	l.Latin, l.Same = []string{}, []string{}
	l.Glossary, l.Labels, l.Classes, l.Advice = values(sr.Glossary), values(sr.Labels), values(sr.Classes), values(sr.Advice)
	l.Statuses, l.Causes = map[string]text{}, map[string][]string{}
	for code, t := range sr.Statuses {
		l.Statuses[code] = text{serbianLatin(t.Title), serbianLatin(t.Meaning)}
	}
	for code, causes := range sr.Causes {
		for _, cause := range causes {
			l.Causes[code] = append(l.Causes[code], serbianLatin(cause))
		}
	}
	return &l
}

func values(m map[string]string) map[string]string {
	m = maps.Clone(m)
	for key, text := range m {
		m[key] = serbianLatin(text)
	}
	return m
}

// encode returns the content of the file of the language.
func (l *language) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(l)
	return b.Bytes(), err
}

// serbianLatin changes Serbian text from Cyrillic to Latin letters. If one capital letter
// becomes two letters, both are capitals only if a letter beside it is a capital.
func serbianLatin(text string) string {
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		at := slices.Index(serbianCyrillic, unicode.ToLower(r))
		switch {
		case at < 0:
			b.WriteRune(r)
		case !unicode.IsUpper(r):
			b.WriteString(serbianLetters[at])
		case i+1 < len(runes) && unicode.IsUpper(runes[i+1]) || i > 0 && unicode.IsUpper(runes[i-1]):
			b.WriteString(strings.ToUpper(serbianLetters[at]))
		default:
			first, size := utf8.DecodeRuneInString(serbianLetters[at])
			b.WriteRune(unicode.ToUpper(first))
			b.WriteString(serbianLetters[at][size:])
		}
	}
	return b.String()
}

var (
	serbianCyrillic = []rune("абвгдђежзијклљмнњопрстћуфхцчџш")
	serbianLetters  = strings.Fields("a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š")
)
