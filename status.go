// Package httpstatus answers questions about HTTP statuses: what one means to
// a reader, in the reader's language, who can do something about it, whether
// the request may be sent again, and what the response must carry.
//
//	httpstatus.Forbidden.Class()                // ClientError
//	httpstatus.Forbidden.Meaning(lang.Korean)   // a sentence fit to show
//	httpstatus.Unauthorized.Retryable()         // true: with credentials
//	httpstatus.Forbidden.Retryable()            // false
//	httpstatus.BadGateway.Repeatable("POST")    // false: it may have been applied
//	httpstatus.MisdirectedRequest.Repeatable("POST") // true: it was not
//
// Each registered status is a constant of type [Status]. Its facts come from
// one table, internal/gen/catalog.csv, where each has its source: document and
// section, or the word "silent" where no standard decides and the table does.
//
// # Unknown codes
//
// A [Status] may hold any int. An unrecognised code from 100 to 599 answers every
// question as the x00 code of its class does, and any other number as 500 does
// (RFC 9110, 15). There are three exceptions. String, Error, Phrase, Registration and
// Spec show that such a code is unknown, and Class shows that a number is no status
// code. Caching is CachingExplicit, for only a status that is defined as heuristically
// cacheable is so (RFC 9110, 15.1); for a 1xx it is CachingForbidden. And the wording
// that you give to [Language.With] may be for any code below 1000. Nothing panics.
//
// # Beside net/http's constants
//
// Keep net/http's constants where a number is wanted: w.WriteHeader(http.StatusNotFound).
// Write httpstatus.Status(resp.StatusCode) where you ask something. The typed constants
// are for errors, tests and new code. Every name that net/http has after http.Status is
// here too; where it follows an older phrase, it is a deprecated alias. An any that holds
// a Status never equals an int, in reflect.DeepEqual and in maps too. The verb %v and
// package slog print a Status as "404 Not Found"; %d prints the number.
package httpstatus

import (
	"slices"
	"strconv"

	"example.com/httpstatus/internal/texts"
)

//go:generate go run ./internal/gen/generate

// A Status is an HTTP status code (RFC 9110, 15). Any int is a valid operand;
// see the package documentation for how unknown codes answer. The zero value is
// not a status code. A Status is an error too, as a syscall.Errno is: return it,
// wrap it, find it again with errors.Is or errors.As. In JSON it is a number.
type Status int

// All returns the registered codes in ascending order: those of the IANA HTTP
// Status Code Registry, with the temporary (104), unused (306, 418) and
// obsoleted (510) ones. The slice is the caller's own.
func All() []Status { return slices.Clone(registered[:]) }

// String returns the code and its registered phrase, "404 Not Found", or the
// number alone where there is no phrase: "299", "-1".
func (s Status) String() string {
	if s.Registration() != RegistrationNone {
		return lines[s.slot()]
	}
	return strconv.Itoa(int(s))
}

// Phrase returns the reason phrase, byte for byte as registered: "Not Found".
// It is "" for a code that is not registered, and "(Unused)" for 306 and 418.
// A phrase is for developers and logs; what to show to a reader is [Status.Title].
func (s Status) Phrase() string {
	if s.Registration() != RegistrationNone {
		return lines[s.slot()][len("404 "):]
	}
	return ""
}

// Title returns a heading of a few words for a reader, without an end mark. It
// need not be the registered phrase.
func (s Status) Title(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Title
	}
	return t.At(texts.Titles + s.text())
}

// Meaning returns what happened, in one or two sentences fit to show to anybody:
// true for a browser and an API alike, and giving away no more about the server
// than the status itself does, such as why access was refused.
func (s Status) Meaning(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Meaning
	}
	return t.At(texts.Meanings + s.text())
}

// Advice returns what to do about it. This is the text of the status's [Remedy], or
// the status's own where that text would tell a reader the wrong thing. Either way it
// never contradicts [Status.Retryable]. It is "" where nothing went wrong.
func (s Status) Advice(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Advice
	}
	return t.At(int(texts.AdviceAt[s.slot()]))
}

// Causes returns typical causes, most of them short clauses without an end mark,
// for a support page or a developer. It is nil for a status without catalogued causes.
// The slice is the caller's own.
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

// AllowsContent reports whether the response may have content. It is false for
// 1xx, 204 and 304, which end with the header section, and for 205, with which a
// server must not generate any (RFC 9110, 15.2, 15.3.5, 15.3.6, 15.4.5). Whatever
// the status, the response to HEAD has none, nor has a 2xx to CONNECT (6.4.1).
func (s Status) AllowsContent() bool { return contentOf[s.row()] }
