module example.com/httpstatus/internal/bench

go 1.26.0

require (
	example.com/httpstatus v0.0.0
	github.com/danielgtaylor/huma/v2 v2.37.2
	github.com/moogar0880/problems v1.0.1
	github.com/nicksnyder/go-i18n/v2 v2.7.0
	golang.org/x/perf v0.0.0-20260908200009-22c9c6c9d4da
	golang.org/x/text v0.43.0
)

require github.com/aclements/go-moremath v0.0.0-20210112150236-f10218a38794 // indirect

replace example.com/httpstatus => ../..
