package main

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/httpstatus"
)

const (
	retrySeconds = "120"
	retryDate    = "Wed, 21 Oct 2043 07:28:00 GMT"
)

func parseSubjects() []subject {
	const group = "parse"
	return []subject{
		{group, `Parse("404")`, `strconv.Atoi("404")`, func(b *testing.B) { parse(b, codeTexts) }},
		{group, `strconv.Atoi("404")`, `Parse("404")`, func(b *testing.B) { atoi(b) }},
		{group, `Parse("404 Not Found")`, "strconv.Atoi and http.StatusText", func(b *testing.B) { parse(b, lineTexts) }},
		{group, "strconv.Atoi and http.StatusText", `Parse("404 Not Found")`, func(b *testing.B) { parseByHand(b) }},
		{group, "ParseRetryAfter, seconds", "retryablehttp.DefaultBackoff, seconds", func(b *testing.B) { retryAfter(b, retrySeconds) }},
		{group, "retryablehttp.DefaultBackoff, seconds", "ParseRetryAfter, seconds", func(b *testing.B) { backoff(b, retrySeconds) }},
		{group, "ParseRetryAfter, date", "http.ParseTime, date", func(b *testing.B) { retryAfter(b, retryDate) }},
		{group, "http.ParseTime, date", "ParseRetryAfter, date", func(b *testing.B) { parseTime(b) }},
		{group, "retryablehttp.DefaultBackoff, date", "ParseRetryAfter, date", func(b *testing.B) { backoff(b, retryDate) }},
	}
}

// The lines are net/http's, which all of Parse's peers can read.
var codeTexts, lineTexts = func() (short, long []string) {
	for _, s := range codes {
		if phrase := http.StatusText(int(s)); phrase != "" {
			short = append(short, strconv.Itoa(int(s)))
			long = append(long, strconv.Itoa(int(s))+" "+phrase)
		}
	}
	return short, long
}()

func parse(b *testing.B, texts []string) {
	n := 0
	for i := 0; b.Loop(); i++ {
		s, _ := httpstatus.Parse(texts[i%len(texts)])
		n += int(s)
	}
}

func atoi(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		code, _ := strconv.Atoi(codeTexts[i%len(codeTexts)])
		n += code
	}
}

func parseByHand(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		code, _ := byHand(lineTexts[i%len(lineTexts)])
		n += code
	}
}

// byHand is the least that reads and checks a code with its phrase.
func byHand(text string) (int, error) {
	digits, phrase, _ := strings.Cut(text, " ")
	code, err := strconv.Atoi(digits)
	if err == nil && !strings.EqualFold(phrase, http.StatusText(code)) {
		err = errors.New("another code's phrase")
	}
	return code, err
}

func retryAfter(b *testing.B, field string) {
	now, n := time.Now(), time.Duration(0)
	for b.Loop() {
		d, _ := httpstatus.ParseRetryAfter(field, now)
		n += d
	}
}

// retryablehttp's reader of the field is not exported; this is the way to it. For a
// date it asks for the time as well.
func backoff(b *testing.B, field string) {
	resp, n := busy(field), time.Duration(0)
	for b.Loop() {
		n += retryablehttp.DefaultBackoff(time.Second, time.Minute, 0, resp)
	}
}

func busy(field string) *http.Response {
	return &http.Response{StatusCode: 503, Header: http.Header{"Retry-After": {field}}}
}

func parseTime(b *testing.B) {
	n := 0
	for b.Loop() {
		t, _ := http.ParseTime(retryDate)
		n += t.Second()
	}
}
