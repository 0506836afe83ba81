package retry

import (
	"io"
	"net/http"
	"time"
)

// Within these limits, it is cheaper to read the rest of a response than to open a new
// connection.
const (
	drainBytes = 64 << 10
	drainTime  = 50 * time.Millisecond
)

// discard closes a response that the caller does not get. If little of its content is
// left, discard reads that first, so that the connection can serve again.
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
		// Close ends the read as well. But a Body may take its time to close.
		go resp.Body.Close()
	}
}
