package retrytest

import (
	"crypto/tls"
	"encoding/binary"
	"net"
	"sync"
	"sync/atomic"
)

// A listener numbers its connections, and puts TLS below them.
type listener struct {
	net.Listener
	s *Server
}

func (l *listener) Accept() (net.Conn, error) {
	for {
		raw, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		l.s.mu.Lock()
		l.s.conns++
		number, broken := l.s.conns, l.s.broken > 0
		if broken {
			l.s.broken--
		}
		l.s.mu.Unlock()
		if broken {
			raw.Close()
			continue
		}
		c := &conn{Conn: raw, raw: raw, number: number, http2: l.s.version == 2}
		if l.s.tls != nil {
			c.Conn = tls.Server(raw, l.s.tls)
		}
		return c, nil
	}
}

// A conn is a server's side of a connection.
type conn struct {
	net.Conn
	raw      net.Conn // below TLS
	number   int
	requests atomic.Int32
	http2    bool

	mu     sync.Mutex
	faults []Fault // of the next streams that the server resets
	frame  []byte  // the begin of a frame whose rest is still to come
}

// reset closes the connection with a TCP reset.
func (c *conn) reset() {
	if t, ok := c.raw.(*net.TCPConn); ok {
		t.SetLinger(0)
	}
	c.raw.Close()
}

// next says what to make of the next RST_STREAM frame that the server sends.
func (c *conn) next(f Fault) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = append(c.faults, f)
}

// The frames of HTTP/2 that matter here (RFC 9113, 4.1, 6.4 and 6.8).
const (
	frameHeader  = 9
	rstStream    = 0x3
	goAway       = 0x7
	refusedError = 0x7
)

// Write sends frames. net/http's server resets a stream with one error code only, so
// the frames that do so are changed here.
func (c *conn) Write(p []byte) (int, error) {
	if !c.http2 {
		return c.Conn.Write(p)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frame = append(c.frame, p...)
	for len(c.frame) >= frameHeader {
		size := frameHeader + int(c.frame[0])<<16 + int(c.frame[1])<<8 + int(c.frame[2])
		if len(c.frame) < size {
			break
		}
		frame := c.frame[:size]
		var f Fault
		if frame[3] == rstStream && len(c.faults) > 0 {
			f, c.faults = c.faults[0], c.faults[1:]
		}
		switch f {
		case RefuseStream:
			binary.BigEndian.PutUint32(frame[frameHeader:], refusedError)
		case GoAway, GoAwayUnprocessed:
			last := binary.BigEndian.Uint32(frame[5:])
			if f == GoAwayUnprocessed {
				last = 0
			}
			frame = binary.BigEndian.AppendUint32([]byte{0, 0, 8, goAway, 0, 0, 0, 0, 0}, last)
			frame = binary.BigEndian.AppendUint32(frame, 0) // NO_ERROR
			c.Conn.Write(frame)
			return 0, c.Conn.Close()
		}
		if _, err := c.Conn.Write(frame); err != nil {
			return 0, err
		}
		c.frame = c.frame[size:]
	}
	return len(p), nil
}
