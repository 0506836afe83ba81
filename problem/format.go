package problem

import (
	"slices"

	"example.com/httpstatus/internal/enum"
)

// A Format is a format of error responses. See [Responder].Formats.
type Format uint8

const (
	JSON Format = 0 // application/problem+json: problem details (RFC 9457)
	HTML Format = 1 // text/html: a page
	Text Format = 2 // text/plain
)

// String returns the constant's name, for example "HTML". For a number without a constant it
// returns a text such as "Format(99)".
func (f Format) String() string { return enum.String("Format", formatNames[:], f) }

// MarshalText returns the same text as String. It never fails.
func (f Format) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (f *Format) UnmarshalText(text []byte) error {
	return enum.Parse("problem", "Format", formatNames[:], text, f)
}

var formatNames = [...]string{JSON: "JSON", HTML: "HTML", Text: "Text"}

var contentTypes = [...]string{
	JSON: "application/problem+json",
	HTML: "text/html; charset=utf-8",
	Text: "text/plain; charset=utf-8",
}

// formatFor returns the format for a request with these lines of Accept.
func (rs *Responder) formatFor(accept []string) Format {
	formats := rs.Formats
	unknown := func(f Format) bool { return int(f) >= len(contentTypes) }
	if slices.ContainsFunc(formats, unknown) {
		formats = slices.DeleteFunc(slices.Clone(formats), unknown)
	}
	if len(formats) == 0 {
		return preferred(accept, JSON, HTML, Text)
	}
	return preferred(accept, formats...)
}
