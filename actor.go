package httpstatus

import "example.com/httpstatus/internal/enum"

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
func (a Actor) String() string { return enum.String("Actor", actorNames[:], a) }

// MarshalText returns the same text as String. It never fails.
func (a Actor) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (a *Actor) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Actor", actorNames[:], text, a)
}

var actorNames = [...]string{"Nobody", "Client", "User", "Owner", "Operator", "Upstream"}

// Actor returns who can apply the status's [Remedy].
func (s Status) Actor() Actor { return actorOf[s.row()] }
