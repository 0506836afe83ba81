package frameworks

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/render"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func ginJSON(c *gin.Context) {
	c.JSON(http.StatusUnauthorized, gin.H{"error": "no"}) // want `401 Unauthorized is sent without`
}

func ginAbort(c *gin.Context) {
	c.AbortWithStatus(401) // want `401 Unauthorized is sent without`
}

func ginAbortJSON(c *gin.Context) {
	if c.Param("x") == "" {
		c.AbortWithStatusJSON(401, gin.H{}) // want `401 Unauthorized is sent without`
		return
	}
	c.Next()
}

func ginError(c *gin.Context, err error) {
	c.AbortWithError(401, err) // want `401 Unauthorized is sent without`
}

func ginStatus(c *gin.Context) {
	c.Status(401) // want `401 Unauthorized is sent without`
}

func ginMiddleware() func(*gin.Context) {
	return func(c *gin.Context) {
		c.JSON(401, nil) // want `401 Unauthorized is sent without`
	}
}

func ginFail(c *gin.Context, code int, text string) { c.JSON(code, gin.H{"error": text}) }

func ginHelper(c *gin.Context) {
	ginFail(c, 401, "no") // want `401 Unauthorized is sent without`
}

func ginRight(c *gin.Context) {
	c.Header("WWW-Authenticate", "Basic")
	c.AbortWithStatus(401)
}

func ginWriter(c *gin.Context) {
	c.Writer.Header().Set("WWW-Authenticate", "Basic")
	c.JSON(401, nil)
}

func ginStatusFirst(c *gin.Context) {
	c.Status(401)
	c.Header("WWW-Authenticate", "Basic")
}

func echoJSON(c echo.Context) error {
	return c.JSON(http.StatusUnauthorized, "no") // want `401 Unauthorized is sent without`
}

func echoNoContent(c echo.Context) error {
	return c.NoContent(401) // want `401 Unauthorized is sent without`
}

func echoResponse(c echo.Context) error {
	c.Response().WriteHeader(401) // want `401 Unauthorized is sent without`
	return nil
}

func echoRight(c echo.Context) error {
	c.Response().Header().Set("WWW-Authenticate", "Basic")
	return c.JSON(http.StatusUnauthorized, "no")
}

// The handler of errors may set the field.
func echoReturned(c echo.Context) error { return echo.NewHTTPError(401, "no") }

func fiberStatus(c *fiber.Ctx) error {
	return c.Status(401).JSON("no") // want `401 Unauthorized is sent without`
}

func fiberSend(c *fiber.Ctx) error {
	return c.SendStatus(401) // want `401 Unauthorized is sent without`
}

func fiberRight(c *fiber.Ctx) error {
	c.Set("WWW-Authenticate", "Basic")
	return c.SendStatus(401)
}

func chi(w http.ResponseWriter, r *http.Request) {
	render.Status(r, 401) // want `401 Unauthorized is sent without`
	render.JSON(w, r, "no")
}

func chiRight(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", "Basic")
	render.Status(r, 401)
	render.JSON(w, r, "no")
}

func ginRedirect(c *gin.Context) { c.Redirect(302, "/") }

func echoRedirect(c echo.Context) error { return c.Redirect(302, "/") }
