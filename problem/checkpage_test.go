package problem_test

import (
	"errors"
	"html/template"
	"io"
	"net/http"
	"strings"
	"testing"
	text "text/template"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A template that fails for some statuses is reported when a Responder is first used, not
// when the first of these statuses occurs.
func TestPageIsChecked(t *testing.T) {
	uses := map[string]func(*problem.Responder){
		"Handle":     func(errs *problem.Responder) { errs.Handle(nil) },
		"Middleware": func(errs *problem.Responder) { errs.Middleware(http.NotFoundHandler()) },
		"Respond":    func(errs *problem.Responder) { respond(t, errs, request("GET"), httpstatus.NotFound) },
		"as a page": func(errs *problem.Responder) {
			respond(t, errs, request("GET", "Accept: text/html"), httpstatus.NotFound)
		},
		"a copy":      func(errs *problem.Responder) { again := *errs; again.Handle(nil) },
		"twice":       func(errs *problem.Responder) { errs.Handle(nil); errs.Middleware(nil) },
		"two of them": func(errs *problem.Responder) { errs.Handle(nil); again := *errs; again.Handle(nil) },
	}
	for _, test := range []struct {
		name, page string
		logged     string // "" if the page is good
	}{
		{"good", `{{.Title}}{{.Request.URL.Path}}{{.RetryAfter}}{{.Instance}}{{.Extensions.request_id}}{{range .Status.Causes .Language}}{{.}}{{end}}`, ""},
		{"good for each status", `{{if eq .Status 404}}{{.Title}}{{else if eq .Status 503}}{{.RetryAfter.Seconds}}{{end}}`, ""},
		{"for all statuses", `{{.RequestID}}`, `status=400 error="template: page:1:2`},
		{"for one status", `{{if eq .Status 507}}{{.RequestID}}{{end}}`, "status=507"},
		{"with a detail", `{{if .Detail}}{{.RequestID}}{{end}}`, "status=400"},
		{"with an extension", `{{range .Extensions}}{{.Name}}{{end}}`, "status=400"},
	} {
		for name, use := range uses {
			t.Run(test.name+" "+name, func(t *testing.T) {
				errs, log := logged()
				errs.Page = template.Must(template.New("page").Parse(test.page))
				use(errs)
				var reports []string
				for line := range strings.Lines(log.String()) {
					if strings.Contains(line, "error page fails") {
						reports = append(reports, line)
					}
				}
				switch {
				case test.logged == "" && reports != nil:
					t.Errorf("logged %q", reports)
				case test.logged != "" && (len(reports) != 1 || !strings.HasPrefix(reports[0], "level=ERROR ") || !strings.Contains(reports[0], test.logged)):
					t.Errorf("logged %q, want one with %q", reports, test.logged)
				}
			})
		}
	}
}

// Two Responders with one template and two logs both report it.
func TestPageIsCheckedForEachLog(t *testing.T) {
	page := template.Must(template.New("page").Parse(`{{.RequestID}}`))
	for range 2 {
		errs, log := logged()
		errs.Page = page
		for range 3 {
			errs.Handle(nil)
		}
		if n := strings.Count(log.String(), "error page fails"); n != 1 {
			t.Errorf("reported %d times", n)
		}
	}
}

// A Page of a user's own type.
type (
	pageFunc    func(io.Writer, any) error
	pageStruct  struct{ lines []string } // not comparable
	pagePointer struct{ err error }
)

func (f pageFunc) Execute(w io.Writer, page any) error { return f(w, page) }
func (s pageStruct) Execute(w io.Writer, _ any) error {
	_, err := io.WriteString(w, strings.Join(s.lines, "\n"))
	return err
}
func (p *pagePointer) Execute(w io.Writer, _ any) error { return p.err }

func TestPagesOfAllTypes(t *testing.T) {
	for name, test := range map[string]struct {
		page problem.Responder
		want string
	}{
		"html/template": {problem.Responder{Page: template.Must(template.New("").Parse("{{.Title}}"))}, "Not found"},
		"text/template": {problem.Responder{Page: text.Must(text.New("").Parse("{{.Title}}"))}, "Not found"},
		"a function": {problem.Responder{Page: pageFunc(func(w io.Writer, page any) error {
			_, err := io.WriteString(w, page.(problem.Page).Title+" at "+page.(problem.Page).Request.URL.Path)
			return err
		})}, "Not found at /"},
		"not comparable":        {problem.Responder{Page: pageStruct{[]string{"a", "b"}}}, "a\nb"},
		"a template, not set":   {problem.Responder{Page: (*template.Template)(nil)}, "<!DOCTYPE html>"},
		"one that fails":        {problem.Responder{Page: &pagePointer{errors.New("x")}}, "404 Not found\n"},
		"one that says nothing": {problem.Responder{Page: &pagePointer{}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			errs := test.page
			errs.Log = newResponder().Log
			for range 2 {
				resp := respond(t, &errs, request("GET", "Accept: text/html"), httpstatus.NotFound)
				if got := body(t, resp); !strings.HasPrefix(got, test.want) || resp.StatusCode != 404 {
					t.Errorf("%d %q, want %q", resp.StatusCode, got, test.want)
				}
			}
		})
	}
}

// A program may make a Page for each request. It is not executed more often then.
func TestPageForEachRequest(t *testing.T) {
	executed := 0
	errs := newResponder()
	for range 3 {
		executed = 0
		errs.Page = &counting{&executed}
		respond(t, errs, request("GET", "Accept: text/html"), httpstatus.NotFound)
	}
	if executed != 1 {
		t.Errorf("executed %d times for one response", executed)
	}
}

type counting struct{ n *int }

func (c *counting) Execute(io.Writer, any) error { *c.n++; return nil }
