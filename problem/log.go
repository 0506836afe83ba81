package problem

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
)

// log records an error response, and nothing if the logger would not. d may be nil.
func (rs *Responder) log(r *http.Request, f *failure) {
	level := slog.LevelError
	if f.status < 500 || errors.Is(r.Context().Err(), context.Canceled) && f.stack == "" {
		level = slog.LevelDebug
	}
	logger := rs.logger()
	if !logger.Enabled(r.Context(), level) {
		return
	}
	attrs := []slog.Attr{slog.Int("status", int(f.status)), slog.String("method", r.Method), slog.String("path", r.URL.Path)}
	if f.err != nil {
		attrs = append(attrs, slog.String("error", f.err.Error()))
	}
	if d := f.details; d != nil {
		if d.Instance != "" {
			attrs = append(attrs, slog.String("instance", d.Instance))
		}
		if len(d.Extensions) > 0 {
			var members []slog.Attr
			for _, name := range slices.Sorted(maps.Keys(d.Extensions)) {
				members = append(members, slog.Any(name, d.Extensions[name]))
			}
			attrs = append(attrs, slog.Attr{Key: "extensions", Value: slog.GroupValue(members...)})
		}
	}
	if f.stack != "" {
		attrs = append(attrs, slog.String("stack", f.stack))
	}
	logger.LogAttrs(r.Context(), level, "error response", attrs...)
}

func (rs *Responder) logger() *slog.Logger {
	if rs.Log == nil {
		return slog.Default()
	}
	return rs.Log
}
