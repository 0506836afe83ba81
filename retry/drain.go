package retry

import (
	"io"
	"net/http"
	"time"
)

// To read the rest of a response is cheaper than to open a new connection, but only
// within these limits.
const (
	drainBytes = 64 << 10
	drainTime  = 50 * time.Millisecond
)

// discard closes a response that nobody gets to see. It first reads what little is
// left, so that the connection can serve again.
func discard(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	if resp.Body == http.NoBody || resp.ContentLength > drainBytes {
		resp.Body.Close()
		return
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		io.CopyN(io.Discard, resp.Body, drainBytes)
	}()
	timer := time.NewTimer(drainTime)
	defer timer.Stop()
	select {
	case <-read:
		resp.Body.Close()
	case <-timer.C:
		// Close ends the read as well. No Body has to return from it in time.
		go resp.Body.Close()
	}
}
