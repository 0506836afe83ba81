package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

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
