package fiber

import (
	"context"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v3"

	"example.com/httpstatus/problem"
)

// respond has errs respond to the request in memory, and makes that Fiber's response.
func respond(errs *problem.Responder, c fiber.Ctx, err error) {
	resp := c.Response()
	w := response{header: http.Header{}}
	for name, value := range resp.Header.All() {
		w.header.Add(string(name), string(value))
	}
	for name := range w.header {
		resp.Header.Del(name)
	}
	w.header.Del("Content-Encoding") // of what is replaced: Fiber compresses afterwards

	errs.Respond(&w, request(c), err)

	for name, values := range w.header {
		for _, value := range values {
			resp.Header.Add(name, value)
		}
	}
	resp.SetStatusCode(w.status)
	resp.ResetBody()
	resp.SetBodyRaw(w.body)
}

// request returns c's request for net/http, without its content. It copies all texts:
// those of Fiber are valid only until the handlers are done, and a hook or a logger may
// keep some.
func request(c fiber.Ctx) *http.Request {
	from := c.RequestCtx()
	uri := string(from.Request.RequestURI())
	u, err := url.ParseRequestURI(uri)
	if err != nil {
		u = &url.URL{Path: string(from.Path())}
	}
	r := &http.Request{
		Method:     string(from.Method()),
		URL:        u,
		RequestURI: uri,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     http.Header{},
		Body:       http.NoBody,
		Host:       string(from.Host()),
		RemoteAddr: from.RemoteAddr().String(),
		TLS:        from.TLSConnectionState(),
	}
	if !from.Request.Header.IsHTTP11() {
		r.Proto, r.ProtoMinor = "HTTP/1.0", 0
	}
	for name, value := range from.Request.Header.All() {
		r.Header.Add(string(name), string(value))
	}
	return r.WithContext(values{c.Context(), c})
}

// values are the values of both places in which Fiber's middlewares put them.
type values struct {
	context.Context
	locals fiber.Ctx
}

func (v values) Value(key any) any {
	if value := v.Context.Value(key); value != nil {
		return value
	}
	return v.locals.Locals(key)
}

// A response is an http.ResponseWriter in memory.
type response struct {
	header http.Header
	status int
	body   []byte
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) { w.status = status }

func (w *response) Write(p []byte) (int, error) {
	w.body = append(w.body, p...)
	return len(p), nil
}
