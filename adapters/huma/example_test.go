package huma_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/huma"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func Example() {
	defer func(own func(huma.Context, int, string, ...error) huma.StatusError) { huma.NewErrorWithContext = own }(huma.NewErrorWithContext)

	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Dutch)}
	huma.NewErrorWithContext = adapter.NewError(errs)
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("users", "1"))
	huma.Get(api, "/users/{id}", func(_ context.Context, in *struct {
		ID string `path:"id"`
	}) (*struct{ Body string }, error) {
		return nil, fmt.Errorf("user %q: %w", in.ID, httpstatus.NotFound)
	})
	handler := errs.Middleware(mux) // for the mux's own errors

	for _, path := range []string{"/users/8", "/nothing"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", "nl")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var d problem.Details
		if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
			panic(err)
		}
		fmt.Println(int(d.Status), d.Title)
	}
	// Output:
	// 404 Niet gevonden
	// 404 Niet gevonden
}
