package problem

import (
	"errors"
	"strings"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/oneline"
)

// Details are the members of a problem details object (RFC 9457, 3.1). A *Details is
// an error. A handler returns one, or an error that wraps or embeds one, to show the
// reader more than the status's own texts. [Read] returns one to a client. Everything
// in it is meant to be shown.
//
// The zero value is the document {"type":"about:blank"}. Respond fills in what a handler leaves
// empty: the status's own texts, in the reader's language. Texts of your own should be in that
// language too; see [Responder.LanguageOf].
//
// The tags are for tools that read them by reflection, such as huma, which writes OpenAPI
// documents. MarshalJSON adds the members of Extensions, which no tag can name.
type Details struct {
	// Type is a URI that names the kind of problem. "" and "about:blank" mean that the status
	// alone names the problem.
	Type string `json:"type,omitempty" doc:"A URI that names the kind of problem"`

	// Title is a heading for this kind of problem, in one line.
	//
	// The titles that Respond fills in are those of [httpstatus.Status.Title]. They are
	// not always the status's registered phrase: RFC 9457, 4.2.1 recommends the phrase
	// beside "about:blank" and allows a title in the reader's own words.
	Title string `json:"title,omitempty" doc:"A short heading for the kind of problem"`

	// Status is the status of the response. Respond sends 500 in place of a status
	// that is not an error, such as 0 or 200.
	Status httpstatus.Status `json:"status,omitempty" doc:"The HTTP status of the response"`

	// Detail says what happened this time. The page and the text show it in place of
	// the status's meaning. It may have several lines.
	Detail string `json:"detail,omitempty" doc:"What happened this time"`

	// Instance is a URI that names this one occurrence. JSON always has it. The page and the
	// text show it only if it is a URN, such as "urn:uuid:...". A reader can quote a URN to the
	// people who run the server.
	Instance string `json:"instance,omitempty" doc:"A URI that names this one occurrence"`

	// Extensions are further members, by name. JSON has them. The page and the text have
	// only those that identify the request: request_id, trace_id, correlation_id and error_id.
	// Case and punctuation do not matter; the value must be a string. The page and the text
	// show request_id under a label in the reader's language.
	//
	// An extension with the name of a member above is left out. Respond also leaves out an
	// extension that JSON cannot hold, and logs it. When read, each number is a [json.Number],
	// because an ID of more than 53 bits does not fit a float64.
	Extensions map[string]any `json:"-"`

	// RetryAfter is the time to wait before another request, 0 if unknown. It is not a
	// member of the object but the field Retry-After (RFC 9110, 10.2.3). Respond sends
	// it in whole seconds, rounded up, and Read reads it.
	RetryAfter time.Duration `json:"-"`
}

const aboutBlank = "about:blank"

// New returns Details with the texts of a status in a language. The Detail is the meaning
// followed by the advice. Use New where there is no http.ResponseWriter, for example in another
// framework, a queue or an e-mail, and replace the texts for which you have better ones.
//
// In a handler, [Responder.LanguageOf] returns the reader's language. Respond fills in
// the same texts by itself, so a handler needs New only to change them.
func New(s httpstatus.Status, l httpstatus.Language) *Details {
	return &Details{
		Type:   aboutBlank,
		Title:  s.Title(l),
		Status: s,
		Detail: sentences(s.Meaning(l), s.Advice(l)),
	}
}

// Error returns one line: the status, the title if it says more than the status's
// phrase, and the detail: "403 Forbidden: Out of credit: The balance is 30."
func (d *Details) Error() string {
	if d == nil {
		d = new(Details)
	}
	text := d.Status.String()
	if d.Title != "" && !strings.EqualFold(d.Title, d.Status.Phrase()) {
		text += ": " + d.Title
	}
	if d.Detail != "" {
		text += ": " + d.Detail
	}
	// The text may come from another server, and logs are read line by line.
	return oneline.String(text)
}

// Unwrap returns the status. So errors.Is(err, httpstatus.NotFound) holds for a 404,
// and errors.Is(err, fs.ErrNotExist) does too.
func (d *Details) Unwrap() error {
	if d == nil {
		return nil
	}
	return d.Status
}

// As sets a target of type **Details. It lets errors.As find Details that are embedded
// in another error:
//
//	type ValidationError struct {
//		problem.Details
//		Fields []string
//	}
func (d *Details) As(target any) bool {
	t, ok := target.(**Details)
	if !ok || d == nil {
		return false
	}
	*t = d
	return true
}

// deliberate returns the Details that errors.As finds in err, or nil. It passes over
// what Read returned: that is another server's, and not meant for our reader.
func deliberate(err error) *Details {
	switch e := err.(type) {
	case *Details:
		return e
	case *received:
		return nil
	case interface{ As(any) bool }:
		var d *Details
		if e.As(&d) && !foreign(err, d) {
			return d
		}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return deliberate(e.Unwrap())
	case interface{ Unwrap() []error }:
		for _, err := range e.Unwrap() {
			if d := deliberate(err); d != nil {
				return d
			}
		}
	}
	return nil
}

// foreign reports whether d, which an As method of err's yielded, is what Read
// returned: the method may have asked an error that it wraps.
func foreign(err error, d *Details) bool {
	theirs, ok := errors.AsType[*received](err)
	return ok && theirs.details == d
}
