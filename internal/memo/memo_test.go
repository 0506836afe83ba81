package memo_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.com/httpstatus/internal/memo"
)

// keys are of every length up to the longest, some of them with equal bytes.
var keys = func() (keys []string) {
	for length := range memo.Longest + 1 {
		for _, b := range []byte("\x00aé,") {
			if key := strings.Repeat(string([]byte{b}), length); length > 0 || b == 0 {
				keys = append(keys, key)
			}
		}
	}
	return keys
}()

// Right after Put, Get returns the value of the key. It does not matter which keys were stored
// before.
func TestGet(t *testing.T) {
	c := memo.New[int]()
	for i, key := range keys {
		if v := c.Get(key); v != nil {
			t.Errorf("%q has the value %d before it is stored", key, *v)
		}
		if v := c.Put(key, i); *v != i {
			t.Errorf("Put(%q) = %d; want %d", key, *v, i)
		}
		if v := c.Get(key); v == nil || *v != i {
			t.Errorf("Get(%q) = %v; want %d", key, v, i)
		}
	}
	for i, key := range keys {
		if v := c.Get(key); v != nil && *v != i {
			t.Errorf("Get(%q) = %d; want %d", key, *v, i)
		}
	}
}

// No key is taken for another one of the same length, wherever they differ. The two share
// a place in one of 512 cases.
func TestNoOtherKey(t *testing.T) {
	for _, format := range []string{"%d", "ko%04d", "%04dKR", "ko-KR,%04d", "%04d,ko-KR", "ko-K%04d;q=0.", "ko-KR%04d;q=0.9", "ko-KR,ko%04d", "ko-KR,ko;q=%04d,en;q=0.8", "%04d,ko;q=0.9,en;q=0.8"} {
		c := memo.New[int]()
		key := func(i int) string { return fmt.Sprintf(format, i) }
		c.Put(key(1000), 1000)
		for i := 1001; i < 10000; i++ {
			if v := c.Get(key(i)); v != nil {
				t.Fatalf("Get(%q) = %d, the value of %q", key(i), *v, key(*v))
			}
		}
	}
	for range 50 {
		c := memo.New[int]()
		c.Put("ko-KR,koakoq=0.90", 1)
		for b := range 256 {
			if key := "ko-KR,ko" + string([]byte{byte(b)}) + "koq=0.90"; c.Get(key) != nil && b != 'a' {
				t.Fatalf("Get(%q) has a value", key)
			}
		}
	}
}

func TestPutAgain(t *testing.T) {
	c := memo.New[string]()
	for _, key := range []string{"", "ko", "ko-KR,ko;q=0.9"} {
		c.Put(key, "first")
		c.Put(key, "second")
		if v := c.Get(key); v == nil || *v != "second" {
			t.Errorf("Get(%q) = %v; want the second value", key, v)
		}
	}
}

// Any two keys can stay in a Cache together. Each key is stored if it is missing, and then
// both are there. Some of these pairs of keys share a place.
func TestTwoKeysStay(t *testing.T) {
	c := memo.New[string]()
	for i := range 6000 {
		short, long := fmt.Sprintf("k%d", i), fmt.Sprintf("ko-KR,ko;q=0.9,k%d", i)
		for _, pair := range [][]string{{short, long}, {short, "en"}, {long, "en-US,en;q=0.9"}, {short, "x" + short}, {long, "x" + long}} {
			for _, key := range slices.Concat(pair, pair) {
				if c.Get(key) == nil {
					c.Put(key, key)
				}
			}
			for _, key := range pair {
				if v := c.Get(key); v == nil || *v != key {
					t.Fatalf("of the pair %q, Get(%q) = %v", pair, key, v)
				}
			}
		}
	}
}

// The keys use all slots. A perfect hash would keep 196 of 200 keys, 747 of 1024 and
// 1024 of 5000. The bounds leave room for chance.
func TestSpread(t *testing.T) {
	for _, format := range []string{"%d", "k%d", "ko-K%04d", "%04d-KR,ko;q=0", "%08d,ko-KR,ko;q=0.9", "ko-KR,ko%08d,ko;q=0.9", "ko-KR,ko;q=0.9,%d,en-US;q=0.8,en;q=0.7", "ko-KR,ko;q=0.9,k%d", "0123456789abcdef%04d01234567", "%0500d"} {
		for _, row := range []struct{ stored, stay int }{{200, 170}, {1024, 650}, {5000, 950}} {
			keys := make([]string, row.stored)
			for i := range keys {
				keys[i] = fmt.Sprintf(format, i)
			}
			for range 20 {
				c := memo.New[int]()
				for _, key := range keys {
					c.Put(key, 1)
				}
				stay := 0
				for _, key := range keys {
					if c.Get(key) != nil {
						stay++
					}
				}
				if stay < row.stay || stay > 1024 {
					t.Fatalf("%q: %d of %d keys stay; want %d or more, and at most 1024", format, stay, row.stored, row.stay)
				}
			}
		}
	}
}

// In two Caches, different keys share a place.
func TestKeyedAtRandom(t *testing.T) {
	for _, format := range []string{"k%d", "ko-KR,ko;q=0.9,k%d"} {
		stay := func() (keys []int) {
			c := memo.New[int]()
			for i := range 2000 {
				c.Put(fmt.Sprintf(format, i), i)
			}
			for i := range 2000 {
				if c.Get(fmt.Sprintf(format, i)) != nil {
					keys = append(keys, i)
				}
			}
			return keys
		}
		if first, second := fmt.Sprint(stay()), fmt.Sprint(stay()); first == second {
			t.Errorf("%q: two Caches keep the same keys", format)
		}
	}
}

func TestBounds(t *testing.T) {
	c := memo.New[int]()
	longest := strings.Repeat("k", memo.Longest)
	c.Put(longest, 1)
	if c.Get(longest) == nil {
		t.Errorf("a key of %d bytes is not kept", len(longest))
	}
	if v := c.Put(longest+"k", 2); *v != 2 {
		t.Errorf("Put of a key of %d bytes = %d; want 2", len(longest)+1, *v)
	}
	if c.Get(longest+"k") != nil {
		t.Errorf("a key of %d bytes is kept", len(longest)+1)
	}
	var none *memo.Cache[int]
	if v := none.Put("ko", 1); *v != 1 {
		t.Errorf("Put = %d; want 1", *v)
	}
	if none.Get("ko") != nil {
		t.Error("a nil Cache keeps a key")
	}
}

func TestMemory(t *testing.T) {
	const bound = 700 << 10
	before := heap()
	c := memo.New[int]()
	for i := range 20000 {
		c.Put(fmt.Sprintf("%0*d", memo.Longest, i), i)
	}
	if grown := heap() - before; grown > bound {
		t.Errorf("a full Cache takes %d bytes; want at most %d", grown, bound)
	}
	runtime.KeepAlive(c)
}

// A key that is a part of a large string does not keep the large string.
func TestClone(t *testing.T) {
	c := memo.New[int]()
	before := heap()
	for i := range 64 {
		request := strings.Repeat(" ", 1<<20) + fmt.Sprint(i)
		c.Put(request[1<<20:], i)
	}
	if grown := heap() - before; grown > 1<<20 {
		t.Errorf("64 short keys keep %d bytes", grown)
	}
	runtime.KeepAlive(c)
}

func TestAllocs(t *testing.T) {
	c := memo.New[int]()
	for _, key := range keys {
		c.Put(key, 1)
		if n := testing.AllocsPerRun(10, func() { c.Get(key); c.Get(key + "x"[:0]) }); n > 0 {
			t.Errorf("Get(%.20q) takes %v allocations", key, n)
		}
	}
}

// Under the race detector, this shows that no lock is missing.
func TestConcurrent(t *testing.T) {
	c := memo.New[int]()
	var done sync.WaitGroup
	for g := range 8 {
		done.Go(func() {
			for i := range 5000 {
				n := (i*7 + g) % 1500
				for _, key := range []string{fmt.Sprint(n), fmt.Sprint("ko-KR,ko;q=0.9,", n)} {
					if v := c.Get(key); v != nil && *v != n {
						t.Errorf("Get(%q) = %d; want %d", key, *v, n)
						return
					}
					c.Put(key, n)
				}
			}
		})
	}
	done.Wait()
}

func BenchmarkGet(b *testing.B) {
	c := memo.New[int]()
	for _, key := range []string{"ko", "en-US", "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7"} {
		c.Put(key, 1)
		b.Run(key, func(b *testing.B) {
			for b.Loop() {
				c.Get(key)
			}
		})
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
