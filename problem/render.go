package problem

import (
	"io"

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
