package retrytest

import "example.com/httpstatus/internal/enum"

// A Step is what the server does with one request. The zero value is an empty 200.
type Step struct {
	Status  int      // 0 means 200
	Fields  []string // of the response: "Retry-After: 7"
	Content string
	Fault   Fault
}

// Status returns a Step that is a whole response.
func Status(code int, fields ...string) Step { return Step{Status: code, Fields: fields} }

// A Fault is how a response fails. The zero value is None.
type Fault uint8

const (
	None Fault = 0

	// Refuse refuses the connection. A Server cannot do that for a single request: see
	// [Server.Down].
	Refuse Fault = 1

	// Close, Reset and Hang leave a request without a response, after it was read. The
	// connection is closed, or reset, or stays open.
	Close Fault = 2
	Reset Fault = 3
	Hang  Fault = 4

	// CutHeader closes the connection within the response's header. In HTTP/2 it does the same
	// as Close.
	CutHeader Fault = 5

	// CutContent closes the connection after half of the content. HangContent sends none of the
	// content and leaves the connection open. DripContent sends a byte every ten milliseconds,
	// without end.
	CutContent  Fault = 6
	HangContent Fault = 7
	DripContent Fault = 8

	// These are for HTTP/2. Abort and RefuseStream reset the stream. GoAway and
	// GoAwayUnprocessed close the connection. RefuseStream and GoAwayUnprocessed say that the
	// request was not processed.
	Abort             Fault = 9
	RefuseStream      Fault = 10
	GoAway            Fault = 11
	GoAwayUnprocessed Fault = 12
)

// String returns the constant's name, for example "Reset". For a number without a constant it
// returns a text such as "Fault(99)".
func (f Fault) String() string { return enum.String("Fault", faultNames[:], f) }

var faultNames = [...]string{
	"None", "Refuse", "Close", "Reset", "Hang", "CutHeader", "CutContent", "HangContent", "DripContent", "Abort", "RefuseStream", "GoAway",
	"GoAwayUnprocessed",
}

// Unprocessed reports whether the fault tells the client that the server has not acted on the
// request.
func (f Fault) Unprocessed() bool {
	return f == Refuse || f == RefuseStream || f == GoAwayUnprocessed
}
