package catalog

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

type formRow struct {
	Form   string `csv:"form"`
	Column string `csv:"column"`
	Holds  string `csv:"holds"`
	TextVI string `csv:"text_vi"`
	TextEN string `csv:"text_en"`
}

// formPath divides the texts of a header, from the group down.
const formPath = " / "

// FormIDs returns the ids of the forms, in the order of their table.
func FormIDs() (ids []string) {
	t, err := builtIn[formRow]("forms")
	if err != nil {
		return nil // the tests would show it
	}
	for _, r := range t.Rows {
		if !slices.Contains(ids, r.Form) {
			ids = append(ids, r.Form)
		}
	}
	return ids
}

// Form returns the form of an id. One that has no such form, or a column of a measure that
// the table of measures lacks, is an error.
func (c *Catalog) Form(id string) (kpi.Form, error) {
	t, err := builtIn[formRow]("forms")
	if err != nil {
		return kpi.Form{}, err
	}
	form := kpi.Form{Names: map[kpi.FormRows]kpi.Labels{}}
	for i, r := range t.Rows {
		if r.Form != id {
			continue
		}
		form.ID = id
		if r.Column == "" {
			text := map[string]*kpi.Labels{"code": &form.Code, "basis": &form.Basis, "title": &form.Title, "title-at": &form.Place, "counted": &form.Counted}[r.Holds]
			if text == nil {
				return form, t.Fault(i, "holds", kpi.NewFault("{text} is not a measure", "text", strconv.Quote(r.Holds)))
			}
			*text = kpi.Labels{VI: r.TextVI, EN: r.TextEN}
			continue
		}
		if column, err := c.addColumn(&form, r); err != nil {
			return form, t.Fault(i, column, err)
		}
	}
	if form.ID == "" {
		return form, kpi.NewFault("no form {text}: want {words}", "text", strconv.Quote(id), "words", strings.Join(FormIDs(), ", "))
	}
	return form, nil
}

// addColumn adds the column of a row to a form. With an error it names the column of the
// table at fault.
func (c *Catalog) addColumn(form *kpi.Form, r formRow) (column string, err error) {
	number, err := strconv.Atoi(r.Column)
	if err != nil {
		return "column", kpi.NewFault("{text} is not a number", "text", strconv.Quote(r.Column))
	}
	vi, en := strings.Split(r.TextVI, formPath), strings.Split(r.TextEN, formPath)
	if len(vi) != len(en) {
		return "text_en", kpi.NewFault("want as many texts between / as in the Vietnamese header")
	}
	added := kpi.FormColumn{Number: number, Measure: -1}
	for i := range vi {
		added.Header = append(added.Header, kpi.Labels{VI: vi[i], EN: en[i]})
	}
	switch rows := kpi.FormRows(r.Holds); rows {
	case kpi.FormUnits, kpi.FormProvinces, kpi.FormFields:
		added.Holds = kpi.FormName
		form.Names[rows] = added.Header[0]
		if slices.ContainsFunc(form.Columns, func(o kpi.FormColumn) bool { return o.Number == number }) {
			return "", nil // the same column, of other rows
		}
	case "number":
		added.Holds = kpi.FormOrdinal
	default:
		measure, ok := c.Measures.Index(r.Holds)
		if !ok {
			return "holds", kpi.NewFault("{text} is not a measure", "text", strconv.Quote(r.Holds))
		}
		added.Measure = measure
	}
	form.Columns = append(form.Columns, added)
	return "", nil
}
