// Package statustest checks, in the tests of a server, that its responses keep
// the rules of their status: that a 401 has a challenge, a 405 its Allow, a 206
// its range, a 204 no content; in the manner of testing/fstest and
// testing/slogtest.
//
//	func TestHandler(t *testing.T) {
//		if err := statustest.Handler(handler, httptest.NewRequest("DELETE", "/", nil)); err != nil {
//			t.Error(err)
//		}
//	}
//
// There are four ways in, and one table of rules behind them, which README.md
// lists. [Handler] runs a handler and reads what net/http really sends for it.
// [Transport] watches every response that a test suite receives. [Check] looks at
// one response that a test has in hand. [CheckRaw] reads the bytes of HTTP/1.x,
// and sees what net/http hides from Check and Transport.
//
// # What an error holds
//
// The error joins a [Breach] for each rule that is not kept. Not all rules weigh
// the same: see [Force]. A test that wants only what the standard demands drops
// the rest with [Musts].
//
// # What cannot be known
//
// A rule finds something only where a response, with its request, shows the
// breach. That a 304 lacks the Vary of the 200, that a 413 is temporary and so
// wants Retry-After, that a 421 was made up by a proxy: nobody can see it from
// outside, and no rule guesses. Where the request is not known, as when
// [http.Response.Request] is nil, the rules that depend on it find nothing.
package statustest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"

	"example.com/httpstatus"
)

// Force is how strongly the standard puts a rule. The zero value is Must.
type Force uint8

const (
	// Must: the standard says MUST or MUST NOT, or a grammar or the definition of
	// the status leaves no choice. Conformance is to syntax and semantics alike
	// (RFC 9110, 2.2).
	Must Force = iota
	// Should: the standard says SHOULD or SHOULD NOT. There may be good reasons,
	// and those who have one drop the breach.
	Should
	// Ought: the standard says it in prose, "ought to" or "is supposed to", and
	// requires nothing of the server; it is advice.
	Ought
)

// String returns the standard's word: "MUST", "SHOULD" or "ought to".
func (f Force) String() string {
	switch f {
	case Must:
		return "MUST"
	case Should:
		return "SHOULD"
	case Ought:
		return "ought to"
	}
	return ""
}

// A Breach is one rule that one response does not keep. Find it in what this
// package returns with errors.As.
type Breach struct {
	Rule    string            // the rule's name, such as "allow"; names are stable
	Force   Force             // how strongly the standard puts it
	Text    string            // the rule in plain words
	Spec    httpstatus.Spec   // where it stands
	Request string            // method and target, "DELETE /a"; "" where the request is not known
	Status  httpstatus.Status // of the response
	Found   string            // what the response has instead
}

// Error returns everything on one line: the request, the status, what was found,
// and the rule with its section.
func (b Breach) Error() string {
	request := b.Request
	if request != "" {
		request += ": "
	}
	return request + b.Status.String() + ": " + b.Found + ": " + b.Text + " (" + b.Spec.String() + ")"
}

// Musts returns err, as this package made it, without the breaches that are not of
// force [Must], and nil if nothing is left. Errors that are no breaches stay.
func Musts(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var left []error
		for _, err := range joined.Unwrap() {
			left = append(left, Musts(err))
		}
		return errors.Join(left...)
	}
	if b, ok := err.(Breach); ok && b.Force != Must {
		return nil
	}
	return err
}

// Check returns a [Breach] for each rule that the response does not keep, joined,
// or nil. Its Request, which net/http's client sets, is what it answers.
//
// Where a rule is about the content, Check reads ahead, one byte or at most 64 KiB,
// and puts a Body in place from which everything can still be read. It waits for
// those bytes, so a response that streams is better watched by [Transport].
//
// The Result of an httptest.ResponseRecorder is not what net/http sends: nothing
// was stripped or added yet. Check takes it as it is, but asks for neither Date nor
// Content-Type; what is really sent is for [Handler] to find out.
func Check(resp *http.Response) error {
	x := received(resp, resp.Request)
	if resp.Body == nil || resp.Body == http.NoBody {
		x.content = known(nil)
	} else if !x.tunnels() {
		x.content = bufio.NewReaderSize(resp.Body, limit)
		resp.Body = struct {
			io.Reader
			io.Closer
		}{x.content, resp.Body}
	}
	return errors.Join(x.breaches()...)
}

// received is a response as net/http hands it over, with its content not yet known.
func received(resp *http.Response, request *http.Request) *exchange {
	x := &exchange{request: request, status: httpstatus.Status(resp.StatusCode), header: resp.Header.Clone()}
	if x.header == nil {
		x.header = http.Header{}
	}
	if len(resp.TransferEncoding) > 0 {
		x.header["Transfer-Encoding"] = resp.TransferEncoding // net/http moves it out of Header
	}
	x.versions(resp.ProtoMajor, request)
	return x
}

// Transport returns a RoundTripper that sends by next, or by
// http.DefaultTransport if next is nil, and reports what each response breaks, as
// [Check] would return it. In a test suite, give it to the http.Client under all
// tests, with a report that calls t.Error.
//
// Responses pass through as they are: bodies stream, and nothing is read that the
// caller does not read. So what is wrong with the content is reported apart from
// the rest, once the caller has read it to its end or closes the body; of content
// that is not read, nothing is known. The first 64 KiB of it count. Calls to report
// may come from several goroutines at a time.
func Transport(next http.RoundTripper, report func(error)) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &transport{next, report}
}

type transport struct {
	next   http.RoundTripper
	report func(error)
}

func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(request)
	if err != nil {
		return resp, err
	}
	x := received(resp, request)
	if resp.Body == nil || resp.Body == http.NoBody {
		x.content = known(nil)
	}
	first := x.breaches()
	if err := errors.Join(first...); err != nil {
		t.report(err)
	}
	if x.content != nil || x.tunnels() {
		return resp, nil
	}
	resp.Body = &watched{ReadCloser: resp.Body, ended: func(seen []byte, whole bool) {
		x.content = known(seen)
		if !whole {
			x.content = begun(seen)
		}
		later := slices.DeleteFunc(x.breaches(), func(err error) bool {
			return slices.ContainsFunc(first, func(old error) bool { return old.(Breach).Rule == err.(Breach).Rule })
		})
		if err := errors.Join(later...); err != nil {
			t.report(err)
		}
	}}
	return resp, nil
}

// watched keeps the beginning of what passes through, and tells when it ends.
type watched struct {
	io.ReadCloser
	ended func(seen []byte, whole bool)

	mu   sync.Mutex // Close may come during a Read
	seen []byte
	over bool
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	w.mu.Lock()
	w.seen = append(w.seen, p[:min(n, limit-len(w.seen))]...)
	w.mu.Unlock()
	if err == io.EOF {
		w.end(true)
	}
	return n, err
}

func (w *watched) Close() error {
	err := w.ReadCloser.Close()
	w.end(false)
	return err
}

func (w *watched) end(whole bool) {
	w.mu.Lock()
	seen, over := w.seen, w.over
	w.over = true
	w.mu.Unlock()
	if !over {
		w.ended(seen, whole && len(seen) < limit)
	}
}

// Handler serves h with net/http on a loopback port, sends it the requests, each
// on a connection of its own, and returns what the responses break, as [CheckRaw]
// does. What a handler gets wrong and net/http puts right, such as content after
// a 204, is not on the wire and no breach. What net/http adds, such as Date, is.
//
// Requests may be made by httptest.NewRequest or http.NewRequest. A request's
// context limits how long its response is waited for; the handler itself is waited
// for in any case, and is told by the end of its own request's context.
func Handler(h http.Handler, requests ...*http.Request) error {
	server := httptest.NewUnstartedServer(h)
	server.Config.SetKeepAlivesEnabled(false) // so that the end of a response can be seen
	server.Start()
	defer server.Close()
	var errs []error
	for _, request := range requests {
		if err := send(server.Listener.Addr().String(), request); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func send(address string, request *http.Request) error {
	request = request.Clone(request.Context())
	request.Proto, request.ProtoMajor, request.ProtoMinor = "HTTP/1.1", 1, 1 // as Write sends it
	if request.Host == "" && request.URL.Host == "" {
		request.Host = address
	}
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(request.Context(), func() { conn.Close() })()

	// The server may answer before it has read everything, so write meanwhile.
	written := make(chan error, 1)
	go func() {
		err := request.Write(conn)
		if err != nil {
			conn.(*net.TCPConn).CloseWrite() // no more is coming: do not wait for it
		}
		written <- err
	}()
	err = CheckRaw(conn, request)
	conn.Close()
	if writing := <-written; writing != nil && errors.Is(err, errNoResponse) {
		return writing
	}
	if over := context.Cause(request.Context()); err != nil && over != nil {
		return fmt.Errorf("statustest: %s %s: %w", request.Method, request.URL, over)
	}
	return err
}

// limit is how much of the content is looked at.
const limit = 64 << 10

// known is content of which everything is known.
func known(content []byte) *bufio.Reader {
	return bufio.NewReaderSize(bytes.NewReader(content), limit)
}

// begun is content of which only the beginning is known.
func begun(content []byte) *bufio.Reader {
	return bufio.NewReaderSize(io.MultiReader(bytes.NewReader(content), unknown{}), limit)
}

type unknown struct{}

func (unknown) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
