package httpstatus

import "example.com/httpstatus/internal/texts"

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
