// Package problem writes the error responses of a net/http server in the reader's
// language and in the format that the client asks for: a page for a browser, problem
// details (RFC 9457) for a program, or plain text. It also reads such responses in a
// client.
//
// This is a whole server. The errors that its handlers return become readable in three
// languages, and so do the mux's own errors for unknown paths and methods:
//
//	package main
//
//	import (
//		"fmt"
//		"log"
//		"net/http"
//
//		"example.com/httpstatus"
//		"example.com/httpstatus/lang"
//		"example.com/httpstatus/lang/negotiate"
//		"example.com/httpstatus/problem"
//	)
//
//	var users = map[string]string{"7": "Ada"}
//
//	func main() {
//		errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean, lang.Arabic)}
//		mux := http.NewServeMux()
//		mux.Handle("GET /users/{id}", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
//			name, ok := users[r.PathValue("id")]
//			if !ok {
//				return fmt.Errorf("user %q: %w", r.PathValue("id"), httpstatus.NotFound)
//			}
//			_, err := fmt.Fprintln(w, name)
//			return err
//		}))
//		log.Fatal(http.ListenAndServe("localhost:8080", errs.Middleware(mux)))
//	}
//
// The text of an error goes to the log and never to the reader.
//
// # Which status an error has
//
// A handler returns any error. [FromError] lists the statuses that it finds in an error:
// those of package fs, of timeouts, of uploads that are too large, and more. Wrap a
// [httpstatus.Status] to choose one. Responder.Map translates errors of your own
// packages, for example sql.ErrNoRows, in one place.
//
// # What the reader sees
//
// The reader sees the title, meaning and advice of the status. To say more, a handler
// returns [Details], or an error that wraps or embeds them. Their members are the members
// of the JSON object, and a page has them too.
//
// The language comes from Accept-Language, or from Responder.Language: a cookie, a profile,
// a path. Texts of your own should be in the language that [Responder.LanguageOf] returns,
// because Content-Language names it. Responder.Extend can set such texts in one place for each
// Type. This package's page marks titles and details of your own as text in an unknown
// language, so that a screen reader does not read English with a Korean voice.
//
// The format comes from Accept. Responder.Formats restricts and orders the formats.
// Responder.Page is a page of your own.
//
// # A request ID
//
// Responder.Extend sees every error response before it is rendered: those of handlers, of
// the mux, of panics and of http.Error. These lines put an ID into every error response,
// onto every page and into every line of the log:
//
//	errs.Extend = func(r *http.Request, d *problem.Details) {
//		d.Extensions["request_id"] = r.Header.Get("X-Request-Id")
//	}
//
// # Where there is no http.ResponseWriter
//
// [New] returns the Details of a status in a language. Details write themselves as JSON,
// as a page ([Details.WriteHTML]) and as text ([Details.WriteText]), for another framework,
// a queue, an e-mail or a static page.
//
// # Clients
//
// [Read] turns an error response into an error that has the Details.
package problem
