package problem

import (
	"io"

	"example.com/httpstatus"
)

// WriteHTML writes this package's page, as Respond does for a browser. Texts that d does not
// have come from its status, in the language l. A status outside 100 to 599 is treated as 500.
// Send the page as UTF-8.
func (d *Details) WriteHTML(w io.Writer, l httpstatus.Language) error {
	p := d.page(l)
	_, err := w.Write(appendHTML(nil, &p))
	return err
}

// WriteText writes d as plain text, as Respond does. It fills in the same texts as WriteHTML.
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
