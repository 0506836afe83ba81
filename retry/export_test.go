package retry

// BudgetHosts returns from how many hosts the Transport's own Budget misses tokens.
func (t *Transport) BudgetHosts() int { return len(t.own.missing) }
