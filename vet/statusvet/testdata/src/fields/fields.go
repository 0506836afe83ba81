package fields

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/julienschmidt/httprouter"
)

func notAllowed(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no", http.StatusMethodNotAllowed) // want `405 Method Not Allowed is sent without Allow: list the methods`
}

func allowed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "no", http.StatusMethodNotAllowed)
}

func allowedOrigins(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Methods", "GET, PUT")
	w.WriteHeader(405) // want `405 Method Not Allowed is sent without Allow`
}

// gin and httprouter set Allow before they call the handler of a method that has none.
func routers(e *gin.Engine, h *httprouter.Router, s *site) {
	e.NoMethod(func(c *gin.Context) { c.JSON(405, gin.H{}) }, ginNoMethod, s.noMethod)
	e.NoRoute(func(c *gin.Context) {
		c.JSON(405, gin.H{}) // want `405 Method Not Allowed is sent without Allow`
	})
	h.MethodNotAllowed = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(405) })
	h.NotFound = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(405) // want `405 Method Not Allowed is sent without Allow`
	})
}

type site struct{}

func (s *site) noMethod(c *gin.Context) { refuse(c, "site") }

func ginNoMethod(c *gin.Context) { refuse(c, "no") }

func refuse(c *gin.Context, text string) { c.JSON(405, text) }

func upgrade(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusUpgradeRequired) // want `426 Upgrade Required is sent without Upgrade`
}

func switching(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusSwitchingProtocols) // want `101 Switching Protocols is sent without Upgrade`
}

func switchingRight(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Upgrade", "websocket")
	w.Header().Set("Connection", "Upgrade")
	w.WriteHeader(http.StatusSwitchingProtocols)
}

func partial(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusPartialContent) // want `206 Partial Content is sent without Content-Range`
}

func partialRight(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", 0, 1, 2))
	w.WriteHeader(http.StatusPartialContent)
}

func partialMaybe(w http.ResponseWriter, r *http.Request, data []byte) {
	code := http.StatusOK
	if r.Header.Get("Range") != "" {
		code = http.StatusPartialContent
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(code) // want `206 Partial Content is sent without Content-Range`
}

func ginPartial(c *gin.Context) {
	c.Data(206, "video/mp4", []byte("x")) // want `206 Partial Content is sent without Content-Range`
}

func ginReader(c *gin.Context, more map[string]string) {
	c.DataFromReader(206, 1, "video/mp4", c.Request.Body, nil)                                           // want `206 Partial Content is sent without Content-Range`
	c.DataFromReader(206, 1, "video/mp4", c.Request.Body, map[string]string{"Accept-Ranges": "bytes"})   // want `206 Partial Content is sent without Content-Range`
	c.DataFromReader(206, 1, "video/mp4", c.Request.Body, map[string]string{"Content-Range": "bytes 0"}) // the field is there
	c.DataFromReader(206, 1, "video/mp4", c.Request.Body, more)
}

func partialMultipart(w http.ResponseWriter, r *http.Request, boundary string) {
	w.Header().Set("Content-Type", "multipart/byteranges; boundary="+boundary)
	w.WriteHeader(http.StatusPartialContent)
}

func unsatisfiable(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no", http.StatusRequestedRangeNotSatisfiable) // want `416 Range Not Satisfiable is sent without Content-Range`
}

func unsatisfiableRight(w http.ResponseWriter, r *http.Request, size int64) {
	w.Header().Set("Content-Range", "bytes */"+strconv.FormatInt(size, 10))
	http.Error(w, "no", http.StatusRequestedRangeNotSatisfiable)
}

func unsatisfiableFormat(w http.ResponseWriter, r *http.Request, size int64) {
	w.Header().Set("Content-Range", fmt.Sprintf("bytes */%d", size))
	w.WriteHeader(416)
}

func unsatisfiableWrong(w http.ResponseWriter, r *http.Request, size int64) {
	w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-0/%d", size)) // want `416 Range Not Satisfiable is sent with a Content-Range that is not of the form`
	w.WriteHeader(416)
}

func unsatisfiableParts(w http.ResponseWriter, r *http.Request, size int) {
	w.Header().Set("Content-Range", "bytes 0-"+strconv.Itoa(size-1)+"/"+strconv.Itoa(size)) // want `416 Range Not Satisfiable is sent with a Content-Range that is not of the form`
	w.WriteHeader(416)
}

func unsatisfiableUnit(w http.ResponseWriter, r *http.Request, unit string, size int) {
	w.Header().Set("Content-Range", fmt.Sprintf("%s */%d", unit, size))
	w.WriteHeader(416)
}

func unsatisfiableItems(w http.ResponseWriter, r *http.Request, size int) {
	w.Header().Set("Content-Range", "items */"+strconv.Itoa(size))
	w.WriteHeader(416)
}

type span struct{ from, to, size int64 }

func (s span) String() string { return fmt.Sprintf("bytes %d-%d/%d", s.from, s.to, s.size) }

func partialSpan(w http.ResponseWriter, r *http.Request, s span) {
	w.Header().Set("Content-Range", s.String())
	w.WriteHeader(206)
}

func otherField(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Location", "/new")
	w.WriteHeader(308) // want `308 Permanent Redirect is sent without Location`
}

func moved(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusFound) // want `302 Found is sent without Location`
}

func movedLater(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusFound) // want `302 Found is sent without Location`
	w.Header().Set("Location", "/")
}

func movedRight(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/")
	w.WriteHeader(http.StatusFound)
}

func redirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/", http.StatusMovedPermanently)
}

func notModified(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotModified)
}

func statusOf(err error) int {
	switch err.Error() {
	case "range":
		return 416
	case "method":
		return 405
	}
	return 403
}

// The status depends on the error.
func failWith(w http.ResponseWriter, err error) { w.WriteHeader(statusOf(err)) }

// Met in a server of objects: not each call sends a 416.
func tooLate(w http.ResponseWriter, r *http.Request, err error) {
	if r.Method == "PUT" {
		failWith(w, err)
		return
	}
	w.Header().Set("Content-Range", "bytes */10")
	w.Header().Set("Allow", "PUT")
	failWith(w, err)
}
