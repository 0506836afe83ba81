package statustest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

	"example.com/httpstatus"
)

// Handler serves h with net/http on a loopback port, sends it the requests, each on its
// own connection, and checks the responses as [CheckRaw] does. It checks what net/http
// really sends. If h makes a mistake that net/http corrects, such as content after a 204
// or a missing Date, Handler does not report it.
//
// Make the requests with httptest.NewRequest or http.NewRequest. You can use them again,
// because Handler restores their bodies. The request that h gets has the method, target,
// fields and content of yours. It also has what a connection cannot carry: the values of
// the context, the path values, TLS, and RemoteAddr and the forms if you set them. A
// request for an https URL from httptest.NewRequest has TLS, but the connection is always
// without TLS.
//
// Some rules compare two responses. For those, Handler sends another request: GET after
// HEAD, and after a 304 or a 206 the same request without its conditions or its range. It
// does so only for GET and HEAD requests without content, which are safe to send again.
// If the two responses break a rule, Handler repeats both requests until it is sure, and h
// gets up to 16 requests instead of one. So Handler does not report dates, counters and
// random numbers that differ in every response.
//
// Handler reads each response to its end. It reads only the header section of a
// text/event-stream, which may never end. The context of a request limits how long Handler
// waits for the response. If the response is not complete by then, Handler returns an
// error with the cause of the context. [Transport] is better for other responses that never end.
//
// Handler always waits until h returns. When Handler has read enough, it cancels the
// context of the request that h got, so that h can stop.
func Handler(h http.Handler, requests ...*http.Request) error {
	var errs []error
	for _, request := range requests {
		if err := check(h, request); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// check checks one request, and asks again if that is needed.
func check(h http.Handler, request *http.Request) error {
	if request.URL == nil {
		return errors.New("statustest: a request has no URL; http.NewRequest and httptest.NewRequest make one that has")
	}
	content := contentOf(request)
	x, errs := send(h, request, content, false)
	if other := counterpart(x); other != nil && content == nil {
		// The content of the other response may never end. The rules need it only if x has a
		// length or is a part of it.
		brief := !x.has("Content-Length") && x.status != httpstatus.PartialContent
		errs = append(errs, compare(x, other, func(request *http.Request) *exchange {
			x, _ := send(h, request, nil, brief)
			return x
		})...)
	}
	return errors.Join(errs...)
}

// send serves h for one request with the content, and returns the response and its
// breaches. If brief, it does not wait for the content of the response. The exchange is
// nil if there was no response.
func send(h http.Handler, request *http.Request, content *replay, brief bool) (*exchange, []error) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, asMade(r, request))
	}))
	server.Config.IdleTimeout = time.Millisecond // the server closes the connection, and so shows that no more follows
	server.Start()
	defer server.Close()
	address := server.Listener.Addr().String()

	sent := request.Clone(request.Context())
	sent.Proto, sent.ProtoMajor, sent.ProtoMinor = "HTTP/1.1", 1, 1 // as Write sends it
	if sent.Host == "" && sent.URL.Host == "" {
		sent.Host = address
	}
	if sent.Header == nil {
		sent.Header = http.Header{}
	}
	if len(sent.Header["User-Agent"]) == 0 {
		sent.Header["User-Agent"] = nil // so that Write does not add one
	}
	if content != nil {
		sent.Body = io.NopCloser(content)
		defer content.rewind()
	}
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, []error{err}
	}
	defer conn.Close()
	defer context.AfterFunc(request.Context(), func() { conn.Close() })()

	// The server may respond before it has read everything, so write in the background.
	written := make(chan error, 1)
	go func() {
		err := sent.Write(conn)
		if err != nil {
			conn.(*net.TCPConn).CloseWrite() // so that the server does not wait for the rest
		}
		written <- err
	}()
	asked := newExchange(sent, 1)
	asked.brief, asked.live = brief, true
	asked.plain = request.TLS == nil && request.URL.Scheme != "https"
	x, errs := readRaw(conn, asked)
	conn.Close()
	err = <-written
	if over := context.Cause(request.Context()); over != nil && errs != nil {
		return nil, []error{fmt.Errorf("statustest: %s %s: %w", request.Method, request.URL, over)}
	}
	if err != nil && x == nil {
		return nil, []error{err}
	}
	return x, errs
}

// asMade returns the request that the handler gets: what the server read from the wire,
// and everything else from the test's own request.
func asMade(wire, made *http.Request) *http.Request {
	r := made.Clone(values{wire.Context(), made.Context()})
	r.Method, r.URL, r.Proto, r.ProtoMajor, r.ProtoMinor = wire.Method, wire.URL, wire.Proto, wire.ProtoMajor, wire.ProtoMinor
	r.Header, r.Host, r.RequestURI, r.Trailer = wire.Header, wire.Host, wire.RequestURI, wire.Trailer
	r.Body, r.GetBody, r.ContentLength, r.TransferEncoding = wire.Body, nil, wire.ContentLength, wire.TransferEncoding
	r.Close, r.Response = wire.Close, nil
	if r.RemoteAddr == "" {
		r.RemoteAddr = wire.RemoteAddr
	}
	return r
}

// values is the server's context, with the values of the test's context added.
type values struct {
	context.Context
	made context.Context
}

func (v values) Value(key any) any {
	if value := v.Context.Value(key); value != nil {
		return value
	}
	return v.made.Value(key)
}
