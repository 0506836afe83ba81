// Package leakclient holds a server and its client. Met in a database that copies itself.
package leakclient

import (
	"net/http"
	"os"
)

// A Client speaks to the server.
type Client struct{ base string }

func (c *Client) Export() (*http.Response, error) {
	req, err := http.NewRequest("GET", c.base+"/export", nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func export(w http.ResponseWriter, r *http.Request) {
	if _, err := os.ReadFile("x"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
