package input

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/kpi"
	"cchc/kpi/dossiers"
	"cchc/kpi/input/lists"
)

// juneList begins a list of a district in June 2024.
const juneList = "UBND huyện Tràng Định\nDanh sách hồ sơ từ ngày 01/06/2024 đến ngày 30/06/2024\n"

// juneDossiers are rows of such a list behind their unit: one from May, one that is open.
const juneDossiers = "H37.20-240521-0001,21/05/2024,10/06/2024,07/06/2024,Đã trả kết quả\nH37.20-240603-0002,03/06/2024,10/07/2024,,Đang xử lý\n"

// dossierHead is their header.
const dossierHead = "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Trạng thái\n"

// placesOf writes the findings of some codes: code line:column, and the arguments.
func placesOf(findings []kpi.Finding, codes ...string) string {
	plain := strings.NewReplacer("\x1f", "/", "\ue000", "", "\ue001", "") // the marks of keys
	var list []string
	for _, f := range findings {
		if slices.Contains(codes, f.Code) {
			list = append(list, strings.TrimSpace(fmt.Sprintf("%s %d:%d %s", f.Code, f.Place.Line, f.Place.Column, plain.Replace(strings.Join(f.Args, " ")))))
		}
	}
	return strings.Join(list, "; ")
}

// Nothing is left out in silence: a fault is reported where its day is, or on its line.
func TestFaultsOfListsAreReported(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"handed before receipt, without results", "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả\n1,21/05/2024,10/06/2024,07/06/2024\n2,03/06/2024,10/06/2024,02/06/2024\n3,04/06/2024,10/07/2024,\n",
			"result-before-receipt 5:4"},
		{"supplied before it was asked for, without states", "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày yêu cầu bổ sung,Ngày bổ sung,Ngày có kết quả\n1,21/05/2024,10/06/2024,,,\n2,03/06/2024,10/06/2024,05/06/2024,04/06/2024,07/06/2024\n",
			"state-contradicts 5:5"},
		{"two days after that of the list", dossierHead + "1,01/07/2024,10/06/2024,02/07/2024,Đã trả kết quả\n", "date-future 4:2 day /2024-06-30/30/06/2024; date-future 4:4 day /2024-06-30/30/06/2024"},
		{"a result that cannot be read", dossierHead + "1,01/06/2024,10/06/2024,2024-06-10T18:30:00+00:00,Đã trả kết quả\n", "date-unreadable 4:4 reason day.none"},
		{"two days that cannot be read, for two reasons", dossierHead + "1,31/06/2024,06/13/2024,,Đang xử lý\n", "date-unreadable 4:2 reason day.no-such; date-unreadable 4:3 reason day.month-first"},
	} {
		got := placesOf(read(t, files{"a.csv": juneList + tt.file}, Options{}).Findings, kpi.ResultBefore, kpi.StateContradicts, kpi.DateFuture, kpi.DateUnreadable, kpi.ReceivedMissing, kpi.DueMissing)
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A code in other letters, with other dashes, with spaces or an apostrophe is the same one: the
// row is there twice.
func TestCodesInOtherForms(t *testing.T) {
	first := strings.Split(juneDossiers, "\n")[0]
	for _, code := range []string{"H37.20-240521-0001", "h37.20-240521-0001", "H37.20 -240521-0001", "H37.20-240521-0001\u00a0", "H37.20–240521–0001", "'H37.20-240521-0001"} {
		again := strings.Replace(first, "H37.20-240521-0001", code, 1) + "\n"
		got := placesOf(read(t, files{"a.csv": juneList + dossierHead + juneDossiers + again}, Options{}).Findings, kpi.DossierTwice, kpi.DossierDuplicate)
		if got != "dossier-twice 6:0 count 1" {
			t.Errorf("%q: %s", code, got)
		}
	}
}

// More units than there can be, with that of the row, in the column of the unit that rows are not counted for end the
// reading again with a finding.
func TestTooManyOtherUnits(t *testing.T) {
	text := "Danh sách hồ sơ tháng 6/2024\nMã hồ sơ,Đơn vị tiếp nhận,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n"
	var list strings.Builder
	for i := range lists.TextsLimit + 1 {
		fmt.Fprintf(&list, "%d,Xã A%d,Huyện Tràng Định,03/06/2024,10/07/2024,\n", i, i)
	}
	write(t, files{"a.csv": text + list.String()})
	for _, rowByRow := range []bool{false, true} {
		opts := Options{rowByRow: rowByRow, Workers: 1}
		opts.Lists.Scope = dossiers.Caseload
		got := Read(definitions(t), []string{"a.csv"}, nil, opts)
		n := 0
		if got.Dossiers == nil {
			t.Fatal(got.Findings)
		}
		if found := placesOf(got.Dossiers(func(*dossiers.Row) { n++ }), kpi.FileChanged); n != lists.TextsLimit-1 || found != "file-changed 0:0" {
			t.Errorf("row by row %t: %d dossiers, %s", rowByRow, n, found)
		}
	}
}
