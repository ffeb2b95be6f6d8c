package kpi

import (
	"strconv"
	"strings"
	"unicode"
)

// Place is a file, line and column that a finding is about. The zero values of Line
// and Column mean the whole file or the whole line.
type Place struct {
	File   string
	Line   int    // physical, 1-based: what an editor shows
	Column int    // of the table, 1-based
	Header string // of the column
	Text   string // the cell as written
}

// String returns file:line:col, as far as known, and for a cell of a workbook its address:
// "x.xlsx: Sheet1!G3", or "x.xlsx: G3" where only one sheet was read. A row is where it
// begins: A3.
func (p Place) String() string {
	text := p.File
	switch book, sheet, isBook := p.sheet(); {
	case p.Line == 0:
	case isBook:
		text = book + ": " + sheet + letters(max(p.Column, 1)) + strconv.Itoa(p.Line)
	default:
		text += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			text += ":" + strconv.Itoa(p.Column)
		}
	}
	return Printable(text)
}

// sheet divides the name of a file that is a workbook, x.xlsx or x.xlsx#Sheet1, into that of
// the workbook and the sheet as addresses have it: Sheet1! or 'Sheet 1'!
func (p Place) sheet() (book, sheet string, isBook bool) {
	const extension = ".xlsx"
	if strings.HasSuffix(strings.ToLower(p.File), extension) {
		return p.File, "", true
	}
	i := strings.Index(p.File, extension+"#")
	if i < 0 {
		return "", "", false
	}
	book, sheet = p.File[:i+len(extension)], p.File[i+len(extension)+1:]
	if strings.ContainsFunc(sheet, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		sheet = "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	return book, sheet + "!", true
}

// letters returns the letters of a column: A to Z, AA and so on.
func letters(column int) string {
	text := ""
	for ; column > 0; column = (column - 1) / 26 {
		text = string(rune('A'+(column-1)%26)) + text
	}
	return text
}
