package batch

import (
	"bytes"

	"cchc/kpi/input/rows"
)

// counts reads the counts of neighbouring columns, from a place to behind what ends the
// last.
func (p *parser) counts(columns []parsedColumn, data []byte, at int) (next int, ok bool) {
	for i := range columns {
		c, v, from := &columns[i], int64(0), at
		for at < len(data) && data[at]-'0' <= 9 {
			v = v*10 + int64(data[at]-'0')
			at++
		}
		if n := at - from; n > 0 && n <= plainDigits && at < len(data) && data[at] == c.end {
			p.values[c.figure] += v
			at++
			continue
		}
		if at, ok = p.grouped(c, data, from); !ok {
			return at, false
		}
	}
	return at, true
}

// grouped reads a count in groups of digits, or within quotes or blanks.
func (p *parser) grouped(c *parsedColumn, data []byte, at int) (next int, ok bool) {
	if next, ok = c.read(data, at, p.delimiter); !ok {
		return next, false
	}
	v, form, mark := rows.Count(c.text())
	p.values[c.figure] += v
	if form == rows.Grouped && p.row.mark == 0 {
		p.row.mark = mark
	}
	if form == rows.Grouped {
		isRound := v%1000 == 0 && v < 1_000_000 // two marks divide no decimals
		p.row.round, p.row.uneven = p.row.round || isRound, p.row.uneven || !isRound
	}
	return next, v < plainLimit && (form == rows.Digits || form == rows.Grouped && mark == p.row.mark)
}

// ordinal reads the number of a row.
func (c *parsedColumn) ordinal(data []byte, at int) (next int, ok bool) {
	next = at
	for next < len(data) && data[next]-'0' <= 9 {
		next++
	}
	if next == at || next-at > plainDigits || next == len(data) || data[next] != c.end {
		return next, false
	}
	return next + 1, true
}

// read finds the end of a cell that is no count, from a place to behind what ends it. One
// that takes more than a line, or has a quote in a wrong place, is left to the table.
func (c *parsedColumn) read(data []byte, at int, delimiter byte) (next int, ok bool) {
	next = at
	isQuoted := at < len(data) && data[at] == '"'
	if isQuoted {
		for next++; ; next += 2 {
			n := bytes.IndexByte(data[next:], '"')
			if n < 0 || bytes.IndexByte(data[next:next+n], '\n') >= 0 {
				return next, false
			}
			if next += n; next+1 == len(data) || data[next+1] != '"' {
				break
			}
		}
		next++
	}
	for ; next < len(data) && data[next] != c.end; next++ {
		if b := data[next]; isQuoted || b == delimiter || b == '"' || b == '\n' || b == '\r' {
			return next, false
		}
	}
	if next >= len(data) {
		return next, false
	}
	c.want = data[at:next]
	return next + 1, true
}

// text returns the cell without quotes.
func (c *parsedColumn) text() []byte {
	if len(c.want) == 0 || c.want[0] != '"' {
		return c.want
	}
	text := c.want[1 : len(c.want)-1]
	if bytes.IndexByte(text, '"') < 0 {
		return text
	}
	c.buffer = c.buffer[:0]
	for {
		n := bytes.IndexByte(text, '"')
		if n < 0 {
			c.buffer = append(c.buffer, text...)
			return c.buffer
		}
		c.buffer = append(c.buffer, text[:n+1]...)
		text = text[n+2:]
	}
}
