package catalog

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"cchc/kpi"
)

// Messages is the table of finding codes, with severities and messages, and the table of
// the fixed texts of reports, both in two languages. It names measures and indicators of the
// run by their labels.
type Messages struct {
	texts      map[string]kpi.Labels
	measures   *kpi.Measures
	indicators []kpi.Indicator
}

// codeTable is the table of finding codes.
type codeTable struct {
	rows  map[string]codeRow
	order []string
}

// codeRow is a row of the table of finding codes. Messages have the names of arguments in
// braces: "{cell} is not a count".
type codeRow struct {
	Code      string `csv:"code"`
	Severity  string `csv:"severity"`
	Allow     string `csv:"allow"` // yes: --allow can make the error a warning, since no counts are left out for it
	MessageEN string `csv:"message_en"`
	MessageVI string `csv:"message_vi"`
	RemedyEN  string `csv:"remedy_en"`
	RemedyVI  string `csv:"remedy_vi"`
	ShortEN   string `csv:"short_en"` // what the code is of, where findings are counted
	ShortVI   string `csv:"short_vi"`
}

type textRow struct {
	Text string `csv:"text"`
	VI   string `csv:"vi"`
	EN   string `csv:"en"`
}

func loadMessages() (*Messages, error) {
	texts, err := builtIn[textRow]("texts")
	if err != nil {
		return nil, err
	}
	m := &Messages{texts: make(map[string]kpi.Labels, len(texts.Rows))}
	for i, r := range texts.Rows {
		if r.VI == "" || r.EN == "" {
			return nil, texts.Fault(i, "text", kpi.NewFault("a language is blank"))
		}
		m.texts[r.Text] = kpi.Labels{VI: r.VI, EN: r.EN}
	}
	return m, nil
}

// codes is the table of finding codes. It is the largest, and many runs have no findings:
// it is read when a code is asked for.
var codes = sync.OnceValue(func() *codeTable {
	c, err := loadCodes()
	if err != nil {
		panic(err) // the built-in table has a fault, which the tests would show
	}
	return c
})

func loadCodes() (*codeTable, error) {
	t, err := builtIn[codeRow]("findings")
	if err != nil {
		return nil, err
	}
	c := &codeTable{rows: make(map[string]codeRow, len(t.Rows))}
	for i, r := range t.Rows {
		if _, ok := kpi.ParseSeverity(r.Severity); !ok {
			return nil, t.Fault(i, "severity", kpi.NewFault("{text} is not a severity", "text", strconv.Quote(r.Severity)))
		}
		if r.Allow != "yes" && r.Allow != "no" {
			return nil, t.Fault(i, "allow", kpi.NewFault("want yes or no"))
		}
		c.rows[r.Code] = r
		c.order = append(c.order, r.Code)
	}
	return c, nil
}

// Codes returns every finding code, in the order of the table.
func (m *Messages) Codes() []string { return slices.Clone(codes().order) }

// CanAllow reports whether errors of a code can be made warnings. For others counts are
// left out, and no figure can be trusted.
func (m *Messages) CanAllow(code string) bool { return codes().rows[code].Allow == "yes" }

// Judge sets the severity of findings from the table of codes. An error of an allowed
// code becomes a warning; with strict, every other warning becomes an error.
func (m *Messages) Judge(fs []kpi.Finding, allow []string, strict bool) {
	for i := range fs {
		severity, _ := kpi.ParseSeverity(codes().rows[fs[i].Code].Severity)
		allowed := slices.Contains(allow, fs[i].Code)
		switch {
		case severity == kpi.Error && allowed:
			severity = kpi.Warning
		case severity == kpi.Warning && strict && !allowed:
			severity = kpi.Error
		}
		fs[i].Severity = severity
	}
}

// Message returns the message of a finding, and its remedy or "". Texts from exports are
// made printable.
func (m *Messages) Message(f kpi.Finding, lang kpi.Lang) (message, remedy string) {
	_, message, remedy = m.Code(f.Code, lang)
	argument := func(name string) string {
		switch value, ok := f.Args.Lookup(name); {
		case ok:
			return kpi.Resolve(value, lang, m)
		case name == "cell":
			return kpi.Excerpt(f.Place.Text)
		case name == "header":
			return kpi.Excerpt(f.Place.Header)
		}
		return "{" + name + "}"
	}
	return kpi.Fill(message, argument), kpi.Fill(remedy, argument)
}

// Code returns the severity of a finding code, which a run may judge otherwise, and its
// message and remedy with the names of the arguments in braces.
func (m *Messages) Code(code string, lang kpi.Lang) (severity kpi.Severity, meaning, remedy string) {
	r := codes().rows[code]
	severity, _ = kpi.ParseSeverity(r.Severity)
	return severity, kpi.Labels{VI: r.MessageVI, EN: r.MessageEN}.In(lang), kpi.Labels{VI: r.RemedyVI, EN: r.RemedyEN}.In(lang)
}

// Short returns what a code of a warning or note is of, in two or three words, for a line that
// counts findings.
func (m *Messages) Short(code string, lang kpi.Lang) string {
	r := codes().rows[code]
	return kpi.Labels{VI: r.ShortVI, EN: r.ShortEN}.In(lang)
}

// Explain is [Messages.Code] for people: the arguments are words in angle brackets,
// as in "<cell> is not a count".
func (m *Messages) Explain(code string, lang kpi.Lang) (severity kpi.Severity, meaning, remedy string) {
	severity, meaning, remedy = m.Code(code, lang)
	word := func(name string) string { return "<" + m.Text("arg."+name, lang) + ">" }
	return severity, kpi.Fill(meaning, word), kpi.Fill(remedy, word)
}

// Text returns a fixed text of reports in a language.
func (m *Messages) Text(name string, lang kpi.Lang) string { return m.texts[name].In(lang) }

// Fill returns a fixed text with the arguments of a finding.
func (m *Messages) Fill(name string, args kpi.Args, lang kpi.Lang) string {
	return kpi.Fill(m.Text(name, lang), func(name string) string { return kpi.Resolve(args.Value(name), lang, m) })
}

// MeasureLabel returns the label of a measure, or the word for another meaning of a column;
// "" where there is none of the id.
func (m *Messages) MeasureLabel(id string, lang kpi.Lang) string {
	if m.measures != nil {
		if i, ok := m.measures.Index(id); ok {
			return m.measures.At(i).Labels.In(lang)
		}
	}
	return m.Text("use."+id, lang)
}

// IndicatorLabel returns the label of an indicator, or "" where there is none of the id.
func (m *Messages) IndicatorLabel(id string, lang kpi.Lang) string {
	if i := slices.IndexFunc(m.indicators, func(d kpi.Indicator) bool { return d.ID == id }); i >= 0 {
		return m.indicators[i].Labels.In(lang)
	}
	return ""
}

// faultRow is a row of the table of faults: a text in two languages, with the names of
// arguments in braces.
type faultRow struct {
	EN string `csv:"en"`
	VI string `csv:"vi"`
}

// ErrorText returns the text of an error in a language. Only the faults in it are
// translated, where the table has them. The table is read here, as a fault may be the reason
// that there is no catalogue.
func ErrorText(err error, lang kpi.Lang) string {
	text, found := err.Error(), faults(err)
	if lang == kpi.English || found == nil {
		return text
	}
	t, err := builtIn[faultRow]("faults")
	if err != nil {
		return text
	}
	for _, f := range found {
		if i := slices.IndexFunc(t.Rows, func(r faultRow) bool { return r.EN == f.Text }); i >= 0 {
			spoken := func(cause error) string { return ErrorText(cause, lang) }
			text = strings.Replace(text, f.Error(), f.In(t.Rows[i].VI, spoken), 1)
		}
	}
	return text
}

// faults returns the faults within an error.
func faults(err error) (all []*kpi.Fault) {
	switch e := err.(type) {
	case *kpi.Fault:
		return []*kpi.Fault{e}
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			all = append(all, faults(part)...)
		}
	case interface{ Unwrap() error }:
		return faults(e.Unwrap())
	}
	return all
}
