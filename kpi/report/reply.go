package report

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Reply is the form in which an office sends back what was found: who sent which month, and
// a letter to each unit, or to who sent a file, with what is to be corrected.
type Reply struct {
	Period  string
	Sent    Sent
	Letters []Letter
}

// Letter is what was found of a unit or in a file. Its last column is left blank for the
// answer.
type Letter struct {
	Name     string   // of its sheet
	Above    []string // its title, then whom it is to, of which period, by when to answer, and what to do
	Headers  []string
	Findings []LetterRow
}

// LetterRow is a finding as those read it who have the file open.
type LetterRow struct {
	File, Cell, Header, Text string
	Wrong, Remedy, Severity  string
	IsNote                   bool
}

// letters sorts findings into letters.
type letters struct {
	w        wording
	period   string
	register Register               // nil: every unit is proved
	proved   map[kpi.Place]kpi.Unit // by file and line: of the first rows of entries
	owners   map[string]kpi.Unit    // of files whose rows are all of one unit
	rows     map[addressee][]Message
}

// addressee is whom a letter is to: a unit or, where there is none, a file; neither of what is
// about all files.
type addressee struct {
	unit kpi.Unit
	file string
}

// kind orders letters: those to units, what is about all files, those about files.
func (a addressee) kind() int {
	switch {
	case a.file != "":
		return 2
	case a.unit == kpi.Unit{}:
		return 1
	}
	return 0
}

// mostLetters is how many sheets people look through.
const mostLetters = 60

// Register knows units: which there are, and in which months there were.
type Register interface {
	Has(u kpi.Unit) bool
	Existed(u kpi.Unit, m kpi.Month) bool
}

// AddReply adds the form of a reply to a check of a ledger. asked is the period that was asked
// for, if any; register proves that there are the units that letters are to, nil: all are.
func (c *Check) AddReply(l *kpi.Ledger, asked kpi.Period, register Register) {
	w := wording{words: c.Texts.Words, lang: c.Texts.Lang}
	span := asked
	if span.IsZero() {
		span = l.Span()
	}
	s := &letters{w: w, period: w.text("period") + " " + w.periodKey(span, "no-period").Label, register: register, rows: map[addressee][]Message{}}
	s.proved = s.provedUnits(l)
	var all []Message
	for m := range c.Findings {
		all = append(all, m)
	}
	s.owners = s.ownersOf(l, all)
	for _, byFile := range []bool{false, true} {
		clear(s.rows)
		for _, m := range all {
			to := s.to(m)
			if byFile {
				to = addressee{file: m.Place.File}
			}
			s.rows[to] = append(s.rows[to], m)
		}
		if len(s.rows) <= mostLetters {
			break
		}
	}
	c.Reply = &Reply{Period: s.period, Letters: s.written(), Sent: s.sent(l, span)}
	c.Reply.Sent.Above = append(c.Reply.Sent.Above, c.Summary.Verdict)
	c.Reply.Sent.Lists = s.unread(c.Inputs)
}

// addresseeOf returns the unit that a letter about a row of a unit is to: its district, or what
// is without districts. ok is whether there is such a unit.
func (s *letters) addresseeOf(u kpi.Unit) (to kpi.Unit, ok bool) {
	if to, to.Level = u, 0; to.District != "" {
		to.Commune = ""
	}
	return to, to == kpi.Unit{} || s.register == nil || s.register.Has(to)
}

// provedUnits returns the units that letters about the first rows of all entries are to, by
// file and line; none where a line has rows of several.
func (s *letters) provedUnits(l *kpi.Ledger) map[kpi.Place]kpi.Unit {
	units := map[kpi.Place]kpi.Unit{}
	for _, e := range slices.Concat(l.Entries, l.Others, l.Outside) {
		for _, o := range e.Origins {
			at := kpi.Place{File: l.Files[o.File].Name, Line: o.Line}
			unit, isProved := s.addresseeOf(e.Unit)
			if known, ok := units[at]; !isProved || ok && known != unit {
				unit = kpi.Unit{}
			}
			units[at] = unit
		}
	}
	return units
}

// ownersOf returns the units of files of which every row is of one addressee: those entries
// say so, and no finding is in a row of which that is not known.
func (s *letters) ownersOf(l *kpi.Ledger, all []Message) map[string]kpi.Unit {
	owners := map[string]kpi.Unit{}
	for _, e := range slices.Concat(l.Entries, l.Others, l.Outside) {
		for _, o := range e.Origins {
			name := l.Files[o.File].Name
			unit, isProved := s.addresseeOf(e.Unit)
			if known, ok := owners[name]; !isProved || ok && known != unit {
				unit = kpi.Unit{}
			}
			owners[name] = unit
		}
	}
	header := map[string]int{}
	for _, f := range l.Files {
		header[f.Name] = f.Header
	}
	for _, m := range all {
		p := m.Place
		if p.Line > header[p.File] && m.Unit == (kpi.Unit{}) && s.proved[kpi.Place{File: p.File, Line: p.Line}] == (kpi.Unit{}) {
			delete(owners, p.File)
		}
	}
	return owners
}

// to returns whom a finding goes to.
func (s *letters) to(m Message) addressee {
	p := m.Place
	own, isProved := s.addresseeOf(m.Unit)
	if !isProved {
		own = kpi.Unit{}
	}
	if unit := cmp.Or(own, s.proved[kpi.Place{File: p.File, Line: p.Line}], s.owners[p.File]); unit != (kpi.Unit{}) {
		return addressee{unit: unit}
	}
	return addressee{file: p.File}
}

// written writes the letters: those to units in the order of a report, then those about files.
// What no letter has room for goes into the last.
func (s *letters) written() (all []Letter) {
	var order []addressee
	for to := range s.rows {
		order = append(order, to)
	}
	names := newNameOrder()
	slices.SortFunc(order, func(a, b addressee) int {
		return cmp.Or(cmp.Compare(a.kind(), b.kind()), names.compare(a.unit, b.unit), bytes.Compare(names.key(a.file), names.key(b.file)),
			cmp.Compare(a.file, b.file))
	})
	for i, to := range order {
		if i >= mostLetters-1 && len(order) > mostLetters {
			rest := s.letter(addressee{})
			rest.Name = s.w.text("reply.others")
			for _, to := range order[i:] {
				rest.add(s.rows[to], s.w)
			}
			return append(all, rest)
		}
		letter := s.letter(to)
		letter.add(s.rows[to], s.w)
		all = append(all, letter)
	}
	return all
}

// letter begins a letter.
func (s *letters) letter(to addressee) Letter {
	l := Letter{Name: s.nameOf(to.unit)}
	whom := s.w.fill("reply.to", "unit", l.Name)
	switch {
	case to.file != "":
		l.Name, whom = fileOf(to.file), s.w.fill("reply.file", "file", fileOf(to.file))
	case to == addressee{}:
		l.Name, whom = s.w.text("reply.general"), s.w.text("reply.all")
	}
	l.Above = []string{s.w.text("reply.title"), whom, s.period, s.w.text("reply.dates"), s.w.text("reply.please")}
	for _, name := range []string{"file", "finding.place", "sheet.header", "sheet.cell", "reply.wrong", "finding.remedy", "finding.severity", "reply.answer"} {
		l.Headers = append(l.Headers, s.w.text(name))
	}
	return l
}

// nameOf names a unit that letters are to.
func (s *letters) nameOf(u kpi.Unit) string {
	return kpi.Printable(cmp.Or(u.District, u.Commune, u.Province, s.w.text("reply.province")))
}

// add adds findings to a letter, the most severe first.
func (l *Letter) add(found []Message, w wording) {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b Message) int { return cmp.Compare(b.Severity, a.Severity) })
	for _, m := range found {
		l.Findings = append(l.Findings, LetterRow{
			File: fileOf(m.Place.File), Cell: cellOf(m.Place, w), Header: m.Place.Header, Text: m.Place.Text,
			Wrong: Capital(m.Text), Remedy: Capital(m.Remedy), Severity: w.text("severity." + m.Severity.String()), IsNote: m.Severity == kpi.Note,
		})
	}
}

// fileOf returns the name of a file as those who sent it know it: without the folders here.
func fileOf(name string) string {
	if name == "" {
		return ""
	}
	return kpi.Printable(path.Base(name))
}

// cellOf returns where a finding is as people find it: the address of a cell of a workbook, or
// the line and the column of a text.
func cellOf(p kpi.Place, w wording) string {
	line, column := strconv.Itoa(p.Line), strconv.Itoa(p.Column)
	book, _, _ := strings.Cut(p.File, ".xlsx#")
	isBook := book != p.File || strings.EqualFold(path.Ext(p.File), ".xlsx")
	switch {
	case p.Line == 0:
		return ""
	case p.Column == 0:
		return w.fill("reply.line", "line", line)
	case isBook:
		letters := ""
		for n := p.Column; n > 0; n = (n - 1) / 26 {
			letters = string(rune('A'+(n-1)%26)) + letters
		}
		return letters + line
	}
	return line + ":" + column
}
