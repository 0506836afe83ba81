package statustest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus"
)

// pairRules compare two responses. Handler asks for the second one. They compare the
// response to HEAD with the response to GET, and a 304 or a 206 with the 200 to the same
// request without its condition or its range.
var pairRules = []rule{
	{
		name: "head-length", document: "RFC 9110", section: "8.6", level: Must,
		text: "the Content-Length of the response to HEAD must be the length of the content that GET gives",
		on:   scope{methods: methods{"HEAD"}, fields: fields{"Content-Length"}},
		pair: func(x, get *exchange) string {
			if x.status != get.status || get.size < 0 || get.endsWithHeader() {
				return ""
			}
			return x.otherLength("GET", get.size)
		},
	},
	{
		name: "head-fields", document: "RFC 9110", section: "9.3.2", level: Should,
		text: "a field in the response to HEAD should have the value that it has in the response to GET",
		on:   scope{methods: methods{"HEAD"}},
		pair: func(x, get *exchange) string {
			// A server may leave out a field if it would have to make the content to know its
			// value. So it need not compress for HEAD, and then other fields may differ, too.
			if x.status != get.status || !x.sameCoding(get) {
				return ""
			}
			for _, name := range [...]string{
				"Allow", "Cache-Control", "Content-Disposition", "Content-Language", "Content-Location", "Content-Type",
				"ETag", "Expires", "Last-Modified", "Location", "Vary", "WWW-Authenticate",
			} {
				if got, want := x.value(name), get.value(name); x.has(name) && get.has(name) && got != want {
					return name + " is " + excerpt(got) + ", and that of GET " + excerpt(want)
				}
			}
			return ""
		},
	},
	{
		name: "304-same", document: "RFC 9110", section: "15.4.5", level: Must,
		text: "a 304 must have the Cache-Control, Content-Location, ETag, Expires and Vary that the 200 would have",
		on:   scope{statuses: statuses{httpstatus.NotModified}},
		pair: func(x, full *exchange) string {
			if full.status != httpstatus.OK {
				return ""
			}
			return x.unlike(full, "Cache-Control", "Content-Location", "ETag", "Expires", "Vary")
		},
	},
	{
		name: "304-length", document: "RFC 9110", section: "8.6", level: Must,
		text: "the Content-Length of a 304 must be the length of the content that the 200 would have, even if the 304 has none",
		on:   scope{statuses: statuses{httpstatus.NotModified}, methods: methods{"GET"}, fields: fields{"Content-Length"}},
		pair: func(x, full *exchange) string {
			if full.status != httpstatus.OK || full.size < 0 {
				return ""
			}
			return x.otherLength("the 200", full.size)
		},
	},
	{
		name: "206-same", document: "RFC 9110", section: "15.3.7", level: Must,
		text: "a 206 must have the Cache-Control, Content-Location, ETag, Expires and Vary that the 200 would have, and without If-Range its Content-Type, Content-Language and Last-Modified",
		on:   scope{statuses: statuses{httpstatus.PartialContent}},
		pair: func(x, full *exchange) string {
			// With another coding, this is a range of another representation.
			if full.status != httpstatus.OK || !x.sameCoding(full) {
				return ""
			}
			names := []string{"Cache-Control", "Content-Location", "ETag", "Expires", "Vary"}
			if x.asked("If-Range") == "" {
				names = append(names, "Content-Type", "Content-Language", "Last-Modified")
			}
			return x.unlike(full, names...)
		},
	},
	{
		name: "206-content", document: "RFC 9110", section: "15.3.7.1", level: Must,
		text: "the content of a 206 must be the range of the representation that its Content-Range names, with the right complete length",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, fields: fields{"Content-Range"}},
		pair: func(x, full *exchange) string {
			r, inBytes, ok := contentRange(x.value("Content-Range"))
			if full.status != httpstatus.OK || !inBytes || !ok || x.multipart() || !x.sameCoding(full) || full.size < 0 {
				return ""
			}
			if r.known && r.complete != uint64(full.size) {
				return fmt.Sprintf("Content-Range is %s, and the 200 has content of length %d", excerpt(x.value("Content-Range")), full.size)
			}
			part, whole := x.content.seen, full.content.seen
			if r.first >= uint64(len(whole)) {
				return "" // the exchange did not keep that range
			}
			whole = whole[r.first:]
			n := min(len(part), len(whole))
			return when(!bytes.Equal(part[:n], whole[:n]), "the content begins "+excerpt(string(part[:min(n, 20)]))+", and that range of the 200 begins "+excerpt(string(whole[:min(n, 20)])))
		},
	},
}

// otherLength returns what is wrong if Content-Length is not the wanted length, which is
// that of the other response's content.
func (x *exchange) otherLength(other string, want int64) string {
	n := x.contentLength()
	return when(n >= 0 && n != want, fmt.Sprintf("Content-Length is %d, and %s has content of length %d", n, other, want))
}

// sameCoding reports whether two responses have the same Content-Encoding.
func (x *exchange) sameCoding(other *exchange) bool {
	return strings.EqualFold(x.value("Content-Encoding"), other.value("Content-Encoding"))
}

// unlike returns the first of the fields that only the other response has, or that has
// another value there, or "". It does not compare dates, because they may depend on the
// time of the response, and not Content-Type, which is another one for a 206 in parts.
func (x *exchange) unlike(other *exchange, names ...string) string {
	status := strconv.Itoa(int(other.status))
	for _, name := range names {
		if other.has(name) && !x.has(name) {
			return "no " + name + " field, and the " + status + " has " + excerpt(other.value(name))
		}
	}
	for _, name := range names {
		if other.has(name) && !sameValue(name, x.value(name), other.value(name)) {
			return name + " is " + excerpt(x.value(name)) + ", and that of the " + status + " " + excerpt(other.value(name))
		}
	}
	return ""
}

// sameValue reports whether two values of a field mean the same, as far as unlike
// compares them.
func sameValue(name, a, b string) bool {
	switch name {
	case "ETag":
		return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/")
	case "Content-Location":
		return a == b
	case "Cache-Control", "Vary": // lists in any order
		one, other := elements(strings.ToLower(a)), elements(strings.ToLower(b))
		slices.Sort(one)
		slices.Sort(other)
		return slices.Equal(slices.Compact(one), slices.Compact(other))
	}
	return true
}
