package retry_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// follow sends a request through http.Client with Redirect and nothing else.
func follow(t *testing.T, script *retrytest.Script, req *http.Request) (status int, err error) {
	t.Helper()
	status, _, err = result(t, &http.Client{Transport: script, CheckRedirect: retry.Redirect}, req)
	return status, err
}

// RFC 9110, 15.4: what happens to the method and the content after each status.
func TestRedirectMethods(t *testing.T) {
	whole := func(method string) string { return method + "(x) " + method + "/1(x)" }
	methods := []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "QUERY", "PROPFIND"}
	for status, want := range map[int]func(method string) string{
		300: func(m string) string { return m + "(x)" },
		304: func(m string) string { return m + "(x)" },
		305: func(m string) string { return m + "(x)" },
		301: func(m string) string {
			if m == "POST" {
				return "POST(x) GET/1"
			}
			return whole(m)
		},
		302: func(m string) string {
			if m == "POST" {
				return "POST(x) GET/1"
			}
			return whole(m)
		},
		303: func(m string) string {
			if m == "HEAD" {
				return "HEAD(x) HEAD/1"
			}
			return m + "(x) GET/1"
		},
		307: whole, 308: whole,
	} {
		for _, method := range methods {
			script := retrytest.Play(retrytest.Status(status, "Location: /1"), retrytest.Status(200))
			req := request(t, "PUT", "http://example.com/")
			req.Method = method
			if _, err := follow(t, script, req); err != nil || script.Log() != want(method) {
				t.Errorf("%d: %s, %v; want %s", status, script.Log(), err, want(method))
			}
		}
	}
}

// Chains of every two statuses, and some longer ones.
func TestRedirectChains(t *testing.T) {
	keep := map[int]bool{301: true, 302: true, 307: true, 308: true}
	for _, first := range []int{301, 302, 303, 307, 308} {
		for _, second := range []int{301, 302, 303, 307, 308} {
			for _, third := range []int{200, 301, 307} {
				script := retrytest.Play(retrytest.Status(first, "Location: /1"), retrytest.Status(second, "Location: /2"), retrytest.Status(third, "Location: /3"), retrytest.Status(200))
				_, err := follow(t, script, request(t, "PUT", "http://example.com/"))
				want := []string{"PUT(x)"}
				content := true
				for i, status := range []int{first, second, third} {
					if status == 200 {
						break
					}
					content = content && keep[status]
					line := "PUT/" + string(rune('1'+i)) + "(x)"
					if !content {
						line = "GET/" + string(rune('1'+i))
					}
					want = append(want, line)
				}
				if log := strings.Join(want, " "); script.Log() != log || err != nil {
					t.Errorf("%d, %d, %d: %s, %v; want %s", first, second, third, script.Log(), err, log)
				}
			}
		}
	}
}

// The content takes along what describes it, and nothing of that stays without it.
func TestRedirectFields(t *testing.T) {
	describing := map[string]string{
		"Content-Type": "text/plain", "Content-Encoding": "gzip", "Content-Language": "en", "Content-Location": "/x", "Content-Digest": "a=:b:",
	}
	other := map[string]string{"Accept": "text/plain", "X": "y", "Authorization": "Basic x"}
	for _, test := range []struct {
		method   string
		statuses []int
		kept     bool
	}{
		{"PUT", []int{301}, true}, {"PUT", []int{301, 307}, true}, {"DELETE", []int{302, 308, 301}, true}, {"POST", []int{307}, true},
		{"POST", []int{301}, false}, {"PUT", []int{303}, false}, {"PUT", []int{303, 307}, false}, {"PUT", []int{307, 303}, false},
		{"POST", []int{307, 302}, false}, {"POST", []int{302, 307}, false},
	} {
		var steps []retrytest.Step
		for _, status := range test.statuses {
			steps = append(steps, retrytest.Status(status, "Location: /1"))
		}
		script := retrytest.Play(append(steps, retrytest.Status(200))...)
		req := request(t, test.method, "http://example.com/")
		for _, fields := range []map[string]string{describing, other} {
			for name, value := range fields {
				req.Header.Set(name, value)
			}
		}
		if _, err := follow(t, script, req); err != nil {
			t.Fatal(err)
		}
		for _, got := range script.Requests()[1:] {
			for name, value := range describing {
				if test.kept && got.Header.Get(name) != value {
					t.Errorf("%s %v: %s is %q", test.method, test.statuses, name, got.Header.Get(name))
				}
			}
			for name, value := range other {
				if got.Header.Get(name) != value {
					t.Errorf("%s %v: %s is %q", test.method, test.statuses, name, got.Header.Get(name))
				}
			}
		}
		if last := script.Requests()[len(test.statuses)]; !test.kept {
			for name := range describing {
				if _, ok := last.Header[name]; ok {
					t.Errorf("%s %v: %s is still there", test.method, test.statuses, name)
				}
			}
		}
	}
}

// net/http's rule about credentials stays: no other host gets them, whatever the chain,
// and not even the first one after another.
func TestRedirectToAnotherHost(t *testing.T) {
	secrets := []string{"Authorization: Basic x", "Cookie: a=b", "Cookie2: a=b", "Www-Authenticate: x"}
	for _, statuses := range [][]int{{301}, {302}, {303}, {307}, {308}, {307, 303, 308}, {301, 307, 302}, {302, 308, 303}} {
		for _, hosts := range []string{"net net net", "net com net", "net org com", "net net com"} {
			var steps []retrytest.Step
			for i, status := range statuses {
				steps = append(steps, retrytest.Status(status, "Location: http://example."+strings.Fields(hosts)[i]+"/"))
			}
			for _, method := range []string{"GET", "PUT", "POST", "DELETE"} {
				script := retrytest.Play(append(steps, retrytest.Status(200))...)
				if status, err := follow(t, script, request(t, method, "http://example.com/", secrets...)); status != 200 || err != nil {
					t.Fatal(status, err)
				}
				for i, r := range script.Requests() {
					for _, secret := range secrets {
						name, value, _ := strings.Cut(secret, ": ")
						if i == 0 && r.Header.Get(name) != value || i > 0 && r.Header.Get(name) != "" {
							t.Errorf("%s, %d to %s: request %d has %s %q", method, statuses, hosts, i+1, name, r.Header.Get(name))
						}
					}
				}
			}
		}
	}
}

// A redirect that is not followed is the caller's to read.
func TestRedirectNotFollowed(t *testing.T) {
	once := func() *http.Request {
		req := request(t, "PUT", "http://example.com/")
		req.GetBody = nil
		return req
	}
	broken := func() *http.Request {
		req := request(t, "PUT", "http://example.com/")
		req.GetBody = func() (io.ReadCloser, error) { return nil, errors.New("gone") }
		return req
	}
	for _, status := range []int{301, 302, 307, 308} {
		for _, make := range []func() *http.Request{once, broken} {
			script := retrytest.Play(retrytest.Step{Status: status, Content: "moved", Fields: []string{"Location: /1"}})
			req := make()
			got, content, err := result(t, &http.Client{Transport: script, CheckRedirect: retry.Redirect}, req)
			if req.GetBody != nil && status > 302 {
				// net/http asks GetBody itself, and its error ends the request.
				if err == nil || script.Log() != "PUT(x)" {
					t.Errorf("%d: %v, %s", status, err, script.Log())
				}
			} else if got != status || content != "moved" || err != nil || script.Log() != "PUT(x)" {
				t.Errorf("%d: %d, %q, %v, %s", status, got, content, err, script.Log())
			}
		}
	}
	// 303 needs no content.
	script := retrytest.Play(retrytest.Status(303, "Location: /1"), retrytest.Status(200))
	if status, err := follow(t, script, once()); status != 200 || err != nil || script.Log() != "PUT(x) GET/1" {
		t.Errorf("%d, %v, %s", status, err, script.Log())
	}
}

func TestRedirectsEnd(t *testing.T) {
	script := retrytest.Play(retrytest.Status(307, "Location: /"))
	if _, err := follow(t, script, request(t, "PUT", "http://example.com/")); err == nil || len(script.Requests()) != 10 {
		t.Errorf("%v after %d requests", err, len(script.Requests()))
	}
}

// Retry-After before a redirect (RFC 9110, 10.2.3).
func TestRedirectWaits(t *testing.T) {
	for _, test := range []struct {
		fields  []string
		timeout time.Duration // of http.Client
		wait    time.Duration
		status  int
	}{
		{nil, 0, 0, 200},
		{[]string{"Retry-After: 0"}, 0, 0, 200},
		{[]string{"Retry-After: 7"}, 0, 7 * time.Second, 200},
		{[]string{"Retry-After: 30"}, 0, 30 * time.Second, 200},
		{[]string{"Retry-After: soon"}, 0, 30 * time.Second, 200},
		{[]string{"Retry-After: 31"}, 0, 0, 301},
		{[]string{"Retry-After: 7"}, 8 * time.Second, 7 * time.Second, 200},
		{[]string{"Retry-After: 7"}, 6 * time.Second, 0, 301},
		{[]string{"Retry-After-Ms: 7"}, 0, 7 * time.Millisecond, 200},
	} {
		synctest.Test(t, func(t *testing.T) {
			script := retrytest.Play(retrytest.Step{Status: 301, Content: "moved", Fields: append(test.fields, "Location: /1")}, retrytest.Status(200))
			c := &http.Client{Transport: &retry.Transport{Base: script}, CheckRedirect: retry.Redirect, Timeout: test.timeout}
			begun := time.Now()
			status, content, err := result(t, c, request(t, "PUT", "http://example.com/"))
			if status != test.status || err != nil || time.Since(begun) != test.wait || status == 301 && content != "moved" {
				t.Errorf("%v: %d, %q, %v after %v", test.fields, status, content, err, time.Since(begun))
			}
		})
	}
}

// The content of a redirect is not waited for.
func TestRedirectHangs(t *testing.T) {
	for _, fault := range []retrytest.Fault{retrytest.HangContent, retrytest.DripContent} {
		synctest.Test(t, func(t *testing.T) {
			begun := time.Now()
			script := retrytest.Play(retrytest.Step{Status: 301, Fields: []string{"Location: /1"}, Fault: fault}, retrytest.Status(200))
			status, err := follow(t, script, request(t, "PUT", "http://example.com/"))
			if status != 200 || err != nil || time.Since(begun) > 100*time.Millisecond {
				t.Errorf("%d, %v after %v", status, err, time.Since(begun))
			}
		})
	}
}

// A file that was opened for a request that is not sent is closed.
func TestRedirectClosesContent(t *testing.T) {
	opened, closed := 0, 0
	req := request(t, "PUT", "http://example.com/")
	get := req.GetBody
	req.GetBody = func() (io.ReadCloser, error) {
		opened++
		body, err := get()
		return struct {
			io.Reader
			io.Closer
		}{body, closerFunc(func() error { closed++; return nil })}, err
	}
	for _, status := range []int{301, 307} {
		script := retrytest.Play(retrytest.Status(status, "Location: /1", "Retry-After: 3600"))
		if got, err := follow(t, script, req.Clone(t.Context())); got != status || err != nil || opened == 0 || opened != closed {
			t.Errorf("%d: %d, %v, opened %d times, closed %d times", status, got, err, opened, closed)
		}
	}
}

type closerFunc func() error

func (f closerFunc) Close() error { return f() }

// Calls that http.Client never makes.
func TestRedirectBadInput(t *testing.T) {
	req := &http.Request{Response: &http.Response{StatusCode: 301}}
	for name, err := range map[string]error{
		"nothing":     retry.Redirect(&http.Request{}, nil),
		"no response": retry.Redirect(&http.Request{}, []*http.Request{{}}),
		"no fields":   retry.Redirect(req, []*http.Request{{Method: "PUT", Header: http.Header{"Content-Type": {"a"}}}}),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if req.Method != "PUT" || req.Header.Get("Content-Type") != "a" {
		t.Errorf("%+v", req)
	}
	for _, status := range []int{-1, 0, 200, 300, 304, 305, 306, 404, 1000} {
		req := &http.Request{Response: &http.Response{StatusCode: status}}
		if err := retry.Redirect(req, []*http.Request{{Method: "PUT"}}); err != http.ErrUseLastResponse {
			t.Errorf("%d: %v", status, err)
		}
	}
}
