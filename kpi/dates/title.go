package dates

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// Find returns the periods that a title line of a form names anywhere within
// it, each once: "Kỳ báo cáo: Quý II/2024", "KẾT QUẢ THÁNG 6 NĂM 2024 (từ ngày
// 15/05/2024 đến ngày 14/06/2024)". More than one means that the line does not
// say which is the form's.
//
// Days beside a named period that are this period where months end on some day
// add nothing; other days are read by c. Days that are no whole months by c are
// a [*DaysError], which comes with what else the line names.
//
// Not taken are the dates of documents, numbers of legal acts, years and months
// in digits without a word that says what they are, and what a form is only
// compared with or runs up to.
func Find(line string, c kpi.Calendar) ([]kpi.Period, error) {
	if !strings.ContainsAny(line, "0123456789") {
		return nil, nil // no year
	}
	t := title{words: split(line)}
	t.act = t.firstAct()
	for i := 0; i < len(t.words); {
		i = t.step(i)
	}
	t.complete()
	return t.periods(c)
}

// title is a line and what was found in it so far.
type title struct {
	words
	found []mention
	dates []mention
	parts []lonePart
	act   int // where the name of a legal act stands; a lone year behind it may be its own

	until []mention // what the data run up to
	end   int       // where the last mention ends

	total bool // lũy kế stands before, some words back
	used  bool // and something after it is the year so far
}

// mention is a period or the days of one, and where it stands.
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

// step looks at what begins at i, and returns where to go on.
func (t *title) step(i int) int {
	if t.is(i, wordTotal1, wordTotal2) {
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
	r, next := t.words.total(i)
	if next == 0 {
		r, next = t.span(i)
	}
	if next > 0 {
		t.take(r, i, next)
		return next
	}
	if next = t.blank(i); next > 0 {
		return next
	}
	return t.lone(i)
}

// take notes what stands from i to next, where it is the period of the form.
func (t *title) take(r reading, i, next int) {
	upTo := t.is(i-1, wordTo) || t.is(i-1, wordThrough)
	switch {
	case !r.day.IsZero():
		if upTo && t.total {
			t.note(reading{days: Days{Last: r.day}, total: true}, i)
		}
		return
	case !t.ends(next), t.aside(i), t.is(i, wordYear, number) && i > t.act:
		return
	case t.listed(i):
	case r.bare, t.inDigits(i, next) && !t.labelled(i, next):
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
		if !r.accumulate(0) {
			t.found = append(t.found, mention{r, at})
			r.From = r.To.January()
		}
	}
	t.found = append(t.found, mention{r, at})
}

// lone notes a part of a year that lacks its year, and passes over it.
func (t *title) lone(i int) int {
	p, next := t.part(i)
	letter := t.is(i, letterT) || t.is(i, letterQ) || t.is(i, letterH)
	if next == 0 || letter || t.is(i, wordYear) {
		return i + 1
	}
	if !t.aside(i) {
		t.parts = append(t.parts, lonePart{p, i, t.total})
		t.used = t.total
	}
	return next
}

// complete gives the parts their year, which is that of what stands next after
// them, or else before. Where lũy kế has nothing behind it, it may belong to
// what stands before.
func (t *title) complete() {
	for _, u := range t.until {
		same := func(m mention) bool { return m.To == u.To }
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
		last := max(dated[k].To, dated[k].days.Last.Month)
		t.total = p.total
		t.note(p.of(last.Year()), p.at)
	}
	if pending {
		for _, m := range t.found {
			m.From = m.To.January()
			t.found = append(t.found, m)
		}
	}
}

// periods returns what was found, each once.
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
		if slices.ContainsFunc(found, m.days.shift) {
			continue
		}
		if e := add(m.reading); err == nil {
			err = e
		}
	}
	return found, err
}

// blank passes over a date, month or quarter that is not filled in, or that there
// is not: ngày … tháng 7 năm 2024, tháng 13 năm 2024. The year belongs to it.
func (t *title) blank(i int) int {
	if t.is(i, wordDay) {
		i = t.gap(i + 1)
	}
	if !t.is(i, wordMonth) && !t.is(i, wordQuarter) {
		return 0
	}
	i = t.gap(i + 1)
	if t.is(i, unknown, wordYear) {
		i++
	}
	if !t.is(i, wordYear) {
		return 0
	}
	return t.gap(i + 1)
}

// gap passes over signs and numbers.
func (t *title) gap(i int) int {
	for t.is(i, sign) || t.is(i, number) || t.is(i, numeral) || t.is(i, roman) {
		i++
	}
	return i
}

// begins reports whether i does not go on with what stands before it.
func (t *title) begins(i int) bool {
	if i == 0 || t.words[i].spaced || t.listed(i) {
		return true
	}
	if t.is(i, number) {
		return t.is(i-1, sign) && !t.sign(i-1, "/", "-", ".", "+")
	}
	return t.is(i-1, sign) && !t.sign(i-1, "/")
}

// listed reports whether only a sign or "và" stands between the last mention and
// i: năm 2023 và 2024.
func (t *title) listed(i int) bool {
	return t.end > 0 && t.end == i-1 && (t.is(i-1, sign) || t.at(i-1).text == fold("và"))
}

// ends reports whether what stands before i does not go on there: as the number
// of an act or the years of a programme would.
func (t *title) ends(i int) bool {
	if i == len(t.words) {
		return true
	}
	if _, year := t.year(i + 1); year > 0 && t.sign(i, "-") {
		return false
	}
	if t.words[i].spaced {
		return true
	}
	_, part := t.part(i + 1)
	glued := t.sign(i, "-", ".") && t.tight(i) && t.is(i+1, number) && part == 0
	return t.is(i, sign) && !t.sign(i, "/") && !glued
}

// aside reports whether the words before i keep it from being the period of the
// form: so với tháng 5/2024, cùng kỳ năm 2023, từ đầu năm 2024, tuần II tháng 6.
func (t *title) aside(i int) bool {
	switch t.at(i - 1).sense {
	case wordAside, wordHead, wordTail, wordFrom:
		return true
	}
	return t.is(i-2, wordSame, wordTerm) || t.is(i-1, wordWeek) || t.is(i-2, wordWeek)
}

// acts are the names of legal acts, in two words.
var acts = [...][2]string{
	{fold("nghị"), fold("định")}, {fold("nghị"), fold("quyết")}, {fold("quyết"), fold("định")},
	{fold("thông"), fold("tư")}, {fold("chỉ"), fold("thị")}, {fold("công"), fold("văn")},
}

// firstAct returns where the first name of a legal act ends, or the end of the
// line.
func (w words) firstAct() int {
	for i := range w {
		if w[i].text == fold("luật") || slices.Contains(acts[:], [2]string{w.at(i - 1).text, w[i].text}) {
			return i
		}
	}
	return len(w)
}

// inDigits reports whether what stands from i to next is one period without a
// word: 06/2024.
func (t *title) inDigits(i, next int) bool {
	_, end := t.plain(i)
	return end == next
}

// labelled reports whether digits are said to be a period, or are all that the
// line holds.
func (t *title) labelled(i, next int) bool {
	said := func(k token) bool { return k.sense != sign }
	if !slices.ContainsFunc(t.words[:i], said) && !slices.ContainsFunc(t.words[next:], said) {
		return true
	}
	if t.sign(i-1, ":") {
		i--
	}
	if t.at(i-1).text == fold("cáo") {
		i -= 2
	}
	return t.is(i-1, wordTerm) || t.is(i-1, wordMonth) || t.is(i-1, wordQuarter)
}
