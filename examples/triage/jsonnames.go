package main

// The meanings of a member in a JSON log.
const (
	jsonOther = iota
	jsonStatus
	jsonMethod
	jsonPath
	jsonPlainPath // a path that the server may have rewritten
	jsonRequest   // "GET / HTTP/1.1"
	jsonLog       // a line of another program
)

// jsonNames returns the meaning of a member with this name. The name comes from plainName.
func jsonNames(name string) int {
	switch name {
	case "status", // nginx in most configurations, Caddy, Google Cloud
		"statuscode", // Node.js (pino), Elastic Common Schema
		"httpstatus", "httpstatuscode",
		"responsecode", // Envoy, Istio
		"responsestatus", "responsestatuscode",
		"downstreamstatus",   // Traefik
		"edgeresponsestatus", // Cloudflare
		"elbstatuscode", "scstatus", "httpresponsestatuscode", "httprequeststatus":
		return jsonStatus
	case "method", "requestmethod", "httpmethod", "httprequestmethod", "httprequestrequestmethod",
		"clientrequestmethod", "csmethod", "reqmethod", "verb":
		return jsonMethod
	case "requesturi", "requestpath", "requesturl", "httprequestrequesturl", "clientrequesturi", "clientrequestpath":
		return jsonPath
	case "uri", "path", "url", "urlpath", "urloriginal", "httpurl", "httptarget", "target", "csuristem", "resourcepath":
		return jsonPlainPath
	case "request", "requestline":
		return jsonRequest
	case "log", // Docker
		"message",     // journald, Filebeat
		"textpayload": // Google Cloud
		return jsonLog
	}
	return jsonOther
}
