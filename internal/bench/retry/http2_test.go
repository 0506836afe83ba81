package main

import (
	"context"
	"net/http"
	"testing"

	"golang.org/x/net/http2"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// After golang.org/x/net/http2.ConfigureTransport a new connection is a new one too.
func TestConfigureTransport(t *testing.T) {
	server := retrytest.NewHTTP2(t, status(200), status(421), status(200))
	base := server.Transport(t)
	if err := http2.ConfigureTransport(base); err != nil {
		t.Fatal(err)
	}
	send := clients[0].make(base)
	for range 2 {
		if r := request(context.Background(), t, server, send, "POST", nil); r.status() != 200 {
			t.Fatal(r.status(), r.log)
		}
	}
	if log := server.Log(); log != "+POST(x) POST(x) +POST(x)" {
		t.Error(log)
	}
}

// The stream errors of golang.org/x/net/http2 have a type of their own.
func TestRefusedStream(t *testing.T) {
	for code, want := range map[http2.ErrCode]bool{http2.ErrCodeRefusedStream: true, http2.ErrCodeInternal: false} {
		d := retry.Judge(retry.Attempt{Request: &http.Request{Method: "POST"}, Err: http2.StreamError{StreamID: 1, Code: code}})
		if d.Again != want {
			t.Errorf("%v: %+v", code, d)
		}
	}
}
