package problem

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"

	"example.com/httpstatus"
)

// maxRead is how many bytes Read takes from a body at most.
const maxRead = 64 << 10

// Read returns nil if the response's status is below 400. Otherwise it returns an error
// that wraps [Details]. Its text is one line, whatever the server sent:
//
//	resp, err := client.Do(req)
//	if err != nil {
//		return err
//	}
//	defer resp.Body.Close()
//	if err := problem.Read(resp); err != nil {
//		return err
//	}
//
// errors.Is(err, httpstatus.NotFound) asks for a status, errors.As for the Details.
//
// The Details come from a body of type application/problem+json. A member that the body lacks
// is empty. If there is no such body, or if it is broken or longer than 64 KiB, the Details
// have only the status and its phrase as the title. Their Status is always that of the
// response, because the member is only advisory (RFC 9457, 3.1.2). RetryAfter comes from the
// field Retry-After, and is 0 if that field is missing or unreadable. Limit this time: a server
// may ask for years.
//
// Read never closes the body. It does not read a body of another type, so you can read it
// yourself. To get problem details, ask for them with "Accept: application/problem+json".
func Read(resp *http.Response) error {
	status := httpstatus.Status(resp.StatusCode)
	if status < 400 {
		return nil
	}
	d := &Details{Type: aboutBlank, Title: status.Phrase()}
	mediaType, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if mediaType == "application/problem+json" && resp.Body != nil {
		var sent Details
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxRead+1))
		if err == nil && len(body) <= maxRead && json.Unmarshal(body, &sent) == nil && sent.Type != "" {
			d = &sent
		}
	}
	d.Status = status
	if wait, err := httpstatus.ParseRetryAfter(resp.Header.Get("Retry-After"), time.Now()); err == nil {
		d.RetryAfter = wait
	}
	return &received{d}
}

// A received is what Read returns. It tells another server's Details from a handler's
// own; see deliberate.
type received struct{ details *Details }

func (e *received) Error() string { return e.details.Error() }
func (e *received) Unwrap() error { return e.details }
