package statusvet

import "example.com/httpstatus"

// ContentRange finds a 206 or 416 that does not say which range it is about.
var ContentRange = fieldAnalyzer("contentrange",
	"find 206 and 416 without Content-Range\n\nA 206 must say which part of the whole it has. A 416 should say how long the whole is, as \"bytes */1234\"\n(RFC 9110, 15.3.7 and 15.5.17).", "15.3.7",
	need{httpstatus.PartialContent, "Content-Range", "Content-Range", "say which part of the whole the content is", "15.3.7"},
	need{httpstatus.RangeNotSatisfiable, "Content-Range", "Content-Range", `set it to "bytes */" and the length of the whole, or ignore Range if the length is unknown`, "15.5.17"},
)
