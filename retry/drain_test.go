package retry_test

import (
	"net/http"
	"testing"

	"example.com/httpstatus/retry"
)

// endless counts how much of it is read.
type endless struct{ read, closed int }

func (e *endless) Read(p []byte) (int, error) { e.read += len(p); return len(p), nil }
func (e *endless) Close() error               { e.closed++; return nil }

// A response that the caller does not get is read within limits, and closed once.
func TestDrain(t *testing.T) {
	for length, most := range map[int64]int{-1: 64<<10 + 8<<10, 1 << 10: 64<<10 + 8<<10, 64 << 10: 64<<10 + 8<<10, 64<<10 + 1: 0, 1 << 30: 0} {
		var bodies []*endless
		tr := &retry.Transport{Backoff: -1, Base: baseFunc(func(*http.Request) (*http.Response, error) {
			bodies = append(bodies, new(endless))
			return &http.Response{StatusCode: 503, Body: bodies[len(bodies)-1], ContentLength: length}, nil
		})}
		if _, err := tr.RoundTrip(request(t, "GET", "http://example.com/")); err != nil || len(bodies) != 4 {
			t.Fatal(err, len(bodies))
		}
		for i, b := range bodies[:3] {
			if b.read > most || most > 0 && b.read < 64<<10 || b.closed != 1 {
				t.Errorf("length %d: response %d was read for %d bytes and closed %d times", length, i+1, b.read, b.closed)
			}
		}
		if last := bodies[3]; last.read != 0 || last.closed != 0 {
			t.Errorf("length %d: the last response was read for %d bytes and closed %d times", length, last.read, last.closed)
		}
	}
}
