package statusvet

import "example.com/httpstatus"

// Location finds a redirect that does not say where to.
var Location = fieldAnalyzer("location",
	"find 301, 302, 303, 307 and 308 without Location\n\nA client cannot follow a redirect without Location (RFC 9110, 15.4).", "15.4",
	need{httpstatus.MovedPermanently, "Location", "Location", "say where the resource is", "15.4.2"},
	need{httpstatus.Found, "Location", "Location", "say where the resource is", "15.4.3"},
	need{httpstatus.SeeOther, "Location", "Location", "say where the response is", "15.4.4"},
	need{httpstatus.TemporaryRedirect, "Location", "Location", "say where the resource is", "15.4.8"},
	need{httpstatus.PermanentRedirect, "Location", "Location", "say where the resource is", "15.4.9"},
)
