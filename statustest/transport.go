package statustest

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
)

// Transport returns a RoundTripper that sends requests with next, or with
// http.DefaultTransport if next is nil, and reports what each response breaks, as
// [Check] would return it. In a test suite, give it to the http.Client of all
// tests, with a report that calls t.Error.
//
// Responses pass through unchanged: bodies stream, and Transport reads nothing that
// the caller does not read. So it reports what is wrong with the content apart from
// the rest, when the caller reads the content to its end or closes the body. It
// knows nothing of content that is not read. The first 64 KiB of it count. Transport
// may call report from several goroutines at the same time.
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
		x.trailer = resp.Trailer // net/http fills it at the end of the content
		later := slices.DeleteFunc(x.breaches(), func(err error) bool {
			return slices.ContainsFunc(first, func(old error) bool { return old.(Breach).Rule == err.(Breach).Rule })
		})
		if err := errors.Join(later...); err != nil {
			t.report(err)
		}
	}}
	return resp, nil
}

// watched keeps the beginning of what passes through, and tells when it ends.
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
