package statustest

import "strings"

// A byteRange is a Content-Range in bytes, or one range of a Range.
type byteRange struct {
	first, last uint64
	complete    uint64
	known       bool // complete is a number
}

func (r byteRange) overlaps(other byteRange) bool {
	return r.first <= other.last && other.first <= r.last
}

// contentRange reads a Content-Range (RFC 9110, 14.4). inBytes is false for another unit,
// which has its own form.
func contentRange(value string) (r byteRange, inBytes, ok bool) {
	unit, rest, ok := strings.Cut(value, " ")
	if ok && !strings.EqualFold(unit, "bytes") {
		return r, false, false
	}
	positions, complete, _ := strings.Cut(rest, "/")
	first, last, _ := strings.Cut(positions, "-")
	var ok1, ok2 bool
	r.first, ok1 = number(first)
	r.last, ok2 = number(last)
	r.complete, r.known = number(complete)
	ok = ok && ok1 && ok2 && r.first <= r.last && (complete == "*" || digits(complete) && (!r.known || r.last < r.complete))
	return r, true, ok
}

// askedRanges reads a Range in bytes (RFC 9110, 14.1.2). It returns nil for anything else.
// complete is the length of the representation.
func askedRanges(value string, complete uint64) (list []byteRange) {
	unit, set, _ := strings.Cut(value, "=")
	if !strings.EqualFold(strings.TrimSpace(unit), "bytes") {
		return nil
	}
	for _, spec := range elements(set) {
		first, last, _ := strings.Cut(spec, "-")
		r := byteRange{last: complete}
		var ok bool
		switch {
		case first == "": // the last bytes
			var length uint64
			length, ok = number(last)
			r.first = complete - min(length, complete)
		case last == "":
			r.first, ok = number(first)
		default:
			var ok1, ok2 bool
			r.first, ok1 = number(first)
			r.last, ok2 = number(last)
			ok = ok1 && ok2 && r.first <= r.last
		}
		if !ok {
			return nil
		}
		list = append(list, r)
	}
	return list
}
