package retry

import (
	"net/http"
	"slices"
	"strings"
	"sync"
)

// credentials are the Authorization fields that servers have accepted.
type credentials struct {
	mu      sync.RWMutex
	entries []credential
}

// A credential is for the URLs of one directory. Without a further challenge a client
// may assume no more (RFC 7617, 2.2), and a host can have several users' pages.
type credential struct {
	origin        origin
	directory     string
	authorization string
}

// maxCredentials bounds the memory. The oldest goes first.
const maxCredentials = 100

// recall returns what was accepted for a request's URL, or "".
func (c *credentials) recall(req *http.Request) string {
	origin, path := originOf(req), pathOf(req)
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, e := range c.entries {
		if e.origin == origin && strings.HasPrefix(path, e.directory) {
			return e.authorization
		}
	}
	return ""
}

// remember keeps what was accepted for a request's URL.
func (c *credentials) remember(req *http.Request, authorization string) {
	path := pathOf(req)
	if path == "" {
		return
	}
	e := credential{originOf(req), path[:strings.LastIndexByte(path, '/')+1], authorization}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, other := range c.entries {
		if other.origin == e.origin && other.directory == e.directory {
			c.entries[i] = e
			return
		}
	}
	if len(c.entries) >= maxCredentials {
		c.entries = slices.Delete(c.entries, 0, 1)
	}
	c.entries = append(c.entries, e)
}

// forget drops what a request's server no longer accepts.
func (c *credentials) forget(req *http.Request, authorization string) {
	origin := originOf(req)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries = slices.DeleteFunc(c.entries, func(e credential) bool {
		return e.origin == origin && e.authorization == authorization
	})
}

// pathOf returns the path of a request's URL, which begins with a slash even if it is
// empty. It returns "" if the path has "..", since its directory can be another one than
// it seems, and for an opaque URL.
func pathOf(req *http.Request) string {
	path := req.URL.EscapedPath()
	if req.URL.Opaque != "" || strings.Contains(path, "..") || strings.Contains(req.URL.Path, "..") {
		return ""
	}
	if !strings.HasPrefix(path, "/") {
		return "/"
	}
	return path
}

// withField returns a copy of a request with a field.
func withField(req *http.Request, name, value string) *http.Request {
	copied := *req
	if copied.Header = req.Header.Clone(); copied.Header == nil {
		copied.Header = http.Header{}
	}
	copied.Header.Set(name, value)
	return &copied
}
