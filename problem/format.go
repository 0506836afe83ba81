package problem

import "slices"

// A Format is a format of error responses. See [Responder].Formats.
type Format uint8

const (
	JSON Format = 0 // application/problem+json: problem details (RFC 9457)
	HTML Format = 1 // text/html: a page
	Text Format = 2 // text/plain
)

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
