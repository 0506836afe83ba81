// Package nonstandard names the status codes that vendors use and nobody
// registered: a 499 in a log, a 522 in a response.
//
//	for use := range nonstandard.Uses(499) {
//		fmt.Println(use.Vendor, use.Meaning)
//	}
//
// To package httpstatus such a code is unknown and answers as the x00 of its class
// (RFC 9110, 15). That is what a client has to do that knows no better; here is
// what one can know. Since nobody registers these codes, one code has several
// uses, and who sent the response decides which it is. Each use says which
// registered status it is like, and that one answers the rest:
//
//	nonstandard.CloudflareConnectionTimedOut.Repeatable("GET") // false: as after a 500
//	use.Like.Repeatable("GET")                                 // true: as after a 504
//
// A registered code that a vendor uses for something else, such as 308, has its
// uses here as well, but its constant is in package httpstatus alone. What no
// vendor was ever seen to use, such as 218, is not here.
//
// Everything comes from one table, internal/gen/nonstandard.csv. To send one of
// these codes is hardly ever right: clients that do not know it see only its class.
package nonstandard

import (
	"iter"

	"example.com/httpstatus"
)

// A Use is what one vendor means by a code.
type Use struct {
	Vendor  string // who uses the code: "nginx"
	Phrase  string // how the vendor calls it: "Client Closed Request"; "" for no name
	Meaning string // one English sentence, which names the registered status that it collides with

	// Like is the registered status, always a permanent one, that is most like
	// this use. It is chosen to answer Retryable, Repeatable and Meaning as befits
	// the use; never does it allow repeating what the vendor asks not to repeat.
	// What else it answers need not hold: the fields that a response must have, or
	// whether the request was applied.
	Like httpstatus.Status

	// OnWire reports whether a client may find the code in a status line. It is
	// false for a code that stays in the server's logs, that stands in the content
	// of a response with another status, or that the server replaces by another
	// unless it is configured not to.
	OnWire bool

	// Verified reports whether the vendor's own text or program confirms the use.
	// The others are often told of and rest on hearsay to some degree.
	Verified bool
}

// An entry is a row of the generated table.
type entry struct {
	code httpstatus.Status
	use  Use
}

// Uses returns what vendors use s for, beside or against its registration, in the
// order of the table. Most codes have no such use; some have four.
func Uses(s httpstatus.Status) iter.Seq[Use] {
	return func(yield func(Use) bool) {
		for i := range uses {
			if uses[i].code == s && !yield(uses[i].use) {
				return
			}
		}
	}
}
