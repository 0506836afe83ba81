// Package rpc is what the adapters of gRPC and Connect share: one table of codes, and
// the error details that both send. The codes of the two have the same numbers.
package rpc

import (
	"cmp"
	"slices"

	"example.com/httpstatus"
)

// A Code is a code of google.rpc.Code, of gRPC and of Connect.
type Code uint32

const (
	OK Code = iota
	Canceled
	Unknown
	InvalidArgument
	DeadlineExceeded
	NotFound
	AlreadyExists
	PermissionDenied
	ResourceExhausted
	FailedPrecondition
	Aborted
	OutOfRange
	Unimplemented
	Internal
	Unavailable
	DataLoss
	Unauthenticated
)

// A Row says what one number stands for in the other numbering, and who says so.
type Row struct {
	Status httpstatus.Status
	Code   Code
	Source string
}

const (
	// googleapis/googleapis, google/rpc/code.proto. connect's protocol and
	// grpc-gateway say the same.
	httpMapping = "google.rpc.Code, HTTP Mapping"
	// googleapis/sdk-platform-java, HttpJsonStatusCode.
	gax = "gax-java"
	// googleapis/google-cloud-cpp, MapHttpCodeToStatus.
	cpp = "google-cloud-cpp"
	// grpc/grpc, doc/http-grpc-status-mapping.md.
	grpcMapping = "gRPC, HTTP to gRPC Status Code Mapping"
	// The words of the same file that say what a code is for. No list has the status.
	guideline = "google.rpc.Code, guideline: "
)

// Codes has a row for each code, in the order of their numbers.
var Codes = [...]Row{
	{200, OK, httpMapping},
	{499, Canceled, httpMapping},
	{500, Unknown, httpMapping},
	{400, InvalidArgument, httpMapping},
	{504, DeadlineExceeded, httpMapping},
	{404, NotFound, httpMapping},
	{409, AlreadyExists, httpMapping},
	{403, PermissionDenied, httpMapping},
	{429, ResourceExhausted, httpMapping},
	{400, FailedPrecondition, httpMapping},
	{409, Aborted, httpMapping},
	{400, OutOfRange, httpMapping},
	{501, Unimplemented, httpMapping},
	{500, Internal, httpMapping},
	{503, Unavailable, httpMapping},
	{500, DataLoss, httpMapping},
	{401, Unauthenticated, httpMapping},
}

// Statuses has a row for each registered error and for 499, ascending.
//
// No standard has this direction. gRPC's mapping is for clients that got a response
// without a code: there a 404 means that no gRPC server is at the address. Servers must
// not use it, says its text.
//
// No row allows a client more repetition than the status does: a client may repeat what
// is UNAVAILABLE or RESOURCE_EXHAUSTED. So 413 and 507 are not RESOURCE_EXHAUSTED.
var Statuses = [...]Row{
	{400, InvalidArgument, gax},
	{401, Unauthenticated, httpMapping},
	{402, FailedPrecondition, gax},
	{403, PermissionDenied, httpMapping},
	{404, NotFound, httpMapping},
	{405, Unimplemented, guideline + "not supported/enabled in this service"},
	{406, InvalidArgument, cpp},
	{407, Unauthenticated, guideline + "does not have valid authentication credentials"},
	{408, Unavailable, cpp},
	{409, Aborted, gax},
	{410, NotFound, cpp},
	{411, InvalidArgument, cpp},
	{412, FailedPrecondition, "google.rpc.Code, NOTE of FAILED_PRECONDITION"},
	{413, InvalidArgument, guideline + "problematic regardless of the state of the system"},
	{414, InvalidArgument, cpp},
	{415, InvalidArgument, cpp},
	{416, OutOfRange, gax},
	{417, InvalidArgument, cpp},
	{418, InvalidArgument, cpp},
	{421, Unavailable, guideline + "the client can retry just the failing call"},
	{422, InvalidArgument, cpp},
	{423, FailedPrecondition, gax},
	{424, FailedPrecondition, gax},
	{425, Unavailable, guideline + "the client can retry just the failing call"},
	{426, FailedPrecondition, gax},
	{428, InvalidArgument, "AIP-154"},
	{429, ResourceExhausted, httpMapping},
	{431, InvalidArgument, cpp},
	{451, PermissionDenied, guideline + "does not have permission to execute the specified operation"},
	{499, Canceled, httpMapping},
	{500, Internal, gax},
	{501, Unimplemented, httpMapping},
	{502, Unavailable, grpcMapping},
	{503, Unavailable, httpMapping},
	{504, DeadlineExceeded, httpMapping},
	{505, Internal, gax},
	{506, Internal, gax},
	{507, FailedPrecondition, guideline + "should not retry until the system state has been explicitly fixed"},
	{508, Internal, gax},
	{510, Internal, gax},
	{511, Unauthenticated, guideline + "does not have valid authentication credentials"},
}

// StatusOf returns the status of a code. Every number without a row is UNKNOWN, as in
// gRPC.
func StatusOf(c Code) httpstatus.Status {
	if uint64(c) >= uint64(len(Codes)) {
		c = Unknown
	}
	return Codes[c].Status
}

// CodeOf returns the code of a status. A status without a row is treated as the x00 of
// its class, and an invalid one as 500 (RFC 9110, 15).
func CodeOf(s httpstatus.Status) Code {
	i, ok := slices.BinarySearchFunc(Statuses[:], s, func(row Row, s httpstatus.Status) int { return cmp.Compare(row.Status, s) })
	if ok {
		return Statuses[i].Code
	}
	switch s.Class() {
	case httpstatus.Informational, httpstatus.Redirection:
		return Unknown // "All other codes" of gRPC's mapping
	case httpstatus.Successful:
		return OK
	case httpstatus.ClientError:
		return CodeOf(httpstatus.BadRequest)
	}
	return CodeOf(httpstatus.InternalServerError)
}
