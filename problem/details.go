package problem

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/oneline"
)

// Details are the members of a problem details object (RFC 9457, 3.1). They are an
// error: a handler returns them, or an error that wraps them, to show the reader
// more than the status's own texts, and [Read] returns them to a client. All
// that is in them is meant to be shown. Both Details and *Details are errors, and
// errors.As finds either as the other.
//
// The zero value says nothing but "about:blank". What a handler leaves empty,
// Respond fills in from the status, in the reader's language.
type Details struct {
	// Type is a URI that names the kind of problem. "" and "about:blank" mean
	// that there is nothing to it beyond the status.
	Type string

	// Title is a heading for this kind of problem.
	Title string

	// Status is the status of the response. Respond takes one that is not an error
	// response's, such as 0, for 500.
	Status httpstatus.Status

	// Detail says what happened this time. The page and the text show it in place
	// of the status's meaning.
	Detail string

	// Instance is a URI that names this one occurrence; only JSON has it.
	Instance string

	// Extensions are further members, by name; only JSON has them. One with the
	// name of a member above is left out. When read, values are what encoding/json
	// makes of them.
	Extensions map[string]any

	// RetryAfter is the time to wait before another request, and 0 if there is
	// nothing to say. It is not a member but the field Retry-After (RFC 9110,
	// 10.2.3): Respond sends it in whole seconds, rounded up, and Read reads it.
	RetryAfter time.Duration
}

const aboutBlank = "about:blank"

// MarshalJSON returns the object with the standard members first and the
// extensions after them, sorted. The type is always there; of the others, those
// that are empty are left out.
func (d Details) MarshalJSON() ([]byte, error) {
	object, err := json.Marshal(struct {
		Type     string `json:"type"`
		Title    string `json:"title,omitempty"`
		Status   int    `json:"status,omitempty"`
		Detail   string `json:"detail,omitempty"`
		Instance string `json:"instance,omitempty"`
	}{cmp.Or(d.Type, aboutBlank), d.Title, int(d.Status), d.Detail, d.Instance})
	if err != nil {
		return nil, err
	}
	extensions := maps.Clone(d.Extensions)
	for _, name := range [...]string{"type", "title", "status", "detail", "instance"} {
		delete(extensions, name)
	}
	if len(extensions) == 0 {
		return object, nil
	}
	more, err := json.Marshal(extensions)
	if err != nil {
		return nil, err
	}
	object[len(object)-1] = ','
	return append(object, more[len("{"):]...), nil
}

// UnmarshalJSON reads an object and replaces all of d by it. A member whose value
// is of the wrong type is ignored, as RFC 9457, 3.1 has it, and so is a status that
// is not a number of three digits. A missing type is "about:blank". Every other
// member goes to Extensions. Anything but an object is an error; null does nothing.
func (d *Details) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return fmt.Errorf("problem: read details: want a JSON object: %w", err)
	}
	if members == nil {
		return nil
	}
	*d = Details{}
	for name, value := range members {
		// An error leaves what it was to set as it is, which is to ignore the member.
		switch name {
		case "type":
			json.Unmarshal(value, &d.Type)
		case "title":
			json.Unmarshal(value, &d.Title)
		case "status":
			json.Unmarshal(value, &d.Status)
		case "detail":
			json.Unmarshal(value, &d.Detail)
		case "instance":
			json.Unmarshal(value, &d.Instance)
		default:
			var extension any
			if json.Unmarshal(value, &extension) == nil {
				if d.Extensions == nil {
					d.Extensions = map[string]any{}
				}
				d.Extensions[name] = extension
			}
		}
	}
	d.Type = cmp.Or(d.Type, aboutBlank)
	if d.Status < 100 || d.Status > 999 {
		d.Status = 0
	}
	return nil
}

// Error returns the status, the title where it says more than the status's phrase,
// and the detail, in one line: "403 Forbidden: Out of credit: The balance is 30."
func (d Details) Error() string {
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

// Unwrap returns the status, so that errors.Is(err, httpstatus.NotFound) holds and
// with it errors.Is(err, fs.ErrNotExist).
func (d Details) Unwrap() error { return d.Status }

// As sets a target of type *Details or **Details, for errors.As.
func (d Details) As(target any) bool {
	switch t := target.(type) {
	case *Details:
		*t = d
	case **Details:
		*t = &d
	default:
		return false
	}
	return true
}

func (d *Details) retryAfterField() string {
	return strconv.FormatInt(int64((d.RetryAfter-1)/time.Second)+1, 10)
}

// deliberate returns the first Details in err's tree that a handler has put there,
// or nil. What Read returns is another server's, and not meant for our reader.
func deliberate(err error) *Details {
	switch e := err.(type) {
	case *Details:
		return e
	case Details:
		return &e
	case *received:
		return nil
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
