package problem_test

import (
	"bufio"
	"database/sql"
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
	"strings"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

// A server in three languages. The handler returns what went wrong. The mux's own 404 is
// readable too.
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
		line, err := bufio.NewReader(resp.Body).ReadString('\n')
		resp.Body.Close()
		fmt.Print(path, ": ", line)
	}
	// Output:
	// /users/7: 404 찾을 수 없음
	// /elsewhere: 404 찾을 수 없음
}

func ExampleResponder_Respond() {
	errs := &problem.Responder{} // the zero value speaks English
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)

	w.Header().Set("Retry-After", "30")
	errs.Respond(w, r, httpstatus.TooManyRequests)

	fmt.Println(w.Code, w.Header().Get("Content-Type"))
	fmt.Println(w.Header().Get("Retry-After"), w.Header().Get("Cache-Control"))
	fmt.Println(strings.SplitAfter(w.Body.String(), "429")[0])
	// Output:
	// 429 application/problem+json
	// 30 no-store
	// {"type":"about:blank","title":"Too many requests","status":429
}

// logTo returns a logger without the time.
func logTo(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
}

// All hooks of a Responder.
func ExampleResponder() {
	titles := map[httpstatus.Language]string{lang.English: "Out of credit", lang.Korean: "잔액 부족"}
	errOutOfCredit := &problem.Details{Type: "https://example.com/probs/out-of-credit", Status: httpstatus.Forbidden}

	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: logTo(os.Stdout)}
	// A cookie goes before Accept-Language.
	errs.Language = func(r *http.Request) (httpstatus.Language, bool) {
		cookie, err := r.Cookie("lang")
		if err != nil {
			return lang.English, false
		}
		return lang.Lookup(cookie.Value)
	}
	errs.Vary = []string{"Cookie"}
	// The server responds with JSON, and with a page to browsers.
	errs.Formats = []problem.Format{problem.JSON, problem.HTML}
	// An error of the database has a status.
	errs.Map = func(r *http.Request, err error) error {
		if errors.Is(err, sql.ErrNoRows) {
			return httpstatus.NotFound
		}
		return nil
	}
	// Every error has the ID of its request, and ours have a title in the reader's language.
	errs.Extend = func(r *http.Request, d *problem.Details) {
		d.Extensions["request_id"] = r.Header.Get("X-Request-Id")
		if d.Type == errOutOfCredit.Type {
			d.Title = titles[errs.LanguageOf(r)]
		}
	}
	// The profiler's errors stay as they are.
	errs.Skip = func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/debug/pprof/") }

	mux := http.NewServeMux()
	mux.Handle("/users/{id}", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("user %s: %w", r.PathValue("id"), sql.ErrNoRows)
	}))
	mux.Handle("/buy", errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return errOutOfCredit }))
	mux.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "Unknown profile", 404) })
	mux.HandleFunc("/crash", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "disk on fire", 500) })
	h := errs.Middleware(mux)

	for _, path := range []string{"/users/7", "/buy", "/debug/pprof/x", "/crash", "/none"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Cookie", "lang=ko")
		r.Header.Set("X-Request-Id", "7f3a")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var d struct {
			Title string
			ID    string `json:"request_id"`
		}
		if json.Unmarshal(w.Body.Bytes(), &d) != nil {
			fmt.Print(path, ": ", w.Body)
			continue
		}
		fmt.Println(path, w.Code, d.Title, d.ID, w.Header()["Vary"])
	}
	// Output:
	// /users/7 404 찾을 수 없음 7f3a [Cookie, Accept, Accept-Language]
	// /buy 403 잔액 부족 7f3a [Cookie, Accept, Accept-Language]
	// /debug/pprof/x: Unknown profile
	// level=ERROR msg="error response" status=500 method=GET path=/crash error="disk on fire" extensions.request_id=7f3a
	// /crash 500 서버 오류 7f3a [Cookie, Accept, Accept-Language]
	// /none 404 찾을 수 없음 7f3a [Cookie, Accept, Accept-Language]
}

// Every error response, page and log line has the ID of the request: those of handlers, of
// the mux, of panics and of http.Error.
func ExampleResponder_requestID() {
	errs := &problem.Responder{Log: logTo(os.Stdout)}
	errs.Extend = func(r *http.Request, d *problem.Details) {
		d.Extensions["request_id"] = r.Header.Get("X-Request-Id")
	}
	h := errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "dial tcp 10.0.0.7: connection refused", http.StatusBadGateway)
	}))

	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("X-Request-Id", "7f3a")
	for _, accept := range []string{"application/json", "text/plain"} {
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n")
		last := lines[len(lines)-1]
		fmt.Println(last[max(0, len(last)-20):])
	}
	// Output:
	// level=ERROR msg="error response" status=502 method=GET path=/ error="dial tcp 10.0.0.7: connection refused" extensions.request_id=7f3a
	// "request_id":"7f3a"}
	// level=ERROR msg="error response" status=502 method=GET path=/ error="dial tcp 10.0.0.7: connection refused" extensions.request_id=7f3a
	// Request ID: 7f3a
}

// A title and a detail of a handler's own, in the reader's language.
func ExampleResponder_LanguageOf() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}
	details := map[httpstatus.Language]string{
		lang.English: "There is no user %q.",
		lang.Korean:  "사용자 %q을(를) 찾을 수 없습니다.",
	}
	h := errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return &problem.Details{
			Status: httpstatus.NotFound,
			Detail: fmt.Sprintf(details[errs.LanguageOf(r)], r.URL.Query().Get("id")),
		}
	})

	r := httptest.NewRequest("GET", "/?id=7", nil)
	r.Header.Set("Accept-Language", "ko-KR,ko;q=0.9")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Println(w.Header().Get("Content-Language"), w.Body)
	// Output:
	// ko {"type":"about:blank","title":"찾을 수 없음","status":404,"detail":"사용자 \"7\"을(를) 찾을 수 없습니다."}
}

// Details in a language, where there is no http.ResponseWriter: in another framework, a
// queue or an e-mail.
func ExampleNew() {
	d := problem.New(httpstatus.NotFound, lang.Korean)
	d.Detail = "사용자 7을(를) 찾을 수 없습니다."
	message, err := json.Marshal(d)
	fmt.Println(string(message), err)
	// Output:
	// {"type":"about:blank","title":"찾을 수 없음","status":404,"detail":"사용자 7을(를) 찾을 수 없습니다."} <nil>
}

// A static page for a proxy, in a file.
func ExampleDetails_WriteHTML() {
	var page strings.Builder
	err := problem.New(httpstatus.ServiceUnavailable, lang.Arabic).WriteHTML(&page, lang.Arabic)
	fmt.Println(strings.Split(page.String(), "\n")[1], err)
	// Output:
	// <html lang="ar" dir="rtl"> <nil>
}

// A text for an e-mail or a terminal.
func ExampleDetails_WriteText() {
	if err := problem.New(httpstatus.ServiceUnavailable, lang.French).WriteText(os.Stdout, lang.French); err != nil {
		panic(err)
	}
	// Output:
	// 503 Service indisponible
	//
	// Le serveur ne peut pas traiter de requêtes pour le moment, car il est surchargé ou temporairement hors service.
	//
	// Réessayez dans un instant. Si vous avez envoyé quelque chose, vérifiez d’abord si cela a été pris en compte.
}

// A handler returns its errors. It puts into Details what the reader should see of them.
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

// Middleware makes readable what old handlers send with http.Error. It leaves alone what
// they made on purpose. The text that is not sent goes to the log.
func ExampleResponder_Middleware() {
	errs := &problem.Responder{Log: logTo(os.Stdout)}
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
		fmt.Println(w.Header().Get("Content-Type"), strings.Contains(w.Body.String(), "10.0.0.7"))
	}
	// Output:
	// level=ERROR msg="error response" status=502 method=GET path=/old error="dial tcp 10.0.0.7: connection refused"
	// application/problem+json false
	// application/json false
}

// A page of your own, and another one for the status 404.
func ExamplePage() {
	errs := &problem.Responder{Page: template.Must(template.New("").Parse(
		`<!DOCTYPE html>
<html lang="{{.Language}}" dir="{{.Language.Direction}}">
<title>{{.Title}}</title>
<h1>{{.Title}} ({{printf "%d" .Status}})</h1>
{{if eq .Status 404 -}}
<p>{{.Request.URL.Path}} is not here.</p>
{{- else -}}
<p dir="auto">{{or .Detail .Meaning}}</p>
{{with .RetryAfter.Seconds}}<p>{{.}} s</p>{{end}}
{{- range .Extensions.errors}}<li>{{.}}{{end}}
{{- end}}
`))}
	r := httptest.NewRequest("GET", "/users/7", nil)
	r.Header.Set("Accept", "text/html")
	for _, err := range []error{
		httpstatus.NotFound,
		&problem.Details{Status: httpstatus.TooManyRequests, Detail: "Ten in a minute are enough.", RetryAfter: time.Minute},
		&problem.Details{Status: httpstatus.Conflict, Detail: "It was not saved.", Extensions: map[string]any{"errors": []string{"The name is taken."}}},
	} {
		w := httptest.NewRecorder()
		errs.Respond(w, r, err)
		_, body, _ := strings.Cut(w.Body.String(), "</title>\n")
		fmt.Println(body)
	}
	// Output:
	// <h1>Not found (404)</h1>
	// <p>/users/7 is not here.</p>
	//
	// <h1>Too many requests (429)</h1>
	// <p dir="auto">Ten in a minute are enough.</p>
	// <p>60 s</p>
	//
	// <h1>Conflict with current state (409)</h1>
	// <p dir="auto">It was not saved.</p>
	// <li>The name is taken.
}

// pages has a page for some statuses and one for the others.
type pages struct {
	byStatus map[httpstatus.Status]*template.Template
	others   *template.Template
}

func (p pages) Execute(w io.Writer, page any) error {
	if t := p.byStatus[page.(problem.Page).Status]; t != nil {
		return t.Execute(w, page)
	}
	return p.others.Execute(w, page)
}

// Responder.Page can be anything that has an Execute method. This one chooses a template.
func ExamplePage_byStatus() {
	parse := func(text string) *template.Template { return template.Must(template.New("").Parse(text)) }
	errs := &problem.Responder{Page: pages{
		byStatus: map[httpstatus.Status]*template.Template{404: parse("<h1>Nothing here</h1>")},
		others:   parse("<h1>{{.Title}}</h1>"),
	}}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html")
	for _, status := range []httpstatus.Status{httpstatus.NotFound, httpstatus.Gone} {
		w := httptest.NewRecorder()
		errs.Respond(w, r, status)
		fmt.Println(w.Body)
	}
	// Output:
	// <h1>Nothing here</h1>
	// <h1>Permanently removed</h1>
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
