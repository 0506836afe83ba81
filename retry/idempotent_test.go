package retry_test

import (
	"net/http"
	"regexp"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

func TestWithKey(t *testing.T) {
	form := regexp.MustCompile(`^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$`)
	made := map[string]bool{}
	for range 1000 {
		req := request(t, "POST", "http://example.com/", "X: y")
		keyed := retry.WithKey(req)
		key := keyed.Header.Get("Idempotency-Key")
		if !form.MatchString(key) || made[key] {
			t.Fatalf("key %s", key)
		}
		made[key] = true
		if len(req.Header) != 1 || keyed.Header.Get("X") != "y" || keyed.Body != req.Body {
			t.Fatalf("%v, %v", req.Header, keyed.Header)
		}
		if again := retry.WithKey(keyed); again != keyed {
			t.Fatal("a second key was made")
		}
	}
	for _, name := range []string{"Idempotency-Key", "X-Idempotency-Key"} {
		if req := request(t, "POST", "http://example.com/", name+": a"); retry.WithKey(req) != req {
			t.Errorf("%s was not seen", name)
		}
	}
	if keyed := retry.WithKey(&http.Request{Method: "POST"}); keyed.Header.Get("Idempotency-Key") == "" {
		t.Error("no key without a header")
	}

	// Every attempt has the same key.
	script := retrytest.Play(retrytest.Step{Fault: retrytest.Reset}, retrytest.Status(409), retrytest.Status(503), retrytest.Status(201))
	resp, err := (&retry.Transport{Base: script, Backoff: -1}).RoundTrip(retry.WithKey(request(t, "POST", "http://example.com/")))
	if err != nil || resp.StatusCode != 201 || script.Log() != "POST(x) POST(x) POST(x) POST(x)" {
		t.Errorf("%v, %s", err, script.Log())
	}
	for _, r := range script.Requests() {
		if r.Header.Get("Idempotency-Key") != script.Requests()[0].Header.Get("Idempotency-Key") {
			t.Error("the key changes")
		}
	}
}
