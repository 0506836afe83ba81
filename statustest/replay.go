package statustest

import (
	"io"
	"net/http"
)

// A replay is the content of a request, kept while it is read, so that it can be
// read again.
type replay struct {
	io.ReadCloser // what nobody has read yet
	kept          []byte
	at            int // how much of kept was read again
}

// contentOf makes the content of a request one that can be read again, and returns
// it, or nil if there is none.
func contentOf(request *http.Request) *replay {
	if request.Body == nil || request.Body == http.NoBody {
		return nil
	}
	if request.GetBody != nil {
		if body, err := request.GetBody(); err == nil {
			return &replay{ReadCloser: body} // the request keeps its own; what GetBody gives needs no Close
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
