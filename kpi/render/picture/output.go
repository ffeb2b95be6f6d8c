package picture

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// description puts into words what the picture shows.
func (c *chart) description() string {
	var parts []string
	for i, f := range c.figures() {
		name := lettered(c.r.TotalLabel)
		if i < len(c.r.Rows) {
			name = rowLabel(c.r.Rows[i].Keys)
		}
		part := name + ": " + c.value(f)
		if f.Judgment != "" {
			part += " (" + lettered(f.Judgment) + ")"
		}
		parts = append(parts, part)
	}
	return lettered(c.r.Title) + ". " + strings.Join(parts, "; ")
}

// writeSVG gives the picture of the library its size on paper, fonts that programs
// have (Liberation Sans is as wide as Arial), and says in words what it shows.
func (c *chart) writeSVG(w io.Writer) error {
	b, err := c.paper.Bytes()
	if err != nil {
		return fmt.Errorf("encoding the picture: %w", err)
	}
	var words bytes.Buffer
	words.WriteString(`" role="img" aria-labelledby="title desc" xml:lang="` + string(c.r.Lang) + "\">\n<title id=\"title\">")
	// A buffer takes everything.
	_ = xml.EscapeText(&words, []byte(lettered(c.r.Columns[0].Label)))
	words.WriteString("</title>\n<desc id=\"desc\">")
	_ = xml.EscapeText(&words, []byte(c.description()))
	words.WriteString("</desc>\n")
	size := fmt.Sprintf(`<svg width="%.1fmm" height="%.1fmm" `, float64(c.width)/perInch*25.4, float64(c.height)/perInch*25.4)
	text := strings.Replace(string(b), "<svg ", size, 1)
	text = strings.Replace(text, `">`, words.String(), 1)
	text = strings.ReplaceAll(text, "'Liberation Sans',sans-serif", "Arial,'Liberation Sans',Helvetica,sans-serif")
	text = strings.ReplaceAll(text, "/><", "/>\n<")
	text = strings.ReplaceAll(text, "</text><", "</text>\n<")
	_, err = io.WriteString(w, text+"\n")
	return err
}

// withDensity puts the number of pixels in a metre behind the header of a PNG, so
// that documents show it in its size.
func withDensity(file []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature; length, name, data and checksum of the header
	const perMetre = 7874             // 200 to the inch
	chunk := []byte("pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	out := binary.BigEndian.AppendUint32(slices.Clone(file[:header]), uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, file[header:]...)
}
