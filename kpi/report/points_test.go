package report_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/report"
)

// profile reads a profile from lines such as "Tiến độ,on_time,20,linear,".
func profile(t *testing.T, c *catalog.Catalog, lines ...string) *kpi.Profile {
	t.Helper()
	p, err := c.ReadProfile("p.csv", []byte("group,indicator,points,rule,zero\n"+strings.Join(lines, "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// scoredRows are a row over all that can be earned, a row with 0/0, one with a count
// missing, and two that tie.
func scoredRows() []string {
	return []string{
		"2024-06 | Bắc Sơn | received 3, received_online 1, resolved_in_time 2, resolved 2",
		"2024-06 | Bình Gia | received 9, received_online 3, resolved_in_time 5, resolved 5",
		"2024-06 | Cao Lộc | received 4, received_online 3, resolved_in_time 0, resolved 0",
		"2024-06 | Chi Lăng | received ?, received_online 3, resolved_in_time 1, resolved 2",
		"2024-06 | Đình Lập | received 2, received_online 2, resolved_in_time 1, resolved 2",
	}
}

// pointTexts writes the points of a row as people read them and as programs do.
func pointTexts(row report.Row) string {
	var texts []string
	for _, c := range row.Cells {
		f := c.Figure
		text := f.NA
		if f.Defined {
			text = f.Shown + "/" + f.Earned.Most + " " + f.Earned.Value
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

func TestPointsOfRows(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, scoredRows()...), byDistrict)
	opts := english()
	opts.Sort, opts.Profile = "points", profile(t, c, "Số hóa – TT,online,6,full-at 50,", ",on_time,2.5,linear,1")
	r := build(c, card, "late", opts)
	wantTexts(t, columnNames(r)[1:], " points_online: Submitted online (points)", " points_on_time: On time of resolved (points)",
		" points_so_hoa_tt: Group Số hóa – TT (points)", " points: Sum of points")
	if got := ranks(r); got != "1 Đình Lập, 2 Cao Lộc, 3 Bắc Sơn, 3 Bình Gia, 0 Chi Lăng" {
		t.Errorf("sorted by points: %s", got)
	}
	var rows []string
	for _, row := range r.Tables[1].All() {
		rows = append(rows, pointTexts(row))
	}
	wantTexts(t, rows,
		"6.00/6 6.000000; 1.25/2.5 1.250000; 6.00/6 6.000000; 7.25/8.5 7.250000",
		"6.00/6 6.000000; 1.00/2.5 1.000000; 6.00/6 6.000000; 7.00/8.5 7.000000",
		"4.00/6 4.000000; 2.50/2.5 2.500000; 4.00/6 4.000000; 6.50/8.5 6.500000",
		"4.00/6 4.000000; 2.50/2.5 2.500000; 4.00/6 4.000000; 6.50/8.5 6.500000",
		"n/a; 1.25/2.5 1.250000; n/a; n/a",
		"n/a; 2.05/2.5 2.045455; n/a; n/a")
	if want := "Points by p.csv; each cell: points earned / most that can be earned. There is no sum where a part of it is not known."; r.Tables[1].Legend != want {
		t.Errorf("legend %q", r.Tables[1].Legend)
	}
}

// The table of points has the rows of the report, with points for figures.
func TestPointsTable(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, scoredRows()...), byDistrict)
	opts := english()
	opts.Sort, opts.Top, opts.Profile = "-points", 2, profile(t, c, ",online,6,linear,")
	r := build(c, card, "late on_time", opts)
	table := r.Tables[1]
	if len(r.Tables[0].Rows) != 2 || len(table.Rows) != 2 || table.Rows[0].Rank != 3 || len(table.Columns) != 2 || len(table.Total.Cells) != 2 {
		t.Errorf("got %+v", table.Rows)
	}
	if first := r.Tables[0].Rows[0]; len(first.Cells) != 2 || first.Figure(0).Earned != nil || table.Rows[0].Figure(1).Shown != "2.00" || table.Rows[0].Figure(1).Number() != 2 {
		t.Error("the report is not as it was")
	}
	if d := build(c, card, "late", english()); len(d.Tables) != 1 || d.Evidence.Profile != nil {
		t.Error("points without a profile")
	}
}

// No two columns of a flat table share a name, whatever groups are called.
func TestFieldsOfPoints(t *testing.T) {
	c := load(t, "points_online | received | resolved | higher | no | | A | B | C")
	opts := english()
	opts.Profile = profile(t, c, "On-time,online,6,linear,", "ON TIME,on_time,6,linear,", "–,digitised,1,linear,", "a0 {z9},deadline_cut,1,linear,")
	r := build(c, score(t, c, ledger(t, c, scoredRows()...), byDistrict), "points_online", opts)
	var names []string
	for _, f := range r.Machine.Records.Fields {
		if strings.HasPrefix(append(f.Columns, "")[0], "points") && f.Name == "" {
			names = append(names, f.Columns[0])
		}
	}
	wantTexts(t, names, "points_online_2", "points_on_time", "points_digitised", "points_deadline_cut", "points_on_time_2", "points_on_time_3", "points_", "points_a0_z9", "points")
}

func TestScoreNotes(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, append(scoredRows(), "2024-06 | Văn Lãng | officials 4, officials_qualified 3")...), byDistrict)
	p := profile(t, c, ",online,6,linear,", ",on_time,2,linear,", ",digitised,4,linear,", ",officials_qualified,1,linear,0")
	write := func(lang kpi.Lang, earlier []kpi.Finding) []string {
		var texts []string
		for _, f := range report.ScoreNotes(card, card, p, []int{6}, earlier) { // online is in the table
			text, _ := c.Messages.Message(f, lang)
			texts = append(texts, f.Place.String()+" "+text)
		}
		return texts
	}
	wantTexts(t, write(kpi.English, nil),
		" the points of \"Submitted online\" are n/a for Chi Lăng, Văn Lãng, the total, and with them the sum",
		" the points of \"On time of resolved\" are n/a for Cao Lộc, Văn Lãng, and with them the sum",
		" the total of \"On time of resolved\" covers only 5 of 6 rows: the files say nothing of it for the others",
		"p.csv:4 no points for \"Digitised\", and so no sum: the files have no column \"Digitised\", \"To be digitised\"",
		" the points of \"Officials qualified\" are n/a for Bình Gia, Bắc Sơn, Cao Lộc, Chi Lăng and 1 more, and with them the sum",
		" the total of \"Officials qualified\" covers only 1 of 6 rows: the files say nothing of it for the others")
	if got := write(kpi.Vietnamese, nil)[3]; got != `p.csv:4 không tính được điểm của "Tỷ lệ hồ sơ được số hóa" nên không có tổng điểm: các tệp không có cột "Hồ sơ đã số hóa", "Hồ sơ phải số hóa"` {
		t.Error(got)
	}
	if again := write(kpi.English, report.ScoreNotes(card, card, p, []int{6}, nil)); again != nil {
		t.Errorf("told twice: %q", again)
	}
	// What the whole knows and a part does not is missing in the rows of the part.
	part := *card
	part.Rows, part.Total = card.Rows[3:4], card.Rows[3]
	var texts []string
	for _, f := range report.ScoreNotes(card, &part, p, []int{6}, report.ScoreNotes(card, card, p, []int{6}, nil)) {
		text, _ := c.Messages.Message(f, kpi.English)
		texts = append(texts, text)
	}
	wantTexts(t, texts, "the points of \"Submitted online\" are n/a for Chi Lăng, Chi Lăng, and with them the sum",
		"the points of \"Officials qualified\" are n/a for Chi Lăng, Chi Lăng, and with them the sum")
}

// For programs a row has the sum of its points, then those of the groups and of the indicators.
func TestPointsForPrograms(t *testing.T) {
	c := load(t)
	opts := english()
	opts.Profile = profile(t, c, "G,online,6,linear,", "H,on_time,2,linear,", "G,deadline_cut,1,linear,0")
	r := build(c, score(t, c, ledger(t, c, "2024-06 | An | received 4, received_online 3, resolved_in_time 1, resolved 2, statutory_days 4, assigned_days 1"), byDistrict), "online", opts)
	record := slices.Collect(r.Machine.Records.Rows)[0]
	data := record[len(record)-1].Data
	for i, m := range data {
		if of, ok := m.Value.(report.Objects); ok {
			data[i].Value = slices.Collect(iter.Seq[report.Object](of))
		}
	}
	const want = "[{points 6.250000} {max 9} {groups [[{group G} {points 5.250000} {max 7}] [{group H} {points 1.000000} {max 2}]]} " +
		"{indicators [{online [{points 4.500000} {max 6}]} {on_time [{points 1.000000} {max 2}]} {deadline_cut [{points 0.750000} {max 1}]}]}]"
	if got := fmt.Sprint(data); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
