package authloop

import (
	"net/http"
	"slices"
)

type client struct{}

func (c *client) refreshToken() error { return nil }
func (c *client) login() error        { return nil }
func (c *client) expired() bool       { return false }

func (c *client) fetchCSRFToken() error { return nil }
func (c *client) authorizeURL() string  { return "" }
func (c *client) requireAuth() error    { return nil }
func (c *client) reauthenticate() error { return nil }

func both(c *client, resp *http.Response) error {
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden { // want `403 Forbidden leads to a new login or token`
		return c.refreshToken()
	}
	return nil
}

func cases(c *client, resp *http.Response) error {
	switch resp.StatusCode {
	case 401, 403: // want `403 Forbidden leads to a new login or token`
		return c.login()
	}
	return nil
}

func notNil(c *client, resp *http.Response, err error) error {
	if err == nil && resp != nil && (resp.StatusCode == 401 || resp.StatusCode == 403) { // want `403 Forbidden leads to a new login or token`
		return c.login()
	}
	return nil
}

func alone(c *client, statusCode int) error {
	if statusCode == 403 { // want `403 Forbidden leads to a new login or token`
		return c.login()
	}
	return nil
}

func isAuthFailure(code int) bool { return code == 401 || code == 403 }

func predicate(c *client, resp *http.Response) error {
	if isAuthFailure(resp.StatusCode) { // want `403 Forbidden leads to a new login or token`
		return c.reauthenticate()
	}
	return nil
}

func contains(c *client, resp *http.Response) error {
	if slices.Contains([]int{401, 403}, resp.StatusCode) { // want `403 Forbidden leads to a new login or token`
		return c.login()
	}
	return nil
}

func guarded(c *client, resp *http.Response) error {
	for range 2 {
		if code := resp.StatusCode; code != 401 && code != 403 { // want `403 Forbidden leads to a new login or token`
			return nil
		}
		if err := c.refreshToken(); err != nil {
			return err
		}
	}
	return nil
}

// What follows is right.

func guardedRight(c *client, resp *http.Response) error {
	if resp.StatusCode != 401 {
		return nil
	}
	return c.refreshToken()
}

func guardedOther(c *client, resp *http.Response, again bool) error {
	if resp.StatusCode != 403 || !again {
		return nil
	}
	return c.refreshToken()
}

// Met in a client of many stores: one of them wants a new login after a 403, once.
func once(c *client, resp *http.Response, password string, failed bool) error {
	if resp != nil && resp.StatusCode == 403 && password != "" && !failed {
		return c.login()
	}
	return nil
}

func expired(c *client, resp *http.Response) error {
	if resp.StatusCode == 403 && c.expired() {
		return c.login()
	}
	return nil
}

// A server can send 403 because a token against forgery is missing.
func forgery(c *client, resp *http.Response) error {
	if resp.StatusCode == 403 {
		return c.fetchCSRFToken()
	}
	return nil
}

func told403(c *client, resp *http.Response) string {
	if resp.StatusCode == 403 {
		return c.authorizeURL()
	}
	return ""
}

func required(c *client, resp *http.Response) error {
	if isAuthFailure(resp.StatusCode) {
		return c.requireAuth()
	}
	return nil
}

func only401(c *client, resp *http.Response) error {
	if resp.StatusCode == 401 {
		return c.refreshToken()
	}
	return nil
}

func apart(c *client, resp *http.Response) error {
	if resp.StatusCode == 401 {
		return c.refreshToken()
	} else if resp.StatusCode == 403 {
		return http.ErrNoCookie
	}
	return nil
}

func failed(c *client, resp *http.Response) error {
	if resp.StatusCode != 200 {
		return c.login()
	}
	return nil
}

func told(resp *http.Response) string {
	if resp.StatusCode == 401 || resp.StatusCode == 403 {
		return "log in first"
	}
	return ""
}

func (c *client) authorize(resp *http.Response) error { return nil }

// Met in a client of tools: the response says if the token needs a wider scope.
func stepUp(c *client, resp *http.Response) error {
	if resp.StatusCode == 401 || resp.StatusCode == 403 {
		return c.authorize(resp)
	}
	return nil
}
