package main

import (
	"net/http"
	"testing"

	"example.com/httpstatus"
)

// codes are what most subjects ask about, in turn. There are 64, so that the loop
// itself costs next to nothing.
var codes = [64]httpstatus.Status(httpstatus.All())

//go:generate go tool stringer -type StatusCode -linecomment

func phraseSubjects() []subject {
	const group = "code to phrase"
	return []subject{
		{group, "Phrase", "http.StatusText", phrase},
		{group, "http.StatusText", "Phrase", statusText},
		{group, "map[int]string", "Phrase", phraseMap},
		{group, "type by stringer", "Phrase", phraseStringer},
	}
}

func phrase(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Phrase())
	}
}

func statusText(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(http.StatusText(int(codes[i%len(codes)])))
	}
}

func phraseMap(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(phrases[int(codes[i%len(codes)])])
	}
}

func phraseStringer(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(StatusCode(codes[i%len(codes)]).String())
	}
}
