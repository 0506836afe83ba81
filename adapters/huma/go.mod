module example.com/httpstatus/adapters/huma

go 1.26.0

require (
	example.com/httpstatus v0.0.0
	github.com/danielgtaylor/huma/v2 v2.37.2
)

require golang.org/x/text v0.43.0 // indirect

replace example.com/httpstatus => ../..
