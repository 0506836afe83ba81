package class

import status "example.com/httpstatus"

func typed(code status.Status) bool {
	return code/100 == 5 // want `use code.Class\(\) == status.ServerError`
}

func converted(code int) bool {
	return code/100 == 3 || code >= 100 && code <= 199 // want `status.Status\(code\).Class\(\) == status.Redirection` `status.Status\(code\).Class\(\) == status.Informational`
}
