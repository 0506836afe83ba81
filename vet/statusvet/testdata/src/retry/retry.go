package retry

import (
	"net/http"
	"time"
)

func shouldRetry(resp *http.Response) bool {
	return resp.StatusCode >= 500 // want `a request is repeated after 500, 501, 505, 506, 507, 508, 510, 511, where waiting does not help, and after 502, 503, 504, which is safe only if the method is idempotent`
}

func isRetryable(code int) bool {
	switch code {
	case 403, 429: // want `a request is repeated after 403, where waiting does not help`
		return true
	}
	return false
}

func retryOn(status int) bool {
	if status == http.StatusUnauthorized || status == 503 { // want `after 401, where waiting does not help, and after 503`
		return true
	}
	return false
}

func loop(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil {
			return
		}
		if resp.StatusCode == 500 { // want `after 500`
			time.Sleep(time.Second)
			continue
		}
		return
	}
}

// What follows is right.

func retryLater(code int) bool {
	switch code {
	case 429, 503:
		return true
	case 500:
		return false
	}
	return false
}

func isServerError(code int) bool { return code >= 500 }

func retrySucceeded(code int) bool { return code == 200 }

func loopOver(urls []string) (failed int) {
	for _, url := range urls {
		resp, err := http.Get(url)
		if err != nil || resp.StatusCode == 404 {
			failed++
			continue
		}
	}
	return failed
}

// Arithmetic with a status is no decision.
func retryClass(code int) (int, int, int) { return code / 100, code % 100, code &^ 1 }

func retryDigit(code int) int { return code - 500 }

func retryAny(code int) bool { return func() int { return code / 100 }() == 5 }

type flag int

func retryBits(status flag) bool { return status&4 != 0 && status>>1 > 2 }
