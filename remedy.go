package httpstatus

import "example.com/httpstatus/internal/texts"

// A Remedy is what has to change before the request can succeed. The zero value,
// RemedyNone, belongs to a status with which nothing failed. The next four, RemedyWait
// to RemedyPay, leave the request as it is, except for credentials. They are what makes
// a status retryable.
type Remedy uint8

const (
	RemedyNone          Remedy = 0  // nothing failed
	RemedyWait          Remedy = 1  // time has to pass: 429, 502, 503
	RemedyReconnect     Remedy = 2  // another connection has to be used, or one whose handshake is done: 408, 421, 425
	RemedyAuthenticate  Remedy = 3  // credentials have to be given: 401, 407, 511
	RemedyPay           Remedy = 4  // a payment has to be made: 402
	RemedyAmend         Remedy = 5  // the request has to be corrected: 400, 409, 422, 508
	RemedyFollow        Remedy = 6  // another URI has to be used, given in Location: 301, 303
	RemedyAskOwner      Remedy = 7  // access has to be granted: 403
	RemedyAskOperator   Remedy = 8  // those who run the server have to act: 500, 501, 507
	RemedyLookElsewhere Remedy = 9  // the resource has to be sought elsewhere: 404
	RemedyAbandon       Remedy = 10 // no repeat will succeed: 410, 451
)

// String returns the constant's name without its prefix, "LookElsewhere", or "Remedy(99)" for a number
// without a constant.
func (r Remedy) String() string { return name("Remedy", remedyNames[:], r) }

// MarshalText returns what String does. It never fails.
func (r Remedy) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (r *Remedy) UnmarshalText(text []byte) error {
	return parseName("Remedy", remedyNames[:], text, r)
}

var remedyNames = [...]string{"None", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}

// Meaning returns the advice to a reader, in one or two sentences. It is "" for
// RemedyNone and for a number without a constant.
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

// Remedy returns what has to change before the request can succeed.
func (s Status) Remedy() Remedy { return remedyOf[s.row()] }

// An Actor is who can bring a [Remedy] about. Where several could, it is the one that
// has to begin: the user for a 401, since a person gives the credentials to the
// software, and for a 410, after which links should go. The zero value is ActorNobody.
type Actor uint8

const (
	ActorNobody   Actor = 0 // nothing has to be done, or nobody can
	ActorClient   Actor = 1 // the software that made the request
	ActorUser     Actor = 2 // the person or program on whose behalf it was made
	ActorOwner    Actor = 3 // the one who decides about the resource: grants access, holds its lock
	ActorOperator Actor = 4 // those who run the server that responded
	ActorUpstream Actor = 5 // those who run the server behind it
)

// String returns the constant's name without its prefix, "Operator", or "Actor(99)" for a number
// without a constant.
func (a Actor) String() string { return name("Actor", actorNames[:], a) }

// MarshalText returns what String does. It never fails.
func (a Actor) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (a *Actor) UnmarshalText(text []byte) error { return parseName("Actor", actorNames[:], text, a) }

var actorNames = [...]string{"Nobody", "Client", "User", "Owner", "Operator", "Upstream"}

// Actor returns who can bring the status's [Remedy] about.
func (s Status) Actor() Actor { return actorOf[s.row()] }

// An Effect says whether the request was applied: whether the server did what the
// method asks for. The zero value is EffectUnknown, as after a 502: nobody can tell.
type Effect uint8

const (
	EffectUnknown    Effect = 0 // the status leaves it open
	EffectNotApplied Effect = 1 // the server did not act on the request
	EffectApplied    Effect = 2 // the server did what was asked
)

// String returns the constant's name without its prefix, "NotApplied", or "Effect(99)" for a number
// without a constant.
func (e Effect) String() string { return name("Effect", effectNames[:], e) }

// MarshalText returns what String does. It never fails.
func (e Effect) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (e *Effect) UnmarshalText(text []byte) error {
	return parseName("Effect", effectNames[:], text, e)
}

var effectNames = [...]string{"Unknown", "NotApplied", "Applied"}

// Effect returns whether the request was applied.
func (s Status) Effect() Effect { return effectOf[s.row()] }
