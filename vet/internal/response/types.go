package response

import (
	"go/types"
	"strings"
)

// framework returns the short name of the web framework at an import path, or "".
func framework(path string) string {
	switch {
	case path == "github.com/gin-gonic/gin":
		return "gin"
	case strings.HasPrefix(path, "github.com/labstack/echo"):
		if rest := path[len("github.com/labstack/echo"):]; rest == "" || isVersion(rest) {
			return "echo"
		}
	case strings.HasPrefix(path, "github.com/gofiber/fiber"):
		if rest := path[len("github.com/gofiber/fiber"):]; rest == "" || isVersion(rest) {
			return "fiber"
		}
	case path == "github.com/go-chi/render":
		return "render"
	}
	return ""
}

func isVersion(rest string) bool {
	return strings.HasPrefix(rest, "/v") && !strings.Contains(rest[1:], "/")
}

// isNamed reports whether t, or what it points to, is the named type of a package.
func isNamed(t types.Type, path, name string) bool {
	named := namedOf(t)
	return named != nil && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = types.Unalias(pointer.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// frameworkContext returns "gin", "echo" or "fiber" if t is the type that this framework
// has for a request and its response.
func frameworkContext(t types.Type) string {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	switch f := framework(named.Obj().Pkg().Path()); f {
	case "gin", "echo":
		if named.Obj().Name() == "Context" {
			return f
		}
	case "fiber":
		if named.Obj().Name() == "Ctx" {
			return f
		}
	}
	return ""
}

func isHeader(t types.Type) bool { return isNamed(t, "net/http", "Header") }

func isRecorder(t types.Type) bool { return isNamed(t, "net/http/httptest", "ResponseRecorder") }

// isWriter reports whether t has the methods of an http.ResponseWriter.
func isWriter(t types.Type) bool {
	if isRecorder(t) {
		return false
	}
	header := method(t, "Header")
	write := method(t, "WriteHeader")
	return header != nil && header.Params().Len() == 0 && header.Results().Len() == 1 && isHeader(header.Results().At(0).Type()) &&
		write != nil && write.Params().Len() == 1 && isInt(write.Params().At(0).Type())
}

func isInt(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// isPlainWriter reports whether t is an interface with Write and without Header. A function
// that gets one can write content, but it cannot set fields.
func isPlainWriter(t types.Type) bool {
	return types.IsInterface(t) && method(t, "Write") != nil && method(t, "Header") == nil
}

func method(t types.Type, name string) *types.Signature {
	object, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	if fn, ok := object.(*types.Func); ok {
		return fn.Signature()
	}
	return nil
}

// carries reports whether code that has a value of type t can reach a response.
func carries(t types.Type) bool { return carriesTo(t, 3) }

func carriesTo(t types.Type, depth int) bool {
	if isWriter(t) || frameworkContext(t) != "" || depth == 3 && isHeader(t) {
		return true
	}
	if depth == 0 || isNamed(t, "net/http", "Request") || isNamed(t, "net/http", "Response") {
		return false
	}
	switch u := types.Unalias(t).Underlying().(type) {
	case *types.Pointer:
		return carriesTo(u.Elem(), depth)
	case *types.Slice:
		return carriesTo(u.Elem(), depth-1)
	case *types.Struct:
		for field := range u.Fields() {
			if carriesTo(field.Type(), depth-1) {
				return true
			}
		}
	case *types.Interface:
		for m := range u.Methods() {
			results := m.Signature().Results()
			if results.Len() > 0 && m.Signature().Params().Len() == 0 && (isWriter(results.At(0).Type()) || isHeader(results.At(0).Type())) {
				return true
			}
		}
	}
	return false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// IsStandard reports whether t is net/http's own type of a response, the context of gin or
// echo, or a pointer to one of them, as a closure has. For these types it is known when
// the header section goes out.
func IsStandard(t types.Type) bool {
	t = types.Unalias(t)
	if pointer, ok := t.(*types.Pointer); ok && frameworkContext(t) == "" {
		t = types.Unalias(pointer.Elem())
	}
	if named, ok := t.(*types.Named); ok && isNamed(named, "net/http", "ResponseWriter") {
		return true
	}
	switch frameworkContext(t) {
	case "gin", "echo":
		return true
	}
	return false
}
