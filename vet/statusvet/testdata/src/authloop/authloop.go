package authloop

import "net/http"

type client struct{}

func (c *client) refreshToken() error { return nil }
func (c *client) login() error        { return nil }

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

func alone(c *client, statusCode int) error {
	if statusCode == 403 { // want `403 Forbidden leads to a new login or token`
		return c.login()
	}
	return nil
}

// What follows is right.

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
