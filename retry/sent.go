package retry

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"reflect"
	"strings"
)

// neverSent reports whether an error shows that no server has seen the request.
func neverSent(err error) bool {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	for e, ok := errors.AsType[*net.OpError](err); ok; e, ok = errors.AsType[*net.OpError](e.Err) {
		switch e.Op {
		// net/http wraps what goes wrong on the way to a proxy or through it.
		case "dial", "proxyconnect", "socks connect":
			return true
		}
	}
	return refusedStream(err)
}

// refusedStream reports whether an error is a stream error REFUSED_STREAM. A server
// that sends it has not processed the request (RFC 9113, 8.7). net/http and
// golang.org/x/net/http2 each have a type of their own for it, and the former's has
// no exported name.
func refusedStream(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.ValueOf(err)
		if v.Kind() != reflect.Struct || !strings.HasSuffix(strings.ToLower(v.Type().Name()), "streamerror") {
			continue
		}
		if code := v.FieldByName("Code"); code.IsValid() && code.CanUint() {
			return code.Uint() == 0x7
		}
	}
	return false
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
