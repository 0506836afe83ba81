package search_test

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/nonstandard"
)

func TestCodes(t *testing.T) {
	codes := search.Codes()
	for s := range httpstatus.Status(1000) {
		want := s.Registration() != httpstatus.RegistrationNone || len(nonstandard.Uses(s)) > 0
		if slices.Contains(codes, s) != want {
			t.Errorf("%d is there: %v, want %v", s, !want, want)
		}
	}
	if !slices.IsSorted(codes) {
		t.Error("the codes are not in order")
	}
}

// Every constant's name and every phrase of net/http is the name of its status, however it is
// written.
func TestNamed(t *testing.T) {
	check := func(name string, want httpstatus.Status) {
		for _, name := range []string{name, strings.ToUpper(name), strings.ReplaceAll(name, " ", "_"), "http.Status" + name, "Status" + name, "httpstatus." + name} {
			if s, ok := search.Named(name); !ok || s != want {
				t.Errorf("%q is the name of %v, %v; want %v", name, s, ok, want)
			}
		}
	}
	api, err := os.ReadFile("../../../testdata/api.txt")
	if err != nil {
		t.Fatal(err)
	}
	constants := regexp.MustCompile(`(?m)^\S+/httpstatus: const (\w+) Status = (\d{3})$`).FindAllStringSubmatch(string(api), -1)
	if len(constants) < 70 {
		t.Errorf("api.txt has %d constants", len(constants))
	}
	for _, constant := range constants {
		s, err := httpstatus.Parse(constant[2])
		if err != nil {
			t.Fatal(err)
		}
		check(constant[1], s)
	}
	for _, s := range httpstatus.All() {
		if phrase := http.StatusText(int(s)); phrase != "" {
			check(phrase, s)
		}
	}
	for s, phrases := range map[httpstatus.Status][]string{
		302: {"Moved Temporarily", "Object moved"},
		306: {"Switch Proxy"},
		405: {"Not Allowed"},
		408: {"Request Time-out"},
		413: {"Payload Too Large", "Request Entity Too Large"},
		414: {"Request-URI Too Long", "Request-URI Too Large"},
		416: {"Requested Range Not Satisfiable"},
		418: {"I'm a teapot"},
		422: {"Unprocessable Entity"},
		503: {"Service Temporarily Unavailable"},
		504: {"Gateway Time-out"},
		506: {"Variant Also Negotiate"},
	} {
		for _, phrase := range phrases {
			check(phrase, s)
		}
	}
	for _, name := range []string{"", "Status", "http.", "Unused", "(Unused)", "Not", "Not Found!?x", "404", "찾을 수 없음"} {
		if s, ok := search.Named(name); ok {
			t.Errorf("%q is the name of %v", name, s)
		}
	}
}

// Each text of a code finds the code, in upper case and in the other form of Unicode too. Turkish
// is not here: its dotted capital I is not the capital of an i elsewhere.
func TestFindTexts(t *testing.T) {
	for _, l := range []httpstatus.Language{lang.English, lang.Korean, lang.Arabic, lang.Vietnamese} {
		for _, s := range []httpstatus.Status{404, 413, 499, 0} {
			like := nonstandard.Like(s)
			texts := append([]string{like.Title(l), like.Meaning(l), like.Advice(l), s.Phrase()}, like.Causes(l)...)
			for _, use := range nonstandard.Uses(s) {
				texts = append(texts, use.Vendor, use.Phrase, use.Meaning)
			}
			for _, text := range texts {
				for _, query := range []string{text, strings.ToUpper(text), norm.NFD.String(text)} {
					if !slices.Contains(search.Find(query, l), s) {
						t.Errorf("%q does not find %d in %v", query, s, l)
					}
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		query string
		l     httpstatus.Language
		want  []httpstatus.Status
	}{
		{"404", lang.English, []httpstatus.Status{404}},
		{"000", lang.English, []httpstatus.Status{0}},
		{"10", lang.English, []httpstatus.Status{100, 101, 102, 103, 104}},
		{"TOO early", lang.Korean, []httpstatus.Status{425}},
		{"４２９", lang.English, []httpstatus.Status{429}},
		{"notfound", lang.Korean, []httpstatus.Status{404}},
		{"teapot", lang.Korean, []httpstatus.Status{418}},
		{"RequestEntityTooLarge", lang.English, []httpstatus.Status{413}},
		{"NginxClientClosedRequest", lang.English, []httpstatus.Status{499}},
		{"htmx polling", lang.Arabic, []httpstatus.Status{286}},
		{"1XX", lang.Arabic, []httpstatus.Status{100, 101, 102, 103, 104}},
		{"informational switching", lang.English, []httpstatus.Status{101}},
		{httpstatus.NotFound.Title(lang.Korean), lang.English, nil},
		{"zzz", lang.English, nil},
		{" \t", lang.English, search.Codes()},
	} {
		if diff := cmp.Diff(test.want, search.Find(test.query, test.l), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q in %v (-want +got)\n%s", test.query, test.l, diff)
		}
	}
}
