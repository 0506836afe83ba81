package statustest

import (
	"crypto/sha1"
	"encoding/base64"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// connectionRules are about the connection: Upgrade, WebSocket, and the fields that HTTP/2
// and HTTP/3 forbid.
var connectionRules = []rule{
	{
		name: "upgrade", document: "RFC 9110", section: "7.8", level: Must,
		text: "a 101 and a 426 must name the protocols in Upgrade",
		on:   scope{statuses: statuses{httpstatus.SwitchingProtocols, httpstatus.UpgradeRequired}, versions: versions{1}},
		breach: func(x *exchange) string {
			return when(len(x.list("Upgrade")) == 0, "no Upgrade field")
		},
	},
	{
		name: "upgrade-asked", document: "RFC 9110", section: "7.8", level: Must,
		text: "a 101 must not switch to a protocol that the client did not name in Upgrade",
		on:   scope{statuses: statuses{httpstatus.SwitchingProtocols}, request: true},
		breach: func(x *exchange) string {
			asked := elements(x.asked("Upgrade"))
			for _, protocol := range x.list("Upgrade") {
				if !slices.ContainsFunc(asked, func(p string) bool { return sameProtocol(p, protocol) }) {
					return "the request does not name " + protocol
				}
			}
			return ""
		},
	},
	{
		name: "upgrade-connection", document: "RFC 9110", section: "7.8", level: Must,
		text: "a response with Upgrade must also list upgrade in Connection",
		on: scope{
			fields: fields{"Upgrade"}, versions: versions{1},
			or: &scope{statuses: statuses{httpstatus.SwitchingProtocols, httpstatus.UpgradeRequired}, versions: versions{1}},
		},
		breach: func(x *exchange) string {
			return when(!contains(x.list("Connection"), "upgrade"), "no Connection: upgrade")
		},
	},
	{
		name: "websocket-accept", document: "RFC 6455", section: "4.2.2", level: Must,
		text: "a 101 to WebSocket must have the Sec-WebSocket-Accept that is computed from the key of the request",
		on:   scope{statuses: statuses{httpstatus.SwitchingProtocols}, asked: fields{"Sec-WebSocket-Key"}},
		breach: func(x *exchange) string {
			if !x.webSocket() {
				return ""
			}
			key := strings.TrimSpace(x.asked("Sec-WebSocket-Key"))
			sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
			got, want := x.header.Get("Sec-WebSocket-Accept"), base64.StdEncoding.EncodeToString(sum[:])
			return when(strings.TrimSpace(got) != want, "Sec-WebSocket-Accept is "+excerpt(got)+" in place of "+want)
		},
	},
	{
		name: "websocket-protocol", document: "RFC 6455", section: "4.2.2", level: Must,
		text: "a 101 to WebSocket must not choose a subprotocol that the request does not offer in Sec-WebSocket-Protocol",
		on:   scope{statuses: statuses{httpstatus.SwitchingProtocols}, fields: fields{"Sec-WebSocket-Protocol"}, request: true},
		breach: func(x *exchange) string {
			chosen := x.value("Sec-WebSocket-Protocol")
			unoffered := x.webSocket() && !slices.Contains(elements(x.asked("Sec-WebSocket-Protocol")), chosen)
			return when(unoffered, "it chooses "+excerpt(chosen))
		},
	},
	{
		name: "websocket-extensions", document: "RFC 6455", section: "4.2.2", level: Must,
		text: "a 101 to WebSocket must not list an extension that the request does not offer in Sec-WebSocket-Extensions",
		on:   scope{statuses: statuses{httpstatus.SwitchingProtocols}, fields: fields{"Sec-WebSocket-Extensions"}, request: true},
		breach: func(x *exchange) string {
			offered := elements(x.asked("Sec-WebSocket-Extensions"))
			for _, extension := range x.list("Sec-WebSocket-Extensions") {
				name := extensionName(extension)
				if x.webSocket() && !slices.ContainsFunc(offered, func(o string) bool { return extensionName(o) == name }) {
					return "it lists " + name
				}
			}
			return ""
		},
	},
	{
		name: "http2-connection", document: "RFC 9113", section: "8.2.2", level: Must,
		text: "a response over HTTP/2 must not have Connection, Keep-Alive, Proxy-Connection, Transfer-Encoding or Upgrade; clients refuse it",
		on:   scope{versions: versions{2}},
		breach: func(x *exchange) string {
			return x.hasOne(connectionFields[:]...)
		},
	},
	{
		name: "http3-connection", document: "RFC 9114", section: "4.2", level: Must,
		text: "a response over HTTP/3 must not have Connection, Keep-Alive, Proxy-Connection, Transfer-Encoding or Upgrade; clients refuse it",
		on:   scope{versions: versions{3}},
		breach: func(x *exchange) string {
			return x.hasOne(connectionFields[:]...)
		},
	},
}

// connectionFields are the fields that are specific to a connection (RFC 9110, 7.6.1).
var connectionFields = [...]string{"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"}

// sameProtocol reports whether two values of Upgrade name the same protocol, perhaps in
// different versions.
func sameProtocol(a, b string) bool {
	a, _, _ = strings.Cut(a, "/")
	b, _, _ = strings.Cut(b, "/")
	return strings.EqualFold(a, b)
}

// webSocket reports whether a 101 switches to WebSocket.
func (x *exchange) webSocket() bool { return contains(x.list("Upgrade"), "websocket") }

func extensionName(extension string) string {
	name, _, _ := strings.Cut(extension, ";")
	return strings.TrimSpace(name)
}
