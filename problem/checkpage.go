package problem

import (
	"fmt"
	"hash/maphash"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"sync/atomic"
	"time"

	"example.com/httpstatus"
)

// A page is what Responder.Page is.
type page = interface {
	Execute(w io.Writer, page any) error
}

// checked has the Pages that were checked last. A Responder has no place to remember that,
// because it may be copied at any time.
var (
	checked    [64]atomic.Pointer[checkedPage]
	checkedKey lazy[maphash.Seed]
)

// A checkedPage has a template, or the type of another page. A program may make one of the
// latter for each request.
type checkedPage struct {
	page any
	log  *slog.Logger
}

// page returns Page, or nil if the page is this package's own. It checks a Page that is
// new.
func (rs *Responder) page() page {
	if rs.Page == nil {
		return nil
	}
	v := reflect.ValueOf(rs.Page)
	if v.Kind() == reflect.Pointer && v.IsNil() { // a *template.Template that was not set
		return nil
	}
	id := checkedPage{v.Type(), rs.Log}
	if v.Type().String() == "*template.Template" { // of text/template or html/template
		id.page = rs.Page
	}
	slot := &checked[maphash.Comparable(checkedKey.get(maphash.MakeSeed), id)%uint64(len(checked))]
	if there := slot.Load(); there == nil || *there != id {
		slot.Store(&id)
		rs.checkPage()
	}
	return rs.Page
}

// checkPage executes Page with samples and logs the first error.
func (rs *Responder) checkPage() {
	defer func() { recover() }() // from a Log that panics
	r, _ := http.NewRequest("GET", "http://example.com/", nil)
	for _, s := range httpstatus.All() {
		if s < 400 {
			continue
		}
		bare := newPage(httpstatus.Language{}, s, nil)
		bare.Request = r
		full := bare
		full.Detail, full.Instance, full.RetryAfter = "detail", "/instance", time.Minute
		full.Extensions = map[string]any{"extension": "value"}
		for _, p := range []Page{bare, full} {
			if err := rs.try(p); err != nil {
				rs.logger().Error("error page fails", slog.Int("status", int(s)), slog.String("error", err.Error()))
				return
			}
		}
	}
}

func (rs *Responder) try(p Page) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return rs.Page.Execute(io.Discard, p)
}
