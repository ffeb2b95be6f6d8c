package rows

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// A reader of XML remembers every element that is open: a small file of nothing
// but such would fill the memory.
func TestDeepParts(t *testing.T) {
	const deep = "xl/worksheets/sheet1.xml: elements within more than 100 others"
	for _, c := range []struct{ name, text, want string }{
		{"as deep as may be", strings.Repeat("<a>", 99) + strings.Repeat("</a>", 99), ""},
		{"deeper", strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), deep},
		{"without an end", strings.Repeat("<a>", 1<<20), deep},
		{"beside each other", "<a>" + strings.Repeat("<b/>", 1000) + "</a>", ""},
	} {
		text := ""
		if _, err := readArchive(zipOf(t, "xl/worksheets/sheet1.xml", "<worksheet>"+c.text+"</worksheet>")); err != nil {
			text = err.Error()
		}
		if text != c.want {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
	}
}

// zipOf packs one file.
func zipOf(t *testing.T, name, text string) *zip.Reader {
	t.Helper()
	data := bookOf(t, map[string][]byte{name: []byte(text)})
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
