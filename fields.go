package httpstatus

import "strings"

// RequiredFields returns the names of the response fields that the standard says
// MUST be there, such as Allow with 405. Most statuses have none. What depends on
// the server and not on the status, such as Date, is not listed. The slice is the
// caller's own.
func (s Status) RequiredFields() []string { return split(requiredFields[s.slot()]) }

// ExpectedFields returns the names of the response fields that SHOULD be there,
// are customary and useful to a client, or MUST be there on a condition that the
// status does not tell: Location with 201 and the redirects, Retry-After with 503,
// with 206 and 304 what a 200 would have had. Without Location, what a 201 created
// is at the URI of the request (RFC 9110, 15.3.2).
//
// It is a list to choose from. Do not send every field on it: some are forbidden under
// a condition.
//
//	200  ETag, Last-Modified    after a PUT whose content the server changed (RFC 9110, 9.3.4)
//	206  Content-Range          if the content is multipart: each part has its own (15.3.7.2)
//	415  Accept-Encoding        unless the content coding was at fault (12.5.3)
//	104  Location               in a response that reports progress while an upload is
//	                            being resumed (draft-ietf-httpbis-resumable-upload)
//
// The same holds for two required fields: HTTP/2 and HTTP/3 forbid the Upgrade and
// Connection of 101 and 426 (RFC 9113, 8.2.2; RFC 9114, 4.2).
func (s Status) ExpectedFields() []string { return split(expectedFields[s.slot()]) }

// split returns the elements of a list separated by semicolons.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ";")
}
