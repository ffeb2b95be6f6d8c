package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/report"
)

// rankedRows are 1/3 three times in other fractions and what is printed like it, and
// two rows without a figure.
func rankedRows() []string {
	return []string{
		"2024-06 | Bắc Sơn | received 1000000, received_online 333333, resolved_late 2",
		"2024-06 | Bình Gia | received 3, received_online 1, resolved_late 1",
		"2024-06 | Cao Lộc | received 9, received_online 3, resolved_late 2",
		"2024-06 | Chi Lăng | received 4, received_online 4, resolved_late 2",
		"2024-06 | Đình Lập | received 0, received_online 0, resolved_late ?",
		"2024-06 | Hữu Lũng | received 5, received_online 0, resolved_late 9",
		"2024-06 | Văn Lãng | received ?, received_online 1, resolved_late 0",
	}
}

// ranks writes the rows of a report as "2 Bình Gia".
func ranks(r *report.Document) string {
	var texts []string
	at := slices.IndexFunc(r.Machine.Records.Fields, func(f report.Field) bool { return f.Name == "rank" })
	for record := range r.Machine.Records.Rows {
		rank := 0
		if at >= 0 && record[at].Number != nil {
			rank = *record[at].Number
		}
		texts = append(texts, fmt.Sprint(rank, " ", record[0].Key.Value))
	}
	return strings.Join(texts, ", ")
}

// Equal ranks are those of equal fractions, not of equal digits; the next ranks are
// left out, and 1 is the best from whichever end the list is read.
func TestRanks(t *testing.T) {
	c := load(t)
	rows := rankedRows()
	slices.Reverse(rows)
	card := score(t, c, ledger(t, c, rows...), []kpi.Dimension{kpi.ByDistrict})
	for sort, want := range map[string]string{
		"":        "0 Bắc Sơn, 0 Bình Gia, 0 Cao Lộc, 0 Chi Lăng, 0 Đình Lập, 0 Hữu Lũng, 0 Văn Lãng",
		"online":  "1 Chi Lăng, 2 Bình Gia, 2 Cao Lộc, 4 Bắc Sơn, 5 Hữu Lũng, 0 Đình Lập, 0 Văn Lãng",
		"-online": "5 Hữu Lũng, 4 Bắc Sơn, 2 Bình Gia, 2 Cao Lộc, 1 Chi Lăng, 0 Đình Lập, 0 Văn Lãng",
		"late":    "1 Văn Lãng, 2 Bình Gia, 3 Bắc Sơn, 3 Cao Lộc, 3 Chi Lăng, 6 Hữu Lũng, 0 Đình Lập",
		"-late":   "6 Hữu Lũng, 3 Bắc Sơn, 3 Cao Lộc, 3 Chi Lăng, 2 Bình Gia, 1 Văn Lãng, 0 Đình Lập",
		// What no row has gives no ranks.
		"deadline_cut": "0 Bắc Sơn, 0 Bình Gia, 0 Cao Lộc, 0 Chi Lăng, 0 Đình Lập, 0 Hữu Lũng, 0 Văn Lãng",
	} {
		opts := english()
		opts.Sort = sort
		r := build(c, card, "online", opts)
		label := map[string]string{"": "", "online": "Rank by Submitted online", "-online": "Rank by Submitted online", "late": "Rank by Resolved late",
			"-late": "Rank by Resolved late", "deadline_cut": "Rank by Deadline cut"}[sort]
		if got := ranks(r); got != want || r.Tables[0].RankLabel != label || r.Tables[0].Total.Rank != 0 {
			t.Errorf("sorted by %q (%s):\n got %s\nwant %s", sort, r.Tables[0].RankLabel, got, want)
		}
	}
}

// The first rows are kept with those that tie with the last of them; the total and the
// months of rows stay as they were, and a note counts what is left out.
func TestTop(t *testing.T) {
	c := load(t)
	l := ledger(t, c, append(rankedRows(), "2024-05 | Cao Lộc | received 0, received_online 0, resolved_late 0")...)
	card := score(t, c, l, []kpi.Dimension{kpi.ByDistrict})
	names := map[string]string{"online": `"Submitted online"`, "-online": `"Submitted online" (worst first)`, "late": `"Resolved late"`}
	for _, tt := range []struct {
		sort       string
		top, shown int
		want       string
	}{
		{"online", 1, 1, "1 Chi Lăng"}, {"online", 2, 3, "1 Chi Lăng, 2 Bình Gia, 2 Cao Lộc"}, {"online", 3, 3, "1 Chi Lăng, 2 Bình Gia, 2 Cao Lộc"},
		{"-online", 1, 1, "5 Hữu Lũng"}, {"-online", 3, 4, "5 Hữu Lũng, 4 Bắc Sơn, 2 Bình Gia, 2 Cao Lộc"},
		{"online", 6, 7, ""}, {"online", 7, 7, ""}, {"online", 100, 7, ""}, {"late", 4, 5, ""}, {"deadline_cut", 1, 7, ""},
	} {
		opts := english()
		opts.Sort, opts.Top = tt.sort, tt.top
		r := build(c, card, "late", opts)
		if got := ranks(r); len(labels(r)) != tt.shown || tt.want != "" && got != tt.want {
			t.Errorf("the first %d by %s: %s", tt.top, tt.sort, got)
		}
		if got := figures(r.Tables[0].Total); got != "n/a" {
			t.Errorf("the total is %s", got)
		}
		notes := report.RowsLeftOut(card, "", opts)
		if tt.shown == 7 {
			if notes != nil {
				t.Errorf("nothing is left out: %v", notes)
			}
			continue
		}
		text, _ := c.Messages.Message(notes[0], kpi.English)
		if want := fmt.Sprintf("Summary: %d of 7 rows are shown, the first by %s; the total is that of all rows", tt.shown, names[tt.sort]); len(notes) != 1 || text != want {
			t.Errorf("notes %q, want %q", text, want)
		}
	}
}

// A part is ranked among its own rows.
func TestRanksOfParts(t *testing.T) {
	c := load(t)
	l := ledger(t, c,
		"2024-06 | Bắc Sơn/Xã Một | received 10, received_online 1", "2024-06 | Bắc Sơn/Xã Hai | received 10, received_online 2",
		"2024-06 | Văn Lãng/Xã Ba | received 10, received_online 9", "2024-06 | Văn Lãng/Xã Tư | received 10, received_online 8")
	parts, err := report.Split(l, kpi.ByDistrict, []kpi.Dimension{kpi.ByCommune}, c.Indicators, nil, c.Messages, kpi.English)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, part := range parts {
		opts := english()
		opts.Sort, opts.Top = "online", 1
		r := build(c, part.Card, "online", opts)
		text, _ := c.Messages.Message(report.RowsLeftOut(part.Card, part.Name, opts)[0], kpi.Vietnamese)
		got = append(got, fmt.Sprint(ranks(r), " ", labels(r)[0], " | ", text))
	}
	const rest = ": hiển thị 1 trong 2 dòng, là các dòng đứng đầu theo \"Tỷ lệ hồ sơ nộp trực tuyến\"; số tổng cộng là của tất cả các dòng"
	wantTexts(t, got, "1 Bắc Sơn Bắc Sơn | Xã Hai | Bắc Sơn"+rest, "1 Văn Lãng Văn Lãng | Xã Ba | Văn Lãng"+rest)
}

// The first indicator of all ranks rows as the others do; points do only where they are asked for.
func TestRanksOfTheFirstIndicator(t *testing.T) {
	c := load(t)
	card := score(t, c, ledger(t, c, "2024-06 | An | resolved_in_time 1, resolved 2, received 2, received_online 0", "2024-06 | Bình | resolved_in_time 2, resolved 2, received 2, received_online 1",
		"2024-06 | Chi | resolved_in_time 0, resolved 2, received 2, received_online 2"), byDistrict)
	for sort, want := range map[string]string{"on_time": "Rank by On time of resolved: 1 Bình, 2 An, 3 Chi", "-on_time": "Rank by On time of resolved: 3 Chi, 2 An, 1 Bình",
		"points": "Rank by Points: 1 Chi, 2 Bình, 3 An", "": ": 0 An, 0 Bình, 0 Chi", "late": "Rank by Resolved late: 1 Bình, 2 An, 3 Chi"} {
		opts := english()
		opts.Sort, opts.Profile = sort, profile(t, c, ",online,6,linear,")
		r := build(c, card, "on_time", opts)
		if got := r.Tables[0].RankLabel + ": " + ranks(r); got != want {
			t.Errorf("sorted by %q: %s, want %s", sort, got, want)
		}
	}
}
