package retrytest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A Request is what a server saw of a request.
type Request struct {
	Method  string
	Path    string
	Content string
	Header  http.Header
	Conn    int  // which connection it came on, from 1; 0 without a network
	First   bool // it was the first on its connection
	Time    time.Time
	Step    Step // what the server did with it
}

// String returns a request as "PUT/path(content)!". "+" marks the first request of a
// connection, and "!" one with an Authorization field. The path "/" is left out.
func (r Request) String() string {
	s := r.Method + strings.TrimSuffix(r.Path, "/")
	if r.First {
		s = "+" + s
	}
	if r.Content != "" {
		s += "(" + r.Content + ")"
	}
	if r.Header.Get("Authorization") != "" {
		s += "!"
	}
	return s
}

// A Script plays its steps in order, repeats the last one, and records the requests.
type Script struct {
	steps    []Step
	mu       sync.Mutex
	requests []Request
}

// Play returns a Script to use as an http.RoundTripper.
func Play(steps ...Step) *Script { return &Script{steps: steps} }

// Requests returns the requests so far.
func (s *Script) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Log returns the requests so far on one line.
func (s *Script) Log() string {
	var lines []string
	for _, r := range s.Requests() {
		lines = append(lines, r.String())
	}
	return strings.Join(lines, " ")
}

// take writes a request down and returns what to do with it.
func (s *Script) take(r Request) Step {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.steps) > 0 {
		r.Step = s.steps[min(len(s.requests), len(s.steps)-1)]
	}
	if r.Step.Status == 0 {
		r.Step.Status = http.StatusOK
	}
	r.Time = time.Now()
	s.requests = append(s.requests, r)
	return r.Step
}

// RoundTrip plays the next step. It keeps the rules of an http.RoundTripper.
func (s *Script) RoundTrip(req *http.Request) (*http.Response, error) {
	var content []byte
	if req.Body != nil {
		content, _ = io.ReadAll(req.Body)
		req.Body.Close()
	}
	ctx := req.Context()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	method := req.Method
	if method == "" {
		method = http.MethodGet
	}
	step := s.take(Request{Method: method, Path: req.URL.Path, Content: string(content), Header: req.Header.Clone()})
	switch step.Fault {
	case Refuse:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	case Close:
		return nil, io.EOF
	case Reset:
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	case CutHeader:
		return nil, io.ErrUnexpectedEOF
	case Abort:
		return nil, streamError{1, 0x2, nil}
	case RefuseStream:
		return nil, streamError{1, 0x7, nil}
	case GoAway:
		return nil, errors.New("http2: server sent GOAWAY and closed the connection")
	case GoAwayUnprocessed: // net/http's error after it has sent the request again in vain
		return nil, errors.New("http2: Transport received Server's graceful shutdown GOAWAY")
	case Hang:
		<-ctx.Done()
		return nil, context.Cause(ctx)
	}
	resp := &http.Response{
		Status: http.StatusText(step.Status), StatusCode: step.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: step.header(), ContentLength: -1, Request: req,
	}
	b := &body{ctx: ctx, closed: make(chan struct{})}
	resp.Body = b
	switch step.Fault {
	case CutContent:
		b.content, b.end = step.Content[:len(step.Content)/2], io.ErrUnexpectedEOF
	case HangContent:
		b.hangs = true
	case DripContent:
		b.drips = true
	default:
		b.content, b.end = step.Content, io.EOF
		resp.ContentLength = int64(len(step.Content))
	}
	return resp, nil
}

func (s Step) header() http.Header {
	h := http.Header{}
	for _, field := range s.Fields {
		name, value, _ := strings.Cut(field, ":")
		h.Add(name, strings.Trim(value, " \t"))
	}
	return h
}

// streamError has the shape of an HTTP/2 stream error of net/http.
type streamError struct {
	StreamID uint32
	Code     uint32
	Cause    error
}

func (e streamError) Error() string { return "stream error" }

// body is the content of a response that needs no network.
type body struct {
	ctx          context.Context
	content      string
	end          error
	hangs, drips bool
	once         sync.Once
	closed       chan struct{}
}

func (b *body) Read(p []byte) (int, error) {
	if b.hangs || b.drips {
		var tick <-chan time.Time
		if b.drips {
			tick = time.After(dripTime)
		}
		select {
		case <-b.ctx.Done():
			return 0, context.Cause(b.ctx)
		case <-b.closed:
			return 0, http.ErrBodyReadAfterClose
		case <-tick:
			return copy(p, "."), nil
		}
	}
	select {
	case <-b.closed:
		return 0, http.ErrBodyReadAfterClose
	default:
	}
	n := copy(p, b.content)
	if b.content = b.content[n:]; b.content == "" {
		return n, b.end
	}
	return n, nil
}

func (b *body) Close() error {
	b.once.Do(func() { close(b.closed) })
	return nil
}

const dripTime = 10 * time.Millisecond
