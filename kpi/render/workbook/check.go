package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"cchc/kpi/report"
)

// writeCheck writes the form of a reply: who sent which month, and a sheet for each letter.
func writeCheck(w io.Writer, c *report.Check) error {
	say := c.Texts.Say
	return write(w, say("reply.title"), func(f *excelize.File) error {
		reply := c.Reply
		if reply == nil {
			reply = &report.Reply{Sent: report.Sent{Name: say("reply.sent"), Above: []string{say("reply.sent.title")}}}
		}
		b := newBook(f, &report.Document{Title: reply.Period, Texts: c.Texts})
		b.names = nil
		if err := sent(b, reply.Sent); err != nil {
			return err
		}
		for _, l := range reply.Letters {
			if err := letter(b, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// sent writes who sent which month.
func sent(b *book, s report.Sent) error {
	const unit, month, number, files = 20, 7.5, 8, 16
	var columns []listColumn
	for i, header := range s.Headers {
		c := listColumn{header: header, width: month, align: "center"}
		switch {
		case i == 0:
			c.width, c.align, c.isKey = unit, "left", true
		case i == len(s.Headers)-1:
			c.width, c.align = files, "left"
		case i > s.Months:
			c.width, c.align = number, "right"
		}
		columns = append(columns, c)
	}
	var rows [][]cell
	for _, r := range s.Rows {
		l := look{}
		if r.IsTotal {
			l.kind = total
		}
		row := []cell{{r.Unit, l}}
		for _, mark := range r.Marks {
			c := cell{mark.Text, l}
			if mark.IsMissing {
				c.look.kind = lacking
			}
			row = append(row, c)
		}
		if r.IsTotal {
			row = append(row, cell{nil, l}, cell{nil, l}, cell{nil, l})
		} else {
			row = append(row, cell{r.Errors, l}, cell{r.Warnings, l}, cell{r.Files, l})
		}
		rows = append(rows, row)
	}
	return list(b, b.named(s.Name), s.Above, columns, rows, listedLines(s.Lists)...)
}

// listedLines returns lists as cells below each other.
func listedLines(lists []report.Lines) (below []cell) {
	for _, l := range lists {
		below = append(below, cell{l.Title, look{bold: true}})
		for _, line := range l.Lines {
			text := ""
			for _, span := range line.Spans {
				text += span.Text
			}
			below = append(below, cell{"• " + text, look{}})
		}
	}
	return below
}

// letter writes what was found of a unit or in a file, with a blank column for the answer.
func letter(b *book, l report.Letter) error {
	widths := []float64{18, 9, 16, 13, 32, 25, 10, 22}
	var columns []listColumn
	for i, header := range l.Headers {
		columns = append(columns, listColumn{header: header, width: widths[i], align: "left"})
	}
	var rows [][]cell
	for _, f := range l.Findings {
		grey := look{grey: f.IsNote}
		rows = append(rows, []cell{
			{f.File, grey}, {f.Cell, look{bold: !f.IsNote, grey: f.IsNote}}, {f.Header, grey}, {f.Text, grey}, {f.Wrong, grey}, {f.Remedy, grey},
			{f.Severity, look{bold: !f.IsNote, grey: f.IsNote}}, {"", grey},
		})
	}
	return list(b, b.named(l.Name), l.Above, columns, rows)
}

// writeCodes writes the list of codes.
func writeCodes(w io.Writer, c *report.Codes) error {
	return write(w, c.Headers[0], func(f *excelize.File) error {
		b := newBook(f, &report.Document{Texts: c.Texts})
		b.names = nil
		widths, columns := []float64{22, 12, 12, 52, 46}, []listColumn(nil)
		for i, header := range c.Headers {
			columns = append(columns, listColumn{header: header, width: widths[i], align: "left"})
		}
		var rows [][]cell
		for _, r := range c.Rows {
			allow := map[bool]string{true: "yes", false: "no"}[r.Allow]
			rows = append(rows, []cell{
				{r.Code, look{bold: true}}, {value: c.Texts.Say("severity." + r.Severity.String())}, {value: c.Texts.Say(allow)}, {value: r.Meaning}, {value: r.Remedy},
			})
		}
		return list(b, b.named(c.Headers[0]), []string{c.Headers[0], c.Legend}, columns, rows)
	})
}
