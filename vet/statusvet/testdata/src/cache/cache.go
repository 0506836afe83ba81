package cache

import (
	"fmt"
	"net/http"
)

func long(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=60") // want `429 Too Many Requests is sent with a Cache-Control that lets caches store it`
	http.Error(w, "slow down", http.StatusTooManyRequests)
}

func portal(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=60") // want `511 Network Authentication Required is sent with`
	w.WriteHeader(http.StatusNetworkAuthenticationRequired)
}

func asMap(w http.ResponseWriter, r *http.Request) {
	w.Header()["Cache-Control"] = []string{"public, max-age=60"} // want `429 Too Many Requests is sent with`
	w.WriteHeader(429)
}

const lifetime = 60

func format(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", lifetime)) // want `429 Too Many Requests is sent with`
	w.WriteHeader(429)
}

func early(allowed bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		if !allowed {
			w.WriteHeader(429) // want `429 Too Many Requests is sent with`
			return
		}
		w.Write([]byte("x"))
	}
}

// What follows is right.

func deleted(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=60")
	if r.Method == "GET" {
		w.Header().Del("Cache-Control")
		w.WriteHeader(428)
	}
}

func unknown(w http.ResponseWriter, r *http.Request, value string) {
	w.Header().Set("Cache-Control", "max-age=60, "+value)
	w.WriteHeader(429)
}

func successOnly(w http.ResponseWriter, r *http.Request) {
	if r.Method == "GET" {
		w.WriteHeader(429)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=3600")
}

func none(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "slow down", http.StatusTooManyRequests)
}

func zero(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=0")
	http.Error(w, "slow down", http.StatusTooManyRequests)
}

func other(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=60")
	http.Error(w, "none", http.StatusNotFound)
}

func overwritten(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=60")
	if r.Method == "GET" {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "slow down", http.StatusTooManyRequests)
	}
}
