package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

func TestEffectByHand(t *testing.T) {
	compareSets(t, map[string]struct{ got, want set }{
		"unknown effect of an error": {where(func(s httpstatus.Status) bool { return s.Err() != nil && s.Effect() != httpstatus.EffectNotApplied }), set{406, 500, 502, 503, 504}},
		"applied":                    {where(func(s httpstatus.Status) bool { return s.Effect() == httpstatus.EffectApplied }), set{200, 201, 203, 204, 205, 206, 208, 226}},
	})
}
