package main

// A StatusCode is what a project makes that wants names for its codes from stringer:
// the constants with the registered phrases as their line comments.
type StatusCode int

const (
	CodeContinue                      StatusCode = 100 // Continue
	CodeSwitchingProtocols            StatusCode = 101 // Switching Protocols
	CodeProcessing                    StatusCode = 102 // Processing
	CodeEarlyHints                    StatusCode = 103 // Early Hints
	CodeOK                            StatusCode = 200 // OK
	CodeCreated                       StatusCode = 201 // Created
	CodeAccepted                      StatusCode = 202 // Accepted
	CodeNonAuthoritativeInformation   StatusCode = 203 // Non-Authoritative Information
	CodeNoContent                     StatusCode = 204 // No Content
	CodeResetContent                  StatusCode = 205 // Reset Content
	CodePartialContent                StatusCode = 206 // Partial Content
	CodeMultiStatus                   StatusCode = 207 // Multi-Status
	CodeAlreadyReported               StatusCode = 208 // Already Reported
	CodeIMUsed                        StatusCode = 226 // IM Used
	CodeMultipleChoices               StatusCode = 300 // Multiple Choices
	CodeMovedPermanently              StatusCode = 301 // Moved Permanently
	CodeFound                         StatusCode = 302 // Found
	CodeSeeOther                      StatusCode = 303 // See Other
	CodeNotModified                   StatusCode = 304 // Not Modified
	CodeUseProxy                      StatusCode = 305 // Use Proxy
	CodeTemporaryRedirect             StatusCode = 307 // Temporary Redirect
	CodePermanentRedirect             StatusCode = 308 // Permanent Redirect
	CodeBadRequest                    StatusCode = 400 // Bad Request
	CodeUnauthorized                  StatusCode = 401 // Unauthorized
	CodePaymentRequired               StatusCode = 402 // Payment Required
	CodeForbidden                     StatusCode = 403 // Forbidden
	CodeNotFound                      StatusCode = 404 // Not Found
	CodeMethodNotAllowed              StatusCode = 405 // Method Not Allowed
	CodeNotAcceptable                 StatusCode = 406 // Not Acceptable
	CodeProxyAuthenticationRequired   StatusCode = 407 // Proxy Authentication Required
	CodeRequestTimeout                StatusCode = 408 // Request Timeout
	CodeConflict                      StatusCode = 409 // Conflict
	CodeGone                          StatusCode = 410 // Gone
	CodeLengthRequired                StatusCode = 411 // Length Required
	CodePreconditionFailed            StatusCode = 412 // Precondition Failed
	CodeRequestEntityTooLarge         StatusCode = 413 // Request Entity Too Large
	CodeRequestURITooLong             StatusCode = 414 // Request URI Too Long
	CodeUnsupportedMediaType          StatusCode = 415 // Unsupported Media Type
	CodeRequestedRangeNotSatisfiable  StatusCode = 416 // Requested Range Not Satisfiable
	CodeExpectationFailed             StatusCode = 417 // Expectation Failed
	CodeImateapot                     StatusCode = 418 // I'm a teapot
	CodeMisdirectedRequest            StatusCode = 421 // Misdirected Request
	CodeUnprocessableEntity           StatusCode = 422 // Unprocessable Entity
	CodeLocked                        StatusCode = 423 // Locked
	CodeFailedDependency              StatusCode = 424 // Failed Dependency
	CodeTooEarly                      StatusCode = 425 // Too Early
	CodeUpgradeRequired               StatusCode = 426 // Upgrade Required
	CodePreconditionRequired          StatusCode = 428 // Precondition Required
	CodeTooManyRequests               StatusCode = 429 // Too Many Requests
	CodeRequestHeaderFieldsTooLarge   StatusCode = 431 // Request Header Fields Too Large
	CodeUnavailableForLegalReasons    StatusCode = 451 // Unavailable For Legal Reasons
	CodeInternalServerError           StatusCode = 500 // Internal Server Error
	CodeNotImplemented                StatusCode = 501 // Not Implemented
	CodeBadGateway                    StatusCode = 502 // Bad Gateway
	CodeServiceUnavailable            StatusCode = 503 // Service Unavailable
	CodeGatewayTimeout                StatusCode = 504 // Gateway Timeout
	CodeHTTPVersionNotSupported       StatusCode = 505 // HTTP Version Not Supported
	CodeVariantAlsoNegotiates         StatusCode = 506 // Variant Also Negotiates
	CodeInsufficientStorage           StatusCode = 507 // Insufficient Storage
	CodeLoopDetected                  StatusCode = 508 // Loop Detected
	CodeNotExtended                   StatusCode = 510 // Not Extended
	CodeNetworkAuthenticationRequired StatusCode = 511 // Network Authentication Required
)
