package statustest_test

import (
	"testing"

	"example.com/httpstatus/internal/enum/enumtest"
	"example.com/httpstatus/statustest"
)

func TestLevel(t *testing.T) {
	enumtest.Check[statustest.Level](t, "Level", "MUST", "SHOULD", "ought to")
	if statustest.Must != 0 || statustest.Should != 1 || statustest.Advisory != 2 {
		t.Error("a level has another number than in earlier versions")
	}
}
