package statustest

import (
	"io"
	"net/http"
)

// A replay is the content of a request. It keeps what is read, so that it can be read
// again.
type replay struct {
	io.ReadCloser // what nobody has read yet
	kept          []byte
	at            int // how many bytes of kept were read again
}

// contentOf replaces the body of a request by one that can be read again. It returns that
// body, or nil if the request has no content.
func contentOf(request *http.Request) *replay {
	if request.Body == nil || request.Body == http.NoBody {
		return nil
	}
	if request.GetBody != nil {
		if body, err := request.GetBody(); err == nil {
			return &replay{ReadCloser: body} // a body from GetBody needs no Close, and that of the request stays unread
		}
	}
	r, ok := request.Body.(*replay)
	if !ok {
		r = &replay{ReadCloser: request.Body}
		request.Body = r
	}
	r.rewind()
	return r
}

func (r *replay) Read(p []byte) (int, error) {
	if r.at < len(r.kept) {
		n := copy(p, r.kept[r.at:])
		r.at += n
		return n, nil
	}
	n, err := r.ReadCloser.Read(p)
	r.kept = append(r.kept, p[:n]...)
	r.at = len(r.kept)
	return n, err
}

func (r *replay) rewind() { r.at = 0 }
