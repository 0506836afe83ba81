package retrytest_test

import (
	"testing"

	"example.com/httpstatus/retry/retrytest"
)

func TestFaultString(t *testing.T) {
	for fault, want := range map[retrytest.Fault]string{
		0: "None", 1: "Refuse", 2: "Close", 3: "Reset", 4: "Hang", 5: "CutHeader", 6: "CutContent", 7: "HangContent", 8: "DripContent",
		9: "Abort", 10: "RefuseStream", 11: "GoAway", 12: "GoAwayUnprocessed", 13: "Fault(13)", 255: "Fault(255)",
	} {
		if got := fault.String(); got != want {
			t.Errorf("Fault %d is %q; want %q", fault, got, want)
		}
	}
	if retrytest.GoAwayUnprocessed != 12 || retrytest.DripContent != 8 {
		t.Error("a fault has another number than in earlier versions")
	}
}
