package httpstatus

import "example.com/httpstatus/internal/texts"

// A Language is a complete set of texts: a title and a meaning for every status,
// advice for every [Remedy], a sentence for every [Class], and typical causes. Package
// lang has one variable for each language, lang.Korean for example. [NewLanguage] and
// [Language.With] make your own.
//
// A Language has the size of a pointer and is comparable. The zero value is English.
// Two calls of NewLanguage or With never return equal Languages.
type Language struct{ table *texts.Table }

// LanguageOf is for package lang only: no package outside this module can name the
// type of its argument.
func LanguageOf(table *texts.Table) Language { return Language{table} }

// String returns the language's tag (BCP 47) in its canonical case: "ko", "zh-Hant".
func (l Language) String() string { return l.get().Tag }

// MarshalText returns what String does, so that JSON and package slog show the tag.
// It never fails. There is no UnmarshalText, because it would link every language:
// use lang.Lookup.
func (l Language) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Name returns the language's name for itself: "한국어".
func (l Language) Name() string { return l.get().Name }

// Direction returns "ltr" or "rtl", as HTML's dir attribute wants it.
func (l Language) Direction() string { return l.get().Direction }

func (l Language) get() *texts.Table {
	if l.table == nil {
		return &texts.English
	}
	return l.table
}

// Text is a title and a meaning for one status, in words of your own. A member that
// is "" keeps the language's text. See [Language.With] and [Texts].
type Text struct {
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
}

// With returns the same language with your own wording for some statuses. What you
// leave out stays, and so does what an earlier With gave. The advice stays the
// language's: it belongs to the [Remedy].
//
// A code need not be registered, but it must be from 0 to 999; With ignores other
// numbers. Your wording for 400 also serves the unrecognised codes from 401 to 499,
// unless they have their own; the same holds for 100, 200, 300 and 500. Your wording
// for 500 also serves every number outside 100 to 599 (RFC 9110, 15).
//
// With copies the map into a table of some kilobytes. Make such a Language once, not
// for each request.
func (l Language) With(own map[Status]Text) Language {
	layer := texts.Layer{Entries: make(map[int]texts.Entry, len(own))}
	for s, text := range own {
		layer.Entries[int(s)] = texts.Entry{Title: text.Title, Meaning: text.Meaning}
	}
	t := *l.get()
	t.Own = extended(&t, layer)
	return Language{&t}
}
