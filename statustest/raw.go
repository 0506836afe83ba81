package statustest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"regexp"
	"strconv"
	"strings"

	"example.com/httpstatus"
)

// syntax is what was found in the bytes of a message that is not as the grammar
// of HTTP/1.1 has it, for the rules that need the bytes: "" where all is well.
type syntax struct {
	statusLine string
	lineEnd    string
	fieldLine  string
	fold       string
	chunks     string
	complete   string
	surplus    string
	delimited  string
}

var errNoResponse = errors.New("statustest: no response")

// sectionLimit bounds the header sections of one exchange, the interim responses'
// among them.
const sectionLimit = 1 << 20

// CheckRaw reads the bytes with which a server answered request over HTTP/1.0 or
// 1.1, and returns a [Breach] for each rule that they do not keep, joined, or nil.
// Interim responses are checked as the final one is. Beside what [Check] sees,
// CheckRaw sees the syntax and the framing: a status line without its second
// space, content after a 204 or in answer to HEAD, lengths that are not true, a
// second response to one request. After a 101, or a 2xx to CONNECT, the bytes are
// another protocol's and are left unread.
//
// It reads to the end of r, for how else could it know that nothing follows? On a
// live connection, send "Connection: close". The content may be of any size, and
// its first 64 KiB count. The request tells what was asked, and its Proto with
// which version; it may be nil, and then the rules that depend on it find nothing.
//
// An r that ends before a status line is an error of another kind than Breach, as
// is one that fails.
func CheckRaw(r io.Reader, request *http.Request) error {
	raw := &rawReader{Reader: bufio.NewReaderSize(r, limit), left: sectionLimit}
	var errs []error
	for {
		x, err := raw.message(request)
		if x != nil {
			errs = append(errs, x.breaches()...)
		}
		if err != nil {
			errs = append(errs, err)
		}
		if err != nil || x.status.Class() != httpstatus.Informational || x.tunnels() || x.content != nil {
			return errors.Join(errs...)
		}
	}
}

type rawReader struct {
	*bufio.Reader
	left int // how many bytes of header sections may still come
}

var (
	statusLine  = regexp.MustCompile(`^HTTP/([0-9])\.[0-9] ([0-9]{3}) [^\x00-\x08\x0a-\x1f\x7f]*$`)
	looseStatus = regexp.MustCompile(`^HTTP/([0-9])\.[0-9][ \t]+([0-9]{1,4})([ \t].*)?$`)
	fieldLine   = regexp.MustCompile("^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*$")
)

// message reads one response. Its content is nil where another response, or
// another protocol, follows. The exchange is nil if there is none.
func (r *rawReader) message(request *http.Request) (*exchange, error) {
	x := &exchange{request: request, header: http.Header{}}
	line, err := r.line(x)
	if line == "" && err != nil {
		return nil, errors.Join(errNoResponse, notEOF(err))
	}
	parts := statusLine.FindStringSubmatch(line)
	if parts == nil {
		x.syntax.statusLine = "the first line is " + excerpt(line)
		if parts = looseStatus.FindStringSubmatch(line); parts == nil {
			// Not HTTP at all, and to be taken for a 5xx (RFC 9110, 15).
			x.status = httpstatus.InternalServerError
			x.content = begun(nil)
			return x, notEOF(err)
		}
	}
	x.versions(int(parts[1][0]-'0'), request)
	code, _ := strconv.Atoi(parts[2])
	x.status = httpstatus.Status(code)
	if err == nil {
		err = r.fields(x, x.header)
	}
	if err == io.EOF {
		x.syntax.complete = "it ends within the header section"
		x.content = begun(nil)
		return x, nil
	}
	if err != nil {
		return x, fmt.Errorf("statustest: %v: header section: %w", x.status, err)
	}
	if x.tunnels() {
		return x, nil
	}
	if err := r.contents(x); err != nil {
		return x, fmt.Errorf("statustest: %v: content: %w", x.status, err)
	}
	return x, nil
}

// line reads a line and takes its end off.
func (r *rawReader) line(x *exchange) (string, error) {
	b, err := r.ReadSlice('\n')
	r.left -= len(b)
	if err == bufio.ErrBufferFull || r.left < 0 {
		return string(b), errors.New("too long")
	}
	line := string(b)
	if err != nil {
		return line, err
	}
	line = line[:len(line)-1]
	if trimmed, ok := strings.CutSuffix(line, "\r"); ok {
		line = trimmed
	} else if x.syntax.lineEnd == "" {
		x.syntax.lineEnd = excerpt(line) + " ends in LF alone"
	}
	return line, nil
}

// fields reads field lines into header, up to and with the empty line.
func (r *rawReader) fields(x *exchange, header http.Header) error {
	last := ""
	for {
		line, err := r.line(x)
		if err != nil || line == "" {
			return err
		}
		if line[0] == ' ' || line[0] == '\t' {
			x.syntax.fold = excerpt(line) + " begins with white space"
			if values := header[last]; len(values) > 0 {
				values[len(values)-1] += " " + strings.Trim(line, " \t\r")
			}
			continue
		}
		if !fieldLine.MatchString(line) {
			x.syntax.fieldLine = "there is the line " + excerpt(line)
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			last = http.CanonicalHeaderKey(strings.TrimRight(name, " \t"))
			header.Add(last, strings.Trim(value, " \t\r"))
		}
	}
}

// contents reads what comes after the header section, as RFC 9112, 6.3 frames it.
func (r *rawReader) contents(x *exchange) error {
	if x.status.Class() == httpstatus.Informational {
		if b, err := r.Peek(len("HTTP/")); string(b) == "HTTP/" || err == io.EOF && len(b) == 0 {
			return nil
		}
	}
	if x.is("HEAD") || x.endsWithHeader() {
		_, err := x.read(r)
		return err
	}
	codings := x.list("Transfer-Encoding")
	length, err := strconv.ParseInt(x.header.Get("Content-Length"), 10, 64)
	switch {
	case len(codings) > 0 && strings.EqualFold(codings[len(codings)-1], "chunked"):
		if _, err := x.read(httputil.NewChunkedReader(r.Reader)); err != nil {
			x.syntax.chunks = err.Error()
			return nil
		}
		if err := r.fields(x, http.Header{}); err != nil {
			x.syntax.chunks = "it ends within the trailer section"
			return notEOF(err)
		}
	case len(codings) == 0 && err == nil && length >= 0:
		n, err := x.read(io.LimitReader(r, length))
		if err != nil {
			return err
		}
		if n < length {
			x.syntax.complete = fmt.Sprintf("Content-Length is %d, and there are %d bytes", length, n)
		}
	default:
		if request := x.request; request != nil && request.ProtoAtLeast(1, 1) {
			x.syntax.delimited = "only the end of the connection ends it"
		}
		_, err := x.read(r)
		return err
	}
	if b, _ := r.Peek(20); len(b) > 0 {
		x.syntax.surplus = excerpt(string(b)) + " follows the response"
	}
	return nil
}

// read takes the content from r, keeps its beginning, and returns its length.
func (x *exchange) read(r io.Reader) (int64, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit))
	if err != nil {
		x.content = begun(b)
		return int64(len(b)), err
	}
	more, err := io.Copy(io.Discard, r)
	if x.content = known(b); more > 0 || err != nil {
		x.content = begun(b)
	}
	return int64(len(b)) + more, err
}

func notEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// atMost cuts text with pieces of a message, for a line of a report.
func atMost(text string) string {
	const longest = 300
	if len(text) > longest {
		return text[:longest] + "..."
	}
	return text
}

// excerpt quotes a piece of a message at no great length.
func excerpt(s string) string {
	if len(s) > 60 {
		return strconv.Quote(s[:60]) + "..."
	}
	return strconv.Quote(s)
}
