package retry

import (
	"sync"
	"sync/atomic"
)

// A Budget limits how many requests to a host are repeated, so that a service that is
// down does not get several times its load while it tries to come back. It follows
// gRPC's retry throttling (A6). Each attempt that would be repeated takes one token from
// its host. Every other response gives back a tenth of a token. While more than half of the
// tokens are missing, no request is repeated, and you get the response or the error of the last
// attempt.
//
// Several Transports can share a Budget. Its zero value is ready.
type Budget struct {
	// Tokens is how many tokens a host has. 0 means 60, so that 30 requests that fail
	// at the same moment are all repeated. If it is negative, there is no limit.
	Tokens int

	mu      sync.Mutex
	missing map[string]int // in tenths of a token. A host that has all its tokens is not in it
	hosts   atomic.Int32   // len(missing), so that a success costs nothing while all is well
}

const (
	defaultTokens = 60
	tenths        = 10
	// maxHosts bounds the memory. One more host takes the place of another.
	maxHosts = 1000
)

// failed takes a token and reports whether the request may be repeated.
func (b *Budget) failed(host string, tokens int) bool {
	if tokens < 0 {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.missing == nil {
		b.missing = map[string]int{}
	}
	missing, known := b.missing[host]
	if !known && len(b.missing) >= maxHosts {
		for other := range b.missing {
			delete(b.missing, other)
			break
		}
	}
	missing = min(missing+tenths, tokens*tenths)
	b.missing[host] = missing
	b.hosts.Store(int32(len(b.missing)))
	return missing <= tokens*tenths/2
}

// succeeded gives a tenth of a token back.
func (b *Budget) succeeded(host string) {
	if b.hosts.Load() == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if missing, known := b.missing[host]; missing > 1 {
		b.missing[host] = missing - 1
	} else if known {
		delete(b.missing, host)
		b.hosts.Store(int32(len(b.missing)))
	}
}

// budget returns the Budget that applies, and its tokens. The Transport's own has
// enough for one request to make all its attempts.
func (t *Transport) budget() (b *Budget, tokens int) {
	if t.Budget == nil {
		return &t.own, max(defaultTokens, 2*(min(t.attempts(), 1<<20)-1))
	}
	tokens = t.Budget.Tokens
	if tokens == 0 {
		tokens = defaultTokens
	}
	return t.Budget, min(tokens, 1<<20)
}
