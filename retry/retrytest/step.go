package retrytest

// A Step is what the server does with one request. The zero value is an empty 200.
type Step struct {
	Status  int      // 0 means 200
	Fields  []string // of the response: "Retry-After: 7"
	Content string
	Fault   Fault
}

// Status returns a Step that is a whole response.
func Status(code int, fields ...string) Step { return Step{Status: code, Fields: fields} }

// A Fault is how a response fails.
type Fault int

const (
	None Fault = iota

	// Refuse refuses the connection. A Server cannot do that for a single request: see
	// [Server.Down].
	Refuse

	// Close, Reset and Hang leave a request without a response, after it was read. The
	// connection is closed, or reset, or stays open.
	Close
	Reset
	Hang

	// CutHeader closes the connection within the response's header. In HTTP/2 it does the same
	// as Close.
	CutHeader

	// CutContent closes the connection after half of the content. HangContent sends none of the
	// content and leaves the connection open. DripContent sends a byte every ten milliseconds,
	// without end.
	CutContent
	HangContent
	DripContent

	// These are for HTTP/2. Abort and RefuseStream reset the stream. GoAway and
	// GoAwayUnprocessed close the connection. RefuseStream and GoAwayUnprocessed say that the
	// request was not processed.
	Abort
	RefuseStream
	GoAway
	GoAwayUnprocessed
)

// Unprocessed reports whether the fault tells the client that the server has not acted on the
// request.
func (f Fault) Unprocessed() bool {
	return f == Refuse || f == RefuseStream || f == GoAwayUnprocessed
}
