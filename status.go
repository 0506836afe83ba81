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
// A [Status] may hold any int. An unrecognised code from 100 to 599 answers
// every question as the x00 code of its class does, and any other number as
// 500 does (RFC 9110, 15). Only String and Error, Phrase, Registration and Spec show
// that such a code is unknown, and Class that a number is no status code; Err looks
// at the number alone, and wording given to [lang.Language.With] may be for any code
// below 1000. Nothing panics.
//
// # In place of net/http's constants
//
// Every name that net/http has after http.Status is here too, so "http.Status" can
// be replaced by "httpstatus.". Where an int is wanted or compared, one side has to
// be converted: int(httpstatus.NotFound), httpstatus.Status(resp.StatusCode). The
// compiler finds the places, but not where a value goes through an interface: an any
// that holds a Status equals no int, in reflect.DeepEqual and in maps too, and %v and
// package slog print its text, "404 Not Found", where %d prints the number. Where
// net/http still uses a phrase of an older standard, its name is a deprecated alias,
// and [Text] stands in for http.StatusText.
package httpstatus

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"strconv"
	"strings"

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

// Parse reads a code of three digits, from 100 to 999, alone or followed by a
// space and a reason phrase: the code's registered one, or an older one of the
// same code, in any case. "404", "404 Not Found", "413 payload too large" and
// "299" are good; "404 Found" is not, since that phrase is another code's. An
// empty phrase after the space, which RFC 9112, 4 allows, is good too. Parse is
// the inverse of [Status.String] for every three-digit code. Anything else gives 0
// and an error that quotes the text and says what would have been right.
func Parse(text string) (Status, error) {
	digits, phrase := text, ""
	if len(text) > 3 && text[3] == ' ' {
		digits, phrase = text[:3], text[4:]
	}
	s, ok := parseCode(digits)
	if !ok {
		return 0, errors.New("httpstatus: parse " + strconv.Quote(text) + ": not a status code; want three digits from 100 to 999, alone or with the code's phrase")
	}
	if phrase == "" || equalFold(phrase, s.Phrase()) {
		return s, nil
	}
	for _, o := range olderPhrases {
		if o.status == s && equalFold(phrase, o.phrase) {
			return s, nil
		}
	}
	return 0, errors.New("httpstatus: parse " + strconv.Quote(text) + ": " + strconv.Quote(phrase) + " is not a phrase of this code; want " + strconv.Quote(s.String()))
}

// equalFold folds ASCII alone: the Kelvin sign and the long s, which package strings
// takes for k and s, have more bytes.
func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }

func parseCode(digits string) (s Status, ok bool) {
	if len(digits) != 3 || digits[0] == '0' {
		return 0, false
	}
	for i := range len(digits) {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		s = s*10 + Status(d)
	}
	return s, true
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

// RequiredFields returns the names of the response fields that the standard says
// MUST be there, such as Allow with 405. Most statuses have none. What depends on
// the server and not on the status, such as Date, is not listed.
func (s Status) RequiredFields() iter.Seq[string] { return split(requiredFields[s.slot()]) }

// ExpectedFields returns the names of the response fields that SHOULD be there,
// are customary and useful to a client, or MUST be there on a condition that the
// status does not tell: Location with 201 and the redirects, Retry-After with 503,
// with 206 and 304 what a 200 would have had. Without Location, what a 201 created
// is at the URI of the request (RFC 9110, 15.3.2).
func (s Status) ExpectedFields() iter.Seq[string] { return split(expectedFields[s.slot()]) }

// split yields the elements of a list separated by semicolons.
func split(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := list; rest != ""; {
			var name string
			name, rest, _ = strings.Cut(rest, ";")
			if !yield(name) {
				return
			}
		}
	}
}

// RedirectMethod returns the method with which a client that was answered s goes
// on at the URI in Location, and whether it is to follow that URI unasked at all.
// After 301 and 302 a POST becomes a GET and any other method stays (the standard
// allows the change, and browsers make it); after 303 everything but HEAD becomes
// GET; after 307 and 308 the method stays. Methods are case-sensitive; "" is GET,
// as in net/http. It is not ok for 300, which a client may follow but which is the
// reader's to choose, for 304, 305 and 306, nor for any status of another class
// (RFC 9110, 15.4; the Location of a 201 is no redirect, 10.2.2); next is "" then.
func (s Status) RedirectMethod(method string) (next string, ok bool) {
	if method == "" {
		method = "GET"
	}
	switch redirectOf[s.row()] {
	case redirectKeep:
		return method, true
	case redirectPostToGet:
		if method == "POST" {
			return "GET", true
		}
		return method, true
	case redirectGet:
		if method == "HEAD" {
			return method, true
		}
		return "GET", true
	}
	return "", false
}

// Error returns what String does.
func (s Status) Error() string { return s.String() }

// Is reports whether s means the same as one of the standard library's errors,
// for errors.Is:
//
//	404, 410       fs.ErrNotExist
//	403            fs.ErrPermission (not 401: credentials may still be given)
//	405, 501, 505  errors.ErrUnsupported
//	408, 504       os.ErrDeadlineExceeded
//
// The other way round, [Status] values compare as they are: errors.Is(err,
// httpstatus.NotFound) holds for 404 alone.
func (s Status) Is(target error) bool {
	switch s {
	case NotFound, Gone:
		return target == fs.ErrNotExist
	case Forbidden:
		return target == fs.ErrPermission
	case MethodNotAllowed, NotImplemented, HTTPVersionNotSupported:
		return target == errors.ErrUnsupported
	case RequestTimeout, GatewayTimeout:
		return target == os.ErrDeadlineExceeded
	}
	return false
}

// Err returns nil for a number below 400, and s from there on, so that a client
// can write
//
//	if err := httpstatus.Status(resp.StatusCode).Err(); err != nil
//
// It looks at the number alone: a zero Status, which no response has, gives nil.
func (s Status) Err() error {
	if s < 400 {
		return nil
	}
	return s
}
