package pages

import (
	"fmt"
	"io"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A Template makes a page. A *template.Template of html/template or text/template is a
// Template, and so are [Branded] and [Minimal]. Execute is called with a [problem.Page].
//
// Page.Request is nil if the page is a static file. In a Handler it is the request of the
// proxy. Its fields come from outside, so a template must escape them, as html/template does.
type Template interface {
	Execute(w io.Writer, page any) error
}

// page returns what a template is given for a static file.
func page(s httpstatus.Status, l httpstatus.Language) problem.Page {
	return problem.Page{Status: s, Language: l, Title: s.Title(l), Meaning: s.Meaning(l), Advice: s.Advice(l)}
}

// writeHTML writes the page for browsers.
func (o *Options) writeHTML(w io.Writer, s httpstatus.Status, l httpstatus.Language) error {
	if o.Template == nil {
		return (&problem.Details{Status: s}).WriteHTML(w, l)
	}
	if err := execute(o.Template, w, page(s, l)); err != nil {
		return fmt.Errorf("pages: the template fails for %d in %v: %w", int(s), l, err)
	}
	return nil
}

// execute executes a template. A panic of the template becomes an error.
func execute(t Template, w io.Writer, page any) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return t.Execute(w, page)
}

// pageOf returns what a template is given.
func pageOf(data any) (*problem.Page, error) {
	switch p := data.(type) {
	case problem.Page:
		return &p, nil
	case *problem.Page:
		if p != nil {
			return p, nil
		}
	}
	return nil, fmt.Errorf("pages: the data of the template is a %T; want a problem.Page", data)
}
