package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// personMarks are the words for persons and codes in the lists of this file: parts of a
// name, an address, a telephone number, a code and a remark. They are ASCII, so that each
// encoding has them.
func personMarks() []string { return []string{"Zimzam", "Kwokwo", "0987654", "H37.99", "Vuxvux"} }

// personHeader is the header of these lists.
const personHeader = "STT,Mã hồ sơ,Lĩnh vực,Đơn vị giải quyết,Chủ hồ sơ,Địa chỉ,Số điện thoại,Hình thức tiếp nhận,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Trạng thái,Số hóa,Ghi chú"

// personRows are rows of such a list, by cells.
func personRows() (list [][]string) {
	for i, days := range [][3]string{{"28/08/2025", "05/09/2025", "04/09/2025"}, {"01/09/2025", "05/09/2025", "08/09/2025"}, {"02/09/2025", "30/10/2025", ""}} {
		state := "Đã trả kết quả"
		if days[2] == "" {
			state = "Đang xử lý"
		}
		code := fmt.Sprintf("H37.99-%s%s%s-%04d", days[0][8:], days[0][3:5], days[0][:2], i+1)
		list = append(list, []string{fmt.Sprint(i + 1), code, "Hộ tịch", "Xã Quốc Khánh", "Nông Zimzam", "Bản Kwokwo", "0987654" + fmt.Sprint(100+i),
			"Trực tuyến", days[0], days[1], days[2], state, "Có", "Gọi lại Vuxvux"})
	}
	return list
}

// joinRows writes rows as CSV.
func joinRows(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

// changedRows returns the rows of a list with a header, after a change of each row.
func changedRows(change func(i int, row []string) []string) string {
	rows := personRows()
	for i := range rows {
		rows[i] = change(i, rows[i])
	}
	return personHeader + "\n" + joinRows(rows)
}

// personLists are lists of which something is wrong in each way that may show a cell.
func personLists() map[string]string {
	header := strings.Split(personHeader, ",")
	blank := strings.Repeat(",", len(header)-1)
	whole := personHeader + "\n" + joinRows(personRows())
	row := strings.Join(personRows()[0], ",")
	title := "DANH SÁCH HỒ SƠ THÁNG 9 NĂM 2025" + blank + "\n"
	lists := map[string]string{
		"whole":          whole,
		"titled":         title + whole,
		"header alone":   strings.Replace(whole, "Địa chỉ", "", 1),
		"no header":      joinRows(personRows()),
		"other header":   strings.NewReplacer("Mã hồ sơ", "Cột A", "Ngày tiếp nhận", "Cột B", "Ngày hẹn trả", "Cột C").Replace(whole),
		"header of some": strings.Replace(whole, "Đơn vị giải quyết", "Nơi", 1),
		"row above":      title + row + "\n" + whole,
		"rows above":     joinRows(personRows()) + whole,
		"words above":    title + "Nông Zimzam,0987654100,Bản Kwokwo,H37.99-250901-0001,01/09/2025,Vuxvux" + strings.Repeat(",", len(header)-6) + "\n" + whole,
		"row below":      whole + "Người lập biểu" + blank + "\n,,,,Nông Zimzam" + strings.Repeat(",", len(header)-5) + "\n" + row + "\n",
		"note below":     whole + "Ghi chú: hồ sơ H37.99-250901-0001 của Nông Zimzam" + blank + "\nNgười lập biểu" + blank + "\nNông Zimzam,Bản Kwokwo,0987654100" + strings.Repeat(",", len(header)-3) + "\n",
		"section":        personHeader + "\n,Nông Zimzam" + strings.Repeat(",", len(header)-2) + "\n" + joinRows(personRows()),
		"total":          whole + "Tổng cộng,H37.99-250901-0001,,Nông Zimzam" + strings.Repeat(",", len(header)-4) + "\n",
		"below counts":   "Tháng 9 năm 2025\nĐơn vị,Tiếp nhận,Đã giải quyết\nXã Quốc Khánh,2,1\nXã Thất Khê,3,1\n\n" + whole,
		"above counts":   whole + "Đơn vị,Tiếp nhận,Nông Zimzam\nXã Quốc Khánh,2,1\nNông Zimzam,0987654100,1\n",
		"officer above":  "Công chức Nông Zimzam - UBND xã Quốc Khánh" + blank + "\n" + title + whole,
		"unit above":     "Xã Zimzam" + blank + "\nUBND xã Kwokwo" + blank + "\n" + title + whole,
		"headings":       whole + "Nông Zimzam" + blank + "\n" + row + "\nXã Zimzam: 5 hồ sơ" + blank + "\n" + row + "\nTổng cộng của Zimzam: 3" + blank + "\n",
		"no receipt":     strings.Replace(whole, "Ngày tiếp nhận", "Ngày nộp hồ sơ", 1),
		"long row":       whole + row + ",Vuxvux\n",
		"short row":      whole + strings.Join(personRows()[0][:9], ",") + "\n",
		"stray quote":    whole + strings.Replace(row, "Nông Zimzam", "Nông \"Zimzam\" Kwokwo", 1) + "\n",
		"open quote":     whole + strings.Replace(row, "Nông Zimzam", "\"Nông Zimzam", 1) + "\n",
		"twice":          whole + row + "\n" + strings.Replace(row, "04/09/2025", "05/09/2025", 1) + "\n",
		"two units":      whole + strings.Replace(row, "Xã Quốc Khánh", "Xã Thất Khê", 1) + "\n",
		"garbled":        whole + strings.Replace(row, "Nông Zimzam", "NÃ´ng Zimzam Thá»‹", 1) + "\n",
		"garbled unit":   strings.ReplaceAll(whole, "Xã Quốc Khánh", "XÃ£ Quá»‘c KhÃ¡nh Zimzam"),
		"garbled rows":   strings.ReplaceAll(joinRows(personRows()), "Nông Zimzam", "NÃ´ng Zimzam Thá»‹"),
		"invalid byte":   whole + strings.Replace(row, "Nông Zimzam", "N\xf4ng Zimzam", 1) + "\n",
		"invalid rows":   strings.ReplaceAll(joinRows(personRows()), "Nông", "N\xf4ng"),
		"portal rows":    "MaHoSo,ChuHoSo,SoDienThoai,DonViXuLy,NgayTiepNhan,NgayHenTra,NgayKetThucXuLy\nH37.99-250901-0001,N\xf4ng Zimzam,0987654100,UBND xã Quốc Khánh,20250901080000,20250905080000,20250904080000\n",
		"nul":            whole + strings.Replace(row, "Nông Zimzam", "N\x00ng Zimzam", 1) + "\n",
		"semicolons":     strings.ReplaceAll(strings.ReplaceAll(whole, ",", ";"), "Zimzam", "Zimzam, Kwokwo"),
		"months":         "Nông Zimzam,0987654100,tháng 8/2025,tháng 9/2025\n" + whole,
		"address": changedRows(func(i int, row []string) []string {
			row[3] = []string{"Thôn Kwokwo, Xã Quốc Khánh", "Xã Quốc Khánh (Zimzam)", "Ông Zimzam - Xã Thất Khê"}[i]
			return row
		}),
		"slipped":      changedRows(func(_ int, row []string) []string { return append([]string{""}, row[:len(row)-1]...) }),
		"slipped back": changedRows(func(_ int, row []string) []string { return append(slices.Clone(row[1:]), "Vuxvux") }),
		"slipped one": changedRows(func(i int, row []string) []string {
			return slices.Concat(row[:4-i], []string{"Zimzam"}, row[4-i:len(row)-1])
		}),
	}
	for c, text := range header { // each mark in each column that is read
		for n, mark := range []string{"Nông Zimzam", "Bản Kwokwo", "0987654100", "H37.99-250901-0009", "x Vuxvux"} {
			if n == c%5 || text == "Đơn vị giải quyết" {
				lists[fmt.Sprintf("mark %d in %s", n, text)] = changedRows(func(i int, row []string) []string {
					if row[c] = mark; i == 2 {
						row[c] = "Trần " + mark
					}
					return row
				})
			}
		}
	}
	return lists
}

// writePersons writes all these lists as files, in several encodings, and as workbooks.
func writePersons(t *testing.T) (names []string) {
	t.Helper()
	lists := personLists()
	folderOf := func(name string) string { // of its own for each
		name = strings.NewReplacer(" ", "-", "/", "-").Replace(name)
		must(t, os.Mkdir(name, 0o700))
		names = append(names, name+"/"+name)
		return name
	}
	add := func(name, text string) {
		folder := folderOf(name)
		write(t, folder, folder, text)
	}
	for name, text := range lists {
		add(name+".csv", text)
	}
	for _, name := range []string{"whole", "titled", "no header", "other header", "slipped"} {
		sixteen, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(lists[name])
		must(t, err)
		add(name+"-utf16.csv", sixteen)
		sixteen, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(lists[name])
		must(t, err)
		add(name+"-utf16-no-mark.csv", sixteen)
		latin, err := charmap.Windows1252.NewDecoder().String(lists[name]) // read wrongly, and saved again
		must(t, err)
		add(name+"-twice.csv", latin)
		add(name+"-1258.csv", strings.NewReplacer("ồ", "\xf4\xcc", "ơ", "\xf5", "Đ", "\xd0", "ơn", "\xf5n", "ị", "i\xf2", "ả", "a\xd2", "ế", "\xea\xec", "ủ", "u\xd2", "ố", "\xf4\xec", "ậ", "\xe2\xf2", "à", "\xe0",
			"ã", "a\xde", "ư", "\xfd", "ự", "\xfd\xf2", "ô", "\xf4").Replace(lists[name]))
	}
	for _, name := range []string{"whole", "titled", "no header", "other header", "slipped", "row above", "row below", "section", "long row", "twice"} {
		book := excelize.NewFile()
		for i, line := range strings.Split(strings.TrimSpace(lists[name]), "\n") {
			cells := strings.Split(line, ",")
			must(t, book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells))
		}
		folder := folderOf(name + ".xlsx")
		must(t, book.SaveAs(folder+"/"+folder))
	}
	var objects []map[string]any
	for _, row := range personRows() {
		objects = append(objects, map[string]any{"MaHoSo": row[1], "ChuHoSo": row[4], "DonViXuLy": row[3], "NgayTiepNhan": row[8], "NgayHenTra": row[9], "NgayKetThucXuLy": row[10], "GiayTo": []any{map[string]any{"Ten": row[4]}}})
	}
	data, err := json.Marshal(map[string]any{"NguoiLap": "Nông Zimzam", "rows": objects})
	must(t, err)
	add("portal.json", string(data))
	for _, o := range objects {
		delete(o, "GiayTo")
	}
	data, err = json.Marshal(map[string]any{"NguoiLap": "Nông Zimzam", "rows": objects})
	must(t, err)
	add("portal-2.json", string(data))
	add("portal-3.json", strings.Replace(string(data), `"Nông Zimzam",`, "Nông Zimzam,", 2))
	add("portal-4.json", strings.Replace(string(data), `"ChuHoSo":`, `"ChuHoSo":"Zimzam","ChuHoSo":`, 1))
	slices.Sort(names)
	return names
}

// TestListsHidePersons: whatever is wrong with a list, no command shows a name, an address,
// a telephone number, a code or a remark of it, in any format, on any stream, in any file.
func TestListsHidePersons(t *testing.T) {
	t.Chdir(t.TempDir())
	names := writePersons(t)
	out := t.TempDir()
	const list = " --as-of 2025-09-30 --list-of caseload"
	runs := []string{
		"check FILE -o OUT/a.json", "check FILE -o OUT/a.xlsx" + list + " --period 2025-09", "check FILE --lang en" + list, "check FILE -f csv --allow state-unknown,date-future --encoding windows-1258",
		"check FILE --encoding tcvn3 --units none", "check FILE -f markdown --in UNIT", "clean FILE --source --period 2025-09" + list, "clean FILE -o OUT/a.json --period 2025-08..2025-09" + list,
		"report FILE --lang en", "report FILE -o OUT/a.json --units none --period 2025-09" + list, "compare FILE FILE -f json --period 2025-09" + list,
		"explain on_time FILE -f json --period 2025-09" + list, "init FOLDER --print", "init FOLDER --print -f json",
	}
	more := []string{"compare FILE --period 2025-08 --with 2025-09" + list, "clean FILE -o OUT/a.xlsx --period 2025-09" + list, "explain on_time FILE --period 2025-09" + list, "explain late FILE -f csv" + list}
	for _, format := range []string{"csv", "json", "md", "html", "xlsx", "svg -k on_time"} {
		more = append(more, "report FILE --period 2025-09"+list+" -o OUT/a."+format)
	}
	for _, format := range []string{"csv", "json", "md", "html", "xlsx"} {
		more = append(more, "trend FILE --period 2025-08..2025-09"+list+" -o OUT/a."+format)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			for _, args := range runs {
				noPersons(t, out, name, args)
			}
		})
	}
	for _, name := range []string{"whole.csv", "twice.csv", "slipped-one.csv", "no-header.csv", "row-below.xlsx", "row-above.csv", "portal.json"} {
		for _, args := range more {
			noPersons(t, out, name+"/"+name, args)
		}
	}
	if code, out, _ := runKPI(t, "report", "whole.csv/whole.csv", "-f", "json", "--period", "2025-09", "--as-of", "2025-09-30"); code != exitDone || !strings.Contains(out, "Xã Quốc Khánh") {
		t.Errorf("a whole list gives no figures: %s", out)
	}
}

// noPersons runs a command for a file and looks for marks in its streams, and in the files
// that it wrote to a folder, which it removes.
func noPersons(t *testing.T, folder, file, command string) {
	t.Helper()
	args := strings.Fields(command)
	for i := range args {
		args[i] = strings.NewReplacer("FILE", file, "FOLDER", filepath.Dir(file), "OUT", folder, "UNIT", "Xã Quốc Khánh").Replace(args[i])
	}
	_, out, errs := runKPI(t, args...)
	if strings.Contains(errs, "for usage") {
		t.Errorf("kpi %s: %s", strings.Join(args, " "), errs)
	}
	check := func(where string, data []byte) {
		for _, mark := range personMarks() {
			if i := bytes.Index(data, []byte(mark)); i >= 0 {
				t.Errorf("kpi %s: %q is in %s: %s", strings.Join(args, " "), mark, where, data[max(0, i-200):min(len(data), i+60)])
			}
		}
	}
	check("the result", []byte(out))
	check("standard error", []byte(errs))
	must(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		must(t, err)
		for name, part := range partsOf(t, data) {
			check(filepath.Base(path)+" "+name, part)
		}
		return os.Remove(path)
	}))
}

// partsOf returns the parts of a workbook, or the data of any other file.
func partsOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	parts := map[string][]byte{"": data}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return parts
	}
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	for _, f := range from.File {
		in, err := f.Open()
		must(t, err)
		if parts[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}
