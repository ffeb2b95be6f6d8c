package sqlgen

import (
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// DossierTable is what a table of single dossiers holds, and how they are counted.
type DossierTable struct {
	Rules    dossiers.Rules
	Scope    dossiers.Scope // not AnyScope
	Calendar kpi.Calendar
	AsOf     kpi.Day  // the day that the table is of
	Columns  []string // that it has, of [ListColumns]; none are all
}

// ListColumn is a column of a table of single dossiers.
type ListColumn struct{ Name, Type, About string }

// ListColumns returns the columns of a table of single dossiers, which has a row for each.
func ListColumns() []ListColumn {
	moment, flag := "timestamp", "boolean"
	return []ListColumn{
		{provinceColumn, "text", "of the unit that resolves it"},
		{districtColumn, "text", "of the unit that resolves it"},
		{communeColumn, "text", "of the unit that resolves it"},
		{levelColumn, "text", "of the unit that resolves it: commune, district or province"},
		{receiving + provinceColumn, "text", "of the unit that received it"},
		{receiving + districtColumn, "text", "of the unit that received it"},
		{receiving + communeColumn, "text", "of the unit that received it"},
		{receiving + levelColumn, "text", "of the unit that received it"},
		{"code", "text", "is not read: a dossier with two rows counts twice"},
		{"received", moment, "when it was received"},
		{"due", moment, "the appointment"},
		{"result", moment, "the end of processing"},
		{"handed", moment, "when the result was fetched or sent"},
		{"returned", moment, "when it was withdrawn, refused or stopped"},
		{"asked", moment, "when a supplement was asked for"},
		{"supplied", moment, "when it was supplied"},
		{"state", "text", "on the day of the table: " + strings.Join(dossiers.States()[1:], ", ")},
		{"channel", "text", strings.Join(dossiers.Channels()[1:], ", ")},
		{"fee", flag, "whether it has a fee"},
		{"paid", flag, "whether the fee was paid online"},
		{"digitised", flag, "whether its papers were digitised, of those that must be"},
		{"reused", flag, "whether digitised data was used again"},
		{"electronic", flag, "whether the result is electronic"},
	}
}

// receiving begins the names of the columns of the unit that received a dossier.
const receiving = "receiving_"

// has reports whether the table has a column.
func (l *DossierTable) has(column string) bool {
	return len(l.Columns) == 0 || slices.Contains(l.Columns, column)
}

// answers returns the columns of the table that hold yes or no, in the order of ListColumns.
func (l *DossierTable) answers() []string {
	var names []string
	for _, name := range []string{"fee", "paid", "digitised", "reused", "electronic"} {
		if l.has(name) {
			names = append(names, name)
		}
	}
	return names
}

// holds returns what the table gives.
func (l *DossierTable) holds() dossiers.Holds {
	return dossiers.Holds{Scope: l.Scope, Channel: l.has("channel"), Fee: l.has("fee"), Paid: l.has("paid"), Digitised: l.has("digitised"),
		Reused: l.has("reused"), Electronic: l.has("electronic")}
}

// keys returns the columns of units of the table that count, with the level last.
func (l *DossierTable) keys() []string {
	return slices.DeleteFunc(unitKeys(), func(name string) bool {
		return !l.has(name) && !(l.byReceiving() && l.has(receiving+name))
	})
}

// byReceiving reports whether the unit that received a dossier counts it.
func (l *DossierTable) byReceiving() bool { return l.Rules[dossiers.UnitBy] == 1 }

// tidy returns the columns of the tidy table that is made of the list.
func (l *DossierTable) tidy() []string {
	names := append(append([]string{periodColumn}, l.keys()...), thingsColumn)
	for _, g := range l.holds().Gives(true) {
		names = append(names, g.Measure)
	}
	return names
}

// check returns why there is no statement over the table.
func (l *DossierTable) check(period kpi.Period) error {
	last := l.Calendar.Month(l.AsOf)
	isReceiving := func(name string) bool { return l.has(receiving + name) }
	switch {
	case l.AsOf.IsZero() || period.IsZero():
		return kpi.NewFault("single dossiers need --as-of DAY and --period PERIOD")
	case !l.has("received"):
		return kpi.NewFault("the table has no column {text}", "text", "received")
	case period.From > last:
		return kpi.NewFault("{period} begins after {day}", "period", period.String(), "day", l.AsOf.String())
	case l.Scope == dossiers.OpenOnly && period.To < last:
		return kpi.NewFault("open dossiers give only the month of their day, {month}", "month", last.String())
	case l.byReceiving() && !slices.ContainsFunc(unitKeys(), isReceiving):
		return kpi.NewFault("the table has no column {text}", "text", receiving+"...")
	}
	return nil
}

// span returns the first and the last month that the table gives.
func (l *DossierTable) span(period kpi.Period) (first, last kpi.Month) {
	last = l.Calendar.Month(l.AsOf)
	if l.Scope == dossiers.OpenOnly {
		return last, last
	}
	return period.From, min(period.To, last)
}

// months writes the months of a period up to that of the day of the list, which ends on that
// day, as rows. Of open dossiers only that month is known.
func (l *DossierTable) months(period kpi.Period) string {
	last := l.Calendar.Month(l.AsOf)
	if l.Scope == dossiers.OpenOnly {
		period.From = last
	}
	var rows []string
	for m := period.From; m <= min(period.To, last); m++ {
		end, isLast := l.Calendar.Last(m), "FALSE"
		if m == last {
			end, isLast = l.AsOf, "TRUE"
		}
		rows = append(rows, "('"+m.String()+"', "+date(l.Calendar.First(m))+", "+date(end)+", "+isLast+")")
	}
	return strings.Join(rows, ",\n    ")
}

// date writes a day.
func date(d kpi.Day) string { return "DATE '" + d.String() + "'" }

// head writes the comments above a statement: what the table holds, and how it is counted.
func (l *DossierTable) head(period kpi.Period) []string {
	lines := []string{"Counted from single dossiers (" + dossiers.Scopes()[l.Scope] + ") as of " + l.AsOf.String() + " by the rules " + strings.Join(l.Rules.All(), " ") + "."}
	if l.Calendar.MonthEnds > 0 {
		lines = append(lines, "Months end on day "+strconv.Itoa(l.Calendar.MonthEnds)+".")
	}
	if last := l.Calendar.Month(l.AsOf); last <= period.To && l.Calendar.Last(last) != l.AsOf {
		lines = append(lines, last.String()+" is counted up to "+l.AsOf.String()+".")
	}
	lines = append(lines, "Columns of the table, which has one row for each dossier:")
	for _, c := range ListColumns() {
		if l.has(c.Name) && (l.byReceiving() || !strings.HasPrefix(c.Name, receiving)) {
			lines = append(lines, "  "+c.Name+" "+c.Type+": "+c.About)
		}
	}
	return append(lines, "A moment at 00:00 is one whose minute is not known. What is not known is NULL: the measures that it may be of are, too.")
}
