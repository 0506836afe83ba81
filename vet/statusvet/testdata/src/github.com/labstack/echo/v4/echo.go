// Package echo stands in for the real one.
package echo

import "net/http"

type Response struct{ Writer http.ResponseWriter }

func (r *Response) Header() http.Header         { return r.Writer.Header() }
func (r *Response) WriteHeader(code int)        {}
func (r *Response) Write(b []byte) (int, error) { return 0, nil }

type Context interface {
	Request() *http.Request
	Response() *Response
	JSON(code int, i any) error
	String(code int, s string) error
	NoContent(code int) error
	Redirect(code int, url string) error
}

type HTTPError struct{ Code int }

func (e *HTTPError) Error() string { return "" }

func NewHTTPError(code int, message ...any) *HTTPError { return &HTTPError{code} }
