package retry

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"strings"
)

// neverSent reports whether an error shows that no server has seen the request. If the
// error joins several, all of them have to show it: one of them can be about another
// attempt.
func neverSent(req *http.Request, err error) bool {
	switch e := err.(type) {
	case *net.DNSError:
		return true
	case *net.OpError:
		switch e.Op {
		// net/http wraps what goes wrong on the way to a proxy or through it.
		case "dial", "proxyconnect", "socks connect":
			return true
		}
	case *url.Error:
		if !isURLOf(req, e.URL) {
			return false // an http.Client has followed a redirect, so a request was sent
		}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return neverSent(req, e.Unwrap()) || refusedStream(err)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			if !neverSent(req, one) {
				return false
			}
		}
		return len(e.Unwrap()) > 0
	}
	return refusedStream(err)
}

// refusedStream reports whether an error is a stream error REFUSED_STREAM. A server
// that sends it has not processed the request (RFC 9113, 8.7). net/http and
// golang.org/x/net/http2 each have a type of their own for it, and the former's has
// no exported name.
func refusedStream(err error) bool {
	v := reflect.ValueOf(err)
	if v.Kind() != reflect.Struct || !strings.HasSuffix(strings.ToLower(v.Type().Name()), "streamerror") {
		return false
	}
	code := v.FieldByName("Code")
	return code.IsValid() && code.CanUint() && code.Uint() == 0x7
}

// isURLOf reports whether a URL in an error of http.Client is that of a request.
// http.Client hides the password in it.
func isURLOf(req *http.Request, text string) bool {
	if req == nil || req.URL == nil {
		return false
	}
	failed, err := url.Parse(text)
	if err != nil {
		return false
	}
	own := *req.URL
	own.User, failed.User = nil, nil
	return own.String() == failed.String()
}

func canceled(err error) bool { return errors.Is(err, context.Canceled) }

// permanent reports whether the next attempt would end in the same error.
func permanent(err error) bool {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return true
	}
	return errors.Is(err, http.ErrSchemeMismatch)
}
