package statusvet

import "example.com/httpstatus"

// Allow finds a 405 that does not say which methods the resource supports.
var Allow = fieldAnalyzer("allow",
	"find 405 without Allow\n\nA 405 must list the methods that the resource supports (RFC 9110, 15.5.6). Routers of net/http, gin, echo and\nhttprouter that set Allow themselves are known.", "15.5.6",
	need{httpstatus.MethodNotAllowed, "Allow", "Allow", "list the methods that the resource supports", "15.5.6"},
)
