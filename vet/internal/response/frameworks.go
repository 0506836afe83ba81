package response

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// frameworkCall is a call of a method of the context of gin, echo or fiber.
func frameworkCall(f *Function, call ssa.CallInstruction, c callee) {
	root := rootOf(c.receiver)
	set := func(name, value int) {
		if len(c.args) > value {
			text, _ := Text(c.args[name])
			f.add(&Event{Kind: Sets, Instr: call, Root: root, Certain: true, Field: canonical(text), Value: c.args[value]})
		}
	}
	send := func(e Event) {
		if len(c.args) == 0 || !isInt(c.args[0].Type()) {
			return
		}
		e.Kind, e.Instr, e.Root, e.Certain, e.Codes = Sends, call, root, true, codesOf(c.args[0])
		if e.Complete {
			e.Shows = c.args[1:]
			e.Empty = len(c.args) > 1 && isEmpty(c.args[len(c.args)-1])
		}
		f.add(&e)
	}
	unknown := func() { f.add(&Event{Kind: Unknown, Instr: call, Root: root}) }

	switch frameworkContext(c.receiver.Type()) {
	case "gin":
		switch c.name {
		case "JSON", "IndentedJSON", "SecureJSON", "JSONP", "AsciiJSON", "PureJSON", "XML", "YAML", "TOML", "ProtoBuf",
			"String", "HTML", "Data", "Render", "AbortWithStatusJSON", "AbortWithStatusPureJSON", "Negotiate":
			send(Event{Complete: true})
		case "DataFromReader":
			send(Event{Complete: true, AnyField: true})
		case "AbortWithStatus", "AbortWithError":
			send(Event{})
		case "Status":
			send(Event{Late: true})
		case "Redirect":
			send(Event{Complete: true, Fields: []string{"Location"}})
		case "Header":
			set(0, 1)
		case "Next", "HandleContext", "File", "FileFromFS", "FileAttachment", "Stream", "SSEvent":
			unknown()
		}
	case "echo":
		switch c.name {
		case "JSON", "JSONPretty", "JSONBlob", "JSONP", "JSONPBlob", "XML", "XMLPretty", "XMLBlob",
			"String", "HTML", "HTMLBlob", "Blob", "Stream", "Render":
			send(Event{Complete: true})
		case "NoContent":
			send(Event{})
		case "Redirect":
			send(Event{Complete: true, Fields: []string{"Location"}})
		case "File", "Inline", "Attachment", "FileFS", "Error", "SetResponse":
			unknown()
		}
	case "fiber":
		switch c.name {
		case "Status", "SendStatus":
			send(Event{Late: true})
		case "Set", "Append":
			set(0, 1)
		case "Next", "SendFile", "Download", "RestartRouting", "Location", "Redirect", "RedirectToRoute", "RedirectBack":
			unknown()
		default:
			if strings.HasPrefix(c.name, "Response") {
				unknown()
			}
		}
	}
}

// renderCall is a call of a function of go-chi/render, which keeps the status in the
// request. It reports whether it knows the function.
func renderCall(f *Function, call ssa.CallInstruction, c callee) bool {
	switch c.name {
	case "Status":
		f.add(&Event{Kind: Sends, Instr: call, Root: rootOf(c.args[0]), Codes: codesOf(c.args[1]), Late: true})
	case "JSON", "XML", "PlainText", "HTML", "Data":
		f.add(&Event{Kind: Writes, Instr: call, Root: rootOf(c.args[0]), Shows: c.args[2:]})
	default:
		return false
	}
	return true
}
