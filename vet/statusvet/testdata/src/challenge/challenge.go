package challenge

import (
	"errors"
	"fmt"
	"helper"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"

	"example.com/httpstatus"
)

const denied = 401

func number(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(401) // want `401 Unauthorized is sent without WWW-Authenticate: say how to authenticate`
}

func constant(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusUnauthorized) // want `401 Unauthorized is sent without`
}

func own(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(denied) // want `401 Unauthorized is sent without`
}

func library(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(int(httpstatus.Unauthorized)) // want `401 Unauthorized is sent without`
}

func sum(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(400 + 1) // want `401 Unauthorized is sent without`
}

func httpError(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" {
		http.Error(w, "no", http.StatusUnauthorized) // want `401 Unauthorized is sent without`
		return
	}
	io.WriteString(w, "hello")
}

func proxy(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no", http.StatusProxyAuthRequired) // want `407 Proxy Authentication Required is sent without Proxy-Authenticate`
}

func wrongField(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", "Basic")
	http.Error(w, "no", http.StatusProxyAuthRequired) // want `407 Proxy Authentication Required is sent without Proxy-Authenticate`
}

func variable(w http.ResponseWriter, r *http.Request) {
	code := http.StatusForbidden
	if r.Header.Get("Authorization") == "" {
		code = http.StatusUnauthorized
	}
	w.WriteHeader(code) // want `401 Unauthorized is sent without`
}

func requestField(w http.ResponseWriter, r *http.Request) {
	r.Header.Set("WWW-Authenticate", "Basic") // of the request
	w.WriteHeader(401)                        // want `401 Unauthorized is sent without`
}

func otherBranch(w http.ResponseWriter, r *http.Request) {
	if r.Method == "GET" {
		w.Header().Set("WWW-Authenticate", "Basic")
		w.WriteHeader(401)
		return
	}
	w.WriteHeader(401) // want `401 Unauthorized is sent without`
}

var literal = func(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(401) // want `401 Unauthorized is sent without`
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "no", 401) // want `401 Unauthorized is sent without`
			return
		}
		next.ServeHTTP(w, r)
	})
}

// A helper that is given the status.
func respond(w http.ResponseWriter, code int, text string) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(code)
	io.WriteString(w, text)
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	respond(w, 401, "no") // want `401 Unauthorized is sent without`
}

func respondTwice(w http.ResponseWriter, code httpstatus.Status) { respond(w, int(code), "no") }

func byHelpers(w http.ResponseWriter, r *http.Request) {
	respondTwice(w, httpstatus.Unauthorized) // want `401 Unauthorized is sent without`
}

func elsewhere(w http.ResponseWriter, r *http.Request) {
	helper.JSON(w, 401, "no") // want `401 Unauthorized is sent without`
}

func elsewhereQuiet(w http.ResponseWriter, r *http.Request) {
	helper.Quiet(w)
	helper.JSON(w, 401, "no") // want `401 Unauthorized is sent without`
}

// A helper that sends a constant status, and no caller sets the field.
func refuse(w http.ResponseWriter) {
	http.Error(w, "no", 401) // want `401 Unauthorized is sent without`
}

func callsRefuse(w http.ResponseWriter, r *http.Request) { refuse(w) }

// A function of the package that chooses the status.
func statusOf(err error) int {
	switch {
	case errors.Is(err, io.EOF):
		return http.StatusUnauthorized
	case errors.Is(err, io.ErrClosedPipe):
		return http.StatusForbidden
	}
	return http.StatusInternalServerError
}

func byStatusOf(w http.ResponseWriter, r *http.Request, err error) {
	w.WriteHeader(statusOf(err)) // want `401 Unauthorized is sent without`
}

func classify(err error) (string, int) {
	if err == io.EOF {
		return "log in", 401
	}
	return "failed", 500
}

func byClassify(w http.ResponseWriter, r *http.Request, err error) {
	text, code := classify(err)
	http.Error(w, text, code) // want `401 Unauthorized is sent without`
}

func ownType(w http.ResponseWriter, r *http.Request) {
	helper.Fail(w, r, helper.NotLoggedIn, "no") // want `401 Unauthorized is sent without`
}

func generic(w http.ResponseWriter, r *http.Request) {
	helper.Typed(w, 401, "no") // want `401 Unauthorized is sent without`
}

func ownWriter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w}
		if r.Header.Get("Authorization") == "" {
			rec.WriteHeader(401) // want `401 Unauthorized is sent without`
			return
		}
		next.ServeHTTP(rec, r)
	})
}

var routes = map[string]http.HandlerFunc{
	"/": func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(401) // want `401 Unauthorized is sent without`
	},
}

// A helper for which one caller sets the field, and another does not.
func refuseLate(w http.ResponseWriter) { http.Error(w, "no", 401) }

func setsFirst(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", "Basic")
	refuseLate(w)
}

func setsNothing(w http.ResponseWriter, r *http.Request) {
	refuseLate(w) // want `401 Unauthorized is sent by this call without`
}

// What follows is right.

func set(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
	w.WriteHeader(401)
}

func lowerCase(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Add("www-authenticate", `Basic realm="x"`)
	http.Error(w, "no", 401)
}

func asMap(w http.ResponseWriter, r *http.Request) {
	w.Header()["WWW-Authenticate"] = []string{"Basic"}
	http.Error(w, "no", 401)
}

func someBranch(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Requested-With") == "" {
		w.Header().Set("WWW-Authenticate", "Basic")
	}
	w.WriteHeader(401)
}

func challengeOf(w http.ResponseWriter) { w.Header().Set("WWW-Authenticate", "Basic") }

func byCalled(w http.ResponseWriter, r *http.Request) {
	challengeOf(w)
	respond(w, 401, "no")
}

func byCalledElsewhere(w http.ResponseWriter, r *http.Request) {
	helper.Challenge(w)
	helper.JSON(w, 401, "no")
}

func byHeader(h http.Header) { h.Set("WWW-Authenticate", "Basic") }

func byHeaderOf(w http.ResponseWriter, r *http.Request) {
	byHeader(w.Header())
	w.WriteHeader(401)
}

func setsItself(w http.ResponseWriter, code int) {
	if code == 401 {
		w.Header().Set("WWW-Authenticate", "Basic")
	}
	w.WriteHeader(code)
}

func bySetsItself(w http.ResponseWriter, r *http.Request) { setsItself(w, 401) }

type authenticator interface {
	Authenticate(w http.ResponseWriter, r *http.Request) error
}

func byInterface(w http.ResponseWriter, r *http.Request, a authenticator) {
	if err := a.Authenticate(w, r); err != nil {
		http.Error(w, "no", 401)
	}
}

func byFunction(w http.ResponseWriter, r *http.Request, f func(http.ResponseWriter)) {
	f(w)
	w.WriteHeader(401)
}

func copied(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	for name, values := range resp.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(401)
}

func copiedWhole(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	maps.Copy(w.Header(), resp.Header)
	w.WriteHeader(401)
}

func variableName(w http.ResponseWriter, r *http.Request, name string) {
	w.Header().Set(name, "Basic")
	w.WriteHeader(401)
}

func statusOfRight(w http.ResponseWriter, r *http.Request, err error) {
	code := statusOf(err)
	if code == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(code)
}

// Functions that get the header section in a field.
type options struct{ header http.Header }

func with(name, value string) func(*options) {
	return func(o *options) { o.header.Set(name, value) }
}

func reply(w http.ResponseWriter, code int, opts ...func(*options)) {
	o := options{header: w.Header()}
	for _, opt := range opts {
		opt(&o)
	}
	w.WriteHeader(code)
}

func byOptions(w http.ResponseWriter, r *http.Request) {
	reply(w, 401, with("WWW-Authenticate", "Basic"))
}

type realm string

func (m realm) ask(h http.Header) { h.Set("WWW-Authenticate", "Bearer realm="+string(m)) }

func (m realm) refuse(w http.ResponseWriter) {
	m.ask(w.Header())
	http.Error(w, "no", 401)
}

func byMethod(w http.ResponseWriter, r *http.Request) { realm("x").refuse(w) }

func pairs(w http.ResponseWriter, r *http.Request) {
	for _, pair := range [][2]string{{"WWW-Authenticate", "Basic"}} {
		w.Header().Add(pair[0], pair[1])
	}
	w.WriteHeader(401)
}

type transport struct{}

func (transport) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 401, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func proxied(w http.ResponseWriter, r *http.Request, resp *http.Response) {
	w.WriteHeader(resp.StatusCode)
}

func returned(w http.ResponseWriter, r *http.Request) error {
	return fmt.Errorf("%w", httpstatus.Unauthorized)
}

func compared(resp *http.Response) error {
	if resp.StatusCode == 401 {
		return errors.New("401")
	}
	return nil
}

func recorded() int {
	rec := httptest.NewRecorder()
	rec.WriteHeader(401)
	return rec.Code
}

func closure(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", "Basic")
	fail := func(code int) { w.WriteHeader(code) }
	always := func() { w.WriteHeader(401) }
	if r.Method == "GET" {
		fail(401)
		return
	}
	always()
}

func setByClosure(w http.ResponseWriter, r *http.Request) {
	set := func() { w.Header().Set("WWW-Authenticate", "Basic") }
	set()
	w.WriteHeader(401)
}

// A type that holds the response.
type exchange struct {
	w http.ResponseWriter
	r *http.Request
}

func (x *exchange) challenge() { x.w.Header().Set("WWW-Authenticate", "Basic") }

func (x *exchange) send(code int) { x.w.WriteHeader(code) }

func (x *exchange) refused() {
	x.challenge()
	x.send(401)
}

func (x *exchange) forgot() {
	x.send(401) // want `401 Unauthorized is sent without`
}

// A writer that sets the field itself.
type asking struct{ http.ResponseWriter }

func (a asking) WriteHeader(code int) {
	if code == 401 {
		a.Header().Set("WWW-Authenticate", "Basic")
	}
	a.ResponseWriter.WriteHeader(code)
}

func byAsking(w http.ResponseWriter, r *http.Request) { asking{w}.WriteHeader(401) }

func methodValue(w http.ResponseWriter, r *http.Request) {
	set := w.Header().Set
	set("WWW-Authenticate", "Basic")
	w.WriteHeader(401)
}

// A writer of one's own.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) {
	r.code = code
	r.ResponseWriter.WriteHeader(code)
}
