package httpstatus_test

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"github.com/google/go-cmp/cmp"
)

// facts has everything that a Status says without a language, in words.
type facts struct {
	String, Phrase, Class, Registration, Spec         string
	Retryable                                         bool
	Remedy, Actor, Effect, Caching, Indexing          string
	IndexingLimit                                     string
	AllowsContent                                     bool
	Required, Expected                                []string
	RepeatableGET, RepeatablePUT, RepeatablePOST      bool
	RedirectPOST, RedirectHEAD, RedirectPUT, Redirect string
	Err                                               bool
}

func TestEveryNumberAgainstTheTable(t *testing.T) {
	rows := catalog(t)
	for code := -1; code <= 1000; code++ {
		if diff := cmp.Diff(reference(rows, code), ask(httpstatus.Status(code))); diff != "" {
			t.Errorf("%d (-table +Status):\n%s", code, diff)
		}
	}
	for _, code := range []int{math.MinInt, math.MaxInt} {
		if diff := cmp.Diff(reference(rows, code), ask(httpstatus.Status(code))); diff != "" {
			t.Errorf("%d (-table +Status):\n%s", code, diff)
		}
	}
}

func reference(rows map[int]row, code int) facts {
	valid := 100 <= code && code <= 599
	r, known := rows[code]
	if !known && valid {
		r = rows[code/100*100]
	} else if !known {
		r = rows[500]
	}
	a := facts{
		String:        strconv.Itoa(code),
		Registration:  "None",
		Remedy:        r["remedy"],
		Actor:         r["actor"],
		Effect:        r["effect"],
		Caching:       r["caching"],
		Indexing:      r["indexing"],
		AllowsContent: r["content"] == "yes",
		IndexingLimit: r["indexing_limit"],
		Err:           code < 100 || code >= 400,
	}
	if !known && a.Caching == "Heuristic" { // RFC 9110, 15.1: "all other status codes are not"
		a.Caching = "Explicit"
	}
	if known {
		a.Phrase = r["phrase"]
		a.String += " " + r["phrase"]
		a.Registration = r["registration"]
		a.Spec = r["document"] + ", " + r["section"]
	}
	a.Class = "Class(0)"
	if valid {
		a.Class = []string{"Informational", "Successful", "Redirection", "ClientError", "ServerError"}[code/100-1]
	}
	for column, list := range map[string]*[]string{"required": &a.Required, "expected": &a.Expected} {
		if r[column] != "" {
			*list = strings.Split(r[column], "; ")
		}
	}
	switch r["remedy"] {
	case "Wait", "Reconnect":
		a.Retryable = true
		if r["actor"] != "Owner" && r["actor"] != "User" {
			a.RepeatableGET, a.RepeatablePUT = true, true
			a.RepeatablePOST = r["effect"] == "NotApplied"
		}
	case "Authenticate", "Pay":
		a.Retryable = true
	}
	switch r["redirect"] {
	case "Keep":
		a.RedirectPOST, a.RedirectHEAD, a.RedirectPUT, a.Redirect = "POST", "HEAD", "PUT", "GET"
	case "PostToGet":
		a.RedirectPOST, a.RedirectHEAD, a.RedirectPUT, a.Redirect = "GET", "HEAD", "PUT", "GET"
	case "Get":
		a.RedirectPOST, a.RedirectHEAD, a.RedirectPUT, a.Redirect = "GET", "HEAD", "GET", "GET"
	}
	return a
}

func ask(s httpstatus.Status) facts {
	redirect := func(method string) string {
		next, ok := s.RedirectMethod(method)
		if ok != (next != "") {
			return "ok without a method, or a method without ok"
		}
		return next
	}
	limit := ""
	if d := s.Indexing().Limit(); d != 0 {
		limit = strings.TrimSuffix(d.String(), "0m0s")
	}
	return facts{
		IndexingLimit:  limit,
		String:         s.String(),
		Phrase:         s.Phrase(),
		Class:          s.Class().String(),
		Registration:   s.Registration().String(),
		Spec:           s.Spec().String(),
		Retryable:      s.Retryable(),
		Remedy:         s.Remedy().String(),
		Actor:          s.Actor().String(),
		Effect:         s.Effect().String(),
		Caching:        s.Caching().String(),
		Indexing:       s.Indexing().String(),
		AllowsContent:  s.AllowsContent(),
		Required:       s.RequiredFields(),
		Expected:       s.ExpectedFields(),
		RepeatableGET:  s.Repeatable("GET"),
		RepeatablePUT:  s.Repeatable("PUT"),
		RepeatablePOST: s.Repeatable("POST"),
		RedirectPOST:   redirect("POST"),
		RedirectHEAD:   redirect("HEAD"),
		RedirectPUT:    redirect("PUT"),
		Redirect:       redirect(""),
		Err:            s.Err() != nil,
	}
}

func TestAllIsTheTable(t *testing.T) {
	rows := catalog(t)
	all := httpstatus.All()
	if len(all) != len(rows) || len(all) != 64 {
		t.Errorf("All has %d codes, the table %d; want 64", len(all), len(rows))
	}
	if !slices.IsSorted(all) {
		t.Errorf("All is not ascending: %v", all)
	}
	for _, s := range all {
		if _, ok := rows[int(s)]; !ok {
			t.Errorf("%v is not in the table", s)
		}
	}
}

// Every number has the texts of the status that it is treated as.
func TestTextsOfEveryNumber(t *testing.T) {
	rows := catalog(t)
	for _, l := range lang.All() {
		for code := -1; code <= 1000; code++ {
			as := code
			if _, known := rows[code]; !known {
				as = 500
				if 100 <= code && code <= 599 {
					as = code / 100 * 100
				}
			}
			s, like := httpstatus.Status(code), httpstatus.Status(as)
			if s.Title(l) != like.Title(l) || s.Meaning(l) != like.Meaning(l) || s.Advice(l) != like.Advice(l) ||
				!slices.Equal(s.Causes(l), like.Causes(l)) {
				t.Errorf("%v: %d does not have the texts of %d", l, code, as)
			}
			if s.Title(l) == "" || s.Meaning(l) == "" {
				t.Errorf("%v: %d has no title or no meaning", l, code)
			}
			if failed := s.Remedy() != httpstatus.RemedyNone; failed != (s.Advice(l) != "") {
				t.Errorf("%v: %d has remedy %v and advice %q", l, code, s.Remedy(), s.Advice(l))
			}
		}
	}
}

// In JSON a Status is a number, because RFC 9457, 3.1.2 requires one.
func TestJSON(t *testing.T) {
	data, err := json.Marshal(map[string]any{"status": httpstatus.NotFound})
	if err != nil || string(data) != `{"status":404}` {
		t.Errorf("%s, %v", data, err)
	}
	var s httpstatus.Status
	if err := json.Unmarshal([]byte("404"), &s); err != nil || s != httpstatus.NotFound {
		t.Errorf("%v, %v", s, err)
	}
}

// RFC 9110, 15.2, 15.3.5, 15.3.6, 15.4.5.
func TestAllowsContentByHand(t *testing.T) {
	compareSets(t, map[string]struct{ got, want set }{
		"no content": {where(func(s httpstatus.Status) bool { return !s.AllowsContent() }), set{100, 101, 102, 103, 104, 204, 205, 304}},
	})
}
