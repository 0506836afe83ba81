package problem

import "strings"

// empty reports whether nothing comes out of the beginning of a compressed content. It
// reads the stream (RFC 1951) itself, because compress/flate makes a program grow by 40 KB.
//
// Where nothing is compressed, each block is stored and has the length 0, or has fixed codes
// and ends at once. No compressor writes a table of codes for nothing.
func empty(coding, content string) bool {
	if coding == "deflate" {
		// Either it is in zlib's format, which the standard wants, or bare.
		if len(content) > 2 && content[0]&0x0f == 8 && (int(content[0])<<8|int(content[1]))%31 == 0 {
			content = content[2:]
		}
	} else if start := gzipHeader(content); start >= len(content) {
		return true // there is not even a whole header
	} else if start < 0 {
		return false
	} else {
		content = content[start:]
	}

	stream := bits{content: content}
	for !stream.ended() {
		last := stream.read(1)
		switch stream.read(2) {
		case 0: // stored
			stream.align()
			length, complement := stream.read(16), stream.read(16)
			if !stream.ended() && (length != 0 || complement != 0xffff) {
				return false
			}
		case 1: // fixed codes; 0 ends the block
			if code := stream.read(7); !stream.ended() && code != 0 {
				return false
			}
		default:
			return stream.ended()
		}
		if last == 1 {
			break
		}
	}
	return true
}

// gzipHeader returns the length of the header at the beginning of a gzip stream (RFC 1952),
// -1 if it is none, and the length of content if the header is longer.
func gzipHeader(content string) int {
	const magic = "\x1f\x8b\x08" // and deflate
	if n := min(len(content), len(magic)); content[:n] != magic[:n] {
		return -1
	}
	const hasChecksum, hasExtra, hasName, hasComment = 1 << 1, 1 << 2, 1 << 3, 1 << 4
	n := 10
	if len(content) < n {
		return len(content)
	}
	flags := content[3]
	if flags&hasExtra != 0 {
		if len(content) < n+2 {
			return len(content)
		}
		n += 2 + int(content[n]) + int(content[n+1])<<8
	}
	for _, flag := range [...]byte{hasName, hasComment} {
		if flags&flag != 0 && n < len(content) {
			length := strings.IndexByte(content[n:], 0)
			if length < 0 {
				return len(content)
			}
			n += length + 1
		}
	}
	if flags&hasChecksum != 0 {
		n += 2
	}
	return min(n, len(content))
}

// bits reads the bits of a content, the lowest of each byte first.
type bits struct {
	content string
	next    int
}

// read returns the next n bits as a number. Behind the end all bits are 0.
func (b *bits) read(n int) (v int) {
	for i := range n {
		if place := b.next / 8; place < len(b.content) {
			v |= int(b.content[place]) >> (b.next % 8) & 1 << i
		}
		b.next++
	}
	return v
}

// align skips the rest of a byte.
func (b *bits) align() { b.next = (b.next + 7) &^ 7 }

// ended reports whether bits behind the end were read.
func (b *bits) ended() bool { return b.next > 8*len(b.content) }
