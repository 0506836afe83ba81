package problem

import (
	"maps"
	"net/http"
	"slices"
)

// A snapshot is a copy of header fields.
type snapshot []struct {
	name   string
	values []string
}

func snapshotOf(h http.Header) snapshot {
	s := make(snapshot, 0, len(h))
	for name, values := range h {
		s = append(s, struct {
			name   string
			values []string
		}{name, values})
	}
	return s
}

// restore changes h back to the snapshot. It returns a copy of h before that, or nil if
// there was no difference.
func (s snapshot) restore(h http.Header) (now http.Header) {
	same := s == nil || len(h) == len(s)
	for _, field := range s {
		values, ok := h[field.name]
		same = same && ok && slices.Equal(values, field.values)
	}
	if same {
		return nil
	}
	now = maps.Clone(h)
	clear(h)
	for _, field := range s {
		h[field.name] = field.values
	}
	return now
}
