package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"

	"example.com/httpstatus/retry/retrytest"
)

func TestRun(t *testing.T) {
	s := retrytest.Status
	for name, test := range map[string]struct {
		steps          []retrytest.Step
		args           string
		code           int
		stdout, stderr string // "*" at the end stands for more
		log            string
	}{
		"repeated": {[]retrytest.Step{s(503), s(200)}, "-v URL", 0, "200 OK\n*",
			"1. GET URL: 503 Service Unavailable; again after T (503 Service Unavailable)\n2. GET URL: 200 OK\n", "+GET GET"},
		"an earlier attempt": {[]retrytest.Step{s(504), s(412)}, "-method PUT -data x URL", 1, "412 Precondition Failed\n*An earlier attempt may have been carried out.\n", "", "+PUT(x) PUT(x)"},
		"quiet":              {[]retrytest.Step{s(503), s(200)}, "URL", 0, "200 OK\n*", "", "+GET GET"},
		"new connection": {[]retrytest.Step{s(421), s(200)}, "-v -method POST -data x URL", 0, "200 OK\n*",
			"1. POST URL: 421 Misdirected Request; again on a new connection (421 Misdirected Request)\n2. POST URL: 200 OK\n", "+POST(x) +POST(x)"},
		"not repeated": {[]retrytest.Step{s(502)}, "-v -method POST URL", 1, "502 Bad Gateway\n*",
			"1. POST URL: 502 Bad Gateway (502 Bad Gateway leaves open whether the request was applied, and POST is not idempotent)\n", "+POST"},
		"key": {[]retrytest.Step{s(502), s(201)}, "-key -method POST URL", 0, "201 Created\n*", "", "+POST POST"},
		"credentials": {[]retrytest.Step{s(401), s(204)}, "-v -user me:secret URL", 0, "204 No Content\n*",
			"1. GET URL: 401 Unauthorized; again (401 Unauthorized: again with credentials)\n2. GET URL: 204 No Content\n", "+GET GET!"},
		"redirect": {[]retrytest.Step{s(301, "Location: /a"), s(307, "Location: /b"), s(200)}, "-v -method PUT -data x URL", 0, "200 OK\n*",
			"1. PUT URL: 301 Moved Permanently\n1. PUT URL/a: 307 Temporary Redirect\n1. PUT URL/b: 200 OK\n", "+PUT(x) PUT/a(x) PUT/b(x)"},
		"one attempt": {[]retrytest.Step{s(503)}, "-v -attempts 1 URL", 1, "503 Service Unavailable\n*",
			"1. GET URL: 503 Service Unavailable (503 Service Unavailable; not repeated: the attempts are used up)\n", "+GET"},
		"too long": {[]retrytest.Step{s(503, "Retry-After: 3600")}, "-v URL", 1, "503 Service Unavailable\n*",
			"1. GET URL: 503 Service Unavailable (503 Service Unavailable; not repeated: the server asks to wait for 1h0m0s)\n", "+GET"},
		"no response": {[]retrytest.Step{{Fault: retrytest.Close}}, "-v -method POST URL", 1, "",
			"1. POST URL: EOF (there was no response, and POST is not idempotent)\nclient: Post \"URL\": EOF\n", "+POST"},
		"no URL":     {nil, "", 2, "", "client: 0 arguments: want one absolute address*", ""},
		"no host":    {nil, "x", 2, "", "client: \"x\": want an absolute address*", ""},
		"two URLs":   {nil, "URL URL", 2, "", "client: 2 arguments: want one absolute address*", ""},
		"long":       {nil, strings.Repeat("é", 51), 2, "", "client: \"" + strings.Repeat("é", 50) + "\"...: want an absolute address*", ""},
		"bad method": {nil, "-method A@B URL", 2, "", "client: net/http: invalid method \"A@B\"*", ""},
		"bad flag":   {nil, "-x", 2, "", "flag*", ""},
		"help":       {nil, "-h", 0, "", "usage: client*", ""},
	} {
		t.Run(name, func(t *testing.T) {
			server := retrytest.New(t, test.steps...)
			var stdout, stderr bytes.Buffer
			args := strings.Fields(strings.ReplaceAll("-backoff 1ms "+test.args, "URL", server.URL))
			if code := run(t.Context(), args, &stdout, &stderr); code != test.code {
				t.Errorf("exit code %d; want %d", code, test.code)
			}
			if log := server.Log(); log != test.log {
				t.Errorf("the server saw %s; want %s", log, test.log)
			}
			for _, output := range [][2]string{{stdout.String(), test.stdout}, {stderr.String(), test.stderr}} {
				got := strings.ReplaceAll(output[0], server.URL, "URL")
				got = regexp.MustCompile(`after [0-9.µm]+s`).ReplaceAllString(got, "after T")
				got = strings.ReplaceAll(got, "; again (503", "; again after T (503") // a wait that is rounded to 0
				start, end, cut := strings.Cut(output[1], "*")
				if got != output[1] && !(cut && strings.HasPrefix(got, start) && strings.HasSuffix(got, end)) {
					t.Errorf("got %q; want %q", got, output[1])
				}
			}
		})
	}
}

// The time for all attempts is a deadline.
func TestMaxTime(t *testing.T) {
	server := retrytest.New(t, retrytest.Status(503, "Retry-After: 7200"))
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), []string{"-max-time", "1h", "-max-wait", "9h", server.URL}, &stdout, &stderr); code != 1 || server.Log() != "+GET" {
		t.Errorf("%d, %s, %s", code, server.Log(), stderr.String())
	}
}
