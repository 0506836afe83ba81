package httpstatus

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"example.com/httpstatus/lang"
)

// A Remedy is what has to change before the request can succeed. The zero value,
// RemedyNone, belongs to a status with which nothing failed. The first four real
// ones leave the request as it is, but for credentials, and are what makes a status
// retryable.
type Remedy uint8

const (
	RemedyNone          Remedy = iota // nothing failed
	RemedyWait                        // time has to pass: 429, 502, 503
	RemedyReconnect                   // another connection has to be used, or one whose handshake is done: 408, 421, 425
	RemedyAuthenticate                // credentials have to be given: 401, 407, 511
	RemedyPay                         // a payment has to be made: 402
	RemedyAmend                       // the request has to be corrected: 400, 409, 422
	RemedyFollow                      // another URI has to be used, given in Location: 301, 303
	RemedyAskOwner                    // access has to be granted: 403
	RemedyAskOperator                 // whoever runs the server has to act: 500, 501, 507
	RemedyLookElsewhere               // the resource has to be sought elsewhere: 404
	RemedyAbandon                     // no request will succeed: 410, 451
)

// String returns the constant's name without its prefix, "LookElsewhere", or ""
// for a number without a constant.
func (r Remedy) String() string { return name(remedyNames[:], r) }

var remedyNames = [...]string{"None", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}

// Meaning returns the advice to a reader, in one or two sentences. It is "" for
// RemedyNone and for a number without a constant.
func (r Remedy) Meaning(l lang.Language) string { return l.Advice(int(r)) }

// Remedy returns what has to change before the request can succeed.
func (s Status) Remedy() Remedy { return remedyOf[s.row()] }

// An Actor is who can bring a [Remedy] about. Where several could, it is the one
// that has to begin: the user for a 401, since credentials are given to software
// by somebody, and for a 410, after which links should go. The zero value is
// ActorNobody.
type Actor uint8

const (
	ActorNobody   Actor = iota // nothing has to be done, or nobody can
	ActorClient                // the software that made the request
	ActorUser                  // the person or program on whose behalf it was made
	ActorOwner                 // who decides about the resource: grants access, holds its lock
	ActorOperator              // whoever runs the server that answered
	ActorUpstream              // whoever runs the server behind it
)

// String returns the constant's name without its prefix, "Operator", or "" for a
// number without a constant.
func (a Actor) String() string { return name(actorNames[:], a) }

var actorNames = [...]string{"Nobody", "Client", "User", "Owner", "Operator", "Upstream"}

// Actor returns who can bring the status's [Remedy] about.
func (s Status) Actor() Actor { return actorOf[s.row()] }

// An Effect says whether the request was applied: whether the server did what the
// method asks for. The zero value is EffectUnknown, as after a 502: nobody can tell.
type Effect uint8

const (
	EffectUnknown    Effect = iota // the status leaves it open
	EffectNotApplied               // the server did not act on the request
	EffectApplied                  // the server did what was asked
)

// String returns the constant's name without its prefix, "NotApplied", or "" for
// a number without a constant.
func (e Effect) String() string { return name(effectNames[:], e) }

var effectNames = [...]string{"Unknown", "NotApplied", "Applied"}

// Effect returns whether the request was applied.
func (s Status) Effect() Effect { return effectOf[s.row()] }

// Retryable reports whether trying again can resolve it, once the [Remedy] is
// applied: whether that is Wait, Reconnect, Authenticate or Pay, which leave the
// request itself as it is. It is about the matter, not about software: whether a
// program may send the request again by itself is the stricter [Status.Repeatable].
//
//	           Retryable  Repeatable  because
//	                      GET   POST
//	401        yes        no    no    credentials resolve it, but a person gives them
//	403        no         no    no    the same request is refused again
//	408        yes        yes   yes   it never arrived whole: on a new connection
//	421        yes        yes   yes   not applied: on another connection
//	429        yes        yes   yes   not applied: after a while
//	500        no         no    no    only whoever runs the server can cure it
//	502, 504   yes        yes   no    the server behind may have applied it
//	503        yes        yes   no    part of it may have been done
//	507        no         no    no    not until there is space and the user asks again (RFC 4918, 11.5)
func (s Status) Retryable() bool { return s.Remedy()-RemedyWait <= RemedyPay-RemedyWait }

// Repeatable reports whether client software may send the same request again,
// unattended, after applying the [Remedy]: only if that is to wait or to
// reconnect, and only if the method is idempotent or the request was not applied
// (RFC 9110, 9.2.2). See the table at [Status.Retryable]. How often and after how
// long is the client's to limit, once unless it knows better (9.2.2 again);
// [ParseRetryAfter] reads what the server wishes. That a 423 or a 429 was not
// applied no standard says, only common sense.
//
// Idempotent are the methods that RFC 9110 and the IANA HTTP Method Registry call
// so, but for PRI, which no client sends; an unknown method is not, and methods are
// case-sensitive. "" is GET, as in net/http.
func (s Status) Repeatable(method string) bool {
	switch repeatableOf[s.row()] {
	case repeatableAny:
		return true
	case repeatableIdempotent:
		return idempotent(method)
	}
	return false
}

// idempotent follows RFC 9110, 9.2.2 and the IANA HTTP Method Registry (RFC 7237
// and the QUERY method's document), in which CONNECT, LOCK, PATCH and POST are not idempotent.
func idempotent(method string) bool {
	switch method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE",
		"ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LABEL", "LINK", "MERGE",
		"MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "ORDERPATCH",
		"PROPFIND", "PROPPATCH", "QUERY", "REBIND", "REPORT", "SEARCH", "UNBIND", "UNCHECKOUT",
		"UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL":
		return true
	}
	return false
}

// ParseRetryAfter reads the value of a Retry-After field, a number of seconds or
// a date in one of HTTP's three formats (RFC 9110, 10.2.3 and 5.6.7), as the time
// from now. Spaces and tabs around it are ignored, and so is a wrong day of the week.
// The result is never negative: a date that has passed gives 0, and a number or date
// beyond what a Duration holds gives the largest Duration. Servers send nonsense, a
// Unix time among it, which is read as the seconds it says to be: cap the result.
// Anything else, "" too, gives 0 and an error that quotes the field.
func ParseRetryAfter(field string, now time.Time) (time.Duration, error) {
	value := strings.Trim(field, " \t")
	if d, ok := parseSeconds(value); ok {
		return d, nil
	}
	if t, ok := parseDate(value, now); ok {
		return max(0, t.Sub(now)), nil
	}
	// Package time has no leap seconds; HTTP has (RFC 9110, 5.6.7).
	if before, after, ok := strings.Cut(value, ":60 "); ok {
		if t, ok := parseDate(before+":59 "+after, now); ok {
			return max(0, t.Add(time.Second).Sub(now)), nil
		}
	}
	return 0, errors.New("httpstatus: parse Retry-After " + strconv.Quote(field) + ": want a number of seconds, digits only, or a date such as \"Sun, 06 Nov 1994 08:49:37 GMT\"")
}

// parseSeconds reads delay-seconds, 1*DIGIT.
func parseSeconds(value string) (d time.Duration, ok bool) {
	const limit = math.MaxInt64 / int64(time.Second)
	var seconds int64
	for i := range len(value) {
		digit := value[i] - '0'
		if digit > 9 {
			return 0, false
		}
		if seconds <= limit {
			seconds = seconds*10 + int64(digit)
		}
	}
	if seconds > limit {
		return math.MaxInt64, true
	}
	return time.Duration(seconds) * time.Second, value != ""
}

// parseDate reads an HTTP-date. The lengths refuse what package time would let
// pass: hours of one digit and fractions of a second.
func parseDate(value string, now time.Time) (time.Time, bool) {
	const (
		imf     = "Mon, 02 Jan 2006 15:04:05 GMT"
		rfc850  = ", 02-Jan-06 15:04:05 GMT"
		asctime = "Mon Jan _2 15:04:05 2006"
	)
	layout := imf
	if len(value) == len(asctime) {
		layout = asctime
	}
	if len(value) == len(layout) {
		if t, err := time.Parse(layout, value); err == nil {
			return t, true
		}
	}
	if comma := strings.IndexByte(value, ','); comma >= 0 && len(value) == comma+len(rfc850) {
		if t, err := time.Parse("Monday"+rfc850, value); err == nil {
			return nearest(t, now), true
		}
	}
	return time.Time{}, false
}

// nearest puts a date with a year of two digits into the hundred years that end
// fifty years from now, as RFC 9110, 5.6.7 reads it.
func nearest(t, now time.Time) time.Time {
	last := now.AddDate(50, 0, 0)
	years := last.Year() - t.Year()
	t = t.AddDate(years-years%100, 0, 0)
	if t.After(last) {
		t = t.AddDate(-100, 0, 0)
	}
	return t
}
