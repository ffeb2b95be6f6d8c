package kpi

// Form is a table that a regulation prescribes, for one period: form II.06 of Circular
// 01/2020/TT-VPCP has 13 columns and a row for each unit or field.
type Form struct {
	ID      string
	Code    Labels // its number: "Biểu số II.06"
	Basis   Labels // the regulation
	Title   Labels
	Place   Labels // the title of a form of one place, which is {place}
	Counted Labels // the unit of count
	Columns []FormColumn
	Names   map[FormRows]Labels // the header of the column of names, by what the rows are
}

// FormRows is what the rows of a form are.
type FormRows string

// The rows of forms. Those of provinces are units too, in a column of their own header.
const (
	FormUnits     FormRows = "unit"
	FormProvinces FormRows = "province"
	FormFields    FormRows = "field"
)

// FormColumn is a column of a form. Its header is the texts from its group down to its own:
// "Số hồ sơ nhận giải quyết", "Trong kỳ", "Trực tuyến".
type FormColumn struct {
	Number  int
	Holds   FormHolds
	Measure int // of a count
	Header  []Labels
}

// FormHolds is what the cells of a column of a form are.
type FormHolds uint8

// What columns of forms hold.
const (
	FormCount   FormHolds = iota
	FormOrdinal           // the number of the row
	FormName              // the unit or the field
)

// Counts returns the measures of a form, in the order of its columns.
func (f Form) Counts() (measures []int) {
	for _, c := range f.Columns {
		if c.Holds == FormCount {
			measures = append(measures, c.Measure)
		}
	}
	return measures
}
