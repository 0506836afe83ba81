package retry

import (
	"context"
	"math"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	defaultAttempts = 4
	defaultBackoff  = 500 * time.Millisecond
	defaultMaxWait  = 30 * time.Second

	forever time.Duration = math.MaxInt64
)

// backoff returns a random time up to the limit for an attempt, which doubles with
// each. Clients that failed together do not come back together ("full jitter").
func (t *Transport) backoff(number int) time.Duration {
	limit := t.Backoff
	if limit == 0 {
		limit = defaultBackoff
	}
	limit = max(0, limit)
	most := t.maxWait()
	for range number - 1 {
		if limit == 0 || limit >= most {
			break
		}
		limit = plus(limit, limit)
	}
	return time.Duration(rand.Uint64N(uint64(min(limit, most)) + 1))
}

func (t *Transport) maxWait() time.Duration {
	if t.MaxWait == 0 {
		return defaultMaxWait
	}
	return max(0, t.MaxWait)
}

// plus adds two times that are not negative, without overflow.
func plus(a, b time.Duration) time.Duration {
	if a > forever-b {
		return forever
	}
	return a + b
}

// fits reports whether a request can still be sent after a wait. Neither a response
// nor an error comes out of a wait that the context's deadline ends.
func fits(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || wait < time.Until(deadline)
}

// sleep waits, and returns an error if the caller gives up first.
func sleep(req *http.Request, wait time.Duration) error {
	if wait <= 0 {
		return context.Cause(req.Context())
	}
	over := make(chan struct{})
	timer := time.AfterFunc(wait, func() { close(over) })
	defer timer.Stop()
	return await(req, over)
}

// await waits until over is closed, and returns an error if the caller gives up first.
func await(req *http.Request, over <-chan struct{}) error {
	ctx := req.Context()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	//lint:ignore SA1019 old programs set it, and a transport has to heed it
	case <-req.Cancel:
		return context.Canceled
	case <-over:
		return nil
	}
}
