// Package template fills the fields of an office's own document: a Word file (.docx, .docm)
// or a spreadsheet (.xlsx, .xlsm). A field is what a person writes between two pairs of
// braces, {{ on_time | Tràng Định }}. The package knows nothing of indicators: it finds the
// fields, asks a function for the value of each, and returns the new bytes.
//
// The rest of the document stays as the office made it. Parts without fields are copied as
// they are packed, and in the others only bytes of the runs with fields change. So the XML
// is not read into a model and written anew: libraries for such files that were tried (godocx,
// go-docx, excelize) write every part in a way of their own, and what they do not
// know, such as content controls, is lost. Others replace texts in the bytes, and miss
// the fields that Word has split over several runs. Here tokens give the offsets of
// texts in the bytes, a field is found in the text of its whole paragraph, and its value goes
// to where the field begins.
//
// Where fields are:
//
//   - Word: paragraphs, tables, lists, text boxes, content controls, headers, footers,
//     footnotes, endnotes, comments, charts, properties; deleted text of tracked changes is no
//     text.
//   - Spreadsheet: cells, comments, headers and footers of sheets, text boxes, titles of
//     charts. A cell with nothing but a field becomes a number, where the value has one.
//   - A field elsewhere, such as in a formula or the name of a sheet, is a fault with its
//     place, as is one that is not closed: none stays unfilled in silence. Not looked into are
//     building blocks of Word (word/glossary), macros, and files within the file.
package template

import (
	"errors"

	"cchc/kpi"
)

// Field is a place in a template that a value goes to.
type Field struct {
	// Text is what is between the braces, in NFC, with spaces folded and what Word
	// puts for typed characters undone: quotes are straight, dashes are -, and ... are dots.
	Text string
	// Place is where the field is, such as "table 2, row 3, cell 1, paragraph 1: "{{ a }}"".
	// It is worded as a fault, so that the catalogue has it in both languages.
	Place *kpi.Fault
}

// Value is what a field becomes.
type Value struct {
	Text   string // may have line breaks
	Number string // exact decimal, as 0.993158, for a cell that holds this field alone; "" is none
	// Blocks take the place of the whole paragraph of the field. Where something else is in
	// the paragraph, or a place takes no blocks, Text is written; without Text that
	// is a fault. A cell of a spreadsheet takes those with text, line by line.
	Blocks []Block
}

// Block is one paragraph, table or picture: one of its fields is set.
type Block struct {
	Heading   string
	Paragraph string
	Bullet    string
	Note      string // below a table, in small letters
	Table     *Table
	Picture   *Picture
}

// Table is a table of a Word file: its first Keys columns and its last Notes columns are
// left aligned, the others are figures.
type Table struct {
	Header [][]string // rows that are repeated on each page
	Rows   [][]string
	Total  []string // may be nil
	Keys   int
	Notes  int
}

// Picture is a picture in PNG, shown as large as it is, or as wide as the text around it.
type Picture struct {
	PNG     []byte
	PerInch int // pixels to the inch; 0 is 96
	Alt     string
}

// Template is a document with fields.
type Template struct {
	name    string
	archive *archive
	parts   []*part // with texts
	fields  []Field
	book    *book // of a spreadsheet
	pages   pages // of a Word file
}

// maxFaults is how many faults of a template are reported at once.
const maxFaults = 20

// The most that a person writes is far less.
const (
	fieldsLimit = 10_000  // of a template
	piecesLimit = 100_000 // of a paragraph
)

// Read finds the fields of a document. The error names every field that is not closed or
// cannot be filled, with its place.
func Read(name string, data []byte) (*Template, error) {
	t, err := read(name, data)
	if err != nil {
		return nil, kpi.NewFault("{file}: {reason}", "file", kpi.Printable(name)).Because(err)
	}
	return t, nil
}

func read(name string, data []byte) (*Template, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	t := &Template{name: name, archive: a}
	finder := &finder{t: t, images: map[int]bool{}}
	if a.isBook {
		err = finder.readBook()
	} else {
		err = finder.readWords()
	}
	if err == nil {
		err = finder.readOthers()
	}
	if err != nil {
		return nil, err
	}
	t.pages.used = finder.images
	return t, errors.Join(finder.faults[:min(len(finder.faults), maxFaults)]...)
}

// Fields returns every field in reading order: the body or the sheets, then headers,
// footers, notes, comments and the rest. A text that a file has twice, for older programs, is one.
func (t *Template) Fields() []Field { return append([]Field(nil), t.fields...) }

// Extension returns the extension that a filled document must have, such as ".docx".
func (t *Template) Extension() string { return t.archive.extension }

// Fill returns the document with a value for each field. The same values give the same bytes.
func (t *Template) Fill(value func(Field) Value) ([]byte, error) {
	f := &filling{t: t, values: make([]Value, len(t.fields)), edits: map[string][]edit{}, used: map[int]bool{}}
	for i, field := range t.fields {
		f.values[i] = value(field)
	}
	for id := range t.pages.used {
		f.used[id] = true
	}
	for _, p := range t.parts {
		for _, g := range p.paragraphs {
			f.fillParagraph(p, g)
		}
	}
	if t.book != nil && len(t.fields) > 0 {
		f.fillBook()
	}
	f.linkPictures()
	if err := errors.Join(f.faults[:min(len(f.faults), maxFaults)]...); err != nil {
		return nil, kpi.NewFault("{file}: {reason}", "file", kpi.Printable(t.name)).Because(err)
	}
	return t.archive.write(f.edits, f.media)
}
