package headerorder

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func afterStatus(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusCreated)
	w.Header().Set("Content-Type", "text/plain") // want `Content-Type is set after the status was sent, so the client never gets it`
	io.WriteString(w, "x")
}

func afterStatusTwo(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusCreated)
	w.Header().Set("Content-Type", "text/plain") // want `Content-Type is set after the status`
	w.Header().Set("X-Other", "1")               // want `X-Other is set after the status`
	io.WriteString(w, "x")
}

func afterContent(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, "x")
	w.Header().Set("Content-Type", "text/plain") // want `Content-Type is set after content was written`
}

func afterEncode(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(1)
	w.Header().Set("Content-Type", "application/json") // want `Content-Type is set after content was written`
}

func afterHeaderVariable(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	w.WriteHeader(200)
	h.Set("X-A", "1") // want `X-A is set after the status`
	h["X-B"] = nil    // want `X-B is set after the status`
}

func someBranch(w http.ResponseWriter, r *http.Request) {
	if r.Method == "POST" {
		w.WriteHeader(201)
	}
	w.Header().Set("X-A", "1") // want `X-A is set after the status`
}

func twice(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(200)
	if err := r.ParseForm(); err != nil {
		w.WriteHeader(400) // want `a second status is sent on the same path`
	}
}

func noReturn(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		http.Error(w, "no", http.StatusBadRequest)
	}
	io.WriteString(w, "hello") // want `content is written after a complete response`
}

func noReturnStatus(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		http.Error(w, "no", http.StatusBadRequest)
	}
	w.WriteHeader(200) // want `a second response is sent on the same path`
}

func afterWrite(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "hello")
	w.WriteHeader(201) // want `the status is sent after content was written`
}

func fail(w http.ResponseWriter, code int) {
	w.WriteHeader(code)
	io.WriteString(w, "failed")
}

func noReturnHelper(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		fail(w, 400)
	}
	io.WriteString(w, "hello")
	w.WriteHeader(200) // want `a second status is sent|a second response is sent|the status is sent after content`
}

func outOfRange(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(1000) // want `1000 is not a status code`
}

func zero(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(0) // want `0 is not a status code`
}

func ginTwice(c *gin.Context) {
	if c.Param("id") == "" {
		c.JSON(400, "no id")
	}
	c.JSON(200, "ok") // want `a second response is sent`
}

func echoTwice(c echo.Context) error {
	if c.Request().Method != "GET" {
		c.JSON(400, "no")
	}
	return c.JSON(200, "ok") // want `a second response is sent`
}

func inClosure(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		write := func() { io.WriteString(w, name) }
		w.WriteHeader(200)
		w.Header().Set("X-Name", name) // want `X-Name is set after the status`
		write()
	}
}

// What follows is right.

func order(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(201)
	io.WriteString(w, "x")
	io.WriteString(w, "y")
}

func branches(w http.ResponseWriter, r *http.Request) {
	if r.Method == "POST" {
		w.WriteHeader(201)
		return
	}
	w.Header().Set("X-A", "1")
	w.WriteHeader(200)
}

func related(w http.ResponseWriter, r *http.Request) {
	bad := r.Method == "POST"
	if bad {
		http.Error(w, "no", 400)
	}
	if !bad {
		w.Header().Set("X-A", "1")
		w.WriteHeader(200)
	}
}

func interim(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(103)
	w.Header().Set("X-A", "1")
	w.WriteHeader(200)
}

func trailers(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trailer", "X-Sum")
	w.WriteHeader(200)
	io.WriteString(w, "x")
	w.Header().Set("X-Sum", "1")
}

func trailerPrefix(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "x")
	w.Header().Set(http.TrailerPrefix+"X-Sum", "1")
}

// Encode writes nothing if the value cannot be encoded.
func encodeFails(w http.ResponseWriter, r *http.Request, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		w.Header().Set("X-A", "1")
		http.Error(w, "cannot encode", 500)
	}
}

func templateFails(w http.ResponseWriter, r *http.Request, t *template.Template) {
	err := t.Execute(w, nil)
	if err != nil {
		http.Error(w, "cannot render", 500)
		return
	}
}

func writeJSON(w http.ResponseWriter, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.WriteHeader(200)
	w.Write(b)
	return nil
}

func helperFails(w http.ResponseWriter, r *http.Request) {
	if err := writeJSON(w, 1); err != nil {
		http.Error(w, "cannot encode", 500)
	}
}

func buffer(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	fmt.Fprint(&b, "x")
	w.Header().Set("X-A", "1")
	b.WriteTo(w)
}

func emptyWrite(w http.ResponseWriter, r *http.Request, other http.ResponseWriter) {
	other.WriteHeader(200)
	w.Header().Set("X-A", "1")
	w.WriteHeader(200)
}

func check(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != "GET" {
		http.Error(w, "no", 400)
		return false
	}
	return true
}

func checked(w http.ResponseWriter, r *http.Request) {
	if !check(w, r) {
		return
	}
	io.WriteString(w, "x")
}

func loop(w http.ResponseWriter, r *http.Request) {
	for range 3 {
		io.WriteString(w, "x")
	}
}

func ginStatus(c *gin.Context) {
	c.Status(201)
	c.Header("X-A", "1")
	c.JSON(201, "x")
}

type buffered struct{ http.ResponseWriter }

func ownWriter(w http.ResponseWriter, r *http.Request) {
	b := &buffered{w}
	b.WriteHeader(200)
	w.Header().Set("X-A", "1")
}

func panics(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		http.Error(w, "no", 400)
		panic(http.ErrAbortHandler)
	}
	io.WriteString(w, "x")
}

// For a negative status gin keeps the one that it has. Met in gin itself.
func ginKeep(c *gin.Context) { c.JSON(-1, "x") }

// Reset keeps the response and writes nothing. Met in a server that keeps its writers.
func reset(w http.ResponseWriter, r *http.Request, gw *gzip.Writer) {
	gw.Reset(w)
	w.Header().Set("Content-Encoding", "gzip")
	gw.Write([]byte("x"))
}

// find writes content only if it returns false.
func find(w http.ResponseWriter, id string) bool {
	if id == "" {
		w.WriteHeader(404)
		w.Write([]byte("not found"))
		return false
	}
	return true
}

// Met in a server of mail.
func afterFind(w http.ResponseWriter, r *http.Request) {
	if !find(w, r.FormValue("id")) {
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write([]byte("found"))
}

func begin(w http.ResponseWriter) {
	w.Write([]byte("<?xml?>"))
}

func afterBegin(w http.ResponseWriter, r *http.Request) {
	begin(w)
	w.Header().Set("Content-Type", "application/xml") // want `Content-Type is set after content was written`
}
