package statustest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// untouchable is a body that nobody may read.
type untouchable struct{ t *testing.T }

func (u untouchable) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func (untouchable) Close() error { return nil }

// Check does not touch the body if no rule for the status is about the content, or if the
// content is a stream of events.
func TestCheckReadsNothing(t *testing.T) {
	for _, test := range []struct {
		status int
		length int64
		fields http.Header
	}{
		{200, -1, http.Header{"Content-Type": {"application/x-ndjson"}}},
		{201, -1, http.Header{"Content-Type": {"application/json"}}},
		{202, -1, http.Header{"Content-Type": {"text/plain"}}},
		{302, -1, http.Header{"Content-Type": {"text/html"}, "Location": {"/"}}},
		{404, -1, http.Header{"Content-Type": {"text/plain"}}},
		{500, -1, http.Header{"Content-Type": {"text/plain"}}},
		{300, -1, http.Header{"Content-Type": {"text/plain"}}},
		{404, 9, http.Header{"Content-Type": {"text/plain"}, "Content-Length": {"9"}}},
		{200, 9, http.Header{"Content-Length": {"9"}, "Content-Type": {"text/plain"}}},
		{200, 9, http.Header{"Content-Length": {"9"}}},
		{200, -1, http.Header{"Content-Type": {"application/json"}, "Content-Encoding": {"gzip"}}},
		{200, 1 << 20, http.Header{"Content-Type": {"application/json"}, "Content-Encoding": {"gzip"}, "Content-Length": {"1048576"}}},
		{200, -1, http.Header{"Content-Type": {"text/event-stream"}}},
		{207, -1, http.Header{"Content-Type": {"Text/Event-Stream; charset=utf-8"}}},
		{404, -1, http.Header{"Content-Type": {"text/event-stream"}}},
		{205, -1, http.Header{"Content-Type": {"text/event-stream"}}},
	} {
		test.fields.Set("Date", past)
		body := untouchable{t}
		resp := &http.Response{StatusCode: test.status, ProtoMajor: 1, Header: test.fields, ContentLength: test.length, Body: body, Request: asking("GET")}
		_ = statustest.Check(resp)
		if resp.Body != body {
			t.Errorf("%d %v: the body is another", test.status, test.fields)
		}
	}
}

// Check does not wait for a stream of events that has only begun.
func TestCheckStream(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, "data: hi\n\n")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, "GET", server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := statustest.Check(resp); err != nil {
		t.Error(err)
	}
	b := make([]byte, len("data: hi"))
	if _, err := io.ReadFull(resp.Body, b); err != nil || string(b) != "data: hi" {
		t.Errorf("%q, %v", b, err)
	}
}

// If a test has read some or all of the content, Check does not report it as missing, and
// does not take the rest for the beginning.
func TestCheckAfterReading(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, strings.Repeat("hello", 100))
	z.Close()
	multistatus := `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">` + strings.Repeat("<D:response/>", 300) + `</D:multistatus>`
	lockError := `<error xmlns="DAV:">` + strings.Repeat("<lock-token-submitted/>", 300) + `</error>`
	problem := `{"type":"a","status":404,"extra":{"status":500}}`
	parts := "--B\r\nContent-Range: bytes 0-0/9\r\n\r\nx\r\n--B\r\nContent-Range: bytes 2-2/9\r\n\r\nx\r\n--B--\r\n"
	handlers := map[string]http.HandlerFunc{
		"404":      reply(404, "not found"),
		"500":      reply(500, "broken"),
		"300":      reply(300, "choose"),
		"multi":    reply(207, multistatus, "Content-Type", "text/xml"),
		"lock":     reply(423, lockError, "Content-Type", "text/xml"),
		"problem":  reply(404, problem, "Content-Type", "application/problem+json"),
		"gzip":     reply(200, zipped.String(), "Content-Encoding", "gzip"),
		"range":    reply(206, "0123456789", "Content-Range", "bytes 0-9/90"),
		"multiple": reply(206, parts, "Content-Type", "multipart/byteranges; boundary=B"),
	}
	for name, handler := range handlers {
		for _, chunked := range []bool{false, true} {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if chunked {
					w = flusher{w}
				}
				handler(w, r)
			}))
			for _, read := range []int64{0, 1, 2, 5, 60, 3000, 1 << 20} {
				request, err := http.NewRequest("GET", server.URL, nil)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Accept-Encoding", "gzip")
				if strings.Contains("range multiple", name) {
					request.Header.Set("Range", "bytes=0-9,20-29")
				}
				resp, err := server.Client().Do(request)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.CopyN(io.Discard, resp.Body, read); err != nil && err != io.EOF {
					t.Error(err)
				}
				if err := statustest.Check(resp); err != nil {
					t.Errorf("%s, chunked %v, after %d bytes: %v", name, chunked, read, err)
				}
				resp.Body.Close()
				if err := statustest.Check(resp); err != nil {
					t.Errorf("%s, chunked %v, after Close: %v", name, chunked, err)
				}
			}
			server.Close()
		}
	}
}

// flusher makes net/http send chunks.
type flusher struct{ http.ResponseWriter }

func (f flusher) WriteHeader(status int) {
	f.ResponseWriter.WriteHeader(status)
	http.NewResponseController(f.ResponseWriter).Flush()
}

// Check finds what is wrong with content that nobody has read, with a length and in chunks.
func TestCheckContent(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    []string // with a length
		chunks  []string
	}{
		"empty":   {reply(404, ""), []string{"client-error"}, nil}, // the test may have read the chunks
		"error":   {reply(207, "<error/>", "Content-Type", "text/xml"), []string{"multistatus"}, []string{"multistatus"}},
		"no XML":  {reply(207, "no", "Content-Type", "text/xml"), []string{"multistatus"}, nil},
		"problem": {reply(404, `{"status":500}`, "Content-Type", "application/problem+json"), []string{"problem-status"}, []string{"problem-status"}},
		"gzip":    {reply(200, "hello", "Content-Encoding", "gzip"), []string{"gzip"}, nil},
		"longer":  {reply(206, "hello", "Content-Range", "bytes 0-3/9"), []string{"content-range"}, []string{"content-range"}},
		"shorter": {reply(206, "hello", "Content-Range", "bytes 0-5/9"), []string{"content-range"}, nil},
		"parts":   {reply(206, "hello", "Content-Type", "multipart/byteranges; boundary=B"), []string{"multipart-parts"}, nil},
		"205":     {reply(205, "hello"), []string{"205-content"}, []string{"205-content"}},
		"type":    {reply(200, "hello", "Content-Type", ""), []string{"media-type"}, []string{"media-type"}},
	} {
		for _, chunked := range []bool{false, true} {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if chunked {
					w = flusher{w}
				}
				test.handler(w, r)
			}))
			request, err := http.NewRequest("GET", server.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Accept-Encoding", "gzip")
			request.Header.Set("Range", "bytes=0-9,20-29")
			resp, err := server.Client().Do(request)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if chunked {
				want = test.chunks
			}
			var got []string
			got = append(got, names(t, statustest.Check(resp))...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, chunked %v (-want +got):\n%s", name, chunked, diff)
			}
			resp.Body.Close()
			server.Close()
		}
	}
}

// revealed renames the fields whose names begin with Hidden-.
type revealed struct{ http.RoundTripper }

func (r revealed) RoundTrip(request *http.Request) (*http.Response, error) {
	resp, err := r.RoundTripper.RoundTrip(request)
	if err == nil {
		for name, values := range maps.Clone(resp.Header) {
			if name, ok := strings.CutPrefix(name, "Hidden-"); ok {
				resp.Header[name] = values
			}
		}
	}
	return resp, err
}

// Other servers send fields that HTTP/2 forbids. Go 1.26 lets a handler do so, and Go 1.27
// leaves them out.
func TestHTTP2(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    []string
	}{
		"plain":            {reply(200, "x"), nil},
		"Keep-Alive":       {reply(200, "x", "Hidden-Keep-Alive", "timeout=5"), []string{"http2-connection"}},
		"Proxy-Connection": {reply(200, "x", "Hidden-Proxy-Connection", "close"), []string{"http2-connection"}},
		"Upgrade":          {reply(200, "x", "Hidden-Upgrade", "h2c"), []string{"http2-connection"}},
		"426":              {reply(426, "x"), nil},
		"426 with Upgrade": {reply(426, "x", "Hidden-Upgrade", "h2c"), []string{"http2-connection"}},
		"405":              {reply(405, "x"), []string{"allow"}},
		"HSTS":             {reply(200, "x", "Strict-Transport-Security", "max-age=1"), nil},
	} {
		server := httptest.NewUnstartedServer(test.handler)
		server.EnableHTTP2 = true
		server.StartTLS()
		var got []string
		client := server.Client()
		client.Transport = statustest.Transport(revealed{client.Transport}, func(err error) { got = append(got, names(t, err)...) })
		resp, err := client.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		if resp.ProtoMajor != 2 {
			t.Errorf("%s came over %s", name, resp.Proto)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		server.Close()
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Check uses everything that net/http knows about a response.
func TestCheckMembers(t *testing.T) {
	request, err := http.NewRequest("GET", "http://a.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	strict := http.Header{"Date": {past}, "Strict-Transport-Security": {"max-age=1"}}
	for name, test := range map[string]struct {
		resp *http.Response
		want []string
	}{
		"no Body":           {&http.Response{StatusCode: 404, Header: http.Header{"Date": {past}}}, []string{"client-error"}},
		"NoBody":            {&http.Response{StatusCode: 404, Header: http.Header{"Date": {past}}, Body: http.NoBody}, []string{"client-error"}},
		"Trailer":           {&http.Response{StatusCode: 200, Header: http.Header{"Date": {past}}, Trailer: http.Header{"Set-Cookie": {"a=b"}}}, []string{"trailer"}},
		"announced":         {&http.Response{StatusCode: 200, Header: http.Header{"Date": {past}}, Trailer: http.Header{"Set-Cookie": nil}}, nil},
		"without TLS":       {&http.Response{StatusCode: 200, Header: strict}, []string{"hsts-plain"}},
		"TLS":               {&http.Response{StatusCode: 200, Header: strict, TLS: &tls.ConnectionState{}}, nil},
		"Transfer-Encoding": {&http.Response{StatusCode: 204, Header: http.Header{"Date": {past}}, TransferEncoding: []string{"chunked"}}, []string{"no-transfer-encoding"}},
		"Uncompressed": {
			&http.Response{
				StatusCode: 206, Header: http.Header{"Date": {past}, "Content-Type": {"a/b"}, "Content-Range": {"bytes 0-1/9"}},
				Uncompressed: true, ContentLength: -1, Body: io.NopCloser(strings.NewReader("longer than two bytes")),
			},
			[]string{"range-asked"},
		},
		"names":            {&http.Response{StatusCode: 401, Header: http.Header{"DATE": {past}, "WWW-Authenticate": {"Negotiate"}, "content-type": {"a/b"}}, Body: io.NopCloser(strings.NewReader("x"))}, nil},
		"a broken name":    {&http.Response{StatusCode: 200, Header: http.Header{"Date": {past}, "ETag": {"a"}}}, []string{"etag"}},
		"two names":        {&http.Response{StatusCode: 200, Header: http.Header{"Date": {past}, "ETag": {`"a"`}, "Etag": {`"a"`}}}, []string{"singleton"}},
		"a trailer's name": {&http.Response{StatusCode: 200, Header: http.Header{"Date": {past}}, Trailer: http.Header{"set-cookie": {"a=b"}}}, []string{"trailer"}},
	} {
		test.resp.ProtoMajor, test.resp.Request = 1, request
		if diff := cmp.Diff(test.want, names(t, statustest.Check(test.resp))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A response that was made by hand, or recorded, needs no Date and no Content-Type.
func TestMock(t *testing.T) {
	recorder := httptest.NewRecorder()
	io.WriteString(recorder, "x")
	recorded := recorder.Result()
	recorded.Header.Del("Content-Type")
	for name, test := range map[string]struct {
		resp *http.Response
		want []string
	}{
		"made":     {&http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("x"))}, nil},
		"copied":   {&http.Response{StatusCode: 200, ProtoMajor: 1, Body: io.NopCloser(strings.NewReader("x"))}, nil},
		"recorded": {recorded, nil},
		"real":     {&http.Response{StatusCode: 200, ProtoMajor: 1, Request: asking("GET"), Body: io.NopCloser(strings.NewReader("x"))}, []string{"date", "content-type"}},
	} {
		var got []string
		client := &http.Client{Transport: statustest.Transport(roundTripper(func(*http.Request) (*http.Response, error) { return test.resp, nil }), func(err error) {
			got = append(got, names(t, err)...)
		})}
		resp, err := client.Get("http://a.example/")
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// After Check, the body can be read from its beginning.
func TestCheckLeavesBody(t *testing.T) {
	content := bytes.Repeat([]byte("x"), 100<<10)
	for _, fields := range []http.Header{nil, {"Content-Type": {"application/problem+json"}}} {
		resp := &http.Response{StatusCode: 400, Header: fields, Body: io.NopCloser(bytes.NewReader(content))}
		_ = statustest.Check(resp)
		_ = statustest.Check(resp)
		if b, err := io.ReadAll(resp.Body); err != nil || !bytes.Equal(b, content) {
			t.Errorf("%v: %d bytes are left, %v", fields, len(b), err)
		}
	}
}

// A recorded response is checked as it is.
func TestCheckRecorded(t *testing.T) {
	for path, want := range map[string][]string{"/ok": nil, "/204": nil, "/205": {"205-content"}, "/401": {"www-authenticate"}} {
		w := httptest.NewRecorder()
		responses().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if path == "/204" { // httptest keeps the content that the server would remove
			want = []string{"no-content"}
		}
		if diff := cmp.Diff(want, names(t, statustest.Check(w.Result()))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}
