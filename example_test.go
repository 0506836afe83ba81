package httpstatus_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// You need one line to show a message in the user's language.
func Example() {
	s := httpstatus.Forbidden
	fmt.Println(s.Title(lang.English))
	fmt.Println(s.Meaning(lang.English))
	fmt.Println(s.Advice(lang.English))
	fmt.Println(s.Title(lang.Korean))
	// Output:
	// Access denied
	// The server understood the request but does not allow it. The same request will be refused again.
	// If you need access, please ask the person responsible for this resource.
	// 접근 거부됨
}

// A client decides whether to send a request again.
func Example_client() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(int(httpstatus.ServiceUnavailable))
	}))
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	resp.Body.Close()
	s := httpstatus.Status(resp.StatusCode)
	if s.Repeatable("GET") {
		wait, err := httpstatus.ParseRetryAfter(resp.Header.Get("Retry-After"), time.Now())
		fmt.Println(s.Remedy(), wait, err)
	}
	fmt.Println(s.Repeatable("POST"))
	// Output:
	// Wait 2m0s <nil>
	// false
}

func ExampleAll() {
	for _, s := range httpstatus.All() {
		if s.Registration() != httpstatus.RegistrationPermanent {
			fmt.Println(s, s.Registration())
		}
	}
	// Output:
	// 104 Upload Resumption Supported Temporary
	// 306 (Unused) Unused
	// 418 (Unused) Unused
	// 510 Not Extended Obsoleted
}

func ExampleParse() {
	fmt.Println(httpstatus.Parse("404"))
	fmt.Println(httpstatus.Parse("413 payload too large"))
	_, err := httpstatus.Parse("404 Found")
	fmt.Println(err)
	_, err = httpstatus.Parse("4o4")
	fmt.Println(err)
	// Output:
	// 404 Not Found <nil>
	// 413 Content Too Large <nil>
	// httpstatus: parse "404 Found": this is not a phrase of the code; want "404 Not Found"
	// httpstatus: parse "4o4": not a status code; want three digits from 100 to 999, alone or with the code's phrase
}

func ExampleParseRetryAfter() {
	now := time.Date(1994, time.November, 6, 8, 49, 0, 0, time.UTC)
	fmt.Println(httpstatus.ParseRetryAfter("120", now))
	fmt.Println(httpstatus.ParseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", now))
	fmt.Println(httpstatus.ParseRetryAfter("0.3", now))
	fmt.Println(httpstatus.ParseRetryAfter("Sun, 6 Nov 1994 09:49:37 +0100", now))
	_, err := httpstatus.ParseRetryAfter("-1", now)
	fmt.Println(err)
	// Output:
	// 2m0s <nil>
	// 37s <nil>
	// 1s <nil>
	// 37s <nil>
	// httpstatus: parse Retry-After "-1": want a number of seconds, such as 120, or a date such as "Sun, 06 Nov 1994 08:49:37 GMT"
}

func ExampleStatus_String() {
	fmt.Println(httpstatus.NotFound.String())
	fmt.Println(httpstatus.Status(299).String())
	// Output:
	// 404 Not Found
	// 299
}

func ExampleStatus_Phrase() {
	fmt.Printf("%q %q %q\n", httpstatus.ContentTooLarge.Phrase(), http.StatusText(http.StatusRequestEntityTooLarge), httpstatus.Status(299).Phrase())
	// Output: "Content Too Large" "Request Entity Too Large" ""
}

func ExampleStatus_Title() {
	fmt.Println(httpstatus.RequestTimeout.Title(lang.English))
	// Output: Request not received in time
}

func ExampleStatus_Meaning() {
	fmt.Println(httpstatus.NotFound.Meaning(lang.English))
	fmt.Println(httpstatus.Gone.Meaning(lang.English))
	// Output:
	// Nothing was found at this address. This may be temporary or permanent.
	// The resource used to be here but has been removed for good. Links to it should be deleted.
}

func ExampleStatus_Advice() {
	fmt.Println(httpstatus.Unauthorized.Advice(lang.English))
	fmt.Printf("%q\n", httpstatus.OK.Advice(lang.English))
	// Output:
	// Sign in, or send valid credentials with the request, and try again.
	// ""
}

func ExampleStatus_Causes() {
	for _, cause := range httpstatus.ServiceUnavailable.Causes(lang.English) {
		fmt.Println("-", cause)
	}
	// Output:
	// - There is too much traffic, and the server is overloaded
	// - A resource that the service needs is locked
	// - The server is restarting
	// - A firewall that is configured incorrectly blocks the service
	// - Various other temporary problems
}

func ExampleStatus_Class() {
	fmt.Println(httpstatus.Forbidden.Class(), httpstatus.Forbidden.Class() == httpstatus.ClientError)
	fmt.Println(httpstatus.Status(471).Class())
	// Output:
	// ClientError true
	// ClientError
}

func ExampleStatus_Registration() {
	fmt.Println(httpstatus.NotExtended.Registration(), httpstatus.Status(499).Registration())
	// Output: Obsoleted None
}

func ExampleStatus_Recognized() {
	fmt.Println(httpstatus.Status(418).Recognized(), httpstatus.Status(499).Recognized(), httpstatus.Status(600).Recognized())
	// Output: 418 (Unused) 400 Bad Request 500 Internal Server Error
}

func ExampleStatus_Spec() {
	spec := httpstatus.NotFound.Spec()
	fmt.Println(spec)
	fmt.Println(spec.URL())
	// Output:
	// RFC 9110, 15.5.5
	// https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5
}

func ExampleSpec_String() {
	fmt.Println(httpstatus.Spec{Document: "RFC 6585", Section: "4"}.String())
	// Output: RFC 6585, 4
}

func ExampleSpec_URL() {
	fmt.Println(httpstatus.UploadResumptionSupported.Spec().URL())
	// Output: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-resumable-upload#section-5
}

func ExampleStatus_Retryable() {
	fmt.Println(httpstatus.Unauthorized.Retryable(), httpstatus.Forbidden.Retryable())
	// Output: true false
}

func ExampleStatus_Repeatable() {
	for _, s := range []httpstatus.Status{401, 421, 429, 500, 502} {
		fmt.Println(int(s), s.Repeatable("GET"), s.Repeatable("POST"))
	}
	// Output:
	// 401 false false
	// 421 true true
	// 429 true true
	// 500 false false
	// 502 true false
}

func ExampleStatus_Remedy() {
	fmt.Println(httpstatus.Unauthorized.Remedy(), httpstatus.Forbidden.Remedy(), httpstatus.MisdirectedRequest.Remedy())
	// Output: Authenticate AskOwner Reconnect
}

func ExampleStatus_Actor() {
	fmt.Println(httpstatus.InternalServerError.Actor(), httpstatus.BadGateway.Actor(), httpstatus.Forbidden.Actor())
	// Output: Operator Upstream Owner
}

func ExampleStatus_Effect() {
	fmt.Println(httpstatus.Unauthorized.Effect(), httpstatus.GatewayTimeout.Effect(), httpstatus.Created.Effect())
	// Output: NotApplied Unknown Applied
}

func ExampleStatus_AllowsContent() {
	fmt.Println(httpstatus.OK.AllowsContent(), httpstatus.NoContent.AllowsContent())
	// Output: true false
}

func ExampleStatus_Caching() {
	fmt.Println(httpstatus.NotFound.Caching(), httpstatus.Found.Caching(), httpstatus.TooManyRequests.Caching())
	// Output: Heuristic Explicit Forbidden
}

func ExampleStatus_RequiredFields() {
	fmt.Println(httpstatus.MethodNotAllowed.RequiredFields())
	// Output: [Allow]
}

func ExampleStatus_ExpectedFields() {
	fmt.Println(httpstatus.Created.ExpectedFields())
	// Output: [Location]
}

func ExampleStatus_RedirectMethod() {
	for _, s := range []httpstatus.Status{302, 303, 308, 304} {
		next, ok := s.RedirectMethod("POST")
		fmt.Printf("%d %q %v\n", s, next, ok)
	}
	// Output:
	// 302 "GET" true
	// 303 "GET" true
	// 308 "POST" true
	// 304 "" false
}

func ExampleStatus_Indexing() {
	during := httpstatus.ServiceUnavailable.Indexing()
	fmt.Println(during, during.Limit())
	// Output: Deferred 48h0m0s
}

func ExampleStatus_Error() {
	err := fmt.Errorf("user 7: %w", httpstatus.NotFound)
	fmt.Println(err)
	// Output: user 7: 404 Not Found
}

func ExampleStatus_Is() {
	err := fmt.Errorf("user 7: %w", httpstatus.NotFound)
	fmt.Println(errors.Is(err, httpstatus.NotFound), errors.Is(err, fs.ErrNotExist), errors.Is(err, httpstatus.Gone))
	// Output: true true false
}

func ExampleStatus_Err() {
	fmt.Println(httpstatus.OK.Err(), httpstatus.NotFound.Err(), httpstatus.Status(0).Err())
	// Output: <nil> 404 Not Found 0
}

func ExampleStatus_Timeout() {
	err := fmt.Errorf("fetch the feed: %w", httpstatus.GatewayTimeout)
	var timeout interface{ Timeout() bool }
	fmt.Println(errors.As(err, &timeout) && timeout.Timeout())
	// Output: true
}

func ExampleClass_Meaning() {
	fmt.Println(httpstatus.ServerError.Meaning(lang.English))
	// Output: The server failed to carry out a request that appears to be valid.
}

func ExampleClass_String() {
	fmt.Printf("%q %q\n", httpstatus.Redirection.String(), httpstatus.Class(0).String())
	// Output: "Redirection" "Class(0)"
}

func ExampleRemedy_Meaning() {
	fmt.Println(httpstatus.RemedyWait.Meaning(lang.English))
	// Output: Please wait a moment, then try again.
}

func ExampleRemedy_String() {
	fmt.Println(httpstatus.RemedyLookElsewhere.String())
	// Output: LookElsewhere
}

func ExampleActor_String() {
	fmt.Println(httpstatus.ActorUpstream.String())
	// Output: Upstream
}

func ExampleEffect_String() {
	fmt.Println(httpstatus.EffectNotApplied.String())
	// Output: NotApplied
}

func ExampleRegistration_String() {
	fmt.Println(httpstatus.RegistrationUnused.String())
	// Output: Unused
}

func ExampleCaching_String() {
	fmt.Println(httpstatus.CachingHeuristic.String())
	// Output: Heuristic
}

func ExampleIndexing_String() {
	fmt.Println(httpstatus.IndexingDropped.String())
	// Output: Dropped
}

func ExampleIndexing_Limit() {
	fmt.Println(httpstatus.IndexingDeferred.Limit(), httpstatus.IndexingDropped.Limit())
	// Output: 48h0m0s 0s
}

// The texts of an error page besides those of its status.
func ExampleLabel_Text() {
	fmt.Println(httpstatus.LabelRetry.Text(lang.English))
	fmt.Println(httpstatus.LabelRetry.Text(lang.Korean))
	// Output:
	// Try again
	// 다시 시도
}
