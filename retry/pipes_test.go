package retry_test

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

// pipes returns a Base whose connections are pipes to a handler, for testing/synctest,
// in which no time passes. The function returns how many connections were opened.
func pipes(t *testing.T, handler http.HandlerFunc) (base *http.Transport, opened func() int) {
	l := &pipeListener{make(chan net.Conn), make(chan struct{})}
	server := &http.Server{Handler: handler}
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(l)
	}()
	var n atomic.Int32
	base = &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		n.Add(1)
		near, far := net.Pipe()
		l.conns <- far
		return near, nil
	}}
	t.Cleanup(func() {
		base.CloseIdleConnections()
		server.Close()
		<-served
		time.Sleep(time.Hour) // handlers come to an end
	})
	return base, func() int { return int(n.Load()) }
}

type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	close(l.closed)
	return nil
}

func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }
