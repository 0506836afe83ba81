package httpstatus_test

import (
	"slices"
	"testing"

	"example.com/httpstatus"
)

func TestFieldsByHand(t *testing.T) {
	requires := func(field string) set {
		return where(func(s httpstatus.Status) bool { return slices.Contains(s.RequiredFields(), field) })
	}
	expects := func(field string) set {
		return where(func(s httpstatus.Status) bool { return slices.Contains(s.ExpectedFields(), field) })
	}
	compareSets(t, map[string]struct{ got, want set }{
		// RFC 9110, 15.5.2, 15.5.8, 15.5.6, 7.8; RFC 3229, 10.4.1; the draft of 104.
		"WWW-Authenticate":             {requires("WWW-Authenticate"), set{401}},
		"Proxy-Authenticate":           {requires("Proxy-Authenticate"), set{407}},
		"Allow":                        {requires("Allow"), set{405}},
		"Upgrade":                      {requires("Upgrade"), set{101, 426}},
		"Connection":                   {requires("Connection"), set{101, 426}},
		"ETag":                         {requires("ETag"), set{226}},
		"Upload-Draft-Interop-Version": {requires("Upload-Draft-Interop-Version"), set{104}},
		"nothing required": {where(func(s httpstatus.Status) bool { return s.RequiredFields() == nil }),
			where(func(s httpstatus.Status) bool { return !slices.Contains(set{101, 104, 226, 401, 405, 407, 426}, s) })},
		// RFC 9110, 15.5.16 and 12.5.3, RFC 5789, 2.2; 15.3.7.2 of RFC 9110; RFC 3229, 5.5.
		"Accept-Patch":           {expects("Accept-Patch"), set{415}},
		"Accept-Encoding":        {expects("Accept-Encoding"), set{415}},
		"Content-Type":           {expects("Content-Type"), set{206}},
		"Content-Range":          {expects("Content-Range"), set{206, 416}},
		"expected Cache-Control": {expects("Cache-Control"), set{206, 226, 304}},
		"Retry-After":            {expects("Retry-After"), set{413, 429, 503}},
		"Location":               {expects("Location"), set{104, 201, 300, 301, 302, 303, 307, 308}},
	})
}
