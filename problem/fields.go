package problem

import (
	"net/http"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// dropStale deletes the fields that must not be sent with an error of this status. A
// handler may spell a name in another way than net/http, as S3 servers do with "ETag".
// dropStale gives the fields that send sets the spelling of net/http.
func dropStale(h http.Header, status httpstatus.Status) {
	var trailers []string
	for name, values := range h {
		switch canonical := http.CanonicalHeaderKey(name); {
		case stale(canonical, status):
			delete(h, name)
			if canonical == "Trailer" {
				trailers = append(trailers, elements(values)...)
			}
		case canonical != name && setBySend(canonical):
			delete(h, name)
			h[canonical] = slices.Concat(h[canonical], values)
		}
	}
	if trailers == nil {
		return
	}
	for name := range h {
		if has(trailers, name) {
			delete(h, name)
		}
	}
}

// setBySend reports whether send sets a field or reads it.
func setBySend(name string) bool {
	switch name {
	case "Content-Type", "Content-Language", "Content-Length", "X-Content-Type-Options",
		"Vary", "Content-Security-Policy", "Retry-After", "Cache-Control":
		return true
	}
	return false
}

// stale reports whether a field that was set before the error must not be sent with it.
// Such a field describes the content that the error replaces, or it makes a proxy or a
// browser show something else in place of the error. Content-Range stays with 416, where
// it tells the length of the resource (RFC 9110, 15.5.17).
func stale(name string, status httpstatus.Status) bool {
	switch name {
	case "Content-Type", "Content-Language", "Content-Length", // send sets them
		"Content-Security-Policy", "Content-Security-Policy-Report-Only":
		return false
	case "Content-Range":
		return status != httpstatus.RangeNotSatisfiable
	case "Accept-Ranges", "Age", "Date", "Digest", "Etag", "Expires", "Last-Modified",
		"Repr-Digest", "Surrogate-Control", "Trailer", "Transfer-Encoding",
		"X-Accel-Charset", "X-Accel-Expires":
		return true
	case "Location", "Refresh", "X-Accel-Redirect", "X-Litespeed-Location":
		return true
	}
	for _, prefix := range [...]string{"Content-", http.TrailerPrefix, "X-Sendfile", "X-Lighttpd-Send", "X-Reproxy-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return strings.HasSuffix(name, "-Cache-Control")
}

// elements returns the elements of a list field without the spaces around them.
func elements(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	list := strings.Split(strings.Join(lines, ","), ",")
	for i := range list {
		list[i] = strings.Trim(list[i], " \t")
	}
	return list
}

// has reports whether a list has an element, in any case.
func has(list []string, element string) bool {
	return slices.ContainsFunc(list, func(e string) bool { return strings.EqualFold(e, element) })
}

const acceptBoth = "Accept, Accept-Language"

// vary adds Accept and Accept-Language to the lines of Vary, unless they are there
// or it is "*".
func vary(lines []string) []string {
	line, list := strings.Join(lines, ", "), elements(lines)
	switch format, language := has(list, "Accept"), has(list, "Accept-Language"); {
	case has(list, "*"):
		return lines
	case line == "":
		line = acceptBoth
	case !format && !language:
		line += ", " + acceptBoth
	case !format:
		line += ", Accept"
	case !language:
		line += ", Accept-Language"
	}
	return []string{line}
}

// restrictCaching forbids caches to store a response that must not be stored. It also
// removes a permission to store a success, which is no permission to store the error.
// Directives that restrict caches and proxies stay.
func restrictCaching(h http.Header, status httpstatus.Status) {
	there := elements(h["Cache-Control"])
	switch {
	case status.Caching() == httpstatus.CachingForbidden:
		h.Set("Cache-Control", directives("no-store", there, "no-transform"))
	case there != nil && !has(there, "no-store"):
		h.Set("Cache-Control", directives("no-cache", there, "private", "no-transform"))
	}
}

// directives returns a directive of Cache-Control, followed by those of a list whose
// names are in stay.
func directives(first string, list []string, stay ...string) string {
	for _, directive := range list {
		name, _, _ := strings.Cut(strings.ToLower(directive), "=")
		if slices.Contains(stay, name) {
			first += ", " + name
		}
	}
	return first
}
