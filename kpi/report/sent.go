package report

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Sent is who sent which month, and what is missing.
type Sent struct {
	Name    string // of its sheet
	Above   []string
	Headers []string // the unit, the months, errors, warnings, files
	Months  int
	Rows    []SentRow
	Lists   []Lines // below the table
}

// SentRow is the marks of a unit by month, and how much was found. The last row is the number
// of units that lack each month.
type SentRow struct {
	Unit             string
	Marks            []SentMark
	Errors, Warnings int
	Files            string
	IsTotal          bool
}

// SentMark is what was read of a unit and a month; a month in which there was no such unit is
// blank.
type SentMark struct {
	Text      string
	IsMissing bool // there is nothing, or not all of it
}

// mostMonths is how many months people look at beside each other.
const mostMonths = 24

// sending is the months of the units of an addressee.
type sending struct {
	units map[kpi.Unit]map[kpi.Month]bool
	files []string
}

// sent makes the table of who sent which month. Only rows with dossiers are of a month of
// their own, where there are any.
func (s *letters) sent(l *kpi.Ledger, span kpi.Period) Sent {
	span.From = max(span.From, span.To-mostMonths+1)
	sendings, given := s.sendingsOf(l)
	out := Sent{Name: s.w.text("reply.sent"), Above: []string{s.w.text("reply.sent.title"), s.period, s.w.text("reply.sent.legend")}, Headers: []string{s.w.text("reply.unit")}}
	var months []kpi.Month
	for m := span.From; !span.IsZero() && m <= span.To; m++ {
		months = append(months, m)
		out.Headers = append(out.Headers, s.w.period(m.Period()))
	}
	out.Months = len(months)
	for _, name := range []string{"reply.errors", "reply.warnings", "file"} {
		out.Headers = append(out.Headers, s.w.text(name))
	}
	var order []kpi.Unit
	for u := range sendings {
		order = append(order, u)
	}
	slices.SortFunc(order, newNameOrder().compare)
	missing := make([]int, len(months))
	for _, u := range order {
		row := SentRow{Unit: s.nameOf(u), Files: kpi.Few(sendings[u].files)}
		for i, m := range months {
			mark := sendings[u].mark(m, given, s.register, s.w)
			if row.Marks = append(row.Marks, mark); mark.IsMissing {
				missing[i]++
			}
		}
		row.Errors, row.Warnings = s.counts(addressee{unit: u})
		out.Rows = append(out.Rows, row)
	}
	if len(months) > 0 && len(order) > 0 {
		row := SentRow{Unit: s.w.text("reply.missing"), IsTotal: true}
		for _, n := range missing {
			row.Marks = append(row.Marks, SentMark{Text: strconv.Itoa(n)})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// counts returns how many errors and warnings a letter has.
func (s *letters) counts(to addressee) (errors, warnings int) {
	for _, m := range s.rows[to] {
		switch m.Severity {
		case kpi.Error:
			errors++
		case kpi.Warning:
			warnings++
		}
	}
	return errors, warnings
}

// sendingsOf returns the months of all units by their addressees, and the months of any unit
// by whether it has a district: the reform of July 2025 made others of them.
func (s *letters) sendingsOf(l *kpi.Ledger) (map[kpi.Unit]*sending, map[bool]map[kpi.Month]bool) {
	all, given := map[kpi.Unit]*sending{}, map[bool]map[kpi.Month]bool{true: {}, false: {}}
	entries := slices.Concat(l.Entries, l.Outside)
	hasDossiers := func(e *kpi.Entry) bool { return slices.Contains(l.Measures.Things(e.Tally), kpi.Dossiers) }
	if slices.ContainsFunc(entries, hasDossiers) {
		entries = slices.DeleteFunc(entries, func(e *kpi.Entry) bool { return !hasDossiers(e) })
	}
	outside := map[*kpi.Entry]bool{}
	for _, e := range l.Outside {
		outside[e] = true
	}
	for _, e := range entries {
		to, isProved := s.addresseeOf(e.Unit)
		if !isProved {
			continue
		}
		if all[to] == nil {
			all[to] = &sending{units: map[kpi.Unit]map[kpi.Month]bool{}}
		}
		if all[to].units[e.Unit] == nil {
			all[to].units[e.Unit] = map[kpi.Month]bool{}
		}
		for _, o := range e.Origins {
			if name := fileOf(l.Files[o.File].Name); !slices.Contains(all[to].files, name) {
				all[to].files = append(all[to].files, name)
			}
		}
		if e.Period.IsZero() || outside[e] {
			continue // the rows are of other months than those asked for
		}
		for m := e.Period.From; m <= e.Period.To; m++ {
			all[to].units[e.Unit][m], given[e.Unit.District != ""][m] = true, true
		}
	}
	return all, given
}

// mark returns what was read of a month: of all units, of some, or of none.
func (s *sending) mark(m kpi.Month, given map[bool]map[kpi.Month]bool, register Register, w wording) SentMark {
	wanted, has := 0, 0
	for u, months := range s.units {
		isEmpty := !given[true][m] && !given[false][m]
		switch {
		case months[m]:
			has++
			wanted++
		case (given[u.District != ""][m] || isEmpty) && (register == nil || register.Existed(u, m)):
			wanted++
		}
	}
	switch {
	case wanted == 0:
		return SentMark{}
	case has == wanted:
		return SentMark{Text: "✓"}
	case has == 0:
		return SentMark{w.text("reply.none"), true}
	}
	return SentMark{strconv.Itoa(has) + "/" + strconv.Itoa(wanted), true}
}

// unread lists the letters about files, and the files of which no row was read.
func (s *letters) unread(files []kpi.File) (lists []Lines) {
	var none []string
	for _, f := range files {
		if f.Lines.Data == 0 {
			none = append(none, kpi.Printable(f.Name))
		}
	}
	if len(none) > 0 {
		lists = append(lists, Lines{Title: s.w.text("reply.unread"), Lines: PlainLines(0, none...), Bullets: true})
	}
	var about []string
	for _, to := range slices.SortedFunc(maps.Keys(s.rows), func(a, b addressee) int { return strings.Compare(a.file, b.file) }) {
		if to.unit == (kpi.Unit{}) {
			errors, warnings := s.counts(to)
			about = append(about, s.letter(to).Name+": "+s.w.number(errors, "errors")+", "+s.w.number(warnings, "warnings"))
		}
	}
	if len(about) > 0 {
		lists = append(lists, Lines{Title: s.w.text("reply.beside"), Lines: PlainLines(0, about...), Bullets: true})
	}
	return lists
}
