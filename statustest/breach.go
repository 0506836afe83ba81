package statustest

import "example.com/httpstatus"

// A Breach is an error: a response breaks a rule. The errors of this package contain
// Breaches, and errors.As finds the first one. A later version may add fields.
type Breach struct {
	Rule    string            // the rule's name, such as "allow"; names are stable
	Level   Level             // whether the rule is a requirement or advice
	Text    string            // the rule in plain words
	Spec    httpstatus.Spec   // where the rule is defined
	Request string            // method and target, "DELETE /a"; "" if the request is not known
	Status  httpstatus.Status // of the response
	Found   string            // what the response has instead
}

// Error returns one line with the request, the status, what is wrong, and the rule with
// its section.
func (b Breach) Error() string {
	request := b.Request
	if request != "" {
		request += ": "
	}
	return request + b.Status.String() + ": " + b.Found + ": " + b.Text + " (" + b.Spec.String() + ")"
}
