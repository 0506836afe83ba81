// Package nonstandard names the status codes that vendors use and nobody
// registered: a 499 in a log, a 522 in a response.
//
//	s := nonstandard.Like(522)      // 504 Gateway Timeout
//	fmt.Println(s.Repeatable("GET")) // true
//
// To package httpstatus such a code is unknown, so it answers as the x00 of its
// class (RFC 9110, 15). That is right for a client that knows no more. This package
// knows more. [Like] returns the registered status that a code is most like, and
// that status answers the other questions:
//
//	nonstandard.CloudflareConnectionTimedOut.Repeatable("GET")                   // false, as after a 500
//	nonstandard.Like(nonstandard.CloudflareConnectionTimedOut).Repeatable("GET") // true, as after a 504
//
// Nobody registers these codes, so one code may have several uses, and only the
// sender of the response tells you which one it is. [Uses] returns all of them.
//
// A registered code that a vendor uses for something else, such as 308, has its
// uses here too, but its constant is in package httpstatus. The number 0 is here as
// well: servers log it, often as 000, where there was no response. A code that no
// vendor was ever seen to use, such as 218, is not here.
//
// Everything comes from one table, internal/gen/nonstandard.csv. Do not send these
// codes without need: a client that does not know a code sees only its class.
package nonstandard

import "example.com/httpstatus"

// A Use is what one vendor means by a code.
type Use struct {
	Vendor  string // the vendor that uses the code: "nginx"
	Phrase  string // the vendor's name for it: "Client Closed Request"; "" if it has none
	Meaning string // one English sentence, which names the registered status that it collides with

	// Like is the registered status, always a permanent one, that is most like
	// this use. It is chosen so that its Retryable, Repeatable and Meaning hold for
	// the use. It never permits a repetition that the vendor forbids. Its other
	// answers need not hold: the fields that a response must have, or whether the
	// request was applied.
	Like httpstatus.Status

	// OnWire reports whether a client may find the code in a status line. It is
	// false for a code that stays in the server's logs, that is in the content of a
	// response with another status, or that the server replaces by another unless
	// it is configured to send it.
	OnWire bool

	// InLog reports whether an access log may hold the code as the status of a
	// request. It is false for a code that is only in the content of responses.
	InLog bool

	// Verified reports whether the vendor's own text or program confirms the use.
	// The rest are widely reported but unconfirmed.
	Verified bool
}

// An entry is a row of the generated table.
type entry struct {
	code httpstatus.Status
	use  Use
}

// Uses returns what vendors use s for, beside or against its registration. A use of
// today comes before one of the past, and then a verified use before one that is
// not. It is nil for most codes; some codes have seven uses. The slice is the caller's own.
func Uses(s httpstatus.Status) []Use {
	var found []Use
	for i := range uses {
		if uses[i].code == s {
			found = append(found, uses[i].use)
		}
	}
	return found
}

// Like returns the registered status that s is most like: s itself if it is
// registered, else what the first of its [Uses] is like. A number that no vendor
// uses is returned unchanged, so Like(299) is 299 and Like(-1) is -1.
//
// Where a code has several uses, Like does not know which one you have met. If you
// know the vendor, look for its use in Uses: a 530 of Cloudflare passes, a 530 of
// Pantheon does not.
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
