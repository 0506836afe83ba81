package main

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"example.com/httpstatus"
)

// A Repeater is an http.RoundTripper that sends a request again where the status
// allows it, and never where a request could thereby be carried out twice. The
// README has the table of what it does after which status. Errors of the
// connection are left to [http.Transport], which repeats what it safely can.
type Repeater struct {
	Transport *http.Transport
	Attempts  int           // how often to send a request at most, the first time included
	MaxTime   time.Duration // from the first attempt to the start of the last
	Backoff   time.Duration // the longest wait before the second attempt; it doubles with each
	MaxWait   time.Duration // the longest of those waits, and the longest Retry-After to obey

	// Credentials is asked once a request, after a 401, for an Authorization field.
	// It has to look at whose 401 it is before it gives anything away.
	Credentials func(*http.Response) (authorization string, ok bool)

	// Trace is told of each response and, if the request is sent again, what follows.
	Trace func(attempt int, resp *http.Response, then string)

	// The clock and the die; tests have their own.
	now    func() time.Time
	sleep  func(context.Context, time.Duration) error
	jitter func(time.Duration) time.Duration
}

// NewRepeater returns a Repeater that is modest enough for servers of strangers.
func NewRepeater() *Repeater {
	return &Repeater{
		Transport: http.DefaultTransport.(*http.Transport).Clone(),
		Attempts:  4, MaxTime: time.Minute, Backoff: time.Second, MaxWait: 30 * time.Second,
		Credentials: func(*http.Response) (string, bool) { return "", false },
		Trace:       func(int, *http.Response, string) {},
		now:         time.Now, sleep: sleep,
		// Full jitter: clients that failed together do not come back together.
		jitter: func(most time.Duration) time.Duration { return rand.N(most + 1) },
	}
}

// RoundTrip returns the last response; only connections and contexts make errors.
func (c *Repeater) RoundTrip(req *http.Request) (*http.Response, error) {
	deadline := c.now().Add(c.MaxTime)
	if d, ok := req.Context().Deadline(); ok && d.Before(deadline) {
		deadline = d // better the response at hand than a wait that ends in an error
	}
	rewindable := req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
	authorized, reconnected := false, false
	transport := c.Transport
	for next, attempt := req, 1; ; attempt++ {
		resp, err := transport.RoundTrip(next)
		if err != nil {
			return nil, err
		}

		s := httpstatus.Status(resp.StatusCode)
		again, then := rewindable && attempt < c.Attempts, ""
		var wait time.Duration
		var authorization string
		switch {
		case !again:
		case s == httpstatus.Unauthorized && !authorized:
			// Not Repeatable: only with what the first request lacked, and only once.
			authorized, then = true, "with credentials"
			authorization, again = c.Credentials(resp)
		case !s.Repeatable(req.Method):
			again = false
		case s.Remedy() == httpstatus.RemedyReconnect:
			// Once: a second new connection would tell nothing new.
			again, reconnected, then = !reconnected, true, "on a new connection"
			transport = reconnecting(c.Transport)
		default:
			wait, again = c.wait(resp, attempt)
			then = "after " + wait.Round(time.Millisecond).String()
		}
		if !again || c.now().Add(wait).After(deadline) {
			c.Trace(attempt, resp, "")
			return resp, nil
		}

		c.Trace(attempt, resp, then)
		discard(resp)
		if err := c.sleep(req.Context(), wait); err != nil {
			return nil, err
		}
		next = next.Clone(req.Context()) // a RoundTripper must not change its request
		if req.GetBody != nil {
			if next.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		if authorization != "" {
			next.Header.Set("Authorization", authorization)
		}
	}
}

// wait returns how long to wait, and false if the server wants more patience than
// there is: to come back earlier is what it asked not to do.
func (c *Repeater) wait(resp *http.Response, attempt int) (time.Duration, bool) {
	backoff := min(c.Backoff<<min(attempt-1, 20), c.MaxWait) // an hour doubled 20 times still fits
	// An absent or unreadable field asks for nothing.
	asked, err := httpstatus.ParseRetryAfter(resp.Header.Get("Retry-After"), c.now())
	if err != nil {
		asked = 0
	}
	if asked > c.MaxWait {
		return 0, false
	}
	return asked + c.jitter(backoff), true
}

// reconnecting returns a transport that opens a connection for each request.
// Nothing less will do: Request.Close ends a connection after the request but may
// use an old one for it, and CloseIdleConnections leaves those that other requests
// are using, which in HTTP/2 serve this one too.
func reconnecting(t *http.Transport) *http.Transport {
	t = t.Clone() // without the connections
	t.DisableKeepAlives = true
	return t
}

// discard makes the connection free for the next request. To read on is cheaper
// than to connect anew, but not for any amount.
func discard(resp *http.Response) {
	io.CopyN(io.Discard, resp.Body, 64<<10)
	resp.Body.Close()
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Redirect is for http.Client's CheckRedirect. That client follows redirects well
// but makes every PUT or DELETE a GET after 301 and 302, which the standard allows
// for POST alone (RFC 9110, 15.4.2 and 15.4.3); a deletion would seem to succeed.
func Redirect(req *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	last := via[len(via)-1]
	method, ok := httpstatus.Status(req.Response.StatusCode).RedirectMethod(last.Method)
	if !ok || last.Body != nil && last.Body != http.NoBody && last.GetBody == nil && method == last.Method {
		return http.ErrUseLastResponse
	}
	if method == req.Method {
		return nil
	}
	req.Method = method
	if last.GetBody == nil {
		return nil
	}
	var err error
	req.Body, err = last.GetBody()
	req.GetBody, req.ContentLength = last.GetBody, last.ContentLength
	for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Language"} {
		if values := last.Header.Values(name); values != nil {
			req.Header[name] = values
		}
	}
	return err
}
