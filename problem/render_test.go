package problem_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

// New has what Respond sends, for every status in every language.
func TestNew(t *testing.T) {
	for _, l := range lang.All() {
		errs := &problem.Responder{Languages: negotiate.New(l), Log: newResponder().Log}
		for _, s := range httpstatus.All() {
			d := problem.New(s, l)
			if d.Type != "about:blank" || d.Status != s || d.Title != s.Title(l) || !strings.HasPrefix(d.Detail, s.Meaning(l)) || !strings.HasSuffix(d.Detail, s.Advice(l)) {
				t.Errorf("%v %v: %+v", s, l, d)
			}
			if d.Detail != strings.TrimSpace(d.Detail) {
				t.Errorf("%v %v: the detail is %q", s, l, d.Detail)
			}
			if s < 400 {
				continue
			}
			data, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			for accept, write := range map[string]func(io.Writer) error{
				"application/json": func(w io.Writer) error { _, err := w.Write(append(data, '\n')); return err },
				"text/html":        func(w io.Writer) error { return d.WriteHTML(w, l) },
				"text/plain":       func(w io.Writer) error { return d.WriteText(w, l) },
			} {
				var b bytes.Buffer
				if err := write(&b); err != nil {
					t.Fatal(err)
				}
				r := request("GET", "Accept: "+accept)
				r.URL.Path = "/x" // the page of "/" has no link to it
				for _, err := range []error{s, d} {
					if diff := cmp.Diff(b.String(), body(t, respond(t, errs, r, err))); diff != "" {
						t.Errorf("%v %v %s, %T (-written +sent):\n%s", s, l, accept, err, diff)
					}
				}
			}
		}
	}
}

// How sentences are joined, and what an invalid status gives.
func TestNewDetail(t *testing.T) {
	for _, test := range []struct {
		status httpstatus.Status
		l      httpstatus.Language
		want   string
	}{
		{404, lang.English, httpstatus.NotFound.Meaning(lang.English) + " " + httpstatus.NotFound.Advice(lang.English)},
		{404, lang.Japanese, httpstatus.NotFound.Meaning(lang.Japanese) + httpstatus.NotFound.Advice(lang.Japanese)},
		{404, lang.SimplifiedChinese, httpstatus.NotFound.Meaning(lang.SimplifiedChinese) + httpstatus.NotFound.Advice(lang.SimplifiedChinese)},
		{404, lang.Thai, httpstatus.NotFound.Meaning(lang.Thai) + " " + httpstatus.NotFound.Advice(lang.Thai)},
		{404, lang.Hindi, httpstatus.NotFound.Meaning(lang.Hindi) + " " + httpstatus.NotFound.Advice(lang.Hindi)},
		{201, lang.English, httpstatus.Created.Meaning(lang.English)},
		{201, lang.Japanese, httpstatus.Created.Meaning(lang.Japanese)},
		{499, lang.Korean, httpstatus.BadRequest.Meaning(lang.Korean) + " " + httpstatus.BadRequest.Advice(lang.Korean)},
		{0, lang.Korean, httpstatus.InternalServerError.Meaning(lang.Korean) + " " + httpstatus.InternalServerError.Advice(lang.Korean)},
		{-1, lang.English, httpstatus.InternalServerError.Meaning(lang.English) + " " + httpstatus.InternalServerError.Advice(lang.English)},
	} {
		if got := problem.New(test.status, test.l).Detail; got != test.want {
			t.Errorf("%d %v: %q, want %q", test.status, test.l, got, test.want)
		}
	}
}

func TestWrite(t *testing.T) {
	full := &problem.Details{
		Type:       "https://example.com/probs/out-of-credit",
		Title:      "Out of credit",
		Status:     httpstatus.ServiceUnavailable,
		Detail:     "The balance is 30, but that costs 50.",
		Instance:   "urn:uuid:0e1b",
		Extensions: map[string]any{"balance": 30, "request_id": "7f3a", "TraceID": "4bf9"},
		RetryAfter: 90e9,
	}
	for _, test := range []struct {
		name    string
		details *problem.Details
		l       httpstatus.Language
	}{
		{"write.full.en", full, lang.English},
		{"write.full.ar", full, lang.Arabic},
		{"write.404.ja", problem.New(404, lang.Japanese), lang.Japanese},
		{"write.zero.en", &problem.Details{}, lang.English},
		{"write.created.en", problem.New(201, lang.English), lang.English},
	} {
		t.Run(test.name, func(t *testing.T) {
			golden.File(t, filepath.Join("testdata", test.name+".html"), html(t, test.details, test.l))
			var b strings.Builder
			if err := test.details.WriteText(&b, test.l); err != nil {
				t.Fatal(err)
			}
			golden.File(t, filepath.Join("testdata", test.name+".txt"), b.String())
		})
	}
	t.Run("any status", func(t *testing.T) {
		for code := -1; code <= 1000; code++ {
			want := code
			if code < 100 || code > 599 {
				want = 500
			}
			if got := html(t, &problem.Details{Status: httpstatus.Status(code)}, lang.English); got != html(t, &problem.Details{Status: httpstatus.Status(want)}, lang.English) {
				t.Errorf("%d is not as %d: %s", code, want, got)
			}
		}
	})
	t.Run("nil", func(t *testing.T) {
		if got, want := html(t, nil, lang.English), html(t, &problem.Details{}, lang.English); got != want {
			t.Errorf("got %s", got)
		}
	})
	t.Run("a writer that fails", func(t *testing.T) {
		fails := writerFunc(func(p []byte) (int, error) { return 0, iotest.ErrTimeout })
		if err := full.WriteHTML(fails, lang.English); !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("WriteHTML: %v", err)
		}
		if err := full.WriteText(fails, lang.English); !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("WriteText: %v", err)
		}
	})
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
