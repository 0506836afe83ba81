// Package httprouter stands in for the real one.
package httprouter

import "net/http"

type Router struct {
	NotFound         http.Handler
	MethodNotAllowed http.Handler
}

func New() *Router { return new(Router) }
