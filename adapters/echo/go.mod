module example.com/httpstatus/adapters/echo

go 1.26.0

require (
	example.com/httpstatus v0.0.0
	github.com/coder/websocket v1.8.15
	github.com/gorilla/websocket v1.5.3
	github.com/labstack/echo/v5 v5.4.4
)

require (
	golang.org/x/text v0.43.0 // indirect
	golang.org/x/time v0.15.0 // indirect
)

replace example.com/httpstatus => ../..
