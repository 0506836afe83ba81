package problem

import (
	"maps"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// An id is what a reader can tell those who run the server.
type id struct{ name, value string }

// ids returns the extensions that identify the request, and an Instance that is a URN. A
// request ID has a name in the reader's language. The other names are those in the JSON.
func (p *Page) ids() (ids []id) {
	for _, name := range slices.Sorted(maps.Keys(p.Extensions)) {
		if value, ok := identifies(name, p.Extensions[name]); ok {
			if letters := lettersOf(name); letters == "requestid" || letters == "xrequestid" {
				name = httpstatus.LabelRequestID.Text(p.Language)
			}
			ids = append(ids, id{inline(name), inline(value)})
		}
	}
	if isURN(p.Instance) {
		ids = append(ids, id{"", inline(p.Instance)})
	}
	return ids
}

// identification returns Details with only that of d which identifies the request, or nil
// if there is nothing.
func (d *Details) identification() *Details {
	if d == nil {
		return nil
	}
	var id Details
	for name, value := range d.Extensions {
		if value, ok := identifies(name, value); ok {
			if id.Extensions == nil {
				id.Extensions = map[string]any{}
			}
			id.Extensions[name] = value
		}
	}
	if id.Instance = d.Instance; id.Instance == "" && id.Extensions == nil {
		return nil
	}
	return &id
}

// identifies reports whether an extension identifies the request, and returns its value. The
// name counts without case and punctuation: request_id, requestId, trace-id.
func identifies(name string, value any) (id string, ok bool) {
	if id, _ = value.(string); id == "" {
		return "", false
	}
	switch lettersOf(name) {
	case "requestid", "xrequestid", "traceid", "correlationid", "errorid":
		return id, true
	}
	return "", false
}

// lettersOf returns a name in lower case and without punctuation.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r
		case 'A' <= r && r <= 'Z':
			return r | 0x20
		case r == '_' || r == '-' || r == '.':
			return -1
		}
		return '?'
	}, name)
}

func isURN(uri string) bool { return len(uri) > 4 && strings.EqualFold(uri[:4], "urn:") }
