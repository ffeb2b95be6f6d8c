package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// in writes rows as files in a form.
func (f form) in(t testing.TB, r *rand.Rand, all []office) exports {
	t.Helper()
	w := writer{f, r}
	parts := [][]office{all}
	switch {
	case f.titles:
		parts = groupBy(all, func(o office) string { return o.period })
	case f.files > 0:
		parts = groupBy(all, func(office) string { return fmt.Sprint(r.IntN(f.files)) })
	}
	e := exports{}
	for i, part := range parts {
		table := w.table(part)
		if f.book {
			e[fmt.Sprintf("%d.xlsx", i)] = workbook(t, table)
		} else {
			e[fmt.Sprintf("%d.csv", i)] = w.bytes(t, w.text(table))
		}
	}
	return e
}

// text writes rows of cells as text.
func (w writer) text(table [][]string) string {
	delimiter, newline := w.delimiter, w.newline
	if delimiter == "" {
		delimiter = ","
	}
	var b strings.Builder
	for _, row := range table {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(delimiter)
			}
			if strings.ContainsAny(cell, "\""+delimiter) || w.quotes > 0 && w.r.IntN(w.quotes) == 0 {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		switch newline {
		case "":
			b.WriteString("\n")
		case "mixed":
			b.WriteString([]string{"\n", "\r\n", "\r"}[w.r.IntN(3)])
		default:
			b.WriteString(newline)
		}
	}
	return b.String()
}

// bytes encodes a text.
func (w writer) bytes(t testing.TB, text string) string {
	t.Helper()
	if w.mark {
		text = "\ufeff" + text
	}
	switch w.encoding {
	case "utf-16le", "utf-16be":
		var b strings.Builder
		for _, unit := range utf16.Encode([]rune(text)) {
			pair := []byte{byte(unit), byte(unit >> 8)}
			if w.encoding == "utf-16be" {
				pair[0], pair[1] = pair[1], pair[0]
			}
			b.Write(pair)
		}
		return b.String()
	case "windows-1258":
		return encoded(t, charmap.Windows1258, tonesApart(text))
	case "tcvn3", "vni":
		letters := tcvn3Letters()
		if w.encoding == "vni" {
			letters = vniLetters()
		}
		var b strings.Builder
		for _, c := range text {
			sign, ok := letters[c]
			if !ok {
				if sign, ok = letters[unicode.ToLower(c)]; !ok {
					sign = string(c)
				}
			}
			b.WriteString(sign)
		}
		return encoded(t, charmap.Windows1252, b.String())
	}
	return text
}

func encoded(t testing.TB, to *charmap.Charmap, text string) string {
	t.Helper()
	text, err := to.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// tonesApart writes the tones as marks behind their letters, as windows-1258 has
// them.
func tonesApart(text string) string {
	var b strings.Builder
	for _, c := range text {
		var tone string
		letter := strings.Map(func(c rune) rune {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", c) {
				tone = string(c)
				return -1
			}
			return c
		}, norm.NFD.String(string(c)))
		b.WriteString(norm.NFC.String(letter) + tone)
	}
	return b.String()
}

// tcvn3Letters are the letters of TCVN3 as the characters of Windows-1252 with the
// same bytes, from the published table.
func tcvn3Letters() map[rune]string {
	signs := []rune("µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®¡¢£¤¥¦§")
	letters := map[rune]string{}
	for i, c := range []rune("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ") {
		letters[c] = string(signs[i])
	}
	return letters
}

// vniLetters are those of VNI: a vowel and a mark after it, or one sign.
func vniLetters() map[rune]string {
	letters := map[rune]string{}
	add := func(vietnamese, base, marks string) {
		signs := []rune(marks)
		for i, c := range []rune(vietnamese) {
			letters[c] = base + string(signs[i])
			letters[unicode.ToUpper(c)] = strings.ToUpper(base + string(signs[i]))
		}
	}
	for base, vowels := range map[string]string{"a": "àảãáạ", "e": "èẻẽéẹ", "o": "òỏõóọ", "ô": "ờởỡớợ", "u": "ùủũúụ", "ö": "ừửữứự", "y": "ỳỷỹý"} {
		add(vowels, base, "øûõùï")
	}
	for base, vowels := range map[string]string{"a": "âầẩẫấậ", "e": "êềểễếệ", "o": "ôồổỗốộ"} {
		add(vowels, base, "âàåãáä")
	}
	add("ăằẳẵắặ", "a", "êèúüéë")
	add("ìỉĩíịơưỵđ", "", "ìæóíòôöîñ")
	return letters
}

// workbook writes rows of cells as the first sheet of a workbook, counts as numbers.
func workbook(t testing.TB, table [][]string) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range table {
		for c, text := range row {
			at, err := excelize.CoordinatesToCellName(c+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			var value any = text
			if v, err := strconv.ParseInt(text, 10, 64); err == nil {
				value = v
			}
			if err := book.SetCellValue("Sheet1", at, value); err != nil && text != "" {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
