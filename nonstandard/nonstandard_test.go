package nonstandard_test

import (
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
	"github.com/google/go-cmp/cmp"
)

// A row is a line of nonstandard.csv, by the names of the columns.
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
					OnWire: seen == "wire" || seen == "retired" || seen == "draft", InLog: seen != "body", Verified: r["verified"] == "yes",
				})
			}
		}
		if diff := cmp.Diff(want, nonstandard.Uses(s)); diff != "" {
			t.Errorf("%d (-table +got):\n%s", s, diff)
		}
		total += len(want)
	}
	if total != len(rows) {
		t.Errorf("%d uses, and %d rows", total, len(rows))
	}
}

// Each constant of the package is in the table with its number. Each row of an unregistered
// code has a constant.
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
			!strings.Contains(doc, "It is most like [httpstatus.") || !strings.Contains(doc, "Source: ") && !strings.Contains(doc, "Unverified: ") {
			t.Errorf("%s: comment %q", spec.Names[0].Name, doc)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-table +got):\n%s", diff)
	}
}

// The first use of a code is a current one if there is any. Among equals, it is a verified one
// if there is any.
func TestOrder(t *testing.T) {
	rank := func(r row) (n int) {
		if r["visibility"] == "retired" || r["visibility"] == "draft" {
			n += 2
		}
		if r["verified"] == "no" {
			n++
		}
		return n
	}
	rows := table(t)
	for i, r := range rows[1:] {
		if before := rows[i]; before["code"] == r["code"] && rank(before) > rank(r) {
			t.Errorf("%s: the use of %s comes before that of %s", r["code"], before["vendor"], r["vendor"])
		}
	}
}

// The test tries every number from -1 to 1000, and some that are far from these.
func TestLike(t *testing.T) {
	first := map[httpstatus.Status]httpstatus.Status{}
	for _, r := range table(t) {
		if s := number(t, r["code"]); first[s] == 0 && s.Registration() == httpstatus.RegistrationNone {
			first[s] = number(t, r["like"])
		}
	}
	all := []httpstatus.Status{math.MinInt, -499, 1499, math.MaxInt}
	for s := httpstatus.Status(-1); s <= 1000; s++ {
		all = append(all, s)
	}
	for _, s := range all {
		want := s
		if like, ok := first[s]; ok {
			want = like
		}
		if got := nonstandard.Like(s); got != want {
			t.Errorf("Like(%d) = %d, want %d", int(s), int(got), int(want))
		}
	}
}

// These first uses were written by hand, not taken from the table.
func TestLikeByHand(t *testing.T) {
	for s, want := range map[httpstatus.Status]httpstatus.Status{
		0:   504, // there was no response, so you know as much as after a 499
		286: 200,
		299: 299,
		404: 404,
		308: 308, // registered, although Google uses it for something else
		408: 408,
		418: 418, // registered, though unused
		508: 508,
		420: 403, // the verified use, which is also the most careful
		430: 403, // the current use, not the past one
		449: 400,
		456: 402,
		498: 401,
		499: 504,
		509: 503,
		514: 429,
		522: 504,
		529: 503,
		530: 502,
		555: 502,
		562: 502,
		566: 403,
		567: 403,
		600: 502,
		700: 700,
		999: 403,
	} {
		if got := nonstandard.Like(s); got != want {
			t.Errorf("Like(%d) = %d, want %d", int(s), int(got), int(want))
		}
	}
}

// The status that a use is like is registered.
func TestUsesAreLikePermanentCodes(t *testing.T) {
	for s := range httpstatus.Status(1000) {
		for _, use := range nonstandard.Uses(s) {
			if use.OnWire && !use.InLog {
				t.Errorf("%d of %s: a client may see it, but no log may hold it", s, use.Vendor)
			}
			if use.Like.Registration() != httpstatus.RegistrationPermanent {
				t.Errorf("%d of %s is like %v", s, use.Vendor, use.Like)
			}
			if use.Like == s {
				t.Errorf("%d of %s is like itself, thus no use beside the registration", s, use.Vendor)
			}
		}
	}
}

// May software send a GET or a POST again by itself? This list comes from the vendors'
// documentation, not from the table.
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
		{nonstandard.AzureCosmosDBRetryWith, "Azure Cosmos DB", true, false}, // its own SDKs repeat no write
		{408, "Azure Cosmos DB", true, false},                                // a write may have been applied
		{nonstandard.DeepLQuotaExceeded, "DeepL", false, false},
		{nonstandard.EnvoyNoResponse, "Envoy", true, false},
		{nonstandard.AWSNoResponse, "AWS load balancer", true, false},
		{nonstandard.CloudFrontNoResponse, "Amazon CloudFront", true, false},
		{nonstandard.TencentCDNNoResponse, "Tencent Cloud CDN", true, false},
		{nonstandard.SquidNoResponse, "Squid", true, false},
		{nonstandard.MicrosoftRetryWith, "Microsoft", false, false}, // only with Ms-Echo-Reply
		{451, "Microsoft", false, false},
		{nonstandard.AWSTooManyForwardedAddresses, "AWS load balancer", false, false},
		{nonstandard.AWSIncompatibleProtocol, "AWS load balancer", false, false},
		{nonstandard.NginxClientClosedRequest, "nginx", true, false},
		{nonstandard.GoogleClientClosedRequest, "Google", false, false},
		{nonstandard.ASPNETCoreClientClosedRequest, "ASP.NET Core", true, false},
		{nonstandard.EdgeOneClientClosedRequest, "Tencent EdgeOne", true, false},
		{508, "cPanel and CloudLinux", true, false},
		{nonstandard.TencentCDNTooManyRequests, "Tencent Cloud CDN", true, true},
		{nonstandard.EdgeOneOriginResponseTimeout, "Tencent EdgeOne", true, false},
		{nonstandard.EdgeOneOriginHandshakeFailed555, "Tencent EdgeOne", true, false},
		{nonstandard.OracleUserDefinedResourceError, "Oracle REST Data Services", false, false},
		{nonstandard.AkamaiEAACredentialError, "Akamai Enterprise Application Access", false, false},
		{nonstandard.EdgeOneBlockedByManagedRule, "Tencent EdgeOne", false, false},
		{nonstandard.EdgeOneBlockedByRule, "Tencent EdgeOne", false, false},
		{nonstandard.CloudflareConnectionTimedOut, "Cloudflare", true, false},
		{nonstandard.CloudflareTimeoutOccurred, "Cloudflare", true, false}, // the request may have run
		{nonstandard.QualysServiceOverloaded, "Qualys SSL Labs", true, false},
		{nonstandard.AnthropicOverloaded, "Anthropic", true, false},
		{nonstandard.PantheonSiteIsFrozen, "Pantheon", false, false},
		{nonstandard.ShopifyTemporarilyDisabled, "Shopify", true, false},
		{nonstandard.AWSUnauthorized, "AWS load balancer", false, false},
		{nonstandard.ShopifyUnexpectedToken, "Shopify", false, false},
		{nonstandard.LinkedInRequestDenied, "LinkedIn", false, false},
	} {
		uses := nonstandard.Uses(test.code)
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
	for _, s := range []httpstatus.Status{404, 499, 999, 1499} {
		if n := testing.AllocsPerRun(100, func() { length += int(nonstandard.Like(s)) }); n != 0 {
			t.Errorf("Like(%d) allocates %v times", int(s), n)
		}
	}
}
