// Server is a catalogue of HTTP statuses to browse, made with this library and
// the standard library:
//
//	go run ./examples/server
//
// It prints its address. Each status has a page with what it says to a reader, in
// the reader's language, and what it says to software; for an error there is also
// the response that package problem makes of it, in its three formats. What the
// server itself has to say, about an unknown path for example, comes the same way.
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
	addr := flag.String("addr", "127.0.0.1:8080", "the `address` to listen on; port 0 takes a free one")
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

// reachable returns the address under which the listener's own machine finds it:
// one that listens everywhere is at localhost, too.
func reachable(addr *net.TCPAddr) string {
	if addr.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", addr.Port)
	}
	return addr.String()
}
