package problem

import "sync"

// A lazy value is made when it is first needed, so that a program that never needs it does
// no work for it at start-up. sync.OnceValue would allocate before main.
type lazy[T any] struct {
	once  sync.Once
	value T
}

func (l *lazy[T]) get(make func() T) T {
	l.once.Do(func() { l.value = make() })
	return l.value
}
