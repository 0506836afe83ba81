package rpc_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc/codes"

	"example.com/httpstatus"
	"example.com/httpstatus/adapters/grpc/internal/rpc"
)

// The comments of google/rpc/code.proto, as the generated Go file has them.
var mapped = regexp.MustCompile(`(?m)^\t// HTTP Mapping: (\d{3}) .*\n(?:\t//.*\n)*\tCode_(\w+) +Code = (\d+)$`)

func TestCodes(t *testing.T) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "google.golang.org/genproto/googleapis/rpc/code").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(string(bytes.TrimSpace(dir)), "code.pb.go"))
	if err != nil {
		t.Fatal(err)
	}
	rows := mapped.FindAllStringSubmatch(string(source), -1)
	if len(rows) != len(rpc.Codes) || len(rows) != len(code.Code_name) {
		t.Fatalf("%d codes with a comment, %d in Code_name, %d rows", len(rows), len(code.Code_name), len(rpc.Codes))
	}
	for _, row := range rows {
		number, err := strconv.ParseUint(row[3], 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		c := rpc.Code(number)
		if want := rpc.StatusOf(c); row[1] != strconv.Itoa(int(want)) || rpc.Codes[c].Code != c {
			t.Errorf("%s is %s in code.proto, %d here", row[2], row[1], int(want))
		}
		if name := codes.Code(c).String(); !strings.EqualFold(name, strings.ReplaceAll(row[2], "_", "")) && c != rpc.Canceled {
			t.Errorf("%d is %s in code.proto, %s in gRPC", c, row[2], name)
		}
		if name := connect.Code(c).String(); !strings.EqualFold(name, row[2]) && c != rpc.OK && c != rpc.Canceled {
			t.Errorf("%d is %s in code.proto, %s in Connect", c, row[2], name)
		}
	}
	for _, c := range []rpc.Code{17, 18, 404, 1 << 31, 1<<32 - 1} {
		if got := rpc.StatusOf(c); got != httpstatus.InternalServerError {
			t.Errorf("%d: %v", c, got)
		}
	}
}

// Each registered error has a row, and each row says what its source says.
func TestStatuses(t *testing.T) {
	only := map[httpstatus.Status][]rpc.Code{}
	for _, row := range rpc.Codes {
		only[row.Status] = append(only[row.Status], row.Code)
	}
	i := 0
	for _, s := range httpstatus.All() {
		if s < 400 {
			continue
		}
		if i < len(rpc.Statuses) && rpc.Statuses[i].Status == 499 {
			i++
		}
		if i == len(rpc.Statuses) || rpc.Statuses[i].Status != s {
			t.Fatalf("no row for %v", s)
		}
		i++
	}
	for _, row := range rpc.Statuses {
		want := row.Code
		switch row.Source {
		case "google.rpc.Code, HTTP Mapping":
			if codes := only[row.Status]; len(codes) != 1 || codes[0] != row.Code {
				t.Errorf("%v: code.proto maps %v to it", row.Status, codes)
			}
		case "gax-java":
			want = gax(row.Status)
		case "google-cloud-cpp":
			want = cpp(row.Status)
		case "AIP-154":
			want = rpc.InvalidArgument
		case "gRPC, HTTP to gRPC Status Code Mapping":
			want = rpc.Unavailable
		case "google.rpc.Code, NOTE of FAILED_PRECONDITION":
			want = rpc.FailedPrecondition
		default:
			if !strings.HasPrefix(row.Source, "google.rpc.Code, guideline: ") {
				t.Errorf("%v: unknown source %q", row.Status, row.Source)
			}
		}
		if row.Code != want {
			t.Errorf("%v: %v, but %s has %v", row.Status, row.Code, row.Source, want)
		}
	}
}

// gax is the function httpStatusToStatusCode of gax-java.
func gax(s httpstatus.Status) rpc.Code {
	switch s {
	case 400:
		return rpc.InvalidArgument
	case 401:
		return rpc.Unauthenticated
	case 403:
		return rpc.PermissionDenied
	case 404:
		return rpc.NotFound
	case 409:
		return rpc.Aborted
	case 416:
		return rpc.OutOfRange
	case 429:
		return rpc.ResourceExhausted
	case 499:
		return rpc.Canceled
	case 501:
		return rpc.Unimplemented
	case 503:
		return rpc.Unavailable
	case 504:
		return rpc.DeadlineExceeded
	}
	if s < 500 {
		return rpc.FailedPrecondition
	}
	return rpc.Internal
}

// cpp is the function MapHttpCodeToStatus of google-cloud-cpp.
func cpp(s httpstatus.Status) rpc.Code {
	switch s {
	case 401:
		return rpc.Unauthenticated
	case 403, 405:
		return rpc.PermissionDenied
	case 404, 410:
		return rpc.NotFound
	case 409:
		return rpc.Aborted
	case 412:
		return rpc.FailedPrecondition
	case 413, 416:
		return rpc.OutOfRange
	case 408, 429, 500, 502, 503:
		return rpc.Unavailable
	}
	if s < 500 {
		return rpc.InvalidArgument
	}
	return rpc.Internal
}

// The guidelines that the rows cite are words of code.proto.
func TestGuidelines(t *testing.T) {
	source, err := exec.Command("go", "doc", "-all", "google.golang.org/genproto/googleapis/rpc/code").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(strings.ReplaceAll(string(source), "//", "")), " ")
	for _, row := range rpc.Statuses {
		if words, ok := strings.CutPrefix(row.Source, "google.rpc.Code, guideline: "); ok && !strings.Contains(text, words) {
			t.Errorf("%v: code.proto does not say %q", row.Status, words)
		}
	}
}

// Whatever the status, its code never allows a client to repeat what the status does
// not allow, and an error never becomes a success.
func TestEveryStatus(t *testing.T) {
	for s := httpstatus.Status(-1); s <= 1000; s++ {
		c := rpc.CodeOf(s)
		back := rpc.StatusOf(c)
		if (c == rpc.OK) != (s.Class() == httpstatus.Successful) {
			t.Errorf("%v: %v", s, c)
		}
		for _, method := range []string{"GET", "POST"} {
			if s.Class() >= httpstatus.ClientError && back.Repeatable(method) && !s.Repeatable(method) {
				t.Errorf("%v: %s is repeatable after %v", s, method, codes.Code(c))
			}
		}
	}
	for s, want := range map[httpstatus.Status]rpc.Code{
		-1: rpc.Internal, 0: rpc.Internal, 99: rpc.Internal, 600: rpc.Internal, 999: rpc.Internal,
		100: rpc.Unknown, 204: rpc.OK, 299: rpc.OK, 304: rpc.Unknown, 307: rpc.Unknown,
		419: rpc.InvalidArgument, 499: rpc.Canceled, 522: rpc.Internal,
	} {
		if got := rpc.CodeOf(s); got != want {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
}

// A code that code.proto alone gives to a status comes back as itself.
func TestThereAndBack(t *testing.T) {
	for _, row := range rpc.Codes {
		want := row.Code
		switch want {
		case rpc.FailedPrecondition, rpc.OutOfRange:
			want = rpc.InvalidArgument
		case rpc.AlreadyExists:
			want = rpc.Aborted
		case rpc.Unknown, rpc.DataLoss:
			want = rpc.Internal
		}
		if got := rpc.CodeOf(rpc.StatusOf(row.Code)); got != want {
			t.Error(fmt.Sprint(codes.Code(row.Code), " comes back as ", codes.Code(got)))
		}
	}
}
