// Package private serves other programs of the same authors.
package private

import (
	"net/http"
	"os"
)

func direct(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
