package retry

import (
	"net/http"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// Judge says whether a request may be sent again after an attempt. It is the policy
// of [Transport], without its limits, and has no state. You can use it as the policy
// of another client:
//
//   - A request that was never sent may always be sent again.
//   - A request without a response may be sent again if its method is idempotent. An
//     Idempotency-Key makes every method idempotent.
//   - After a response, [httpstatus.Status.Repeatable] decides. For the codes that
//     vendors use, it is asked about the registered status that is most like them.
//   - A server that sends Retry-After with a 403, 413, 423 or 500 agrees to a second
//     attempt if the method is idempotent. So does one that sends
//     "X-Should-Retry: true" with any error except 401, 402, 407 and 511.
//     "X-Should-Retry: false" forbids one.
//   - A 409 to a request with an Idempotency-Key says that an earlier attempt is still
//     running. It may be sent again.
//   - Content that cannot be read a second time is not sent a second time.
//   - If the client has followed redirects from Request, another attempt begins again
//     with Request, which may have been applied. So its method has to be idempotent.
//
// Wait is how long the server asks to wait, whatever the status. It is 0 if the server
// asks for nothing. Wait can be very long and has no backoff. The caller has to limit it and
// add a backoff. If the server asks in a way that Judge cannot read, Wait is 30 seconds.
func Judge(a Attempt) Decision { return judge(a, defaultMaxWait) }

// judge is Judge. longest is the wait to use if the server's field is unreadable.
func judge(a Attempt, longest time.Duration) Decision {
	switch {
	case a.Err != nil:
		return judgeError(a)
	case a.Response == nil:
		return Decision{Reason: "there is neither a response nor an error"}
	}
	received := httpstatus.Status(a.Response.StatusCode)
	if received >= 100 && received < 400 {
		return Decision{Reason: received.String() + " is not an error"}
	}
	status := like(received)
	asks := readAsks(a, longest)
	idempotent := isIdempotent(a.Request)
	method := methodOf(a.Request)
	if idempotent {
		method = http.MethodPut // the same rules as for every idempotent method
	}
	d := Decision{Wait: asks.wait, NewConnection: status.Remedy() == httpstatus.RemedyReconnect}
	switch {
	case givenUp(a.Request):
		d.Reason = "the caller has given up"
	case asks.veto:
		d.Reason = received.String() + ", and X-Should-Retry is false"
	case !rewindable(a.Request):
		d.Reason = received.String() + ", but the content can be read only once"
	case !idempotent && redirected(a.Request, a.Response):
		d.Reason = received.String() + " after a redirect, and " + nameOf(a.Request) + " is not idempotent"
	case status.Repeatable(method):
		d.Again, d.Reason = true, received.String()
	case received == httpstatus.Conflict && hasKey(a.Request):
		d.Again, d.Reason = true, received.String()+" under an Idempotency-Key: an earlier attempt is still running"
	case asks.consents(status):
		if idempotent {
			d.Again, d.Reason = true, received.String()+", and the server agrees to another attempt"
			break
		}
		d.Reason = received.String() + ", and " + nameOf(a.Request) + " is not idempotent"
	case status.Repeatable(http.MethodPut):
		d.Reason = received.String() + " leaves open whether the request was applied, and " + nameOf(a.Request) + " is not idempotent"
	default:
		d.Reason = received.String() + " does not pass by itself"
	}
	if !d.Again {
		d.NewConnection = false
	}
	return d
}

// like returns the registered status that answers for s. Numbers below 100 are in logs
// only, never in a response.
func like(s httpstatus.Status) httpstatus.Status {
	if s < 100 {
		return s
	}
	return nonstandard.Like(s)
}

func judgeError(a Attempt) Decision {
	switch {
	case givenUp(a.Request):
		return Decision{Reason: "the caller has given up"}
	case canceled(a.Err):
		return Decision{Reason: "the attempt was canceled"}
	case permanent(a.Err):
		return Decision{Reason: "this error does not pass by itself"}
	case !rewindable(a.Request):
		return Decision{Reason: "there was no response, but the content can be read only once"}
	case a.Unsent || neverSent(a.Request, a.Err):
		return Decision{Again: true, Reason: "the request was never sent"}
	case isIdempotent(a.Request):
		return Decision{Again: true, Reason: "there was no response, and " + nameOf(a.Request) + " is idempotent"}
	}
	return Decision{Reason: "there was no response, and " + nameOf(a.Request) + " is not idempotent"}
}

// givenUp reports whether the caller no longer waits for a response.
func givenUp(req *http.Request) bool {
	if req == nil {
		return false
	}
	select {
	case <-req.Context().Done():
		return true
	//lint:ignore SA1019 old programs set it, and a transport has to heed it
	case <-req.Cancel: // http.Client closes it too, after its Timeout
		return true
	default:
		return false
	}
}
