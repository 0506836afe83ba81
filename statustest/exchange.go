package statustest

import (
	"bufio"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus"
)

// An exchange is a response, and its request if that is known. The rules look at it.
type exchange struct {
	request  *http.Request // nil if it is not known
	status   httpstatus.Status
	major    int         // the major version of HTTP that the response came with, 1 if it is not known
	old      bool        // the request came from an HTTP/1.0 client
	plain    bool        // the response came without TLS, as far as the client knows
	brief    bool        // the header section is enough
	live     bool        // the response comes from a server, and may never end
	interim  bool        // another response follows
	recorded bool        // net/http has not added Date and Content-Type
	decoded  bool        // net/http has undone a content coding, and removed its fields
	header   http.Header // with Transfer-Encoding in it
	trailer  http.Header // as far as it is known
	content  content
	size     int64 // the length of the content, or -1 if it is not known
	syntax   syntax
}

// newExchange returns an exchange with what is known before the response: the request,
// which may be nil, and the version of HTTP.
func newExchange(request *http.Request, major int) *exchange {
	x := &exchange{major: max(major, 1), size: -1}
	if request != nil {
		x.request = request.WithContext(request.Context()) // a copy
		x.request.Header = canonical(request.Header)
		x.old = request.ProtoMajor == 1 && request.ProtoMinor == 0
		x.plain = request.TLS == nil && request.URL != nil && request.URL.Scheme == "http"
	}
	return x
}

// canonical returns a copy of header with canonical names. A test may have written others,
// as in http.Header{"ETag": {"x"}}, which Header.Get does not find.
func canonical(header http.Header) http.Header {
	c := http.Header{}
	for name, values := range header {
		name = http.CanonicalHeaderKey(name)
		c[name] = append(c[name], values...)
	}
	return c
}

// method returns the request's method; "" is GET, as in net/http.
func (x *exchange) method() string {
	if x.request.Method == "" {
		return "GET"
	}
	return x.request.Method
}

// target returns the request's target as it is on the wire.
func (x *exchange) target() string {
	switch q := x.request; {
	case q.Method == "CONNECT" && q.URL.Path == "" && q.Host != "":
		return q.Host
	case q.Method == "CONNECT" && q.URL.Path == "" && q.URL.Host != "":
		return q.URL.Host
	default:
		return q.URL.RequestURI()
	}
}

// requestLine returns the method and the target for a report, or "" if the request is
// not known. A test may have a target of any length, so it is cut.
func (x *exchange) requestLine() string {
	if x.request == nil || x.request.URL == nil {
		return ""
	}
	line := x.method() + " " + x.target()
	return line[:min(len(line), 200)]
}

// is reports whether the request is known to have one of the methods.
func (x *exchange) is(methods ...string) bool {
	return x.request != nil && slices.Contains(methods, x.method())
}

// asked returns a field of the request, or "" if it is not known.
func (x *exchange) asked(field string) string {
	if x.request == nil {
		return ""
	}
	return strings.Join(x.request.Header.Values(field), ", ")
}

// unasked reports whether the request is known to have none of the fields.
func (x *exchange) unasked(fields ...string) bool {
	return x.request != nil && !slices.ContainsFunc(fields, func(f string) bool { return len(x.request.Header.Values(f)) > 0 })
}

func (x *exchange) class() httpstatus.Class { return x.status.Class() }

// has reports whether the response has the field. Its value may be empty.
func (x *exchange) has(field string) bool { return len(x.header.Values(field)) > 0 }

// value returns the values of a field of the response, joined as one list.
func (x *exchange) value(field string) string { return strings.Join(x.header.Values(field), ", ") }

// list returns the elements of a field that is a list.
func (x *exchange) list(field string) []string { return elements(x.value(field)) }

// endsWithHeader reports whether responses with this status have nothing after their
// header section.
func (x *exchange) endsWithHeader() bool {
	return x.class() == httpstatus.Informational || x.status == httpstatus.NoContent || x.status == httpstatus.NotModified
}

// tunnels reports whether another protocol follows the header section.
func (x *exchange) tunnels() bool {
	return x.status == httpstatus.SwitchingProtocols || x.connected()
}

// connected reports whether a CONNECT succeeded.
func (x *exchange) connected() bool {
	return x.is("CONNECT") && x.class() == httpstatus.Successful
}

// contentLength returns what Content-Length says, or -1.
func (x *exchange) contentLength() int64 {
	n, err := strconv.ParseInt(x.value("Content-Length"), 10, 64)
	if err != nil || n < 0 || x.has("Transfer-Encoding") {
		return -1
	}
	return n
}

// coded reports whether the bytes of the content are not those of its media type, for
// example because they are compressed.
func (x *exchange) coded() bool {
	isCoding := func(c string) bool { return !strings.EqualFold(c, "identity") }
	return x.transferCoded() || slices.ContainsFunc(x.list("Content-Encoding"), isCoding)
}

// transferCoded reports whether the content has a transfer coding besides chunked,
// which this package does not undo.
func (x *exchange) transferCoded() bool {
	isCoding := func(c string) bool { return !strings.EqualFold(c, "chunked") }
	return slices.ContainsFunc(x.list("Transfer-Encoding"), isCoding)
}

func (x *exchange) mediaType() string {
	t, _, _ := strings.Cut(x.header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// streams reports whether the content is a stream of events, which may never end.
func (x *exchange) streams() bool { return x.mediaType() == "text/event-stream" }

func (x *exchange) multipart() bool { return x.mediaType() == "multipart/byteranges" }

func (x *exchange) boundary() string {
	_, parameters, _ := mime.ParseMediaType(x.header.Get("Content-Type"))
	return parameters["boundary"]
}

// hasContent reports whether there is certainly content.
func (x *exchange) hasContent() bool {
	if x.content.body != nil && x.content.declared > 0 {
		return true
	}
	b, _ := x.content.begins(1)
	return len(b) > 0
}

// empty reports whether there is certainly no content.
func (x *exchange) empty() bool {
	if x.content.body != nil && !x.content.fresh && x.content.declared != 0 {
		return false // the length says so, without reading
	}
	b, whole := x.content.begins(1)
	return whole && len(b) == 0
}

// limit is how much of the content the rules look at.
const limit = 64 << 10

// content is the content of a response, as far as it is known: either its beginning, or a
// body that is read when a rule needs it. The zero value knows nothing.
type content struct {
	seen  []byte // its first bytes
	whole bool   // seen is the whole content

	// If body is not fresh, the test may have read some of it. Then its first byte may not
	// be the first of the content, and its end does not show how long the content was.
	body     io.Reader
	fresh    bool
	declared int64 // the length that Content-Length declares, or -1
	ahead    *bufio.Reader
}

// begins returns at most n of the first bytes that are left, and whether they are
// certainly the whole content. n is at most limit.
func (c *content) begins(n int) (b []byte, whole bool) {
	if c.body == nil {
		return c.seen[:min(n, len(c.seen))], c.whole && len(c.seen) <= n
	}
	if c.ahead == nil {
		c.ahead = bufio.NewReaderSize(c.body, limit)
	}
	b, err := c.ahead.Peek(n)
	return b, err == io.EOF && (c.fresh || int64(len(b)) == c.declared)
}

// unread reports whether certainly nobody has read any of the content. To find out, it
// reads the content to its declared length.
func (c *content) unread() bool {
	if c.body == nil || c.fresh {
		return true
	}
	if c.declared < 1 || c.declared > limit {
		return false
	}
	b, _ := c.begins(int(c.declared))
	return int64(len(b)) == c.declared
}
