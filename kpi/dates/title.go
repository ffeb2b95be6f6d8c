package dates

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// Find returns the periods that a title line of a form names anywhere within
// it, each once: "Kỳ báo cáo: Quý II/2024", "KẾT QUẢ THÁNG 6 NĂM 2024 (từ ngày
// 15/05/2024 đến ngày 14/06/2024)". More than one means that the period of the
// form is not clear.
//
// Days beside a named period that are this period where months end on some day
// add nothing; c decides about other days. Days that are not whole months by c are
// a [*DaysError], which is returned with all other periods of the line. Words that
// make a period another than it seems (kỳ I tháng 8, tuần 2, ước, đến nay) are
// [ErrPart].
//
// Not taken are the dates of documents, numbers of legal acts, years and months
// in digits without a word that explains them, and what a form is only compared
// with or runs up to.
func Find(line string, c kpi.Calendar) ([]kpi.Period, error) {
	if !strings.ContainsAny(line, "0123456789") {
		return nil, nil // no year
	}
	t := title{words: split(line).withoutLabels()}
	isAct := func(i int) bool {
		return t.words[i].text == fold("luật") || slices.Contains(acts[:], [2]string{t.words.at(i - 1).text, t.words[i].text})
	}
	for t.act < len(t.words) && !isAct(t.act) {
		t.act++
	}
	for i := 0; i < len(t.words); {
		i = t.step(i)
	}
	t.complete()
	return t.periods(c)
}

// Until returns the last day that a title line names as one up to which data run: "Tính đến
// ngày 30/09/2025"; the zero Day where it names none.
func Until(line string) (last kpi.Day) {
	w := split(line).withoutLabels()
	for i := range w {
		day, next := w.date(w.hour(w.skip(i+1, wordThrough)))
		if w.is(i, wordTo) && next > 0 && day.Compare(last) > 0 {
			last = day
		}
	}
	return last
}

// title is a line and what was found in it so far.
type title struct {
	words words
	found []mention
	dates []mention
	parts []lonePart
	act   int // where the first name of a legal act ends; a lone year behind it may be its own

	until []mention // what the data run up to, a period or a day
	end   int       // where the last mention ends

	total bool // lũy kế came before, some words back
	used  bool // and something after it is the year so far
	part  struct {
		said  bool // that the counts are of less or more than a period
		named bool // some period, or a part of a year
	}
}

// mention is a period or its days, and where they begin in a line.
type mention struct {
	reading
	at int
}

// lonePart is a part of a year that is not named beside it.
type lonePart struct {
	part
	at    int
	total bool
}

// step reads what begins at i, and returns where to go on.
func (t *title) step(i int) int {
	if t.words.is(i, wordTotal1, wordTotal2) {
		if r, next := t.words.total(i); next > 0 && t.ends(next) {
			t.note(r, i)
			return next
		}
		t.total, t.used = true, false
		return i + 2
	}
	if !t.begins(i) {
		return i + 1
	}
	if next := t.words.partial(i); next > 0 {
		t.part.said = true
		return next
	}
	r, next := t.words.total(i)
	if next == 0 {
		r, next = t.words.lineUpTo(i)
	}
	if next == 0 && t.words.is(i, wordFrom, wordHead, wordYear) {
		t.total, t.used = true, false
		if t.words.is(i+3, wordTo, wordNow) {
			return i + 5
		}
		return i + 3
	}
	if next == 0 {
		r, next = t.words.span(i)
	}
	if next > 0 {
		t.part.named = true
		t.take(r, i, next)
		return next
	}
	if next = t.blank(i); next > 0 {
		return next
	}
	p, next := t.words.part(i)
	letter := t.words.is(i, letterT) || t.words.is(i, letterQ) || t.words.is(i, letterH)
	if next == 0 || letter || t.words.is(i, wordYear) {
		return i + 1
	}
	t.part.named = true
	if !t.aside(i) { // a part that lacks its year
		t.parts = append(t.parts, lonePart{p, i, t.total})
		t.used = t.total
	}
	return next
}

// take notes the reading from i to next, where it is the period of the form.
func (t *title) take(r reading, i, next int) {
	upTo := t.words.is(i-1, wordTo) || t.words.is(i-1, wordThrough)
	_, end := t.words.digits(i)
	switch {
	case !r.day.IsZero():
		switch {
		case upTo && t.total:
			t.note(reading{days: Days{Last: r.day}, total: true}, i)
		case upTo:
			t.until = append(t.until, mention{reading{days: Days{Last: r.day}}, i})
		}
		return
	case !t.ends(next), t.aside(i), t.words.is(i, wordYear, number) && i > t.act:
		return
	case t.listed(i):
	case r.bare, end == next && !t.labelled(i, next): // 06/2024
		return
	case upTo && !t.total:
		t.until = append(t.until, mention{r, i})
		return
	}
	t.note(r, i)
	t.end = next
}

// note keeps a reading. Behind lũy kế it is the year so far; a range that begins
// in the middle of a year may then be meant either way.
func (t *title) note(r reading, at int) {
	if r.days != (Days{}) {
		t.dates = append(t.dates, mention{r, at})
		t.used = true
		return
	}
	if t.total && !r.total {
		t.used = true
		total, ok := r.sinceJanuary(0)
		if !ok {
			t.found = append(t.found, mention{r, at})
			total.period.From = r.period.To.January()
		}
		r = total
	}
	t.found = append(t.found, mention{r, at})
}

// complete gives the parts their year: that of the next mention, or of the last
// where none follows. A lũy kế with nothing behind it may belong to what is before
// it.
func (t *title) complete() {
	for _, u := range t.until {
		if u.days != (Days{}) {
			continue
		}
		same := func(m mention) bool { return m.period.To == u.period.To }
		if len(t.found) > 0 && !slices.ContainsFunc(t.found, same) {
			t.found = append(t.found, u) // the period is not over: no one knows which is meant
		}
	}
	pending := t.total && !t.used
	dated := slices.Concat(t.found, t.dates)
	slices.SortStableFunc(dated, func(a, b mention) int { return a.at - b.at })
	for _, p := range t.parts {
		if len(dated) == 0 {
			break
		}
		k, _ := slices.BinarySearchFunc(dated, p.at, func(m mention, at int) int { return m.at - at })
		k = min(k, len(dated)-1)
		last := max(dated[k].period.To, dated[k].days.Last.Month)
		t.total = p.total
		t.note(p.of(last.Year()), p.at)
	}
	if pending {
		for _, m := range t.found {
			m.period.From = m.period.To.January()
			t.found = append(t.found, m)
		}
	}
}

// periods returns all that was found, each once.
func (t *title) periods(c kpi.Calendar) (found []kpi.Period, err error) {
	add := func(r reading) error {
		p, err := r.resolve(c)
		if err == nil && !slices.Contains(found, p) {
			found = append(found, p)
		}
		return err
	}
	for _, m := range t.found {
		_ = add(m.reading) // years out of range are no periods
	}
	for _, m := range t.dates {
		isShift := func(p kpi.Period) bool {
			return m.days.isShift(p) && (!m.days.First.IsZero() || p.From == p.From.January())
		}
		if slices.ContainsFunc(found, isShift) {
			continue
		}
		if e := add(m.reading); err == nil {
			err = e
		}
	}
	for _, u := range t.until {
		last := u.days.Last
		isCut := func(p kpi.Period) bool { return p.From <= last.Month && last.Month <= p.To && !u.days.are(p, c) }
		if err == nil && slices.ContainsFunc(found, isCut) {
			err = &DaysError{u.days, u.days.fits()}
		}
	}
	if t.part.said && t.part.named && err == nil {
		err = ErrPart
	}
	return found, err
}

// blank returns the end of a date, month or quarter that is not filled in, or that
// there is not, with its year: ngày … tháng 7 năm 2024, tháng 13 năm 2024.
func (t *title) blank(i int) int {
	if t.words.is(i, wordDay) {
		i = t.gap(i + 1)
	}
	if !t.words.is(i, wordMonth) && !t.words.is(i, wordQuarter) {
		return 0
	}
	i = t.gap(i + 1)
	if t.words.is(i, unknown, wordYear) {
		i++
	}
	if !t.words.is(i, wordYear) {
		return 0
	}
	return t.gap(i + 1)
}

// gap returns the end of signs and numbers.
func (t *title) gap(i int) int {
	for t.words.is(i, sign) || t.words.is(i, number) || t.words.is(i, numeral) || t.words.is(i, roman) {
		i++
	}
	return i
}

// begins reports whether i does not continue the token before it.
func (t *title) begins(i int) bool {
	glued := t.words.sign(i-1, "/") || t.words.is(i, number) && t.words.sign(i-1, "-", ".", "+")
	return i == 0 || t.words[i].spaced || t.listed(i) || t.words.is(i-1, sign) && !glued
}

// listed reports whether only a sign or "và" separates i from the last mention:
// năm 2023 và 2024.
func (t *title) listed(i int) bool {
	return t.end > 0 && t.end == i-1 && (t.words.is(i-1, sign) || t.words.at(i-1).text == fold("và"))
}

// ends reports whether the reading before i does not continue there, as the number
// of an act or the years of a programme would.
func (t *title) ends(i int) bool {
	if i == len(t.words) {
		return true
	}
	if _, year := t.words.year(i + 1); year > 0 && t.words.sign(i, "-") {
		return false
	}
	if t.words[i].spaced {
		return true
	}
	_, part := t.words.part(i + 1)
	glued := t.words.sign(i, "-", ".") && t.words.tight(i) && t.words.is(i+1, number) && part == 0
	return t.words.is(i, sign) && !t.words.sign(i, "/") && !glued
}

// aside reports whether the words before i keep it from being the period of the
// form: so với tháng 5/2024, cùng kỳ năm 2023, từ đầu năm 2024, tuần II tháng 6.
func (t *title) aside(i int) bool {
	switch t.words.at(i - 1).sense {
	case wordAside, wordHead, wordTail, wordFrom:
		return true
	}
	return t.words.is(i-2, wordSame, wordTerm)
}

// acts are the names of legal acts, in two words.
var acts = [...][2]string{
	{fold("nghị"), fold("định")}, {fold("nghị"), fold("quyết")}, {fold("quyết"), fold("định")},
	{fold("thông"), fold("tư")}, {fold("chỉ"), fold("thị")}, {fold("công"), fold("văn")},
}

// labelled reports whether a word before digits makes them a period, or the line
// holds nothing else.
func (t *title) labelled(i, next int) bool {
	isText := func(k token) bool { return k.sense != sign }
	if !slices.ContainsFunc(t.words[:i], isText) && !slices.ContainsFunc(t.words[next:], isText) {
		return true
	}
	if t.words.sign(i-1, ":") {
		i--
	}
	if t.words.at(i-1).text == fold("cáo") {
		i -= 2
	}
	return t.words.is(i-1, wordTerm) || t.words.is(i-1, wordMonth) || t.words.is(i-1, wordQuarter)
}
