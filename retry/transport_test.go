package retry_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"example.com/httpstatus/retry"
)

// A Base that breaks the rules.
func TestBadBase(t *testing.T) {
	closed := 0
	for name, test := range map[string]struct {
		base   baseFunc
		status int // 0: an error
		calls  int
	}{
		"nothing": {func(*http.Request) (*http.Response, error) { return nil, nil }, 0, 1},
		"both": {func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: newBody(&closed)}, errors.New("both")
		}, 0, 4},
		"no fields":         {func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 503}, nil }, 503, 4},
		"no status":         {func(*http.Request) (*http.Response, error) { return &http.Response{}, nil }, 0, 1},
		"a negative status": {func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: -503}, nil }, -503, 1},
		"a large status":    {func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 1 << 30}, nil }, 1 << 30, 1},
	} {
		calls := 0
		tr := &retry.Transport{Backoff: -1, Base: baseFunc(func(req *http.Request) (*http.Response, error) {
			calls++
			return test.base(req)
		})}
		resp, err := tr.RoundTrip(request(t, "PUT", "http://example.com/"))
		status := 0
		if err == nil {
			status = resp.StatusCode
		}
		if status != test.status || calls != test.calls || (resp == nil) == (err == nil) {
			t.Errorf("%s: %v, %v after %d calls", name, resp, err, calls)
		}
	}
	if closed != 4 {
		t.Errorf("%d of 4 responses were closed", closed)
	}
}

// Requests that nobody should make.
func TestBadRequests(t *testing.T) {
	for name, req := range map[string]*http.Request{
		"nil":     nil,
		"empty":   {},
		"no URL":  {Method: "GET", Header: http.Header{}},
		"no host": {Method: "GET", URL: request(t, "GET", "/x").URL},
	} {
		for _, tr := range []*retry.Transport{{}, {Authorize: func(*http.Response) (string, bool) { return "x", true }, BufferUpTo: 1, AttemptTimeout: 1 << 40}} {
			calls := 0
			tr.Observe = func(retry.Attempt, retry.Decision) { calls++ }
			resp, err := tr.RoundTrip(req)
			if resp != nil || err == nil || calls > 1 {
				t.Errorf("%s: %v, %v after %d attempts", name, resp, err, calls)
			}
		}
		if req == nil {
			continue
		}
		for _, status := range []int{401, 421, 503} {
			tr := &retry.Transport{Backoff: -1, Base: baseFunc(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status}, nil
			}), Authorize: func(*http.Response) (string, bool) { return "x", true }}
			if resp, err := tr.RoundTrip(req); err != nil || resp.StatusCode != status {
				t.Errorf("%s: %v, %v", name, resp, err)
			}
		}
	}
}

func newBody(closed *int) *countingBody { return &countingBody{closed} }

type countingBody struct{ closed *int }

func (b *countingBody) Read([]byte) (int, error) { return 0, io.EOF }
func (b *countingBody) Close() error             { *b.closed++; return nil }
