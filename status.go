// Package httpstatus answers the questions that programs ask about an HTTP status: what to
// tell the user, in the user's language; who can fix it; whether the client may send the
// request again; and which fields the response must have.
//
//	httpstatus.Forbidden.Class()                     // ClientError
//	httpstatus.Forbidden.Meaning(lang.Korean)        // a sentence that you can show to the user
//	httpstatus.Unauthorized.Retryable()              // true: the user can give credentials
//	httpstatus.Forbidden.Retryable()                 // false
//	httpstatus.BadGateway.Repeatable("POST")         // false: the server may have applied it
//	httpstatus.MisdirectedRequest.Repeatable("POST") // true: the server did not apply it
//
// Each registered status is a constant of type [Status]. The facts come from one table,
// internal/gen/catalog.csv. The table gives the document and section, or the page, for each
// fact. Where the standards do not decide, the table makes a choice and marks the fact
// "silent".
//
// # Unknown codes
//
// A [Status] may hold any int, and no method panics. A code from 100 to 599 that is not
// registered is treated as the x00 of its class. Any other number is treated as 500
// (RFC 9110, 15). There are four exceptions:
//
//   - String, Error, Phrase, Registration and Spec show that the code is unknown.
//   - Class is 0 for a number outside 100 to 599.
//   - Caching is CachingForbidden for an unknown 1xx, and CachingExplicit for all other
//     unknown codes, because a status is heuristically cacheable only if a standard says so
//     (RFC 9110, 15.1).
//   - [Language.With] and [NewLanguage] can give texts to any code from 0 to 999.
//
// # Together with net/http
//
// http.StatusText returns a short English phrase for developers, and four of its phrases are
// from older standards. This package also says what to tell a user and what a program may do.
// Keep the constants of net/http where you need a number: w.WriteHeader(http.StatusNotFound).
// Write httpstatus.Status(resp.StatusCode) where you ask a question. The typed constants are
// for errors, tests and new code. For every http.StatusX of net/http there is a constant X
// here. Six of them are deprecated aliases, because the registered phrase gives another name:
// RequestEntityTooLarge, for example, is ContentTooLarge.
//
// A Status in an interface value never equals an int: not with ==, not in reflect.DeepEqual,
// and not as a key of a map[any]T. The verb %v and package slog print a Status as "404 Not
// Found". The verb %d prints the number.
package httpstatus

import (
	"slices"
	"strconv"

	"example.com/httpstatus/internal/texts"
)

//go:generate go run ./internal/gen/generate

// A Status is an HTTP status code (RFC 9110, 15). It may hold any int. The package
// documentation says what the methods return for unknown codes. The zero value is not a
// status code. A Status is also an error, like a syscall.Errno: you can return it, wrap it,
// and find it with errors.Is or errors.As. In JSON it is a number, as in problem details (RFC
// 9457, 3.1.2).
type Status int

// All returns the codes in the IANA HTTP Status Code Registry, in ascending order. It
// includes the temporary (104), unused (306, 418) and obsoleted (510) codes. The caller may
// change the slice.
func All() []Status { return slices.Clone(registered[:]) }

// String returns the code and its registered phrase, for example "404 Not Found". For a code
// that is not registered, it returns only the number, for example "299" or "-1".
func (s Status) String() string {
	if s.Registration() != RegistrationNone {
		return lines[s.slot()]
	}
	return strconv.Itoa(int(s))
}

// Phrase returns the reason phrase exactly as IANA registered it, for example "Not Found".
// It returns "" for a code that is not registered, and "(Unused)" for 306 and 418. The
// phrase is for developers and logs. To show something to the user, use [Status.Title].
func (s Status) Phrase() string {
	if s.Registration() != RegistrationNone {
		return lines[s.slot()][len("404 "):]
	}
	return ""
}

// Title returns a heading of a few words for the user. It has no full stop at the end. It
// may differ from the registered phrase.
func (s Status) Title(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Title
	}
	return t.At(texts.Titles + s.text())
}

// Meaning returns one or two sentences that say what happened. You can show them to every
// user. They are true for a browser and for an API. They tell the user no more about the
// server than the status itself does. For example, they do not say why the server refused
// access.
func (s Status) Meaning(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Meaning
	}
	return t.At(texts.Meanings + s.text())
}

// Advice returns what the user can do. Usually this is the text of the status's [Remedy]. A
// status has its own advice if that text would be wrong for it. The advice never contradicts
// [Status.Retryable]. It is "" if nothing failed.
func (s Status) Advice(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Advice
	}
	return t.At(int(texts.AdviceAt[s.slot()]))
}

// Causes returns typical causes, for a support page or a developer. Most of them are short
// phrases without a full stop. It returns nil for a status that has no causes in the table.
// The caller may change the slice.
func (s Status) Causes(l Language) []string {
	t, slot := l.get(), s.slot()
	if t.Own != nil {
		return slices.Clone(t.Own.At(int(s)).Causes)
	}
	var causes []string
	for i := texts.CauseStart[slot]; i < texts.CauseStart[slot+1]; i++ {
		causes = append(causes, t.At(texts.Causes+int(i)))
	}
	return causes
}

// AllowsContent reports whether the response may have content. It is false for 1xx, 204 and
// 304, which end after the header section, and for 205, because a server must not send
// content with it (RFC 9110, 15.2, 15.3.5, 15.3.6, 15.4.5). AllowsContent does not know the
// method: a response to HEAD and a 2xx response to CONNECT never have content (6.4.1).
func (s Status) AllowsContent() bool { return contentOf[s.row()] }
