package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

// RFC 9110, 15: a client treats an unknown code as the x00 of its class, and an invalid number
// as 500.
func TestRecognized(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		want := httpstatus.Status(code)
		switch {
		case code < 100 || code > 599:
			want = 500
		case want.Registration() == httpstatus.RegistrationNone:
			want = want / 100 * 100
		}
		if got := httpstatus.Status(code).Recognized(); got != want {
			t.Errorf("%d is treated as %v; want %v", code, got, want)
		}
	}
}

func TestRegistrationByHand(t *testing.T) {
	registration := func(r httpstatus.Registration) set {
		return where(func(s httpstatus.Status) bool { return s.Registration() == r })
	}
	compareSets(t, map[string]struct{ got, want set }{
		"none":      {registration(httpstatus.RegistrationNone), nil},
		"temporary": {registration(httpstatus.RegistrationTemporary), set{104}},
		"unused":    {registration(httpstatus.RegistrationUnused), set{306, 418}},
		"obsoleted": {registration(httpstatus.RegistrationObsoleted), set{510}},
	})
}
