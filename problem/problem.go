// Package problem writes the error responses of a net/http server in the reader's
// language and in the format that the client asks for: a page for a browser, problem
// details (RFC 9457) for a program, or plain text. It also reads such responses in a
// client.
//
// This is a whole server. The errors that its handlers return become readable in
// three languages, and so do the mux's own for unknown paths and methods:
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
// The text of an error goes to the log and never to the reader. A handler uses
// [Details] to show the reader more than the status's own texts.
package problem
