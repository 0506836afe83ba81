package httpstatus

import (
	"example.com/httpstatus/internal/enum"
	"example.com/httpstatus/internal/texts"
)

// A Remedy is the change that is needed before the request can succeed. The zero value is
// RemedyNone: nothing failed. RemedyWait, RemedyReconnect, RemedyAuthenticate and RemedyPay
// leave the request as it is, except for credentials. These four make a status retryable.
type Remedy uint8

// The constants come in four groups: nothing has to change; something other than the request
// has to change; the request has to change; the client cannot change anything. Programs may
// store the numbers, so they never change.
const (
	// Nothing has to change.
	RemedyNone Remedy = 0 // nothing failed

	// The same request can succeed. Only the time, the connection, the credentials or a
	// payment has to change. These four make a status retryable ([Status.Retryable]). After
	// the first two, software can act by itself. After the other two, the user has to act.
	RemedyWait         Remedy = 1 // some time has to pass: 429, 502, 503
	RemedyReconnect    Remedy = 2 // the client has to use another connection, or wait until the handshake is done: 408, 421, 425
	RemedyAuthenticate Remedy = 3 // the user has to give credentials: 401, 407, 511
	RemedyPay          Remedy = 4 // the user has to pay: 402

	// Another request can succeed.
	RemedyAmend  Remedy = 5 // the client has to correct the request: 400, 409, 422, 508
	RemedyFollow Remedy = 6 // the client has to use the URI in Location: 301, 303

	// No request of this client can succeed now. Somebody else has to act, or nobody can.
	RemedyAskOwner      Remedy = 7  // the owner has to grant access: 403
	RemedyAskOperator   Remedy = 8  // the people who run the server have to act: 500, 501, 507
	RemedyLookElsewhere Remedy = 9  // the user has to look for the resource elsewhere: 404
	RemedyAbandon       Remedy = 10 // no repeat of the request will succeed: 410, 451
)

// String returns the constant's name without its prefix, for example "LookElsewhere". For a number
// without a constant it returns a text such as "Remedy(99)".
func (r Remedy) String() string { return enum.String("Remedy", remedyNames[:], r) }

// MarshalText returns the same text as String. It never fails.
func (r Remedy) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (r *Remedy) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Remedy", remedyNames[:], text, r)
}

var remedyNames = [...]string{"None", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}

// Meaning returns one or two sentences of advice to the user. It returns "" for RemedyNone
// and for a number without a constant.
func (r Remedy) Meaning(l Language) string {
	t := l.get()
	switch {
	case r == 0 || r > texts.NumRemedies:
		return ""
	case t.Own != nil:
		return t.Own.Remedies[r]
	}
	return t.At(texts.Advice + int(r) - 1)
}

// Remedy returns the change that is needed before the request can succeed.
func (s Status) Remedy() Remedy { return remedyOf[s.row()] }
