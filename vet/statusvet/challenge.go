package statusvet

import "example.com/httpstatus"

// Challenge finds a 401 or 407 that does not say how to authenticate.
var Challenge = fieldAnalyzer("challenge",
	"find 401 without WWW-Authenticate and 407 without Proxy-Authenticate\n\nA 401 must say how to authenticate, or the client can do nothing with it. A 407 must say so for the proxy.\nSet WWW-Authenticate before the status, or send 403 if authenticating cannot help (RFC 9110, 15.5.2).", "15.5.2",
	need{httpstatus.Unauthorized, "Www-Authenticate", "WWW-Authenticate", "say how to authenticate, or send 403 if authenticating cannot help", "15.5.2"},
	need{httpstatus.ProxyAuthenticationRequired, "Proxy-Authenticate", "Proxy-Authenticate", "say how to authenticate with the proxy", "15.5.8"},
)
