package report

import (
	"strconv"
	"strings"

	"cchc/kpi"
)

// Spot returns the place of a cell within its file: its address in a workbook, such as G3,
// else line:column. A whole row is its line.
func Spot(p kpi.Place) string {
	line := strconv.Itoa(p.Line)
	book, _, _ := strings.Cut(strings.ToLower(p.File), "#")
	switch {
	case p.Column == 0:
		return line
	case strings.HasSuffix(book, ".xlsx"):
		letters := ""
		for n := p.Column; n > 0; n = (n - 1) / 26 {
			letters = string(rune('A'+(n-1)%26)) + letters
		}
		return letters + line
	}
	return line + ":" + strconv.Itoa(p.Column)
}
