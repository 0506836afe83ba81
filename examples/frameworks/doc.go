// Package frameworks shows package problem under routers that have errors of their own.
// There is a file for each router, tested against the real one. It is a module of its
// own, so that httpstatus does not require the routers.
package frameworks
