package main

import (
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gini18n "github.com/gin-contrib/i18n"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// Single subjects, to profile:
//
//	go test -run '^$' -bench 'Subjects/parse' -cpuprofile cpu.out .
func BenchmarkSubjects(b *testing.B) {
	for _, s := range subjects() {
		b.Run(s.group+"/"+s.name, s.run)
	}
}

// once times every subject in two rounds of one iteration.
func once(t *testing.T) map[key]*timing {
	t.Helper()
	before := flag.Lookup("test.benchtime").Value.String()
	defer setFlag("test.benchtime", before)
	times := make(map[key]*timing)
	collect(times, round("1x"))
	collect(times, round("1x"))
	return times
}

func TestSubjects(t *testing.T) {
	times := once(t)
	named := make(map[key]bool)
	for _, s := range subjects() {
		k := key{s.group, s.name}
		if named[k] {
			t.Errorf("%v: there are two", k)
		}
		named[k] = true
		if got := times[k]; got == nil || len(got.series) != 2 || slices.Min(got.series) <= 0 {
			t.Errorf("%v: no time: %v", k, got)
		}
		if s.beside != "" && times[key{s.group, s.beside}] == nil {
			t.Errorf("%v: beside %q, which is not in its group", k, s.beside)
		}
	}
}

func TestSamePhrases(t *testing.T) {
	// Where net/http is behind the registry, or has a phrase for what is unused there.
	differ := []httpstatus.Status{104, 306, 413, 414, 416, 418, 422}
	for _, s := range codes {
		text := http.StatusText(int(s))
		if got := phrases[int(s)]; got != text {
			t.Errorf("%d: map: %q, want %q", s, got, text)
		}
		if got := StatusCode(s).String(); got != text && text != "" {
			t.Errorf("%d: stringer: %q, want %q", s, got, text)
		}
		if got := s.Phrase(); (got != text) != slices.Contains(differ, s) {
			t.Errorf("%d: Phrase: %q, net/http: %q", s, got, text)
		}
	}
}

func TestSameSentences(t *testing.T) {
	translator, printer := translator(), printer()
	localizer := i18n.NewLocalizer(bundle(lang.English, lang.Korean), "ko")
	texts := textMap(lang.English, lang.Korean)
	for i, s := range codes {
		want := s.Meaning(lang.Korean)
		ut, _ := translator.T(keys[i])
		loc, _ := localizer.Localize(&i18n.LocalizeConfig{MessageID: keys[i]})
		for name, got := range map[string]string{
			"map": texts["ko"][int(s)], "universal-translator": ut, "message.Printer": printer.Sprintf(keys[i]), "go-i18n": loc,
		} {
			if got != want {
				t.Errorf("%v: %s: %q, want %q", s, name, got, want)
			}
		}
	}
}

func TestSameLanguages(t *testing.T) {
	all := sites()[strconv.Itoa(len(lang.All()))]
	languages := all.ours.Languages()
	for _, h := range slices.Concat(browserHeaders, newHeaders()[:800]) {
		_, i := language.MatchStrings(all.text, h)
		want := languages[i].String()
		if strings.HasPrefix(h, "zh-TW") {
			want = "zh-Hant" // MatchStrings gives Simplified for the "zh" that follows
		}
		if got := all.ours.Header(h).String(); got != want {
			t.Errorf("%q: Header: %s, want %s", h, got, want)
		}
	}
	for name, headers := range map[string][]string{"new": newHeaders(), "new ranges": newRanges()} {
		slices.Sort(headers)
		if n := len(slices.Compact(headers)); n < 8000 {
			t.Errorf("%s: %d of 8000 headers are different", name, n)
		}
	}
}

// gin-contrib/i18n takes the whole of Accept-Language for a language's tag.
func TestGinReadsTags(t *testing.T) {
	two := sites()["2"]
	for header, want := range map[string]httpstatus.Language{"ko": lang.Korean, "en": lang.English, "ko-KR,ko;q=0.9,en;q=0.8": lang.English} {
		if got := gini18n.MustGetMessage(ginContext(two, header), "404"); got != httpstatus.NotFound.Meaning(want) {
			t.Errorf("%q: %q", header, got)
		}
	}
}

func TestSameParsing(t *testing.T) {
	for i, text := range codeTexts {
		code, err := byHand(lineTexts[i])
		short, errShort := httpstatus.Parse(text)
		long, errLong := httpstatus.Parse(lineTexts[i])
		if err != nil || errShort != nil || errLong != nil || int(short) != code || int(long) != code {
			t.Errorf("%q: by hand %d %v, Parse %d %v, with phrase %d %v", lineTexts[i], code, err, short, errShort, long, errLong)
		}
	}
	now := time.Now()
	for _, field := range []string{retrySeconds, retryDate} {
		got, err := httpstatus.ParseRetryAfter(field, now)
		theirs := retryablehttp.DefaultBackoff(time.Second, time.Minute, 0, busy(field))
		if off := got - theirs; err != nil || off < -time.Minute || off > time.Minute {
			t.Errorf("%q: %v %v, retryablehttp %v", field, got, err, theirs)
		}
	}
	if want, err := http.ParseTime(retryDate); err != nil || want.Before(now) {
		t.Errorf("%q: %v %v", retryDate, want, err)
	}
}

func TestResponses(t *testing.T) {
	for _, r := range responders() {
		w := httptest.NewRecorder()
		request := httptest.NewRequest("GET", "/users/7", nil)
		request.Header = r.fields()
		r.handler.ServeHTTP(w, request)
		want := "application/problem+json"
		switch r.name {
		case "http.Error":
			want = "text/plain; charset=utf-8"
		case "Respond, page":
			want = "text/html; charset=utf-8"
		}
		if got := w.Header().Get("Content-Type"); w.Code != 404 || got != want || w.Body.Len() == 0 {
			t.Errorf("%s: %d %q %q", r.name, w.Code, got, w.Body)
		}
	}
}

// A whole run in small, with all the programs, that writes a README and plots.
func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two dozen programs")
	}
	built, err := build()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(built.remove)
	f := &found{machine: thisMachine(), rounds: 2, times: once(t), parallel: timeParallel(2), sizes: built.sizes()}
	f.instructions = map[key]float64{{"code to phrase", "Phrase"}: 1}
	if f.initialisers, err = built.initialisers(); err != nil {
		t.Fatal(err)
	}
	if f.starts, err = built.starts(2); err != nil {
		t.Fatal(err)
	}
	if f.growth, err = built.growth(2); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("README.md", readme, 0o666); err != nil {
		t.Fatal(err)
	}
	report := f.markdown()
	if err := f.write(report); err != nil {
		t.Fatal(err)
	}
	if written, _ := os.ReadFile("README.md"); !strings.Contains(string(written), report) {
		t.Error("the report is not in README.md")
	}
	for _, plot := range []string{"lookups.svg", "growth.svg"} {
		if svg, _ := os.ReadFile(plot); !strings.Contains(string(svg), "<svg") {
			t.Errorf("%s is not drawn", plot)
		}
	}
	for _, row := range strings.Split(report, "\n") {
		if strings.Contains(row, "NaN") || strings.Contains(row, "Inf") {
			t.Errorf("no number: %s", row)
		}
	}
}

func TestDigits(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.004: "0.004", 0.25: "0.25", 1.234: "1.23", 12.34: "12.3", 1234: "1234"} {
		if got := digits(x); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
}

func TestSeries(t *testing.T) {
	s := series{4, 1, 9}
	if got := s.median(); got != 4 {
		t.Errorf("median: %v, want 4", got)
	}
	if got := s.over(series{2, 1, 3}).ratio(); got != "2.00 (1.00 to 3.00)" {
		t.Errorf("ratio: %s", got)
	}
}
