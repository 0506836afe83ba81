package retry

import (
	"bytes"
	"io"
	"net/http"
)

// rewindable reports whether a request's content can be sent a second time.
func rewindable(req *http.Request) bool {
	return req == nil || req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// rewound returns the content for the next attempt.
func rewound(req *http.Request) (body io.ReadCloser, ok bool) {
	if req.Body == nil || req.Body == http.NoBody {
		return req.Body, true
	}
	if req.GetBody == nil {
		return nil, false
	}
	body, err := req.GetBody()
	return body, err == nil && body != nil
}

// buffered returns a request whose content can be sent again, if it is not larger
// than most. Otherwise the content stays what it was. It stops reading, and returns an
// error, if the caller gives up first.
func buffered(req *http.Request, most int64) (*http.Request, error) {
	if rewindable(req) || req.ContentLength > most {
		return req, nil
	}
	var content []byte
	var err error
	read := make(chan struct{})
	go func() {
		defer close(read)
		content, err = io.ReadAll(io.LimitReader(req.Body, plusOne(most)))
	}()
	if gone := await(req, read); gone != nil {
		req.Body.Close() // ends the read as well
		return nil, gone
	}
	copied := *req
	if err != nil || int64(len(content)) > most {
		rest := io.Reader(req.Body)
		if err != nil {
			rest = failing{err}
		}
		copied.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(content), rest), req.Body}
		return &copied, nil
	}
	req.Body.Close()
	copied.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	copied.Body, _ = copied.GetBody()
	if copied.ContentLength <= 0 { // unknown until now
		copied.ContentLength = int64(len(content))
		if len(content) == 0 {
			copied.Body = http.NoBody
		}
	}
	return &copied, nil
}

func plusOne(n int64) int64 { return max(n, n+1) }

// failing is what is left of content that could not be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
