package problem

import (
	"slices"
	"strings"
)

// ids returns what a reader can tell those who run the server, for example
// "request_id: 7f3a": the extensions that identify the request, and an Instance that is a
// URN. They need no translation, because the names are those in the JSON.
func (p *Page) ids() (ids []string) {
	for name, value := range p.Extensions {
		if id, ok := identifies(name, value); ok {
			ids = append(ids, inline(name+": "+id))
		}
	}
	slices.Sort(ids)
	if isURN(p.Instance) {
		ids = append(ids, inline(p.Instance))
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
	letters := strings.Map(func(r rune) rune {
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
	switch letters {
	case "requestid", "xrequestid", "traceid", "correlationid", "errorid":
		return id, true
	}
	return "", false
}

func isURN(uri string) bool { return len(uri) > 4 && strings.EqualFold(uri[:4], "urn:") }
