package problem_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
)

// A body that is remembered is never somebody else's: not that of another language,
// status, format or page, however many there are.
func TestRememberedBodies(t *testing.T) {
	var all []httpstatus.Language
	for i := range 300 {
		all = append(all, lang.English.With(map[httpstatus.Status]httpstatus.Text{404: {Title: fmt.Sprint("Title ", i)}}))
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			errs := newResponder()
			var l httpstatus.Language
			errs.Language = func(*http.Request) (httpstatus.Language, bool) { return l, true }
			for range 3 {
				for i := range all {
					l = all[i]
					for _, accept := range []string{"application/json", "text/plain", "text/html"} {
						for _, path := range []string{"/", "/x"} {
							for _, status := range []httpstatus.Status{404, 405} {
								r := request("GET", "Accept: "+accept)
								r.URL.Path = path
								got := body(t, respond(t, errs, r, status))
								title, start := fmt.Sprint("Title ", i), accept == "text/html" && path == "/x"
								if status == 405 {
									title = status.Title(l)
								}
								if !strings.Contains(got, title) || !strings.Contains(got, fmt.Sprint(int(status))) || strings.Contains(got, `href="/"`) != start {
									t.Errorf("%d %d %s %s: %s", i, status, accept, path, got)
									return
								}
							}
						}
					}
				}
			}
		})
	}
	group.Wait()
}

// A body that is remembered costs the allocation of its fields and no more.
func TestBodiesAreRemembered(t *testing.T) {
	errs := newResponder()
	for _, accept := range []string{"application/json", "text/plain", "text/html"} {
		r, w := request("GET", "Accept: "+accept), &sink{http.Header{}}
		if n := testing.AllocsPerRun(100, func() {
			clear(w.h)
			errs.Respond(w, r, httpstatus.NotFound)
		}); n > 1 {
			t.Errorf("%s: %v allocations", accept, n)
		}
	}
}

// Two responses at once do not share a buffer, even if the second is written while the
// first is.
func TestBuffersAreSeparate(t *testing.T) {
	errs := newResponder()
	write := func(name string, during func()) string {
		w := &slowWriter{sink: sink{http.Header{}}, during: during}
		errs.Respond(w, request("GET"), &problem.Details{Status: 404, Detail: strings.Repeat(name, 300)})
		return w.got
	}
	var inner string
	outer := write("a", func() { inner = write("b", func() {}) })
	if strings.Count(outer, "a") < 300 || strings.Contains(outer, "bb") || strings.Count(inner, "b") < 300 {
		t.Errorf("outer %s, inner %s", outer, inner)
	}
}

// A slowWriter does something else before it reads what it is given.
type slowWriter struct {
	sink
	during func()
	got    string
}

func (w *slowWriter) Write(p []byte) (int, error) {
	w.during()
	w.got += string(p)
	return len(p), nil
}

// What Respond fills in is what New has, whichever members a handler sets.
func TestFilledIn(t *testing.T) {
	for _, l := range languages.Languages() {
		for _, kind := range []string{"", "about:blank", "/out-of-credit"} {
			for _, title := range []string{"", "Out of <credit>"} {
				for _, detail := range []string{"", "The balance is 30."} {
					for _, instance := range []string{"", "/i"} {
						for _, extensions := range []map[string]any{nil, {"balance": 30}} {
							d := &problem.Details{Type: kind, Title: title, Status: 403, Detail: detail, Instance: instance, Extensions: extensions}
							full, filler := *d, problem.New(403, l)
							full.Title, full.Detail = cmp.Or(title, filler.Title), cmp.Or(detail, filler.Detail)
							want, err := json.Marshal(full)
							if err != nil {
								t.Fatal(err)
							}
							for range 2 {
								got := body(t, respond(t, newResponder(), request("GET", "Accept-Language: "+l.String()), d))
								if got != string(want)+"\n" {
									t.Errorf("%+v:\ngot  %swant %s", d, got, want)
								}
							}
						}
					}
				}
			}
		}
	}
}
