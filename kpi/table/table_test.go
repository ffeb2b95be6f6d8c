package table_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi/table"
)

// row is a row of the table of these tests; its remark may be left out.
type row struct {
	ID     string `csv:"id"`
	Label  string `csv:"label"`
	Remark string `csv:"remark"`
}

func read(text string) (*table.Table[row], error) {
	return table.Read[row]("own.csv", []byte(text), "remark")
}

// Spreadsheets write semicolons, a byte-order mark, CR LF, blank rows and columns in any
// order.
func TestRead(t *testing.T) {
	want := []row{{"x", "Trễ", "Plan 12, page 3"}, {"y", "", ""}}
	for name, tt := range map[string]struct {
		text  string
		lines []int
	}{
		"plain":                          {"id,label,remark\nx,Trễ,\"Plan 12, page 3\"\ny,,\n", []int{2, 3}},
		"semicolons, mark, CR LF":        {"\ufeffid;label;remark\r\nx;Trễ;Plan 12, page 3\r\ny;;\r\n", []int{2, 3}},
		"tabs, no line end":              {"id\tlabel\tremark\nx\tTrễ\tPlan 12, page 3\ny\t\t", []int{2, 3}},
		"blank lines":                    {"id,label,remark\n\n,,\n  , ,\nx,Trễ,\"Plan 12, page 3\"\n \ny,,\n\r\n\n,,\n", []int{5, 7}},
		"spaces around":                  {" id , label,remark \n x ,Trễ  ,\" Plan 12, page 3 \"\n y,, \n", []int{2, 3}},
		"quotes":                         {"\"id\",\"label\",remark\n\"x\",\"Trễ\",\"Plan 12, page 3\"\n\"y\",\"\",\n", []int{2, 3}},
		"other order":                    {"remark,label,id\n\"Plan 12, page 3\",Trễ,x\n,,y\n", []int{2, 3}},
		"a blank line above, semicolons": {"\r\nid;label;remark\r\nx;Trễ;Plan 12, page 3\r\ny;;\r\n", []int{3, 4}},
	} {
		got, err := read(tt.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(got.Rows, want) || !slices.Equal(got.Lines, tt.lines) {
			t.Errorf("%s: got %q of lines %d", name, got.Rows, got.Lines)
		}
	}
	got, err := read("label,id\nTrễ,x\n")
	if err != nil || !slices.Equal(got.Rows, []row{{"x", "Trễ", ""}}) || got.Column("id") != 2 || got.Column("remark") != 0 {
		t.Errorf("without remarks: %+v, %v", got, err)
	}
	if got, err := read("id,label\n"); err != nil || len(got.Rows) != 0 {
		t.Errorf("without rows: %+v, %v", got, err)
	}
	if got, err := read("id,label\n'=1+1,'tis\n"); err != nil || got.Rows[0].ID != "=1+1" || got.Rows[0].Label != "'tis" {
		t.Errorf("with an apostrophe: %+v, %v", got, err)
	}
}

// A built-in table is read as one of a user, and wants all columns.
func TestBuiltIn(t *testing.T) {
	const text = "remark,id,label\n\"Plan 12, \"\"page\n3\"\"\",x,Trễ\n\"\",y,\"=B\"\n,z,\n"
	want, err := read(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := table.BuiltIn[row]("own.csv", []byte(text))
	if err != nil || !slices.Equal(got.Rows, want.Rows) || !slices.Equal(got.Lines, want.Lines) || len(got.Rows) != 3 {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for text, want := range map[string]string{
		"id,label\nx,A\n":              "own.csv:1 (remark): the column is missing: want id,label,remark",
		"id,label,remark\nx,\"A,B\n":   "own.csv:2: a quote is not closed, or text is behind it",
		"id,label,remark\nx,\"A\"B,\n": "own.csv:2: a quote is not closed, or text is behind it",
		"id,label,remark\nx,A\n":       "own.csv:2: the row has 2 cells, the header 3",
	} {
		if got, err := table.BuiltIn[row]("own.csv", []byte(text)); err == nil || err.Error() != want || got != nil {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestFaults(t *testing.T) {
	const columns = "id,label,remark"
	for name, tt := range map[string]struct{ text, want string }{
		"empty":                         {"", `own.csv: the table is empty`},
		"blank lines only":              {"\n\r\n\n", `own.csv: the table is empty`},
		"byte-order mark only":          {"\ufeff", `own.csv: the table is empty`},
		"an order to a terminal":        {"id,label\nx,B\x1b[2J\n", `own.csv:2:2 (label): the cell holds a control character: "B\u001b[2J"`},
		"a mark that turns the writing": {"id,label\nx,\u202eC\n", `own.csv:2:2 (label): the cell holds a control character: "\u202eC"`},
		"letters of another encoding":   {"id,label\nx,H\xe0\n", `own.csv:2:2 (label): the cell is not UTF-8: save the table as CSV UTF-8`},
		"missing column":                {"id,remark\n", `own.csv:1 (label): the column is missing: want ` + columns},
		"unknown column":                {"id,unit,label\n", `own.csv:1:2 (unit): not a column of this table: want ` + columns},
		"column in other letters":       {"ID,label\n", `own.csv:1:1 (ID): not a column of this table: want ` + columns},
		"column twice":                  {"id,label,id\n", `own.csv:1:3 (id): the column is there twice`},
		"blank line above":              {"\nid,label,id\n", `own.csv:2:3 (id): the column is there twice`},
		"short row":                     {"id,label\nx,A\nx\n", `own.csv:3: the row has 1 cells, the header 2`},
		"comma without quotes":          {"id,label\nx,Trễ, quá hạn\n", `own.csv:2: the row has 3 cells, the header 2`},
		"stray quote":                   {"id,label\nx,A\ny,5\" A\n", `own.csv:3: a quote is inside a cell: put the whole cell in quotes and double those inside`},
		"unclosed quote":                {"id,label\nx,\"C\n" + strings.Repeat("y,A\n", 20), `own.csv:2: a quote is not closed, or text is behind it`},
	} {
		got, err := read(tt.text)
		if e := new(table.Error); !errors.As(err, &e) || err.Error() != tt.want || got != nil {
			t.Errorf("%s:\n got %v\nwant %s", name, err, tt.want)
		}
	}
}

// The place of a row is the line on which it begins.
func TestFaultOfRow(t *testing.T) {
	got, err := read("remark,id,label\n,x,\"A\nA\"\n\n,y,B\n")
	if err != nil {
		t.Fatal(err)
	}
	fault := fmt.Errorf("no measure")
	if err := got.Fault(1, "id", fault); err.Error() != "own.csv:5:2 (id): no measure" || !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
	if err := got.Reject(fault); err.Error() != "own.csv: no measure" || !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
}

func TestDelimiter(t *testing.T) {
	for header, want := range map[string]byte{
		"": ',', "a": ',', "a,b;c": ',', "a;b;c,d": ';', "a\tb": '\t', "\"a,b,c\";d": ';', "a;\"b": ';',
	} {
		if got := table.Delimiter([]byte(header)); got != want {
			t.Errorf("%q: got %q, want %q", header, got, want)
		}
	}
}
