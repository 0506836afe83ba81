package class

import "net/http"

func client(resp *http.Response) bool {
	return resp.StatusCode/100 == 4 // want `computes the class of a status: use httpstatus.Status\(resp.StatusCode\).Class\(\) == httpstatus.ClientError`
}

func good(code int) bool {
	return code >= 200 && code < 300 // want `use httpstatus.Status\(code\).Class\(\) == httpstatus.Successful`
}

func closed(status int) bool {
	return status >= 500 && status <= 599 // want `httpstatus.ServerError`
}

func bad(resp *http.Response) bool {
	return resp.StatusCode/100 != 2 // want `Class\(\) != httpstatus.Successful`
}

func other(n int) bool { return n/100 == 4 }

func part(code int) bool { return code >= 400 && code < 499 }

func error(code int) bool { return code >= 400 && code < 600 }
