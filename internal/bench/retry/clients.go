package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/hashicorp/go-retryablehttp"
	"resty.dev/v3"

	adapter "example.com/httpstatus/adapters/retryablehttp"
	"example.com/httpstatus/retry"
)

const (
	attempts = 4
	least    = 50 * time.Millisecond
	most     = 3 * time.Second
)

// A do sends a request. body is an io.Reader without a length, or nil.
type do func(ctx context.Context, method, url string, header http.Header, body io.Reader) (*http.Response, error)

// A client is one of those that are compared.
type client struct {
	name string
	make func(base *http.Transport) do
}

var clients = []client{
	{"**retry**", func(base *http.Transport) do {
		return standard(&http.Client{
			Transport:     &retry.Transport{Base: base, Attempts: attempts, Backoff: least, MaxWait: most},
			CheckRedirect: retry.Redirect,
		})
	}},
	{"go-retryablehttp", func(base *http.Transport) do { return retryable(base, func(*retryablehttp.Client) {}) }},
	{"with our adapter", func(base *http.Transport) do { return retryable(base, adapter.Use) }},
	{"failsafe-go", func(base *http.Transport) do {
		policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(least, most).WithMaxAttempts(attempts).Build()
		return standard(&http.Client{Transport: failsafehttp.NewRoundTripper(base, policy)})
	}},
	{"rehttp", func(base *http.Transport) do {
		// It has no policy of its own. This is what its users write.
		return standard(&http.Client{Transport: rehttp.NewTransport(base,
			rehttp.RetryAll(rehttp.RetryMaxRetries(attempts-1), rehttp.RetryAny(rehttp.RetryStatuses(429, 500, 502, 503, 504), rehttp.RetryTemporaryErr())),
			rehttp.ExpJitterDelay(least, most))})
	}},
	{"resty", func(base *http.Transport) do {
		// Its conditions for 429 and 5xx have to be added.
		c := resty.New().AddRetryConditions(resty.RetryConditionStatusTooManyRequests, resty.RetryConditionStatus5XX).
			SetTransport(base).SetRetryCount(attempts - 1).SetRetryWaitTime(least).SetRetryMaxWaitTime(most)
		return func(ctx context.Context, method, url string, header http.Header, body io.Reader) (*http.Response, error) {
			req := c.R().SetContext(ctx).SetResponseDoNotParse(true)
			for name := range header {
				req.SetHeader(name, header.Get(name))
			}
			if body != nil {
				req.SetBody(body)
			}
			resp, err := req.Execute(method, url)
			if err != nil {
				return nil, err
			}
			return resp.RawResponse, nil
		}
	}},
}

// standard sends a request with an http.Client.
func standard(c *http.Client) do {
	return func(ctx context.Context, method, url string, header http.Header, body io.Reader) (*http.Response, error) {
		req, err := http.NewRequestWithContext(ctx, method, url, body)
		if err != nil {
			return nil, err
		}
		req.Header = header.Clone()
		return c.Do(req)
	}
}

func retryable(base *http.Transport, use func(*retryablehttp.Client)) do {
	c := retryablehttp.NewClient()
	c.Logger, c.RetryMax, c.RetryWaitMin, c.RetryWaitMax = nil, attempts-1, least, most
	c.HTTPClient.Transport = base
	use(c)
	return func(ctx context.Context, method, url string, header http.Header, body io.Reader) (*http.Response, error) {
		var content any
		if body != nil {
			content = body
		}
		req, err := retryablehttp.NewRequestWithContext(ctx, method, url, content)
		if err != nil {
			return nil, err
		}
		req.Header = header.Clone()
		return c.Do(req)
	}
}
