package httpstatus_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"github.com/google/go-cmp/cmp"
)

// What the standards say, written down once more by hand and not read from the
// table, so that a slip in the table shows.
func TestFactsByHand(t *testing.T) {
	type set []httpstatus.Status
	those := func(has func(httpstatus.Status) bool) (s set) {
		for _, status := range codes {
			if has(status) {
				s = append(s, status)
			}
		}
		return s
	}
	caching := func(c httpstatus.Caching) set {
		return those(func(s httpstatus.Status) bool { return s.Caching() == c })
	}
	remedy := func(r httpstatus.Remedy) set {
		return those(func(s httpstatus.Status) bool { return s.Remedy() == r })
	}
	requires := func(field string) set {
		return those(func(s httpstatus.Status) bool { return slices.Contains(slices.Collect(s.RequiredFields()), field) })
	}
	redirects := func(method, to string) set {
		return those(func(s httpstatus.Status) bool { next, _ := s.RedirectMethod(method); return next == to })
	}
	for name, test := range map[string]struct{ got, want set }{
		// RFC 9110, 15.1, and RFC 7725, 3.
		"heuristically cacheable": {caching(httpstatus.CachingHeuristic), set{200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}},
		// RFC 9111, 3: not final. RFC 6585, 3 to 6.
		"never stored": {caching(httpstatus.CachingForbidden), set{100, 101, 102, 103, 104, 428, 429, 431, 511}},
		// RFC 9110, 15.2, 15.3.5, 15.3.6, 15.4.5.
		"no content": {those(func(s httpstatus.Status) bool { return !s.AllowsContent() }), set{100, 101, 102, 103, 104, 204, 205, 304}},
		// RFC 9110, 15.5.2, 15.5.8, 15.5.6, 7.8; RFC 3229, 10.4.1; the draft of 104.
		"WWW-Authenticate":             {requires("WWW-Authenticate"), set{401}},
		"Proxy-Authenticate":           {requires("Proxy-Authenticate"), set{407}},
		"Allow":                        {requires("Allow"), set{405}},
		"Upgrade":                      {requires("Upgrade"), set{101, 426}},
		"Connection":                   {requires("Connection"), set{101, 426}},
		"ETag":                         {requires("ETag"), set{226}},
		"Upload-Draft-Interop-Version": {requires("Upload-Draft-Interop-Version"), set{104}},
		"nothing required": {those(func(s httpstatus.Status) bool { return slices.Collect(s.RequiredFields()) == nil }),
			those(func(s httpstatus.Status) bool { return !slices.Contains(set{101, 104, 226, 401, 405, 407, 426}, s) })},
		// RFC 9110, 15.4.2 to 15.4.4, 15.4.8, 15.4.9.
		"POST stays":       {redirects("POST", "POST"), set{307, 308}},
		"POST becomes GET": {redirects("POST", "GET"), set{301, 302, 303}},
		"PUT stays":        {redirects("PUT", "PUT"), set{301, 302, 307, 308}},
		"PUT becomes GET":  {redirects("PUT", "GET"), set{303}},
		"HEAD stays":       {redirects("HEAD", "HEAD"), set{301, 302, 303, 307, 308}},
		// The retry model of the package.
		"retryable":                  {those(httpstatus.Status.Retryable), set{401, 402, 407, 408, 421, 423, 425, 429, 502, 503, 504, 511}},
		"repeatable GET":             {those(func(s httpstatus.Status) bool { return s.Repeatable("GET") }), set{408, 421, 423, 425, 429, 502, 503, 504}},
		"repeatable POST":            {those(func(s httpstatus.Status) bool { return s.Repeatable("POST") }), set{408, 421, 423, 425, 429}},
		"wait":                       {remedy(httpstatus.RemedyWait), set{423, 429, 502, 503, 504}},
		"reconnect":                  {remedy(httpstatus.RemedyReconnect), set{408, 421, 425}},
		"authenticate":               {remedy(httpstatus.RemedyAuthenticate), set{401, 407, 511}},
		"pay":                        {remedy(httpstatus.RemedyPay), set{402}},
		"follow":                     {remedy(httpstatus.RemedyFollow), set{300, 301, 302, 303, 307, 308}},
		"ask owner":                  {remedy(httpstatus.RemedyAskOwner), set{403}},
		"ask operator":               {remedy(httpstatus.RemedyAskOperator), set{305, 500, 501, 506, 507, 508}},
		"look elsewhere":             {remedy(httpstatus.RemedyLookElsewhere), set{404}},
		"abandon":                    {remedy(httpstatus.RemedyAbandon), set{306, 410, 418, 451}},
		"upstream":                   {those(func(s httpstatus.Status) bool { return s.Actor() == httpstatus.ActorUpstream }), set{502, 504}},
		"operator":                   {those(func(s httpstatus.Status) bool { return s.Actor() == httpstatus.ActorOperator }), set{305, 500, 501, 503, 506, 507, 508}},
		"unknown effect of an error": {those(func(s httpstatus.Status) bool { return s.Err() != nil && s.Effect() != httpstatus.EffectNotApplied }), set{500, 502, 503, 504}},
		"deferred": {those(func(s httpstatus.Status) bool { return s.Indexing() == httpstatus.IndexingDeferred }),
			those(func(s httpstatus.Status) bool { return s == 429 || s >= 500 })},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The methods of the IANA registry by its column Idempotent (RFC 9110, 18.2; RFC 7237,
// 3; the QUERY method's document), but for PRI.
func TestIdempotentMethods(t *testing.T) {
	for list, want := range map[string]bool{
		`ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK MERGE MKACTIVITY MKCALENDAR MKCOL
		MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PROPFIND PROPPATCH PUT QUERY REBIND REPORT SEARCH TRACE UNBIND
		UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL`: true,
		`CONNECT LOCK PATCH POST PRI get NEW *`: false,
	} {
		for method := range strings.FieldsSeq(list) {
			if got := httpstatus.BadGateway.Repeatable(method); got != want {
				t.Errorf("after a 502 %s is repeatable: %t, want %t", method, got, want)
			}
		}
	}
	if !httpstatus.BadGateway.Repeatable("") {
		t.Error(`"" is not taken for GET`)
	}
}

// The sections of RFC 9110 follow the codes, in the order in which they stand there.
func TestSpecsByHand(t *testing.T) {
	want := map[httpstatus.Status]string{
		102: "RFC 2518, 10.1", 103: "RFC 8297, 2", 104: "draft-ietf-httpbis-resumable-upload, 5",
		207: "RFC 4918, 11.1", 208: "RFC 5842, 7.1", 226: "RFC 3229, 10.4.1",
		423: "RFC 4918, 11.3", 424: "RFC 4918, 11.4", 425: "RFC 8470, 5.2",
		428: "RFC 6585, 3", 429: "RFC 6585, 4", 431: "RFC 6585, 5", 451: "RFC 7725, 3",
		506: "RFC 2295, 8.1", 507: "RFC 4918, 11.5", 508: "RFC 5842, 7.2", 510: "RFC 2774, 7", 511: "RFC 6585, 6",
	}
	for class, list := range map[string]string{
		"15.2": "100 101",
		"15.3": "200 201 202 203 204 205 206",
		"15.4": "300 301 302 303 304 305 306 307 308",
		"15.5": "400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 426",
		"15.6": "500 501 502 503 504 505",
	} {
		section := 0
		for code := range strings.FieldsSeq(list) {
			section++
			s, err := httpstatus.Parse(code)
			if err != nil {
				t.Fatal(err)
			}
			want[s] = "RFC 9110, " + class + "." + strconv.Itoa(section)
		}
	}
	got := map[httpstatus.Status]string{}
	for _, s := range codes {
		got[s] = s.Spec().String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
