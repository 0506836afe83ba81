package httpstatus

import "example.com/httpstatus/internal/texts"

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
func (r Remedy) String() string { return name("Remedy", remedyNames[:], r) }

// MarshalText returns the same text as String. It never fails.
func (r Remedy) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (r *Remedy) UnmarshalText(text []byte) error {
	return parseName("Remedy", remedyNames[:], text, r)
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

// An Actor says who can apply a [Remedy]. If several parties have to act, it is the one that
// has to act first. For a 401 that is the user, because the user gives the credentials to the
// client. For a 410 it is the user too, because the user should remove links. The zero value is
// ActorNobody.
type Actor uint8

const (
	ActorNobody   Actor = 0 // nobody has to act, or nobody can
	ActorClient   Actor = 1 // the software that sent the request
	ActorUser     Actor = 2 // the person or program that uses the client
	ActorOwner    Actor = 3 // the person who decides about the resource, for example grants access or holds its lock
	ActorOperator Actor = 4 // the people who run the server that responded
	ActorUpstream Actor = 5 // the people who run the server behind the gateway
)

// String returns the constant's name without its prefix, for example "Operator". For a number
// without a constant it returns a text such as "Actor(99)".
func (a Actor) String() string { return name("Actor", actorNames[:], a) }

// MarshalText returns the same text as String. It never fails.
func (a Actor) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (a *Actor) UnmarshalText(text []byte) error { return parseName("Actor", actorNames[:], text, a) }

var actorNames = [...]string{"Nobody", "Client", "User", "Owner", "Operator", "Upstream"}

// Actor returns who can apply the status's [Remedy].
func (s Status) Actor() Actor { return actorOf[s.row()] }

// An Effect says whether the server applied the request, that is, whether it did what the
// method asks for. The zero value is EffectUnknown. For example, the Effect of a 502 is
// EffectUnknown, because the client cannot know what the server behind the gateway did.
type Effect uint8

const (
	EffectUnknown    Effect = 0 // the status does not tell
	EffectNotApplied Effect = 1 // the server did not do what the method asks for
	EffectApplied    Effect = 2 // the server did what the method asks for
)

// String returns the constant's name without its prefix, for example "NotApplied". For a number
// without a constant it returns a text such as "Effect(99)".
func (e Effect) String() string { return name("Effect", effectNames[:], e) }

// MarshalText returns the same text as String. It never fails.
func (e Effect) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (e *Effect) UnmarshalText(text []byte) error {
	return parseName("Effect", effectNames[:], text, e)
}

var effectNames = [...]string{"Unknown", "NotApplied", "Applied"}

// Effect returns whether the server applied the request.
func (s Status) Effect() Effect { return effectOf[s.row()] }
