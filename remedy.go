package httpstatus

import "example.com/httpstatus/lang"

// A Remedy is what has to change before the request can succeed. The zero value,
// RemedyNone, belongs to a status with which nothing failed. The next four, RemedyWait
// to RemedyPay, leave the request as it is, except for credentials. They are what makes
// a status retryable.
type Remedy uint8

const (
	RemedyNone          Remedy = iota // nothing failed
	RemedyWait                        // time has to pass: 429, 502, 503
	RemedyReconnect                   // another connection has to be used, or one whose handshake is done: 408, 421, 425
	RemedyAuthenticate                // credentials have to be given: 401, 407, 511
	RemedyPay                         // a payment has to be made: 402
	RemedyAmend                       // the request has to be corrected: 400, 409, 422, 508
	RemedyFollow                      // another URI has to be used, given in Location: 301, 303
	RemedyAskOwner                    // access has to be granted: 403
	RemedyAskOperator                 // those who run the server have to act: 500, 501, 507
	RemedyLookElsewhere               // the resource has to be sought elsewhere: 404
	RemedyAbandon                     // no repeat will succeed: 410, 451
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

// An Actor is who can bring a [Remedy] about. Where several could, it is the one that
// has to begin: the user for a 401, since a person gives the credentials to the
// software, and for a 410, after which links should go. The zero value is ActorNobody.
type Actor uint8

const (
	ActorNobody   Actor = iota // nothing has to be done, or nobody can
	ActorClient                // the software that made the request
	ActorUser                  // the person or program on whose behalf it was made
	ActorOwner                 // the one who decides about the resource: grants access, holds its lock
	ActorOperator              // those who run the server that responded
	ActorUpstream              // those who run the server behind it
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
