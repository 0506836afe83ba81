package retry

import (
	"net/http"
	"net/url"
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
type credential struct{ scheme, host, directory, authorization string }

// maxCredentials bounds the memory. The oldest goes first.
const maxCredentials = 100

// recall returns what was accepted for a URL, or "".
func (c *credentials) recall(u *url.URL) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, e := range c.entries {
		if e.scheme == u.Scheme && e.host == u.Host && strings.HasPrefix(path(u), e.directory) {
			return e.authorization
		}
	}
	return ""
}

// remember keeps what was accepted for a URL.
func (c *credentials) remember(u *url.URL, authorization string) {
	p := path(u)
	e := credential{u.Scheme, u.Host, p[:strings.LastIndexByte(p, '/')+1], authorization}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, other := range c.entries {
		if other.scheme == e.scheme && other.host == e.host && other.directory == e.directory {
			c.entries[i] = e
			return
		}
	}
	if len(c.entries) >= maxCredentials {
		c.entries = append(c.entries[:0], c.entries[1:]...)
	}
	c.entries = append(c.entries, e)
}

// forget drops what a URL's server no longer accepts.
func (c *credentials) forget(u *url.URL, authorization string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := c.entries[:0]
	for _, e := range c.entries {
		if e.scheme != u.Scheme || e.host != u.Host || e.authorization != authorization {
			kept = append(kept, e)
		}
	}
	clear(c.entries[len(kept):])
	c.entries = kept
}

// path returns a URL's path, which begins with a slash even if it is empty.
func path(u *url.URL) string {
	if p := u.EscapedPath(); strings.HasPrefix(p, "/") {
		return p
	}
	return "/"
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
