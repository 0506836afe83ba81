package statustest

import (
	"strings"

	"example.com/httpstatus"
)

// redirectRules are about 3xx and about Location.
var redirectRules = []rule{
	{
		name: "location", level: Should,
		text: "301, 302, 307 and 308 should say in Location where to go",
		on: scope{statuses: statuses{
			httpstatus.MovedPermanently, httpstatus.Found, httpstatus.TemporaryRedirect, httpstatus.PermanentRedirect,
		}},
		breach: func(x *exchange) string {
			return x.lacks("Location")
		},
	},
	{
		name: "303-location", document: "RFC 9110", section: "15.4.4", level: Advisory,
		text: "a 303 ought to say in Location where the response to the request can be found",
		on:   scope{statuses: statuses{httpstatus.SeeOther}},
		breach: func(x *exchange) string {
			return x.lacks("Location")
		},
	},
	{
		name: "location-uri", document: "RFC 9110", section: "10.2.2", level: Must,
		text: "Location must be a URI reference",
		breach: func(x *exchange) string {
			return x.wrong("Location", isURIReference)
		},
	},
	{
		name: "201-fragment", document: "RFC 9110", section: "10.2.2", level: Advisory,
		text: "the Location of a 201 ought to have no fragment, because it is supposed to be specific to the created resource",
		on:   scope{statuses: statuses{httpstatus.Created}},
		breach: func(x *exchange) string {
			return x.wrong("Location", func(v string) bool { return !strings.Contains(v, "#") })
		},
	},
	{
		name: "300-content", document: "RFC 9110", section: "15.4.1", level: Should,
		text: "a 300 should list the choices in its content, except in response to HEAD",
		on:   scope{statuses: statuses{httpstatus.MultipleChoices}, except: methods{"HEAD"}, request: true},
		breach: func(x *exchange) string {
			return when(x.empty(), "no content")
		},
	},
}
