package render

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"cchc/kpi"
	"cchc/kpi/report"
)

// jsonSchema names the form of the JSON report. It changes with the form.
const jsonSchema = "kpi.report/1"

type jsonReport struct {
	Schema      string            `json:"schema"`
	By          []string          `json:"by"`
	Period      *jsonPeriod       `json:"period"`
	Rows        []json.RawMessage `json:"rows"`
	Total       json.RawMessage   `json:"total"`
	Definitions []jsonDefinition  `json:"definitions"`
	Profile     *jsonProfile      `json:"profile,omitempty"`
	Inputs      []jsonInput       `json:"inputs"`
	Findings    []jsonFinding     `json:"findings"`
}

type jsonPeriod struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type jsonFigure struct {
	Numerator   json.Number  `json:"numerator"`
	Denominator *json.Number `json:"denominator"`
	Percent     *json.Number `json:"percent"`
	Shown       string       `json:"shown"`
	Target      *json.Number `json:"target"`
	Verdict     *string      `json:"verdict"`
}

type jsonDefinition struct {
	ID          string `json:"id"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Source      string `json:"source"`
}

type jsonInput struct {
	File    string `json:"file"`
	Lines   int    `json:"lines"`
	Title   int    `json:"title"`
	Header  int    `json:"header"`
	Data    int    `json:"data"`
	Section int    `json:"section"`
	Total   int    `json:"total"`
	Blank   int    `json:"blank"`
	Footer  int    `json:"footer"`
	SHA256  string `json:"sha256"`
}

type jsonFinding struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Header   string `json:"header"`
	Text     string `json:"text"`
	Message  string `json:"message"`
}

// JSON writes a report whole for programs, with every finding. Numbers are
// written from integers, never from floats.
func JSON(w io.Writer, r *report.Report) error {
	out := jsonReport{Schema: jsonSchema, Profile: profileJSON(r.Points), By: []string{}, Rows: []json.RawMessage{},
		Definitions: jsonDefinitions(r.Definition), Inputs: jsonInputs(r.Inputs), Findings: []jsonFinding{}}
	for f := range r.Findings {
		out.Findings = append(out.Findings, findingJSON(f))
	}
	for _, d := range r.By {
		out.By = append(out.By, d.String())
	}
	if !r.Period.IsZero() {
		out.Period = &jsonPeriod{r.Period.From.String(), r.Period.To.String()}
	}
	for _, row := range r.Rows {
		text, err := jsonRow(r, row)
		if err != nil {
			return err
		}
		out.Rows = append(out.Rows, text)
	}
	var err error
	if out.Total, err = jsonRow(r, r.Total); err != nil {
		return err
	}
	return Encode(w, out)
}

func jsonDefinitions(all []report.Definition) []jsonDefinition {
	definitions := []jsonDefinition{}
	for _, d := range all {
		definitions = append(definitions, jsonDefinition{d.ID, d.Numerator, d.Denominator, d.Source})
	}
	return definitions
}

// Encode writes a value as indented JSON. What a terminal would obey is escaped, which
// changes nothing for a program.
func Encode(w io.Writer, value any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return err
	}
	_, err := io.WriteString(w, kpi.Inert(b.String())) // of these only strings can hold any
	return err
}

func jsonInputs(files []kpi.File) []jsonInput {
	inputs := []jsonInput{}
	for _, f := range files {
		l := f.Lines
		inputs = append(inputs, jsonInput{f.Name, l.Total, l.Title, l.Header, l.Data, l.Section, l.Sum, l.Blank, l.Footer, f.SHA256})
	}
	return inputs
}

func findingJSON(f report.Message) jsonFinding {
	p := f.Place
	return jsonFinding{f.Severity.String(), f.Code, p.File, p.Line, p.Column, p.Header, p.Text, f.Text}
}

// jsonRow writes the keys of a row, its measures and its indicators, in the
// order of the report.
func jsonRow(r *report.Report, row report.Row) (json.RawMessage, error) {
	var keys, measures, indicators fields
	for i, k := range row.Keys {
		keys.add(r.By[i].String(), k.Value)
	}
	if r.RankLabel != "" && len(row.Keys) > 0 { // the total has no rank
		keys.add("rank", jsonRank(row))
	}
	for i, c := range row.Counts {
		measures.add(r.Measures[i].ID, jsonCount(c))
	}
	for i, f := range row.Figures {
		indicators.add(r.Columns[i].ID, figureJSON(f))
	}
	keys.raw("measures", measures.object())
	keys.raw("indicators", indicators.object())
	if r.Points == nil {
		return keys.object(), keys.fault(measures, indicators)
	}
	score := jsonScore(r, row)
	keys.raw("score", score.object())
	return keys.object(), keys.fault(measures, indicators, score)
}

// jsonRank is the rank of a row, or null.
func jsonRank(row report.Row) *int {
	if row.Rank == 0 {
		return nil
	}
	return &row.Rank
}

// jsonCount is the number of a known count, or null.
func jsonCount(c report.Count) *json.Number {
	if !c.Known {
		return nil
	}
	return number(kpi.FormatCount(c.Value, c.Scale))
}

// figureJSON is the object of a figure, or null.
func figureJSON(f report.Figure) *jsonFigure {
	if !f.Defined {
		return nil
	}
	j := &jsonFigure{Numerator: *number(kpi.FormatCount(f.Ratio.Num, f.Ratio.Scale)), Shown: f.Shown}
	if !f.Ratio.Plain {
		j.Denominator = number(kpi.FormatCount(f.Ratio.Den, f.Ratio.Scale))
		j.Percent = number(f.Percent)
	}
	if f.Target != "" {
		j.Target = number(strings.TrimSuffix(f.Target, "."))
	}
	if v := f.Verdict.String(); v != "" {
		j.Verdict = &v
	}
	return j
}

func number(text string) *json.Number {
	n := json.Number(text)
	return &n
}

// fields is a JSON object whose fields keep their order.
type fields struct {
	b   bytes.Buffer
	err error
}

func (f *fields) add(name string, value any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil && f.err == nil {
		f.err = err
	}
	f.raw(name, bytes.TrimSpace(b.Bytes()))
}

func (f *fields) raw(name string, value []byte) {
	if f.b.Len() > 0 {
		f.b.WriteByte(',')
	}
	key, err := json.Marshal(name)
	if err != nil && f.err == nil {
		f.err = err
	}
	f.b.Write(key)
	f.b.WriteByte(':')
	f.b.Write(value)
}

func (f *fields) object() json.RawMessage { return json.RawMessage("{" + f.b.String() + "}") }

// fault returns the first error of some objects.
func (f *fields) fault(others ...fields) error {
	for i := range others {
		if f.err == nil {
			f.err = others[i].err
		}
	}
	return f.err
}
