package catalog

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// MeasureRow is a row of the measures table.
type MeasureRow struct {
	ID      string `csv:"id" json:"id"`
	Kind    string `csv:"kind" json:"kind"`
	Of      string `csv:"unit" json:"unit"`
	Parts   string `csv:"parts" json:"parts"`
	Within  string `csv:"within" json:"within"`
	LabelVI string `csv:"label_vi" json:"label_vi"`
	LabelEN string `csv:"label_en" json:"label_en"`
}

func loadMeasures(user []Table) (*kpi.Measures, []MeasureRow, error) {
	l, err := layering[MeasureRow]{kind: MeasureTable, column: "id", key: func(r MeasureRow) string { return r.ID }, optional: []string{"within"}}.read(user)
	if err != nil {
		return nil, nil, err
	}
	list := make([]kpi.Measure, len(l.rows))
	for i, r := range l.rows {
		kind, kindErr := kpi.ParseKind(r.Kind)
		idErr := idFault(r.ID)
		switch {
		case kindErr != nil:
			return nil, nil, l.fault(i, "kind", kindErr)
		case idErr != nil:
			return nil, nil, l.fault(i, "id", idErr)
		case !slices.Contains(things(), r.Of):
			return nil, nil, l.fault(i, "unit", kpi.NewFault("{text} is not something to count: want {words}", "text", strconv.Quote(r.Of), "words", strings.Join(things(), ", ")))
		case r.LabelVI == "":
			return nil, nil, l.fault(i, "label_vi", kpi.NewFault("the label is blank"))
		case r.LabelEN == "":
			return nil, nil, l.fault(i, "label_en", kpi.NewFault("the label is blank"))
		}
		list[i] = kpi.Measure{ID: r.ID, Kind: kind, Of: r.Of, Within: r.Within, Labels: kpi.Labels{VI: r.LabelVI, EN: r.LabelEN}}
		if r.Parts != "" {
			for part := range strings.SplitSeq(r.Parts, "+") {
				list[i].Parts = append(list[i].Parts, strings.TrimSpace(part))
			}
		}
	}
	ms, err := kpi.NewMeasures(list)
	if d := new(kpi.DefinitionError); errors.As(err, &d) {
		i := slices.IndexFunc(l.rows, func(r MeasureRow) bool { return r.ID == d.ID })
		return nil, nil, l.fault(i, d.Column, d.Fault)
	}
	return ms, l.rows, err
}

// things are what a measure may count.
func things() []string {
	return []string{kpi.Dossiers, kpi.Days, "procedures", "services", "fee-procedures", "tasks", "people"}
}

// Things reads the things that a row counts: "dossiers; tasks", in the words of the
// measures table. It is not ok if a word is none of them, or there is no word.
func Things(text string) (counted []string, ok bool) {
	for word := range strings.SplitSeq(vietnamese.Clean(text), ";") {
		word = strings.ToLower(strings.TrimSpace(word))
		if !slices.Contains(things(), word) {
			return nil, false
		}
		counted = append(counted, word)
	}
	return counted, true
}

// idFault returns why a text cannot be the id of a measure or an indicator, or nil.
func idFault(id string) error {
	switch {
	case id == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || id[0] <= '9':
		return kpi.NewFault("{text} is not an id: want letters a-z, digits and _", "text", strconv.Quote(id))
	case isKey(id):
		return kpi.NewFault("{text} is the name of a key column", "text", strconv.Quote(id))
	}
	return nil
}
