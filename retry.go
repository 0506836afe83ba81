package httpstatus

// What repeatableOf holds; it follows from remedy, actor and effect.
const (
	repeatableNever      = iota
	repeatableIdempotent // if the method is idempotent
	repeatableAny        // whatever the method
)

// Retryable reports whether trying again can resolve it, once the [Remedy] is applied:
// whether that is Wait, Reconnect, Authenticate or Pay, which leave the request itself
// as it is. It is about the matter, and a person may have to act first. Whether a
// program may send the request again by itself is the stricter [Status.Repeatable].
//
//	           Retryable  Repeatable  because
//	                      GET   POST
//	401        yes        no    no    credentials resolve it, but a person gives them
//	403        no         no    no    the same request is refused again
//	408        yes        yes   yes   it never arrived whole: on a new connection
//	421        yes        yes   yes   not applied: on another connection
//	423        yes        no    no    the holder of the lock has to let go
//	429        yes        yes   yes   not applied: after a while
//	500        no         no    no    only those who run the server can cure it
//	502, 504   yes        yes   no    the server behind may have applied it
//	503        yes        yes   no    part of it may have been done
//	507        no         no    no    not until there is space and the user asks again (RFC 4918, 11.5)
func (s Status) Retryable() bool {
	switch s.Remedy() {
	case RemedyWait, RemedyReconnect, RemedyAuthenticate, RemedyPay:
		return true
	}
	return false
}

// Repeatable reports whether client software may send the same request again,
// unattended, after applying the [Remedy]. That must be to wait or to reconnect, the
// [Actor] must be software or a server, and either the method is idempotent or the
// request was not applied (RFC 9110, 9.2.2). See the table at [Status.Retryable].
//
// Repeatable does not say how often or when; that is up to the client. RFC 9110, 9.2.2
// suggests at most once, unless the client knows more. [ParseRetryAfter] reads what the
// server asks for. No standard says that a request with a 429 was not applied; the table
// takes it so.
//
// A method is idempotent if RFC 9110 or the IANA HTTP Method Registry says so (except
// PRI, which no client sends). An unknown method is not. Methods are case-sensitive. ""
// is GET, as in net/http.
//
// A 500 is not repeatable, though some clients repeat it. The SDKs of AWS, Azure and
// Google Cloud Storage do, for services whose 500s are known to pass. The Kubernetes
// client does if there is a Retry-After, whatever the method, and so does
// go-retryablehttp even without one. In general nothing promises that a 500 passes
// (RFC 9110, 15.6.1), and 9.2.2 allows an automatic repeat after a failure of the
// connection, not after a response. OTLP and gRPC do not repeat a 500 either. If you know
// your server better, you need to know only whether the method is idempotent, and a 502
// tells you:
//
//	again := s.Repeatable(method) || s == httpstatus.InternalServerError && httpstatus.BadGateway.Repeatable(method)
func (s Status) Repeatable(method string) bool {
	switch repeatableOf[s.row()] {
	case repeatableAny:
		return true
	case repeatableIdempotent:
		return idempotent(method)
	}
	return false
}

// idempotent follows RFC 9110, 9.2.2 and the IANA HTTP Method Registry (RFC 7237
// and RFC 10008), in which CONNECT, LOCK, PATCH and POST are not idempotent.
func idempotent(method string) bool {
	switch method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE",
		"ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "MERGE",
		"MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "ORDERPATCH",
		"PROPFIND", "PROPPATCH", "QUERY", "REBIND", "REPORT", "SEARCH", "UNBIND", "UNCHECKOUT",
		"UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL":
		return true
	}
	return false
}
