package gin_test

import (
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/gin-gonic/gin"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/gin"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func Example() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Dutch)}
	e := gin.New()
	adapter.Use(e, errs)
	e.GET("/users/:id", func(c *gin.Context) {
		c.Error(fmt.Errorf("user %q: %w", c.Param("id"), httpstatus.NotFound))
	})

	for _, path := range []string{"/users/8", "/nothing"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", "nl")
		r.Header.Set("Accept", "text/plain")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		title, _, _ := strings.Cut(w.Body.String(), "\n")
		fmt.Println(title)
	}
	// Output:
	// 404 Niet gevonden
	// 404 Niet gevonden
}
