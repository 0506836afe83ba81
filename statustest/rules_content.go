package statustest

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"example.com/httpstatus"
)

// contentRules are about the content and what describes it.
var contentRules = []rule{
	{
		name: "no-content", document: "RFC 9110", section: "6.4.1", level: Must,
		text: "1xx, 204 and 304 responses must not have content; they end with the header section",
		on:   scope{statuses: statuses{httpstatus.NoContent, httpstatus.NotModified}, classes: classes{httpstatus.Informational}},
		breach: func(x *exchange) string {
			return x.start()
		},
	},
	{
		name: "205-content", document: "RFC 9110", section: "15.3.6", level: Must,
		text: "a 205 must not have content",
		on:   scope{statuses: statuses{httpstatus.ResetContent}},
		breach: func(x *exchange) string {
			if x.request != nil && !x.is("HEAD") && x.contentLength() > 0 {
				return "Content-Length is " + x.header.Get("Content-Length")
			}
			return x.start()
		},
	},
	{
		name: "head-content", document: "RFC 9110", section: "9.3.2", level: Must,
		text: "the response to HEAD must not have content",
		on:   scope{methods: methods{"HEAD"}},
		breach: func(x *exchange) string {
			if x.endsWithHeader() || x.status == httpstatus.ResetContent {
				return "" // other rules say so
			}
			return x.start()
		},
	},
	{
		name: "content-type", document: "RFC 9110", section: "8.3", level: Should,
		text: "content should have a Content-Type, unless its type is not known",
		on:   scope{except: methods{"HEAD"}, request: true},
		breach: func(x *exchange) string {
			// In response to If-Range, a 206 need not repeat it (15.3.7).
			if x.recorded || x.asked("If-Range") != "" || x.has("Content-Type") || !x.status.AllowsContent() {
				return ""
			}
			return when(x.hasContent(), "no Content-Type field")
		},
	},
	{
		name: "media-type", document: "RFC 9110", section: "8.3.1", level: Must,
		text: "Content-Type must be a media type with its parameters, as in text/html; charset=utf-8",
		breach: func(x *exchange) string {
			return x.wrong("Content-Type", mediaType)
		},
	},
	{
		name: "identity", document: "RFC 9110", section: "8.4", level: Should,
		text: "Content-Encoding should not say identity",
		on:   scope{fields: fields{"Content-Encoding"}},
		breach: func(x *exchange) string {
			return when(contains(x.list("Content-Encoding"), "identity"), "Content-Encoding is "+excerpt(x.value("Content-Encoding")))
		},
	},
	{
		name: "gzip", document: "RFC 9110", section: "8.4.1.3", level: Must,
		text: "content with Content-Encoding: gzip must be in the gzip format, which begins with the bytes 1f 8b",
		on:   scope{fields: fields{"Content-Encoding"}, except: methods{"HEAD"}},
		breach: func(x *exchange) string {
			codings := x.list("Content-Encoding")
			last := codings[max(len(codings)-1, 0):] // the one that was applied last
			if !contains(last, "gzip") && !contains(last, "x-gzip") {
				return ""
			}
			// The content of a 206 may begin anywhere in the representation.
			if x.status == httpstatus.PartialContent || x.decoded || x.transferCoded() || !x.content.unread() {
				return ""
			}
			b, whole := x.content.begins(2)
			if b := string(b); b == "" || b == "\x1f\x8b" || b == "\x1f" && !whole {
				return ""
			}
			return x.start()
		},
	},
	{
		name: "client-error", document: "RFC 9110", section: "15.5", level: Should,
		text: "a 4xx should explain the error in its content, except in response to HEAD",
		on:   scope{classes: classes{httpstatus.ClientError}, except: methods{"HEAD"}, request: true},
		breach: func(x *exchange) string {
			return when(x.empty(), "no content")
		},
	},
	{
		name: "server-error", document: "RFC 9110", section: "15.6", level: Should,
		text: "a 5xx should explain the error in its content, except in response to HEAD",
		on:   scope{classes: classes{httpstatus.ServerError}, except: methods{"HEAD"}, request: true},
		breach: func(x *exchange) string {
			return when(x.empty(), "no content")
		},
	},
	{
		name: "multistatus", document: "RFC 4918", section: "13", level: Advisory,
		text: "a 207 ought to have an XML document with the root multistatus, because only that says what happened",
		on:   scope{statuses: statuses{httpstatus.MultiStatus}, except: methods{"HEAD"}},
		breach: func(x *exchange) string {
			return x.otherRoot("multistatus")
		},
	},
	{
		name: "423-condition", document: "RFC 4918", section: "11.3", level: Should,
		text: "a 423 should name the failed condition, such as lock-token-submitted, in an XML document with the root error",
		on:   scope{statuses: statuses{httpstatus.Locked}, except: methods{"HEAD"}},
		breach: func(x *exchange) string {
			return x.otherRoot("error")
		},
	},
	{
		name: "problem-status", document: "RFC 9457", section: "3.1.2", level: Must,
		text: "the status member of a problem document must be the status of the response",
		on:   scope{types: types{"application/problem+json"}, except: methods{"HEAD"}},
		breach: func(x *exchange) string {
			// If the test has read the beginning, the rest is not a JSON document.
			content, _ := x.content.begins(limit)
			var problem map[string]json.RawMessage
			if json.Unmarshal(content, &problem) != nil {
				return ""
			}
			// A client ignores a status that is not a number (3.1).
			status, err := strconv.ParseFloat(string(problem["status"]), 64)
			return when(err == nil && status != float64(x.status), "the status member is "+string(problem["status"]))
		},
	},
}

// start returns "" if there is no content, and otherwise quotes its beginning.
func (x *exchange) start() string {
	b, _ := x.content.begins(20)
	return when(len(b) > 0, "there is content: "+excerpt(string(b)))
}

// otherRoot returns "" if the content may be an XML document of WebDAV with that root,
// and otherwise says what it is.
func (x *exchange) otherRoot(local string) string {
	if x.request == nil && !x.hasContent() {
		return "" // it may be the response to HEAD
	}
	if t := x.mediaType(); t != "text/xml" && t != "application/xml" && !strings.HasSuffix(t, "+xml") {
		return x.found("Content-Type")
	}
	if x.coded() {
		return ""
	}
	content, whole := x.content.begins(limit)
	root, complete := rootOf(content)
	if !complete && !x.content.unread() {
		return "" // the test has read some of it, perhaps the root
	}
	if root.Local == "" {
		return when(whole, "there is no root")
	}
	return when(root != xml.Name{Space: "DAV:", Local: local}, "the root is "+excerpt(root.Local)+" in the namespace "+excerpt(root.Space))
}

// rootOf returns the name of the root of an XML document, and whether the document is
// complete. The name is empty if there is no root.
func rootOf(content []byte) (root xml.Name, complete bool) {
	d := xml.NewDecoder(bytes.NewReader(content))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // names are ASCII
	for {
		token, err := d.Token()
		if err != nil {
			return root, err == io.EOF && root.Local != ""
		}
		if start, ok := token.(xml.StartElement); ok && root.Local == "" {
			root = start.Name
		}
	}
}
