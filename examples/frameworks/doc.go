// Package frameworks shows package problem under routers that have errors of their
// own, and package httpstatus in a client that retries: a file each, tested against
// the real thing. It is a module of its own, so that httpstatus does not require
// what it requires.
package frameworks
