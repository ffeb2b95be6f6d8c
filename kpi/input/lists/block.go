package lists

import (
	"bytes"
	"unicode/utf8"

	"cchc/kpi/input/rows"
)

// Block is a run of whole rows of a text, parsed.
type Block struct {
	Data  []byte
	Fault error // after the data, for [rows.Text.End]
	Rows  []Row
	Rest  []rows.Row // copies of the rows that were not parsed, in order; each is a Row that is [Left]
	Units *Units     // whose numbers these are
	Kept  []Kept

	IsText bool // every character could be decoded
	IsRead bool // every row could be split
}

// Block parses the rows of a block. A row with more or fewer cells than there are headers,
// or that may be no row, is left.
func (p *Parser) Block(text *rows.Text, b *Block) {
	b.Rows, b.Rest, b.Units = b.Rows[:0], nil, p.units
	p.kept = nil
	width, known := len(p.options.Layout.Headers), len(p.units.Texts)
	seen := Faults(0) // of all rows
	b.IsRead = text.Look(rows.Block{Data: b.Data}, func(row rows.Row) {
		if len(row.Cells) == width {
			b.Rows = append(b.Rows, Row{Line: int32(row.Line), Lines: int32(row.Lines)})
			r := &b.Rows[len(b.Rows)-1]
			p.parse(r, row.Cells)
			if seen |= r.Faults; r.Dossier.Received != 0 {
				return
			}
			b.Rows = b.Rows[:len(b.Rows)-1]
		}
		b.Rest = append(b.Rest, row.Clone())
		b.Rows = append(b.Rows, Row{Unit: Left, Line: int32(row.Line)})
	})
	b.Kept = p.kept
	isKnown := b.IsRead && len(b.Rest) == 0 && seen < unread && len(p.units.Texts) == known && text.IsUTF8() // all cells that were read were there before
	b.IsText = isKnown || bytes.IndexByte(b.Data, 0) < 0 && utf8.Valid(b.Data) && (text.IsUTF8() || !bytes.Contains(b.Data, []byte("\ufffd")))
}
