// Package retrytest plays scripts of bad servers, so that you can check what a client
// does with them: a 503 with Retry-After, a connection that is reset, content that
// never ends.
//
//	server := retrytest.New(t, retrytest.Status(503, "Retry-After: 1"), retrytest.Status(200))
//	resp, err := client.Get(server.URL)
//	if got := server.Log(); got != "+GET GET" { ... }
//
// A [Server] is a real server on the loopback interface, with HTTP/1.1 or HTTP/2. A
// [Script] is the same without a network: an http.RoundTripper to put below the client,
// for tests with testing/synctest, in which no time passes.
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

	// CutHeader closes the connection within the response's header. In HTTP/2 it is
	// Close.
	CutHeader

	// CutContent closes the connection after half of the content, HangContent sends
	// nothing of it but leaves the connection open, and DripContent sends a byte every
	// ten milliseconds and never ends.
	CutContent
	HangContent
	DripContent

	// Abort, RefuseStream and GoAway are for HTTP/2. The first two reset the stream, the
	// second of them with the code that says that the request was not processed. GoAway
	// closes the connection and says that the request may have been processed,
	// GoAwayUnprocessed that it was not.
	Abort
	RefuseStream
	GoAway
	GoAwayUnprocessed
)

// Unprocessed reports whether the server tells with the fault that it has not acted on
// the request.
func (f Fault) Unprocessed() bool {
	return f == Refuse || f == RefuseStream || f == GoAwayUnprocessed
}
