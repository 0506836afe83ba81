package statustest

import (
	"errors"
	"io"
	"net/http"

	"example.com/httpstatus"
)

// Check returns a [Breach] for each rule that the response breaks, joined, or nil.
// The request is the response's Request, which net/http's client sets.
//
// Call Check before you read the body. If a rule for this status is about the
// content, Check reads ahead, one byte or at most 64 KiB, waits for those bytes,
// and replaces Body by one from which everything can still be read. Otherwise, and
// always with text/event-stream, it does not touch Body. What a test has already
// read is not reported as missing. A response that streams is better watched by
// [Transport].
//
// The Result of an httptest.ResponseRecorder is not what net/http sends: nothing
// was removed or added yet. The same is true of a response that a test made by
// hand. Check takes them as they are, and asks for neither Date nor Content-Type.
// [Handler] finds out what is really sent.
func Check(resp *http.Response) error {
	x := received(resp, resp.Request)
	if resp.Body == nil || resp.Body == http.NoBody {
		x.content.whole = true
	} else if !x.tunnels() && !x.streams() {
		x.content.body = resp.Body
		x.content.declared = x.contentLength()
		// net/http says -1 if the length is not known. A response that says nothing at all
		// was made by hand, for this test.
		x.content.fresh = resp.ContentLength == 0 && !x.has("Content-Length")
	}
	err := errors.Join(x.breaches()...)
	if ahead := x.content.ahead; ahead != nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{ahead, resp.Body}
	}
	return err
}

// received is a response as net/http hands it over, with its content not yet known.
func received(resp *http.Response, request *http.Request) *exchange {
	x := newExchange(request, resp.ProtoMajor)
	x.status = httpstatus.Status(resp.StatusCode)
	x.header = resp.Header.Clone()
	if x.header == nil {
		x.header = http.Header{}
	}
	if len(resp.TransferEncoding) > 0 {
		x.header["Transfer-Encoding"] = resp.TransferEncoding // net/http moves it out of Header
	}
	x.trailer = resp.Trailer
	x.decoded = resp.Uncompressed
	x.recorded = resp.Request == nil || resp.ProtoMajor == 0
	x.plain = x.plain && resp.TLS == nil
	return x
}
