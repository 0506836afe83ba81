package httpstatus_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// The rows D1 to D13 are the statements of the document that this package began with. The test
// checks the facts on the constants. Of a text, it checks the words that matter, in English
// and in Korean.
func TestSourceDocument(t *testing.T) {
	says := func(t *testing.T, text func(httpstatus.Language) string, english, korean string) {
		t.Helper()
		for l, word := range map[httpstatus.Language]string{lang.English: english, lang.Korean: korean} {
			if got := text(l); !strings.Contains(got, word) {
				t.Errorf("%v: %q does not say %q", l, got, word)
			}
		}
	}
	causes := func(t *testing.T, s httpstatus.Status, words ...[2]string) {
		t.Helper()
		for i, l := range []httpstatus.Language{lang.English, lang.Korean} {
			got := s.Causes(l)
			if len(got) != len(words) {
				t.Fatalf("%v: %d causes, want %d: %q", l, len(got), len(words), got)
			}
			for j, word := range words {
				if !strings.Contains(got[j], word[i]) {
					t.Errorf("%v: cause %q does not say %q", l, got[j], word[i])
				}
			}
		}
	}

	t.Run("D1 classes", func(t *testing.T) {
		for i, want := range []httpstatus.Class{httpstatus.Informational, httpstatus.Successful, httpstatus.Redirection, httpstatus.ClientError, httpstatus.ServerError} {
			for code := (i + 1) * 100; code < (i+2)*100; code++ {
				if got := httpstatus.Status(code).Class(); got != want {
					t.Errorf("%d is %v, want %v", code, got, want)
				}
			}
		}
		says(t, httpstatus.Informational.Meaning, "received", "받")
		says(t, httpstatus.Successful.Meaning, "accepted", "수락")
		says(t, httpstatus.Redirection.Meaning, "step", "단계")
		says(t, httpstatus.ClientError.Meaning, "cannot be carried out", "처리할 수 없")
		says(t, httpstatus.ServerError.Meaning, "server failed", "서버가")
	})
	t.Run("D2 201 and where the resource is", func(t *testing.T) {
		says(t, httpstatus.Created.Meaning, "saved", "저장")
		says(t, httpstatus.Created.Meaning, "address is in the header of the response", "헤더")
		says(t, httpstatus.Created.Meaning, "If none is given there, it is the address that was requested", "요청한 주소")
		if !slices.Contains(httpstatus.Created.ExpectedFields(), "Location") {
			t.Error("Location is not expected")
		}
		if slices.Contains(httpstatus.Created.RequiredFields(), "Location") {
			t.Error("Location is required, though the standard gives its absence a meaning")
		}
	})
	t.Run("D3 204 has no content", func(t *testing.T) {
		says(t, httpstatus.NoContent.Meaning, "succeeded", "성공")
		says(t, httpstatus.NoContent.Meaning, "no content", "없")
		if httpstatus.NoContent.AllowsContent() {
			t.Error("content is allowed")
		}
	})
	t.Run("D4 400 is the catch-all", func(t *testing.T) {
		says(t, httpstatus.BadRequest.Meaning, "nothing more specific fits", "일반적인")
	})
	t.Run("D5 causes of 400", func(t *testing.T) {
		causes(t, httpstatus.BadRequest,
			[2]string{"characters that are not allowed", "허용되지 않"},
			[2]string{"file is too large", "파일"},
			[2]string{"cookie has expired", "쿠키"},
			[2]string{"DNS cache", "DNS 캐시"})
	})
	t.Run("D6 401 is resolved by credentials", func(t *testing.T) {
		says(t, httpstatus.Unauthorized.Meaning, "valid credentials", "유효한 인증 정보")
		says(t, httpstatus.Unauthorized.Advice, "Sign in", "로그인")
		if got := httpstatus.Unauthorized.Remedy(); got != httpstatus.RemedyAuthenticate {
			t.Errorf("remedy %v", got)
		}
		if !httpstatus.Unauthorized.Retryable() {
			t.Error("not retryable")
		}
	})
	t.Run("D7 403 is not", func(t *testing.T) {
		says(t, httpstatus.Forbidden.Meaning, "does not allow", "허용되지 않")
		says(t, httpstatus.Forbidden.Meaning, "refused again", "다시")
		if httpstatus.Forbidden.Retryable() || !httpstatus.Unauthorized.Retryable() {
			t.Error("403 has to be as unlike 401 as can be")
		}
	})
	t.Run("D8 405 and Allow", func(t *testing.T) {
		says(t, httpstatus.MethodNotAllowed.Meaning, "resource exists", "리소스는 존재")
		says(t, httpstatus.MethodNotAllowed.Meaning, "only be read cannot be deleted", "읽기 전용")
		if !slices.Contains(httpstatus.MethodNotAllowed.RequiredFields(), "Allow") {
			t.Error("Allow is not required")
		}
	})
	t.Run("D9 500 is for the operator", func(t *testing.T) {
		says(t, httpstatus.InternalServerError.Meaning, "on the server", "서버에")
		says(t, httpstatus.InternalServerError.Advice, "Only the operators of the server", "서버 관리자만")
		if httpstatus.InternalServerError.Retryable() {
			t.Error("retryable")
		}
		if got := httpstatus.InternalServerError.Actor(); got != httpstatus.ActorOperator {
			t.Errorf("actor %v", got)
		}
	})
	t.Run("D10 502 comes from upstream", func(t *testing.T) {
		says(t, httpstatus.BadGateway.Meaning, "gateway or proxy", "게이트웨이나 프록시")
		says(t, httpstatus.BadGateway.Meaning, "upstream server", "업스트림 서버")
		if got := httpstatus.BadGateway.Actor(); got != httpstatus.ActorUpstream {
			t.Errorf("actor %v", got)
		}
	})
	t.Run("D11 503 passes", func(t *testing.T) {
		says(t, httpstatus.ServiceUnavailable.Meaning, "cannot handle requests at the moment", "서버")
		if !httpstatus.ServiceUnavailable.Retryable() {
			t.Error("not retryable")
		}
	})
	t.Run("D12 causes of 503", func(t *testing.T) {
		causes(t, httpstatus.ServiceUnavailable,
			[2]string{"traffic", "트래픽"},
			[2]string{"locked", "잠"},
			[2]string{"restarting", "재시작"},
			[2]string{"firewall", "방화벽"},
			[2]string{"temporary problems", "일시적인"})
	})
	t.Run("D13 503 spares the search ranking, for days", func(t *testing.T) {
		deferred := httpstatus.ServiceUnavailable.Indexing()
		if deferred != httpstatus.IndexingDeferred {
			t.Fatalf("indexing %v", deferred)
		}
		if limit := deferred.Limit(); limit < 24*time.Hour || limit >= 7*24*time.Hour {
			t.Errorf("limit %v; want days, not weeks", limit)
		}
		if got := httpstatus.NotFound.Indexing(); got != httpstatus.IndexingDropped || got.Limit() != 0 {
			t.Errorf("404: %v for %v", got, got.Limit())
		}
	})
}
