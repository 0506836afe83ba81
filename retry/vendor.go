package retry

import (
	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// like returns the registered status that answers for s: s itself, unless it is a
// vendor's code. If several vendors use the code, the use that allows least decides.
func like(s httpstatus.Status) httpstatus.Status {
	if s.Registration() != httpstatus.RegistrationNone {
		return s
	}
	found := s
	for use := range nonstandard.Uses(s) {
		switch {
		case !use.OnWire:
		case found == s, !use.Like.Repeatable("GET"), !use.Like.Repeatable("POST") && found.Repeatable("POST"):
			found = use.Like
		}
	}
	return found
}
