package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/enum/enumtest"
)

func TestNames(t *testing.T) {
	var r httpstatus.Remedy
	for _, text := range []string{"wait", "WAIT"} {
		if err := r.UnmarshalText([]byte(text)); err == nil || r != 0 {
			t.Errorf("%s is read as %v; want an error, because upper and lower case count", text, r)
		}
	}
	enumtest.Check[httpstatus.Class](t, "Class", "", "Informational", "Successful", "Redirection", "ClientError", "ServerError")
	enumtest.Check[httpstatus.Label](t, "Label", "", "Home", "Retry", "RequestID", "Support")
	enumtest.Check[httpstatus.Registration](t, "Registration", "None", "Permanent", "Temporary", "Unused", "Obsoleted")
	enumtest.Check[httpstatus.Remedy](t, "Remedy", "None", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon")
	enumtest.Check[httpstatus.Actor](t, "Actor", "Nobody", "Client", "User", "Owner", "Operator", "Upstream")
	enumtest.Check[httpstatus.Effect](t, "Effect", "Unknown", "NotApplied", "Applied")
	enumtest.Check[httpstatus.Caching](t, "Caching", "Explicit", "Heuristic", "Forbidden")
	enumtest.Check[httpstatus.Indexing](t, "Indexing", "Unknown", "Kept", "Followed", "Dropped", "Deferred")
}
