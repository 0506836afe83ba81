package problem

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"time"

	"example.com/httpstatus"
)

// New returns Details with the texts of a status in a language. The Detail is the
// meaning and the advice, joined as the language joins sentences. Use New where there is
// no http.ResponseWriter, for example in another framework, a queue or an e-mail, and
// change what you know better.
//
// In a handler, [Responder.LanguageOf] returns the reader's language. Respond fills in
// the same texts by itself, so a handler needs New only to change them.
func New(s httpstatus.Status, l httpstatus.Language) *Details {
	return &Details{
		Type:   aboutBlank,
		Title:  s.Title(l),
		Status: s,
		Detail: sentences(s.Meaning(l), s.Advice(l)),
	}
}

// WriteHTML writes this package's page, as Respond does for a browser. What d leaves empty
// comes from its status, in the language l. A status outside 100 to 599 is 500. Send the
// page as UTF-8.
func (d *Details) WriteHTML(w io.Writer, l httpstatus.Language) error {
	p := d.page(l)
	_, err := w.Write(appendHTML(nil, &p))
	return err
}

// WriteText writes d as plain text, as Respond does. It fills in the same as WriteHTML.
func (d *Details) WriteText(w io.Writer, l httpstatus.Language) error {
	p := d.page(l)
	_, err := w.Write(appendText(nil, &p))
	return err
}

func (d *Details) page(l httpstatus.Language) Page {
	if d == nil {
		d = new(Details)
	}
	status := d.Status
	if status < 100 || status > 599 {
		status = httpstatus.InternalServerError
	}
	return newPage(l, status, d)
}

// render sets the body, and the format where it turns out to be another.
func (rs *Responder) render(w http.ResponseWriter, r *http.Request, d *Details, res *response, b []byte) {
	p := newPage(res.language, res.status, d)
	p.Request = r
	if p.RetryAfter <= 0 {
		p.RetryAfter = 0
		if values := w.Header()["Retry-After"]; len(values) > 0 {
			p.RetryAfter, _ = httpstatus.ParseRetryAfter(values[0], time.Now())
		}
	}
	page := rs.page()
	switch {
	case res.format == HTML && page != nil:
		buffer := bytes.NewBuffer(b)
		if err := page.Execute(buffer, p); err != nil {
			rs.log(r, &failure{err: err, status: httpstatus.InternalServerError})
			res.format = Text
			res.body = appendText(b, &p)
			return
		}
		res.body, res.ownPage = buffer.Bytes(), true
	case res.format == JSON && d != nil:
		title, detail := cmp.Or(d.Title, p.Title), cmp.Or(d.Detail, sentences(p.Meaning, p.Advice))
		var err error
		if res.body, err = appendDetails(b, d, res.status, title, detail); err != nil {
			rs.log(r, &failure{err: err, status: httpstatus.InternalServerError})
		}
		res.body = append(res.body, '\n')
	default:
		res.body = appendOwnBody(b, p, res.format)
	}
}

// appendOwnBody appends a body that has nothing of a user's in it.
func appendOwnBody(b []byte, p Page, f Format) []byte {
	switch f {
	case HTML:
		return appendHTML(b, &p)
	case Text:
		return appendText(b, &p)
	}
	b, _ = appendDetails(b, &Details{}, p.Status, p.Title, sentences(p.Meaning, p.Advice))
	return append(b, '\n')
}
