package fields

import (
	"fmt"
	"net/http"
	"strconv"
)

func notAllowed(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no", http.StatusMethodNotAllowed) // want `405 Method Not Allowed is sent without Allow: list the methods`
}

func allowed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "no", http.StatusMethodNotAllowed)
}

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
