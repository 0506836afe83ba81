package main

import (
	"context"
	"net/http"
	"testing"

	"github.com/hashicorp/go-retryablehttp"
)

// The empty loops are what every subject of their kind has around it: one adds up
// numbers, the other says yes or no. The bare loads are what no table can do without.
const (
	emptyLoop     = "empty loop, numbers"
	emptyLoopBool = "empty loop, yes or no"
	bareNumber    = "bare load: array[code]"
	bareBool      = "bare load: bools[code]"
)

func factSubjects() []subject {
	const group = "code to facts"
	return []subject{
		{group, emptyLoop, "", empty},
		{group, "Class", emptyLoop, class},
		{group, "Caching", emptyLoop, caching},
		{group, "Remedy", emptyLoop, remedy},
		{group, "by hand: code/100", emptyLoop, hundreds},
		{group, bareNumber, emptyLoop, bareLoad},
		{group, emptyLoopBool, "", emptyBool},
		{group, "Retryable", emptyLoopBool, retryable},
		{group, "AllowsContent", emptyLoopBool, allowsContent},
		{group, bareBool, emptyLoopBool, bareLoadBool},
		{group, "Repeatable, GET", emptyLoopBool, repeatableGET},
		{group, "Repeatable, POST", emptyLoopBool, repeatablePOST},
		{group, "Repeatable, PROPFIND", emptyLoopBool, repeatablePROPFIND},
		{group, "by hand: 429, or 5xx but 501", emptyLoopBool, retryByHand},
		{group, "retryablehttp.DefaultRetryPolicy", emptyLoopBool, retryPolicy},
	}
}

func empty(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)])
	}
}

func emptyBool(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != (codes[i%len(codes)] == 0)
	}
}

func class(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Class())
	}
}

func caching(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Caching())
	}
}

func remedy(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Remedy())
	}
}

func hundreds(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)]) / 100
	}
}

// numbers and bools are as long as the library's arrays.
var (
	numbers [501]uint8
	bools   [501]bool
)

func bareLoad(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(numbers[min(uint(codes[i%len(codes)]-100), uint(len(numbers)-1))])
	}
}

func bareLoadBool(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != bools[min(uint(codes[i%len(codes)]-100), uint(len(bools)-1))]
	}
}

func retryable(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != codes[i%len(codes)].Retryable()
	}
}

func allowsContent(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != codes[i%len(codes)].AllowsContent()
	}
}

func repeatableGET(b *testing.B)      { repeatable(b, "GET") }
func repeatablePOST(b *testing.B)     { repeatable(b, "POST") }
func repeatablePROPFIND(b *testing.B) { repeatable(b, "PROPFIND") }

func repeatable(b *testing.B, method string) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != codes[i%len(codes)].Repeatable(method)
	}
}

func retryByHand(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		code := codes[i%len(codes)]
		yes = yes != (code == 429 || code >= 500 && code != 501)
	}
}

// responses are made beforehand, as a client has one in hand when it asks.
var responses = func() (r [len(codes)]http.Response) {
	for i, s := range codes {
		r[i] = http.Response{StatusCode: int(s), Status: s.String()}
	}
	return r
}()

func retryPolicy(b *testing.B) {
	ctx, yes := context.Background(), false
	for i := 0; b.Loop(); i++ {
		retry, _ := retryablehttp.DefaultRetryPolicy(ctx, &responses[i%len(codes)], nil)
		yes = yes != retry
	}
}
