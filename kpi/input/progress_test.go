package input

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"cchc/kpi/input/rows"
)

// TestProgress: all bytes of all files are counted, by however many goroutines; what is
// not read of a file is taken off the total.
func TestProgress(t *testing.T) {
	text := exportHead + strings.Repeat("2024-06,Tràng Định,Tri Phương,5\n", 1000)
	for _, tt := range []struct {
		name string
		in   files
		want int // bytes read, and the total in the end
	}{
		{"one", files{"a.csv": text}, len(text)},
		{"several", files{"a.csv": text, "b.csv": text, "c.csv": text}, 3 * len(text)},
		{"a byte-order mark", files{"a.csv": "\ufeff" + text}, len("\ufeff" + text)},
		{"empty", files{"a.csv": ""}, 0},
		{"refused by its first bytes", files{"a.csv": "%PDF-1.7" + strings.Repeat(text, 100), "b.csv": text}, 1<<16 + len(text)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			names := write(t, tt.in)
			for _, opts := range slices.Concat([]Options{{}, {Rows: rows.Options{Hash: true}}}, ways(Options{})) {
				opts.Rows.Progress = &rows.Progress{}
				Read(definitions(t), names, nil, opts)
				want := tt.want
				if opts.Rows.Hash { // a file that is refused is read on for its hash
					want = sizes(tt.in)
				}
				if read, total := opts.Rows.Progress.Read(), opts.Rows.Progress.Total(); read != int64(want) || total != read {
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
	p := &rows.Progress{}
	Read(definitions(t), write(t, files{"a.xlsx": string(data)}), nil, Options{Rows: rows.Options{Progress: p}})
	if want := int64(len(data)); p.Read() != want || p.Total() != want {
		t.Errorf("%d bytes of %d are read, want all %d", p.Read(), p.Total(), want)
	}
}

// TestProgressOfStandardInput: a pipe does not show how much there is, a file does. Beside
// a pipe nothing is known of the whole, even at the end of a file.
func TestProgressOfStandardInput(t *testing.T) {
	text := exportHead + "2024-06,Tràng Định,Tri Phương,5\n"
	names := write(t, files{"a.csv": text})
	file, err := os.Open(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	size := int64(len(text))
	for _, tt := range []struct {
		name        string
		args        []string
		stdin       io.Reader
		read, total int64
	}{
		{"a pipe", []string{rows.Stdin}, strings.NewReader(text), size, 0},
		{"a file", []string{rows.Stdin}, file, size, size},
		{"a pipe and a file", []string{rows.Stdin, names[0]}, strings.NewReader(text), 2 * size, 0},
	} {
		p := &rows.Progress{}
		Read(definitions(t), tt.args, tt.stdin, Options{Rows: rows.Options{Progress: p}})
		if p.Read() != tt.read || p.Total() != tt.total {
			t.Errorf("%s: %d of %d, want %d of %d", tt.name, p.Read(), p.Total(), tt.read, tt.total)
		}
	}
}
