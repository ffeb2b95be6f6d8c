package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// unusual is a way in which a file is not plain: what its rows are, and how they are written.
type unusual struct {
	name  string
	flags []string
	make  func(sheet) sheet                // nil: as they are
	write func(path string, s sheet) error // nil: as CSV
	finds int                              // one finding in so many rows; 0: none
}

// sheet is rows of cells, the header first. The rows of a month are by procedure, then by
// district and commune.
type sheet [][]string

// The first columns of a sheet; counts follow.
const (
	ofPeriod = iota
	ofDistrict
	ofCommune
	ofProcedure
	ofField
	ofCounts
)

// plainSheet returns about so many rows of a month.
func plainSheet(rows int) (sheet, error) {
	units, err := places(160)
	if err != nil {
		return nil, err
	}
	s, d, counts := sheet{append(strings.Fields("period district commune procedure_code field"), measures()...)}, draw(1), make([]int, len(measures()))
	for p := range rows / len(units) {
		for _, u := range units {
			d.counts(counts, 0)
			row := []string{"2024-06", u.district, u.commune, fmt.Sprintf("1.%06d", p), "Lĩnh vực " + strconv.Itoa(p%12)}
			for _, v := range counts {
				row = append(row, strconv.Itoa(v))
			}
			s = append(s, row)
		}
	}
	return s, nil
}

// unusuals are the kinds of files that are timed.
func unusuals() []unusual {
	measure := func(id string) int { return ofCounts + slices.Index(measures(), id) }
	each := func(change func(row []string)) func(sheet) sheet {
		return func(s sheet) sheet {
			for _, row := range s[1:] {
				change(row)
			}
			return s
		}
	}
	return []unusual{
		{name: "sections of districts", make: sections},
		{name: "totals of districts", make: func(s sheet) sheet { return totals(s, 0) }},
		{name: "duplicates told by a column", make: twice},
		{name: "list of deadlines", make: deadlines},
		{name: "days", make: days},
		{name: "quoted cells", write: quoted},
		{name: "UTF-16", write: encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		{name: "windows-1258", flags: []string{"--encoding", "windows-1258"}, write: in1258},
		{name: "workbook", write: workbook},
		{name: "files of ten rows", write: files},
		{name: "unknown units", finds: 1, make: each(func(row []string) { row[ofCommune] = "Xã Không Có " + row[ofProcedure][2:] })},
		{name: "blank counts", finds: 1, make: each(func(row []string) { row[measure("received_direct")] = "" })},
		{name: "parts above wholes", finds: 1, make: each(func(row []string) { row[measure("digitised")] = "9" + row[measure("digitised_eligible")] })},
		{name: "counts that are none", finds: 1, make: each(func(row []string) { row[measure("received_direct")] = "x1" })},
		{name: "totals that differ", finds: 15, make: func(s sheet) sheet { return totals(s, 1) }},
		{name: "percentages that differ", finds: 1, make: percentages},
	}
}

// sections returns rows of communes below the names of their districts.
func sections(s sheet) sheet {
	made, last := sheet{append([]string{"period", "unit"}, s[0][ofProcedure:]...)}, ""
	for _, row := range s[1:] {
		if row[ofDistrict] != last {
			last = row[ofDistrict]
			made = append(made, append([]string{"", last}, make([]string, len(row)-ofProcedure)...))
		}
		made = append(made, slices.Concat(row[:1], row[ofCommune:]))
	}
	return made
}

// totals returns rows with the total of each procedure in each district, of which the first
// count is too large by some dossiers.
func totals(s sheet, more int) sheet {
	made, total := sheet{s[0]}, []string(nil)
	sums := make([]int, len(measures()))
	for i, row := range s[1:] {
		made = append(made, row)
		for c := range sums {
			v, _ := strconv.Atoi(row[ofCounts+c])
			sums[c] += v
		}
		if next := s[min(i+2, len(s)-1)]; i+2 == len(s) || next[ofDistrict] != row[ofDistrict] {
			total = append(slices.Clone(row[:ofCommune]), "Cộng", row[ofProcedure], row[ofField])
			sums[0] += more
			for c, v := range sums {
				total, sums[c] = append(total, strconv.Itoa(v)), 0
			}
			made = append(made, total)
		}
	}
	return made
}

// twice returns rows of which each two are alike but for a column.
func twice(s sheet) sheet {
	s[0] = append(s[0], "Quầy")
	for i, row := range s[1:] {
		p := i / 160
		row[ofProcedure], row[ofField] = fmt.Sprintf("1.%06d", p/2), "Lĩnh vực "+strconv.Itoa(p/2%12)
		s[1+i] = append(row, strconv.Itoa(1+p%2))
	}
	return s
}

// deadlines returns a list of procedures with their days.
func deadlines(s sheet) sheet {
	made := sheet{{"Huyện", "Xã", "Mã TTHC", "Lĩnh vực", "Thời hạn quy định (ngày làm việc)", "Thời hạn sau cắt giảm (ngày làm việc)"}}
	for i, row := range s[1:] {
		made = append(made, append(slices.Clone(row[ofDistrict:ofCounts]), strconv.Itoa(10+i%7), strconv.Itoa(5+i%5)+",5"))
	}
	return made
}

// days returns the rows as those of the days of a month.
func days(s sheet) sheet {
	for i, row := range s[1:] {
		p := i / 160
		row[ofPeriod], row[ofProcedure], row[ofField] = fmt.Sprintf("2024-06-%02d", 1+p%30), fmt.Sprintf("1.%06d", p/30), "Lĩnh vực "+strconv.Itoa(p/30%12)
	}
	return s
}

// percentages returns rows with a column of percentages that are wrong.
func percentages(s sheet) sheet {
	for i, row := range s {
		s[i] = append(row, "12,3%")
	}
	s[0][len(s[0])-1] = "Tỷ lệ đúng hạn"
	return s
}

// text writes rows as CSV.
func (s sheet) text() []byte {
	var b bytes.Buffer
	_ = csv.NewWriter(&b).WriteAll(s) // into memory
	return b.Bytes()
}

// quoted writes all cells in quotes.
func quoted(path string, s sheet) error {
	var b bytes.Buffer
	for _, row := range s {
		b.WriteString(`"` + strings.Join(row, `","`) + "\"\n")
	}
	return os.WriteFile(path+".csv", b.Bytes(), 0o666)
}

// encoded writes rows in an encoding.
func encoded(e encoding.Encoding) func(path string, s sheet) error {
	return func(path string, s sheet) error {
		text, err := e.NewEncoder().Bytes(s.text())
		if err != nil {
			return err
		}
		return os.WriteFile(path+".csv", text, 0o666)
	}
}

// in1258 writes rows in windows-1258, where most marks of tones follow their letters.
func in1258(path string, s sheet) error {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	var b strings.Builder
	for _, letter := range string(s.text()) {
		shape, tone := "", ""
		for _, r := range norm.NFD.String(string(letter)) {
			if strings.ContainsRune(tones, r) {
				tone = string(r)
			} else {
				shape += string(r)
			}
		}
		b.WriteString(norm.NFC.String(shape) + tone)
	}
	data, err := charmap.Windows1258.NewEncoder().Bytes([]byte(b.String()))
	if err != nil {
		return err
	}
	return os.WriteFile(path+".csv", data, 0o666)
}

// workbook writes rows into a sheet, counts as numbers.
func workbook(path string, s sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, row := range s {
		cells := make([]any, len(row))
		for c, text := range row {
			cells[c] = text
			if v, err := strconv.Atoi(text); err == nil && c >= ofCounts {
				cells[c] = v
			}
		}
		if err := w.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path + ".xlsx")
}

// files writes rows into the folder of a path, ten in each file.
func files(path string, s sheet) error {
	for i := 1; i < len(s); i += 10 {
		part := append(sheet{s[0]}, s[i:min(i+10, len(s))]...)
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), fmt.Sprintf("%06d.csv", i)), part.text(), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// timed runs kpi on a path and on a plain one in turn, whatever it finds there, and returns the
// medians of its processor seconds: what else the machine does meets both.
func timed(kpi, path, plain string, flags []string) (seconds, ofPlain float64, err error) {
	cpu := func(r result) float64 { return r.cpu }
	var own, plains []result
	for range runs {
		r, err := checked(kpi, path, flags)
		if err != nil {
			return 0, 0, err
		}
		own = append(own, r)
		if r, err = checked(kpi, plain, nil); err != nil {
			return 0, 0, err
		}
		plains = append(plains, r)
	}
	return median(own, cpu), median(plains, cpu), nil
}

// checked runs kpi check on a path. It is no error where that finds some.
func checked(kpi, path string, flags []string) (result, error) {
	r, err := measured(exec.Command(kpi, append([]string{"check", "--quiet", path}, flags...)...))
	if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() <= 3 {
		return r, nil
	}
	return r, err
}

// compareUnusual times unusual files of some rows, and of four times as many, beside plain
// ones, and prints tables. It is no error where kpi is slow.
func compareUnusual(folder string) error {
	const rows, more = 25_000, 4
	sizes := [2]int{rows, rows * more}
	made := filepath.Join(folder, "unusual")
	if err := os.RemoveAll(made); err != nil {
		return err
	}
	defer os.RemoveAll(made)
	var plain [2]string
	for n, size := range sizes {
		var err error
		if plain[n], err = (unusual{}).export(filepath.Join(made, "plain", strconv.Itoa(size)), size); err != nil {
			return err
		}
	}
	fmt.Printf("\n| rows | %d | %d | times plain | times %d rows | microseconds a finding |\n|---|--:|--:|--:|--:|--:|\n", rows, rows*more, rows)
	for _, kind := range append([]unusual{{name: "plain"}}, unusuals()...) {
		var seconds, ofPlain [2]float64
		finding := ""
		for n, size := range sizes {
			path, err := kind.export(filepath.Join(made, "kind"), size)
			if err == nil {
				seconds[n], ofPlain[n], err = timed(filepath.Join(folder, "kpi"), path, plain[n], kind.flags)
			}
			if err == nil {
				err = os.RemoveAll(path)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", kind.name, err)
			}
			if kind.finds > 0 {
				finding = fmt.Sprintf("%.1f", (seconds[n]-ofPlain[n])/float64(size/kind.finds)*1e6)
			}
		}
		fmt.Printf("| %s | %.2f s | %.2f s | %.1f | %.1f | %s |\n", kind.name, seconds[0], seconds[1], seconds[1]/ofPlain[1], seconds[1]/seconds[0], finding)
	}
	return nil
}

// export writes a file or a folder of the kind and returns its path.
func (u unusual) export(folder string, rows int) (string, error) {
	s, err := plainSheet(rows)
	if err != nil {
		return "", err
	}
	if u.make != nil {
		s = u.make(s)
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return "", err
	}
	if u.write != nil {
		return folder, u.write(filepath.Join(folder, "export"), s)
	}
	return folder, os.WriteFile(filepath.Join(folder, "export.csv"), s.text(), 0o666)
}
