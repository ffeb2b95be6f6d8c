package header

import (
	"strings"
	"testing"

	"cchc/kpi/catalog"
)

// withOwn returns the definitions with rows of the user, and those of ready tables.
func withOwn(t testing.TB, rows string, ready ...string) *catalog.Catalog {
	t.Helper()
	tables := []catalog.Table{{Kind: catalog.HeaderTable, Name: "own.csv", Data: []byte("header,column\n" + rows)}}
	for _, name := range ready {
		table, err := catalog.Ready(name)
		if err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	cat, err := catalog.Load(tables...)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// A row of the user wins over everything that is built in, and the most particular one
// over others.
func TestOwnHeaders(t *testing.T) {
	const grouped = "Huyện,Đã giải quyết,,Đang giải quyết,\n,Tổng số (2),Quá hạn (3),Tổng số (4),Quá hạn (5)\nHuyện A,9,1,7,2\n"
	const deep = "Huyện,Kết quả,,,\n,Đã xong,,Còn lại,\n,Tổng số,Trễ,Tổng số,Trễ\nHuyện A,9,1,7,2\n"
	for _, c := range []struct{ name, rows, table, columns, findings string }{
		{"with its number", "Tổng nhận (3),received\n", "Huyện,Tổng nhận (3)\nHuyện A,1\n", ",received", ""},
		{"without its number", "Tổng nhận,received\n", "Huyện,Tổng nhận (3)\nHuyện A,1\n", ",received", ""},
		{"with a sum for a number", "Tổng nhận,received\n", "Huyện,Tổng nhận (3 = 4+5)\nHuyện A,1\n", ",received", ""},
		{"with a number before without", "Tổng nhận,received\nTổng nhận (3),caseload\n", "Huyện,Tổng nhận (3),Tổng nhận (4)\nHuyện A,1,1\n", ",caseload,received", ""},
		{"a star at the end", "Tổng nhận*,received\n", "Huyện,Tổng nhận*\nHuyện A,1\n", ",received", ""},
		{"beats what is built in", "Tiếp nhận,resolved\n", "Huyện,Tiếp nhận\nHuyện A,1\n", ",resolved", ""},
		{"is that of what is built in, and beats its place", "Trực tuyến,received_online\n", "Huyện,Đã giải quyết,Trực tuyến\nHuyện A,2,1\n", ",resolved,received_online", ""},
		{"is no question", "Đúng hạn,resolved_on_time\n", "Huyện,Đã giải quyết,Đúng hạn,Quá hạn\nA,93,91,2\nB,81,81,0\nC,77,70,7\n", ",resolved,resolved_on_time,resolved_late", ""},
		{"in its group with numbers", "Đã giải quyết / Quá hạn (3),tasks_late\n", grouped, ",resolved,tasks_late,pending,pending_overdue", ""},
		{"in its group without numbers", "Đã giải quyết / Quá hạn,tasks_late\n", grouped, ",resolved,tasks_late,pending,pending_overdue", ""},
		{"the lowest text with its number", "Quá hạn (3),tasks_late\n", grouped, ",resolved,tasks_late,pending,pending_overdue", ""},
		{"the whole before the lowest text", "Quá hạn,tasks_late\nĐã giải quyết / Quá hạn,resolved_late\n", grouped, ",resolved,resolved_late,pending,tasks_late", ""},
		{"the lowest text of two columns", "Quá hạn,tasks_late\n", grouped, ",resolved,tasks_late,pending,", "column-duplicate 5 tasks_late"},
		{"an addend of two columns", "Quá hạn,+tasks_late\n", grouped, ",resolved,tasks_late,pending,", "column-alone 3 tasks_late; column-duplicate 5 tasks_late"},
		{"two columns that are left out", "Quá hạn,ignored\n", grouped, ",resolved,,pending,", ""},
		{"the order of the lowest text", "Quá hạn#2,tasks_late\n", grouped, ",resolved,resolved_late,pending,tasks_late", ""},
		{"the order of the whole text", "Quá hạn#1,resolved_late\nquá hạn #2,pending_overdue\n", "Huyện,Quá hạn,Quá hạn\nHuyện A,1,2\n", ",resolved_late,pending_overdue", ""},
		{"three rows", "Kết quả / Đã xong / Tổng số,resolved\nĐã xong / Trễ,resolved_late\nCòn lại / Tổng số,pending\nTrễ#2,pending_overdue\n", deep,
			",resolved,resolved_late,pending,pending_overdue", ""},
		{"the whole of one column is no end of others", "Tổng số,received\n", "Huyện,Tổng số,Đã giải quyết,\n,,Tổng số,Quá hạn\nHuyện A,9,8,1\n", ",received,resolved,resolved_late", ""},
		{"a group carried to the right", "Đã giải quyết / Quá hạn,tasks_late\nQuá hạn,pending_overdue\n", "Huyện,Đã giải quyết,Quá hạn,Tiếp nhận,Quá hạn\nHuyện A,9,8,1,1\n",
			",resolved,tasks_late,received,pending_overdue", ""},
		{"with the words between", "Tiếp nhận / Trong đó / Qua Zalo,received_online\n", "Huyện,Tiếp nhận,,\n,Tổng số,Trong đó,\n,,Qua Zalo,Trực tiếp\nHuyện A,9,8,1\n", ",caseload,received_online,received_direct", ""},
		{"its unit of count makes no difference", "Qua Zalo,received_online\n", "Huyện,Tiếp nhận,Số HS qua Zalo\nHuyện A,9,8\n", ",received,received_online", ""},
		{"the unit of count must be that of the measure", "Qua Zalo,received_online\n", "Huyện,Tiếp nhận,Qua Zalo (thủ tục)\nHuyện A,9,8\n", ",received,", "column-unused 3"},
		{"a beginning", "Nộp *,ignored\n", "Huyện,Tiếp nhận,Nộp trực tuyến\nHuyện A,9,8\n", ",received,", ""},
		{"beginnings that add up", "Nộp *,+received_online\n", "Huyện,Nộp tại nhà,Nộp qua Zalo\nHuyện A,9,8\n", ",received_online,received_online", ""},
		{"the kind of day", "Thời gian cũ,statutory_days\nThời gian mới (giờ),assigned_days\n", "Tên TTHC,Thời gian cũ (giờ),Thời gian mới (giờ)\nA,9,8\n", ",statutory_days,assigned_days", ""},
	} {
		columns, findings := measuresIn(t, withOwn(t, c.rows), c.table)
		if got := strings.Join(columns, ","); got != c.columns {
			t.Errorf("%s: columns %s, want %s", c.name, got, c.columns)
		}
		for i := range findings {
			findings[i] = strings.TrimSpace(findings[i])
		}
		if got := strings.Join(findings, "; "); got != c.findings {
			t.Errorf("%s: findings\n got %s\nwant %s", c.name, got, c.findings)
		}
	}
}

// The remedy of two columns that mean the same has rows that name each of them: with
// these the table is read.
func TestRowsForDuplicates(t *testing.T) {
	for _, c := range []struct{ own, table, rows, columns string }{
		{"", "Huyện,Tiếp nhận,Tiếp nhận\nHuyện A,9,8\n", "Tiếp nhận#1,received  |  Tiếp nhận#2,ignored", ",received,"},
		{"", "Huyện,Tiếp nhận (3),Tiếp nhận (4)\nHuyện A,9,8\n", "Tiếp nhận (3),received  |  Tiếp nhận (4),ignored", ",received,"},
		{"Quá hạn,resolved_late\n", "Huyện,Đã giải quyết,Quá hạn,Đang giải quyết,Quá hạn\nHuyện A,9,8,7,6\n",
			"Quá hạn#1,resolved_late  |  Quá hạn#2,pending_overdue", ",resolved,resolved_late,pending,pending_overdue"},
		{"Quá hạn,resolved_late\n", "Huyện,Đã giải quyết,,Đang giải quyết,\n,Tổng số,Quá hạn,Tổng số,Quá hạn\nHuyện A,9,8,7,6\n",
			"Đã giải quyết / Quá hạn,resolved_late  |  Đang giải quyết / Quá hạn,pending_overdue", ",resolved,resolved_late,pending,pending_overdue"},
		{"", "Huyện,\"Nộp, trả / Tiếp nhận\",Huyện,Tiếp nhận\nHuyện A,9,Huyện A,7\n", "Huyện#1,district  |  Huyện#2,ignored", ",,,received"},
	} {
		_, findings := duplicates(t, withOwn(t, c.own), c.table)
		if got := strings.Join(findings, "; "); got != c.rows {
			t.Errorf("%q: rows\n got %s\nwant %s", c.table, got, c.rows)
		}
		columns, findings := duplicates(t, withOwn(t, strings.ReplaceAll(c.rows, "  |  ", "\n")+"\n"), c.table)
		if got := strings.Join(columns, ","); got != c.columns || findings != nil {
			t.Errorf("%q: with the rows %s, %q", c.table, got, findings)
		}
	}
}

// duplicates returns the measures of the columns of a table, and the rows that would name
// those that mean the same.
func duplicates(t testing.TB, cat *catalog.Catalog, table string) (columns, rows []string) {
	t.Helper()
	columns, findings := readLayout(t, cat, table)
	for _, f := range findings {
		if lines, ok := f.Args.Lookup("lines"); ok {
			rows = append(rows, lines)
		}
	}
	return columns, rows
}
