package input

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestProgress: all bytes of all files are counted, by however many goroutines; what is
// not read of a file is taken off the total.
func TestProgress(t *testing.T) {
	rows := exportHead + strings.Repeat("2024-06,Tràng Định,Tri Phương,5\n", 1000)
	for _, tt := range []struct {
		name string
		in   files
		want int // bytes read, and the total in the end
	}{
		{"one", files{"a.csv": rows}, len(rows)},
		{"several", files{"a.csv": rows, "b.csv": rows, "c.csv": rows}, 3 * len(rows)},
		{"a byte-order mark", files{"a.csv": "\ufeff" + rows}, len("\ufeff" + rows)},
		{"empty", files{"a.csv": ""}, 0},
		{"refused by its first bytes", files{"a.csv": "%PDF-1.7" + strings.Repeat(rows, 100), "b.csv": rows}, headBytes + len(rows)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			names := write(t, tt.in)
			for _, opts := range slices.Concat([]Options{{}, {Hash: true}}, ways(Options{})) {
				opts.Progress = &Progress{}
				Read(definitions(t), names, nil, opts)
				want := tt.want
				if opts.Hash { // a file that is refused is read on for its hash
					want = sizes(tt.in)
				}
				if read, total := opts.Progress.Read(), opts.Progress.Total(); read != int64(want) || total != read {
					t.Errorf("%s: %d bytes of %d are read, want all %d", opts, read, total, want)
				}
			}
		})
	}
}

// sizes returns how many bytes files have.
func sizes(in files) (size int) {
	for _, text := range in {
		size += len(text)
	}
	return size
}

// TestProgressOfWorkbook: the bytes of its file are counted, not those unpacked.
func TestProgressOfWorkbook(t *testing.T) {
	data, err := os.ReadFile("../../testdata/forms/progress-766.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	p := &Progress{}
	Read(definitions(t), write(t, files{"a.xlsx": string(data)}), nil, Options{Progress: p})
	if want := int64(len(data)); p.Read() != want || p.Total() != want {
		t.Errorf("%d bytes of %d are read, want all %d", p.Read(), p.Total(), want)
	}
}

// TestProgressOfStandardInput: a pipe does not say how much comes, a file does. Beside
// a pipe nothing is known of the whole, even at the end of a file.
func TestProgressOfStandardInput(t *testing.T) {
	rows := exportHead + "2024-06,Tràng Định,Tri Phương,5\n"
	names := write(t, files{"a.csv": rows})
	file, err := os.Open(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	size := int64(len(rows))
	for _, tt := range []struct {
		name        string
		args        []string
		stdin       io.Reader
		read, total int64
	}{
		{"a pipe", []string{Stdin}, strings.NewReader(rows), size, 0},
		{"a file", []string{Stdin}, file, size, size},
		{"a pipe and a file", []string{Stdin, names[0]}, strings.NewReader(rows), 2 * size, 0},
	} {
		p := &Progress{}
		Read(definitions(t), tt.args, tt.stdin, Options{Progress: p})
		if p.Read() != tt.read || p.Total() != tt.total {
			t.Errorf("%s: %d of %d, want %d of %d", tt.name, p.Read(), p.Total(), tt.read, tt.total)
		}
	}
}
