package httpstatus_test

import (
	"strings"
	"testing"

	"example.com/httpstatus"
)

// The small types are bytes, and every byte has a String: the constants in their order,
// then nothing.
func TestNames(t *testing.T) {
	for kind, test := range map[string]struct {
		name  func(uint8) string
		names string
	}{
		"Class":        {func(v uint8) string { return httpstatus.Class(v).String() }, " Informational Successful Redirection ClientError ServerError"},
		"Registration": {func(v uint8) string { return httpstatus.Registration(v).String() }, "None Permanent Temporary Unused Obsoleted"},
		"Remedy": {func(v uint8) string { return httpstatus.Remedy(v).String() },
			"None Wait Reconnect Authenticate Pay Amend Follow AskOwner AskOperator LookElsewhere Abandon"},
		"Actor":    {func(v uint8) string { return httpstatus.Actor(v).String() }, "Nobody Client User Owner Operator Upstream"},
		"Effect":   {func(v uint8) string { return httpstatus.Effect(v).String() }, "Unknown NotApplied Applied"},
		"Caching":  {func(v uint8) string { return httpstatus.Caching(v).String() }, "Explicit Heuristic Forbidden"},
		"Indexing": {func(v uint8) string { return httpstatus.Indexing(v).String() }, "Unknown Kept Followed Dropped Deferred"},
	} {
		names := strings.Split(test.names, " ")
		for v := range 256 {
			want := ""
			if v < len(names) {
				want = names[v]
			}
			if got := test.name(uint8(v)); got != want {
				t.Errorf("%s(%d) is %q, want %q", kind, v, got, want)
			}
		}
	}
}
