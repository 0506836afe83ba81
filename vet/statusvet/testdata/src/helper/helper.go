// Package helper has functions that other packages give a response to.
package helper

import (
	"encoding/json"
	"io"
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

type Code int

const NotLoggedIn Code = 401

type Envelope struct{ Message string }

func Render(w http.ResponseWriter, r *http.Request, code int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(code)
	w.Write(b)
}

func Fail(w http.ResponseWriter, r *http.Request, code Code, text string) {
	Render(w, r, int(code), Envelope{text})
}

func Typed[T any](w http.ResponseWriter, code int, v T) error {
	w.WriteHeader(code)
	return json.NewEncoder(w).Encode(v)
}

func Optional(w http.ResponseWriter, code int, v any) {
	w.WriteHeader(code)
	if v != nil {
		json.NewEncoder(w).Encode(v)
	}
}

func Bytes(w http.ResponseWriter, code int, body []byte) {
	w.WriteHeader(code)
	w.Write(body)
}

func Text(w http.ResponseWriter, code int, body string) {
	w.WriteHeader(code)
	if len(body) == 0 {
		return
	}
	io.WriteString(w, body)
}

func Careful(w http.ResponseWriter, code int, v any) {
	w.WriteHeader(code)
	if code == http.StatusNoContent {
		return
	}
	json.NewEncoder(w).Encode(v)
}
