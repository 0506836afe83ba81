package statustest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"example.com/httpstatus"
)

// syntax has what is wrong with the bytes of a message by the grammar of HTTP/1.1, for
// the rules that need the bytes. "" means that nothing is wrong.
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

// sectionLimit limits all header and trailer sections of one exchange together, including
// those of interim responses.
const sectionLimit = 1 << 20

// CheckRaw reads a server's response over HTTP/1.0 or HTTP/1.1 byte by byte, and returns
// a [Breach] for each rule that it breaks, joined, or nil. It checks interim responses,
// too. It applies the rules of [Check], and also those about the syntax and the length of
// a message. For example, it reports a status line without its second space, content
// after a 204 or in response to HEAD, a wrong Content-Length, and a second response to
// one request. After a 101 or a 2xx to CONNECT, another protocol begins, and CheckRaw
// stops reading.
//
// CheckRaw reads r to its end, because only the end shows that nothing follows. On a live
// connection, send "Connection: close" with the request. The content may have any size;
// the rules look at its first 64 KiB. All header sections together may have 1 MiB.
//
// The request is the one that the server received. Its Proto says whether the client used
// HTTP/1.0 or HTTP/1.1. If request is nil, the rules that need it report nothing.
//
// If r ends before a status line, or fails, CheckRaw returns an error that is not a
// Breach.
func CheckRaw(r io.Reader, request *http.Request) error {
	_, errs := readRaw(r, newExchange(request, 1))
	return errors.Join(errs...)
}

// readRaw reads the responses to one request. It returns the final response, or nil if
// there is none, and the breaches of all of them. asked has what is known in advance.
func readRaw(r io.Reader, asked *exchange) (final *exchange, errs []error) {
	raw := &rawReader{Reader: bufio.NewReaderSize(r, limit), left: sectionLimit}
	for {
		x := *asked
		begun, err := raw.message(&x)
		if begun {
			final = &x
			errs = append(errs, x.breaches()...)
		}
		if err != nil {
			errs = append(errs, err)
		}
		if err != nil || !x.interim {
			return final, errs
		}
		final = nil
	}
}

type rawReader struct {
	*bufio.Reader
	left int // how many bytes of header sections may still come
}

// message reads one response into x. It returns false if there is none.
func (r *rawReader) message(x *exchange) (begun bool, err error) {
	x.header = http.Header{}
	line, err := r.line(x)
	if line == "" && err != nil {
		return false, x.noResponse(err)
	}
	version, code, ok := statusLine(line)
	if !ok {
		x.syntax.statusLine = "the first line is " + excerpt(line)
		if version, code, ok = looseStatusLine(line); !ok {
			// This is not HTTP. A client treats it as a 5xx (RFC 9110, 15).
			x.status = httpstatus.InternalServerError
			return true, notEOF(err)
		}
	}
	x.major = max(version, 1)
	x.status = httpstatus.Status(code)
	if err == nil {
		err = r.fields(x, x.header)
	}
	if err == io.EOF {
		x.syntax.complete = "it ends within the header section"
		return true, nil
	}
	if err != nil {
		return true, fmt.Errorf("statustest: %v: header section: %w", x.status, err)
	}
	enough := x.brief || x.live && x.streams()
	if x.tunnels() || enough && x.class() != httpstatus.Informational {
		return true, nil
	}
	if err := r.contents(x); err != nil {
		return true, fmt.Errorf("statustest: %v: content: %w", x.status, err)
	}
	return true, nil
}

// noResponse returns the error for an input that ends, or fails, before a status line.
func (x *exchange) noResponse(err error) error {
	text := "statustest: no response"
	if line := x.requestLine(); line != "" {
		text += " to " + line
	}
	if err == io.EOF {
		return errors.New(text)
	}
	return fmt.Errorf("%s: %w", text, err)
}

// statusLine reads a status line (RFC 9112, 4).
func statusLine(line string) (major, code int, ok bool) {
	const form = "HTTP/1.1 200 "
	if len(line) < len(form) || line[:5] != form[:5] || line[6] != '.' || line[8] != ' ' || line[12] != ' ' {
		return 0, 0, false
	}
	number := line[5:6] + line[7:8] + line[9:12]
	if !digits(number) || control(line) {
		return 0, 0, false
	}
	code, _ = strconv.Atoi(number[2:])
	return int(line[5] - '0'), code, true
}

// looseStatusLine reads the version and the code from a line that is not quite a status
// line.
func looseStatusLine(line string) (major, code int, ok bool) {
	words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
	if len(words) < 2 || len(words[0]) != len("HTTP/1.1") || len(words[1]) > 4 || !digits(words[1]) || line[0] != 'H' {
		return 0, 0, false
	}
	version, ok := strings.CutPrefix(words[0], "HTTP/")
	code, _ = strconv.Atoi(words[1])
	return int(version[0] - '0'), code, ok && digits(version[:1]+version[2:]) && version[1] == '.'
}

// fieldLine reports whether the line is a field line (RFC 9112, 5).
func fieldLine(line string) bool {
	name, value, ok := strings.Cut(line, ":")
	return ok && isToken(name) && !control(value)
}

// control reports whether s has a control character other than a tab.
func control(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) >= 0
}

// line reads a line and returns it without its end.
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

// fields reads field lines into header, until it has read the empty line.
func (r *rawReader) fields(x *exchange, header http.Header) error {
	name, value := "", []byte(nil) // of the last line, which may be continued on the next
	add := func() {
		if name != "" {
			header.Add(name, string(value))
		}
		name = ""
	}
	defer add()
	for {
		line, err := r.line(x)
		if err != nil || line == "" {
			return err
		}
		if line[0] == ' ' || line[0] == '\t' {
			x.syntax.fold = excerpt(line) + " begins with white space"
			value = append(append(value, ' '), strings.Trim(line, " \t\r")...)
			continue
		}
		if !fieldLine(line) {
			x.syntax.fieldLine = "there is the line " + excerpt(line)
		}
		add()
		if before, after, ok := strings.Cut(line, ":"); ok {
			name = http.CanonicalHeaderKey(strings.TrimRight(before, " \t"))
			value = []byte(strings.Trim(after, " \t\r"))
		}
	}
}

// contents reads what follows the header section. RFC 9112, 6.3 says how long it is.
func (r *rawReader) contents(x *exchange) error {
	if x.class() == httpstatus.Informational {
		if b, err := r.Peek(len("HTTP/")); string(b) == "HTTP/" || err == io.EOF && len(b) == 0 {
			x.interim = true
			return nil
		}
	}
	if x.is("HEAD") || x.endsWithHeader() {
		return x.read(r)
	}
	codings := x.list("Transfer-Encoding")
	length, err := strconv.ParseInt(x.header.Get("Content-Length"), 10, 64)
	switch {
	case len(codings) > 0 && strings.EqualFold(codings[len(codings)-1], "chunked"):
		if err := x.read(httputil.NewChunkedReader(r.Reader)); err != nil {
			x.syntax.chunks = err.Error()
			return nil
		}
		x.trailer = http.Header{}
		if err := r.fields(x, x.trailer); err != nil {
			x.syntax.chunks = "it ends within the trailer section"
			return notEOF(err)
		}
	case len(codings) == 0 && err == nil && length >= 0:
		if err := x.read(io.LimitReader(r, length)); err != nil {
			return err
		}
		if x.size < length {
			x.syntax.complete = fmt.Sprintf("Content-Length is %d, and the content has length %d", length, x.size)
		}
	default:
		if request := x.request; request != nil && request.ProtoAtLeast(1, 1) {
			x.syntax.delimited = "only the end of the connection ends it"
		}
		return x.read(r)
	}
	if b, _ := r.Peek(20); len(b) > 0 {
		x.syntax.surplus = excerpt(string(b)) + " follows the response"
	}
	return nil
}

// read reads the content from r, keeps its beginning, and measures its length.
func (x *exchange) read(r io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(r, limit))
	x.content.seen = b
	if err != nil {
		return err
	}
	more, err := io.Copy(io.Discard, r)
	x.content.whole = more == 0 && err == nil
	if err == nil {
		x.size = int64(len(b)) + more
	}
	return err
}

func notEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}
