package nonstandard_test

import (
	"fmt"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// Like returns the status that a code is most like. A registered code is like itself.
func ExampleLike() {
	for _, s := range []httpstatus.Status{522, 499, 0, 404, 299} {
		like := nonstandard.Like(s)
		fmt.Printf("%03d: like %v, send a GET again %t\n", int(s), like, like.Repeatable("GET"))
	}
	// Output:
	// 522: like 504 Gateway Timeout, send a GET again true
	// 499: like 504 Gateway Timeout, send a GET again true
	// 000: like 504 Gateway Timeout, send a GET again true
	// 404: like 404 Not Found, send a GET again false
	// 299: like 299, send a GET again false
}

// Uses returns the vendors that may have written a code into an access log.
func ExampleUses() {
	for _, use := range nonstandard.Uses(499) {
		if use.InLog {
			fmt.Printf("%s: like %v, on the wire %t, verified %t\n", use.Vendor, use.Like, use.OnWire, use.Verified)
		}
	}
	// Output:
	// nginx: like 504 Gateway Timeout, on the wire false, verified true
	// Cloud Foundry gorouter: like 504 Gateway Timeout, on the wire true, verified true
	// Tencent EdgeOne: like 504 Gateway Timeout, on the wire false, verified true
	// Tencent Cloud CDN: like 504 Gateway Timeout, on the wire false, verified true
	// ASP.NET Core: like 504 Gateway Timeout, on the wire false, verified true
	// Google: like 400 Bad Request, on the wire true, verified true
}

// If you know the vendor, look for its own use of the code.
func ExampleUse() {
	for _, use := range nonstandard.Uses(530) {
		if use.Vendor == "Pantheon" {
			fmt.Println(use.Phrase)
			fmt.Println(use.Like, use.Like.Repeatable("GET"))
		}
	}
	fmt.Println(nonstandard.Like(530), nonstandard.Like(530).Repeatable("GET"))
	// Output:
	// Site is frozen
	// 403 Forbidden false
	// 502 Bad Gateway true
}

// A vendor may use a registered code for something else.
func ExampleUses_registered() {
	fmt.Println(httpstatus.LoopDetected.Retryable())
	for _, use := range nonstandard.Uses(httpstatus.LoopDetected) {
		fmt.Println(use.Phrase, use.Like.Retryable())
		fmt.Println(use.Meaning)
	}
	// Output:
	// false
	// Resource Limit Is Reached true
	// At the moment, the hosting account uses all the processor time, memory or processes that it may use. The registered meaning is 508 Loop Detected, and waiting does not help after that.
}
