package retry_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"

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
