package catalog

import (
	"slices"
	"strconv"

	"cchc/kpi"
	"cchc/kpi/table"
)

// codeRow is a line of the table of finding codes. Messages hold the names of
// arguments in braces.
type codeRow struct {
	Code      string `csv:"code"`
	Severity  string `csv:"severity"`
	Allow     string `csv:"allow"` // yes: an error that --allow can make a warning, for no counts are left out by it
	MessageEN string `csv:"message_en"`
	MessageVI string `csv:"message_vi"`
	RemedyEN  string `csv:"remedy_en"`
	RemedyVI  string `csv:"remedy_vi"`
}

func (c *Catalog) loadCodes(name string, data []byte) error {
	t, err := table.Read[codeRow](name, data)
	if err != nil {
		return err
	}
	c.codes = make(map[string]codeRow, len(t.Rows))
	for i, r := range t.Rows {
		if _, ok := kpi.ParseSeverity(r.Severity); !ok {
			return t.Fault(i, "severity", kpi.NewFault("{text} is not a severity", "text", strconv.Quote(r.Severity)))
		}
		if r.Allow != "yes" && r.Allow != "no" {
			return t.Fault(i, "allow", kpi.NewFault("want yes or no"))
		}
		c.codes[r.Code] = r
		c.codeOrder = append(c.codeOrder, r.Code)
	}
	return nil
}

// Codes returns every finding code, in the order of the table.
func (c *Catalog) Codes() []string { return slices.Clone(c.codeOrder) }

// CanAllow reports whether findings of a code can be made warnings: after others,
// counts are left out, and no figure can be trusted.
func (c *Catalog) CanAllow(code string) bool { return c.codes[code].Allow == "yes" }

// Judge sets the severity of findings from the table of codes. An error of an
// allowed code becomes a warning; with strict, every other warning becomes an
// error.
func (c *Catalog) Judge(fs []kpi.Finding, allow []string, strict bool) {
	for i := range fs {
		severity, _ := kpi.ParseSeverity(c.codes[fs[i].Code].Severity)
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

// Message returns what a finding says, and its remedy or "".
func (c *Catalog) Message(f kpi.Finding, lang kpi.Lang) (message, remedy string) {
	_, message, remedy = c.Code(f.Code, lang)
	argument := func(name string) string { return c.argument(name, f, lang) }
	return kpi.Fill(message, argument), kpi.Fill(remedy, argument)
}

// Code returns what is known of a finding code: its severity, unless a run
// judges otherwise, its message and remedy, with the names of the arguments in
// braces.
func (c *Catalog) Code(code string, lang kpi.Lang) (severity kpi.Severity, meaning, remedy string) {
	r := c.codes[code]
	severity, _ = kpi.ParseSeverity(r.Severity)
	return severity, kpi.Labels{VI: r.MessageVI, EN: r.MessageEN}.In(lang), kpi.Labels{VI: r.RemedyVI, EN: r.RemedyEN}.In(lang)
}

// Explain is [Catalog.Code] for people: the arguments are words in angle brackets,
// as in "<cell> is not a count".
func (c *Catalog) Explain(code string, lang kpi.Lang) (severity kpi.Severity, meaning, remedy string) {
	severity, meaning, remedy = c.Code(code, lang)
	word := func(name string) string { return "<" + c.Text("arg."+name, lang) + ">" }
	return severity, kpi.Fill(meaning, word), kpi.Fill(remedy, word)
}

// argument returns what a name in braces stands for in the message of a finding.
// Texts from exports are made printable.
func (c *Catalog) argument(name string, f kpi.Finding, lang kpi.Lang) string {
	switch value, ok := f.Args.Lookup(name); {
	case ok:
		return kpi.Resolve(value, lang, c.Text)
	case name == "cell":
		return kpi.Excerpt(f.Place.Text)
	case name == "header":
		return kpi.Excerpt(f.Place.Header)
	}
	return "{" + name + "}"
}

type textRow struct {
	Text string `csv:"text"`
	VI   string `csv:"vi"`
	EN   string `csv:"en"`
}

func (c *Catalog) loadTexts(name string, data []byte) error {
	t, err := table.Read[textRow](name, data)
	if err != nil {
		return err
	}
	c.texts = make(map[string]kpi.Labels, len(t.Rows))
	for i, r := range t.Rows {
		if r.VI == "" || r.EN == "" {
			return t.Fault(i, "text", kpi.NewFault("a language is blank"))
		}
		c.texts[r.Text] = kpi.Labels{VI: r.VI, EN: r.EN}
	}
	return nil
}

// Text returns a fixed text of reports in a language.
func (c *Catalog) Text(name string, lang kpi.Lang) string { return c.texts[name].In(lang) }
