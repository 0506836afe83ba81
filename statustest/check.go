package statustest

import (
	"errors"
	"io"
	"net/http"

	"example.com/httpstatus"
)

// Check returns a [Breach] for each rule that the response breaks, joined, or nil. It
// takes the request from resp.Request, which net/http's client sets.
//
// Call Check before you read the body. If a rule for this status is about the content,
// Check waits for the first bytes of it, at most 64 KiB, and replaces Body by a reader
// that returns the whole content. Otherwise Check leaves Body alone. It never reads
// text/event-stream. If you have read the content before, Check does not report it as
// missing. [Transport] is better for responses that stream.
//
// A response that a test made by hand, and the Result of an httptest.ResponseRecorder,
// are not what net/http sends. For example, they may have no Date, which net/http adds,
// and content after a 204, which net/http removes. If resp has no Request or no
// ProtoMajor, Check does not require Date and Content-Type. It checks everything else as
// it is. [Handler] checks what net/http really sends.
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

// received returns the exchange for a response of net/http. Its content is not known yet.
func received(resp *http.Response, request *http.Request) *exchange {
	x := newExchange(request, resp.ProtoMajor)
	x.status = httpstatus.Status(resp.StatusCode)
	x.header = canonical(resp.Header)
	if len(resp.TransferEncoding) > 0 {
		x.header["Transfer-Encoding"] = resp.TransferEncoding // net/http moves it out of Header
	}
	x.trailer = canonical(resp.Trailer)
	x.decoded = resp.Uncompressed
	x.recorded = resp.Request == nil || resp.ProtoMajor == 0
	x.plain = x.plain && resp.TLS == nil
	return x
}
