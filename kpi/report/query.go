package report

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// Query is what a field of an office's own document asks for: a figure, a word about the
// report, a table, a picture, or paragraphs.
type Query struct {
	Name   string // the id of an indicator or of a measure, or one of [QueryWords]
	Part   string // of the figure: one of [QueryParts], or "" for what people read of it
	Change bool   // the change from another period, not a figure
	Beside string // the word of another period, or ""
	Unit   string // as it is written, or "" for all units
	By     string // of a table or a picture: the word of a dimension, "units" for those of the report, or ""
	IDs    []string
}

// The words of fields that are no figures.
const (
	queryTable       = "table"
	queryChart       = "chart"
	querySentences   = "sentences"
	queryDefinitions = "definitions"
	queryNotes       = "notes"
	queryPeriod      = "period"
	queryOffice      = "office"
	queryTitle       = "title"
	queryProvince    = "province"
	queryFiles       = "files"
	queryScope       = "scope"
)

// queryUnits is the word for the rows of the report.
const queryUnits = "units"

// The parts of figures.
const (
	partCount       = "count"
	partNumerator   = "numerator"
	partDenominator = "denominator"
	partFraction    = "fraction"
	partTarget      = "target"
	partVerdict     = "verdict"
	partLabel       = "label"
	partChange      = "change" // in the text of a field
)

// QueryWords returns the words of fields that are no figures.
func QueryWords() []string {
	return []string{queryTable, queryChart, querySentences, queryDefinitions, queryNotes, queryPeriod, queryOffice, queryTitle, queryProvince, queryFiles, queryScope}
}

// QueryParts returns the words of the parts of figures.
func QueryParts() []string {
	return []string{partCount, partNumerator, partDenominator, partFraction, partTarget, partVerdict, partLabel}
}

// ParseQuery reads the text of a field: "on_time", "on_time.change.previous | Tràng Định",
// "late.count", "table district on_time,online", "chart on_time", "sentences". Capitals are as
// good as small letters before the mark of the unit, and so are the dashes that a word
// processor makes of a hyphen. Whether there is such an indicator or unit is not known here.
func ParseQuery(text string) (q Query, err error) {
	left, unit, hasUnit := strings.Cut(text, "|")
	left = strings.NewReplacer("–", "-", "‑", "-", "‐", "-").Replace(strings.ToLower(left))
	words := strings.Fields(strings.ReplaceAll(left, ",", " "))
	if q.Unit = strings.TrimSpace(unit); hasUnit && q.Unit == "" {
		return q, kpi.NewFault("the name of a unit is missing behind |")
	}
	if len(words) == 0 {
		return q, kpi.NewFault("the field is blank")
	}
	parts := strings.Split(words[0], ".")
	q.Name = parts[0]
	switch {
	case q.Name == queryTable, q.Name == queryChart:
		q.By, q.IDs = byOf(words[1:])
		if len(parts) > 1 || hasUnit {
			return q, kpi.NewFault("{word} takes no part and no unit", "word", q.Name)
		}
		if q.Name == queryChart && len(q.IDs) > 1 {
			return q, kpi.NewFault("a picture shows one indicator: chart on_time")
		}
		return q, nil
	case len(words) > 1:
		return q, kpi.NewFault("{text} is not understood", "text", strconv.Quote(strings.Join(words[1:], " ")))
	}
	if q, err = q.withParts(parts[1:]); err != nil {
		return q, err
	}
	isWord := slices.Contains(QueryWords(), q.Name)
	if isWord && (q.Part != "" || q.Change || hasUnit || q.Beside != "" && q.Name != queryPeriod) {
		return q, kpi.NewFault("{word} takes no part and no unit", "word", q.Name)
	}
	return q, nil
}

// byOf divides the words behind that of a table or a picture into the dimension of its rows,
// if the first is one, and the ids of indicators.
func byOf(words []string) (by string, ids []string) {
	if len(words) > 0 && words[0] == queryUnits {
		return queryUnits, words[1:]
	}
	if len(words) > 0 {
		if _, err := kpi.ParseDimension(words[0]); err == nil {
			return words[0], words[1:]
		}
	}
	return "", words
}

// withParts reads what is behind the name of a figure: another period, with a change or not,
// and a part.
func (q Query) withParts(parts []string) (Query, error) {
	for i, part := range parts {
		word := strings.ReplaceAll(part, "_", "-")
		_, err := kpi.ParseBeside(word)
		switch {
		case part == partChange && q.Beside == "" && !q.Change:
			q.Change = true
		case err == nil && q.Beside == "":
			q.Beside = word
		case slices.Contains(QueryParts(), part) && q.Part == "" && !q.Change && i == len(parts)-1:
			q.Part = part
		case part == partChange:
			return q, kpi.NewFault("a change is from another period: change.previous, change.last-year or change.to-date")
		default:
			return q, kpi.NewFault("{text} is no part of a figure: want {words}, or another period", "text", strconv.Quote(part), "words", strings.Join(QueryParts(), ", "))
		}
	}
	if q.Change && q.Beside == "" {
		return q, kpi.NewFault("a change is from another period: change.previous, change.last-year or change.to-date")
	}
	return q, nil
}

// QueryFinding returns what is to be known of a field of a file before it is signed: that it
// cannot be answered, and why; that its figure is not known, or is of other units. There may
// be nothing.
func QueryFinding(file, field, spot string, a Answer, fault string) []kpi.Finding {
	code, reason := "", a.Why
	switch {
	case fault != "":
		code, reason = kpi.FieldUnknown, fault
	case a.IsDoubt:
		code = kpi.FieldOthers
	case a.Why != "":
		code = kpi.FieldBlank
	default:
		return nil
	}
	return []kpi.Finding{kpi.NewFinding(code, kpi.Place{File: file}, "field", "\"{{"+field+"}}\"", "spot", spot, "reason", reason)}
}

// MisplacedFinding returns the finding of a field of a file that is where its answer cannot be.
func MisplacedFinding(file, reason string) kpi.Finding {
	return kpi.NewFinding(kpi.FieldMisplaced, kpi.Place{File: file}, "reason", reason)
}
