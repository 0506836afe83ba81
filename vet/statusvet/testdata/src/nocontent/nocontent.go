package nocontent

import (
	"encoding/json"
	"fmt"
	"helper"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/render"
	"github.com/labstack/echo/v4"
)

func direct(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	w.Write([]byte("done")) // want `content is written after 204 No Content, which allows none`
}

func encoded(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusResetContent)
	json.NewEncoder(w).Encode(struct{}{}) // want `content is written after 205 Reset Content`
}

func printed(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotModified)
	fmt.Fprintln(w, "not modified") // want `content is written after 304 Not Modified`
}

func httpError(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "none", http.StatusNoContent) // want `content is written after 204 No Content`
}

func write(w io.Writer) { io.WriteString(w, "x") }

func body(w http.ResponseWriter) { w.Write([]byte("x")) }

func byHelper(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(204)
	write(w) // want `content is written after 204 No Content`
	body(w)  // want `content is written after 204 No Content`
}

// Helpers that are given the status and the content.
func byHelpers(w http.ResponseWriter, r *http.Request) {
	helper.JSON(w, 204, "deleted")                       // want `content is written after 204 No Content`
	helper.Render(w, r, 204, helper.Envelope{})          // want `content is written after 204 No Content`
	helper.Fail(w, r, 304, "same")                       // want `content is written after 304 Not Modified`
	helper.Typed(w, 205, helper.Envelope{})              // want `content is written after 205 Reset Content`
	helper.Optional(w, 204, map[string]bool{"ok": true}) // want `content is written after 204 No Content`
	helper.Bytes(w, 204, []byte("deleted"))              // want `content is written after 204 No Content`
	helper.Text(w, 204, "deleted")                       // want `content is written after 204 No Content`
	send(w, 204)                                         // want `content is written after 204 No Content`
}

func send(w http.ResponseWriter, code int) { http.Error(w, http.StatusText(code), code) }

func byHelpersRight(w http.ResponseWriter, r *http.Request) {
	helper.Optional(w, 204, nil)
	helper.Bytes(w, 204, nil)
	helper.Text(w, 304, "")
	helper.Careful(w, 204, "deleted")
	helper.JSON(w, 200, "deleted")
	logged(w, 204, "deleted")
	ginSend(nil, 204, nil)
	marshal(w, 204, nil)
}

func marshal(w http.ResponseWriter, code int, v any) {
	var body []byte
	if v != nil {
		body, _ = json.Marshal(v)
	}
	w.WriteHeader(code)
	w.Write(body)
}

func logged(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	if code < 300 {
		return
	}
	io.WriteString(w, text)
}

func ginSend(c *gin.Context, code int, v any) { c.JSON(code, v) }

func ginByHelper(c *gin.Context) {
	ginSend(c, 204, gin.H{}) // want `content is written after 204 No Content`
}

func chi(w http.ResponseWriter, r *http.Request) {
	render.Status(r, http.StatusNoContent)
	render.JSON(w, r, "deleted") // want `content is written after 204 No Content`
}

func ginJSON(c *gin.Context) {
	c.JSON(http.StatusNoContent, gin.H{"deleted": true}) // want `content is written after 204 No Content`
}

func echoJSON(c echo.Context) error {
	return c.JSON(http.StatusNoContent, "deleted") // want `content is written after 204 No Content`
}

// What follows is right.

func alone(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func nothing(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	w.Write(nil)
}

func empty(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	w.Write([]byte(""))
	w.Write([]byte{})
}

func interim(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Link", "</style.css>; rel=preload")
	w.WriteHeader(http.StatusEarlyHints)
	w.Write([]byte("the final response"))
}

func branches(w http.ResponseWriter, r *http.Request) {
	if r.Method == "DELETE" {
		w.WriteHeader(204)
	} else {
		w.WriteHeader(200)
		w.Write([]byte("x"))
	}
}

func either(w http.ResponseWriter, r *http.Request) {
	code := 200
	if r.Method == "DELETE" {
		code = 204
	}
	w.WriteHeader(code)
	if code != 204 {
		w.Write([]byte("x"))
	}
}

func elsewhere(w http.ResponseWriter, r *http.Request, log io.Writer) {
	w.WriteHeader(204)
	fmt.Fprintln(log, "deleted")
}

func ginNil(c *gin.Context) { c.JSON(http.StatusNoContent, nil) }

func echoNone(c echo.Context) error { return c.NoContent(http.StatusNoContent) }
