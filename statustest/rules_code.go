package statustest

import (
	"strconv"

	"example.com/httpstatus"
)

// codeRules are about the code itself, and about codes that need a certain request.
var codeRules = []rule{
	{
		name: "status-range", document: "RFC 9110", section: "15", level: Must,
		text: "a status code must be between 100 and 599",
		breach: func(x *exchange) string {
			return when(x.class() == 0, strconv.Itoa(int(x.status))+" is out of range")
		},
	},
	{
		name: "registered", document: "RFC 9110", section: "15.1", level: Advisory,
		text: "a status code ought to be registered",
		breach: func(x *exchange) string {
			unknown := x.class() != 0 && x.status.Registration() == httpstatus.RegistrationNone
			return when(unknown, strconv.Itoa(int(x.status))+" is not registered")
		},
	},
	{
		name: "in-use", level: Advisory,
		text: "a status ought to be in use: 305 is deprecated, 306 and 418 are reserved, and 510 is obsoleted in the registry",
		breach: func(x *exchange) string {
			switch {
			case x.status == httpstatus.UseProxy:
				return "305 is deprecated"
			case x.status.Registration() == httpstatus.RegistrationUnused:
				return strconv.Itoa(int(x.status)) + " is reserved and has no meaning"
			case x.status.Registration() == httpstatus.RegistrationObsoleted:
				return strconv.Itoa(int(x.status)) + " is obsoleted"
			}
			return ""
		},
	},
	{
		name: "interim-1.0", document: "RFC 9110", section: "15.2", level: Must,
		text: "a 1xx must not be sent to an HTTP/1.0 client",
		on:   scope{classes: classes{httpstatus.Informational}},
		breach: func(x *exchange) string {
			return when(x.old, "the request is of HTTP/1.0")
		},
	},
	{
		name: "208-asked", document: "RFC 5842", section: "7.1", level: Should,
		text: "a 208 should not be used unless the client signals support with bind in the DAV field of its request",
		on:   scope{statuses: statuses{httpstatus.AlreadyReported}, request: true},
		breach: func(x *exchange) string {
			return when(!contains(elements(x.asked("DAV")), "bind"), "the request has no DAV: bind")
		},
	},
	{
		name: "226-asked", document: "RFC 3229", section: "10.4.1", level: Must,
		text: "a 226 must be the response to a request that has A-IM",
		on:   scope{statuses: statuses{httpstatus.IMUsed}},
		breach: func(x *exchange) string {
			return when(x.unasked("A-IM"), "the request has no A-IM field")
		},
	},
	{
		name: "226-etag", document: "RFC 3229", section: "10.4.1", level: Must,
		text: "a 226 must have the ETag of the current instance",
		on:   scope{statuses: statuses{httpstatus.IMUsed}},
		breach: func(x *exchange) string {
			return x.lacks("ETag")
		},
	},
	{
		name: "425-asked", document: "RFC 8470", section: "5.2", level: Should,
		text: "a 425 should not be sent unless the request came in early data or with Early-Data: 1",
		// Go's TLS client sends no early data. Only a request over HTTP/3 may be early data.
		on: scope{statuses: statuses{httpstatus.TooEarly}, versions: versions{1, 2}, request: true},
		breach: func(x *exchange) string {
			return when(x.asked("Early-Data") != "1", "the request has no Early-Data: 1")
		},
	},
	{
		name: "expect", document: "RFC 9110", section: "15.5.18", level: Must,
		text: "a 417 must be the response to a request that has Expect",
		on:   scope{statuses: statuses{httpstatus.ExpectationFailed}},
		breach: func(x *exchange) string {
			return when(x.unasked("Expect"), "the request has no Expect field")
		},
	},
}
