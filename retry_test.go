package httpstatus_test

import (
	"strings"
	"testing"

	"example.com/httpstatus"
)

// The methods of the IANA registry, by its column Idempotent (RFC 9110, 18.2; RFC 7237, 3;
// RFC 10008 for QUERY), except PRI.
func TestIdempotentMethods(t *testing.T) {
	for list, want := range map[string]bool{
		`ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK MERGE MKACTIVITY MKCALENDAR MKCOL
		MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PROPFIND PROPPATCH PUT QUERY REBIND REPORT SEARCH TRACE UNBIND
		UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL`: true,
		`CONNECT LOCK PATCH POST PRI get NEW *`: false,
	} {
		for method := range strings.FieldsSeq(list) {
			if got := httpstatus.BadGateway.Repeatable(method); got != want {
				t.Errorf("after a 502 %s is repeatable: %t, want %t", method, got, want)
			}
		}
	}
	if !httpstatus.BadGateway.Repeatable("") {
		t.Error(`"" is not treated as GET`)
	}
}

func TestRetryByHand(t *testing.T) {
	compareSets(t, map[string]struct{ got, want set }{
		"retryable":       {where(httpstatus.Status.Retryable), set{401, 402, 407, 408, 421, 423, 425, 429, 502, 503, 504, 511}},
		"repeatable GET":  {where(func(s httpstatus.Status) bool { return s.Repeatable("GET") }), set{408, 421, 425, 429, 502, 503, 504}},
		"repeatable POST": {where(func(s httpstatus.Status) bool { return s.Repeatable("POST") }), set{408, 421, 425, 429}},
	})
}
