package nonstandard_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
	"github.com/google/go-cmp/cmp"
)

// A row is a line of nonstandard.csv by column name: the slow reference.
type row map[string]string

func table(t *testing.T) []row {
	t.Helper()
	f, err := os.Open("../internal/gen/nonstandard.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, record := range records[1:] {
		r := row{}
		for i, column := range records[0] {
			r[column] = record[i]
		}
		rows = append(rows, r)
	}
	return rows
}

func number(t *testing.T, digits string) httpstatus.Status {
	t.Helper()
	n, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatal(err)
	}
	return httpstatus.Status(n)
}

// Every number from -1 to 1000 has the uses of the table, and no others.
func TestUses(t *testing.T) {
	rows := table(t)
	total := 0
	for s := httpstatus.Status(-1); s <= 1000; s++ {
		var want []nonstandard.Use
		for _, r := range rows {
			if number(t, r["code"]) == s {
				seen := r["visibility"]
				want = append(want, nonstandard.Use{
					Vendor: r["vendor"], Phrase: r["phrase"], Meaning: r["meaning"], Like: number(t, r["like"]),
					OnWire: seen == "wire" || seen == "retired" || seen == "draft", Verified: r["verified"] == "yes",
				})
			}
		}
		if diff := cmp.Diff(want, slices.Collect(nonstandard.Uses(s))); diff != "" {
			t.Errorf("%d (-table +got):\n%s", s, diff)
		}
		total += len(want)
	}
	if total != len(rows) {
		t.Errorf("%d uses, and %d rows", total, len(rows))
	}
}

func TestUsesStops(t *testing.T) {
	for use := range nonstandard.Uses(nonstandard.NginxClientClosedRequest) {
		if use.Vendor != "nginx" {
			t.Errorf("the first use of 499 is that of %s", use.Vendor)
		}
		break
	}
}

// Each constant of the package is in the table with its number, and each row of
// an unregistered code has one.
func TestConstants(t *testing.T) {
	want := map[string]string{}
	for _, r := range table(t) {
		registered := number(t, r["code"]).Registration() != httpstatus.RegistrationNone
		if registered != (r["identifier"] == "") {
			t.Errorf("%s of %s: registered %t, constant %q", r["code"], r["vendor"], registered, r["identifier"])
		}
		if !registered {
			want[r["identifier"]] = r["code"]
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "nonstandard_gen.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, decl := range file.Decls {
		constant, ok := decl.(*ast.GenDecl)
		if !ok || constant.Tok != token.CONST {
			continue
		}
		spec := constant.Specs[0].(*ast.ValueSpec)
		got[spec.Names[0].Name] = spec.Values[0].(*ast.BasicLit).Value
		if doc := constant.Doc.Text(); !strings.HasPrefix(doc, spec.Names[0].Name+" is the ") ||
			!strings.Contains(doc, "Like [httpstatus.") || !strings.Contains(doc, "Source: ") && !strings.Contains(doc, "Unverified: ") {
			t.Errorf("%s: comment %q", spec.Names[0].Name, doc)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-table +got):\n%s", diff)
	}
}

// What a use is like has to be something that one can look up.
func TestLike(t *testing.T) {
	for s := range httpstatus.Status(1000) {
		for use := range nonstandard.Uses(s) {
			if use.Like.Registration() != httpstatus.RegistrationPermanent {
				t.Errorf("%d of %s is like %v", s, use.Vendor, use.Like)
			}
			if use.Like == s {
				t.Errorf("%d of %s is like itself, thus no use beside the registration", s, use.Vendor)
			}
		}
	}
}

// What vendors say of repeating, written down from their texts rather than taken
// from the table: whether software may send a GET or a POST again by itself.
func TestRepeatable(t *testing.T) {
	for _, test := range []struct {
		code      httpstatus.Status
		vendor    string
		get, post bool
	}{
		{308, "Google", false, false}, // the rest of the upload, not the same request
		{nonstandard.LaravelPageExpired, "Laravel", false, false},
		{nonstandard.TwitterEnhanceYourCalm, "Twitter", true, true},
		{nonstandard.ShopifySecurityRejection, "Shopify", false, false}, // and the older use of 430 below
		{nonstandard.QualysNotRegistered, "Qualys SSL Labs", false, false},
		{nonstandard.MicrosoftRetryWith, "Microsoft", false, false}, // only with Ms-Echo-Reply
		{451, "Microsoft", false, false},
		{nonstandard.AWSTooManyForwardedAddresses, "AWS load balancer", false, false},
		{nonstandard.AWSIncompatibleProtocol, "AWS load balancer", false, false},
		{nonstandard.NginxClientClosedRequest, "nginx", true, false},
		{nonstandard.GoogleClientClosedRequest, "Google", false, false},
		{508, "cPanel and CloudLinux", true, false},
		{nonstandard.CloudflareConnectionTimedOut, "Cloudflare", true, false},
		{nonstandard.CloudflareTimeoutOccurred, "Cloudflare", true, false}, // the request may have run
		{nonstandard.QualysServiceOverloaded, "Qualys SSL Labs", true, false},
		{nonstandard.PantheonSiteIsFrozen, "Pantheon", false, false},
		{nonstandard.ShopifyTemporarilyDisabled, "Shopify", true, false},
		{nonstandard.AWSUnauthorized, "AWS load balancer", false, false},
		{nonstandard.ShopifyUnexpectedToken, "Shopify", false, false},
		{nonstandard.LinkedInRequestDenied, "LinkedIn", false, false},
	} {
		uses := slices.Collect(nonstandard.Uses(test.code))
		i := slices.IndexFunc(uses, func(u nonstandard.Use) bool {
			return u.Vendor == test.vendor && u.Phrase != "Request Header Fields Too Large"
		})
		if i < 0 {
			t.Errorf("%d has no use by %s", test.code, test.vendor)
			continue
		}
		if get, post := uses[i].Like.Repeatable("GET"), uses[i].Like.Repeatable("POST"); get != test.get || post != test.post {
			t.Errorf("%d of %s is like %v: GET %t, POST %t; want %t, %t", test.code, test.vendor, uses[i].Like, get, post, test.get, test.post)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	length := 0
	if n := testing.AllocsPerRun(100, func() {
		for use := range nonstandard.Uses(499) {
			length += len(use.Meaning)
		}
	}); n != 0 {
		t.Errorf("Uses allocates %v times", n)
	}
}
