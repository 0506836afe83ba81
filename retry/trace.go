package retry

import (
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// A probe finds out whether a request got as far as a connection. If it did not, it
// was never sent, and even a POST may be sent again. The error alone does not tell: a
// TLS handshake that the server ends is an EOF, and so is a response that never comes.
type probe struct {
	trace      httptrace.ClientTrace
	asked, got atomic.Bool
	joined     bool // to the trace of the caller, whose functions it calls too
}

func newProbe() *probe {
	p := new(probe)
	p.trace.GetConn = func(string) { p.asked.Store(true) }
	// It is called before the first byte is sent, and by the goroutine that sends.
	p.trace.GotConn = func(httptrace.GotConnInfo) { p.got.Store(true) }
	return p
}

// probed returns a copy of a request that reports to a probe.
func (t *Transport) probed(req *http.Request) (*http.Request, *probe) {
	ctx := req.Context()
	var p *probe
	if httptrace.ContextClientTrace(ctx) != nil {
		// WithClientTrace changes the probe's trace, so it must be one that no other
		// request is still reading.
		p = newProbe()
		p.joined = true
	} else if p, _ = t.probes.Get().(*probe); p == nil {
		p = newProbe()
	}
	p.asked.Store(false)
	p.got.Store(false)
	return req.WithContext(httptrace.WithClientTrace(ctx, &p.trace)), p
}

// unsent reports whether a connection was asked for and never given. A Base that tells
// nothing may have sent the request.
func (p *probe) unsent() bool { return p.asked.Load() && !p.got.Load() }

// release lets another request use the probe of one that has a response, unless
// something still leads to it.
func (t *Transport) release(p *probe, req *http.Request, resp *http.Response) {
	if !p.joined && (resp.Request == req || httptrace.ContextClientTrace(resp.Request.Context()) != &p.trace) {
		t.probes.Put(p)
	}
}
