package problem

import (
	"bytes"
	"hash/maphash"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"example.com/httpstatus"
)

// A response is an error response before it is written.
type response struct {
	status     httpstatus.Status
	language   httpstatus.Language
	format     Format
	body       []byte
	length     string        // of the body
	retryAfter time.Duration // of the Details
	ownPage    bool          // whether the body is Responder.Page's
	buffer     *[]byte       // that the body was written to, or nil
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// release lets another response use the buffer.
func (res *response) release() {
	if b := res.buffer; b != nil && cap(res.body) <= 64<<10 {
		*b = res.body[:0]
		buffers.Put(b)
	}
}

// setBody sets the body of a response, and its format where it turns out to be another. d
// may be nil.
func (rs *Responder) setBody(w http.ResponseWriter, r *http.Request, d *Details, res *response) {
	own := rs.page() // even if it is not needed now, because this checks it
	wait := res.format != JSON && w.Header()["Retry-After"] != nil
	if d == nil && !wait && (own == nil || res.format != HTML) {
		res.remembered(r)
		return
	}
	res.buffer = buffers.Get().(*[]byte)
	b := *res.buffer
	switch {
	case res.format == JSON:
		b = rs.appendJSON(b, r, d, res)
	default:
		p := newPage(res.language, res.status, d)
		p.Request = r
		if p.RetryAfter <= 0 {
			p.RetryAfter, _ = httpstatus.ParseRetryAfter(w.Header().Get("Retry-After"), time.Now())
		}
		if own == nil || res.format == Text {
			b = appendPage(b, &p, res.format)
			break
		}
		buffer := bytes.NewBuffer(b)
		err := own.Execute(buffer, p)
		if res.ownPage = err == nil; res.ownPage {
			b = buffer.Bytes()
			break
		}
		rs.log(r, &failure{err: err, status: httpstatus.InternalServerError})
		res.format = Text
		b = appendText(b, &p)
	}
	res.body, res.length = b, strconv.Itoa(len(b))
}

func (rs *Responder) appendJSON(b []byte, r *http.Request, d *Details, res *response) []byte {
	title, detail := d.Title, d.Detail
	if title == "" {
		title = res.status.Title(res.language)
	}
	if detail == "" {
		detail = sentences(res.status.Meaning(res.language), res.status.Advice(res.language))
	}
	b, err := appendDetails(b, d, res.status, title, detail)
	if err != nil {
		rs.log(r, &failure{err: err, status: httpstatus.InternalServerError})
	}
	return append(b, '\n')
}

func appendPage(b []byte, p *Page, f Format) []byte {
	if f == HTML {
		return appendHTML(b, p)
	}
	return appendText(b, p)
}

// A body that depends on nothing but its language and its variant is remembered.
type body struct {
	language httpstatus.Language
	variant  int // the status, the format and the links of the page
	text     []byte
	length   string
}

// bodies has the bodies that were rendered last, for all Responders. A body takes the place
// of another one, so that the memory is bounded however many languages a program makes.
var (
	bodies    [1 << 10]atomic.Pointer[body]
	bodiesKey = sync.OnceValue(maphash.MakeSeed)
)

// remembered sets the body of a response without Details.
func (res *response) remembered(r *http.Request) {
	p := Page{Status: res.status, Request: r}
	variant := int(res.status) * 8
	switch {
	case res.format == JSON:
	case res.format == Text:
		variant += 1
	case p.reloads() && p.linksToStart():
		variant += 2
	case p.reloads():
		variant += 3
	case p.linksToStart():
		variant += 4
	default:
		variant += 5
	}
	slot := &bodies[(maphash.Comparable(bodiesKey(), res.language)+uint64(variant))%uint64(len(bodies))]
	there := slot.Load()
	if there == nil || there.language != res.language || there.variant != variant {
		there = &body{language: res.language, variant: variant, text: res.plain(nil, r)}
		there.length = strconv.Itoa(len(there.text))
		slot.Store(there)
	}
	res.body, res.length = there.text, there.length
}

// plain appends the body of a response without Details and with this package's page.
func (res *response) plain(b []byte, r *http.Request) []byte {
	p := newPage(res.language, res.status, nil)
	p.Request = r
	if res.format == JSON {
		b, _ = appendDetails(b, &Details{}, p.Status, p.Title, sentences(p.Meaning, p.Advice))
		return append(b, '\n')
	}
	return appendPage(b, &p, res.format)
}
