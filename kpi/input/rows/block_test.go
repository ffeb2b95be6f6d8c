package rows

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// Blocks cut a text only between records, and lose nothing of it.
func TestBlocksAreWholeRecords(t *testing.T) {
	text := strings.Repeat("a,\"b\n\"\"c\"\r\n\nd,e\n", 50) + "f,\"g\nh\""
	for size := 1; size <= 100; size++ {
		blocks := &blockReader{r: strings.NewReader(text), size: size}
		var joined strings.Builder
		var data []byte
		for {
			var err error
			data, err = blocks.next(data)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Count(data, quote)%2 != 0 {
				t.Errorf("in blocks of %d: a block ends within quotes: %q", size, data)
			}
			joined.Write(data)
		}
		if joined.String() != text {
			t.Fatalf("in blocks of %d: the blocks are not the text", size)
		}
	}
}

// A fault of the stream is neither the end of the text nor a record.
func TestBlocksPassOnFaults(t *testing.T) {
	broken := errors.New("broken pipe")
	blocks := &blockReader{r: io.MultiReader(strings.NewReader("a\nb"), failing{broken}), size: 64}
	if data, err := blocks.next(nil); !errors.Is(err, broken) {
		t.Errorf("got %q, %v", data, err)
	}
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }
