package cache

import "net/http"

func long(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=60") // want `429 Too Many Requests is sent with a Cache-Control that lets caches store it`
	http.Error(w, "slow down", http.StatusTooManyRequests)
}

func portal(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=60") // want `511 Network Authentication Required is sent with`
	w.WriteHeader(http.StatusNetworkAuthenticationRequired)
}

// What follows is right.

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
