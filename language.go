package httpstatus

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/internal/texts"
)

// A Language is a complete set of texts. It has a title and a meaning for every status,
// advice for every [Remedy], one or two sentences for every [Class], and typical causes.
// Package lang has one variable for each language, for example lang.Korean. Use
// [NewLanguage] or [Language.With] to make your own.
//
// A Language has the size of a pointer and is comparable. The zero value is English.
// Two calls of NewLanguage or With never return equal Languages.
type Language struct{ table *texts.Table }

// LanguageOf is for package lang only. A package outside this module cannot name the type of
// its argument.
func LanguageOf(table *texts.Table) Language { return Language{table} }

// String returns the language's tag (BCP 47) in its canonical case, for example "ko" or
// "zh-Hant".
func (l Language) String() string { return l.get().Tag }

// MarshalText returns the same tag as String. Because of it, JSON and package slog show
// the tag. It never fails. There is no UnmarshalText, because every program would then
// link every language. Use lang.Lookup instead.
func (l Language) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Name returns the name of the language in the language itself, for example "한국어".
func (l Language) Name() string { return l.get().Name }

// Direction returns "ltr" or "rtl", the values of the dir attribute in HTML.
func (l Language) Direction() string { return l.get().Direction }

func (l Language) get() *texts.Table {
	if l.table == nil {
		return &texts.English
	}
	return l.table
}

// Text is your own title and meaning for one status. If a field is "", the language keeps
// its own text. See [Language.With] and [Texts].
type Text struct {
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
}

// With returns the same language with your own texts for some statuses. All other texts
// stay, and so do the texts that you gave in an earlier With. With does not change the advice;
// [NewLanguage] can.
//
// A code need not be registered, but it must be from 0 to 999. With ignores other numbers.
// Your text for 400 is also used for each unrecognised code from 401 to 499 that has no
// text of its own. The same rule holds for 100, 200, 300 and 500. Your text for 500 is also
// used for every number outside 100 to 599 (RFC 9110, 15).
//
// With copies the map into a table of some kilobytes. Call it once, not for each request.
func (l Language) With(own map[Status]Text) Language {
	layer := texts.Layer{Entries: make(map[int]texts.Entry, len(own))}
	for s, text := range own {
		layer.Entries[int(s)] = texts.Entry{Title: text.Title, Meaning: text.Meaning}
	}
	t := *l.get()
	t.Own = extended(&t, layer)
	return Language{&t}
}

// Texts holds the texts from which [NewLanguage] makes a language. You can decode the JSON
// files in lang/texts into it. It has only those members of the files that a program needs. For
// a text that is missing or "", NewLanguage uses the text of the base language.
type Texts struct {
	Tag       string              `json:"tag"`       // BCP 47: "gl", "en-GB"
	Name      string              `json:"name"`      // the language's name in the language itself
	Direction string              `json:"direction"` // "ltr" or "rtl"
	Statuses  map[Status]Text     `json:"statuses"`
	Advice    map[string]string   `json:"advice"`  // the key is a Remedy ("Wait"), or the code of a status that has its own advice ("413")
	Classes   map[string]string   `json:"classes"` // the key is a Class ("ClientError")
	Labels    map[string]string   `json:"labels"`  // the key is a Label ("Retry")
	Causes    map[Status][]string `json:"causes"`
}

// NewLanguage returns a language of your own. It may be a language that package lang does
// not have, the variety of a region, or a more formal or less formal style. If t has no
// text for something, the language uses the text of base, so the result may mix two
// languages. Only Tag is required.
//
// The advice for a status is the first of these texts that exists:
//
//  1. the advice in t for the code
//  2. the advice in t for the [Remedy]
//  3. the advice in base for the code
//  4. the advice in base for the Remedy
//
// A code need not be registered. [Language.With] says what happens with unrecognised codes.
//
// NewLanguage returns base and an error if t has a fault:
//
//   - Tag is not a well-formed language tag (RFC 5646, 2.1).
//   - Direction is not "ltr", "rtl" or "".
//   - A code is not from 0 to 999.
//   - A key of Advice is neither the name of a Remedy nor a code.
//   - A key of Advice is RemedyNone, or a code with that Remedy. There is no advice if
//     nothing failed.
//   - A key of Classes is not the name of a Class.
//   - A key of Labels is not the name of a Label.
//
// The error lists every fault. It quotes each bad value and says what would be right.
//
// NewLanguage copies the maps. Call it once, not for each request.
func NewLanguage(t Texts, base Language) (Language, error) {
	tag, ok := canonicalTag(t.Tag)
	b := layerBuilder{language: tag, layer: texts.Layer{Entries: map[int]texts.Entry{}}}
	if !ok {
		b.language = "of your own"
		b.fault("the tag", t.Tag, `a well-formed tag (BCP 47) such as "gl" or "en-GB"`)
	}
	if t.Direction != "" && t.Direction != "ltr" && t.Direction != "rtl" {
		b.fault("the direction", t.Direction, `"ltr" or "rtl"`)
	}
	for _, s := range slices.Sorted(maps.Keys(t.Statuses)) {
		b.entry(s, func(e *texts.Entry) { e.Title, e.Meaning = t.Statuses[s].Title, t.Statuses[s].Meaning })
	}
	for _, s := range slices.Sorted(maps.Keys(t.Causes)) {
		b.entry(s, func(e *texts.Entry) { e.Causes = slices.Clone(t.Causes[s]) })
	}
	for _, key := range slices.Sorted(maps.Keys(t.Advice)) {
		b.advice(key, t.Advice[key])
	}
	for _, key := range slices.Sorted(maps.Keys(t.Classes)) {
		if i := slices.Index(classNames[1:], key); i >= 0 {
			b.layer.Classes[i+1] = t.Classes[key]
		} else {
			b.fault("the class", key, "one of "+list(classNames[1:]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(t.Labels)) {
		if i := slices.Index(labelNames[1:], key); i >= 0 {
			b.layer.Labels[i+1] = t.Labels[key]
		} else {
			b.fault("the label", key, "one of "+list(labelNames[1:]))
		}
	}
	if b.faults != nil {
		return base, errors.Join(b.faults...)
	}

	table := *base.get()
	table.Own = extended(&table, b.layer)
	table.Tag = tag
	table.Name = cmp.Or(t.Name, table.Name)
	table.Direction = cmp.Or(t.Direction, table.Direction)
	return Language{&table}, nil
}

// A layerBuilder collects the texts that NewLanguage gets, and their faults.
type layerBuilder struct {
	language string
	layer    texts.Layer
	faults   []error
}

func (b *layerBuilder) fault(what, value, want string) {
	b.faults = append(b.faults, errors.New("httpstatus: language "+b.language+": "+what+" is "+quote.String(value)+"; want "+want))
}

// entry changes the entry for a code.
func (b *layerBuilder) entry(s Status, change func(*texts.Entry)) {
	if s < 0 || s >= texts.Limit {
		b.fault("a code", strconv.Itoa(int(s)), "0 to 999")
		return
	}
	e := b.layer.Entries[int(s)]
	change(&e)
	b.layer.Entries[int(s)] = e
}

// advice adds the advice whose key is a Remedy or a code.
func (b *layerBuilder) advice(key, text string) {
	if i := slices.Index(remedyNames[1:], key); i >= 0 {
		b.layer.Remedies[i+1] = text
		return
	}
	s, err := Parse(key)
	if err != nil || s.Remedy() == RemedyNone || len(key) != 3 {
		b.fault("a key of the advice", key, "a Remedy, one of "+list(remedyNames[1:])+`, or the code of an error, such as "413"`)
		return
	}
	b.entry(s, func(e *texts.Entry) { e.Advice = text })
}

// list joins names for an error message.
func list(names []string) string { return strings.Join(names, ", ") }
