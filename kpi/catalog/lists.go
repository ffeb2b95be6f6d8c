package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/table"
	"cchc/kpi/vietnamese"
)

// ListColumn is what a column of a list of single dossiers holds.
type ListColumn uint8

// The columns of lists.
const (
	ListCode     ListColumn = iota // the code of the dossier
	ListReceived                   // the day of receipt
	ListDue                        // the appointment
	ListResult                     // the end of processing
	ListHanded                     // the result was fetched or sent
	ListReturned                   // withdrawn, refused or stopped
	ListAsked                      // a supplement was asked for
	ListSupplied                   // and supplied
	ListState
	ListChannel
	ListFee // yes or no, or an amount of money
	ListPaid
	ListDigitised
	ListReused
	ListElectronic
	ListResolving // the unit that resolves it
	ListReceiving // the unit that received it
	ListIgnored
	ListPerson  // names and addresses of people: never read
	ListColumns // how many there are
)

// String returns the name of a column in tables of headers.
func (c ListColumn) String() string { return listColumns()[c] }

// listColumns returns the names of the columns of lists, in their order.
func listColumns() [ListColumns]string {
	return [ListColumns]string{
		ListCode: "dossier_code", ListReceived: "received_on", ListDue: "due_on", ListResult: "result_on", ListHanded: "handed_on",
		ListReturned: "returned_on", ListAsked: "asked_on", ListSupplied: "supplied_on", ListState: "dossier_state", ListChannel: "channel",
		ListFee: "fee_flag", ListPaid: "paid_flag", ListDigitised: "digitised_flag", ListReused: "reused_flag", ListElectronic: "electronic_flag",
		ListResolving: "resolving_unit", ListReceiving: "receiving_unit", ListIgnored: KeyIgnored, ListPerson: "person",
	}
}

// ListColumnOf returns the column of lists that a name in a table of headers is of.
func ListColumnOf(name string) (ListColumn, bool) {
	all := listColumns()
	i := slices.Index(all[:], name)
	return ListColumn(max(i, 0)), i >= 0
}

// Lists is what lists of single dossiers are written with: their header texts, and the
// words of their cells. The tables that are built in are read when something is first
// looked up: most runs read no list.
type Lists struct {
	system string        // the system that the user chose; "" for none
	own    []listWordRow // of the user's tables
	once   sync.Once
	tables listTables
}

// listTables are the rows of the tables, by what they are looked up by.
type listTables struct {
	columns map[string]ListColumn // by folded header text
	words   map[kindText]string
}

// listWordRow is a row of the words of lists: one of a system counts only if that is
// chosen.
type listWordRow struct {
	Kind   string `csv:"kind"`
	System string `csv:"system"`
	Text   string `csv:"text"`
	Value  string `csv:"value"`
}

// ownListWord is a row of the user's table of words: he chose it as a whole.
type ownListWord struct {
	Kind  string `csv:"kind"`
	Text  string `csv:"text"`
	Value string `csv:"value"`
}

// The names of the built-in tables of lists.
const (
	listHeaders = "lists"
	listWords   = "listwords"
)

// listKinds returns the kinds of words of lists with their values.
func listKinds() map[string][]string {
	flag := []string{"yes", "no"}
	return map[string][]string{"state": dossiers.States()[1:], "channel": dossiers.Channels()[1:], "fee": flag, "paid": flag, "digitised": flag, "reused": flag, "electronic": flag}
}

// Systems returns the systems whose words of lists are known, as far as they are not those
// of all. Every run names them in its flags: to find them in the table would take longer.
func Systems() []string { return []string{"ocps", "portal", "tandan"} }

// loadLists reads the user's tables of words of lists. One without data is the name of a
// system.
func loadLists(user []Table) (*Lists, error) {
	l := &Lists{}
	for _, own := range user {
		if own.Kind != StateTable {
			continue
		}
		if own.Data == nil {
			names := Systems()
			if !slices.Contains(names, own.Name) {
				return nil, kpi.NewFault("no file {text}, and no ready table of that name ({words})", "text", own.Name, "words", strings.Join(names, ", "))
			}
			l.system = own.Name
			continue
		}
		t, err := table.Read[ownListWord](own.Name, own.Data)
		if err != nil {
			return nil, err
		}
		lines := map[kindText]int{}
		for i, r := range t.Rows {
			if strings.HasPrefix(r.Value, OpenMark) {
				continue
			}
			values, known := listKinds()[r.Kind]
			key := kindText{r.Kind, foldListWord(r.Text)}
			switch {
			case !known:
				return nil, t.Fault(i, "kind", kpi.NewFault("{text} is not a kind of word", "text", strconv.Quote(r.Kind)))
			case r.Text == "":
				return nil, t.Fault(i, "text", kpi.NewFault("the cell is blank"))
			case !slices.Contains(values, r.Value):
				return nil, t.Fault(i, "value", kpi.NewFault("want {words}", "words", strings.Join(values, ", ")))
			case lines[key] > 0:
				return nil, t.Fault(i, "text", kpi.NewFault("is on line {line} too", "line", strconv.Itoa(lines[key])))
			}
			lines[key] = t.Lines[i]
			l.own = append(l.own, listWordRow{Kind: r.Kind, Text: r.Text, Value: r.Value})
		}
	}
	return l, nil
}

// foldListWord makes words that differ only in form equal; a mark such as ✓ is a word.
func foldListWord(text string) string {
	if folded := vietnamese.FoldHeader(text); folded != "" {
		return folded
	}
	return vietnamese.FoldName(text)
}

// read returns the tables. Rows of the chosen system replace those of all, and rows of the
// user both.
func (l *Lists) read() *listTables {
	l.once.Do(func() {
		l.tables = listTables{map[string]ListColumn{}, map[kindText]string{}}
		headers, words := mustRead[HeaderRow](listHeaders, "source"), mustRead[listWordRow](listWords)
		for c, name := range listColumns() {
			if name != KeyIgnored {
				l.tables.columns[foldHeader(name)] = ListColumn(c)
			}
		}
		for i, r := range headers.Rows {
			c, ok := ListColumnOf(r.Column)
			if !ok {
				panic(headers.Fault(i, "column", fmt.Errorf("no column %q", r.Column)))
			}
			l.tables.columns[foldHeader(r.Header)] = c
		}
		for _, system := range slices.Compact([]string{"", l.system}) {
			for _, r := range words.Rows {
				if r.System == system {
					l.tables.words[kindText{r.Kind, foldListWord(r.Text)}] = r.Value
				}
			}
		}
		for _, r := range l.own {
			l.tables.words[kindText{r.Kind, foldListWord(r.Text)}] = r.Value
		}
	})
	return &l.tables
}

// mustRead reads a table that is built in. A fault in it is one of the program: no list could
// be read rightly.
func mustRead[T any](name string, optional ...string) *table.Table[T] {
	t, err := builtIn[T](name, optional...)
	if err != nil {
		panic(err)
	}
	return t
}

// Column returns the column of lists that a header text is of, those of merged cells joined
// with " / ". It knows nothing of the rows of the user, which are among [Headers.Own].
func (l *Lists) Column(text string) (ListColumn, bool) {
	c, ok := l.read().columns[foldHeader(text)]
	return c, ok
}

// State reads the state of a dossier. A number is none unless a system is chosen: it means
// another state in each.
func (l *Lists) State(text string) (dossiers.State, bool) {
	i := l.value("state", text, dossiers.States())
	return dossiers.State(max(i, 0)), i >= 0
}

// Channel reads the way in which a dossier came.
func (l *Lists) Channel(text string) (dossiers.Channel, bool) {
	i := l.value("channel", text, dossiers.Channels())
	return dossiers.Channel(max(i, 0)), i >= 0
}

// Flag reads an answer with yes or no in one of the columns of these. Amounts of money are
// no words.
func (l *Lists) Flag(column ListColumn, text string) (dossiers.Flag, bool) {
	kind, _, isFlag := strings.Cut(column.String(), "_flag")
	i := l.value(kind, text, []string{"", "no", "yes"})
	return dossiers.Blank + dossiers.Flag(max(i, 0)), isFlag && i >= 0
}

// value returns which of some values a text of a kind has, or -1. That of a blank text is
// the first.
func (l *Lists) value(kind, text string, values []string) int {
	folded := foldListWord(text)
	if folded == "" {
		return 0
	}
	if value, ok := l.read().words[kindText{kind, folded}]; ok {
		return slices.Index(values, value)
	}
	return -1
}
