package retry_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/nonstandard"
	"example.com/httpstatus/retry"
)

// response returns one with fields such as "Retry-After: 7".
func response(status int, fields ...string) *http.Response {
	resp := &http.Response{StatusCode: status, Header: http.Header{}}
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ":")
		resp.Header.Add(name, strings.TrimSpace(value))
	}
	return resp
}

// The methods of the IANA registry that are idempotent, and some that are not.
var (
	idempotent = []string{"", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "QUERY"}
	others     = []string{"POST", "PATCH", "CONNECT", "LOCK", "get", "put", "FROB", " GET", strings.Repeat("A", 1<<20)}
)

// What Judge says of every number, without any field, follows from RFC 9110, 9.2.2 and
// what the documents of the few codes say that pass by themselves.
func TestJudgeEveryStatus(t *testing.T) {
	const never, idempotentOnly, any = 0, 1, 2
	special := map[int]int{
		408: any, 421: any, 425: any, 429: any,
		502: idempotentOnly, 503: idempotentOnly, 504: idempotentOnly,
	}
	for code := -1; code <= 1000; code++ {
		want := special[code]
		if code >= 100 {
			want = special[int(nonstandard.Like(httpstatus.Status(code)))]
		}
		for i, method := range slices.Concat(idempotent, others) {
			req := &http.Request{Method: method}
			d := retry.Judge(retry.Attempt{Request: req, Response: response(code), Number: 1})
			again := want == any || want == idempotentOnly && i < len(idempotent)
			if d.Again != again || d.Wait != 0 || d.Reason == "" || len(d.Reason) > 300 {
				t.Errorf("%d, %.10q: %+v; want Again %v", code, method, d, again)
			}
			if reconnect := code == 408 || code == 421 || code == 425; d.NewConnection != reconnect {
				t.Errorf("%d: new connection %v", code, d.NewConnection)
			}
		}
		// Without a request the method is unknown.
		if d := retry.Judge(retry.Attempt{Response: response(code)}); d.Again != (want == any) {
			t.Errorf("%d, unknown method: %+v", code, d)
		}
	}
}

func TestJudgeFields(t *testing.T) {
	now := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)
	date := "Date: " + now.Format(http.TimeFormat)
	unix := func(d time.Duration) string { return fmt.Sprint(now.Add(d).Unix()) }
	for _, test := range []struct {
		method string
		status int
		fields []string
		again  bool
		wait   time.Duration
	}{
		// Retry-After on every status, whatever follows.
		{"GET", 503, []string{"Retry-After: 7"}, true, 7 * time.Second},
		{"POST", 503, []string{"Retry-After: 7"}, false, 7 * time.Second},
		{"POST", 408, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 421, []string{"Retry-After: 3600"}, true, time.Hour},
		{"POST", 425, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 502, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 429, []string{"Retry-After: 99999999999999999999"}, true, 1<<63 - 1},
		{"GET", 404, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 200, []string{"Retry-After: 2"}, false, 0},
		{"GET", 301, []string{"Retry-After: 2"}, false, 0},

		// It is consent for idempotent methods where a server may know when.
		{"GET", 500, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 500, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"PUT", 403, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 403, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"PUT", 413, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 423, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 423, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 599, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 577, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 477, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 401, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 409, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 501, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 507, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 700, []string{"Retry-After: 2"}, false, 2 * time.Second},

		// By the server's clock.
		{"GET", 503, []string{date, "Retry-After: Fri, 27 Nov 2026 10:00:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Friday, 27-Nov-26 10:00:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Fri Nov 27 10:00:04 2026"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Fri, 27 Nov 2026 09:00:00 GMT"}, true, 0},
		{"GET", 503, []string{date, "Age: 600", "Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{"Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{"Date: yesterday", "Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},

		// Unreadable: as long as may be, but no consent.
		{"GET", 429, []string{"Retry-After: soon"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After: -1"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After:"}, true, 30 * time.Second},
		{"GET", 500, []string{"Retry-After: soon"}, false, 30 * time.Second},
		{"GET", 503, []string{"Retry-After: 1", "Retry-After: 5"}, true, 5 * time.Second},
		{"GET", 503, []string{"Retry-After: 1", "Retry-After: soon"}, true, 30 * time.Second},

		// Milliseconds.
		{"GET", 503, []string{"Retry-After-Ms: 1500"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"X-Ms-Retry-After-Ms: 1500"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: 1500.5"}, true, 1500500 * time.Microsecond},
		{"GET", 503, []string{"Retry-After-Ms: 1500", "Retry-After: 2"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: 15", "Retry-After: 20"}, true, 20 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 1500", "Retry-After: soon"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: soon", "Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: soon"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: -5"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: NaN"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 0x10"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 1" + strings.Repeat("0", 400)}, true, 1<<63 - 1},
		{"GET", 500, []string{"Retry-After-Ms: 10"}, true, 10 * time.Millisecond},
		{"GET", 500, []string{"Retry-After-Ms: soon"}, false, 30 * time.Second},

		// X-Should-Retry.
		{"GET", 503, []string{"X-Should-Retry: false"}, false, 0},
		{"GET", 429, []string{"X-Should-Retry: FALSE", "Retry-After: 1"}, false, time.Second},
		{"POST", 421, []string{"X-Should-Retry: false"}, false, 0},
		{"GET", 500, []string{"X-Should-Retry: true"}, true, 0},
		{"GET", 409, []string{"X-Should-Retry: true"}, true, 0},
		{"POST", 500, []string{"X-Should-Retry: true"}, false, 0},
		{"POST", 409, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 401, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 407, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 402, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 200, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 500, []string{"X-Should-Retry: perhaps"}, false, 0},

		// Limits that are used up.
		{"GET", 429, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"POST", 429, []string{`RateLimit: default; r=0; t=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5, "day";r=0;t=9`}, true, 9 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5, "day";r=7;t=900`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5`, `RateLimit: "day";r=0;t=9`}, true, 9 * time.Second},
		{"GET", 429, []string{`RateLimit: limit=100, remaining=0, reset=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=7;t=5`}, true, 0},
		{"GET", 429, []string{`RateLimit: "default";r=0`}, true, 30 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=0;t=soon`}, true, 30 * time.Second},
		{"GET", 429, []string{`RateLimit: ;;;`}, true, 30 * time.Second},
		{"GET", 503, []string{`RateLimit: ;;;`}, true, 0},
		{"GET", 503, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=0;t=5`, "Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 403, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"POST", 403, []string{`RateLimit: "default";r=0;t=5`}, false, 5 * time.Second},
		{"GET", 403, []string{`RateLimit: "default";r=1;t=5`}, false, 0},
		{"GET", 404, []string{`RateLimit: "default";r=0;t=5`}, false, 5 * time.Second},

		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second)}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second) + "000"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second) + ".5"}, true, 9500 * time.Millisecond},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(-9*time.Second)}, true, 0},
		{"GET", 429, []string{"X-RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: 86400"}, true, 24 * time.Hour},
		{"GET", 429, []string{"X-RateLimit-Reset: 1.5"}, true, 1500 * time.Millisecond},
		{"GET", 429, []string{"X-RateLimit-Reset: 6m0s"}, true, 6 * time.Minute},
		{"GET", 429, []string{"X-RateLimit-Reset: -6m0s"}, true, 0},
		{"GET", 429, []string{date, "X-RateLimit-Reset: 2026-11-27T10:00:09Z"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: Fri, 27 Nov 2026 10:00:09 GMT"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: soon"}, true, 30 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: 1" + strings.Repeat("0", 400)}, true, 30 * time.Second},
		{"GET", 429, []string{"RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-Rate-Limit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset-After: 1.5", "X-RateLimit-Reset: " + unix(2*time.Second)}, true, 1500 * time.Millisecond},
		{"GET", 429, []string{"X-RateLimit-Remaining: 7", "X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 429, []string{"X-RateLimit-Remaining: 0"}, true, 0},
		{"GET", 503, []string{"X-RateLimit-Remaining: 4999", "X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 503, []string{"X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: soon"}, false, 0},
		{"GET", 403, []string{"X-RateLimit-Remaining: 1", "X-RateLimit-Reset: 9"}, false, 0},
		{"GET", 403, []string{"X-RateLimit-Reset: 9"}, false, 0},
		{"POST", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9"}, false, 9 * time.Second},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9", "Retry-After: 2"}, true, 2 * time.Second},
	} {
		d := retry.Judge(retry.Attempt{
			Request: &http.Request{Method: test.method}, Response: response(test.status, test.fields...), Number: 1,
			Arrived: now.Add(10 * time.Minute), // the client's clock is fast
		})
		if d.Again != test.again || d.Wait != test.wait {
			t.Errorf("%s %d %.80q: %+v; want %v after %v", test.method, test.status, test.fields, d, test.again, test.wait)
		}
	}
}

// Without a time of arrival, and without a Date, dates are measured from now.
func TestJudgeNow(t *testing.T) {
	in := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	d := retry.Judge(retry.Attempt{Response: response(429, "Retry-After: "+in)})
	if d.Wait < 59*time.Minute || d.Wait > time.Hour {
		t.Errorf("%+v", d)
	}
}

func TestJudgeErrors(t *testing.T) {
	dial := &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	read := &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	here := request(t, "GET", "http://example.com/").URL
	for name, test := range map[string]struct {
		err             error
		idempotent, any bool
	}{
		"EOF":                        {io.EOF, true, false},
		"reset":                      {read, true, false},
		"write":                      {&net.OpError{Op: "write", Err: syscall.EPIPE}, true, false},
		"TLS alert":                  {&net.OpError{Op: "remote error", Err: errors.New("tls: handshake failure")}, true, false},
		"unknown":                    {errors.New("unknown"), true, false},
		"deadline of another":        {context.DeadlineExceeded, true, false},
		"dial":                       {dial, true, true},
		"dial, wrapped":              {&url.Error{Op: "Get", URL: here.String(), Err: fmt.Errorf("x: %w", dial)}, true, true},
		"DNS":                        {&net.DNSError{Err: "no such host", IsNotFound: true}, true, true},
		"DNS within dial":            {&net.OpError{Op: "dial", Err: &net.DNSError{}}, true, true},
		"proxy":                      {&net.OpError{Op: "proxyconnect", Err: read}, true, true},
		"reset within another":       {&net.OpError{Op: "read", Err: &net.OpError{Op: "write"}}, true, false},
		"REFUSED_STREAM":             {streamError{1, 7, nil}, true, true},
		"REFUSED_STREAM, wrapped":    {&url.Error{URL: here.String(), Err: streamError{1, 7, nil}}, true, true},
		"INTERNAL_ERROR":             {streamError{1, 2, nil}, true, false},
		"another error with a Code":  {otherError{7}, true, false},
		"a StreamError without Code": {emptyStreamError{}, true, false},
		"dial, joined":               {errors.Join(dial, &net.DNSError{}), true, true},
		"dial and reset, joined":     {errors.Join(dial, read), true, false},
		"DNS and EOF, joined":        {fmt.Errorf("%w, %w", &net.DNSError{}, io.EOF), true, false},
		"nothing joined":             {emptyJoin{}, true, false},
		"REFUSED_STREAM and EOF":     {errors.Join(streamError{1, 7, nil}, io.EOF), true, false},
		"canceled":                   {context.Canceled, false, false},
		"certificate":                {&tls.CertificateVerificationError{Err: errors.New("x")}, false, false},
		"no TLS":                     {tls.RecordHeaderError{Msg: "x"}, false, false},
		"HTTP to HTTPS":              {fmt.Errorf("x: %w", http.ErrSchemeMismatch), false, false},
	} {
		for i, method := range slices.Concat(idempotent, others) {
			want := test.any || test.idempotent && i < len(idempotent)
			a := retry.Attempt{Request: &http.Request{Method: method, URL: here}, Err: test.err, Number: 1}
			if d := retry.Judge(a); d.Again != want || d.Wait != 0 || d.NewConnection || d.Reason == "" {
				t.Errorf("%s, %.10q: %+v; want %v", name, method, d, want)
			}
			a.Response = response(200) // Err counts
			if d := retry.Judge(a); d.Again != want {
				t.Errorf("%s, %.10q, with a response: %+v; want %v", name, method, d, want)
			}
			a.Unsent = true
			if d := retry.Judge(a); d.Again != test.idempotent {
				t.Errorf("%s, %.10q, unsent: %+v; want %v", name, method, d, test.idempotent)
			}
		}
		// A redirect may have come before an error of http.Client.
		_, ofClient := errors.AsType[*url.Error](test.err)
		if d := retry.Judge(retry.Attempt{Err: test.err}); d.Again != (test.any && !ofClient) {
			t.Errorf("%s, unknown method: %+v", name, d)
		}
	}
	if d := retry.Judge(retry.Attempt{}); d.Again || d.Reason == "" {
		t.Errorf("nothing: %+v", d)
	}
}

type emptyJoin struct{}

func (emptyJoin) Error() string   { return "nothing" }
func (emptyJoin) Unwrap() []error { return nil }

type streamError struct {
	StreamID, Code uint32
	Cause          error
}

func (streamError) Error() string { return "stream error" }

type otherError struct{ Code uint32 }

func (otherError) Error() string { return "other error" }

type emptyStreamError struct{}

func (emptyStreamError) Error() string { return "stream error" }

// net/http reads a key like this: https://pkg.go.dev/net/http#Transport.
func TestJudgeKeys(t *testing.T) {
	for _, test := range []struct {
		header          http.Header
		after502, on409 bool
	}{
		{http.Header{}, false, false},
		{http.Header{"Idempotency-Key": {`"a"`}}, true, true},
		{http.Header{"X-Idempotency-Key": {"a"}}, true, true},
		{http.Header{"Idempotency-Key": {}}, true, false}, // it is not sent
		{http.Header{"Idempotency-Key": nil}, true, false},
		{http.Header{"Idempotency-Key": {""}}, true, false},
		{http.Header{"idempotency-key": {"a"}}, false, false},
	} {
		req := &http.Request{Method: "POST", Header: test.header}
		for _, a := range []retry.Attempt{{Response: response(502)}, {Err: io.EOF}, {Response: response(500, "Retry-After: 1")}} {
			a.Request = req
			if d := retry.Judge(a); d.Again != test.after502 {
				t.Errorf("%v: %+v", test.header, d)
			}
		}
		if d := retry.Judge(retry.Attempt{Request: req, Response: response(409)}); d.Again != test.on409 {
			t.Errorf("%v after 409: %+v", test.header, d)
		}
		if d := retry.Judge(retry.Attempt{Request: req, Response: response(422)}); d.Again {
			t.Errorf("%v after 422: %+v", test.header, d)
		}
	}
}

// Content that cannot be read again, and a caller that has gone.
func TestJudgeRequest(t *testing.T) {
	once := &http.Request{Method: "PUT", Body: io.NopCloser(strings.NewReader("x"))}
	twice := &http.Request{Method: "PUT", Body: once.Body, GetBody: func() (io.ReadCloser, error) { return nil, nil }}
	none := &http.Request{Method: "PUT", Body: http.NoBody}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	gone := (&http.Request{Method: "PUT"}).WithContext(ctx)
	closed := make(chan struct{})
	close(closed)
	//lint:ignore SA1019 old programs set it, and a transport has to heed it
	old := &http.Request{Method: "PUT", Cancel: closed}
	for i, test := range []struct {
		req  *http.Request
		want bool
	}{{once, false}, {twice, true}, {none, true}, {gone, false}, {old, false}} {
		for _, a := range []retry.Attempt{{Response: response(503)}, {Response: response(421)}, {Err: io.EOF}, {Err: &net.DNSError{}}} {
			a.Request = test.req
			if d := retry.Judge(a); d.Again != test.want {
				t.Errorf("%d: %+v; want %v", i, d, test.want)
			}
		}
	}
}

// untouchable is content that Judge must leave alone.
type untouchable struct{}

func (untouchable) Read([]byte) (int, error) { panic("read") }
func (untouchable) Close() error             { panic("closed") }

// Judge reads and changes nothing, and says the same again.
func TestJudgeIsPure(t *testing.T) {
	for code := 100; code < 1000; code++ {
		for _, method := range []string{"GET", "POST"} {
			req := &http.Request{Method: method, Body: untouchable{}, GetBody: func() (io.ReadCloser, error) { panic("GetBody") }}
			resp := response(code, "Retry-After: 1", "RateLimit: x", "Date: Fri, 27 Nov 2026 10:00:00 GMT")
			resp.Body = untouchable{}
			first := retry.Judge(retry.Attempt{Request: req, Response: resp, Number: 1})
			// Limits are the Transport's: the number of the attempt decides nothing.
			if again := retry.Judge(retry.Attempt{Request: req, Response: resp, Number: 1000, MaybeApplied: true}); again != first {
				t.Errorf("%s %d: %+v, then %+v", method, code, first, again)
			}
			if len(resp.Header) != 3 || len(req.Header) != 0 {
				t.Errorf("%s %d: %v, %v", method, code, req.Header, resp.Header)
			}
		}
	}
}

// The table of the README.
func TestTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("| after | GET, PUT, DELETE ... | POST, PATCH ... | POST with Idempotency-Key |\n|---|---|---|---|\n")
	requests := []*http.Request{
		{Method: "PUT"}, {Method: "POST"}, {Method: "POST", Header: http.Header{"Idempotency-Key": {"a"}}},
	}
	row := func(name string, with func(*http.Request) retry.Attempt) (cells string, any bool) {
		for _, req := range requests {
			d := retry.Judge(with(req))
			cell := "no"
			switch {
			case d.Again && d.NewConnection:
				cell = "once, on a new connection"
			case d.Again && d.Wait > 0:
				cell = "yes, after " + d.Wait.String()
			case d.Again:
				cell = "yes, after backoff"
			}
			any = any || d.Again
			cells += " " + cell + " |"
		}
		return "| " + name + " |" + cells + "\n", any
	}
	line := func(name string, with func(*http.Request) retry.Attempt) {
		cells, _ := row(name, with)
		b.WriteString(cells)
	}
	line("no connection", func(r *http.Request) retry.Attempt {
		return retry.Attempt{Request: r, Err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}
	})
	line("no response", func(r *http.Request) retry.Attempt { return retry.Attempt{Request: r, Err: io.EOF} })
	line("untrusted certificate", func(r *http.Request) retry.Attempt {
		return retry.Attempt{Request: r, Err: &tls.CertificateVerificationError{}}
	})
	var never []string
	for s := httpstatus.Status(400); s < 600; s++ {
		if s.Registration() == httpstatus.RegistrationNone {
			continue
		}
		cells, any := row(s.String(), func(r *http.Request) retry.Attempt {
			return retry.Attempt{Request: r, Response: response(int(s))}
		})
		if any {
			b.WriteString(cells)
		}
		after, anyAfter := row(s.String()+", with `Retry-After: 7`", func(r *http.Request) retry.Attempt {
			return retry.Attempt{Request: r, Response: response(int(s), "Retry-After: 7")}
		})
		if anyAfter && !any {
			b.WriteString(after)
		}
		if !any && !anyAfter {
			never = append(never, fmt.Sprint(int(s)))
		}
	}
	var vendors []string
	var cells string
	for code := httpstatus.Status(400); code < 1000; code++ {
		if code.Registration() != httpstatus.RegistrationNone {
			continue
		}
		this, any := row("", func(r *http.Request) retry.Attempt {
			return retry.Attempt{Request: r, Response: response(int(code))}
		})
		if !any {
			continue
		}
		if len(vendors) > 0 && this != cells {
			b.WriteString(strings.Replace(cells, "|  |", "| vendors' "+strings.Join(vendors, ", ")+" |", 1))
			vendors = nil
		}
		vendors, cells = append(vendors, fmt.Sprint(int(code))), this
	}
	b.WriteString(strings.Replace(cells, "|  |", "| vendors' "+strings.Join(vendors, ", ")+" |", 1))
	fmt.Fprintf(&b, "| every other one: %s ... | no | no | no |\n", strings.Join(never, ", "))
	golden.Section(t, "README.md", "table", b.String())
}
