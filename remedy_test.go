package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

func TestRemedyByHand(t *testing.T) {
	remedy := func(r httpstatus.Remedy) set {
		return where(func(s httpstatus.Status) bool { return s.Remedy() == r })
	}
	compareSets(t, map[string]struct{ got, want set }{
		"wait":           {remedy(httpstatus.RemedyWait), set{423, 429, 502, 503, 504}},
		"reconnect":      {remedy(httpstatus.RemedyReconnect), set{408, 421, 425}},
		"authenticate":   {remedy(httpstatus.RemedyAuthenticate), set{401, 407, 511}},
		"pay":            {remedy(httpstatus.RemedyPay), set{402}},
		"follow":         {remedy(httpstatus.RemedyFollow), set{300, 301, 302, 303, 307, 308}},
		"ask owner":      {remedy(httpstatus.RemedyAskOwner), set{403}},
		"ask operator":   {remedy(httpstatus.RemedyAskOperator), set{305, 500, 501, 506, 507}},
		"look elsewhere": {remedy(httpstatus.RemedyLookElsewhere), set{404}},
		"abandon":        {remedy(httpstatus.RemedyAbandon), set{306, 410, 418, 451}},
		"amend by the client": {where(func(s httpstatus.Status) bool {
			return s.Remedy() == httpstatus.RemedyAmend && s.Actor() == httpstatus.ActorClient
		}), set{400, 405, 406, 411, 412, 414, 415, 416, 417, 424, 426, 428, 431, 505, 508, 510}},
	})
}
