// Package retrytest plays scripts of bad servers, so that you can check what a client
// does with them: a 503 with Retry-After, a connection that is reset, content that
// never ends.
//
//	server := retrytest.New(t, retrytest.Status(503, "Retry-After: 1"), retrytest.Status(200))
//	resp, err := client.Get(server.URL)
//	if got := server.Log(); got != "+GET GET" { ... }
//
// A [Server] is a real server on the loopback interface, with HTTP/1.1 or HTTP/2. A
// [Script] is the same without a network: an http.RoundTripper to put below the client,
// for tests with testing/synctest, in which no time passes.
package retrytest
