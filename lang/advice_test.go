package lang_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// asks returns numbers of every kind that a program may ask about.
func asks() []int {
	codes := []int{math.MinInt, math.MaxInt}
	for code := -1; code <= 1000; code++ {
		codes = append(codes, code)
	}
	return codes
}

// The advice for every number is the text in the file for its code, or else for its remedy. A
// code that is not registered has the advice of the status that it is treated as.
func TestAdvice(t *testing.T) {
	for _, l := range lang.All() {
		f := source(t, l.String())
		own := 0
		for _, code := range asks() {
			as := code
			if _, registered := f.Statuses[strconv.Itoa(code)]; code < 100 || code > 599 {
				as = 500
			} else if !registered {
				as = code / 100 * 100
			}
			want, ok := f.Advice[strconv.Itoa(as)]
			if ok {
				own++
			} else {
				want = f.Advice[httpstatus.Status(as).Remedy().String()]
			}
			if got := httpstatus.Status(code).Advice(l); got != want {
				t.Errorf("%v: advice of %d is %q; want %q", l, code, got, want)
			}
		}
		if own == 0 {
			t.Errorf("%v: no status has advice of its own, so half of this test shows nothing", l)
		}
	}
}

// After a status with RemedyWait whose Effect is unknown, a second order is possible. So its
// advice is not the general one: it asks the reader to check first.
func TestAdviceToWait(t *testing.T) {
	for _, l := range lang.All() {
		for _, s := range httpstatus.All() {
			if s.Remedy() == httpstatus.RemedyWait && s.Effect() == httpstatus.EffectUnknown && s.Advice(l) == httpstatus.RemedyWait.Meaning(l) {
				t.Errorf("%v: %v has the general advice %q", l, s, s.Advice(l))
			}
		}
	}
	if a := httpstatus.ServiceUnavailable.Advice(lang.English); !strings.Contains(a, "first check") {
		t.Errorf("the advice of 503 is %q", a)
	}
}

// A 511 comes from a network between the client and the server, and the network must not get
// the credentials for the server (RFC 6585, 7.4). So its advice differs from that of 401 and
// 407. It does not have the language's word for credentials, which their advice has.
func TestAdviceFor511(t *testing.T) {
	spoken := 0
	for _, l := range lang.All() {
		f := source(t, l.String())
		credentials := strings.ToLower(f.Glossary["credentials"])
		if strings.Contains(strings.ToLower(httpstatus.Status(401).Advice(l)), credentials) {
			spoken++ // in other languages the form of the word changes
		}
		if advice := httpstatus.Status(511).Advice(l); strings.Contains(strings.ToLower(advice), credentials) {
			t.Errorf("%v: the advice of 511 speaks of credentials: %q", l, advice)
		}
		advice := httpstatus.NetworkAuthenticationRequired.Advice(l)
		if remedy := httpstatus.NetworkAuthenticationRequired.Remedy(); advice == "" || advice == remedy.Meaning(l) {
			t.Errorf("%v: 511 has the advice of its remedy, %q", l, advice)
		}
		for code, want := range map[int]string{299: "", 599: httpstatus.Status(500).Advice(l), 512: httpstatus.Status(500).Advice(l), 600: httpstatus.Status(500).Advice(l), 0: httpstatus.Status(500).Advice(l)} {
			if got := httpstatus.Status(code).Advice(l); got != want {
				t.Errorf("%v: advice of %d is %q; want %q", l, code, got, want)
			}
		}
	}
	if spoken < len(lang.All())/2 {
		t.Errorf("in only %d languages the advice of 401 speaks of credentials in the glossary's word", spoken)
	}
}
