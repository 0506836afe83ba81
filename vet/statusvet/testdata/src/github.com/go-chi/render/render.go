// Package render stands in for the real one.
package render

import "net/http"

func Status(r *http.Request, status int)                 {}
func JSON(w http.ResponseWriter, r *http.Request, v any) {}

func PlainText(w http.ResponseWriter, r *http.Request, v string) {}
