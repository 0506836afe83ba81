module example.com/httpstatus

go 1.26.0 // the older of the two Go releases that the Go team supports

require (
	github.com/google/go-cmp v0.7.0
	golang.org/x/text v0.43.0
)
