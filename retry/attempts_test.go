package retry_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"syscall"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

func TestAttempts(t *testing.T) {
	s, fault := retrytest.Status, func(f retrytest.Fault) retrytest.Step { return retrytest.Step{Fault: f} }
	for name, test := range map[string]struct {
		steps        []retrytest.Step
		attempts     int
		maybeApplied bool
	}{
		"first":                         {[]retrytest.Step{s(200)}, 1, false},
		"first, an error":               {[]retrytest.Step{s(404)}, 1, false},
		"second":                        {[]retrytest.Step{s(503), s(200)}, 2, true},
		"third":                         {[]retrytest.Step{s(429), s(429), s(200)}, 3, false},
		"all":                           {[]retrytest.Step{s(504)}, 4, true},
		"412 after 504":                 {[]retrytest.Step{s(504), s(412)}, 2, true},
		"412 after 429":                 {[]retrytest.Step{s(429), s(412)}, 2, false},
		"404 after a reset":             {[]retrytest.Step{fault(retrytest.Reset), s(404)}, 2, true},
		"409 after no connection":       {[]retrytest.Step{fault(retrytest.Refuse), s(409)}, 2, false},
		"409 after both":                {[]retrytest.Step{fault(retrytest.Refuse), fault(retrytest.Close), s(409)}, 3, true},
		"409 after both, the other way": {[]retrytest.Step{fault(retrytest.Close), fault(retrytest.Refuse), s(409)}, 3, true},
	} {
		t.Run(name, func(t *testing.T) {
			var numbers []int
			var doubt []bool
			tr := &retry.Transport{Base: retrytest.Play(test.steps...), Backoff: -1, Observe: func(a retry.Attempt, d retry.Decision) {
				numbers = append(numbers, a.Number)
				doubt = append(doubt, a.MaybeApplied)
				if a.Arrived.IsZero() || d.Reason == "" {
					t.Errorf("%+v, %+v", a, d)
				}
			}}
			resp, err := (&http.Client{Transport: tr}).Do(request(t, "PUT", "http://example.com/"))
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if n, maybe := retry.Attempts(resp), retry.MaybeApplied(resp); n != test.attempts || maybe != test.maybeApplied {
				t.Errorf("%d attempts, %v; want %d, %v", n, maybe, test.attempts, test.maybeApplied)
			}
			if len(numbers) != test.attempts || numbers[len(numbers)-1] != test.attempts || doubt[len(doubt)-1] != test.maybeApplied || doubt[0] {
				t.Errorf("Observe was told %v, %v", numbers, doubt)
			}
		})
	}
	if retry.Attempts(nil) != 0 || retry.MaybeApplied(nil) || retry.Attempts(&http.Response{}) != 1 || retry.MaybeApplied(&http.Response{}) {
		t.Error("of no response, or one from elsewhere")
	}
}

// The numbers are those of the request that the response belongs to: not of a redirect
// before, nor of a request whose context is used again, nor of a Transport below.
func TestAttemptsOfWhat(t *testing.T) {
	script := retrytest.Play(retrytest.Status(503), retrytest.Status(503), retrytest.Status(307, "Location: /1"), retrytest.Status(200))
	c := &http.Client{Transport: &retry.Transport{Base: script, Backoff: -1}, CheckRedirect: retry.Redirect}
	resp, err := c.Do(request(t, "PUT", "http://example.com/"))
	if err != nil || retry.Attempts(resp) != 1 || retry.MaybeApplied(resp) {
		t.Errorf("after a redirect: %d, %v", retry.Attempts(resp), err)
	}
	resp.Body.Close()

	tr := &retry.Transport{Base: retrytest.Play(retrytest.Status(503), retrytest.Status(200)), Backoff: -1}
	resp, err = tr.RoundTrip(request(t, "PUT", "http://example.com/"))
	if err != nil || retry.Attempts(resp) != 2 {
		t.Fatalf("%d, %v", retry.Attempts(resp), err)
	}
	resp, err = tr.RoundTrip(resp.Request)
	if err != nil || retry.Attempts(resp) != 1 || retry.MaybeApplied(resp) {
		t.Errorf("the request again: %d, %v", retry.Attempts(resp), err)
	}

	inner := &retry.Transport{Base: retrytest.Play(retrytest.Status(503), retrytest.Status(503), retrytest.Status(200)), Backoff: -1, Attempts: 1}
	outer := &retry.Transport{Base: inner, Backoff: -1}
	resp, err = outer.RoundTrip(request(t, "PUT", "http://example.com/"))
	if err != nil || retry.Attempts(resp) != 3 {
		t.Errorf("one above another: %d, %v", retry.Attempts(resp), err)
	}

	// A Base that makes requests and responses of its own.
	n := 0
	own := baseFunc(func(req *http.Request) (*http.Response, error) {
		if n++; n < 3 {
			return &http.Response{StatusCode: 503}, nil
		}
		return &http.Response{StatusCode: 200, Request: request(t, "GET", "http://example.net/")}, nil
	})
	resp, err = (&retry.Transport{Base: own, Backoff: -1}).RoundTrip(request(t, "PUT", "http://example.com/"))
	if err != nil || retry.Attempts(resp) != 3 {
		t.Errorf("a Base of its own: %d, %v", retry.Attempts(resp), err)
	}
}

func TestError(t *testing.T) {
	for name, test := range map[string]struct {
		steps        []retrytest.Step
		is           error
		attempts     int // 0: not an Error
		maybeApplied bool
		text         string
	}{
		"refused":                 {[]retrytest.Step{{Fault: retrytest.Refuse}}, syscall.ECONNREFUSED, 4, false, "after 4 attempts: dial tcp: connect: connection refused"},
		"closed":                  {[]retrytest.Step{{Fault: retrytest.Close}}, io.EOF, 4, true, "after 4 attempts: EOF"},
		"closed after a response": {[]retrytest.Step{retrytest.Status(503), {Fault: retrytest.Close}}, io.EOF, 4, true, "after 4 attempts: EOF"},
	} {
		_, err := (&http.Client{Transport: &retry.Transport{Base: retrytest.Play(test.steps...), Backoff: -1}}).Do(request(t, "PUT", "http://example.com/"))
		failed, ok := errors.AsType[*retry.Error](err)
		if !ok || failed.Attempts != test.attempts || failed.MaybeApplied != test.maybeApplied || failed.Error() != test.text || !errors.Is(err, test.is) {
			t.Errorf("%s: %v, %+v", name, err, failed)
		}
	}
	// The first error is returned as it is.
	_, err := (&retry.Transport{Base: retrytest.Play(retrytest.Step{Fault: retrytest.Close})}).RoundTrip(request(t, "POST", "http://example.com/"))
	if err != io.EOF {
		t.Errorf("%v", err)
	}
	// http.Client asks whether an error is a timeout.
	for _, cause := range []error{os.ErrDeadlineExceeded, context.DeadlineExceeded} {
		base := baseFunc(func(*http.Request) (*http.Response, error) { return nil, cause })
		_, err := (&http.Client{Transport: &retry.Transport{Base: base, Backoff: -1}}).Do(request(t, "PUT", "http://example.com/"))
		if failed, ok := errors.AsType[*url.Error](err); !ok || !failed.Timeout() || !os.IsTimeout(err) {
			t.Errorf("%v is no timeout", err)
		}
	}
	if one := (&retry.Error{Attempts: 1, Err: io.EOF}).Error(); one != "after 1 attempt: EOF" {
		t.Error(one)
	}
}

// Requests and responses pass as they are.
func TestPassing(t *testing.T) {
	for _, method := range []string{"GET", "PUT"} {
		for _, status := range []int{200, 204, 302, 404, 500} {
			var got *http.Request
			made := &http.Response{StatusCode: status, Body: http.NoBody}
			tr := &retry.Transport{Base: baseFunc(func(req *http.Request) (*http.Response, error) {
				got = req
				return made, nil
			})}
			req := request(t, method, "http://example.com/")
			resp, err := tr.RoundTrip(req)
			if err != nil || resp != made || got != req || resp.Request != req {
				t.Errorf("%s %d: %v", method, status, err)
			}
		}
	}
	// A POST's request is a copy, which finds out whether it was sent. The response's is not.
	req := request(t, "POST", "http://example.com/")
	resp, err := (&retry.Transport{Base: retrytest.Play()}).RoundTrip(req)
	if err != nil || resp.Request != req {
		t.Errorf("%v", err)
	}
}
