package main

import (
	"testing"

	"example.com/httpstatus"
)

// codes are what the loops ask about, one after the other. There are 64, so that
// i%len(codes) costs next to nothing.
var codes = [64]httpstatus.Status(httpstatus.All())

// The bare arrays are as long as the library's: any table of facts costs one load.
var (
	numbers [501]uint8
	bools   [501]bool
)

// Each loop stands here in full, because a call through a function value would cost
// more than what is measured.
func BenchmarkFact(b *testing.B) {
	b.Run("empty loop of numbers", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += int(codes[i%len(codes)])
		}
	})
	b.Run("array of numbers", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += int(numbers[min(uint(codes[i%len(codes)]-100), uint(len(numbers)-1))])
		}
	})
	b.Run("Class", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += int(codes[i%len(codes)].Class())
		}
	})
	b.Run("Caching", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += int(codes[i%len(codes)].Caching())
		}
	})
	b.Run("Remedy", func(b *testing.B) {
		n := 0
		for i := 0; b.Loop(); i++ {
			n += int(codes[i%len(codes)].Remedy())
		}
	})
	b.Run("empty loop of bools", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != (codes[i%len(codes)] == 0)
		}
	})
	b.Run("array of bools", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != bools[min(uint(codes[i%len(codes)]-100), uint(len(bools)-1))]
		}
	})
	b.Run("Retryable", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != codes[i%len(codes)].Retryable()
		}
	})
	b.Run("AllowsContent", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != codes[i%len(codes)].AllowsContent()
		}
	})
	b.Run("Repeatable GET", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != codes[i%len(codes)].Repeatable("GET")
		}
	})
	b.Run("Repeatable POST", func(b *testing.B) {
		yes := false
		for i := 0; b.Loop(); i++ {
			yes = yes != codes[i%len(codes)].Repeatable("POST")
		}
	})
}
