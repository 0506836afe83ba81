package problem

import (
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"

	"example.com/httpstatus/internal/qvalue"
)

// A format is a kind of content. The order is that of preference where the client
// has none.
type format uint8

const (
	formatJSON format = iota
	formatText
	formatHTML
)

// How well a media range fits a format. What is named goes before what a wildcard
// lets in; within one format, its own type decides before its kin, and those
// before the wildcards (RFC 9110, 12.5.1).
const (
	fitsNot    = iota
	fitsAny    // */*
	fitsMain   // text/*
	fitsKin    // application/json for application/problem+json
	fitsItself // application/problem+json
)

// A match is the range that decides about a format.
type match struct{ fit, weight, place int }

// maxAccept is how many bytes of an Accept field are read, over all of its lines, and
// of these the whole elements. No browser sends 1 KiB.
const maxAccept = 4 << 10

// A formatCache remembers the formats of Accept fields. The clients of a site send a
// few dozen different ones. The hash has a random key, so that nobody can know which
// fields share a slot. There is no lock: every goroutine stores what is right.
type formatCache [256]atomic.Pointer[remembered]

type remembered struct {
	accept string
	format format
}

// maxRemembered is the longest field remembered, which bounds a formatCache to 80 KB.
const maxRemembered = 256

var seed = sync.OnceValue(maphash.MakeSeed)

// accepted is as the function of that name, which it remembers the results of.
func (c *formatCache) accepted(lines []string) format {
	if len(lines) != 1 || len(lines[0]) > maxRemembered {
		return accepted(lines)
	}
	slot := &c[maphash.String(seed(), lines[0])%uint64(len(c))]
	if there := slot.Load(); there != nil && there.accept == lines[0] {
		return there.format
	}
	f := accepted(lines)
	slot.Store(&remembered{strings.Clone(lines[0]), f}) // not to hold on to the request
	return f
}

// accepted returns the format that the lines of an Accept field ask for. It ignores
// malformed elements. There is always a result: if nothing is acceptable, the first
// format that is not excluded by q=0, or JSON.
func accepted(lines []string) format {
	if len(lines) == 0 || len(lines) == 1 && lines[0] == "*/*" {
		return formatJSON
	}
	matches := matchesOf(lines)
	best := formatJSON
	for f := formatText; f <= formatHTML; f++ {
		if matches[f].better(matches[best]) {
			best = f
		}
	}
	return best
}

// matchesOf returns for each format the range that decides about it.
func matchesOf(lines []string) (matches [3]match) {
	place, unread := 0, maxAccept
	for _, line := range lines {
		if len(line) > unread {
			line = line[:max(0, strings.LastIndexByte(line[:unread], ','))]
			unread = 0
		}
		for rest := line; rest != ""; place++ {
			var element string
			element, rest = cut(rest, ',')
			fit, weight := read(element)
			for f := range fit {
				if fit[f] > matches[f].fit {
					matches[f] = match{fit[f], weight, place}
				}
			}
		}
		if unread -= len(line) + 1; unread <= 0 { // an empty line costs time, too
			break
		}
	}
	return matches
}

// read returns how well an element of Accept fits each format, and its weight. One
// that is malformed fits none.
func read(element string) (fit [3]int, weight int) {
	mediaRange, parameters := cut(element, ';')
	fit = fits(strings.ToLower(strings.TrimSpace(mediaRange)))
	if fit == [3]int{} {
		return fit, 0
	}
	weight, others, ok := weightIn(parameters)
	if !ok || weight == 0 && others { // what is excluded is not ours
		return [3]int{}, 0
	}
	return fit, weight
}

func (m match) better(than match) bool {
	if a, b := m.rank(), than.rank(); a != b {
		return a > b
	}
	if a, b := min(m.fit, fitsKin), min(than.fit, fitsKin); a != b {
		return a > b
	}
	return m.place < than.place
}

// rank is the weight, below it not to be mentioned, and below that to be excluded.
func (m match) rank() int {
	if m.fit != fitsNot && m.weight == 0 {
		return -1
	}
	return m.weight
}

// fits returns how well a media range, in lower case, fits each format.
func fits(mediaRange string) (fit [3]int) {
	switch mediaRange {
	case "application/problem+json":
		fit[formatJSON] = fitsItself
	case "application/json", "text/json":
		fit[formatJSON] = fitsKin
	case "application/*":
		fit[formatJSON] = fitsMain
	case "text/plain":
		fit[formatText] = fitsItself
	case "text/html":
		fit[formatHTML] = fitsItself
	case "application/xhtml+xml":
		fit[formatHTML] = fitsKin
	case "text/*":
		fit[formatText], fit[formatHTML] = fitsMain, fitsMain
	case "*/*", "*": // Java sends "*"
		fit = [3]int{fitsAny, fitsAny, fitsAny}
	default:
		if strings.HasPrefix(mediaRange, "application/") && strings.HasSuffix(mediaRange, "+json") {
			fit[formatJSON] = fitsKin
		}
	}
	return fit
}

// weightIn returns the q among parameters (RFC 9110, 12.4.2), in thousandths, and
// whether there are others: 1000 if there is no q, and not ok if it is no weight.
func weightIn(parameters string) (weight int, others, ok bool) {
	weight, ok = 1000, true
	for parameters != "" {
		var parameter string
		parameter, parameters = cut(parameters, ';')
		name, value, _ := strings.Cut(parameter, "=")
		if name = strings.TrimSpace(name); strings.EqualFold(name, "q") {
			weight, ok = qvalue.Parse(strings.TrimSpace(value))
		} else if name != "" {
			others = true
		}
	}
	return weight, others, ok
}

// cut splits s around the first separator outside a quoted string.
func cut(s string, separator byte) (before, after string) {
	switch i := strings.IndexByte(s, separator); {
	case i < 0:
		return s, ""
	case strings.IndexByte(s[:i], '"') < 0: // as nearly always
		return s[:i], s[i+1:]
	}
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case quoted && s[i] == '\\':
			i++
		case !quoted && s[i] == separator:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}
