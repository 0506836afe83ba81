package statustest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/httpstatus"
)

// A rule is one sentence of a standard. Where the sections of several statuses say
// the same, its document is "", and the section is that of the status at hand. Its
// breach says what the response has instead, or "" if it keeps the rule or nobody
// can know.
type rule struct {
	name, document, section string
	force                   Force
	text                    string
	breach                  func(*exchange) string
}

// rules is in the order in which breaches are reported: the code, the fields that
// it needs, ranges, conditions, redirects, content, framing.
var rules = []rule{
	// The code.
	{"status-range", "RFC 9110", "15", Must, "a status code must lie from 100 to 599", func(x *exchange) string {
		if x.class() == 0 {
			return strconv.Itoa(int(x.status)) + " is out of range"
		}
		return ""
	}},
	{"registered", "RFC 9110", "15.1", Ought, "a status code ought to be registered", func(x *exchange) string {
		if x.class() != 0 && x.status.Registration() == httpstatus.RegistrationNone {
			return strconv.Itoa(int(x.status)) + " is not registered"
		}
		return ""
	}},
	{"in-use", "", "", Ought, "a status ought to be one in use: 305 is deprecated, 306 and 418 are reserved, 510 is obsoleted in the registry", func(x *exchange) string {
		switch {
		case x.status == httpstatus.UseProxy:
			return "305 is deprecated"
		case x.status.Registration() == httpstatus.RegistrationUnused:
			return strconv.Itoa(int(x.status)) + " is reserved, and unused"
		case x.status.Registration() == httpstatus.RegistrationObsoleted:
			return strconv.Itoa(int(x.status)) + " is obsoleted"
		}
		return ""
	}},
	{"interim-1.0", "RFC 9110", "15.2", Must, "a 1xx must not be sent to an HTTP/1.0 client", func(x *exchange) string {
		return when(x.class() == httpstatus.Informational && x.old, "the request is of HTTP/1.0")
	}},
	{"208-asked", "RFC 5842", "7.1", Should, "a 208 should not be used unless the client signals support by a DAV request field with bind", func(x *exchange) string {
		return when(x.status == httpstatus.AlreadyReported && x.request != nil && !contains(elements(x.asked("DAV")), "bind"), "the request has no DAV: bind")
	}},
	{"226-asked", "RFC 3229", "10.4.1", Must, "a 226 must answer a request that had A-IM", func(x *exchange) string {
		return when(x.status == httpstatus.IMUsed && x.unasked("A-IM"), "the request has no A-IM field")
	}},
	{"226-etag", "RFC 3229", "10.4.1", Must, "a 226 must have the ETag of the current instance", func(x *exchange) string {
		return x.lacks("ETag", httpstatus.IMUsed)
	}},
	{"425-asked", "RFC 8470", "5.2", Should, "a 425 should not be sent unless the request came in early data or with Early-Data: 1", func(x *exchange) string {
		// Go's TLS sends no early data; only over HTTP/3 might the request have been in it.
		return when(x.status == httpstatus.TooEarly && x.major != 3 && x.request != nil && x.asked("Early-Data") != "1", "the request has no Early-Data: 1")
	}},

	// Fields that a status needs.
	{"upgrade", "RFC 9110", "7.8", Must, "a 101 and a 426 must name the protocols in Upgrade", func(x *exchange) string {
		return when(x.oneOf(httpstatus.SwitchingProtocols, httpstatus.UpgradeRequired) && len(x.list("Upgrade")) == 0, "no Upgrade field")
	}},
	{"upgrade-asked", "RFC 9110", "7.8", Must, "a 101 must not switch to a protocol that the client did not name in Upgrade", func(x *exchange) string {
		if x.status != httpstatus.SwitchingProtocols || x.request == nil {
			return ""
		}
		for _, protocol := range x.list("Upgrade") {
			name, _, _ := strings.Cut(protocol, "/")
			if !slices.ContainsFunc(elements(x.asked("Upgrade")), func(p string) bool {
				asked, _, _ := strings.Cut(p, "/")
				return strings.EqualFold(asked, name)
			}) {
				return "the request does not name " + protocol
			}
		}
		return ""
	}},
	{"upgrade-connection", "RFC 9110", "7.8", Must, "whoever sends Upgrade must list it in Connection too", func(x *exchange) string {
		if x.major >= 2 {
			return "" // it has no Connection (RFC 9113, 8.2.2)
		}
		needs := x.has("Upgrade") || x.oneOf(httpstatus.SwitchingProtocols, httpstatus.UpgradeRequired)
		return when(needs && !contains(x.list("Connection"), "upgrade"), "no Connection: upgrade")
	}},
	{"www-authenticate", "RFC 9110", "15.5.2", Must, "a 401 must have WWW-Authenticate with at least one challenge", func(x *exchange) string {
		return when(x.status == httpstatus.Unauthorized && len(x.list("WWW-Authenticate")) == 0, "no challenge in WWW-Authenticate")
	}},
	{"proxy-authenticate", "RFC 9110", "15.5.8", Must, "a 407 must have Proxy-Authenticate with a challenge", func(x *exchange) string {
		return when(x.status == httpstatus.ProxyAuthenticationRequired && len(x.list("Proxy-Authenticate")) == 0, "no challenge in Proxy-Authenticate")
	}},
	{"allow", "RFC 9110", "15.5.6", Must, "a 405 must list in Allow the methods that the resource supports, be there none", func(x *exchange) string {
		return x.lacks("Allow", httpstatus.MethodNotAllowed)
	}},
	{"allow-method", "RFC 9110", "15.5.6", Must, "a 405 must refuse only a method that it does not list in Allow", func(x *exchange) string {
		if x.status == httpstatus.MethodNotAllowed && x.is(x.list("Allow")...) {
			return "Allow lists " + x.method()
		}
		return ""
	}},
	{"accept", "RFC 9110", "15.5.16", Ought, "a 415 ought to say in Accept or Accept-Encoding what would do", func(x *exchange) string {
		return when(x.status == httpstatus.UnsupportedMediaType && !x.has("Accept") && !x.has("Accept-Encoding"), "neither Accept nor Accept-Encoding")
	}},
	{"expect", "RFC 9110", "15.5.18", Must, "a 417 must answer a request that had Expect", func(x *exchange) string {
		return when(x.status == httpstatus.ExpectationFailed && x.unasked("Expect"), "the request has no Expect field")
	}},
	{"blocked-by", "RFC 7725", "4", Should, `a 451 should say who blocks, in a Link with rel="blocked-by"`, func(x *exchange) string {
		return when(x.status == httpstatus.UnavailableForLegalReasons && !blockedBy.MatchString(strings.Join(x.header.Values("Link"), ", ")), `no Link with rel="blocked-by"`)
	}},
	{"retry-after", "RFC 9110", "10.2.3", Must, "Retry-After must be a number of seconds, or a date in the one format that senders may use (5.6.7)", func(x *exchange) string {
		for _, v := range x.header.Values("Retry-After") {
			_, err := httpstatus.ParseRetryAfter(v, time.Now())
			if err != nil || strings.Contains(v, ".") || strings.Contains(v, ":") && !fixdate(v) {
				return "Retry-After is " + excerpt(v)
			}
		}
		return ""
	}},
	{"no-store", "", "", Ought, "428, 429, 431 and 511 must not be stored by a cache, so no field ought to let a cache that does not know them store them (RFC 9111, 3)", func(x *exchange) string {
		if !x.oneOf(httpstatus.PreconditionRequired, httpstatus.TooManyRequests, httpstatus.RequestHeaderFieldsTooLarge, httpstatus.NetworkAuthenticationRequired) {
			return ""
		}
		storable := ""
		for _, d := range x.list("Cache-Control") {
			switch name, _, _ := strings.Cut(strings.ToLower(d), "="); name {
			case "no-store":
				return ""
			case "public", "private", "max-age", "s-maxage":
				storable = "Cache-Control: " + d
			}
		}
		if storable == "" && x.has("Expires") {
			storable = "Expires"
		}
		return when(storable != "", storable+" lets caches store it")
	}},

	// Ranges.
	{"range-asked", "", "", Must, "206 and 416 must answer a request that had Range", func(x *exchange) string {
		return when(x.oneOf(httpstatus.PartialContent, httpstatus.RangeNotSatisfiable) && x.unasked("Range"), "the request has no Range field")
	}},
	{"range-get", "RFC 9110", "14.2", Must, "Range must be ignored with a method for which it is not defined, which is every one but GET", func(x *exchange) string {
		if x.oneOf(httpstatus.PartialContent, httpstatus.RangeNotSatisfiable) && !x.unasked("Range") && x.isNot("GET") {
			return "the method is " + x.method()
		}
		return ""
	}},
	{"content-range", "RFC 9110", "15.3.7.1", Must, "a 206 must have a valid Content-Range, as long as its content, unless it is multipart/byteranges", func(x *exchange) string {
		if x.status != httpstatus.PartialContent || x.multipart() {
			return ""
		}
		value := strings.Join(x.header.Values("Content-Range"), ", ")
		if value == "" {
			return "no Content-Range field"
		}
		return x.wrongRange(value)
	}},
	{"multipart-boundary", "RFC 9110", "15.3.7.2", Must, "multipart/byteranges must have its boundary parameter", func(x *exchange) string {
		return when(x.status == httpstatus.PartialContent && x.multipart() && x.boundary() == "", "Content-Type is "+excerpt(x.header.Get("Content-Type")))
	}},
	{"multipart-range", "RFC 9110", "15.3.7.2", Must, "a 206 with multipart/byteranges must not have a Content-Range of its own", func(x *exchange) string {
		return when(x.status == httpstatus.PartialContent && x.multipart() && x.has("Content-Range"), "it has Content-Range: "+x.header.Get("Content-Range"))
	}},
	{"multipart-parts", "RFC 9110", "15.3.7.2", Must, "each part of multipart/byteranges must have Content-Range", func(x *exchange) string {
		if x.status != httpstatus.PartialContent || !x.multipart() || x.boundary() == "" || x.is("HEAD") {
			return ""
		}
		content, whole := x.begins(limit)
		parts := multipart.NewReader(bytes.NewReader(content), x.boundary())
		for n := 1; ; n++ {
			part, err := parts.NextRawPart()
			if err != nil {
				return when(whole && n == 1, "it has no parts")
			}
			if part.Header.Get("Content-Range") == "" {
				return fmt.Sprintf("part %d has none", n)
			}
		}
	}},
	{"multipart-asked", "RFC 9110", "15.3.7.2", Must, "a request for a single range must not be answered with multipart/byteranges", func(x *exchange) string {
		asked := x.asked("Range")
		return when(x.status == httpstatus.PartialContent && x.multipart() && asked != "" && len(elements(asked)) < 2, "the request has Range: "+asked)
	}},
	{"if-range", "RFC 9110", "15.3.7", Should, "a 206 to a request with If-Range should not repeat the fields of the representation that it need not have", func(x *exchange) string {
		if x.status != httpstatus.PartialContent || x.multipart() || x.asked("If-Range") == "" {
			return ""
		}
		// Content-Type would be one more, but 8.3 wants it wherever there is content.
		return x.hasOne("Content-Encoding", "Content-Language", "Last-Modified")
	}},
	{"416-length", "", "", Should, "a 416 to a byte-range request should say the length, as in Content-Range: bytes */1234", func(x *exchange) string {
		// A unit other than bytes has a form of its own; an unknown request is taken for one in bytes.
		unit, _, _ := strings.Cut(x.asked("Range"), "=")
		if x.status != httpstatus.RangeNotSatisfiable || unit != "" && !strings.EqualFold(unit, "bytes") {
			return ""
		}
		value := x.header.Get("Content-Range")
		return when(!unsatisfied.MatchString(value), "Content-Range is "+excerpt(value))
	}},

	// Conditions.
	{"304-asked", "RFC 9110", "15.4.5", Must, "a 304 must answer a request that had If-None-Match or If-Modified-Since", func(x *exchange) string {
		return when(x.status == httpstatus.NotModified && x.unasked("If-None-Match", "If-Modified-Since"), "the request has neither")
	}},
	{"304-method", "RFC 9110", "13.1.2", Must, "a 304 must answer GET or HEAD only; a false If-None-Match is 412 with other methods", func(x *exchange) string {
		if x.status == httpstatus.NotModified && x.isNot("GET", "HEAD") {
			return "the method is " + x.method()
		}
		return ""
	}},
	{"304-etag", "RFC 9110", "15.4.5", Must, "a 304 must have the ETag that the 200 would have had, and so one of those in If-None-Match", func(x *exchange) string {
		// With an entity tag in If-None-Match, a 304 says that the representation has that
		// tag (13.1.2). Of other validators, and of "*", nobody can know what a 200 has.
		asked := x.asked("If-None-Match")
		if x.status != httpstatus.NotModified || !entityTag.MatchString(asked) || x.matches() {
			return ""
		}
		if !x.has("ETag") {
			return "no ETag field"
		}
		return "ETag is " + x.header.Get("ETag") + ", and If-None-Match " + excerpt(asked)
	}},
	{"304-fields", "RFC 9110", "15.4.5", Should, "a 304 should not have other metadata than guides caches: Content-Location, Date, ETag, Vary, Cache-Control, Expires", func(x *exchange) string {
		// Last-Modified may be there for caches (RFC 9111, 4.3.4), so it is let pass.
		if x.status != httpstatus.NotModified {
			return ""
		}
		return x.hasOne("Content-Type", "Content-Encoding", "Content-Language")
	}},
	{"if-none-match", "RFC 9110", "13.1.2", Must, "a false If-None-Match must be answered with 304 to GET and HEAD", func(x *exchange) string {
		if !x.is("GET", "HEAD") || x.asked("If-None-Match") == "" {
			return ""
		}
		if x.status == httpstatus.PreconditionFailed && x.unasked("If", "If-Match", "If-Unmodified-Since") {
			return "it is 412"
		}
		return when(x.oneOf(httpstatus.OK, httpstatus.PartialContent) && x.matches(), "ETag "+x.header.Get("ETag")+" is in If-None-Match")
	}},
	{"if-modified-since", "RFC 9110", "13.1.3", Should, "a representation not modified since If-Modified-Since should be answered with 304", func(x *exchange) string {
		if !x.oneOf(httpstatus.OK, httpstatus.PartialContent) || !x.is("GET", "HEAD") || !x.unasked("If-None-Match") {
			return ""
		}
		since, err := http.ParseTime(x.asked("If-Modified-Since"))
		modified, errModified := http.ParseTime(x.header.Get("Last-Modified"))
		return when(err == nil && errModified == nil && !modified.After(since), "Last-Modified is "+x.header.Get("Last-Modified"))
	}},
	{"412-asked", "RFC 9110", "15.5.13", Must, "a 412 must answer a request that had a condition in its fields", func(x *exchange) string {
		if x.status != httpstatus.PreconditionFailed || x.request == nil {
			return ""
		}
		for name := range x.request.Header {
			// If-Match and its like, WebDAV's If, and other people's: X-Goog-If-Generation-Match.
			if name == "If" || strings.Contains(name, "If-") {
				return ""
			}
		}
		return "the request has none"
	}},

	// Redirects and Location.
	{"location", "", "", Should, "301, 302, 307 and 308 should say in Location where to go", func(x *exchange) string {
		return x.lacks("Location", httpstatus.MovedPermanently, httpstatus.Found, httpstatus.TemporaryRedirect, httpstatus.PermanentRedirect)
	}},
	{"303-location", "RFC 9110", "15.4.4", Ought, "a 303 ought to say in Location where the answer is", func(x *exchange) string {
		return x.lacks("Location", httpstatus.SeeOther)
	}},
	{"location-uri", "RFC 9110", "10.2.2", Must, "Location must be a URI reference", func(x *exchange) string {
		for _, v := range x.header.Values("Location") {
			if !uriReference(v) {
				return "Location is " + excerpt(v)
			}
		}
		return ""
	}},
	{"201-fragment", "RFC 9110", "10.2.2", Ought, "the Location of a 201 is supposed to be specific to what was created, so it ought to have no fragment", func(x *exchange) string {
		return when(x.status == httpstatus.Created && strings.Contains(x.header.Get("Location"), "#"), "Location is "+excerpt(x.header.Get("Location")))
	}},
	{"300-content", "RFC 9110", "15.4.1", Should, "a 300 should list the choices in its content", func(x *exchange) string {
		return when(x.status == httpstatus.MultipleChoices && x.isNot("HEAD") && x.empty(), "no content")
	}},

	// Content and what describes it.
	{"no-content", "RFC 9110", "6.4.1", Must, "1xx, 204 and 304 must not have content; they end with the header section", func(x *exchange) string {
		return when(x.endsWithHeader() && x.hasContent(), x.start())
	}},
	{"205-content", "RFC 9110", "15.3.6", Must, "a 205 must not have content", func(x *exchange) string {
		if x.status != httpstatus.ResetContent {
			return ""
		}
		if n, _ := strconv.Atoi(x.header.Get("Content-Length")); n > 0 && x.isNot("HEAD") {
			return "Content-Length is " + x.header.Get("Content-Length")
		}
		return when(x.hasContent(), x.start())
	}},
	{"head-content", "RFC 9110", "9.3.2", Must, "the answer to HEAD must not have content", func(x *exchange) string {
		return when(x.is("HEAD") && !x.endsWithHeader() && x.status != httpstatus.ResetContent && x.hasContent(), x.start())
	}},
	{"content-type", "RFC 9110", "8.3", Should, "content should have a Content-Type, unless its type is not known", func(x *exchange) string {
		// Without a request, the response was recorded or made by hand: net/http adds
		// Content-Type later. To If-Range, 15.3.7 would rather have it left out.
		if x.request == nil || x.is("HEAD") || x.asked("If-Range") != "" || x.has("Content-Type") || !x.status.AllowsContent() {
			return ""
		}
		return when(x.hasContent(), "no Content-Type field")
	}},
	{"client-error", "RFC 9110", "15.5", Should, "a 4xx should explain the error in its content, but to HEAD", func(x *exchange) string {
		return when(x.class() == httpstatus.ClientError && x.unexplained(), "no content")
	}},
	{"server-error", "RFC 9110", "15.6", Should, "a 5xx should explain the error in its content, but to HEAD", func(x *exchange) string {
		return when(x.class() == httpstatus.ServerError && x.unexplained(), "no content")
	}},
	{"multistatus", "RFC 4918", "13", Ought, "a 207 ought to have an XML document with the root multistatus, for nothing else tells what happened", func(x *exchange) string {
		return x.otherRoot(httpstatus.MultiStatus, "multistatus")
	}},
	{"423-condition", "RFC 4918", "11.3", Should, "a 423 should say in an XML document with the root error which condition failed, such as lock-token-submitted", func(x *exchange) string {
		return x.otherRoot(httpstatus.Locked, "error")
	}},
	{"problem-status", "RFC 9457", "3.1.2", Must, "the status member of a problem document must be the status of the response", func(x *exchange) string {
		if x.mediaType() != "application/problem+json" || x.is("HEAD") {
			return ""
		}
		content, _ := x.begins(limit)
		var problem map[string]json.RawMessage
		if json.Unmarshal(content, &problem) != nil {
			return ""
		}
		// What is no number is to be ignored (3.1).
		status, err := strconv.ParseFloat(string(problem["status"]), 64)
		return when(err == nil && status != float64(x.status), "the status member is "+string(problem["status"]))
	}},
	{"date", "RFC 9110", "6.6.1", Must, "an origin server with a clock must send Date with 2xx, 3xx and 4xx", func(x *exchange) string {
		// As with Content-Type.
		if x.request == nil || x.class() < httpstatus.Successful || x.class() > httpstatus.ClientError || fixdate(x.header.Get("Date")) {
			return ""
		}
		return "Date is " + excerpt(x.header.Get("Date"))
	}},
	{"singleton", "RFC 9110", "5.3", Must, "a field that is no list must not come twice", func(x *exchange) string {
		for _, name := range []string{"Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date", "ETag", "Expires", "Last-Modified", "Location", "Retry-After"} {
			if n := len(x.header.Values(name)); n > 1 {
				return fmt.Sprintf("%s comes %d times", name, n)
			}
		}
		return ""
	}},

	// Framing.
	{"content-length", "RFC 9110", "8.6", Must, "Content-Length must be a number in decimal digits", func(x *exchange) string {
		for _, v := range x.header.Values("Content-Length") {
			if v == "" || strings.Trim(v, "0123456789") != "" {
				return "Content-Length is " + excerpt(v)
			}
		}
		return ""
	}},
	{"no-content-length", "RFC 9110", "8.6", Must, "1xx, 204, and 2xx to CONNECT must not have Content-Length, be it 0", func(x *exchange) string {
		without := x.class() == httpstatus.Informational || x.status == httpstatus.NoContent || x.connected()
		return when(without && x.has("Content-Length"), "Content-Length is "+x.header.Get("Content-Length"))
	}},
	{"no-transfer-encoding", "RFC 9112", "6.1", Must, "1xx, 204, and 2xx to CONNECT must not have Transfer-Encoding", func(x *exchange) string {
		without := x.class() == httpstatus.Informational || x.status == httpstatus.NoContent || x.connected()
		return when(without && x.has("Transfer-Encoding"), "Transfer-Encoding is "+x.header.Get("Transfer-Encoding"))
	}},
	{"transfer-encoding-1.0", "RFC 9112", "6.1", Must, "Transfer-Encoding must not be sent to an HTTP/1.0 client", func(x *exchange) string {
		return when(x.old && x.has("Transfer-Encoding"), "Transfer-Encoding is "+x.header.Get("Transfer-Encoding"))
	}},
	{"one-length", "RFC 9112", "6.2", Must, "a message must not have both Transfer-Encoding and Content-Length", func(x *exchange) string {
		return when(x.has("Transfer-Encoding") && x.has("Content-Length"), "it has both")
	}},

	// What only the bytes show, and so only CheckRaw sees.
	{"status-line", "RFC 9112", "4", Must, "the first line must be HTTP-version SP 3DIGIT SP [reason-phrase], with the second space even if no phrase follows", func(x *exchange) string { return x.syntax.statusLine }},
	{"line-end", "RFC 9112", "2.1", Must, "lines must end in CR LF", func(x *exchange) string { return x.syntax.lineEnd }},
	{"field-line", "RFC 9112", "5", Must, "a field line must be a token, a colon at once, and a value without control characters", func(x *exchange) string { return x.syntax.fieldLine }},
	{"folding", "RFC 9112", "5.2", Must, "a field line must not be folded, nor the first begin with white space", func(x *exchange) string { return x.syntax.fold }},
	{"chunked", "RFC 9112", "7.1", Must, "chunked content must be chunks, a last chunk of length 0, and an end", func(x *exchange) string { return x.syntax.chunks }},
	{"complete", "RFC 9112", "6.3", Must, "a response must be as long as it says", func(x *exchange) string { return x.syntax.complete }},
	{"one-response", "RFC 9110", "15", Must, "a request must have exactly one final response, and nothing after it", func(x *exchange) string { return x.syntax.surplus }},
	{"delimited", "RFC 9112", "6.3", Should, "content should be delimited by a length or by chunks wherever possible, as it is to an HTTP/1.1 client", func(x *exchange) string { return x.syntax.delimited }},
}

func when(broken bool, found string) string {
	if broken {
		return found
	}
	return ""
}

func contains(list []string, token string) bool {
	return slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(t, token) })
}

// lacks is the breach of not having a field with certain statuses.
func (x *exchange) lacks(field string, with ...httpstatus.Status) string {
	return when(x.oneOf(with...) && !x.has(field), "no "+field+" field")
}

// hasOne is the breach of having any of the fields.
func (x *exchange) hasOne(fields ...string) string {
	for _, f := range fields {
		if x.has(f) {
			return "it has " + f
		}
	}
	return ""
}

// start quotes how the content begins.
func (x *exchange) start() string {
	b, _ := x.begins(20)
	return "there is content: " + excerpt(string(b))
}

func (x *exchange) unexplained() bool {
	return x.isNot("HEAD") && x.empty()
}

func (x *exchange) mediaType() string {
	t, _, _ := strings.Cut(x.header.Get("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}

func (x *exchange) multipart() bool { return x.mediaType() == "multipart/byteranges" }

func (x *exchange) boundary() string {
	_, parameters, _ := mime.ParseMediaType(x.header.Get("Content-Type"))
	return parameters["boundary"]
}

var (
	byteRange   = regexp.MustCompile(`(?i)^bytes ([0-9]+)-([0-9]+)/([0-9]+|\*)$`)
	unsatisfied = regexp.MustCompile(`(?i)^bytes \*/[0-9]+$`)
	blockedBy   = regexp.MustCompile(`(?i);\s*rel\s*=\s*(blocked-by\s*([;,]|$)|"([^"]*\s)?blocked-by(\s[^"]*)?")`)
	uriBytes    = regexp.MustCompile(`^([A-Za-z0-9._~:/?@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*(#([A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?$`)
)

// wrongRange is what is wrong with the Content-Range of a single part.
func (x *exchange) wrongRange(value string) string {
	if unit, _, ok := strings.Cut(value, " "); ok && !strings.EqualFold(unit, "bytes") {
		return "" // other units have other forms
	}
	parts := byteRange.FindStringSubmatch(value)
	if parts == nil {
		return "Content-Range is " + excerpt(value)
	}
	first, err1 := strconv.ParseUint(parts[1], 10, 64)
	last, err2 := strconv.ParseUint(parts[2], 10, 64)
	complete, err3 := strconv.ParseUint(parts[3], 10, 64)
	if err1 != nil || err2 != nil || last < first || err3 == nil && complete <= last {
		return "Content-Range is " + excerpt(value)
	}
	length := x.header.Get("Content-Length")
	if n, err := strconv.ParseUint(length, 10, 64); err == nil && n != last-first+1 {
		return "Content-Range is " + excerpt(value) + ", and Content-Length " + length
	}
	return ""
}

// uriReference reports whether the value is a URI-reference of RFC 3986. Package
// url alone lets through what a URI must escape.
func uriReference(value string) bool {
	u, err := url.Parse(value)
	if err != nil || !uriBytes.MatchString(value) {
		return false
	}
	return !strings.ContainsAny(value, "[]") || strings.Contains(u.Host, "[") && strings.Count(value, "[")+strings.Count(value, "]") == 2
}

// fixdate reports whether the value is a date as senders must write it (RFC 9110, 5.6.7).
func fixdate(value string) bool {
	_, err := time.Parse(http.TimeFormat, value)
	return err == nil && len(value) == len(http.TimeFormat)
}

// otherRoot is the breach of not having, with a status, the XML document of WebDAV
// that has a certain root.
func (x *exchange) otherRoot(status httpstatus.Status, local string) string {
	if x.status != status || x.is("HEAD") {
		return ""
	}
	if t := x.mediaType(); t != "text/xml" && t != "application/xml" && !strings.HasSuffix(t, "+xml") {
		return "Content-Type is " + excerpt(x.header.Get("Content-Type"))
	}
	content, whole := x.begins(limit)
	root := rootOf(content)
	return when(root != xml.Name{Space: "DAV:", Local: local} && (whole || root.Local != ""), "the root is "+excerpt(root.Local))
}

// rootOf returns the name of an XML document's root, or nothing.
func rootOf(content []byte) xml.Name {
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names are ASCII
	for {
		token, err := d.Token()
		if err != nil {
			return xml.Name{}
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name
		}
	}
}
