// Package contest has a name that ends like those of packages that help tests.
package contest

import "net/http"

func refuse(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(401) // want `401 Unauthorized is sent without WWW-Authenticate`
}
