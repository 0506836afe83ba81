package success

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

func decode(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v) // want `the content is decoded before a check of the status`
}

func moved(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusFound { // want `302 Found is expected from a client that follows redirects`
		return resp.Header.Get("Location")
	}
	return ""
}

// What follows is right.

// The interface can promise 200. Met in most clients.
func post(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func remove(c *http.Client, url string) error {
	req, err := http.NewRequest("DELETE", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return fmt.Errorf("failed")
	}
	return nil
}

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func postMore(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 && resp.StatusCode != 201 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func postClass(url string) error {
	resp, err := http.Post(url, "text/plain", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func check(resp *http.Response) error { return nil }

func checkedElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if err := check(resp); err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(v)
}

func notFollowed(c *http.Client, url string) bool {
	resp, err := c.Get(url)
	return err == nil && resp.StatusCode == 302
}

func copied(url string, w io.Writer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, resp.Body)
	return err
}
