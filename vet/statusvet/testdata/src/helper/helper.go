// Package helper has functions that other packages give a response to.
package helper

import (
	"encoding/json"
	"net/http"
)

func JSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

func Challenge(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
}

func Quiet(w http.ResponseWriter) {
	w.Header().Set("X-Frame-Options", "DENY")
}
