package input

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/vietnamese"
)

// unusedHeaders reports the rows of the user's tables of headers that name no column of any
// table, with the header texts that are near to theirs. Without a header of a file there is
// nothing to report.
func unusedHeaders(cat *catalog.Catalog, sets []*fileSet) (findings []kpi.Finding) {
	own := cat.Headers.Own()
	if len(own) == 0 {
		return nil
	}
	used, isRead := make([]bool, len(own)), false
	var texts []headerText
	for _, fs := range sets {
		for _, e := range fs.exports {
			if e.layout == nil {
				continue
			}
			isRead = true
			for i, row := range e.layout.Own {
				if row >= 0 {
					used[row] = true
				} else if text := e.headerText(i); text.text != "" {
					texts = append(texts, text)
				}
			}
		}
	}
	for row, h := range own {
		if isRead && !used[row] && !h.Ready {
			findings = append(findings, kpi.NewFinding(kpi.HeaderUnused, kpi.Place{File: h.Table, Line: h.Line, Text: h.Header}, "like", nearTexts(h.Header, texts)))
		}
	}
	return findings
}

// headerText is the header text of a column that no row of the user names.
type headerText struct {
	text, lowest string
	place        kpi.Place
}

// headerText returns the header text of a column. The columns of a turned table are not
// those of its file.
func (e *exportResult) headerText(i int) headerText {
	l := e.layout
	t := headerText{text: l.Headers[i], place: kpi.Place{File: e.file.Name, Line: l.Line, Column: i + 1}}
	if len(l.Paths[i]) > 0 {
		t.lowest = l.Paths[i][len(l.Paths[i])-1]
	}
	for _, c := range l.Measures {
		if c.Column != c.Cell+1 {
			t.place.Column = 0
		}
	}
	return t
}

// nearTexts writes the header texts of files that are near to that of a row by their
// letters, each with its place: at most three, the nearest first.
func nearTexts(row string, texts []headerText) string {
	const most = 3
	type near struct {
		text headerText
		far  int
	}
	var all []near
	for _, t := range texts {
		far := min(lettersBetween(row, t.text), lettersBetween(row, t.lowest))
		if far < manyLetters && !slices.ContainsFunc(all, func(n near) bool { return n.text.text == t.text }) {
			all = append(all, near{t, far})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	var shown []string
	for _, n := range all[:min(len(all), most)] {
		shown = append(shown, kpi.Excerpt(n.text.text)+" ("+n.text.place.String()+")")
	}
	if len(shown) == 0 {
		return kpi.TextKey("near.none")
	}
	return strings.Join(shown, ", ")
}

// manyLetters is the distance of texts that are not near.
const manyLetters = 1 << 10

// lettersBetween returns how many letters are left out, added or changed between two texts:
// many if it is more than one of three, unless one text is within the other. Numbers of
// columns make no difference.
func lettersBetween(a, b string) int {
	const fewest = 5 // letters of a text within another
	x, y := slices.DeleteFunc(vietnamese.Letters(a), unicode.IsDigit), slices.DeleteFunc(vietnamese.Letters(b), unicode.IsDigit)
	if len(x) > len(y) {
		x, y = y, x
	}
	allowed, more := len(y)/3, len(y)-len(x)
	switch {
	case len(x) >= fewest && strings.Contains(string(y), string(x)):
		return more
	case more > allowed:
		return manyLetters
	}
	if n := vietnamese.Distance(x, y); n <= allowed {
		return n
	}
	return manyLetters
}
