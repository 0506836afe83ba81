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
// that you give to [lang.Language.With] may be for any code below 1000. Nothing panics.
//
// # In place of net/http's constants
//
// Every name that net/http has after http.Status is here too, so you can replace
// "http.Status" by "httpstatus.". Where an int is wanted or compared, convert one side:
// int(httpstatus.NotFound), httpstatus.Status(resp.StatusCode). The compiler finds those
// places, but it does not find a value that goes through an interface: an any that holds
// a Status never equals an int, in reflect.DeepEqual and in maps too, and %v and package
// slog print its text, "404 Not Found", where %d prints the number. Where net/http still
// uses a phrase of an older standard, its name is a deprecated alias, and [Text] stands
// in for http.StatusText.
package httpstatus

import (
	"iter"
	"strconv"

	"example.com/httpstatus/lang"
)

//go:generate go run ./internal/gen/generate

// A Status is an HTTP status code (RFC 9110, 15). Any int is a valid operand;
// see the package documentation for how unknown codes answer. The zero value is
// not a status code. A Status is an error too, as a syscall.Errno is: return it,
// wrap it, find it again with errors.Is or errors.As. In JSON it is a number.
type Status int

// All returns the registered codes in ascending order: those of the IANA HTTP
// Status Code Registry, with the temporary (104), unused (306, 418) and
// obsoleted (510) ones.
func All() iter.Seq[Status] {
	return func(yield func(Status) bool) {
		for i, registration := range registrationOf {
			if registration != RegistrationNone && !yield(100+Status(i)) {
				return
			}
		}
	}
}

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

// Text returns the reason phrase of a code. It stands in for net/http's StatusText
// where that is called, and as a function value is written Text[int]. For seven
// codes the phrase is another than there: the registered one.
//
// Deprecated: use [Status.Phrase], or [Status.Title] for a reader.
func Text[Code ~int](code Code) string { return Status(code).Phrase() }

// Title returns a heading of a few words for a reader, without an end mark. It
// need not be the registered phrase.
func (s Status) Title(l lang.Language) string { return l.Title(int(s)) }

// Meaning returns what happened, in one or two sentences fit to show to anybody:
// true for a browser and an API alike, and giving away no more about the server
// than the status itself does, such as why access was refused.
func (s Status) Meaning(l lang.Language) string { return l.Meaning(int(s)) }

// Advice returns what to do about it. This is the text of the status's [Remedy], or
// the status's own where that text would tell a reader the wrong thing. Either way it
// never contradicts [Status.Retryable]. It is "" where nothing went wrong.
func (s Status) Advice(l lang.Language) string { return l.AdviceFor(int(s)) }

// Causes returns typical causes, most of them short clauses without an end mark,
// for a support page or a developer. Statuses without catalogued causes have none.
func (s Status) Causes(l lang.Language) iter.Seq[string] { return l.Causes(int(s)) }

// AllowsContent reports whether the response may have content. It is false for
// 1xx, 204 and 304, which end with the header section, and for 205, with which a
// server must not generate any (RFC 9110, 15.2, 15.3.5, 15.3.6, 15.4.5). Whatever
// the status, the response to HEAD has none, nor has a 2xx to CONNECT (6.4.1).
func (s Status) AllowsContent() bool { return contentOf[s.row()] }
