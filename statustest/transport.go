package statustest

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
)

// Transport returns a RoundTripper that sends requests with next, or with
// http.DefaultTransport if next is nil. It checks each response, and calls report with
// the error that [Check] would return. In a test suite, give it to the http.Client of all
// tests, with a report that calls t.Error. Several goroutines may call report at the same
// time.
//
// Transport does not change responses, and it does not read what the caller does not
// read, so bodies still stream. It checks the content when the caller has read all of it
// or closes the body, and then reports its breaches with another call. It knows nothing
// about content that the caller does not read. The rules look at the first 64 KiB.
//
// The transport next may be a fake that makes responses by hand. If its responses have no Request or no
// ProtoMajor, Transport does not require Date and Content-Type of them.
func Transport(next http.RoundTripper, report func(error)) http.RoundTripper {
	if next == nil {
		next = http.DefaultTransport
	}
	return &transport{next, report}
}

type transport struct {
	next   http.RoundTripper
	report func(error)
}

func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(request)
	if err != nil {
		return resp, err
	}
	x := received(resp, request)
	empty := resp.Body == nil || resp.Body == http.NoBody
	x.content.whole = empty
	first := x.breaches()
	if err := errors.Join(first...); err != nil {
		t.report(err)
	}
	if empty || x.tunnels() {
		return resp, nil
	}
	resp.Body = &watched{ReadCloser: resp.Body, ended: func(seen []byte, size int64) {
		x.content = content{seen: seen, whole: size == int64(len(seen))}
		x.size = size
		if size >= 0 { // net/http fills the trailer at the end of the content, and Go 1.27 also at Close
			x.trailer = canonical(resp.Trailer)
		}
		later := slices.DeleteFunc(x.breaches(), func(err error) bool {
			return slices.ContainsFunc(first, func(old error) bool { return old.(Breach).Rule == err.(Breach).Rule })
		})
		if err := errors.Join(later...); err != nil {
			t.report(err)
		}
	}}
	return resp, nil
}

// watched keeps the beginning of what the caller reads, and calls ended at the end.
type watched struct {
	io.ReadCloser
	ended func(seen []byte, size int64) // size is -1 if the end was not reached

	mu   sync.Mutex // Close may come during a Read
	seen []byte
	size int64
	over bool
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	w.mu.Lock()
	w.seen = append(w.seen, p[:min(n, limit-len(w.seen))]...)
	w.size += int64(n)
	w.mu.Unlock()
	if err == io.EOF {
		w.end(true)
	}
	return n, err
}

func (w *watched) Close() error {
	err := w.ReadCloser.Close()
	w.end(false)
	return err
}

func (w *watched) end(whole bool) {
	w.mu.Lock()
	seen, size, over := w.seen, w.size, w.over
	w.over = true
	w.mu.Unlock()
	if !whole {
		size = -1
	}
	if !over {
		w.ended(seen, size)
	}
}
