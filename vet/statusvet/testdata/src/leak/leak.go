package leak

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"
)

func direct(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `the text of an internal error is sent to the client with 500 Internal Server Error`
	}
}

func joined(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, "cannot read: "+err.Error(), 502) // want `with 502 Bad Gateway`
	}
}

func formatted(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, fmt.Sprintf("cannot read: %v", err), 500) // want `the text of an internal error`
	}
}

func written(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		w.WriteHeader(500)
		w.Write([]byte(err.Error())) // want `the text of an internal error`
	}
}

func printed(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		w.WriteHeader(500)
		fmt.Fprintf(w, "failed: %s", err) // want `the text of an internal error`
	}
}

func encoded(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		w.WriteHeader(500)
		json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // want `the text of an internal error`
	}
}

func ginJSON(c *gin.Context) {
	if _, err := os.ReadFile("x"); err != nil {
		c.JSON(500, gin.H{"error": err.Error()}) // want `the text of an internal error`
	}
}

func ginStruct(c *gin.Context) {
	if _, err := os.ReadFile("x"); err != nil {
		c.JSON(500, struct{ Error string }{err.Error()}) // want `the text of an internal error`
	}
}

func fail(w http.ResponseWriter, err error, code int) {
	log.Print(err)
	http.Error(w, err.Error(), code)
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		fail(w, err, 500) // want `the text of an internal error`
	}
}

func failText(w http.ResponseWriter, code int, text string) {
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": text})
}

func byHelperText(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		failText(w, 500, err.Error()) // want `the text of an internal error`
	}
}

func wrapped(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		err = fmt.Errorf("reading: %w", err)
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
	}
}

type failure struct{ Err, UserMsg string }

func toUser(c *gin.Context) {
	if _, err := os.ReadFile("x"); err != nil {
		c.JSON(500, failure{UserMsg: err.Error()}) // want `the text of an internal error`
	}
}

// The error of a handler can be about anything.
func byHandler(w http.ResponseWriter, r *http.Request, h func(http.ResponseWriter, *http.Request) error) {
	if err := h(w, r); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
	}
}

func load(name string) ([]byte, error) {
	if name == "" {
		return nil, errBusy
	}
	return os.ReadFile(name)
}

func byLoad(w http.ResponseWriter, r *http.Request) {
	if _, err := load("x"); err != nil {
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
	}
}

func pageOf(w http.ResponseWriter, r *http.Request) {
	page, err := template.ParseFiles("page.html")
	if err != nil {
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
		return
	}
	page.Execute(w, nil)
}

// What follows is right.

// Met in the same server. The content is {}.
func bare(c *gin.Context) {
	if _, err := os.ReadFile("x"); err != nil {
		c.JSON(500, err)
		send(c, 500, err)
		send(c, 500, err.Error()) // want `the text of an internal error`
	}
}

func send(c *gin.Context, code int, v any) {
	c.Writer.WriteHeader(code)
	json.NewEncoder(c.Writer).Encode(v)
}

// Met in a server that has an interface for its own programs.
func toProgram(c *gin.Context) {
	if _, err := os.ReadFile("x"); err != nil {
		c.JSON(500, failure{Err: err.Error(), UserMsg: "cannot read"})
		c.JSON(500, &failure{Err: err.Error()})
	}
}

var errBusy = errors.New("the service is busy")

func clientError(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func sentinel(w http.ResponseWriter, r *http.Request) {
	http.Error(w, errBusy.Error(), 503)
}

func fresh(w http.ResponseWriter, r *http.Request) {
	err := errors.New("not configured")
	http.Error(w, err.Error(), 500)
}

func freshFormat(w http.ResponseWriter, r *http.Request) {
	err := fmt.Errorf("no handler for %q", r.Method)
	http.Error(w, err.Error(), 501)
}

func logged(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		log.Printf("reading: %v", err)
		http.Error(w, "internal error", 500)
	}
}

func hide(w http.ResponseWriter, err error, code int) {
	text := err.Error()
	if code >= 500 {
		text = "internal error"
	}
	http.Error(w, text, code)
}

func byHide(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		hide(w, err, 500)
	}
}

func logOnly(w http.ResponseWriter, err error, code int) {
	log.Print(err)
	http.Error(w, http.StatusText(code), code)
}

func byLogOnly(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		logOnly(w, err, 500)
	}
}

func either(w http.ResponseWriter, r *http.Request) {
	code := 400
	_, err := os.ReadFile("x")
	if errors.Is(err, os.ErrPermission) {
		code = 500
	}
	http.Error(w, err.Error(), code)
}

func branches(w http.ResponseWriter, r *http.Request) {
	_, err := os.ReadFile("x")
	if errors.Is(err, os.ErrPermission) {
		w.WriteHeader(500)
		return
	}
	w.WriteHeader(400)
	w.Write([]byte(err.Error()))
}

// Met in a server of metrics.
func recognized(w http.ResponseWriter, r *http.Request) {
	_, err := os.ReadFile("x")
	switch {
	case errors.Is(err, errBusy):
		http.Error(w, err.Error(), 503)
	case err == os.ErrClosed, errors.Is(err, os.ErrDeadlineExceeded):
		http.Error(w, "busy: "+err.Error(), 503)
	case errors.Is(err, os.ErrInvalid), r.Method == "PUT":
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
	case err != nil:
		http.Error(w, err.Error(), 500) // want `the text of an internal error`
	}
}

// Met in a server that reloads its configuration.
func canceled(w http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
	http.Error(w, r.Context().Err().Error(), 503)
}

// Met in an example of an OAuth server. The status is wrong, but the text tells nothing.
func badForm(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

// Met in several servers: the error says that the client is gone, or the status went out before.
func toClient(w http.ResponseWriter, r *http.Request, page *template.Template, file io.Reader) {
	if err := page.Execute(w, nil); err != nil {
		http.Error(w, err.Error(), 500)
	}
	if err := json.NewEncoder(w).Encode(r.URL); err != nil {
		http.Error(w, "encoding: "+err.Error(), 500)
	}
	if _, err := io.Copy(w, file); err != nil {
		http.Error(w, fmt.Errorf("copying: %w", err).Error(), 500)
	}
}

// Met in several servers: these functions look at nothing except their arguments.
func data(w http.ResponseWriter, r *http.Request) {
	content, err := json.Marshal(r.Header)
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	if _, err := strconv.Atoi(r.FormValue("n")); err != nil {
		http.Error(w, fmt.Sprintf("n: %v", err), 500)
		return
	}
	page, err := template.New("page").Parse("<p>{{.}}</p>")
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	if page, err = page.New("part").Parse(part); err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	page.Execute(w, content)
}

var part = os.Getenv("PART") // or an embedded file

type query struct{ decoder any }

func (q *query) ParseRequest(r *http.Request) error { return decode(r.Body, q) }

var decode func(io.Reader, any) error

// Met in a server of OpenID: the errors are about the request.
func badRequest(w http.ResponseWriter, r *http.Request) {
	if err := new(query).ParseRequest(r); err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	if _, _, err := r.FormFile("key"); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

var sessions = map[string]bool{}

func register(id string) error {
	if sessions[id] {
		return errBusy
	}
	if id == "" {
		return fmt.Errorf("no session: %w", errors.New("no name"))
	}
	sessions[id] = true
	return nil
}

// Met in a server of tools: each error of the function has a text of the program.
func registered(w http.ResponseWriter, r *http.Request) {
	if err := register(r.FormValue("id")); err != nil {
		http.Error(w, fmt.Sprintf("registering: %v", err), 500)
	}
}

type tunnel struct {
	w   http.ResponseWriter
	err error
}

// Met in a server of an interface: the field has a text of the program.
func (t *tunnel) close() {
	t.err = errors.New("the connection is closed")
	http.Error(t.w, t.err.Error(), 500)
}

func (t *tunnel) fail() {
	http.Error(t.w, t.err.Error(), 500) // want `the text of an internal error`
}

// Met in a collector: the errors are about the content of the request.
func content(w http.ResponseWriter, r *http.Request) {
	if _, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1000)); err != nil {
		http.Error(w, fmt.Sprintf("reading: %v", err), 500)
		return
	}
	if err := json.NewDecoder(r.Body).Decode(new(query)); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

func contentOfOther(w http.ResponseWriter, resp *http.Response) {
	if _, err := io.ReadAll(resp.Body); err != nil {
		http.Error(w, err.Error(), 502) // want `the text of an internal error`
	}
}

// Met in several servers: people who operate the server ask for its health.
func healthHandler(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), 500)
	}
}
