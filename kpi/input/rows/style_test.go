package rows

import (
	"testing"
	"time"
)

// What a number format makes of a number, by its code.
func TestShapes(t *testing.T) {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ code, value, want string }{
		{"General", "5", "5"},
		{"#,##0", "1057", "1057"},
		{`0" ngày"`, "5", "5"},
		{`[Red]#,##0;[Blue]\-0`, "5", "5"},
		{`#,##0\ "đ"_);(d)`, "5", "5"},
		{`[$-42A]0`, "5", "5"},
		{"0.0", "120", "120"},
		{"#,##0.00", "120", "120"},
		{"0.0", "120.5", "120.5"},
		{"# ?/?", "120", "120"},
		{`0.0,"k"`, "120", "120 / 1000"},
		{"#,##0,", "120000", "120000 / 1000"},
		{"#,##0,,_);(0)", "120000", "120000 / 1000"},
		{`#,##0", "`, "120", "120"},
		{"0%", "1", "100%"},
		{"0%", "0.996", "100%"},
		{"0.00%", "0.99395227198430856", "99.40%"},
		{"0.0%", "9.94E-1", "99.4%"},
		{"0%", "1e999999999", "1e999999999"},
		{"0%", "text", "text"},
		{`0"%"`, "99", "99%"},
		{`0\%`, "99", "99%"},
		{"d-mmm", "45419", "2024-05-07"},
		{`d\-mmm`, "45419", "2024-05-07"},
		{"[$-409]d/m/yyyy;@", "45419", "2024-05-07"},
		{"mm/yyyy", "45536", "2024-09"},
		{"yyyy", "45536", "Năm 2024"},
		{"h:mm", "0.5", "12:00"},
		{"[h]:mm:ss", "0.25", "06:00"},
		{"dd/mm/yyyy hh:mm", "45419.75", "2024-05-07 18:00"},
		{"dd/mm/yyyy hh:mm", "45419", "2024-05-07"},
		{"d/m/yyyy", "-1", "-1"},
		{"d/m/yyyy", "1e300", "1e300"},
		{builtInFormat(9), "1", "100%"},
		{builtInFormat(10), "0.5", "50.00%"},
		{builtInFormat(14), "45419", "2024-05-07"},
		{builtInFormat(16), "45419", "2024-05-07"},
		{builtInFormat(17), "45419", "2024-05"},
		{builtInFormat(20), "0.5", "12:00"},
		{builtInFormat(22), "45419.5", "2024-05-07 12:00"},
		{builtInFormat(3), "1057", "1057"},
		{builtInFormat(49), "1057", "1057"},
	} {
		if got := string(shapeOf(c.code).text([]byte(c.value), epoch)); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.code, c.value, got, c.want)
		}
	}
}

// A workbook whose styles are all plain has none to look up.
func TestPlainStyles(t *testing.T) {
	var s styles
	for _, id := range []int{0, 1, 2, 3, 4, 49} {
		s.Cells = append(s.Cells, struct {
			Format int `xml:"numFmtId,attr"`
		}{id})
	}
	if got := s.shapes(); got != nil {
		t.Errorf("%v", got)
	}
}
