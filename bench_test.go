package httpstatus_test

import (
	"net/http"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// In each iteration, a benchmark asks one question about one registered status. It takes all
// statuses in turn. Compare the results with Empty, EmptyBool and StatusText of the same run.
// Empty is the loop alone. EmptyBool is the loop for a bool. StatusText is net/http's.
//
//	go test -run '^$' -bench . -count 10 .

var codes = [64]httpstatus.Status(httpstatus.All())

func BenchmarkEmpty(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)])
	}
}

func BenchmarkEmptyBool(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != (codes[i%len(codes)] == 0)
	}
}

func BenchmarkClass(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Class())
	}
}

func BenchmarkRemedy(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Remedy())
	}
}

func BenchmarkCaching(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += int(codes[i%len(codes)].Caching())
	}
}

func BenchmarkRetryable(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != codes[i%len(codes)].Retryable()
	}
}

func BenchmarkAllowsContent(b *testing.B) {
	yes := false
	for i := 0; b.Loop(); i++ {
		yes = yes != codes[i%len(codes)].AllowsContent()
	}
}

func BenchmarkRepeatable(b *testing.B) {
	for _, method := range []string{"GET", "POST", "PROPFIND"} {
		b.Run(method, func(b *testing.B) {
			yes := false
			for i := 0; b.Loop(); i++ {
				yes = yes != codes[i%len(codes)].Repeatable(method)
			}
		})
	}
}

func BenchmarkStatusText(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(http.StatusText(int(codes[i%len(codes)])))
	}
}

func BenchmarkPhrase(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Phrase())
	}
}

func BenchmarkTitle(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Title(lang.Korean))
	}
}

func BenchmarkMeaning(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Meaning(lang.Korean))
	}
}

func BenchmarkMeaningEnglish(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Meaning(lang.English))
	}
}

func BenchmarkAdvice(b *testing.B) {
	n := 0
	for i := 0; b.Loop(); i++ {
		n += len(codes[i%len(codes)].Advice(lang.Korean))
	}
}
