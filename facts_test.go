package httpstatus_test

import (
	"maps"
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
	expects := func(field string) set {
		return those(func(s httpstatus.Status) bool { return slices.Contains(slices.Collect(s.ExpectedFields()), field) })
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
		// RFC 9110, 15.5.16 and 12.5.3, RFC 5789, 2.2; 15.3.7.2 of RFC 9110; RFC 3229, 5.5.
		"Accept-Patch":           {expects("Accept-Patch"), set{415}},
		"Accept-Encoding":        {expects("Accept-Encoding"), set{415}},
		"Content-Type":           {expects("Content-Type"), set{206}},
		"Content-Range":          {expects("Content-Range"), set{206, 416}},
		"expected Cache-Control": {expects("Cache-Control"), set{206, 226, 304}},
		"Retry-After":            {expects("Retry-After"), set{413, 429, 503}},
		"Location":               {expects("Location"), set{104, 201, 300, 301, 302, 303, 307, 308}},
		// RFC 9110, 15.4.2 to 15.4.4, 15.4.8, 15.4.9.
		"POST stays":       {redirects("POST", "POST"), set{307, 308}},
		"POST becomes GET": {redirects("POST", "GET"), set{301, 302, 303}},
		"PUT stays":        {redirects("PUT", "PUT"), set{301, 302, 307, 308}},
		"PUT becomes GET":  {redirects("PUT", "GET"), set{303}},
		"HEAD stays":       {redirects("HEAD", "HEAD"), set{301, 302, 303, 307, 308}},
		// The retry model of the package.
		"retryable":                  {those(httpstatus.Status.Retryable), set{401, 402, 407, 408, 421, 423, 425, 429, 502, 503, 504, 511}},
		"repeatable GET":             {those(func(s httpstatus.Status) bool { return s.Repeatable("GET") }), set{408, 421, 425, 429, 502, 503, 504}},
		"repeatable POST":            {those(func(s httpstatus.Status) bool { return s.Repeatable("POST") }), set{408, 421, 425, 429}},
		"wait":                       {remedy(httpstatus.RemedyWait), set{423, 429, 502, 503, 504}},
		"reconnect":                  {remedy(httpstatus.RemedyReconnect), set{408, 421, 425}},
		"authenticate":               {remedy(httpstatus.RemedyAuthenticate), set{401, 407, 511}},
		"pay":                        {remedy(httpstatus.RemedyPay), set{402}},
		"follow":                     {remedy(httpstatus.RemedyFollow), set{300, 301, 302, 303, 307, 308}},
		"ask owner":                  {remedy(httpstatus.RemedyAskOwner), set{403}},
		"ask operator":               {remedy(httpstatus.RemedyAskOperator), set{305, 500, 501, 506, 507}},
		"look elsewhere":             {remedy(httpstatus.RemedyLookElsewhere), set{404}},
		"abandon":                    {remedy(httpstatus.RemedyAbandon), set{306, 410, 418, 451}},
		"upstream":                   {those(func(s httpstatus.Status) bool { return s.Actor() == httpstatus.ActorUpstream }), set{502, 504}},
		"operator":                   {those(func(s httpstatus.Status) bool { return s.Actor() == httpstatus.ActorOperator }), set{305, 500, 501, 503, 506, 507}},
		"unknown effect of an error": {those(func(s httpstatus.Status) bool { return s.Err() != nil && s.Effect() != httpstatus.EffectNotApplied }), set{406, 500, 502, 503, 504}},
		"applied":                    {those(func(s httpstatus.Status) bool { return s.Effect() == httpstatus.EffectApplied }), set{200, 201, 203, 204, 205, 206, 208, 226}},
		"owner":                      {those(func(s httpstatus.Status) bool { return s.Actor() == httpstatus.ActorOwner }), set{403, 423}},
		"amend by the client": {those(func(s httpstatus.Status) bool {
			return s.Remedy() == httpstatus.RemedyAmend && s.Actor() == httpstatus.ActorClient
		}), set{400, 405, 406, 411, 412, 414, 415, 416, 417, 424, 426, 428, 431, 505, 508, 510}},
		"deferred": {those(func(s httpstatus.Status) bool { return s.Indexing() == httpstatus.IndexingDeferred }),
			those(func(s httpstatus.Status) bool { return s == 429 || s >= 500 })},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A code that is not registered is not defined as heuristically cacheable, so it is not
// (RFC 9110, 15.1; RFC 9111, 4.2.2). No 1xx is final (RFC 9111, 3).
func TestCachingOfUnknownCodes(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		want := httpstatus.CachingExplicit
		if 100 <= code && code <= 199 {
			want = httpstatus.CachingForbidden
		}
		if s.Registration() == httpstatus.RegistrationNone && s.Caching() != want {
			t.Errorf("%d: %v, want %v", code, s.Caching(), want)
		}
	}
}

// The facts that no standard decides, after a reading of the section of each status. If
// you write "silent" into another cell, or a source into one of these, change the list.
func TestSilent(t *testing.T) {
	want := map[string]string{
		"remedy_source":   "305 306 402 404 418 424 500 501 502 504",
		"effect_source":   "208 300 301 302 305 306 307 308 402 406 416 418 429 500 502 503 504 506",
		"caching_source":  "",
		"content_source":  "",
		"redirect_source": "",
		"indexing_source": "100 101 102 103 104 205 300 305 306 418",
	}
	got := map[string]string{}
	rows := catalog(t)
	for column := range want {
		var silent []string
		for _, code := range slices.Sorted(maps.Keys(rows)) {
			if rows[code][column] == "silent" {
				silent = append(silent, strconv.Itoa(code))
			}
		}
		got[column] = strings.Join(silent, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, code := range slices.Sorted(maps.Keys(rows)) { // and where there are fields there is a source
		if silent := rows[code]["fields_source"] == "silent"; silent != (rows[code]["required"]+rows[code]["expected"] == "") {
			t.Errorf("%d: fields_source is %q", code, rows[code]["fields_source"])
		}
	}
}

// What the standards' own text says, row by row.
func TestSourcesByHand(t *testing.T) {
	rows := catalog(t)
	for cell, want := range map[string]string{
		"206 fields_source":   "RFC 9110, 15.3.7; RFC 9110, 15.3.7.1; RFC 9110, 15.3.7.2",
		"226 fields_source":   "RFC 3229, 10.4.1; RFC 3229, 10.5.1; RFC 3229, 10.5.2; RFC 3229, 5.5",
		"300 redirect_source": "Fetch, redirect status",
		"303 effect_source":   "RFC 9110, 15.4.4",
		"403 remedy_source":   "RFC 9110, 15.5.4",
		"415 fields_source":   "RFC 9110, 15.5.16; RFC 9110, 12.5.3; RFC 5789, 2.2",
		"417 effect_source":   "RFC 9110, 10.1.1",
		"423 remedy_source":   "RFC 4918, 6.4; RFC 4918, 6.6",
		"423 effect_source":   "RFC 4918, 7.5",
		"428 effect_source":   "RFC 6585, 3",
		"451 remedy_source":   "RFC 7725, 3",
		"507 remedy_source":   "RFC 4918, 11.5",
		"508 remedy_source":   "RFC 5842, 7.1",
		"511 effect_source":   "RFC 6585, 6.1",
	} {
		code, column, _ := strings.Cut(cell, " ")
		s, err := httpstatus.Parse(code)
		if got := rows[int(s)][column]; err != nil || got != want {
			t.Errorf("%s: %q, want %q", cell, got, want)
		}
	}
}

// The methods of the IANA registry by its column Idempotent (RFC 9110, 18.2; RFC 7237,
// 3; RFC 10008 for QUERY), but for PRI.
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
