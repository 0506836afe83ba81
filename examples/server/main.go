// Server serves a catalogue of HTTP statuses:
//
//	go run ./examples/server
//
// It prints its address. Each status has a page with its texts in the reader's language and its
// facts for programs. The page of an error also shows the response that package problem makes of
// it, in three formats. The codes of vendors have pages too. The server's own errors, for example
// for an unknown path, are such responses.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	log.SetFlags(0)
	addr := flag.String("addr", "127.0.0.1:8080", "the `address` to listen on; with port 0 the system chooses a free port")
	flag.Parse()
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	base := "http://" + reachable(listener.Addr().(*net.TCPAddr))
	fmt.Println(base + "/")
	server := &http.Server{
		Handler:           newSite(base),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	log.Fatal(server.Serve(listener))
}

// reachable returns an address that works on this machine. A listener on all addresses can be
// reached at localhost.
func reachable(addr *net.TCPAddr) string {
	if addr.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", addr.Port)
	}
	return addr.String()
}
