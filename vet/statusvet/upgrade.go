package statusvet

import "example.com/httpstatus"

// Upgrade finds a 101 or 426 that does not name a protocol.
var Upgrade = fieldAnalyzer("upgrade",
	"find 101 and 426 without Upgrade\n\nA 101 and a 426 must name the protocol (RFC 9110, 15.2.2 and 15.5.22).", "15.5.22",
	need{httpstatus.SwitchingProtocols, "Upgrade", "Upgrade", "name the protocol that follows", "15.2.2"},
	need{httpstatus.UpgradeRequired, "Upgrade", "Upgrade", "name the protocol that the client has to use", "15.5.22"},
)
