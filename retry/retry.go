// Package retry has an [http.RoundTripper] that sends a request again when that is right,
// and a function that decides when:
//
//	client := &http.Client{Transport: &retry.Transport{}, CheckRedirect: retry.Redirect}
//
// A request that may have been carried out is sent again only if its method is idempotent or
// it has an Idempotency-Key: no order is placed twice. You get the last response as it is, with its
// content unread, and never an error that hides it. Requests and responses are passed on
// unchanged, and nothing is buffered unless you ask for it.
//
// [Judge] is the policy without the Transport, for other clients. The table in README.md
// lists what it says about each status.
package retry
