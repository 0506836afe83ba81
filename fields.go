package httpstatus

import "strings"

// RequiredFields returns the names of the fields that a response with this status MUST
// have, such as Allow with 405. Most statuses require none. Fields such as Date, which
// depend on the server and not on the status, are not in the list. The caller may change
// the slice.
func (s Status) RequiredFields() []string { return split(requiredFields[s.slot()]) }

// ExpectedFields returns the names of other fields that a response with this status may
// need. These are the fields that it SHOULD have, the fields that are common and help the
// client, and the fields that it MUST have under a condition. For example: Location with a 201
// or a redirect; Retry-After with a 503; the fields of the 200 with a 206 or a 304.
//
// Choose from this list. Do not send every field on it, because some of them are forbidden
// in some cases:
//
//	code field                  forbidden
//	200  ETag, Last-Modified    after a PUT, if the server changed the content (RFC 9110, 9.3.4)
//	206  Content-Range          if the content is multipart: each part has its own (15.3.7.2)
//	415  Accept-Encoding        unless the content coding was the problem (12.5.3)
//	104  Location               if the response reports the progress of an upload that the
//	                            client resumes (draft-ietf-httpbis-resumable-upload)
//
// Some required fields are sometimes forbidden too: HTTP/2 and HTTP/3 forbid the Upgrade and
// Connection fields of 101 and 426 (RFC 9113, 8.2.2; RFC 9114, 4.2).
func (s Status) ExpectedFields() []string { return split(expectedFields[s.slot()]) }

// split returns the elements of a list that has semicolons between them.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ";")
}
