package retry

import "net/http"

// onNewConnections returns a RoundTripper that opens a connection for each request
// and is otherwise like base. ok is false if base is not an *http.Transport, whose
// connections nobody can choose.
//
// Nothing less will do. Request.Close ends a connection after the request but may use
// an old one for it. CloseIdleConnections leaves those that other requests are using,
// and in HTTP/2 such a connection serves this request too.
func onNewConnections(base http.RoundTripper) (fresh http.RoundTripper, ok bool) {
	t, ok := base.(*http.Transport)
	if !ok {
		return nil, false
	}
	t = t.Clone() // has no connections yet
	t.DisableKeepAlives = true
	if t.TLSNextProto["h2"] != nil {
		// golang.org/x/net/http2.ConfigureTransport was called. Its entry leads to the
		// connections of the original.
		t.TLSNextProto, t.ForceAttemptHTTP2 = nil, true
	}
	return t, true
}
