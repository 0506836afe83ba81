// Package servertest helps tests.
package servertest

import (
	"net/http"
	"os"
)

func refuse(w http.ResponseWriter, r *http.Request) { w.WriteHeader(401) }

func fail(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), 500)
	}
}
