package statustest

import (
	"slices"
	"strings"

	"example.com/httpstatus"
)

// framingRules are about the length of a message, and about its syntax.
var framingRules = []rule{
	{
		name: "content-length", document: "RFC 9110", section: "8.6", level: Must,
		text: "Content-Length must be a number in decimal digits",
		breach: func(x *exchange) string {
			return x.wrong("Content-Length", digits)
		},
	},
	{
		name: "no-content-length", document: "RFC 9110", section: "8.6", level: Must,
		text: "1xx, 204 and 2xx-to-CONNECT responses must not have Content-Length, not even 0",
		on: scope{
			statuses: statuses{httpstatus.NoContent}, classes: classes{httpstatus.Informational}, fields: fields{"Content-Length"},
			or: &scope{classes: classes{httpstatus.Successful}, methods: methods{"CONNECT"}, fields: fields{"Content-Length"}},
		},
		breach: func(x *exchange) string {
			return "Content-Length is " + x.header.Get("Content-Length")
		},
	},
	{
		name: "no-transfer-encoding", document: "RFC 9112", section: "6.1", level: Must,
		text: "1xx, 204 and 2xx-to-CONNECT responses must not have Transfer-Encoding",
		on: scope{
			statuses: statuses{httpstatus.NoContent}, classes: classes{httpstatus.Informational}, fields: fields{"Transfer-Encoding"},
			or: &scope{classes: classes{httpstatus.Successful}, methods: methods{"CONNECT"}, fields: fields{"Transfer-Encoding"}},
		},
		breach: func(x *exchange) string {
			return "Transfer-Encoding is " + x.header.Get("Transfer-Encoding")
		},
	},
	{
		name: "transfer-encoding-1.0", document: "RFC 9112", section: "6.1", level: Must,
		text: "Transfer-Encoding must not be sent to an HTTP/1.0 client",
		on:   scope{fields: fields{"Transfer-Encoding"}},
		breach: func(x *exchange) string {
			return when(x.old, "Transfer-Encoding is "+x.header.Get("Transfer-Encoding"))
		},
	},
	{
		name: "one-length", document: "RFC 9112", section: "6.2", level: Must,
		text: "a message must not have both Transfer-Encoding and Content-Length",
		on:   scope{fields: fields{"Transfer-Encoding"}},
		breach: func(x *exchange) string {
			return when(x.has("Content-Length"), "it has Transfer-Encoding and Content-Length")
		},
	},
	{
		name: "chunked-once", document: "RFC 9112", section: "6.1", level: Must,
		text: "content must not be chunked more than once",
		on:   scope{fields: fields{"Transfer-Encoding"}},
		breach: func(x *exchange) string {
			codings := x.list("Transfer-Encoding")
			i := slices.IndexFunc(codings, func(c string) bool { return strings.EqualFold(c, "chunked") })
			return when(i >= 0 && contains(codings[i+1:], "chunked"), "Transfer-Encoding is "+excerpt(x.value("Transfer-Encoding")))
		},
	},
	{
		name: "trailer", document: "RFC 9110", section: "6.5.1", level: Must,
		text: "a trailer section must not have a field whose definition does not allow it, such as one that is needed before the content",
		breach: func(x *exchange) string {
			for _, name := range [...]string{
				"Age", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Location",
				"Content-Range", "Content-Type", "Date", "Expires", "Host", "Keep-Alive", "Location", "Proxy-Authenticate",
				"Retry-After", "Set-Cookie", "Strict-Transport-Security", "Trailer", "Transfer-Encoding", "Upgrade", "Vary",
				"WWW-Authenticate",
			} {
				if len(x.trailer.Values(name)) > 0 { // a field that is only announced has no value yet
					return "it has " + name
				}
			}
			return ""
		},
	},

	// The rules that follow need the bytes of a message, which only CheckRaw and Handler
	// see.
	{
		name: "status-line", document: "RFC 9112", section: "4", level: Must,
		text:   "the first line must be HTTP-version SP 3DIGIT SP [reason-phrase], with the second space even if no phrase follows",
		breach: func(x *exchange) string { return x.syntax.statusLine },
	},
	{
		name: "line-end", document: "RFC 9112", section: "2.1", level: Must,
		text:   "lines must end in CR LF",
		breach: func(x *exchange) string { return x.syntax.lineEnd },
	},
	{
		name: "field-line", document: "RFC 9112", section: "5", level: Must,
		text:   "a field line must be a token, a colon without space before it, and a value without control characters",
		breach: func(x *exchange) string { return x.syntax.fieldLine },
	},
	{
		name: "folding", document: "RFC 9112", section: "5.2", level: Must,
		text:   "a field line must not be folded, and the first must not begin with white space",
		breach: func(x *exchange) string { return x.syntax.fold },
	},
	{
		name: "chunked", document: "RFC 9112", section: "7.1", level: Must,
		text:   "chunked content must consist of chunks, a last chunk of length 0, and an end",
		breach: func(x *exchange) string { return x.syntax.chunks },
	},
	{
		name: "complete", document: "RFC 9112", section: "6.3", level: Must,
		text:   "a response must be as long as it says",
		breach: func(x *exchange) string { return x.syntax.complete },
	},
	{
		name: "one-response", document: "RFC 9110", section: "15", level: Must,
		text:   "a request must have exactly one final response, and nothing after it",
		breach: func(x *exchange) string { return x.syntax.surplus },
	},
	{
		name: "delimited", document: "RFC 9112", section: "6.3", level: Should,
		text:   "content for an HTTP/1.1 client should have a Content-Length or be chunked",
		breach: func(x *exchange) string { return x.syntax.delimited },
	},
}
