package lists

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/header"
	"cchc/kpi/input/rows"
)

// Options are what the rows of a list are parsed by.
type Options struct {
	Layout *header.Layout // with a List
	Words  *catalog.Lists
	AsOf   kpi.Moment // the day of the list
	Seed   maphash.Seed
	Keeps  func(code uint64) bool // what is kept of a row with this hash is wanted; nil: of none
	Other  int                    // the cell of the unit that a row is not counted for, of the two that received and resolve it; -1: it is not wanted
}

// Parser parses rows. Each goroutine has its own.
type Parser struct {
	options  Options
	cells    [catalog.ListColumns]int // of the columns; -1 for none
	keys     []int                    // the cells that name the unit
	others   []int                    // those cells with that of the other unit
	mapped   []int                    // the cells that are read
	units    *Units
	states   words[dossiers.State]
	channels words[dossiers.Channel]
	flags    [catalog.ListColumns]words[dossiers.Flag]
	kept     []Kept
	folded   []byte // the last code that was folded
}

// TextsLimit is how many texts a parser remembers of a column. Where there are more, they
// are no words, and no units.
const TextsLimit = 1 << 16

// NewParser returns a parser.
func NewParser(o Options) *Parser {
	p := &Parser{options: o, cells: o.Layout.List.Cells, keys: o.Layout.Keys.Cells(), units: newUnits(o.Seed),
		states: newWords(o.Words.State), channels: newWords(o.Words.Channel)}
	for c, cell := range p.cells {
		if cell >= 0 && c < int(catalog.ListResolving) {
			p.mapped = append(p.mapped, cell)
		}
	}
	p.mapped = append(p.mapped, p.keys...)
	if own := o.Layout.Keys[header.Unit]; o.Other >= 0 && own >= 0 {
		p.others = slices.Clone(p.keys)
		p.others[slices.Index(p.others, own)] = o.Other
	}
	for c := catalog.ListFee; c <= catalog.ListElectronic; c++ {
		p.flags[c] = newWords(func(text string) (dossiers.Flag, bool) { return o.Words.Flag(c, text) })
	}
	p.flags[catalog.ListFee] = newWords(func(text string) (dossiers.Flag, bool) { return feeOf(o.Words, text) })
	return p
}

// Units returns the texts of units so far.
func (p *Parser) Units() *Units { return p.units }

// Kept returns what was kept of the row that was parsed last.
func (p *Parser) Kept() []Kept { return p.kept }

// IsRow reports whether cells are those of a dossier: they hold a day of receipt or a code,
// another day beside something, or most of them are filled. The words of a section or of a
// note are in one or two.
func (p *Parser) IsRow(cells [][]byte) bool {
	filled, isDated := 0, false
	for _, i := range p.mapped {
		if i >= len(cells) || len(rows.Trim(cells[i])) == 0 {
			continue
		}
		filled++
		_, fault := dates.Moment(cells[i])
		isDay := fault == dates.NoFault
		switch i {
		case p.cells[catalog.ListReceived]:
			if isDay {
				return true
			}
		case p.cells[catalog.ListCode]:
			if bytes.ContainsAny(cells[i], "0123456789") && bytes.IndexByte(rows.Trim(cells[i]), ' ') < 0 {
				return true
			}
		default:
			isDated = isDated || isDay
		}
	}
	return filled > 2 || filled > 1 && isDated
}

// IsReceived reports whether cells have a day of receipt.
func (p *Parser) IsReceived(cells [][]byte) bool {
	at := p.cells[catalog.ListReceived]
	if at >= len(cells) {
		return false
	}
	_, fault := dates.Moment(cells[at])
	return fault == dates.NoFault
}

// Parse reads a row with as many cells as there are headers.
func (p *Parser) Parse(cells [][]byte) (r Row) {
	p.kept = p.kept[:0]
	p.parse(&r, cells)
	return r
}

// parse reads a row to a blank one.
func (p *Parser) parse(r *Row, cells [][]byte) {
	d := &r.Dossier
	days := [...]*kpi.Moment{&d.Received, &d.Due, &d.Result, &d.Handed, &d.Returned, &d.Asked, &d.Supplied}
	for i, to := range days {
		c := catalog.ListReceived + catalog.ListColumn(i)
		if at := p.cells[c]; at >= 0 && len(cells[at]) > 0 {
			p.day(r, c, cells[at], to)
		}
	}
	p.state(r, cells)
	if at := p.cells[catalog.ListChannel]; at >= 0 {
		p.channel(r, cells[at])
	}
	p.flag(r, catalog.ListFee, cells, &d.Fee)
	p.flag(r, catalog.ListPaid, cells, &d.Paid)
	p.flag(r, catalog.ListDigitised, cells, &d.Digitised)
	p.flag(r, catalog.ListReused, cells, &d.Reused)
	p.flag(r, catalog.ListElectronic, cells, &d.Electronic)
	if at := p.cells[catalog.ListCode]; at >= 0 {
		p.code(r, p.foldCode(cells[at]))
	}
	r.Unit, r.Other = int32(p.units.number(p.keys, cells)), Left
	if p.others != nil {
		r.Other = int32(p.units.number(p.others, cells))
	}
	r.Faults |= p.order(d, r.Faults)
	if r.Kept = -1; p.options.Keeps != nil && p.options.Keeps(r.Code) {
		r.Kept = int32(len(p.kept))
		p.kept = append(p.kept, p.keep(cells))
	}
}

// keep returns what is kept of a row.
func (p *Parser) keep(cells [][]byte) (k Kept) {
	var hash maphash.Hash
	hash.SetSeed(p.options.Seed)
	for _, i := range p.mapped {
		cell := rows.Trim(cells[i])
		if i == p.cells[catalog.ListCode] {
			cell = p.foldCode(cell)
			k.Code = string(cell)
		}
		_, _ = hash.Write(cell) // which never fails
		_ = hash.WriteByte(rows.CellEnd)
	}
	k.Whole = hash.Sum64()
	return k
}

// foldCode returns a code as all systems would write it: in capital letters, with plain
// dashes, without spaces, and without the apostrophe that makes spreadsheets take it for a
// text. It is valid until the next one is folded; most are such already.
func (p *Parser) foldCode(cell []byte) []byte {
	isPlain := func(c byte) bool { return c > ' ' && c != '\'' && c < 'a' }
	at := 0
	for at < len(cell) && isPlain(cell[at]) {
		at++
	}
	if at == len(cell) {
		return cell
	}
	to := p.folded[:0]
	for _, c := range string(cell) {
		switch {
		case unicode.IsSpace(c), unicode.Is(unicode.Cf, c), len(to) == 0 && strings.ContainsRune("'’‘`", c):
		case unicode.Is(unicode.Pd, c), c == '−':
			to = append(to, '-')
		case c >= 'a' && c <= 'z':
			to = append(to, byte(c)-'a'+'A')
		default:
			to = utf8.AppendRune(to, c)
		}
	}
	p.folded = to
	return to
}

// day reads the cell of a day.
func (p *Parser) day(r *Row, c catalog.ListColumn, cell []byte, to *kpi.Moment) {
	m, fault := dates.Moment(cell)
	if *to = m; fault == dates.NoFault || len(rows.Trim(cell)) == 0 {
		return
	}
	r.Faults |= Unread(c)
	r.reasons |= uint32(fault) << (reasonBits * (c - catalog.ListReceived))
}

// state reads the state of a row.
func (p *Parser) state(r *Row, cells [][]byte) {
	at := p.cells[catalog.ListState]
	if at < 0 {
		return
	}
	s, isBlank, ok := p.states.of(cells[at])
	switch r.Dossier.State = s; {
	case isBlank:
		r.Faults |= NoState
	case !ok:
		r.Faults |= Unread(catalog.ListState)
	}
}

// channel reads the channel of a row.
func (p *Parser) channel(r *Row, cell []byte) {
	channel, isBlank, ok := p.channels.of(cell)
	if r.Dossier.Channel = channel; !isBlank && !ok {
		r.Faults |= Unread(catalog.ListChannel)
	}
}

// flag reads a cell of yes or no.
func (p *Parser) flag(r *Row, c catalog.ListColumn, cells [][]byte, to *dossiers.Flag) {
	at := p.cells[c]
	if at < 0 {
		return
	}
	flag, isBlank, ok := p.flags[c].of(cells[at])
	if *to = flag; ok {
		return
	}
	if *to = dossiers.Blank; !isBlank {
		r.Faults |= Unread(c)
	}
}

// code hashes the code of a row and compares its day. A hash is never 0.
func (p *Parser) code(r *Row, code []byte) {
	if len(code) == 0 {
		r.Faults |= NoCode
		return
	}
	r.Code = max(maphash.Bytes(p.options.Seed, code), 1)
	if day := codeDay(code); day != 0 && r.Dossier.Received != 0 && day.CompareDays(r.Dossier.Received) != 0 {
		r.Faults |= CodeDay
	}
}

// order compares the days of a dossier with each other, with its state and with the day of
// the list. Of days that cannot be read, which are among its faults so far, nothing follows.
func (p *Parser) order(d *dossiers.Dossier, unread Faults) (f Faults) {
	isUnread := func(columns ...catalog.ListColumn) bool {
		return slices.ContainsFunc(columns, func(c catalog.ListColumn) bool { return unread&Unread(c) != 0 })
	}
	isReceived := d.Received != 0
	for i, m := range [days]kpi.Moment{d.Received, 0, d.Result, d.Handed, d.Returned, d.Asked, d.Supplied} {
		if m.CompareDays(p.options.AsOf) > 0 {
			f |= future << i
		}
	}
	for i, m := range [...]kpi.Moment{d.Result, d.Handed, d.Returned} {
		if m != 0 && isReceived && m.Compare(d.Received) < 0 {
			f |= Before(catalog.ListResult) << i
		}
	}
	if d.State == dossiers.New {
		return f
	}
	if !isReceived && !isUnread(catalog.ListReceived) {
		f |= NoReceipt
	}
	switch {
	case d.Due == 0 && !isUnread(catalog.ListDue):
		f |= NoDue
	case d.Due != 0 && isReceived && d.Due.CompareDays(d.Received) < 0:
		f |= DueBefore
	}
	if d.Asked != 0 && d.Supplied != 0 && d.Supplied.Compare(d.Asked) < 0 {
		f |= SuppliedBefore
	}
	isEndUnread := unread != 0 && isUnread(catalog.ListResult, catalog.ListHanded, catalog.ListReturned)
	if d.Contradicts() && !isEndUnread {
		f |= Contradicts
	}
	if d.IsUndated() && !isEndUnread && !isUnread(catalog.ListAsked) {
		f |= Undated
	}
	return f
}
