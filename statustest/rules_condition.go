package statustest

import (
	"net/http"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// conditionRules are about conditional requests: 304 and 412.
var conditionRules = []rule{
	{
		name: "304-asked", document: "RFC 9110", section: "15.4.5", level: Must,
		text: "a 304 must be the response to a request that has If-None-Match or If-Modified-Since",
		on:   scope{statuses: statuses{httpstatus.NotModified}},
		breach: func(x *exchange) string {
			return when(x.unasked("If-None-Match", "If-Modified-Since"), "the request has no If-None-Match and no If-Modified-Since")
		},
	},
	{
		name: "304-method", document: "RFC 9110", section: "13.1.2", level: Must,
		text: "a 304 must be a response to GET, HEAD or QUERY; with other methods, a false If-None-Match gives 412",
		on:   scope{statuses: statuses{httpstatus.NotModified}, except: methods{"GET", "HEAD", "QUERY"}, request: true},
		breach: func(x *exchange) string {
			return "the method is " + x.method()
		},
	},
	{
		name: "304-etag", document: "RFC 9110", section: "15.4.5", level: Must,
		text: "a 304 must have the ETag that the 200 would have, which is one of those in If-None-Match",
		on:   scope{statuses: statuses{httpstatus.NotModified}},
		breach: func(x *exchange) string {
			// A 304 says that the representation has one of the entity tags in If-None-Match
			// (13.1.2). Without a tag there, a 304 does not show what the 200 would have.
			asked := x.asked("If-None-Match")
			if len(opaqueTags(asked)) == 0 || x.matches() {
				return ""
			}
			if !x.has("ETag") {
				return "no ETag field"
			}
			return "ETag is " + x.header.Get("ETag") + ", and If-None-Match " + excerpt(asked)
		},
	},
	{
		name: "304-fields", document: "RFC 9110", section: "15.4.5", level: Should,
		text: "a 304 should have no metadata except what guides caches: Cache-Control, Content-Location, Date, ETag, Expires and Vary",
		on:   scope{statuses: statuses{httpstatus.NotModified}},
		breach: func(x *exchange) string {
			// Last-Modified may guide caches (RFC 9111, 4.3.4).
			return x.hasOne("Content-Type", "Content-Encoding", "Content-Language")
		},
	},
	{
		name: "if-none-match", document: "RFC 9110", section: "13.1.2", level: Must,
		text: "the response to GET and HEAD with a false If-None-Match must be 304",
		on: scope{
			statuses: statuses{httpstatus.OK, httpstatus.PartialContent, httpstatus.PreconditionFailed},
			methods:  methods{"GET", "HEAD"}, asked: fields{"If-None-Match"},
		},
		breach: func(x *exchange) string {
			if x.status == httpstatus.PreconditionFailed {
				return when(x.unasked("If", "If-Match", "If-Unmodified-Since"), "the status is 412")
			}
			return when(x.matches(), "ETag "+x.header.Get("ETag")+" is in If-None-Match")
		},
	},
	{
		name: "if-modified-since", document: "RFC 9110", section: "13.1.3", level: Should,
		text: "the response should be 304 if the representation was not modified since If-Modified-Since",
		on:   scope{statuses: statuses{httpstatus.OK, httpstatus.PartialContent}, methods: methods{"GET", "HEAD"}, asked: fields{"If-Modified-Since"}},
		breach: func(x *exchange) string {
			since, err1 := http.ParseTime(x.asked("If-Modified-Since"))
			modified, err2 := http.ParseTime(x.header.Get("Last-Modified"))
			unmodified := err1 == nil && err2 == nil && !modified.After(since)
			return when(unmodified && x.unasked("If-None-Match"), "Last-Modified is "+x.header.Get("Last-Modified"))
		},
	},
	{
		name: "412-asked", document: "RFC 9110", section: "15.5.13", level: Must,
		text: "a 412 must be the response to a request that has a condition in its fields",
		on:   scope{statuses: statuses{httpstatus.PreconditionFailed}, request: true},
		breach: func(x *exchange) string {
			return when(!x.conditional(), "the request has no condition")
		},
	},
}

// matches reports whether the response's ETag is one of those in the request's
// If-None-Match, by weak comparison (RFC 9110, 8.8.3.2).
func (x *exchange) matches() bool {
	own := strings.TrimPrefix(x.header.Get("ETag"), "W/")
	return own != "" && slices.Contains(opaqueTags(x.asked("If-None-Match")), own)
}

// conditional reports whether the request has something that could be a condition.
func (x *exchange) conditional() bool {
	for name := range x.request.Header {
		// If-Match and similar fields, If of WebDAV, and X-Goog-If-Generation-Match.
		if name == "If" || strings.Contains(name, "If-") {
			return true
		}
	}
	if x.request.URL != nil {
		for name := range x.request.URL.Query() {
			if strings.HasPrefix(name, "if") { // ifGenerationMatch of Google Cloud Storage
				return true
			}
		}
	}
	// In WebDAV, Overwrite is a condition on what COPY, MOVE, BIND and REBIND would replace
	// (RFC 4918, 10.6). In tus, the version of the protocol is one, even if it is missing.
	return strings.EqualFold(x.asked("Overwrite"), "F") || !x.unasked("Tus-Resumable") || x.has("Tus-Resumable") || x.has("Tus-Version")
}
