package problem

import (
	"strings"

	"example.com/httpstatus/internal/memo"
	"example.com/httpstatus/internal/qvalue"
)

// How well a media range fits a format. A range that names the format goes before a
// wildcard that includes it. Within one format, its own type decides before the types
// like it, and those before the wildcards (RFC 9110, 12.5.1).
const (
	fitsNot    uint8 = iota
	fitsAny          // */*
	fitsMain         // text/*
	fitsKin          // application/json for application/problem+json
	fitsItself       // application/problem+json
)

// A match is the range that decides about a format.
type match struct {
	fit    uint8
	weight int16 // in thousandths
	place  int16 // of the range in the field
}

// Matches are what an Accept field says about each format, and fit how well a range
// fits each of them.
type (
	matches [3]match
	fit     [3]uint8
)

// maxAccept is how many bytes of an Accept field are read, over all of its lines. Only
// whole elements count. No browser sends 1 KiB.
const maxAccept = 4 << 10

// remembered has the matches of Accept fields. They depend on nothing but the field, so
// that all Responders share it. The clients of a site send a few dozen different fields.
var remembered lazy[*memo.Cache[matches]]

// preferred returns the one of some formats that an Accept field prefers. The field is
// given by its lines. The first of the formats is the default, and formats that the
// field likes equally are preferred in their order. preferred ignores malformed
// elements. There is always a result: if the field excludes all formats, the default.
func preferred(lines []string, formats ...Format) Format {
	best := formats[0]
	if len(lines) == 0 || len(formats) == 1 {
		return best
	}
	m := matchesIn(lines)
	for _, f := range formats[1:] {
		if m[f].better(m[best]) {
			best = f
		}
	}
	return best
}

func matchesIn(lines []string) *matches {
	if len(lines) > 1 { // as hardly any client sends them
		m := readAccept(lines)
		return &m
	}
	cache := remembered.get(memo.New[matches])
	m := cache.Get(lines[0])
	if m == nil {
		m = cache.Put(lines[0], readAccept(lines))
	}
	return m
}

// readAccept returns for each format the range that decides about it.
func readAccept(lines []string) (all matches) {
	place, unread := int16(0), maxAccept
	for _, line := range lines {
		size := len(line) + 1 // an empty line costs time, too
		for rest := qvalue.Clip(line, unread); rest != ""; place++ {
			var element string
			element, rest = qvalue.Cut(rest, unquoted(rest, ','))
			fit, weight := readElement(element)
			for f := range fit {
				if fit[f] > all[f].fit {
					all[f] = match{fit[f], weight, place}
				}
			}
		}
		if unread -= size; unread <= 0 {
			break
		}
	}
	return all
}

// readElement returns how well an element of Accept fits each format, and its weight. A
// malformed element fits none.
func readElement(element string) (f fit, weight int16) {
	mediaRange, parameters := cut(element, ';')
	if f = fitOf(strings.ToLower(strings.TrimSpace(mediaRange))); f == (fit{}) {
		return fit{}, 0
	}
	weight, others, ok := weightIn(parameters)
	if !ok || weight == 0 && others { // it excludes another kind of this type
		return fit{}, 0
	}
	return f, weight
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

// rank is the weight of a format. Below all weights is a format that the field does not
// mention, and below that one that it excludes.
func (m match) rank() int16 {
	if m.fit != fitsNot && m.weight == 0 {
		return -1
	}
	return m.weight
}

// fitOf returns how well a media range, in lower case, fits each format.
func fitOf(mediaRange string) (f fit) {
	switch mediaRange {
	case "application/problem+json":
		f[JSON] = fitsItself
	case "application/json", "text/json":
		f[JSON] = fitsKin
	case "application/*":
		f[JSON] = fitsMain
	case "text/plain":
		f[Text] = fitsItself
	case "text/html":
		f[HTML] = fitsItself
	case "application/xhtml+xml":
		f[HTML] = fitsKin
	case "text/*":
		f[Text], f[HTML] = fitsMain, fitsMain
	case "*/*", "*": // Java sends "*"
		f = fit{fitsAny, fitsAny, fitsAny}
	default:
		if strings.HasPrefix(mediaRange, "application/") && strings.HasSuffix(mediaRange, "+json") {
			f[JSON] = fitsKin
		}
	}
	return f
}

// weightIn returns the last q among parameters (RFC 9110, 12.4.2) in thousandths, 1000
// if there is none, and whether there are other parameters. ok is false if a q is not a
// weight.
func weightIn(parameters string) (weight int16, others, ok bool) {
	weight = 1000
	for parameters != "" {
		var parameter string
		parameter, parameters = cut(parameters, ';')
		name, value, _ := strings.Cut(parameter, "=")
		if name = strings.TrimSpace(name); strings.EqualFold(name, "q") {
			thousandths, ok := qvalue.Parse(strings.TrimSpace(value))
			if !ok {
				return 0, false, false
			}
			weight = int16(thousandths)
		} else if name != "" {
			others = true
		}
	}
	return weight, others, true
}

// cut splits s around the first separator outside a quoted string.
func cut(s string, separator byte) (before, after string) {
	i := unquoted(s, separator)
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i+1:]
}

// unquoted returns the index of the first separator outside a quoted string, or -1.
func unquoted(s string, separator byte) int {
	first := strings.IndexByte(s, separator)
	if first < 0 || strings.IndexByte(s[:first], '"') < 0 { // as nearly always
		return first
	}
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case quoted && s[i] == '\\':
			i++
		case !quoted && s[i] == separator:
			return i
		}
	}
	return -1
}
