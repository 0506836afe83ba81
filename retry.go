package httpstatus

// The values in repeatableOf. The generator computes them from remedy, actor and effect.
const (
	repeatableNever      = iota // no
	repeatableIdempotent        // if the method is idempotent
	repeatableAny               // with every method
)

// Retryable is a question for people: it reports whether the same request can succeed
// later. [Status.Repeatable] is the question for software: it reports whether a program may
// send the request again by itself. A loop that sends requests again must use Repeatable. A
// 401 is retryable but not repeatable: the request succeeds with credentials, but a program
// that sends it again without them only fails again.
//
// Retryable is true if the [Remedy] is Wait, Reconnect, Authenticate or Pay, because these
// do not change what the request asks for. A person may have to act first.
//
//	           Retryable  Repeatable  because
//	                      GET   POST
//	401        yes        no    no    credentials help, but a person has to give them
//	403        no         no    no    the server refuses the same request again
//	408        yes        yes   yes   the request did not arrive in full; use a new connection
//	421        yes        yes   yes   the server did not apply it; use another connection
//	423        yes        no    no    the holder of the lock has to release it
//	429        yes        yes   yes   the server did not apply it; wait
//	500        no         no    no    only the people who run the server can fix it
//	502, 504   yes        yes   no    the server behind may have applied it
//	503        yes        yes   no    the server may have applied a part of it
//	507        no         no    no    the user has to ask again when there is space (RFC 4918, 11.5)
func (s Status) Retryable() bool {
	switch s.Remedy() {
	case RemedyWait, RemedyReconnect, RemedyAuthenticate, RemedyPay:
		return true
	}
	return false
}

// Repeatable is a question for software: it reports whether a program may send the same
// request again by itself. [Status.Retryable] is the question for people: it is also true
// where a person has to act first, for example to sign in after a 401. See the table there.
//
// Repeatable is true if all of these hold:
//
//   - The [Remedy] is Wait or Reconnect.
//   - The [Actor] is the client or the people who run a server, not the user or the owner.
//   - The method is idempotent, or the server did not apply the request (RFC 9110, 9.2.2).
//
// Repeatable does not say how often or when; that is up to the client. RFC 9110, 9.2.2
// suggests at most once, unless the client knows more. [ParseRetryAfter] reads how long the
// server asks the client to wait. No standard says whether the server applied a request that
// got a 429. This package assumes that it did not.
//
// A method is idempotent if RFC 9110 or the IANA HTTP Method Registry says so (except
// PRI, which no client sends). An unknown method is not. Methods are case-sensitive. ""
// is GET, as in net/http.
//
// A 500 is not repeatable, although some clients send the request again after it. The SDKs
// of AWS, Azure and Google Cloud Storage do so, because they know that a 500 of these
// services is often temporary. The Kubernetes client does so with every method if there is a
// Retry-After. go-retryablehttp does so with every method, even without a Retry-After. But
// in general nothing promises that a 500 is temporary (RFC 9110, 15.6.1), and 9.2.2 allows
// an automatic retry after a failed connection, not after a response. OTLP and gRPC do not
// retry after a 500. If you know that the 500s of your server are temporary, you may send the
// request again after a 500 if its method is idempotent. A 502 is repeatable for exactly those
// methods, so you can write:
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

// idempotent follows RFC 9110, 9.2.2 and the IANA HTTP Method Registry (RFC 7237 and
// RFC 10008). There, CONNECT, LOCK, PATCH and POST are not idempotent.
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
