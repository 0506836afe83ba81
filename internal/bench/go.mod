module example.com/httpstatus/internal/bench

go 1.26.0

require (
	example.com/httpstatus v0.0.0
	github.com/danielgtaylor/huma/v2 v2.37.2
	github.com/go-playground/locales v0.14.1
	github.com/go-playground/universal-translator v0.18.2
	github.com/hashicorp/go-retryablehttp v0.7.8
	github.com/moogar0880/problems v1.0.1
	github.com/nicksnyder/go-i18n/v2 v2.7.0
	golang.org/x/text v0.43.0
	gonum.org/v1/plot v0.17.0
)

replace example.com/httpstatus => ../..

tool golang.org/x/tools/cmd/stringer

require (
	codeberg.org/go-fonts/liberation v0.5.0 // indirect
	codeberg.org/go-latex/latex v0.2.0 // indirect
	codeberg.org/go-pdf/fpdf v0.11.1 // indirect
	git.sr.ht/~sbinet/gg v0.7.0 // indirect
	github.com/ajstarks/svgo v0.0.0-20211024235047-1546f124cd8b // indirect
	github.com/golang/freetype v0.0.0-20170609003504-e2365dfdc4a0 // indirect
	github.com/hashicorp/go-cleanhttp v0.5.2 // indirect
	golang.org/x/image v0.30.0 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
)
