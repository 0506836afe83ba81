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
	"syscall"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

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

// A request that was never sent may be sent again, whatever its method.
func TestNeverSent(t *testing.T) {
	t.Run("connection refused", func(t *testing.T) {
		server := retrytest.New(t)
		server.Down()
		c := client(t, server)
		var errs []error
		c.Transport.(*retry.Transport).Observe = func(a retry.Attempt, d retry.Decision) {
			errs = append(errs, a.Err)
			if a.Number == 2 {
				if err := server.Up(); err != nil {
					t.Error(err)
				}
			}
		}
		status, _, err := result(t, c, request(t, "POST", server.URL))
		if status != 200 || server.Log() != "+POST(x)" || len(errs) != 3 || errs[0] == nil || errs[1] == nil {
			t.Errorf("%d, %v, %s after errors %v", status, err, server.Log(), errs)
		}
	})
	for name, start := range map[string]func(testing.TB, ...retrytest.Step) *retrytest.Server{
		"TLS handshake cut":             retrytest.NewTLS,
		"TLS handshake cut over HTTP/2": retrytest.NewHTTP2,
	} {
		t.Run(name, func(t *testing.T) {
			server := start(t)
			server.Break(2)
			status, _, err := result(t, client(t, server), request(t, "POST", server.URL))
			if status != 200 || server.Log() != "+POST(x)" || server.Conns() != 3 {
				t.Errorf("%d, %v, %s on %d connections", status, err, server.Log(), server.Conns())
			}
		})
	}
	// Without TLS the request was written to a connection that somebody accepted.
	t.Run("connection cut", func(t *testing.T) {
		server := retrytest.New(t)
		server.Break(1)
		status, _, err := result(t, client(t, server), request(t, "POST", server.URL))
		if status != 0 || err == nil || server.Log() != "" {
			t.Errorf("%d, %v, %s", status, err, server.Log())
		}
	})
}
