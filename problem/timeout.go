package problem

import (
	"net/http"
	"runtime"
	"strings"
)

// inTimeoutHandler reports whether http.TimeoutHandler is writing the response: its
// method is on the stack. It calls its handler in another goroutine, so the handler's own
// calls are never below this method.
func inTimeoutHandler() bool {
	var callers [32]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
	for {
		frame, more := frames.Next()
		if frame.Function == "net/http.(*timeoutHandler).ServeHTTP" {
			return true
		}
		if !more {
			return false
		}
	}
}

// timeoutPage is what http.TimeoutHandler writes if it is given no text.
const timeoutPage = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"

// plainTimeout reports whether the text of an http.TimeoutHandler is its standard page or
// plain text. JSON and HTML are somebody's own.
func plainTimeout(text string) bool {
	if text == timeoutPage {
		return true
	}
	start := strings.TrimLeft(text[:min(len(text), 512)], " \t\r\n\ufeff")
	return start != "" && !strings.ContainsRune(`{["<`, rune(start[0])) &&
		strings.HasPrefix(http.DetectContentType([]byte(start)), "text/plain")
}
