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

// Handler serves h with net/http on a loopback port, sends it the requests, each
// on a connection of its own, and returns what the responses break, as [CheckRaw]
// does. If a handler gets something wrong that net/http puts right, such as content
// after a 204, it is not on the wire and no breach. What net/http adds, such as Date,
// is on the wire.
//
// Requests may be made by httptest.NewRequest or http.NewRequest, and may be used
// again: their content is kept and put back. The handler gets of a request what is
// on the wire, and besides what a test can give it without a wire: the values of its
// context, its path values, its TLS and, if they are set, its RemoteAddr and its
// forms. TLS is only a claim, there is none on the connection.
//
// Some rules compare two responses, and for those Handler asks again: a GET for a
// HEAD, and the same request without its conditions, or without its range, for a 304
// and a 206. It asks only GET and HEAD again, which are safe, and only requests
// without content. One more request is enough if nothing is wrong. If something is
// wrong, Handler makes sure that this is no accident, and the handler sees up to 16
// requests in place of one. What differs by itself between two responses to the same
// request, such as a date, a counter or a random number, is no breach.
//
// Handler reads a response to its end, except a stream of text/event-stream, of which
// it reads the header section. The context of a request limits how long Handler waits
// for the response. In any case it waits until h returns. The context of the request
// that h gets is canceled when Handler needs no more, so that h can stop.
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
		// The content of the other response may never end. It is of interest only if x says
		// how long it is, or has a part of it.
		brief := !x.has("Content-Length") && x.status != httpstatus.PartialContent
		errs = append(errs, compare(x, other, func(request *http.Request) *exchange {
			x, _ := send(h, request, nil, brief)
			return x
		})...)
	}
	return errors.Join(errs...)
}

// send serves h for one request, which has the content, and returns the response and
// what is wrong with it. If brief, it does not wait for the content. The exchange is
// nil if there was no response.
func send(h http.Handler, request *http.Request, content *replay, brief bool) (*exchange, []error) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, asMade(r, request))
	}))
	server.Config.IdleTimeout = time.Millisecond // so that the end of a response can be seen
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

	// The server may respond before it has read everything, so write meanwhile.
	written := make(chan error, 1)
	go func() {
		err := sent.Write(conn)
		if err != nil {
			conn.(*net.TCPConn).CloseWrite() // no more is coming: do not wait for it
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

// asMade returns the request that the handler gets: what came over the wire as the
// server read it, and the rest as the test made it.
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

// values is the server's context with the values of the test's besides.
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
