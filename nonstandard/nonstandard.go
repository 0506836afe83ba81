// Package nonstandard names the status codes that vendors use and that nobody registered,
// for example a 499 in a log or a 522 in a response.
//
//	s := nonstandard.Like(522)      // 504 Gateway Timeout
//	fmt.Println(s.Repeatable("GET")) // true
//
// Package httpstatus does not know such a code, so it treats the code as the x00 of its class
// (RFC 9110, 15). That is right if you know nothing else about the code. This package knows
// more. [Like] returns the registered status that a code is most like. Ask that status your
// questions:
//
//	nonstandard.CloudflareConnectionTimedOut.Repeatable("GET")                   // false, as after a 500
//	nonstandard.Like(nonstandard.CloudflareConnectionTimedOut).Repeatable("GET") // true, as after a 504
//
// Nobody registers these codes, so one code may have several uses. You have to know which
// vendor sent the response to know which use it is. [Uses] returns all of them.
//
// A vendor may also use a registered code for something else, for example 308. Such a use is
// here too, but the constant is in package httpstatus. The number 0 is here as well: servers
// log it, often as 000, if there was no response. If no vendor is known to use a code, such
// as 218, it is not here.
//
// Everything comes from one table, internal/gen/nonstandard.csv. Avoid sending these codes: a
// client that does not know a code knows only its class.
package nonstandard

import "example.com/httpstatus"

// A Use is the meaning that one vendor gives to a code.
type Use struct {
	Vendor  string // the vendor that uses the code: "nginx"
	Phrase  string // the vendor's phrase for it: "Client Closed Request"; "" if there is none
	Meaning string // one or more English sentences; for a registered code, they name the registered meaning

	// Like is the registered status that is most like this use. Its registration is always
	// permanent. Its Retryable, Repeatable and Meaning are true for the use. It never permits
	// a retry that the vendor forbids. Its other facts need not be true for the use, for
	// example the fields that a response must have, or whether the request was applied.
	Like httpstatus.Status

	// OnWire reports whether a client may receive the code in a status line. It is false if
	// the code is only in the server's logs, if it is in the content of a response with
	// another status, or if the server sends it only when it is configured to do so.
	OnWire bool

	// InLog reports whether an access log may have the code as the status of a request. It
	// is false for a code that is only in the content of responses.
	InLog bool

	// Verified reports whether the vendor's own documentation or program confirms the use.
	// The other uses are widely reported but not confirmed.
	Verified bool
}

// An entry is a row of the generated table.
type entry struct {
	code httpstatus.Status
	use  Use
}

// Uses returns the uses of s. s may be a registered code. Current uses come before past ones.
// Among equals, verified uses come before the others. Uses returns nil for most codes. Some
// codes have seven uses. The caller may change the slice.
func Uses(s httpstatus.Status) []Use {
	var found []Use
	for i := range uses {
		if uses[i].code == s {
			found = append(found, uses[i].use)
		}
	}
	return found
}

// Like returns the registered status that s is most like. If s is registered, it returns s.
// If vendors use s, it returns the status that the first of its [Uses] is like. Any other
// number is returned unchanged, so Like(299) is 299 and Like(-1) is -1.
//
// If a code has several uses, Like does not know which of them you have. If you know the
// vendor, look for its use in Uses. For example, a 530 of Cloudflare is temporary, but a 530
// of Pantheon is not.
func Like(s httpstatus.Status) httpstatus.Status {
	if s.Registration() != httpstatus.RegistrationNone {
		return s
	}
	for i := range uses {
		if uses[i].code == s {
			return uses[i].use.Like
		}
	}
	return s
}
