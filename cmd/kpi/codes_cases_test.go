package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	listhashes "cchc/kpi/input/hashes"
)

// june begins an export up to its first count, and onTime is a header.
const (
	june   = "period,district,received\n2024-06,Bắc Sơn,"
	onTime = "period,district,resolved_in_time,resolved_late\n"
)

// folder makes an empty folder.
func folder(name string) func(t *testing.T) {
	return func(t *testing.T) { must(t, os.Mkdir(name, 0o700)) }
}

// folderWith makes a folder with an export and a file that is none.
func folderWith(other string) func(t *testing.T) {
	return func(t *testing.T) {
		folder("in")(t)
		write(t, "in", "a.csv", june+"1\n")
		write(t, "in", other, "")
	}
}

// document makes a Word file with a paragraph.
func document(text string) func(t *testing.T) {
	return func(t *testing.T) { t.Helper(); wordFile(t, ".", "t.docx", text) }
}

// fileCases are what is wrong with whole files.
func fileCases() []codeCase {
	return []codeCase{
		{code: "file-not-found", severity: "error", place: "a.csv"},
		{code: "file-unreadable", severity: "error", place: "-", stdin: breaks, args: "check -"},
		{code: "folder-empty", severity: "error", place: "in", setup: folder("in"), args: "check in"},
		{code: "file-repeated", severity: "note", place: "./a.csv", file: june + "1\n", args: "check a.csv ./a.csv"},
		{code: "file-twice", severity: "error", place: "b.csv", file: june + "1\n", more: map[string]string{"b.csv": june + "1\n"}, args: "check a.csv b.csv"},
		{code: "name-form", severity: "error", place: "Lo\u0323\u0302*.csv", more: map[string]string{"L\u1ed9c.csv": june + "1\n"}, args: "check Lo\u0323\u0302*.csv"},
		{code: "folder-left", severity: "warning", place: "in", setup: folderWith("a.pdf"), args: "check in"},
		{code: "folder-passed", severity: "note", place: "in", setup: folderWith(".a.csv"), args: "check in"},
		{code: "file-empty", severity: "error", place: "a.csv", file: "\n"},
		{code: "file-not-text", severity: "error", place: "a.csv", file: "%PDF-1.4\n"},
		{code: "json-fault", severity: "error", place: "a.csv:2:4", file: "[\n{\"period\": \"2024-06\", \"district\": \"Bắc Sơn\", \"received\": 1, \"files\": []}]\n"},
		{code: "json-beside", severity: "warning", place: "a.csv", file: "{\"count\": 1, \"rows\": [{\"period\": \"2024-06\", \"district\": \"Bắc Sơn\", \"received\": 1}]}\n"},
		{code: "table-too-long", severity: "error", place: "a.csv:131074", file: "period,district,chỉ tiêu,count\n" + strings.Repeat("2024-06,Bắc Sơn,received,1\n", 1<<17+1)},
		{code: "column-divides", severity: "error", place: "a.csv:1:4", file: "period,district,chỉ tiêu,cách nộp,count\n2024-06,Bắc Sơn,received,Zalo,1\n2024-06,Bắc Sơn,received,VNeID,1\n"},
		{code: "file-damaged", severity: "error", place: "a.csv", file: "PK\x03\x04"},
		{code: "file-too-large", severity: "error", place: "a.csv", file: "PK\x03\x04", setup: func(t *testing.T) { must(t, os.Truncate("a.csv", 32<<20+1)) }},
		{code: "file-is-directory", severity: "error", place: "in.csv", setup: folder("in.csv"), args: "check *.csv"},
		{code: "file-changed", severity: "error", place: "-", file: june + "1\n", stdin: grows, args: "check -"},
		{code: "sheet-not-found", severity: "error", place: "a.xlsx", setup: bookOfSheets("Tháng 6"), args: "check a.xlsx --sheet Quý"},
		{code: "sheet-others", severity: "warning", place: "a.xlsx", setup: otherSheet, args: "check a.xlsx"},
		{code: "sheet-sums", severity: "note", place: "a.xlsx#Tổng hợp", setup: sumSheet, args: "check a.xlsx"},
		{code: "key-from-sheet", severity: "note", place: "a.xlsx#Tháng 7-2024", setup: undatedSheet, args: "check a.xlsx"},
		{code: "sheets-left", severity: "note", place: "a.xlsx", setup: hiddenSheet, args: "check a.xlsx"},
		{code: "encoding-unknown", severity: "error", place: "a.csv:1", file: "period,Huy\xd6n,Ti\xd5p nh\xcbn\n"},
		{code: "cells-merged", severity: "warning", place: "a.xlsx: B2", setup: mergedCells, args: "check a.xlsx"},
		{code: "cell-covered", severity: "warning", place: "a.xlsx: C2", setup: coveredCell, args: "check a.xlsx"},
		{code: "columns-hidden", severity: "note", place: "a.xlsx: C1", setup: hiddenColumn, args: "check a.xlsx"},
		{code: "formula-stale", severity: "error", place: "a.xlsx: C2", setup: staleFormula, args: "check a.xlsx"},
		{code: "count-scaled", severity: "error", place: "a.csv:1:1", file: "Đơn vị tính: 1.000 hồ sơ,,\n" + june + "1\n"},
		{code: "encoding-wrong", severity: "error", place: "a.csv:2:2", file: "period,district,received\n2024-06,Traøng Ñònh,1\n", args: "check a.csv --encoding tcvn3"},
		{code: "rows-hidden", severity: "note", place: "a.xlsx: A2", setup: hiddenRow, args: "check a.xlsx"},
		{code: "encoding-invalid-byte", severity: "error", place: "a.csv:3", file: june + "1\n2024-06,V\xff,1\n"},
		{code: "text-garbled", severity: "error", place: "a.csv:2:2", file: "period,district,received\n2024-06,Báº¯c SÆ¡n,1\n"},
		{code: "quote-unclosed", severity: "error", place: "a.csv:2:3", file: june + "\"1\n"},
		{code: "quote-stray", severity: "error", place: "a.csv:2:3", file: june + "1\"\n"},
		{code: "no-data", severity: "error", place: "a.csv:1", file: "period,district,received\n"},
		{code: "findings-more", severity: "note", place: "a.csv", file: "period,district,received\n" + strings.Repeat("2024-06,Bắc Sơn,x\n", 10_001)},
	}
}

// rowCases are what is wrong with rows, headers and columns.
func rowCases() []codeCase {
	return []codeCase{
		{code: "row-too-large", severity: "error", place: "a.csv:2", file: june + strings.Repeat("1", 2<<20+1)},
		{code: "row-too-short", severity: "error", place: "a.csv:2:3", file: "period,district,received,resolved\n2024-06,Bắc Sơn,1\n"},
		{code: "row-too-long", severity: "error", place: "a.csv:2:4", file: june + "1,2\n"},
		{code: "row-total", severity: "note", place: "a.csv:3", file: june + "1\n,Tổng cộng,1\n"},
		{code: "row-duplicate", severity: "error", place: "a.csv:3", file: june + "1\n2024-06,Bắc Sơn,2\n"},
		{code: "row-mixed", severity: "error", place: "a.csv:3", file: "period,district,procedure,received\n2024-06,Bắc Sơn,Khai sinh,1\n2024-06,Bắc Sơn,,1\n"},
		{code: "row-section", severity: "error", place: "a.csv:2:1", file: "STT,period,district,received\n1.1,2024-06,Bắc Sơn,1\n"},
		{code: "row-outside", severity: "error", place: "a.csv:4", file: june + "1\nNgười lập biểu,,\n2024-06,Văn Lãng,1\n"},
		{code: "row-or-total", severity: "warning", place: "a.csv:4", file: june + "431\n2024-06,Bắc Sơn,977\n2024-06,Cao Lộc,1408\n"},
		{code: "row-not-counted", severity: "warning", place: "a.csv:3", file: june + "1\n2024-06,Cùng kỳ năm trước,1\n", args: "check a.csv --units none"},
		{code: "row-heading", severity: "warning", place: "a.csv:3", file: june + "1\nXem thêm,,\n"},
		{code: "row-unnumbered", severity: "warning", place: "a.csv:3", file: "STT,period,district,received\n1,2024-06,Bắc Sơn,1\n,2024-06,Văn Lãng,1\n"},
		{code: "row-indistinct", severity: "warning", place: "a.csv:3", file: "period,district,Quầy,received\n2024-06,Bắc Sơn,a,1\n2024-06,Bắc Sơn,b,1\n"},
		{code: "header-not-found", severity: "error", place: "a.csv:1", file: "a,b\n1,2\n"},
		{code: "header-second", severity: "error", place: "a.csv:3", file: "period,district,received,resolved\n2024-06,Bắc Sơn,1,1\ndistrict,resolved,received,pending\n"},
		{code: "subject-other", severity: "error", place: "a.csv:1:1", file: "Tổng hợp văn bản đến,,\n" + june + "1\n"},
		{code: "title-unknown", severity: "warning", place: "a.csv:1:1", file: "Phiếu khảo sát tháng 6/2024,,\n" + june + "1\n"},
		{code: "note-differs", severity: "warning", place: "a.csv:3:1", file: june + "1\nGhi chú: số liệu lũy kế đến ngày 20/6/2024,,\n"},
		{code: "tables-beside", severity: "error", place: "a.csv:1:4", file: "district,received,,commune,resolved\n", args: "check a.csv --period 2024-06"},
		{code: "header-above", severity: "error", place: "a.csv:1", file: ",,Hồ sơ chờ,\nperiod,district,received_online,received_direct\n2024-06,Bắc Sơn,1,1\n"},
		{code: "header-ambiguous", severity: "error", place: "a.csv:1:3", file: "period,district,Quá hạn\n2024-06,Bắc Sơn,1\n"},
		{code: "header-doubtful", severity: "warning", place: "a.csv:1:3", file: "period,district,Đúng hạn\n2024-06,Bắc Sơn,1\n"},
		{code: "header-proved", severity: "note", place: "a.csv:1:3",
			file: "period,district,Đúng hạn,Quá hạn,Đã giải quyết\n2024-06,Bắc Sơn,91,2,93\n2024-06,Tràng Định,81,0,81\n2024-06,Văn Lãng,70,7,77\n"},
		{code: "header-unused", severity: "warning", place: "h.csv:3", file: june + "1\n", more: map[string]string{"h.csv": "header,column\nreceived,received\nTồn,pending\n"},
			args: "check a.csv --headers h.csv"},
		{code: "key-missing", severity: "error", place: "a.csv:1", file: "period,commune,received\n2024-06,Chi Lăng,1\n", args: "check a.csv --units none"},
		{code: "unit-differs", severity: "warning", place: "a.csv:1:1", file: "UBND huyện Bắc Sơn,,\nperiod,field,received\n2024-06,Đất đai,1\n", args: "check",
			more: map[string]string{"kpi.toml": "exports = ['a.csv']\nin = 'Huyện Tràng Định'\nlang = 'vi'\nformat = 'json'\n"}},
		{code: "unit-none", severity: "warning", place: "a.csv:1", file: "period,field,received\n2025-08,Đất đai,1\n"},
		{code: "column-duplicate", severity: "error", place: "a.csv:1:4", file: "period,district,received,received\n"},
		{code: "column-missing", severity: "warning", place: "b.csv:1", file: "period,district,received,resolved,resolved_late\n2024-06,Bắc Sơn,1,1,0\n",
			more: map[string]string{"b.csv": "period,district,received\n2024-06,Văn Lãng,1\n"}, args: "check a.csv b.csv"},
		{code: "column-unknown", severity: "note", place: "a.csv:1:4", file: "period,district,received,Quầy\n2024-06,Bắc Sơn,1,a\n"},
		{code: "column-unused", severity: "warning", place: "a.csv:1:4", file: "period,district,received,Quầy\n2024-06,Bắc Sơn,1,2\n"},
		{code: "column-unplaced", severity: "warning", place: "a.csv:1:4", file: "period,district,resolved,Trực tuyến\n2024-06,Bắc Sơn,1,1\n"},
		{code: "column-percent", severity: "note", place: "a.csv:1:4", file: "period,district,received,Tỷ lệ khác\n2024-06,Bắc Sơn,1,5%\n"},
		{code: "column-alone", severity: "warning", place: "a.csv:1:3", file: "period,district,Trực tuyến toàn trình\n2024-06,Bắc Sơn,1\n"},
	}
}

// cellCases are what is wrong with counts.
func cellCases() []codeCase {
	return []codeCase{
		{code: "count-not-a-number", severity: "error", place: "a.csv:2:3", file: june + "x\n2024-06,Văn Lãng,1\n"},
		{code: "count-negative", severity: "error", place: "a.csv:2:3", file: june + "-1\n"},
		{code: "count-fraction", severity: "error", place: "a.csv:2:3", file: june + "1.5\n"},
		{code: "count-percent", severity: "error", place: "a.csv:2:3", file: june + "5%\n"},
		{code: "count-date", severity: "error", place: "a.csv:2:3", file: june + "2024-05-07\n"},
		{code: "formula-empty", severity: "error", place: "a.csv:2:3", file: june + "=\n"},
		{code: "count-thousands", severity: "error", place: "a.csv:2:3", file: june + "1.000\n2024-06,Văn Lãng,2.000\n"},
		{code: "count-ambiguous", severity: "error", place: "a.csv:3:3", file: june + "1.057\n2024-06,Văn Lãng,\"1,057\"\n"},
		{code: "count-too-large", severity: "error", place: "a.csv:2:3", file: june + strings.Repeat("9", 19) + "\n"},
		{code: "count-missing", severity: "warning", place: "a.csv:2:3", file: june + "\n"},
		{code: "count-unknown", severity: "note", place: "a.csv:2:3", file: june + "…\n"},
		{code: "count-blank-zero", severity: "note", place: "a.csv:2:3", file: june + "\n", args: "check a.csv --blank zero"},
		{code: "count-dash", severity: "note", place: "a.csv:2:3", file: june + "-\n"},
		{code: "count-decimal", severity: "note", place: "a.csv:2:3", file: june + "1.0\n"},
		{code: "count-not-listed", severity: "error", place: "a.csv:2:4", file: "period,district,things,received\n2024-06,Bắc Sơn,tasks,1\n"},
		{code: "things-unknown", severity: "error", place: "a.csv:2:3", file: "period,district,things,received\n2024-06,Bắc Sơn,hồ sơ,1\n"},
		{code: "days-mixed", severity: "error", place: "a.csv:1:4", file: "period,district,statutory_days (giờ),assigned_days (ngày)\n2024-06,Bắc Sơn,1,1\n"},
		{code: "sum-overflow", severity: "error", place: "a.csv:11", file: "period,district,field,received\n" + overflowing},
	}
}

// overflowing is ten fields whose counts fit one by one.
var overflowing = func() string {
	var b strings.Builder
	for name := range strings.FieldsSeq("a b c d e g h i k l") {
		b.WriteString("2024-06,Bắc Sơn," + name + "," + strings.Repeat("9", 18) + "\n")
	}
	return b.String()
}()

// numbered is a header and rows that differ in a number.
func numbered(header, row string, rows int) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range rows {
		fmt.Fprintf(&b, row, i)
	}
	return b.String()
}

// keyCases are what is wrong with periods and units.
func keyCases() []codeCase {
	const units = "code,name,level,parent,valid_from,valid_to\n185,Huyện Bắc Sơn,district,,,\n1,Xã Tân Tri,commune,185,,\n2,Xã Long Đống,commune,185,,\n"
	const commune = "period,district,commune,received\n2024-06,Bắc Sơn,Tân Tri,1\n"
	return []codeCase{
		{code: "period-unknown", severity: "error", place: "a.csv:2:1", file: "period,district,received\nhôm qua,Bắc Sơn,1\n"},
		{code: "period-disagrees", severity: "error", place: "a.csv:2:1", file: "Kỳ,Năm,district,received\n2024-06,2023,Bắc Sơn,1\n"},
		{code: "names-filled", severity: "note", place: "a.csv:3:2", file: "period,district,commune,received\n2024-06,Bắc Sơn,Xã Vũ Lễ,1\n2024-06,,Xã Tân Thành,2\n"},
		{code: "period-missing", severity: "error", place: "a.csv:1", file: "district,received\nBắc Sơn,1\n"},
		{code: "period-ambiguous", severity: "error", place: "a.csv:2:1", file: "Tháng 5/2024\nTháng 6/2024\ndistrict,received\nBắc Sơn,1\n"},
		{code: "period-part", severity: "error", place: "a.csv:1:1", file: "Kỳ I tháng 8/2024,\ndistrict,received\nBắc Sơn,1\n"},
		{code: "period-dates", severity: "error", place: "a.csv:2:1", file: "period,district,received\n15/05/2024 - 14/06/2024,Bắc Sơn,1\n"},
		{code: "period-mixed", severity: "error", place: "a.csv:3", file: "period,district,received\n01/06/2024 - 20/06/2024,Bắc Sơn,1\n2024-05,Văn Lãng,1\n", args: "check a.csv --as-dated"},
		{code: "period-outside", severity: "note", place: "a.csv", file: june + "1\n2024-05,Bắc Sơn,1\n", args: "check a.csv --period 2024-06"},
		{code: "period-overlap", severity: "error", place: "a.csv:2:3", file: june + "1\n2024-Q2,Bắc Sơn,1\n"},
		{code: "period-gap", severity: "warning", place: "a.csv:2", file: june + "1\n2024-05,Văn Lãng,1\n2024-06,Văn Lãng,1\n"},
		{code: "period-empty", severity: "warning", place: "", file: june + "1\n2024-04,Bắc Sơn,1\n"},
		{code: "key-conflict", severity: "error", place: "b.csv:2:3", file: june + "1\n", more: map[string]string{"b.csv": june + "2\n"}, args: "check a.csv b.csv"},
		{code: "key-from-title", severity: "note", place: "a.csv:1:1", file: "Tháng 6/2024\ndistrict,received\nBắc Sơn,1\n"},
		{code: "period-from-name", severity: "note", place: "2024-06.csv", more: map[string]string{"2024-06.csv": "district,received\nBắc Sơn,1\n"}, args: "check 2024-06.csv"},
		{code: "period-name-differs", severity: "warning", place: "2024-05.csv", more: map[string]string{"2024-05.csv": june + "1\n"}, args: "check 2024-05.csv"},
		{code: "unit-missing", severity: "error", place: "a.csv:2:2", file: "period,district,received\n2024-06,,1\n"},
		{code: "unit-ambiguous", severity: "error", place: "a.csv:2:2", file: "period,unit,received\n2024-06,Bắc Sơn,1\n"},
		{code: "unit-too-long", severity: "error", place: "a.csv:2:2", file: "period,district,received\n2024-06," + strings.Repeat("Bắc Sơn ", 40) + ",1\n"},
		{code: "units-too-many", severity: "error", place: "a.csv:50002", file: numbered("period,district,received\n", "2024-06,H%d,1\n", 50_001)},
		{code: "procedures-too-many", severity: "error", place: "a.csv:200001", file: numbered("period,district,procedure,received\n", "2024-06,Bắc Sơn,P%d,1\n", 200_000)},
		{code: "unit-spellings", severity: "error", place: "a.csv:3:2", file: june + "1\n2024-06,Bac Son,1\n", args: "check a.csv --units none"},
		{code: "unit-code", severity: "error", place: "a.csv:2:3", file: "period,district,unit_code,received\n2024-06,Văn Lãng,185,1\n", more: map[string]string{"units.csv": units}, args: "check a.csv --units units.csv"},
		{code: "unit-code-unknown", severity: "note", place: "a.csv:2:3", file: "period,district,unit_code,received\n2024-06,Bắc Sơn,H37.2,1\n", more: map[string]string{"units.csv": units}, args: "check a.csv --units units.csv"},
		{code: "names-unproved", severity: "note", place: "", file: june + "1\n", args: "check a.csv --units none"},
		{code: "office-alone", severity: "warning", place: "a.csv:2:2", file: "period,unit,received\n2025-08,Phòng Kinh tế,1\n", more: map[string]string{"units.csv": units}, args: "check a.csv --units units.csv"},
		{code: "unit-unknown", severity: "error", place: "a.csv:2:2", file: "period,district,received\n2024-06,Văn Lãng,1\n", more: map[string]string{"units.csv": units}, args: "check a.csv --units units.csv"},
		{code: "unit-absent", severity: "warning", place: "a.csv:2", file: commune, more: map[string]string{"units.csv": units}, args: "check a.csv --units units.csv"},
		{code: "level-unknown", severity: "error", place: "a.csv:2:3", file: "period,district,level,received\n2024-06,Bắc Sơn,thôn,1\n"},
	}
}

// unitCases are what is to be known of units that merged or were divided.
func unitCases() []codeCase {
	const units = "code,name,level,parent,valid_from,valid_to\n185,Huyện Bắc Sơn,district,20,,2025-06\n186,Huyện Hữu Lũng,district,20,,2025-06\n" +
		"1,Xã Tân Tri,commune,185,,2025-06\n2,Xã Long Đống,commune,185,2025-05,2025-06\n3,Xã Vũ Lễ,commune,186,,2025-04\n4,Xã Vũ Lễ,commune,186,2025-05,2025-06\n" +
		"5,Xã Tân Tri,commune,20,2025-07,\n6,Xã Vũ Lễ,commune,20,2025-07,\n7,Xã Vũ Lăng,commune,20,2025-07,\n"
	const table = "old_code,new_code,share\n1,5,whole\n2,5,whole\n4,6,part\n4,7,part\n"
	const august = "period,district,commune,received\n2025-08,,Vũ Lễ,1\n"
	more := map[string]string{"units.csv": units, "s.csv": table}
	const args = "report a.csv --units units.csv --successors s.csv -k online -f csv"
	return []codeCase{
		{code: "unit-divided", severity: "note", place: "s.csv:4:3", file: august + "2025-05,Hữu Lũng,Vũ Lễ,1\n", more: more, args: args},
		{code: "unit-partial", severity: "warning", place: "a.csv:3", file: august + "2025-05,Bắc Sơn,Tân Tri,1\n", more: more, args: args},
		{code: "unit-incomplete", severity: "warning", place: "a.csv:3", file: august + "2025-05,Bắc Sơn,Tân Tri,1\n2025-05,Bắc Sơn,Long Đống,\n", more: more, args: args},
		{code: "unit-crosses", severity: "warning", place: "a.csv:3", file: august + "2025,Bắc Sơn,Tân Tri,1\n", more: more, args: args},
		{code: "unit-ended", severity: "warning", place: "a.csv:3", file: august + "2025-04,Hữu Lũng,Vũ Lễ,1\n", more: more, args: args},
		{code: "unit-begun", severity: "warning", place: "a.csv:3", file: august + "2025-04,Bắc Sơn,Tân Tri,1\n", more: more, args: args},
	}
}

// listCases are what is wrong with lists of single dossiers.
func listCases() []codeCase {
	const header = "Mã hồ sơ,Xã,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả"
	const list, first, open = header + "\n", "1,Xã Tân Tri,03/06/2024,05/06/2024,04/06/2024\n", "2,Xã Tân Tri,30/05/2024,10/06/2024,\n"
	const of = " --as-of 2024-06-30 --period 2024-06"
	const args, all = "check a.csv" + of, "check a.csv --list-of caseload" + of
	stdin := func(text string) func(*testing.T) io.Reader {
		return func(*testing.T) io.Reader { return strings.NewReader(text) }
	}
	// with has a column more, and a row with a text in it.
	with := func(column, text string) string {
		return header + "," + column + "\n" + strings.TrimSpace(first) + "," + text + "\n"
	}
	const july = "check a.csv b.csv --list-of caseload"
	later := func(rows string) map[string]string {
		return map[string]string{"b.csv": "Từ ngày 01/07/2024 đến ngày 31/07/2024,,,,\n" + list + rows}
	}
	const juneList = "Từ ngày 01/06/2024 đến ngày 30/06/2024,,,,\n" + list
	return []codeCase{
		{code: "dossier-list", severity: "note", place: "a.csv:1", file: list + first + open, args: args},
		{code: "list-as-of", severity: "note", place: "a.csv:1", file: list + first + open, args: "check a.csv --period 2024-06"},
		{code: "list-day", severity: "error", place: "-:1", stdin: stdin(list + first + open), args: "check - --period 2024-06"},
		{code: "list-period", severity: "error", place: "a.csv:1", file: list + first + open, args: "check a.csv --as-of 2024-06-30"},
		{code: "list-scope", severity: "error", place: "a.csv:1", file: list + first + "2,Xã Tân Tri,04/06/2024,10/06/2024,\n", args: args},
		{code: "list-doubtful", severity: "warning", place: "a.csv:1", file: list + first, args: args},
		{code: "list-quiet", severity: "warning", place: "a.csv:2", file: "Từ ngày 01/06/2024 đến ngày 31/12/2024,,,,\n" + list + first, args: "check a.csv --list-of caseload"},
		{code: "list-start", severity: "note", place: "a.csv:1", file: list + first + open, args: "check a.csv --as-of 2024-06-30 --period 2024-05..2024-06"},
		{code: "list-partial", severity: "note", place: "a.csv:1", file: list + first + open, args: "check a.csv --as-of 2024-06-20 --period 2024-06"},
		{code: "list-ends", severity: "error", place: "a.csv:1", file: "Mã hồ sơ,Xã,Ngày tiếp nhận\n1,Xã Tân Tri,03/06/2024\n", args: args},
		{code: "list-words", severity: "warning", place: "a.csv:2", file: list + "Xem thêm,,,,\n" + first, args: all},
		{code: "list-unit", severity: "error", place: "a.csv:3:2", file: list + first + "2,Xã Không Có,03/06/2024,05/06/2024,\n", args: all},
		{code: "list-total", severity: "warning", place: "a.csv:3", file: list + first + "Tổng cộng,2,,,\n", args: all},
		{code: "list-receipt", severity: "error", place: "a.csv:1", file: "Mã hồ sơ,Xã,Ngày nộp hồ sơ,Ngày hẹn trả\n1,Xã Tân Tri,03/06/2024,05/06/2024\n", args: all},
		{code: "list-below", severity: "error", place: "a.csv:3", file: june + "1\n" + list + first},
		{code: "list-stream", severity: "error", place: "-:1", stdin: stdin(list + first + first), args: "check - --list-of caseload" + of},
		{code: "list-temporary", severity: "error", file: "Huyện Bắc Sơn,\nMã hồ sơ,Ngày tiếp nhận\n" + strings.Repeat("1,3/6/2024\n", listhashes.Limit), args: "check a.csv --list-of received --tmp none" + of},
		{code: "date-unreadable", severity: "error", place: "a.csv:2:4", file: list + "1,Xã Tân Tri,03/06/2024,trong ngày,\n", args: all},
		{code: "received-missing", severity: "error", place: "a.csv:2:3", file: list + "1,Xã Tân Tri,,05/06/2024,04/06/2024\n", args: all},
		{code: "result-before-receipt", severity: "error", place: "a.csv:2:5", file: list + "1,Xã Tân Tri,03/06/2024,05/06/2024,02/06/2024\n", args: all},
		{code: "date-future", severity: "error", place: "a.csv:2:5", file: list + "1,Xã Tân Tri,03/06/2024,05/06/2024,01/07/2024\n", args: all},
		{code: "state-unknown", severity: "error", place: "a.csv:2:6", file: with("Trạng thái", "9"), args: all},
		{code: "state-contradicts", severity: "error", place: "a.csv:2:6", file: with("Trạng thái", "Đang xử lý"), args: all},
		{code: "channel-unknown", severity: "error", place: "a.csv:2:6", file: with("Hình thức tiếp nhận", "Zalo"), args: all},
		{code: "flag-unknown", severity: "error", place: "a.csv:2:6", file: with("Số hóa", "một phần"), args: all},
		{code: "dossier-duplicate", severity: "error", place: "a.csv:3", file: list + first + "1,Xã Tân Tri,03/06/2024,05/06/2024,05/06/2024\n", args: all},
		{code: "dossier-units", severity: "error", place: "a.csv:3", file: list + first + "1,Xã Nhất Hòa,03/06/2024,05/06/2024,04/06/2024\n", args: all},
		{code: "dossier-twice", severity: "note", place: "a.csv:3", file: list + first + first, args: all},
		{code: "dossier-later", severity: "note", place: "a.csv:4", file: juneList + first + open, more: later(open), args: july},
		{code: "dossier-gone", severity: "warning", place: "a.csv:4", file: juneList + first + open, more: later(first), args: july},
		{code: "dossier-new", severity: "note", place: "a.csv:2", file: with("Trạng thái", "Chờ tiếp nhận"), args: all},
		{code: "dossier-early", severity: "warning", place: "a.csv:2", file: list + "1,Xã Quốc Khánh,30/06/2025,05/07/2025,04/07/2025\n", args: "check a.csv --list-of caseload --as-of 2025-07-31 --period 2025-07"},
		{code: "due-missing", severity: "warning", place: "a.csv:2:4", file: list + "1,Xã Tân Tri,03/06/2024,,04/06/2024\n", args: all},
		{code: "due-before-receipt", severity: "warning", place: "a.csv:2:4", file: list + "1,Xã Tân Tri,03/06/2024,02/06/2024,04/06/2024\n", args: all},
		{code: "code-missing", severity: "warning", place: "a.csv:2:1", file: list + ",Xã Tân Tri,03/06/2024,05/06/2024,04/06/2024\n", args: all},
		{code: "code-day", severity: "warning", place: "a.csv:2:1", file: list + "H37.20-240602-0001,Xã Tân Tri,03/06/2024,05/06/2024,04/06/2024\n", args: all},
		{code: "state-undated", severity: "warning", place: "a.csv:2:6", file: header + ",Trạng thái\n2,Xã Tân Tri,03/06/2024,10/06/2024,,Dừng xử lý\n", args: all},
	}
}

// ruleCases are what does not add up.
func ruleCases() []codeCase {
	return []codeCase{
		{code: "parts-disagree", severity: "error", place: "a.csv:2:5", file: "period,district,received_online,received_offline,received\n2024-06,Bắc Sơn,1,1,3\n"},
		{code: "part-exceeds-whole", severity: "error", place: "a.csv:2:3", file: "period,district,fee_bearing,paid_online\n2024-06,Bắc Sơn,1,2\n"},
		{code: "balance", severity: "warning", place: "a.csv:2:3", file: "period,district,caseload,resolved,pending,returned\n2024-06,Bắc Sơn,3,1,1,0\n"},
		{code: "balance-open", severity: "note", place: "a.csv:2:3", file: "period,district,caseload,resolved,pending\n2024-06,Bắc Sơn,3,1,1\n"},
		{code: "carry-over-breaks", severity: "warning", place: "a.csv:3:3", file: "period,district,carried_over,pending\n2024-05,Bắc Sơn,0,2\n2024-06,Bắc Sơn,1,0\n"},
		{code: "count-jump", severity: "warning", place: "a.csv:2:3", file: june + "100\n2024-05,Bắc Sơn,10\n2024-04,Bắc Sơn,10\n2024-03,Bắc Sơn,10\n"},
		{code: "total-disagrees", severity: "warning", place: "a.csv:3:3", file: june + "1\n,Tổng cộng,2\n"},
		{code: "percent-disagrees", severity: "warning", place: "a.csv:2:5", file: "period,district,received,received_online,Tỷ lệ hồ sơ trực tuyến\n2024-06,Bắc Sơn,2,1,60%\n"},
		{code: "percent-unread", severity: "note", place: "a.csv:2:5", file: "period,district,received,received_online,Tỷ lệ hồ sơ trực tuyến\n2024-06,Bắc Sơn,2,1,x\n"},
		{code: "unit-or-total", severity: "warning", place: "a.csv:2", file: "period,district,received,resolved\n2024-06,Cái chung,3,5\n2024-06,Bắc Sơn,1,2\n2024-06,Văn Lãng,2,3\n", args: "check a.csv --units none"},
		{code: "month-copied", severity: "warning", place: "a.csv:4", file: june + "100\n2024-06,Văn Lãng,90\n2024-07,Bắc Sơn,100\n2024-07,Văn Lãng,90\n"},
		{code: "days-cumulative", severity: "error", place: "a.csv:2",
			file: "period,district,received\n13/06/2024,Bắc Sơn,100\n14/06/2024,Bắc Sơn,110\n15/06/2024,Bắc Sơn,115\n16/06/2024,Bắc Sơn,121\n17/06/2024,Bắc Sơn,130\n"},
		{code: "days-month-first", severity: "warning", place: "a.csv:2:1", file: "period,district,received\n09/02/2024,Bắc Sơn,1\n09/03/2024,Bắc Sơn,1\n"},
		{code: "days-added", severity: "note", place: "a.csv:1", file: "period,district,received\n01/06/2024,Bắc Sơn,1\n02/06/2024,Bắc Sơn,1\n"},
		{code: "agency-or-total", severity: "warning", place: "a.csv:4", file: "period,district,commune,received\n2024-06,Bắc Sơn,Tân Tri,1\n2024-06,Bắc Sơn,Long Đống,1\n2024-06,Bắc Sơn,,2\n"},
	}
}

// figureCases are what is to be known of figures and targets.
func figureCases() []codeCase {
	target := func(row string) map[string]string {
		return map[string]string{"targets.csv": "indicator,level,unit,target\n" + row + "\n"}
	}
	score := func(rows string) map[string]string {
		return map[string]string{"score.csv": "indicator,points,valid_from,rule\n" + strings.ReplaceAll(rows, "\n", ",linear\n") + ",linear\n"}
	}
	const rest = "2024-06,Văn Lãng,1,0\n"
	return []codeCase{
		{code: "indicator-absent", severity: "note", file: june + "1\n", args: "report a.csv -f csv"},
		{code: "no-indicator", severity: "error", place: "", file: june + "1\n", args: "report a.csv -f json"},
		{code: "indicator-periods", severity: "note", file: onTime + "2024-05,Bắc Sơn,1,0\n2024-06,Bắc Sơn,1,0\n", args: "trend a.csv b.csv -k all -f csv",
			more: map[string]string{"b.csv": "district,tasks_assigned,tasks_on_time\nBắc Sơn,5,4\n"}},
		{code: "indicator-unfed", severity: "error", place: "a.csv:1", file: june + "1\n", args: "trend a.csv -k tasks_on_time -f csv"},
		{code: "period-long", severity: "error", place: "a.csv:2", file: "period,district,received,resolved_late\n2024-Q2,Bắc Sơn,1,0\n", args: "trend a.csv -k late -f csv"},
		{code: "period-unlike", severity: "error", place: "b.csv:2", file: onTime + "2024-06,Bắc Sơn,1,0\n", args: "compare a.csv b.csv -k late -f csv",
			more: map[string]string{"b.csv": onTime + "2024-Q3,Bắc Sơn,1,0\n"}},
		{code: "cumulative-start", severity: "error", place: "a.csv:2", file: onTime + "2024-02,Bắc Sơn,1,0\n", args: "trend a.csv -k late --differences -f csv"},
		{code: "cumulative-falls", severity: "error", place: "a.csv:3:4", file: onTime + "2024-01,Bắc Sơn,1,2\n2024-01..2024-02,Bắc Sơn,1,1\n", args: "trend a.csv -k late --differences -f csv"},
		{code: "form-unknown", severity: "note", file: "period,district,received_online\n2024-06,Bắc Sơn,1\n", args: "report a.csv --form ii06 -f csv"},
		{code: "figure-unknown", severity: "note", file: onTime + "2024-06,Bắc Sơn,,0\n" + rest, args: "report a.csv -f csv"},
		{code: "figure-undefined", severity: "note", file: onTime + "2024-06,Bắc Sơn,0,0\n" + rest, args: "report a.csv -f csv"},
		{code: "figure-outside", severity: "note", file: "period,district,received,resolved_in_time\n2024-06,Bắc Sơn,1,2\n", args: "report a.csv -f csv"},
		{code: "months-differ", severity: "warning", place: "a.csv:3:3", file: "period,district,officials,officials_qualified\n2024-05,Bắc Sơn,4,4\n2024-06,Bắc Sơn,5,4\n", args: "report a.csv -k officials_qualified -f csv"},
		{code: "beside-absent", severity: "note", file: onTime + "2024-05,Bắc Sơn,1,1\n" + rest, args: "report a.csv --period 2024-06 --beside previous -f csv"},
		{code: "beside-latest", severity: "note", file: onTime + rest, args: "report a.csv --beside previous -f csv"},
		{code: "field-unknown", severity: "error", place: "t.docx", file: onTime + rest, setup: document("{{on_tim}}"), args: "report a.csv --template t.docx -o r.docx"},
		{code: "field-misplaced", severity: "error", place: "t.docx", file: onTime + rest, setup: document("x {{table units}}"), args: "report a.csv --template t.docx -o r.docx"},
		{code: "field-others", severity: "warning", place: "t.docx", file: "period,district,received,resolved_in_time,resolved_late\n2024-05,Bắc Sơn,1,1,0\n2024-06,Văn Lãng,1,1,0\n", setup: document("{{late.previous}}"),
			args: "report a.csv --period 2024-06 --template t.docx -o r.docx"},
		{code: "field-blank", severity: "note", place: "t.docx", file: onTime + rest, setup: document("{{late.previous}}"),
			args: "report a.csv --period 2024-06 --template t.docx -o r.docx"},
		{code: "rows-top", severity: "note", file: onTime + "2024-06,Bắc Sơn,1,1\n" + rest, args: "report a.csv --sort on_time --top 1 -f csv"},
		{code: "score-missing", severity: "error", place: "score.csv:2", file: onTime + rest, more: score("on_time,20,2024-07-01"), args: "report a.csv --score score.csv -f csv"},
		{code: "score-changes", severity: "error", place: "score.csv:3", file: onTime + rest, more: score("on_time,20,2024-06-01\non_time,10,2024-06-02"), args: "report a.csv --score score.csv -f csv"},
		{code: "score-absent", severity: "warning", place: "score.csv:2", file: onTime + rest, more: score("online,20,"), args: "report a.csv --score score.csv -f csv"},
		{code: "points-unknown", severity: "note", file: onTime + "2024-06,Bắc Sơn,0,0\n" + rest, more: score("on_time,20,"), args: "report a.csv --score score.csv -f csv"},
		{code: "total-partial", severity: "note", file: "period,district,received,resolved_in_time\n2024-06,Bắc Sơn,1,1\n", args: "report a.csv b.csv -k officials_qualified,on_time_received -f csv",
			more: map[string]string{"b.csv": "district,officials,officials_qualified\nVăn Lãng,1,1\n"}},
		{code: "definitions-differ", severity: "note", file: "period,district,received,resolved_in_time,resolved_late\n2024-06,Bắc Sơn,3,1,0\n", args: "report a.csv -f csv"},
		{code: "target-unused", severity: "warning", place: "targets.csv:2:3", file: onTime + rest, more: target("on_time,,Bắc Sơn,98"), args: "report a.csv --targets targets.csv -f csv"},
		{code: "target-scale", severity: "error", place: "targets.csv:2:4", file: onTime + rest, more: target("on_time,,,0.95"), args: "report a.csv --targets targets.csv -f csv"},
		{code: "target-idle", severity: "warning", place: "targets.csv:2", file: onTime + rest, more: target("on_time,commune,,98"), args: "report a.csv --targets targets.csv -f csv"},
		{code: "target-unjudged", severity: "warning", file: onTime + "2024-06,Bắc Sơn,0,0\n" + rest, more: target("on_time,,,98"), args: "report a.csv --targets targets.csv -f csv"},
	}
}
