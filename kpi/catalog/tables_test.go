package catalog_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gocarina/gocsv"

	"cchc/kpi"
	"cchc/kpi/catalog"
)

// The headers of the tables that a user can add to.
const (
	indicatorHeader = "id,numerator,denominator,better,headline,family,label_vi,label_en,source\n"
	measureHeader   = "id,kind,unit,parts,within,label_vi,label_en\n"
	headerHeader    = "header,column\n"
)

// own is a table of a user.
func own(kind catalog.Kind, text string) catalog.Table {
	return catalog.Table{Kind: kind, Name: "own.csv", Data: []byte(text)}
}

func indicators(rows string) catalog.Table { return own(catalog.IndicatorTable, indicatorHeader+rows) }
func measures(rows string) catalog.Table   { return own(catalog.MeasureTable, measureHeader+rows) }
func headers(rows string) catalog.Table    { return own(catalog.HeaderTable, headerHeader+rows) }

// ids lists the indicators of a catalogue.
func ids(c *catalog.Catalog) []string {
	var all []string
	for _, d := range c.Indicators {
		all = append(all, d.ID)
	}
	return all
}

// A new indicator is one row of CSV, and works like a built-in one.
func TestNewIndicatorByOneRow(t *testing.T) {
	c := load(t, indicators("open_late,pending_overdue,caseload,lower,yes,,Tồn quá hạn,Open late,Plan 12 of the province\n"))
	if got, want := ids(c), append(ids(load(t)), "open_late"); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	d, _ := c.Indicator("open_late")
	tally := kpi.NewTally(c.Measures.Len())
	for id, count := range map[string]int64{"pending_overdue": 75, "caseload": 59010} {
		i, _ := c.Measures.Index(id)
		if err := tally.Give(i, count); err != nil {
			t.Fatal(err)
		}
	}
	month := kpi.NewMonth(2020, 12)
	ledger, err := kpi.NewLedger(c.Measures, nil, []*kpi.Entry{{Unit: kpi.Unit{District: "Đắk G'long"}, Period: kpi.Period{From: month, To: month}, Tally: tally}})
	if err != nil {
		t.Fatal(err)
	}
	card, err := ledger.Score(nil, []kpi.Indicator{d}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := card.Total.Results[0]; !got.Known || got.Ratio.Percent(6) != "0.127097" {
		t.Errorf("75 of 59010 is %+v", got)
	}
	if !d.Headline || d.Better != kpi.Lower || d.Source.EN != "Plan 12 of the province" || d.Labels.VI != "Tồn quá hạn" || d.Labels.EN != "Open late" {
		t.Errorf("got %+v", d)
	}
}

// A row with the id of a built-in one takes its place and leaves the others.
func TestReplaceByID(t *testing.T) {
	c := load(t,
		indicators("on_time,resolved_on_time,resolved,lower,no,other,A,B,C\n"),
		measures("paused,flow,dossiers,,,Tạm dừng,Stopped\n"),
		headers("KỲ TRƯỚC:,received\nquá hạn,resolved_late\nTồn,+pending\n"))
	if got, want := ids(c), ids(load(t)); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	d, _ := c.Indicator("on_time")
	if got := d.Text(c.Measures); got != "resolved_on_time / resolved" || d.Better != kpi.Lower || d.Headline || d.Family != "other" || d.Source.EN != "C" {
		t.Errorf("on_time is %s, %+v", got, d)
	}
	i, _ := c.Measures.Index("paused")
	if m, was := c.Measures.At(i), load(t).Measures.At(i); m.Kind != kpi.Flow || m.Labels.EN != "Stopped" || was.ID != "paused" || c.Measures.Len() != load(t).Measures.Len() {
		t.Errorf("paused is %+v", m)
	}
	for text, want := range map[string]string{
		"Kỳ trước": "received", "Quá hạn": "resolved_late", "Tồn": "+pending", "Từ kỳ trước": "carried_over",
		"Đang giải quyết / Quá hạn": "pending_overdue",
	} {
		if got := meaning(c, text); got != want {
			t.Errorf("%q means %s, want %s", text, got, want)
		}
	}
}

// Of two tables of a user, the later one has the last word.
func TestLaterTableWins(t *testing.T) {
	c := load(t, indicators("x,resolved,,higher,no,,A,A,A\ny,resolved,,higher,no,,A,A,A\n"), indicators("x,pending,,lower,no,,B,B,B\n"))
	if got, want := ids(c)[len(ids(c))-2:], []string{"x", "y"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if d, _ := c.Indicator("x"); d.Text(c.Measures) != "pending" || d.Source.EN != "B" {
		t.Errorf("x is %+v", d)
	}
}

// A measure of a user can be a whole, a part, an indicator and a header.
func TestNewMeasures(t *testing.T) {
	c := load(t,
		measures("fee_paid,flow,dossiers,paid_online + paid_cash,fee_bearing,A,A\npaid_cash,flow,dossiers,,,B,B\n"),
		indicators("cash,paid_cash,fee_paid,higher,no,,A,A,A\n"),
		headers("Nộp tiền mặt,paid_cash\n"))
	i, ok := c.Measures.Index("fee_paid")
	if bases := strings.Join(c.Measures.IDs(c.Measures.Bases(i)), " "); !ok || bases != "paid_online paid_cash" {
		t.Errorf("fee_paid is made of %q", bases)
	}
	if d, _ := c.Indicator("cash"); d.Text(c.Measures) != "paid_cash / fee_paid" {
		t.Errorf("cash is %s", d.Text(c.Measures))
	}
	for _, text := range []string{"nộp tiền  mặt", "paid_cash", "Paid cash"} {
		if got := meaning(c, text); got != "paid_cash" {
			t.Errorf("%q means %s", text, got)
		}
	}
}

// Spreadsheets write semicolons, a byte-order mark, CR LF, blank rows and
// columns in the order of the day.
func TestTablesAsSpreadsheetsWriteThem(t *testing.T) {
	const row = "x,resolved_late,resolved,lower,no,,Trễ,Late,\"Plan 12, page 3\"\n"
	want := load(t, indicators(row))
	for name, text := range map[string]string{
		"semicolons, mark, CR LF": "\ufeffid;numerator;denominator;better;headline;family;label_vi;label_en;source\r\n" +
			"x;resolved_late;resolved;lower;no;;Trễ;Late;Plan 12, page 3\r\n",
		"tabs": "id\tnumerator\tdenominator\tbetter\theadline\tfamily\tlabel_vi\tlabel_en\tsource\n" +
			"x\tresolved_late\tresolved\tlower\tno\t\tTrễ\tLate\tPlan 12, page 3\n",
		"blank lines":                 indicatorHeader + "\n,,,,,,,,\n  , ,,,,,,,\n" + row + "\r\n\n,,,,,,,,\n",
		"no line end":                 indicatorHeader + strings.TrimSuffix(row, "\n"),
		"spaces around":               indicatorHeader + " x , resolved_late,resolved ,lower ,no,,Trễ , Late,\" Plan 12, page 3 \"\n",
		"quotes":                      "\"id\",\"numerator\",denominator,better,headline,family,label_vi,label_en,source\n\"x\",\"resolved_late\",resolved,lower,no,\"\",Trễ,Late,\"Plan 12, page 3\"\n",
		"other order, without family": "source,id,label_en,label_vi,headline,better,denominator,numerator\n\"Plan 12, page 3\",x,Late,Trễ,no,lower,resolved,resolved_late\n",
		"a blank line above, semicolons": "\r\nid;numerator;denominator;better;headline;family;label_vi;label_en;source\r\n" +
			"x;resolved_late;resolved;lower;no;;Trễ;Late;Plan 12, page 3\r\n",
		"a blank line of spaces": indicatorHeader + "  \n" + row,
	} {
		c, err := catalog.Load(own(catalog.IndicatorTable, text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !reflect.DeepEqual(c, want) {
			d, _ := c.Indicator("x")
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// A table without rows changes nothing.
func TestTableOfHeaderOnly(t *testing.T) {
	if c := load(t, indicators(""), measures(""), headers("\n")); !reflect.DeepEqual(c, load(t)) {
		t.Error("the catalogue is another one")
	}
}

// What the catalogue prints can be edited and passed again: unchanged, it gives
// the same catalogue.
func TestPrintedTablesLoadAgain(t *testing.T) {
	first := load(t)
	var user []catalog.Table
	for _, name := range catalog.Kinds() {
		kind := catalog.Kind(name)
		text, err := gocsv.MarshalString(first.Rows(kind))
		if err != nil {
			t.Fatal(err)
		}
		user = append(user, own(kind, text))
		if again := load(t, own(kind, text)); !reflect.DeepEqual(again, first) {
			t.Errorf("printed and read again, the %s give another catalogue", kind)
		}
		built := rows(t, string(kind)+".csv")
		if lines := strings.Count(text, "\n"); lines != len(built)+1 {
			t.Errorf("%s: %d lines for %d rows", kind, lines, len(built))
		}
	}
	if again := load(t, user...); !reflect.DeepEqual(again, first) {
		t.Error("printed and read again, all tables give another catalogue")
	}
}

func TestRowsOfSomeIndicators(t *testing.T) {
	got := load(t).Rows(catalog.IndicatorTable, "late", "on_time", "nothing").([]catalog.IndicatorRow)
	if len(got) != 2 || got[0].ID != "on_time" || got[1].ID != "late" || got[1].Numerator != "resolved_late" || got[1].Denominator != "" {
		t.Errorf("got %+v", got)
	}
	if got := load(t).Rows(catalog.IndicatorTable, "nothing"); !reflect.DeepEqual(got, []catalog.IndicatorRow{}) {
		t.Errorf("got %#v", got)
	}
}

// Of two texts with * that a header begins with, the longer one gives its
// meaning, on every run.
func TestLongestPrefixMeans(t *testing.T) {
	user := headers("Số việc *,tasks_assigned\nSố việc quá hạn *,tasks_overdue\nSố việc quá hạn đã *,tasks_late\n")
	for range 20 {
		c := load(t, user)
		for text, want := range map[string]string{
			"Số việc của huyện": "tasks_assigned", "Số việc quá hạn của huyện": "tasks_overdue",
			"Số việc quá hạn đã xong": "tasks_late", "Số việc quá hạnh": "tasks_assigned",
		} {
			if got := meaning(c, text); got != want {
				t.Fatalf("%q means %s, want %s", text, got, want)
			}
		}
	}
}

// What is built in is not looked at for this in every run.
func TestBuiltInTablesAreText(t *testing.T) {
	tables, err := filepath.Glob("*.csv")
	if err != nil || len(tables) != 11 {
		t.Fatalf("got tables %q, %v", tables, err)
	}
	for _, path := range tables {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) || bytes.ContainsFunc(data, kpi.IsCommand) || bytes.Contains(data, []byte("\ufeff")) {
			t.Errorf("%s is not UTF-8, or has characters that are no text", path)
		}
	}
}
