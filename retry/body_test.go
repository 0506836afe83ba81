package retry_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// What can be read again is sent again, and nothing else.
func TestContent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	open := func() (io.ReadCloser, error) { return os.Open(file) }
	opened, err := open()
	if err != nil {
		t.Fatal(err)
	}
	reader, writer := io.Pipe()
	go func() {
		io.WriteString(writer, "x")
		writer.Close()
	}()
	calls := 0
	for name, test := range map[string]struct {
		body   io.ReadCloser
		get    func() (io.ReadCloser, error)
		length int64
		log    string
		status int
	}{
		"none":                  {nil, nil, 0, "PUT PUT", 200},
		"none, GetBody":         {nil, open, 0, "PUT PUT", 200},
		"NoBody":                {http.NoBody, nil, 0, "PUT PUT", 200},
		"NoBody, GetBody":       {http.NoBody, open, 0, "PUT PUT", 200},
		"a file":                {opened, open, 1, "PUT(x) PUT(x)", 200},
		"once":                  {io.NopCloser(strings.NewReader("x")), nil, 1, "PUT(x)", 503},
		"of unknown length":     {io.NopCloser(strings.NewReader("x")), nil, -1, "PUT(x)", 503},
		"a pipe":                {reader, nil, -1, "PUT(x)", 503},
		"GetBody fails":         {io.NopCloser(strings.NewReader("x")), func() (io.ReadCloser, error) { return nil, errors.New("gone") }, 1, "PUT(x)", 503},
		"GetBody gives nothing": {io.NopCloser(strings.NewReader("x")), func() (io.ReadCloser, error) { return nil, nil }, 1, "PUT(x)", 503},
		"GetBody fails later": {io.NopCloser(strings.NewReader("x")), func() (io.ReadCloser, error) {
			if calls++; calls > 1 {
				return nil, errors.New("gone")
			}
			return io.NopCloser(strings.NewReader("x")), nil
		}, 1, "PUT(x) PUT(x)", 503},
	} {
		t.Run(name, func(t *testing.T) {
			steps := []retrytest.Step{{Status: 503, Content: "busy"}, retrytest.Status(200)}
			if name == "GetBody fails later" {
				steps = steps[:1]
			}
			server := retrytest.New(t, steps...)
			req := request(t, "PUT", server.URL)
			req.Body, req.GetBody, req.ContentLength = test.body, test.get, test.length
			status, content, err := result(t, client(t, server), req)
			if log := strings.ReplaceAll(server.Log(), "+", ""); log != test.log || status != test.status || err != nil || status == 503 && content != "busy" {
				t.Errorf("%s, %d, %q, %v; want %s, %d", log, status, content, err, test.log, test.status)
			}
		})
	}
}

// Every content that was opened is closed, however the request ends.
func TestContentIsClosed(t *testing.T) {
	for name, transport := range map[string]*retry.Transport{
		"repeated":  {Backoff: -1},
		"forbidden": {Decide: func(retry.Attempt, retry.Decision) retry.Decision { return retry.Decision{} }},
		"too long":  {MaxWait: 1},
		"canceled":  {},
	} {
		open := 1
		closer := closerFunc(func() error { open--; return nil })
		body := func() io.ReadCloser {
			return struct {
				io.Reader
				io.Closer
			}{strings.NewReader("x"), closer}
		}
		req := request(t, "PUT", "http://example.com/")
		req.Body = body()
		req.GetBody = func() (io.ReadCloser, error) { open++; return body(), nil }
		if name == "canceled" {
			cancel := make(chan struct{})
			//lint:ignore SA1019 old programs set it, and a transport has to heed it
			req.Cancel = cancel
			transport.Observe = func(retry.Attempt, retry.Decision) { close(cancel) }
		}
		transport.Base = retrytest.Play(retrytest.Status(503, "Retry-After-Ms: 1"))
		resp, err := transport.RoundTrip(req)
		if (err != nil) != (name == "canceled") || open != 0 {
			t.Errorf("%s: %v, %v, %d open", name, resp, err, open)
		}
	}
}

func TestBufferUpTo(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		length  int64
		most    int64
		log     string
		err     error
	}{
		"less":                {"xy", 2, 3, "PUT(xy) PUT(xy)", nil},
		"as much":             {"xyz", 3, 3, "PUT(xyz) PUT(xyz)", nil},
		"more":                {"xyzw", 4, 3, "PUT(xyzw)", nil},
		"unknown":             {"xyz", -1, 3, "PUT(xyz) PUT(xyz)", nil},
		"unknown, more":       {"xyzw", -1, 3, "PUT(xyzw)", nil},
		"unknown, empty":      {"", -1, 3, "PUT PUT", nil},
		"as much as there is": {"xyz", -1, 1<<63 - 1, "PUT(xyz) PUT(xyz)", nil},
		"negative":            {"x", 1, -1, "PUT(x)", nil},
		"fails":               {"xy", -1, 3, "", errors.New("gone")},
	} {
		t.Run(name, func(t *testing.T) {
			server := retrytest.New(t, retrytest.Status(503), retrytest.Status(200))
			closed := 0
			req := request(t, "PUT", server.URL)
			req.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(strings.NewReader(test.content), failingReader{test.err}), closerFunc(func() error { closed++; return nil })}
			req.GetBody, req.ContentLength = nil, test.length
			c := client(t, server)
			c.Transport.(*retry.Transport).BufferUpTo = test.most
			_, _, err := result(t, c, req)
			if log := strings.ReplaceAll(server.Log(), "+", ""); log != test.log && test.err == nil || closed == 0 || (err == nil) != (test.err == nil) {
				t.Errorf("%s, %v, closed %d times; want %s", log, err, closed, test.log)
			}
			if req.GetBody != nil {
				t.Error("the caller's request has got a GetBody")
			}
		})
	}
}

// Content that is known to be too large is not read ahead.
func TestBufferUpToKnownLength(t *testing.T) {
	reader, _ := io.Pipe() // blocks
	called := false
	tr := &retry.Transport{BufferUpTo: 3, Base: baseFunc(func(req *http.Request) (*http.Response, error) {
		called = req.Body == reader
		return &http.Response{StatusCode: 503}, nil
	})}
	req := request(t, "PUT", "http://example.com/")
	req.Body, req.GetBody, req.ContentLength = reader, nil, 4
	if resp, err := tr.RoundTrip(req); err != nil || resp.StatusCode != 503 || !called {
		t.Errorf("%v, %v", resp, err)
	}
}

// Content of unknown length that turns out to be empty is none.
func TestBufferUpToEmpty(t *testing.T) {
	tr := &retry.Transport{BufferUpTo: 3, Base: baseFunc(func(req *http.Request) (*http.Response, error) {
		if req.Body != http.NoBody || req.ContentLength != 0 {
			t.Errorf("%v, %d", req.Body, req.ContentLength)
		}
		return &http.Response{StatusCode: 200}, nil
	})}
	req := request(t, "PUT", "http://example.com/")
	req.Body, req.GetBody, req.ContentLength = io.NopCloser(strings.NewReader("")), nil, -1
	if _, err := tr.RoundTrip(req); err != nil {
		t.Error(err)
	}
}

// A caller who gives up does not wait for content that never comes.
func TestBufferUpToEnds(t *testing.T) {
	for name, leave := range map[string]func(*http.Request) (*http.Request, func()){
		"deadline": func(req *http.Request) (*http.Request, func()) {
			ctx, cancel := context.WithTimeout(req.Context(), 5*time.Second)
			return req.WithContext(ctx), cancel
		},
		"Cancel": func(req *http.Request) (*http.Request, func()) {
			cancel := make(chan struct{})
			//lint:ignore SA1019 old programs set it, and a transport has to heed it
			req.Cancel = cancel
			time.AfterFunc(5*time.Second, func() { close(cancel) })
			return req, func() {}
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			reader, writer := io.Pipe()
			req, free := leave(request(t, "PUT", "http://example.com/"))
			defer free()
			req.Body, req.GetBody, req.ContentLength = reader, nil, -1
			script := retrytest.Play()
			begun := time.Now()
			_, err := (&retry.Transport{Base: script, BufferUpTo: 3}).RoundTrip(req)
			want := map[string]error{"deadline": context.DeadlineExceeded, "Cancel": context.Canceled}[name]
			if !errors.Is(err, want) || time.Since(begun) != 5*time.Second || script.Log() != "" {
				t.Errorf("%s: %v after %v, %s", name, err, time.Since(begun), script.Log())
			}
			if _, err := writer.Write([]byte("x")); err != io.ErrClosedPipe {
				t.Errorf("%s: the content was not closed: %v", name, err)
			}
		})
	}
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) {
	if r.err == nil {
		return 0, io.EOF
	}
	return 0, r.err
}
