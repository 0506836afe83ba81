package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

// A server that speaks three languages. The handler says what went wrong by
// returning it; the mux's own 404 is made readable too.
func Example() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean, lang.Arabic)}
	mux := http.NewServeMux()
	mux.Handle("GET /users/{id}", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("user %q: %w", r.PathValue("id"), httpstatus.NotFound)
	}))
	server := httptest.NewServer(errs.Middleware(mux))
	defer server.Close()

	for _, path := range []string{"/users/7", "/elsewhere"} {
		r, _ := http.NewRequest("GET", server.URL+path, nil)
		r.Header.Set("Accept", "text/plain")
		r.Header.Set("Accept-Language", "ko-KR")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			fmt.Println(err)
			return
		}
		io.Copy(os.Stdout, resp.Body)
		resp.Body.Close()
	}
	// Output:
	// 404 찾을 수 없음
	//
	// 서버가 이 주소에서 제공할 것을 찾지 못했습니다. 이 상태가 계속될지는 알 수 없습니다.
	//
	// 주소에 잘못된 부분이 없는지 확인하거나 다른 곳에서 리소스를 찾아보십시오.
	// 404 찾을 수 없음
	//
	// 서버가 이 주소에서 제공할 것을 찾지 못했습니다. 이 상태가 계속될지는 알 수 없습니다.
	//
	// 주소에 잘못된 부분이 없는지 확인하거나 다른 곳에서 리소스를 찾아보십시오.
}

func ExampleResponder_Respond() {
	errs := &problem.Responder{} // the zero value speaks English
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)

	w.Header().Set("Retry-After", "30")
	errs.Respond(w, r, httpstatus.TooManyRequests)

	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	fmt.Println(w.Header().Get("Retry-After"), w.Header().Get("Cache-Control"))
	fmt.Println(w.Body)
	// Output:
	// 429 application/problem+json
	// 30 no-store
	// {"type":"about:blank","title":"Too many requests","status":429,"detail":"Too many requests were sent in a short time, and the server accepts no more for now. Please wait a little, then try again."}
}

// A handler just returns its errors. What the reader is to see of them it puts
// into Details.
func ExampleResponder_Handle() {
	errs := &problem.Responder{}
	h := errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("account 12345 of Ada: %w", &problem.Details{
			Type:       "https://example.com/probs/out-of-credit",
			Title:      "Out of credit",
			Status:     httpstatus.Forbidden,
			Detail:     "The balance is 30, but that costs 50.",
			Extensions: map[string]any{"balance": 30},
		})
	})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Body)
	// Output:
	// {"type":"https://example.com/probs/out-of-credit","title":"Out of credit","status":403,"detail":"The balance is 30, but that costs 50.","balance":30}
}

// Middleware makes what old handlers send with http.Error readable and leaves
// alone what they made on purpose. The text that is not sent goes to the log.
func ExampleResponder_Middleware() {
	errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))}
	mux := http.NewServeMux()
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "dial tcp 10.0.0.7: connection refused", http.StatusBadGateway)
	})
	mux.HandleFunc("/api", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error":"no name given"}`)
	})
	h := errs.Middleware(mux)

	for _, path := range []string{"/old", "/api"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		fmt.Println(w.Body)
	}
	// Output:
	// level=ERROR msg="error response" status=502 method=GET path=/old error="dial tcp 10.0.0.7: connection refused"
	// {"type":"about:blank","title":"Bad answer from upstream","status":502,"detail":"The server, acting as a gateway, passed the request on to an upstream server and got an answer that it cannot use. Please wait a little, then try again."}
	//
	// {"error":"no name given"}
}

// A page of your own.
func ExamplePage() {
	errs := &problem.Responder{Page: template.Must(template.New("").Parse(
		`<!DOCTYPE html>
<html lang="{{.Language}}" dir="{{.Language.Direction}}">
<title>{{.Title}}</title>
<h1>{{.Title}} ({{printf "%d" .Status}})</h1>
<p dir="auto">{{or .Detail .Meaning}}</p>
<p>{{.Advice}}</p>
`))}
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html")
	errs.Respond(w, r, httpstatus.NotFound)
	fmt.Println(w.Body)
	// Output:
	// <!DOCTYPE html>
	// <html lang="en" dir="ltr">
	// <title>Not found</title>
	// <h1>Not found (404)</h1>
	// <p dir="auto">The server has nothing to show at this address. Whether that will stay so is not known.</p>
	// <p>Check the address for mistakes, or search for the resource somewhere else.</p>
}

func ExampleRead() {
	server := httptest.NewServer((&problem.Responder{}).Handle(func(w http.ResponseWriter, r *http.Request) error {
		return &problem.Details{Status: httpstatus.NotFound, Detail: "There is no user 7.", RetryAfter: time.Minute}
	}))
	defer server.Close()

	resp, err := http.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	err = problem.Read(resp)
	fmt.Println(err)
	fmt.Println(errors.Is(err, httpstatus.NotFound), errors.Is(err, fs.ErrNotExist))
	var d *problem.Details
	if errors.As(err, &d) {
		fmt.Println(d.Detail, d.RetryAfter)
	}
	// Output:
	// 404 Not Found: There is no user 7.
	// true true
	// There is no user 7. 1m0s
}

func ExampleFromError() {
	_, err := os.Open("testdata/none")
	fmt.Println(problem.FromError(err))
	fmt.Println(problem.FromError(fmt.Errorf("%w: %w", httpstatus.Gone, err)))
	fmt.Println(problem.FromError(errors.New("something else")))
	// Output:
	// 404 Not Found
	// 410 Gone
	// 500 Internal Server Error
}

func ExampleDetails_MarshalJSON() {
	data, err := json.Marshal(problem.Details{
		Type:       "https://example.com/probs/out-of-credit",
		Title:      "Out of credit",
		Status:     httpstatus.Forbidden,
		Extensions: map[string]any{"balance": 30},
	})
	fmt.Println(string(data), err)
	// Output:
	// {"type":"https://example.com/probs/out-of-credit","title":"Out of credit","status":403,"balance":30} <nil>
}

func ExampleDetails_UnmarshalJSON() {
	var d problem.Details
	err := json.Unmarshal([]byte(`{"title":"Out of credit","status":"403","balance":30}`), &d)
	fmt.Println(d.Type, d.Title, int(d.Status), d.Extensions, err) // a status that is no number is ignored
	// Output:
	// about:blank Out of credit 0 map[balance:30] <nil>
}

func ExampleDetails_Error() {
	var err error = &problem.Details{Status: httpstatus.Forbidden, Title: "Out of credit", Detail: "The balance is 30."}
	fmt.Println(err)
	// Output:
	// 403 Forbidden: Out of credit: The balance is 30.
}

func ExampleDetails_Unwrap() {
	var err error = &problem.Details{Status: httpstatus.Forbidden, Title: "Out of credit"}
	fmt.Println(errors.Is(err, httpstatus.Forbidden), errors.Is(err, fs.ErrPermission))
	// Output:
	// true true
}

// A ValidationError is an error of your own that shows Details to the reader.
type ValidationError struct {
	problem.Details
	Fields []string // for the program that gets the error
}

func ExampleDetails_As() {
	err := fmt.Errorf("save: %w", &ValidationError{
		Details: problem.Details{Status: httpstatus.UnprocessableContent, Detail: "The name is missing."},
		Fields:  []string{"name"},
	})
	var d *problem.Details
	fmt.Println(errors.As(err, &d), d.Detail, problem.FromError(err))
	// Output:
	// true The name is missing. 422 Unprocessable Content
}
