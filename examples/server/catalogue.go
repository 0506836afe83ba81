package main

import (
	"fmt"
	"net/http"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
)

// A section of the catalogue has the statuses of one class, or the codes of vendors.
type section struct {
	ID       string
	Heading  string
	Class    httpstatus.Class // 0 for the codes of vendors
	Statuses []httpstatus.Status
}

// classNames are the names of the classes in RFC 9110, 15.
var classNames = map[httpstatus.Class]string{
	httpstatus.Informational: "Informational",
	httpstatus.Successful:    "Successful",
	httpstatus.Redirection:   "Redirection",
	httpstatus.ClientError:   "Client Error",
	httpstatus.ServerError:   "Server Error",
}

// sectionOf returns the section for a status, without statuses.
func sectionOf(s httpstatus.Status) section {
	if s.Registration() == httpstatus.RegistrationNone {
		return section{ID: "vendors", Heading: "Vendor codes"}
	}
	return sectionOfClass(s.Class())
}

func sectionOfClass(class httpstatus.Class) section {
	return section{ID: fmt.Sprintf("class-%d", class), Heading: fmt.Sprintf("%dxx %s", class, classNames[class]), Class: class}
}

// sections sorts statuses into sections. The codes of vendors come last.
func sections(statuses []httpstatus.Status) []section {
	var classes []section
	vendors := sectionOf(0)
	for _, s := range statuses {
		of := sectionOf(s)
		if of.ID == vendors.ID {
			vendors.Statuses = append(vendors.Statuses, s)
			continue
		}
		if n := len(classes); n == 0 || classes[n-1].ID != of.ID {
			classes = append(classes, of)
		}
		last := &classes[len(classes)-1]
		last.Statuses = append(last.Statuses, s)
	}
	if vendors.Statuses != nil {
		classes = append(classes, vendors)
	}
	return classes
}

func (s *site) catalogue(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	found := search.Find(p.Query, p.Language)
	return render(w, p, "catalogue.html", struct {
		page
		Sections     []section
		Found, Total int
	}{p, sections(found), len(found), len(search.Codes())})
}
