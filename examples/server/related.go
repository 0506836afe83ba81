package main

import (
	"slices"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
	"example.com/httpstatus/nonstandard"
)

// groups are statuses that a reader or a programmer has to choose between.
var groups = [][]httpstatus.Status{
	{httpstatus.Continue, httpstatus.ExpectationFailed},
	{httpstatus.SwitchingProtocols, httpstatus.UpgradeRequired},
	{httpstatus.Processing, httpstatus.EarlyHints, httpstatus.Accepted},
	{httpstatus.UploadResumptionSupported, httpstatus.PartialContent},
	{httpstatus.OK, httpstatus.Created, httpstatus.Accepted, httpstatus.NoContent, httpstatus.ResetContent},
	{httpstatus.OK, httpstatus.NonAuthoritativeInformation, httpstatus.IMUsed},
	{httpstatus.PartialContent, httpstatus.RangeNotSatisfiable},
	{httpstatus.MultiStatus, httpstatus.AlreadyReported, httpstatus.LoopDetected},
	{httpstatus.MultipleChoices, httpstatus.NotAcceptable, httpstatus.UnsupportedMediaType, httpstatus.VariantAlsoNegotiates},
	{httpstatus.MovedPermanently, httpstatus.Found, httpstatus.SeeOther, httpstatus.TemporaryRedirect, httpstatus.PermanentRedirect},
	{httpstatus.NotModified, httpstatus.PreconditionFailed, httpstatus.PreconditionRequired},
	{httpstatus.UseProxy, httpstatus.SwitchProxy},
	{httpstatus.BadRequest, httpstatus.UnprocessableContent, httpstatus.Conflict},
	{httpstatus.Unauthorized, httpstatus.Forbidden, httpstatus.ProxyAuthenticationRequired, httpstatus.NetworkAuthenticationRequired},
	{httpstatus.PaymentRequired, httpstatus.Forbidden, httpstatus.UnavailableForLegalReasons},
	{httpstatus.Forbidden, httpstatus.NotFound, httpstatus.Gone},
	{httpstatus.MethodNotAllowed, httpstatus.NotImplemented},
	{httpstatus.RequestTimeout, httpstatus.GatewayTimeout},
	{httpstatus.RequestTimeout, httpstatus.MisdirectedRequest, httpstatus.TooEarly},
	{httpstatus.LengthRequired, httpstatus.ContentTooLarge},
	{httpstatus.ContentTooLarge, httpstatus.URITooLong, httpstatus.RequestHeaderFieldsTooLarge, httpstatus.InsufficientStorage},
	{httpstatus.Teapot, httpstatus.NotImplemented},
	{httpstatus.Conflict, httpstatus.Locked, httpstatus.FailedDependency},
	{httpstatus.TooManyRequests, httpstatus.ServiceUnavailable},
	{httpstatus.InternalServerError, httpstatus.BadGateway, httpstatus.ServiceUnavailable, httpstatus.GatewayTimeout},
	{httpstatus.UpgradeRequired, httpstatus.HTTPVersionNotSupported},
	{httpstatus.NotExtended, httpstatus.NotImplemented},
}

// related returns the registered statuses that are in a group with s, in the order of their
// codes. The code of a vendor is related to the status that it is like.
func related(s httpstatus.Status) []httpstatus.Status {
	var all []httpstatus.Status
	for _, use := range nonstandard.Uses(s) {
		all = append(all, use.Like)
	}
	for _, group := range groups {
		if slices.Contains(group, s) {
			all = append(all, group...)
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(other httpstatus.Status) bool { return other == s })
}

// vendors returns the codes of vendors that are most like s.
func vendors(s httpstatus.Status) []httpstatus.Status {
	return slices.DeleteFunc(search.Codes(), func(code httpstatus.Status) bool {
		return code == s || nonstandard.Like(code) != s
	})
}
