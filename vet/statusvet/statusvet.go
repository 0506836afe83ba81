// Package statusvet holds analyzers that find mistakes with HTTP statuses: a 401 without
// WWW-Authenticate, content after a 204, a field that is set after the header section
// was sent. The command is example.com/httpstatus/vet/cmd/statusvet.
//
// The analyzers look at servers that use net/http, gin, echo, fiber or go-chi/render, and at
// clients of net/http. They know a status in each spelling: 401, http.StatusUnauthorized,
// httpstatus.Unauthorized and constants of your own. They follow functions that are given
// the response. They leave tests, packages that help tests and generated files alone.
package statusvet

import (
	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// Default returns the analyzers that run if none is named.
func Default() []*analysis.Analyzer {
	return []*analysis.Analyzer{Allow, AuthLoop, Cache, Challenge, ContentRange, HeaderOrder, Location, NoContent, Upgrade}
}

// Optional returns the analyzers that run only if they are named.
func Optional() []*analysis.Analyzer {
	return []*analysis.Analyzer{Class, Leak, Retry, Success}
}

// All returns all analyzers.
func All() []*analysis.Analyzer { return append(Default(), Optional()...) }

const rfc9110 = "https://www.rfc-editor.org/rfc/rfc9110#section-"

// events returns what the functions of the package do to responses.
func events(pass *analysis.Pass) *response.Package {
	return pass.ResultOf[response.Analyzer].(*response.Package)
}

// name returns the status with its phrase.
func name(code int) string { return httpstatus.Status(code).String() }
