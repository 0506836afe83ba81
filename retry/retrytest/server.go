package retrytest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Server plays a script on the loopback interface.
type Server struct {
	*Script
	URL string

	tls     *tls.Config // nil without TLS
	roots   *x509.CertPool
	version int // of HTTP
	mu      sync.Mutex
	stop    func()
	conns   int // opened so far
	open    int // and not yet closed
	broken  int // how many of the next to close at once
}

// New returns a server that speaks HTTP/1.1. The server stops when the test ends. So do the
// servers of NewTLS and NewHTTP2.
func New(t testing.TB, steps ...Step) *Server { return start(t, false, 1, steps) }

// NewTLS returns a server that speaks HTTP/1.1 over TLS. Use its [Server.Transport],
// which trusts its certificate.
func NewTLS(t testing.TB, steps ...Step) *Server { return start(t, true, 1, steps) }

// NewHTTP2 returns a server that speaks HTTP/2 over TLS. Use its [Server.Transport].
func NewHTTP2(t testing.TB, steps ...Step) *Server { return start(t, true, 2, steps) }

func start(t testing.TB, secure bool, version int, steps []Step) *Server {
	t.Helper()
	s := &Server{Script: Play(steps...), version: version}
	scheme := "http://"
	if secure {
		scheme = "https://"
		if err := s.certify(); err != nil {
			t.Fatal(err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.URL = scheme + listener.Addr().String()
	s.serve(listener)
	t.Cleanup(s.Down)
	return s
}

// Transport returns a new http.Transport that trusts the server's certificate. It
// closes its idle connections when the test ends.
func (s *Server) Transport(t testing.TB) *http.Transport {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	if s.tls != nil {
		transport.TLSClientConfig = &tls.Config{RootCAs: s.roots}
	}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// Conns returns the number of connections that were opened so far.
func (s *Server) Conns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

// OpenConns returns how many connections are open.
func (s *Server) OpenConns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

// Break closes the next n connections as soon as they are opened: before the TLS
// handshake, if there is one.
func (s *Server) Break(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = n
}

// Down closes all connections and refuses new ones.
func (s *Server) Down() {
	s.mu.Lock()
	stop := s.stop
	s.mu.Unlock()
	stop()
}

// Up serves again, at the same address, after Down.
func (s *Server) Up() error {
	_, address, _ := strings.Cut(s.URL, "://")
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	s.serve(listener)
	return nil
}

func (s *Server) serve(l net.Listener) {
	server := &http.Server{
		Handler:  s,
		ErrorLog: log.New(io.Discard, "", 0), // aborted handshakes and the like are meant
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, s, c)
		},
		ConnState: func(_ net.Conn, state http.ConnState) {
			s.mu.Lock()
			defer s.mu.Unlock()
			switch state {
			case http.StateNew:
				s.open++
			case http.StateClosed, http.StateHijacked:
				s.open--
			}
		},
		Protocols: new(http.Protocols),
	}
	// The connection hides its TLS from the server, so that it can change frames.
	server.Protocols.SetHTTP1(s.version == 1)
	server.Protocols.SetUnencryptedHTTP2(s.version == 2)
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(&listener{l, s})
	}()
	s.mu.Lock()
	s.stop = func() {
		l.Close() // Serve may not know it yet
		server.Close()
		<-served
	}
	s.mu.Unlock()
}

// certify makes a certificate for the loopback interface.
func (s *Server) certify() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:        true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return err
	}
	s.roots = x509.NewCertPool()
	s.roots.AddCert(certificate)
	s.tls = &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}},
		NextProtos:   []string{"http/1.1"},
	}
	if s.version == 2 {
		s.tls.NextProtos = []string{"h2"}
	}
	return nil
}

// ServeHTTP plays the next step.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, _ := io.ReadAll(r.Body)
	c := r.Context().Value(s).(*conn)
	step := s.take(Request{
		Method: r.Method, Path: r.URL.Path, Content: string(content), Header: r.Header.Clone(),
		Conn: c.number, First: c.requests.Add(1) == 1,
	})
	switch step.Fault {
	case Close:
		c.Close()
		panic(http.ErrAbortHandler)
	case Refuse, Reset:
		c.reset()
		panic(http.ErrAbortHandler)
	case Hang:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case CutHeader:
		if s.version == 1 {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")
		}
		c.Close()
		panic(http.ErrAbortHandler)
	case Abort, RefuseStream, GoAway, GoAwayUnprocessed:
		c.next(step.Fault)
		panic(http.ErrAbortHandler)
	}
	for name, values := range step.header() {
		w.Header()[name] = values
	}
	w.WriteHeader(step.Status)
	flush := http.NewResponseController(w).Flush
	switch step.Fault {
	case CutContent:
		io.WriteString(w, step.Content[:len(step.Content)/2])
		flush()
		panic(http.ErrAbortHandler)
	case HangContent:
		flush()
		<-r.Context().Done()
		panic(http.ErrAbortHandler) // the content has no end
	case DripContent:
		for r.Context().Err() == nil {
			io.WriteString(w, ".")
			flush()
			select {
			case <-r.Context().Done():
			case <-time.After(dripTime):
			}
		}
		panic(http.ErrAbortHandler)
	default:
		io.WriteString(w, step.Content)
	}
}
