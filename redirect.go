package httpstatus

// What redirectOf holds.
const (
	redirectNone      = iota // not to be followed
	redirectKeep             // with the same method
	redirectPostToGet        // with the same method, but POST becomes GET
	redirectGet              // with GET, or HEAD if it was HEAD
)

// RedirectMethod returns the method with which a client that got s goes on at the URI
// in Location. ok reports whether a client may follow that URI at all without being
// asked to.
//
// After 301 and 302 a POST becomes a GET and any other method stays (the standard
// allows the change, and browsers make it). After 303 everything except HEAD becomes
// GET. After 307 and 308 the method stays. Methods are case-sensitive; "" is GET, as in
// net/http. next is "" and ok is false for 300, which the user should choose from, for
// 304, 305 and 306, and for every status of another class (RFC 9110, 15.4; the Location
// of a 201 is no redirect, 10.2.2).
//
// That ok is true allows it and does not advise it. RFC 9110, 15.4 asks for care with
// every method that is not safe, such as PUT, DELETE, and a POST that stays a POST: the
// user may not wish to send that request to another URI.
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
