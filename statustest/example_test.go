package statustest_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"example.com/httpstatus/statustest"
)

// The handler refuses a method, but does not say which methods it supports.
func ExampleHandler() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != "GET" {
			http.Error(w, "no", http.StatusMethodNotAllowed)
		}
	})
	fmt.Println(statustest.Handler(handler, httptest.NewRequest("GET", "/", nil)))
	fmt.Println(statustest.Handler(handler, httptest.NewRequest("DELETE", "/", nil)))
	// Output:
	// <nil>
	// DELETE /: 405 Method Not Allowed: no Allow field: a 405 must have an Allow field that lists the supported methods; the list may be empty (RFC 9110, 15.5.6)
}

// All tests of a suite use one client, which checks every response.
func ExampleTransport() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("Retry-After", "soon")
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprint(w, `{"title": "Slower, please", "status": 400}`)
	}))
	defer server.Close()

	report := func(err error) { fmt.Println(err) } // in a test, t.Error
	client := &http.Client{Transport: statustest.Transport(nil, report)}

	resp, err := client.Get(server.URL + "/things")
	if err != nil {
		fmt.Println(err)
		return
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	// Output:
	// GET /things: 429 Too Many Requests: Retry-After is "soon": Retry-After must be a number of seconds, or a date in the format of Sun, 06 Nov 1994 08:49:37 GMT, with the right weekday (RFC 9110, 10.2.3)
	// GET /things: 429 Too Many Requests: the status member is 400: the status member of a problem document must be the status of the response (RFC 9457, 3.1.2)
}

// Check one response, and find the first breach.
func ExampleCheck() {
	resp := &http.Response{
		StatusCode: http.StatusCreated,
		Header:     http.Header{"Location": {"/things/my thing#top"}},
	}
	err := statustest.Check(resp)
	fmt.Println(err)

	var first statustest.Breach
	if errors.As(err, &first) {
		fmt.Println(first.Rule, first.Level, first.Spec.URL())
	}
	// Output:
	// 201 Created: Location is "/things/my thing#top": Location must be a URI reference (RFC 9110, 10.2.2)
	// 201 Created: Location is "/things/my thing#top": the Location of a 201 ought to have no fragment, because it is supposed to be specific to the created resource (RFC 9110, 10.2.2)
	// location-uri MUST https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2
}

// A client of net/http would not see the content of this 204.
func ExampleCheckRaw() {
	request := httptest.NewRequest("PUT", "/things/1", nil)
	response := "HTTP/1.1 204\r\n" +
		"Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n" +
		"Content-Length: 2\r\n" +
		"\r\n" +
		"ok"
	fmt.Println(statustest.CheckRaw(strings.NewReader(response), request))
	// Output:
	// PUT /things/1: 204 No Content: there is content: "ok": 1xx, 204 and 304 responses must not have content; they end with the header section (RFC 9110, 6.4.1)
	// PUT /things/1: 204 No Content: Content-Length is 2: 1xx, 204 and 2xx-to-CONNECT responses must not have Content-Length, not even 0 (RFC 9110, 8.6)
	// PUT /things/1: 204 No Content: the first line is "HTTP/1.1 204": the first line must be HTTP-version SP 3DIGIT SP [reason-phrase], with the second space even if no phrase follows (RFC 9112, 4)
}

// A redirect should say where to go. A test that accepts a redirect without Location
// keeps only the requirements.
func ExampleMusts() {
	err := statustest.Check(&http.Response{StatusCode: http.StatusFound})
	fmt.Println(err)
	fmt.Println(statustest.Musts(err))
	// Output:
	// 302 Found: no Location field: 301, 302, 307 and 308 should say in Location where to go (RFC 9110, 15.4.3)
	// <nil>
}

// A server without a clock sends no Date.
func ExampleExcept() {
	request := httptest.NewRequest("GET", "/", nil)
	response := "HTTP/1.1 401 Unauthorized\r\n\r\n"
	err := statustest.Musts(statustest.CheckRaw(strings.NewReader(response), request))
	fmt.Println(statustest.Except(err, "date"))
	fmt.Println(statustest.Except(nil, "dates"))
	// Output:
	// GET /: 401 Unauthorized: no challenge in WWW-Authenticate: a 401 must have a WWW-Authenticate field with at least one challenge (RFC 9110, 15.5.2)
	// statustest: no rule has the name "dates"; the README of statustest lists the names
}

func ExampleBreach() {
	err := statustest.Check(&http.Response{StatusCode: http.StatusUnauthorized})
	var b statustest.Breach
	if errors.As(err, &b) {
		fmt.Println(b.Rule)
		fmt.Println(b.Level)
		fmt.Println(b.Text)
		fmt.Println(b.Spec)
		fmt.Println(b.Status)
		fmt.Println(b.Found)
	}
	// Output:
	// www-authenticate
	// MUST
	// a 401 must have a WWW-Authenticate field with at least one challenge
	// RFC 9110, 15.5.2
	// 401 Unauthorized
	// no challenge in WWW-Authenticate
}

func ExampleLevel() {
	fmt.Println(statustest.Must, statustest.Should, statustest.Advisory)
	// Output: MUST SHOULD ought to
}
