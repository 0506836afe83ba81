package problem

import (
	"fmt"
	"hash/maphash"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"example.com/httpstatus"
)

// A Responder has no place to remember that its Page was checked, because it may be copied
// at any time. So the last Pages that were checked are remembered here. Nobody can see
// that, except that a Page is checked again if others take its place.
type checkedPage struct {
	page any // its type, if it cannot be compared
	log  *slog.Logger
}

var (
	checkedPages [64]atomic.Pointer[checkedPage]
	checkedSeed  = sync.OnceValue(maphash.MakeSeed)
)

// page returns Page, or nil if the page is this package's own. It checks a Page that is
// new.
func (rs *Responder) page() interface{ Execute(io.Writer, any) error } {
	if rs.Page == nil {
		return nil
	}
	v := reflect.ValueOf(rs.Page)
	if v.Kind() == reflect.Pointer && v.IsNil() { // a *template.Template that was not set
		return nil
	}
	id := checkedPage{rs.Page, rs.Log}
	if !v.Comparable() {
		id.page = v.Type()
	}
	slot := &checkedPages[maphash.Comparable(checkedSeed(), id)%uint64(len(checkedPages))]
	if there := slot.Load(); there == nil || *there != id {
		slot.Store(&id)
		rs.checkPage()
	}
	return rs.Page
}

// checkPage executes Page with samples and logs the first error.
func (rs *Responder) checkPage() {
	defer func() { recover() }() // from a Log that panics
	for _, s := range httpstatus.All() {
		if s < 400 {
			continue
		}
		bare := newPage(httpstatus.Language{}, s, nil)
		bare.Request = &http.Request{Method: "GET", URL: &url.URL{Path: "/"}, Header: http.Header{}, Host: "example.com", RequestURI: "/", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
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
