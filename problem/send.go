package problem

import (
	"net/http"
	"strconv"

	"example.com/httpstatus"
)

// send writes a response. encoding is a Content-Encoding to keep.
func (rs *Responder) send(w http.ResponseWriter, r *http.Request, res *response, encoding []string) {
	h := w.Header()
	fresh := isFresh(h) // as mostly; this saves some lookups
	if !fresh {
		dropStale(h, res.status)
	}
	// One allocation holds the values of all fields. The capacity of each slice is 1, so that
	// appending to one field does not change another.
	v := new([6]string)
	v[0] = contentTypes[res.format]
	v[1] = res.language.String()
	v[2] = "nosniff"
	h["Content-Type"], h["Content-Language"], h["X-Content-Type-Options"] = v[0:1:1], v[1:2:2], v[2:3:3]
	if fresh && rs.Vary == nil {
		v[4] = acceptBoth
		h["Vary"] = v[4:5:5]
	} else {
		h["Vary"] = vary(rs.varies(h["Vary"]))
	}
	if encoding == nil {
		v[3] = res.length
		h["Content-Length"] = v[3:4:4]
	} else {
		h["Content-Encoding"] = encoding
		delete(h, "Content-Length") // what is sent will be shorter
	}
	if res.format == HTML && !res.ownPage && h["Content-Security-Policy"] == nil {
		v[5] = pagePolicy
		h["Content-Security-Policy"] = v[5:6:6]
	}
	if res.retryAfter > 0 {
		h["Retry-After"] = []string{strconv.FormatInt(wholeSeconds(res.retryAfter), 10)}
	}
	if !fresh || res.status.Caching() == httpstatus.CachingForbidden {
		restrictCaching(h, res.status)
	}
	if res.status == httpstatus.ContentTooLarge {
		closeAfter(w, r)
	}

	mark(w)
	w.WriteHeader(int(res.status))
	if r.Method != http.MethodHead {
		w.Write(res.body)
	}
}

// isFresh reports whether header fields are at most those that http.Error sets and send
// replaces.
func isFresh(h http.Header) bool {
	known := 0
	if len(h) > 0 && h["Content-Type"] != nil {
		known++
	}
	if len(h) > known && h["X-Content-Type-Options"] != nil {
		known++
	}
	return len(h) == known
}

// varies adds the names that hooks depend on to the lines of Vary.
func (rs *Responder) varies(lines []string) []string {
	for _, name := range rs.Vary {
		if list := elements(lines); !has(list, name) && !has(list, "*") {
			lines = append(lines[:len(lines):len(lines)], name)
		}
	}
	return lines
}
