package httpstatus

// The values in redirectOf.
const (
	redirectNone      = iota // do not follow
	redirectKeep             // follow with the same method
	redirectPostToGet        // follow with the same method, but POST becomes GET
	redirectGet              // follow with GET, or with HEAD if the method was HEAD
)

// RedirectMethod returns the method that a client uses when it follows the URI in Location.
// ok reports whether a client may follow that URI without asking the user.
//
// After 301 and 302, a POST becomes a GET and any other method stays the same. The standard
// allows this change, and browsers make it. After 303, every method except HEAD becomes
// GET. After 307 and 308, the method stays the same. Methods are case-sensitive. "" is GET,
// as in net/http.
//
// next is "" and ok is false for 300 (the user chooses), for 304, 305 and 306, and for every
// status that is not 3xx (RFC 9110, 15.4). The Location of a 201 is not a redirect (10.2.2).
//
// If ok is true, the client may follow the redirect, but it need not. RFC 9110, 15.4 asks for
// care with every method that is not safe, such as PUT, DELETE, and a POST that stays a POST:
// the user may not want to send that request to another URI.
func (s Status) RedirectMethod(method string) (next string, ok bool) {
	if method == "" {
		method = "GET"
	}
	switch redirectOf[s.row()] {
	case redirectKeep:
		return method, true
	case redirectPostToGet:
		if method == "POST" {
			return "GET", true
		}
		return method, true
	case redirectGet:
		if method == "HEAD" {
			return method, true
		}
		return "GET", true
	}
	return "", false
}
