package problem

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"time"

	"example.com/httpstatus"
)

// maxRead bounds what Read takes from a body.
const maxRead = 64 << 10

// Read returns nil if the response's status is below 400, and otherwise an error
// that wraps [Details], in one line whatever the server sent:
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
// The Details come from a body of type application/problem+json. If there is
// none, or it is broken or longer than 64 KiB, they have the status, its phrase as
// title and no more; what a good one leaves out is empty. Their Status is always
// that of the response: the member is only advisory (RFC 9457, 3.1.2). Retry-After is
// read into RetryAfter, where a value that makes no sense is 0; cap it, as the server
// is free to ask for years.
//
// Read never closes the body. One of another type it leaves unread, for the caller
// to look at. To be sent problem details, ask for them: Accept:
// application/problem+json.
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

// A received is what Read returns. It keeps another server's Details apart from a
// handler's own; see deliberate.
type received struct{ details *Details }

func (e *received) Error() string { return e.details.Error() }
func (e *received) Unwrap() error { return e.details }
