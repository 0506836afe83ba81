package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

func TestActorByHand(t *testing.T) {
	actor := func(a httpstatus.Actor) set {
		return where(func(s httpstatus.Status) bool { return s.Actor() == a })
	}
	compareSets(t, map[string]struct{ got, want set }{
		"upstream": {actor(httpstatus.ActorUpstream), set{502, 504}},
		"operator": {actor(httpstatus.ActorOperator), set{305, 500, 501, 503, 506, 507}},
		"owner":    {actor(httpstatus.ActorOwner), set{403, 423}},
	})
}
