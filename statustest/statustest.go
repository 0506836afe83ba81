// Package statustest checks in tests that the responses of a server keep the rules of
// HTTP for their status. For example, a 401 must have a challenge, a 405 must have an
// Allow field, and a 204 must not have content.
//
//	func TestHandler(t *testing.T) {
//		if err := statustest.Handler(handler, httptest.NewRequest("DELETE", "/", nil)); err != nil {
//			t.Error(err)
//		}
//	}
//
// Four functions apply the same rules, which README.md lists:
//
//   - [Handler] runs a handler and checks what net/http really sends for it.
//   - [Transport] checks every response that a test suite receives.
//   - [Check] checks one response that a test already has.
//   - [CheckRaw] checks the bytes of HTTP/1.x. It sees what net/http hides from Check
//     and Transport.
//
// # Errors
//
// The functions return an error that joins a [Breach] for each broken rule. Some rules
// are requirements, some are only advice: see [Level]. [Musts] keeps the requirements.
// [Except] drops rules by name.
//
// # Limits
//
// A rule reports a breach only if the response and its request prove it. No rule
// guesses. For example, a 413 should have Retry-After if the condition is temporary, but
// the response does not show whether it is. If the request is not known, for example
// because [http.Response.Request] is nil, the rules that need it report nothing.
package statustest
