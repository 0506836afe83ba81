package nonstandard_test

import (
	"fmt"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// A code from an access log, and who may have written it.
func ExampleUses() {
	for use := range nonstandard.Uses(499) {
		fmt.Printf("%s: like %v, on the wire %t, verified %t\n", use.Vendor, use.Like, use.OnWire, use.Verified)
	}
	// Output:
	// nginx: like 504 Gateway Timeout, on the wire false, verified true
	// Esri ArcGIS: like 401 Unauthorized, on the wire false, verified false
	// Google: like 400 Bad Request, on the wire true, verified true
	// Cloud Foundry gorouter: like 504 Gateway Timeout, on the wire true, verified true
}

// A client behind Cloudflare asks the registered status that the code is like.
func ExampleUse() {
	s := nonstandard.CloudflareTimeoutOccurred
	fmt.Println(s, s.Repeatable("GET"), "as an unrecognised 5xx")
	for use := range nonstandard.Uses(s) {
		fmt.Println(use.Phrase)
		fmt.Println(use.Like, use.Like.Repeatable("GET"), use.Like.Repeatable("POST"))
	}
	// Output:
	// 524 false as an unrecognised 5xx
	// A timeout occurred
	// 504 Gateway Timeout true false
}

// A registered code that somebody uses for something else.
func ExampleUses_registered() {
	fmt.Println(httpstatus.LoopDetected.Retryable())
	for use := range nonstandard.Uses(httpstatus.LoopDetected) {
		fmt.Println(use.Phrase, use.Like.Retryable())
		fmt.Println(use.Meaning)
	}
	// Output:
	// false
	// Resource Limit Is Reached true
	// The hosting account has used up its share of processor, memory or processes for the moment; the registered meaning is 508 Loop Detected, which no waiting cures.
}
