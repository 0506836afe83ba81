// Package admin serves the people who operate the server.
package admin

import (
	"net/http"
	"os"
)

func direct(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
