package problem

import (
	"net/http"
	"strconv"

	"example.com/httpstatus"
)

// send writes a response. encoding is a Content-Encoding to keep.
func (rs *Responder) send(w http.ResponseWriter, r *http.Request, res *response, encoding []string) {
	h := w.Header()
	dropStale(h, res.status)
	h["Content-Type"] = []string{contentTypes[res.format]}
	h["Content-Language"] = []string{res.language.String()}
	h["X-Content-Type-Options"] = []string{"nosniff"}
	h["Vary"] = vary(rs.varies(h["Vary"]))
	if encoding == nil {
		h["Content-Length"] = []string{strconv.Itoa(len(res.body))}
	} else {
		h["Content-Encoding"] = encoding
		delete(h, "Content-Length") // what is sent will be shorter
	}
	if res.format == HTML && !res.ownPage && h["Content-Security-Policy"] == nil {
		h["Content-Security-Policy"] = []string{pagePolicy}
	}
	if res.retryAfter > 0 {
		h["Retry-After"] = []string{strconv.FormatInt(wholeSeconds(res.retryAfter), 10)}
	}
	restrictCaching(h, res.status)
	if res.status == httpstatus.ContentTooLarge {
		closeAfter(w, r)
	}

	w.WriteHeader(int(res.status))
	if r.Method != http.MethodHead {
		w.Write(res.body)
	}
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
