package pages

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/lang/negotiate"
)

// Options say which pages there are and how they look. The zero value is ready to use and
// means English pages for every error.
type Options struct {
	// Languages are the languages of the pages. The first one is for readers who want none
	// of them. If several have the same tag, the first of these counts, as in
	// [negotiate.New]. nil means English alone. A program links only the languages that it
	// names; lang.All() names all of them. With [httpstatus.Language.With] and
	// [httpstatus.NewLanguage] you can give the pages texts of your own.
	Languages []httpstatus.Language

	// Statuses are the errors that Build writes pages for. nil means every registered
	// error. Handler ignores Statuses, because it responds to every error.
	Statuses []httpstatus.Status

	// Template makes the pages for browsers. nil means the page of package problem.
	Template Template

	// Gzip tells Build to write a compressed copy beside each page, for example
	// 404.html.gz beside 404.html. The copies are for nginx's gzip_static and for servers
	// that do the same.
	Gzip bool

	// Preview tells Build to write preview.html, which shows each page in each language.
	// Open it in a browser.
	Preview bool

	// Servers tells Build to write configuration for these servers.
	Servers []Server

	// Path is the absolute path of the directory on the machine of the server, for the
	// configuration. "" means that the server runs on this machine.
	Path string

	// RequestID tells Handler to show the identifier of the request that the proxy sends in
	// X-Request-ID. Nothing else of a request is ever shown, unless Template does so.
	RequestID bool
}

// complete returns o with defaults for what is empty, or an error that lists every fault.
func (o Options) complete() (Options, error) {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf("pages: "+format, args...)) }

	if len(o.Languages) == 0 {
		o.Languages = []httpstatus.Language{{}}
	}
	tags := map[string]bool{}
	o.Languages = slices.DeleteFunc(slices.Clone(o.Languages), func(l httpstatus.Language) bool {
		again := tags[l.String()]
		tags[l.String()] = true
		return again
	})

	if o.Statuses == nil {
		o.Statuses = slices.DeleteFunc(httpstatus.All(), func(s httpstatus.Status) bool { return !isError(s) })
	}
	for _, s := range o.Statuses {
		if !isError(s) {
			fault("%d is not the status of an error; want 400 to 599", int(s))
		}
	}
	o.Statuses = slices.Compact(slices.Sorted(slices.Values(o.Statuses)))
	if len(o.Statuses) == 0 {
		fault("there are no statuses; want at least one, or nil for all")
	}
	for _, s := range o.Servers {
		if s == 0 || int(s) >= len(serverNames) {
			fault("there is no server %v; want one of %s", s, strings.Join(serverNames[1:], ", "))
		}
	}
	if b, ok := o.Template.(Branded); ok {
		if err := b.check(); err != nil {
			faults = append(faults, err)
		}
	}
	return o, errors.Join(faults...)
}

func (o *Options) matcher() *negotiate.Matcher {
	return negotiate.New(o.Languages[0], o.Languages[1:]...)
}

func isError(s httpstatus.Status) bool { return s >= 400 && s <= 599 }
