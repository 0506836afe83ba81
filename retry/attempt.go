package retry

import (
	"net/http"
	"time"
)

// An Attempt is one sending of a request, and how it ended. Either Response or Err is
// set. If both are, Err counts.
type Attempt struct {
	// Request is the request as the caller made it. If it is nil, the method is not
	// known.
	Request *http.Request

	// Response has its content unread.
	Response *http.Response
	Err      error

	// Number is 1 for the first attempt. OpenTelemetry's http.request.resend_count is
	// Number - 1.
	Number int

	// Arrived is when the response's header, or the error, arrived. The zero value
	// means now.
	Arrived time.Time

	// Unsent says that the request is known not to have been sent, although Err does
	// not show it.
	Unsent bool

	// MaybeApplied says that the server may have carried out an earlier attempt of
	// the same request. See [MaybeApplied].
	MaybeApplied bool
}

// A Decision says what follows an [Attempt].
type Decision struct {
	// Again says whether to send the request again.
	Again bool

	// Wait is how long to wait before that.
	Wait time.Duration

	// NewConnection says that the next attempt needs a connection that no request has
	// used yet. On the same connection it would fail in the same way.
	NewConnection bool

	// Reason says why, in a few English words for a log.
	Reason string
}
