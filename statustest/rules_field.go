package statustest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/httpstatus"
)

// fieldRules are about the fields that a status needs, and about the values of fields.
var fieldRules = []rule{
	{
		name: "www-authenticate", document: "RFC 9110", section: "15.5.2", level: Must,
		text: "a 401 must have a WWW-Authenticate field with at least one challenge",
		on:   scope{statuses: statuses{httpstatus.Unauthorized}},
		breach: func(x *exchange) string {
			return when(len(x.list("WWW-Authenticate")) == 0, "no challenge in WWW-Authenticate")
		},
	},
	{
		name: "proxy-authenticate", document: "RFC 9110", section: "15.5.8", level: Must,
		text: "a 407 must have a Proxy-Authenticate field with a challenge",
		on:   scope{statuses: statuses{httpstatus.ProxyAuthenticationRequired}},
		breach: func(x *exchange) string {
			return when(len(x.list("Proxy-Authenticate")) == 0, "no challenge in Proxy-Authenticate")
		},
	},
	{
		name: "challenge", document: "RFC 9110", section: "11.3", level: Must,
		text: `a challenge must be a scheme, followed by parameters such as realm="a" with commas between them, or by one piece of base64`,
		breach: func(x *exchange) string {
			for _, field := range challengeFields {
				if _, ok := challenges(x.value(field)); !ok {
					return field + " is " + excerpt(x.value(field))
				}
			}
			return ""
		},
	},
	{
		name: "basic-realm", document: "RFC 7617", section: "2", level: Must,
		text: "a Basic challenge must have a realm",
		breach: func(x *exchange) string {
			return x.challengeWithout("Basic", func(c challenge) bool { return c.has("realm") })
		},
	},
	{
		name: "bearer-parameter", document: "RFC 6750", section: "3", level: Must,
		text: "a Bearer challenge must have at least one parameter, such as realm or error",
		breach: func(x *exchange) string {
			return x.challengeWithout("Bearer", func(c challenge) bool { return len(c.parameters) > 0 })
		},
	},
	{
		name: "allow", document: "RFC 9110", section: "15.5.6", level: Must,
		text: "a 405 must have an Allow field that lists the supported methods; the list may be empty",
		on:   scope{statuses: statuses{httpstatus.MethodNotAllowed}},
		breach: func(x *exchange) string {
			return x.lacks("Allow")
		},
	},
	{
		name: "allow-method", document: "RFC 9110", section: "15.5.6", level: Must,
		text: "a 405 must not list the method of the request in Allow",
		on:   scope{statuses: statuses{httpstatus.MethodNotAllowed}, request: true},
		breach: func(x *exchange) string {
			return when(x.is(x.list("Allow")...) && !x.overridden(), "Allow lists "+x.method())
		},
	},
	{
		name: "accept", document: "RFC 9110", section: "15.5.16", level: Advisory,
		text: "a 415 ought to say what the server accepts, in Accept, Accept-Encoding, Accept-Patch, Accept-Post or Accept-Query",
		on:   scope{statuses: statuses{httpstatus.UnsupportedMediaType}},
		breach: func(x *exchange) string {
			for _, field := range [...]string{"Accept", "Accept-Encoding", "Accept-Patch", "Accept-Post", "Accept-Query"} {
				if x.has(field) {
					return ""
				}
			}
			return "no Accept field and no similar one"
		},
	},
	{
		name: "blocked-by", document: "RFC 7725", section: "4", level: Should,
		text: `a 451 should say who blocks, in a Link field with rel="blocked-by"`,
		on:   scope{statuses: statuses{httpstatus.UnavailableForLegalReasons}},
		breach: func(x *exchange) string {
			return when(!x.links("blocked-by"), `no Link with rel="blocked-by"`)
		},
	},
	{
		name: "retry-after", document: "RFC 9110", section: "10.2.3", level: Must,
		text: "Retry-After must be a number of seconds, or a date in the format of Sun, 06 Nov 1994 08:49:37 GMT, with the right weekday",
		breach: func(x *exchange) string {
			return x.wrong("Retry-After", func(v string) bool { return digits(v) || fixdate(v) })
		},
	},
	{
		name: "no-store", level: Advisory,
		text: "a 428, 429, 431 or 511 ought to have no field that allows caches to store it, because a cache that does not know the code follows the field (RFC 9111, 3)",
		on: scope{statuses: statuses{
			httpstatus.PreconditionRequired, httpstatus.TooManyRequests, httpstatus.RequestHeaderFieldsTooLarge, httpstatus.NetworkAuthenticationRequired,
		}},
		breach: func(x *exchange) string {
			storable := ""
			for _, d := range x.list("Cache-Control") {
				switch name, _, _ := strings.Cut(strings.ToLower(d), "="); name {
				case "no-store":
					return ""
				case "public", "private", "max-age", "s-maxage":
					storable = "Cache-Control: " + d
				}
			}
			if storable == "" && x.has("Expires") {
				storable = "Expires"
			}
			return when(storable != "", storable+" lets caches store it")
		},
	},
	{
		name: "date", document: "RFC 9110", section: "6.6.1", level: Must,
		text: "an origin server with a clock must send Date with 2xx, 3xx and 4xx, in the format of Sun, 06 Nov 1994 08:49:37 GMT, with the right weekday",
		on:   scope{classes: classes{httpstatus.Successful, httpstatus.Redirection, httpstatus.ClientError}, request: true},
		breach: func(x *exchange) string {
			// A 2xx to CONNECT comes from a proxy (9.3.6), which is not an origin server.
			if x.recorded || x.connected() || fixdate(x.header.Get("Date")) {
				return ""
			}
			return x.found("Date")
		},
	},
	{
		name: "etag", document: "RFC 9110", section: "8.8.3", level: Must,
		text: `ETag must be an entity tag: a text in double quotes, without spaces, with W/ before the quotes if it is weak`,
		breach: func(x *exchange) string {
			return x.wrong("ETag", entityTag)
		},
	},
	{
		name: "last-modified", document: "RFC 9110", section: "5.6.7", level: Must,
		text: "Last-Modified must be a date in the format of Sun, 06 Nov 1994 08:49:37 GMT, the only one that servers may send, with the right weekday",
		breach: func(x *exchange) string {
			return x.wrong("Last-Modified", fixdate)
		},
	},
	{
		name: "last-modified-future", document: "RFC 9110", section: "8.8.2.1", level: Must,
		text: "Last-Modified must not be later than Date",
		on:   scope{fields: fields{"Last-Modified"}},
		breach: func(x *exchange) string {
			modified, err1 := http.ParseTime(x.header.Get("Last-Modified"))
			date, err2 := http.ParseTime(x.header.Get("Date"))
			// Some servers compute Date only once a second.
			late := err1 == nil && err2 == nil && modified.After(date.Add(time.Second))
			return when(late, "Last-Modified is "+x.header.Get("Last-Modified")+", and Date "+x.header.Get("Date"))
		},
	},
	{
		name: "expires", document: "RFC 9110", section: "5.6.7", level: Must,
		text: "Expires must be a date in the format of Sun, 06 Nov 1994 08:49:37 GMT, the only one that servers may send",
		breach: func(x *exchange) string {
			return x.wrong("Expires", func(v string) bool { return anyWeekday(v) || v == "0" || v == "-1" })
		},
	},
	{
		name: "expires-date", document: "RFC 9111", section: "5.3", level: Advisory,
		text: "Expires ought to be a date, with the right weekday, even if the response is stale at once; caches take 0 and -1 for a date in the past",
		breach: func(x *exchange) string {
			return x.wrong("Expires", func(v string) bool { return v != "0" && v != "-1" && (fixdate(v) || !anyWeekday(v)) })
		},
	},
	{
		name: "singleton", document: "RFC 9110", section: "5.3", level: Must,
		text: "a field that is not a list must not come twice",
		breach: func(x *exchange) string {
			for _, name := range [...]string{
				"Access-Control-Allow-Credentials", "Access-Control-Allow-Origin", "Access-Control-Max-Age", "Age",
				"Content-Length", "Content-Location", "Content-Range", "Content-Type", "Date", "ETag", "Expires",
				"Last-Modified", "Location", "Retry-After", "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "Server",
				"Strict-Transport-Security",
			} {
				if n := len(x.header.Values(name)); n > 1 {
					return fmt.Sprintf("%s comes %d times", name, n)
				}
			}
			return ""
		},
	},
	{
		name: "allow-origin", document: "Fetch", section: "http-new-header-syntax", level: Must,
		text: "Access-Control-Allow-Origin must be *, null or one origin, without a path, as in https://a.example",
		breach: func(x *exchange) string {
			return x.wrong("Access-Control-Allow-Origin", func(v string) bool { return v == "*" || v == "null" || origin(v) })
		},
	},
	{
		name: "hsts", document: "RFC 6797", section: "6.1", level: Must,
		text: "Strict-Transport-Security must have max-age with a number of seconds, and no directive twice",
		breach: func(x *exchange) string {
			return x.wrong("Strict-Transport-Security", strictTransport)
		},
	},
	{
		name: "hsts-plain", document: "RFC 6797", section: "7.2", level: Must,
		text: "Strict-Transport-Security must not be sent over HTTP without TLS",
		on:   scope{fields: fields{"Strict-Transport-Security"}},
		breach: func(x *exchange) string {
			return when(x.plain && !x.forwarded(), "the response came without TLS")
		},
	},
}

var challengeFields = [...]string{"WWW-Authenticate", "Proxy-Authenticate"}

// found says which value the field has, if it has one.
func (x *exchange) found(field string) string {
	if !x.has(field) {
		return "no " + field + " field"
	}
	return field + " is " + excerpt(x.header.Get(field))
}

// lacks returns what is wrong if the response does not have the field, or "".
func (x *exchange) lacks(field string) string {
	return when(!x.has(field), x.found(field))
}

// wrong returns the first value of the field that is not right, or "".
func (x *exchange) wrong(field string, right func(string) bool) string {
	for _, v := range x.header.Values(field) {
		if !right(v) {
			return field + " is " + excerpt(v)
		}
	}
	return ""
}

// hasOne names the first of the fields that the response has, or returns "".
func (x *exchange) hasOne(fields ...string) string {
	for _, f := range fields {
		if x.has(f) {
			return "it has " + f
		}
	}
	return ""
}

// challengeWithout returns the field in which a challenge of the scheme is not enough,
// or "".
func (x *exchange) challengeWithout(scheme string, enough func(challenge) bool) string {
	for _, field := range challengeFields {
		all, ok := challenges(x.value(field))
		for _, c := range all {
			if ok && strings.EqualFold(c.scheme, scheme) && !enough(c) {
				return field + " is " + excerpt(x.value(field))
			}
		}
	}
	return ""
}

// overridden reports whether the request may name another method in a field such as
// X-HTTP-Method-Override, or in its query, as in ?_method=DELETE. Then the 405 is about
// that method.
func (x *exchange) overridden() bool {
	for name := range x.request.Header {
		if strings.HasPrefix(name, "X-") && strings.Contains(name, "Method") {
			return true
		}
	}
	if x.request.URL != nil {
		for name := range x.request.URL.Query() {
			if name = strings.ToLower(name); name == "_method" || name == "method" || strings.HasPrefix(name, "x-http-method") {
				return true
			}
		}
	}
	return false
}

// links reports whether a Link of the response has a relation type (RFC 8288).
func (x *exchange) links(relation string) bool {
	for _, link := range x.list("Link") {
		for _, p := range pieces(link, ';') {
			name, value, ok := parameter(p)
			if ok && strings.EqualFold(name, "rel") && contains(strings.Fields(unquoted(value)), relation) {
				return true
			}
		}
	}
	return false
}

// origin reports whether the value is an origin as Origin has it: a scheme, a host and
// perhaps a port. Some schemes have no host: file://.
func origin(value string) bool {
	scheme, host, ok := strings.Cut(value, "://")
	web := scheme == "http" || scheme == "https"
	return ok && isToken(scheme) && (host != "" || !web) && !strings.ContainsAny(host, " \t,/?#@\\")
}

// strictTransport reports whether the value has max-age, the only directive that is
// required, and no directive twice.
func strictTransport(value string) bool {
	seen := map[string]bool{}
	for _, d := range pieces(value, ';') {
		name, v, _ := strings.Cut(d, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if seen[name] || name == "max-age" && !digits(unquoted(strings.TrimSpace(v))) {
			return false
		}
		seen[name] = true
	}
	return seen["max-age"]
}

// forwarded reports whether the request says that a proxy received it over TLS. Then the
// proxy forwards the response over TLS, too.
func (x *exchange) forwarded() bool {
	for _, field := range [...]string{
		"Forwarded", "X-Forwarded-Proto", "X-Forwarded-Protocol", "X-Forwarded-Scheme", "X-Url-Scheme", "X-Forwarded-Ssl",
		"Front-End-Https", "Cloudfront-Forwarded-Proto", "Cf-Visitor",
	} {
		if v := strings.ToLower(x.asked(field)); v == "on" || strings.Contains(v, "https") {
			return true
		}
	}
	return false
}
