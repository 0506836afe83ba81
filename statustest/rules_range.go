package statustest

import (
	"bytes"
	"fmt"
	"math"
	"mime/multipart"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// rangeRules are about 206 and 416.
var rangeRules = []rule{
	{
		name: "range-asked", level: Must,
		text: "206 and 416 must be responses to a request that has Range",
		on:   scope{statuses: statuses{httpstatus.PartialContent, httpstatus.RangeNotSatisfiable}},
		breach: func(x *exchange) string {
			return when(x.unasked("Range"), "the request has no Range field")
		},
	},
	{
		name: "range-get", document: "RFC 9110", section: "14.2", level: Must,
		text: "a server must ignore Range with a method for which it is not defined; it is defined for GET, and RFC 10008 defines it for QUERY",
		on:   scope{statuses: statuses{httpstatus.PartialContent, httpstatus.RangeNotSatisfiable}, except: methods{"GET", "QUERY"}, asked: fields{"Range"}},
		breach: func(x *exchange) string {
			return "the method is " + x.method()
		},
	},
	{
		name: "range-overlap", document: "RFC 9110", section: "14.2", level: Should,
		text: "each part of a 206 should be from the ranges that the request asks for",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, methods: methods{"GET", "QUERY"}},
		breach: func(x *exchange) string {
			ranges := x.header.Values("Content-Range")
			if x.multipart() {
				ranges = x.partRanges()
			}
			for _, value := range ranges {
				sent, inBytes, ok := contentRange(value)
				if !inBytes || !ok || !sent.known {
					return ""
				}
				asked := askedRanges(x.asked("Range"), sent.complete)
				if len(asked) > 0 && !slices.ContainsFunc(asked, sent.overlaps) {
					return "Content-Range is " + excerpt(value) + ", and the request has Range: " + x.asked("Range")
				}
			}
			return ""
		},
	},
	{
		name: "content-range", document: "RFC 9110", section: "15.3.7.1", level: Must,
		text: "a 206 must have a valid Content-Range that is as long as the content, unless it is multipart/byteranges",
		on:   scope{statuses: statuses{httpstatus.PartialContent}},
		breach: func(x *exchange) string {
			value := x.value("Content-Range")
			if x.multipart() {
				return ""
			}
			if value == "" {
				return "no Content-Range field"
			}
			r, inBytes, ok := contentRange(value)
			if !inBytes {
				return ""
			}
			if !ok {
				return "Content-Range is " + excerpt(value)
			}
			if r.last-r.first == math.MaxUint64 {
				return ""
			}
			return x.wrongLength(value, r.last-r.first+1)
		},
	},
	{
		name: "multipart-boundary", document: "RFC 9110", section: "15.3.7.2", level: Must,
		text: "multipart/byteranges must have its boundary parameter",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, types: types{"multipart/byteranges"}},
		breach: func(x *exchange) string {
			return when(x.boundary() == "", "Content-Type is "+excerpt(x.header.Get("Content-Type")))
		},
	},
	{
		name: "multipart-range", document: "RFC 9110", section: "15.3.7.2", level: Must,
		text: "a 206 with multipart/byteranges must not have a Content-Range of its own",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, fields: fields{"Content-Range"}, types: types{"multipart/byteranges"}},
		breach: func(x *exchange) string {
			return "it has Content-Range: " + x.header.Get("Content-Range")
		},
	},
	{
		name: "multipart-parts", document: "RFC 9110", section: "15.3.7.2", level: Must,
		text: "multipart/byteranges must have parts, each with Content-Range",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, types: types{"multipart/byteranges"}, except: methods{"HEAD"}},
		breach: func(x *exchange) string {
			parts := x.partRanges()
			for i, value := range parts {
				if value == "" {
					return fmt.Sprintf("part %d has no Content-Range", i+1)
				}
			}
			if x.boundary() == "" || x.coded() {
				return ""
			}
			_, whole := x.content.begins(limit)
			return when(whole && len(parts) == 0, "it has no parts")
		},
	},
	{
		name: "multipart-asked", document: "RFC 9110", section: "15.3.7.2", level: Must,
		text: "the response to a request for a single range must not be multipart/byteranges",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, types: types{"multipart/byteranges"}, asked: fields{"Range"}},
		breach: func(x *exchange) string {
			asked := x.asked("Range")
			return when(len(elements(asked)) < 2, "the request has Range: "+asked)
		},
	},
	{
		name: "if-range", document: "RFC 9110", section: "15.3.7", level: Should,
		text: "a 206 to a request with If-Range should not repeat the fields of the representation that are not required",
		on:   scope{statuses: statuses{httpstatus.PartialContent}, asked: fields{"If-Range"}},
		breach: func(x *exchange) string {
			if x.multipart() {
				return ""
			}
			// Content-Type is another one, but 8.3 asks for it in every response with content.
			return x.hasOne("Content-Encoding", "Content-Language", "Last-Modified")
		},
	},
	{
		name: "416-length", level: Should,
		text: "a 416 to a request for a range of bytes should say the length, as in Content-Range: bytes */1234",
		on:   scope{statuses: statuses{httpstatus.RangeNotSatisfiable}, request: true},
		breach: func(x *exchange) string {
			// Other units have their own form of Content-Range.
			if unit, _, _ := strings.Cut(x.asked("Range"), "="); unit != "" && !strings.EqualFold(unit, "bytes") {
				return ""
			}
			unit, length, _ := strings.Cut(x.header.Get("Content-Range"), " */")
			return when(!strings.EqualFold(unit, "bytes") || !digits(length), x.found("Content-Range"))
		},
	},
}

// wrongLength returns what is wrong if the content does not have the length that its
// Content-Range says, or "".
func (x *exchange) wrongLength(value string, want uint64) string {
	if n, ok := number(x.header.Get("Content-Length")); ok {
		return when(n != want, "Content-Range is "+excerpt(value)+", and Content-Length "+x.header.Get("Content-Length"))
	}
	if x.decoded || x.transferCoded() || x.is("HEAD") {
		return "" // the known content is not what the server sent
	}
	if x.size >= 0 {
		return when(uint64(x.size) != want, fmt.Sprintf("Content-Range is %s, and the content has length %d", excerpt(value), x.size))
	}
	if want >= limit {
		return ""
	}
	b, whole := x.content.begins(int(want) + 1)
	switch {
	case len(b) > int(want):
		return "Content-Range is " + excerpt(value) + ", and the content is longer"
	case len(b) < int(want) && whole:
		return fmt.Sprintf("Content-Range is %s, and the content has length %d", excerpt(value), len(b))
	}
	return ""
}

// partRanges returns the Content-Range of each part of multipart/byteranges. It is "" for
// a part without one.
func (x *exchange) partRanges() (ranges []string) {
	if !x.multipart() || x.boundary() == "" || x.coded() {
		return nil
	}
	content, _ := x.content.begins(limit)
	parts := multipart.NewReader(bytes.NewReader(content), x.boundary())
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return ranges
		}
		ranges = append(ranges, part.Header.Get("Content-Range"))
	}
}
