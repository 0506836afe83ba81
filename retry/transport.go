package retry

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"example.com/httpstatus"
)

// A Transport repeats requests. Its zero value is ready. It may be used by several
// goroutines at the same time. Do not copy it, and do not change its fields, once it
// is in use.
//
// If [Judge] allows it, a Transport sends the request again. First it waits for the time
// that the server asks for, plus a random time ("full jitter"). After a 408, 421 or 425 it
// sends the request once more, on a new connection and without the random time.
//
// It is not sent again if its attempts or the [Budget] of its host are used up, if it
// would have to wait longer than MaxWait or beyond its context's deadline, or if GetBody
// cannot give its content again. Then you get the response or the error at once.
//
// The Request of a response is the request of the last attempt, which can be a copy of
// yours. [Attempts] and [MaybeApplied] tell you about the earlier attempts.
type Transport struct {
	// Base sends each attempt. nil means http.DefaultTransport. Only an *http.Transport
	// can be made to open a new connection. With another Base, a request that needs
	// one is not repeated.
	//
	// If Base returns a response and an error, the response is closed and the error
	// counts.
	Base http.RoundTripper

	// Attempts is the largest number of times that a request is sent, including the
	// first. 0 means 4. A negative number means 1.
	Attempts int

	// Backoff is the longest random wait before the second attempt. It doubles with
	// each further attempt, up to MaxWait. 0 means 500 ms. If it is negative, there is
	// no such wait.
	Backoff time.Duration

	// MaxWait is the longest single wait. If a server asks for more, you get its
	// response at once, since it asked the client not to come back earlier. 0 means
	// 30 s. If it is negative, requests are repeated at once or not at all.
	MaxWait time.Duration

	// AttemptTimeout is how long an attempt may take until the response's header
	// arrives. 0, or a negative number, means no limit.
	AttemptTimeout time.Duration

	// BufferUpTo is the size in bytes of the largest content to keep in memory, if a
	// request has no GetBody. Such content is read before it is sent, as long as the
	// context allows. 0, or a negative number, means none: content that can be read
	// only once is sent only once.
	BufferUpTo int64

	// Budget limits the attempts at a host. nil means one of the Transport's own.
	Budget *Budget

	// Authorize is called after a 401. It returns the Authorization field for another
	// attempt, or ok false. The request is sent again once, without a random wait,
	// whatever its method: the server has not applied it (RFC 9110, 15.5.2).
	//
	// A field that leads to a response below 400 is remembered. Later requests for the
	// same directory of the same server have it from the first attempt, unless they
	// have an Authorization field of their own.
	//
	// Authorize is not called if a redirect has led from the server that you named to
	// another one. Then you get the 401. A redirect from http to https on the same host
	// does not count as another server.
	Authorize func(*http.Response) (authorization string, ok bool)

	// Decide may overrule Judge. It is called after each attempt, also after one that
	// succeeded. It may read the content of the response if it replaces the Body with
	// the content that the caller should read. If it changes Wait, the wait is exactly that
	// long. Otherwise a random time is added. If it changes Again, it should set Reason.
	// The Transport's limits still apply.
	Decide func(Attempt, Decision) Decision

	// Observe is called after each attempt, with what follows. Wait is the full wait.
	// It must not read the response.
	Observe func(Attempt, Decision)

	own         Budget
	credentials credentials
	probes      sync.Pool
}

var (
	errNothing    = errors.New("retry: Base returned neither a response nor an error")
	errNilRequest = errors.New("retry: the request is nil")
)

// RoundTrip sends a request, and sends it again where that is right.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req == nil {
		return nil, errNilRequest
	}
	if t.BufferUpTo > 0 {
		var err error
		if req, err = buffered(req, t.BufferUpTo); err != nil {
			return nil, err
		}
	}
	base := t.Base
	if base == nil {
		base = http.DefaultTransport
	}
	first, remembered := req, ""
	if t.Authorize != nil && req.URL != nil && req.Header.Get("Authorization") == "" {
		if remembered = t.credentials.recall(req); remembered != "" {
			first = withField(req, "Authorization", remembered)
		}
	}
	if first.Context().Value(historyKey{}) != nil {
		// The context is that of another request, or another Transport's.
		first = first.WithContext((&history{number: 1}).with(first.Context()))
	}
	resp, unsent, err := t.send(base, first)
	if err == nil && resp != nil && resp.StatusCode < 400 && resp.StatusCode >= 100 && t.Decide == nil && t.Observe == nil {
		t.alive(req)
		return resp, nil
	}
	c := call{t: t, req: req, base: base, sent: first, authorization: remembered}
	return c.repeat(resp, unsent, err)
}

// CloseIdleConnections closes the idle connections of Base. [http.Client.CloseIdleConnections] calls it.
func (t *Transport) CloseIdleConnections() {
	base := t.Base
	if base == nil {
		base = http.DefaultTransport
	}
	if b, ok := base.(interface{ CloseIdleConnections() }); ok {
		b.CloseIdleConnections()
	}
}

// alive tells the budget of a success.
func (t *Transport) alive(req *http.Request) {
	if b, tokens := t.budget(); tokens > 0 && req.URL != nil {
		b.succeeded(req.URL.Host)
	}
}

// send makes one attempt. unsent is true if the request is known not to have left.
func (t *Transport) send(base http.RoundTripper, req *http.Request) (resp *http.Response, unsent bool, err error) {
	sent := req
	var p *probe
	if !isIdempotent(req) && rewindable(req) && t.attempts() > 1 { // for others it makes no difference
		sent, p = t.probed(req)
	}
	if t.AttemptTimeout > 0 {
		resp, err = within(t.AttemptTimeout, base, sent)
	} else {
		resp, err = base.RoundTrip(sent)
	}
	switch {
	case err != nil:
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		return nil, p != nil && p.unsent(), err
	case resp == nil:
		return nil, false, errNothing
	case resp.Request == nil || resp.Request == sent:
		resp.Request = req
	}
	if p != nil {
		t.release(p, req, resp)
	}
	return resp, false, nil
}

// A call is the rest of a request whose first attempt did not simply succeed.
type call struct {
	t    *Transport
	req  *http.Request // the caller's
	sent *http.Request // the last attempt's
	base http.RoundTripper

	number        int
	maybeApplied  bool
	reconnected   bool   // base opens a new connection for each request
	authorization string // what was remembered or given for the request
	authorized    bool   // Authorize was asked
}

// repeat goes on after the first attempt.
func (c *call) repeat(resp *http.Response, unsent bool, err error) (*http.Response, error) {
	for c.number = 1; ; c.number++ {
		a := Attempt{
			Request: c.req, Response: resp, Err: err, Number: c.number,
			Arrived: time.Now(), Unsent: unsent, MaybeApplied: c.maybeApplied,
		}
		next, d := c.decide(a)
		if c.t.Observe != nil {
			c.t.Observe(a, d)
		}
		if !d.Again {
			return c.end(resp, err)
		}
		discard(resp)
		if err != nil && !unsent && !neverSent(c.req, err) ||
			resp != nil && like(httpstatus.Status(resp.StatusCode)).Effect() != httpstatus.EffectNotApplied {
			c.maybeApplied = true
		}
		if failed := sleep(c.req, d.Wait); failed != nil {
			if next.Body != nil {
				next.Body.Close()
			}
			failed = fmt.Errorf("while it waited after %v: %w", outcome(resp, err), failed)
			return nil, &Error{c.number, c.maybeApplied, failed}
		}
		h := history{c.number + 1, c.maybeApplied}
		c.sent = next.WithContext(h.with(c.req.Context()))
		resp, unsent, err = c.t.send(c.base, c.sent)
	}
}

// decide returns what follows an attempt, and the request for the next one if there
// is one.
func (c *call) decide(a Attempt) (next *http.Request, d Decision) {
	t := c.t
	if a.Err != nil && (a.Err == errNothing || malformed(c.req, c.base)) {
		d.Reason = "this error does not pass by itself"
	} else {
		d = judge(a, t.maxWait())
	}
	authorization := c.authorize(a, &d)
	asked := d.Wait
	if t.Decide != nil {
		judged := d
		if d = t.Decide(a, d); d.Again != judged.Again && d.Reason == judged.Reason {
			d.Reason += "; Decide overrules this"
		}
	}
	if d.Again {
		if reason := c.limit(a, &d, asked, authorization != ""); reason != "" {
			d.Again, d.Reason = false, d.Reason+"; not repeated: "+reason
		}
	} else if t.countable(a) {
		t.alive(c.req)
	}
	if !d.Again {
		return nil, d
	}
	// The last check, since it opens what has to be closed again.
	body, ok := rewound(c.req)
	if !ok {
		d.Again, d.Reason = false, d.Reason+"; not repeated: the content cannot be read again"
		return nil, d
	}
	if authorization != "" {
		c.authorization = authorization
	}
	copied := *c.req
	if c.authorization != "" {
		copied = *withField(c.req, "Authorization", c.authorization)
	}
	copied.Body = body
	return &copied, d
}

// limit applies the Transport's limits to a decision to go on. It completes the wait
// and the connection, or returns why not to go on.
func (c *call) limit(a Attempt, d *Decision, asked time.Duration, authorizing bool) (reason string) {
	t := c.t
	once := d.NewConnection || authorizing // about something else than load
	within := true
	if b, tokens := t.budget(); !once && c.req.URL != nil {
		within = b.failed(c.req.URL.Host, tokens)
	}
	d.Wait = max(0, d.Wait)
	maxWait := t.maxWait()
	switch {
	case a.Number >= t.attempts():
		return "the attempts are used up"
	case givenUp(c.req):
		return "the caller has given up"
	case d.Wait > maxWait:
		return "the server asks to wait for " + d.Wait.String()
	case !within:
		return "the budget of the host is used up"
	}
	if d.Wait == asked && !once {
		d.Wait = min(plus(d.Wait, t.backoff(a.Number)), maxWait)
	}
	if !fits(c.req.Context(), d.Wait) {
		return "the wait of " + d.Wait.String() + " goes beyond the deadline"
	}
	if d.NewConnection {
		if c.reconnected {
			return "the connection was new"
		}
		fresh, ok := onNewConnections(c.base)
		if !ok {
			return "Base cannot open a new connection"
		}
		// Later attempts keep to new connections.
		c.base, c.reconnected = fresh, true
	}
	return ""
}

// authorize asks for credentials after a 401, once, and remembers them afterwards.
func (c *call) authorize(a Attempt, d *Decision) (authorization string) {
	t := c.t
	if t.Authorize == nil || a.Response == nil || c.req.URL == nil {
		return ""
	}
	if a.Response.StatusCode != http.StatusUnauthorized {
		if c.authorized && c.authorization != "" && a.Response.StatusCode < 400 {
			t.credentials.remember(c.req, c.authorization)
		}
		return ""
	}
	if c.authorization != "" {
		t.credentials.forget(c.req, c.authorization)
	}
	if c.authorized || givenUp(c.req) || !rewindable(c.req) || a.Number >= t.attempts() {
		return ""
	}
	if followedElsewhere(c.req) || redirected(c.req, a.Response) {
		return ""
	}
	c.authorized = true
	authorization, ok := t.Authorize(a.Response)
	if !ok || authorization == "" || authorization == c.sent.Header.Get("Authorization") {
		return "" // to send refused credentials again tells nothing new
	}
	d.Again, d.Reason = true, "401 Unauthorized: again with credentials"
	return authorization
}

// countable reports whether an attempt shows that the host is well.
func (t *Transport) countable(a Attempt) bool {
	return a.Response != nil && a.Response.StatusCode >= 100 && a.Response.StatusCode < 500 &&
		a.Response.StatusCode != http.StatusTooManyRequests
}

// end returns the last attempt's result.
func (c *call) end(resp *http.Response, err error) (*http.Response, error) {
	if c.number == 1 {
		return resp, err
	}
	if err != nil {
		return nil, &Error{c.number, c.maybeApplied, err}
	}
	if own, _ := c.sent.Context().Value(historyKey{}).(*history); historyOf(resp) != own {
		resp.Request = c.sent // Base made up a request of its own
	}
	return resp, nil
}

// outcome returns what an attempt ended in.
func outcome(resp *http.Response, err error) any {
	if err != nil {
		return err
	}
	return httpstatus.Status(resp.StatusCode)
}

func (t *Transport) attempts() int {
	if t.Attempts == 0 {
		return defaultAttempts
	}
	return max(1, t.Attempts)
}
