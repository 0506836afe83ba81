package problem_test

import (
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/enum/enumtest"
	"example.com/httpstatus/problem"
)

func TestFormatText(t *testing.T) {
	enumtest.Check[problem.Format](t, "Format", "JSON", "HTML", "Text")
}

func TestFormats(t *testing.T) {
	const (
		asJSON = "application/problem+json"
		asHTML = "text/html; charset=utf-8"
		asText = "text/plain; charset=utf-8"
	)
	type formats = []problem.Format
	for _, test := range []struct {
		name    string
		formats formats
		accept  string
		want    string
	}{
		{"nil: the default", nil, "*/*", asJSON},
		{"nil: no Accept", nil, "", asJSON},
		{"nil: any text", nil, "text/*", asHTML},
		{"nil: a browser", nil, chrome, asHTML},
		{"empty is nil", formats{}, "*/*", asJSON},
		{"a site for readers", formats{problem.HTML, problem.JSON}, "*/*", asHTML},
		{"a site for readers, and a program", formats{problem.HTML, problem.JSON}, "application/json", asJSON},
		{"a site for readers, and what it does not write", formats{problem.HTML, problem.JSON}, "text/plain", asHTML},
		{"a site for readers, and what it does not write before what it does", formats{problem.HTML, problem.JSON}, "text/plain, application/json;q=0.1", asJSON},
		{"an API", formats{problem.JSON}, chrome, asJSON},
		{"an API that the client excludes", formats{problem.JSON}, "application/json;q=0, text/html", asJSON},
		{"a terminal", formats{problem.Text, problem.HTML}, "*/*", asText},
		{"the order decides between equals", formats{problem.JSON, problem.Text, problem.HTML}, "text/*", asText},
		{"twice", formats{problem.Text, problem.Text, problem.JSON}, "*/*", asText},
		{"one that does not exist", formats{9, problem.HTML, 200}, "*/*", asHTML},
		{"only some that do not exist", formats{9, 200}, "*/*", asJSON},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs := newResponder()
			errs.Formats = test.formats
			var fields []string
			if test.accept != "" {
				fields = []string{"Accept: " + test.accept}
			}
			for range 2 { // found and remembered
				resp := respond(t, errs, request("GET", fields...), httpstatus.NotFound)
				if got := resp.Header.Get("Content-Type"); got != test.want {
					t.Errorf("Accept: %s gets %s, want %s", test.accept, got, test.want)
				}
				if got := body(t, resp); !strings.Contains(got, httpstatus.NotFound.Title(httpstatus.Language{})) {
					t.Errorf("got %q", got)
				}
			}
		})
	}
	t.Run("the caller's slice stays", func(t *testing.T) {
		errs := newResponder()
		errs.Formats = formats{9, problem.Text, problem.HTML}
		respond(t, errs, request("GET"), httpstatus.NotFound)
		if got := errs.Formats; got[0] != 9 || got[1] != problem.Text || got[2] != problem.HTML {
			t.Errorf("now %v", got)
		}
	})
}
