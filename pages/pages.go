// Package pages makes the error pages of a proxy or a web server: nginx, Apache httpd,
// lighttpd, HAProxy, Varnish, Caddy, Traefik, Envoy, or ingress-nginx in Kubernetes. Readers
// get them in their own language.
//
// There are two ways. [Build] writes static files, which the server sends by itself:
//
//	err := pages.Build("/srv/pages", pages.Options{
//		Languages: []httpstatus.Language{lang.English, lang.Korean, lang.Arabic},
//		Servers:   []pages.Server{pages.Nginx},
//	})
//
// [Handler] is a small server, an error backend. The proxy asks it for each error page:
//
//	all := append([]httpstatus.Language{lang.English}, lang.All()...)
//	handler, err := pages.Handler(pages.Options{Languages: all})
//	...
//	err = http.ListenAndServe("127.0.0.1:8080", handler)
//
// Static files need no second program. An error backend follows Accept-Language and Accept
// exactly, and it knows every code from 400 to 599. The README of this package has
// configuration for each server, tested for the six that Build supports. The program
// examples/pages does both from the command line.
package pages
