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

// setBody sets the body of a response. If Page fails, it changes the format to Text. d may
// be nil.
func (rs *Responder) setBody(w http.ResponseWriter, r *http.Request, d *Details, res *response) {
	own := rs.page() // even for another format, because this checks the Page
	wait := res.format != JSON && w.Header()["Retry-After"] != nil
	switch {
	case res.format == HTML && own != nil:
		rs.executePage(own, pageFor(w, r, d, res), d, res)
	case d == nil && !wait:
		res.remembered(r)
		return
	default:
		res.buffer = buffers.Get().(*[]byte)
		if res.format == JSON {
			res.body = rs.appendJSON(*res.buffer, r, d, res)
		} else {
			res.body = appendPage(*res.buffer, pageFor(w, r, d, res), res.format)
		}
	}
	res.length = strconv.Itoa(len(res.body))
}

// pageFor returns the Page for a response.
func pageFor(w http.ResponseWriter, r *http.Request, d *Details, res *response) *Page {
	p := newPage(res.language, res.status, d)
	p.Request = r
	if p.RetryAfter <= 0 {
		p.RetryAfter = waitIn(w.Header().Get("Retry-After"))
	}
	return &p
}

// waitIn returns the time that a Retry-After field names, 0 if there is none. The field is
// this server's own, so it needs none of what httpstatus.ParseRetryAfter knows about the
// mistakes of others. That would make a program grow by 13 KB.
func waitIn(field string) time.Duration {
	if seconds, err := strconv.ParseUint(field, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(field); err == nil {
		return max(0, time.Until(date))
	}
	return 0
}

// executePage sets the body to the output of a Page of the user's. If the Page fails, the body
// is plain text.
func (rs *Responder) executePage(own page, p *Page, d *Details, res *response) {
	var b bytes.Buffer
	err := own.Execute(&b, *p)
	if res.ownPage = err == nil; res.ownPage {
		res.body = b.Bytes()
		return
	}
	rs.log(p.Request, &failure{err: err, status: httpstatus.InternalServerError, details: d})
	res.format, res.body = Text, appendText(nil, p)
}

func (rs *Responder) appendJSON(b []byte, r *http.Request, d *Details, res *response) []byte {
	title, detail := d.Title, d.Detail
	if title == "" && (d.Type == "" || d.Type == aboutBlank) {
		// The body without Details begins in the same way.
		plain := res.rememberedAs(0, r)
		if detail == "" {
			b = append(b, plain.text[:len(plain.text)-len("}\n")]...)
		} else {
			b = append(b, plain.text[:plain.kind]...)
			b = appendMember(b, detailMember, detail)
		}
	} else {
		if title == "" {
			title = res.status.Title(res.language)
		}
		if detail == "" {
			detail = sentences(res.status.Meaning(res.language), res.status.Advice(res.language))
		}
		b = appendKind(b, d.Type, title, res.status)
		b = appendMember(b, detailMember, detail)
	}
	b, err := appendOccurrence(b, d)
	if err != nil {
		rs.log(r, &failure{err: err, status: httpstatus.InternalServerError, details: d})
	}
	return append(b, '\n')
}

func appendPage(b []byte, p *Page, f Format) []byte {
	if f == HTML {
		return appendHTML(b, p)
	}
	return appendText(b, p)
}

// A body is remembered if it depends only on its language and its variant.
type body struct {
	language httpstatus.Language
	variant  int // the status and the look
	text     []byte
	length   string
	kind     int // in JSON, the length of the part that appendKind makes
}

// bodies has the bodies that were rendered last, for all Responders. Their number is fixed,
// so that the memory is bounded however many languages a program makes.
var (
	bodies    [1 << 10]atomic.Pointer[body]
	bodiesKey lazy[maphash.Seed]
)

// remembered sets the body of a response without Details.
func (res *response) remembered(r *http.Request) {
	p := Page{Status: res.status, Request: r}
	look := 0
	switch {
	case res.format == JSON:
	case res.format == Text:
		look = 1
	case p.reloads() && p.linksToStart():
		look = 2
	case p.reloads():
		look = 3
	case p.linksToStart():
		look = 4
	default:
		look = 5
	}
	b := res.rememberedAs(look, r)
	res.body, res.length = b.text, b.length
}

// rememberedAs returns the body without Details in one of the looks. 0 is JSON.
func (res *response) rememberedAs(look int, r *http.Request) *body {
	variant := int(res.status)*8 + look
	slot := &bodies[(maphash.Comparable(bodiesKey.get(maphash.MakeSeed), res.language)+uint64(variant))%uint64(len(bodies))]
	b := slot.Load()
	if b == nil || b.language != res.language || b.variant != variant {
		b = &body{language: res.language, variant: variant}
		b.render(res, r)
		slot.Store(b)
	}
	return b
}

func (b *body) render(res *response, r *http.Request) {
	p := newPage(res.language, res.status, nil)
	p.Request = r
	if res.format == JSON {
		b.text = appendKind(nil, aboutBlank, p.Title, p.Status)
		b.kind = len(b.text)
		b.text = appendMember(b.text, detailMember, sentences(p.Meaning, p.Advice))
		b.text = append(b.text, "}\n"...)
	} else {
		b.text = appendPage(nil, &p, res.format)
	}
	b.length = strconv.Itoa(len(b.text))
}
