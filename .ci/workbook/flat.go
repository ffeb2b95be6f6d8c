package main

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"strconv"
)

// sheetXML is the first sheet of a flat OpenDocument spreadsheet.
type sheetXML struct {
	Rows []struct {
		Cells []struct {
			Type     string `xml:"value-type,attr"`
			Value    string `xml:"value,attr"`
			Repeated int    `xml:"number-columns-repeated,attr"`
			Text     string `xml:"p"`
		} `xml:"table-cell"`
	} `xml:"body>spreadsheet>table>table-row"`
}

// runFlat is "CSV FODS KEYS": a flat table for programs, what a spreadsheet has made of
// the one for Vietnamese spreadsheets, and how many columns of texts both begin with.
func runFlat(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want CSV FODS KEYS, not %q", args)
	}
	keys, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	want, err := csv.NewReader(f).ReadAll()
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("reading %s: %w", args[0], err)
	}
	data, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	var sheet sheetXML
	if err := xml.Unmarshal(data, &sheet); err != nil {
		return fmt.Errorf("reading %s: %w", args[1], err)
	}
	compared, err := compareFlat(want, sheet, keys)
	if err != nil {
		return fmt.Errorf("%s: %w", args[1], err)
	}
	fmt.Printf("%s: %d cells are the numbers of the other table\n", args[1], compared)
	return nil
}

// compareFlat returns how many cells are numbers and the right ones, or what is not.
func compareFlat(want [][]string, sheet sheetXML, keys int) (int, error) {
	if len(sheet.Rows) < len(want) {
		return 0, fmt.Errorf("%d lines, want %d", len(sheet.Rows), len(want))
	}
	compared := 0
	for n, record := range want {
		column := 0
		for _, cell := range sheet.Rows[n].Cells {
			for range max(cell.Repeated, 1) {
				if column == len(record) {
					break
				}
				switch text := record[column]; {
				case n == 0 || column < keys:
					if cell.Type != "string" {
						return 0, fmt.Errorf("line %d, column %d is of the type %q, want a text", n+1, column+1, cell.Type)
					}
				case text == "" && cell.Type == "":
				case cell.Type != "float" || !equal(cell.Value, text):
					return 0, fmt.Errorf("line %d, column %d is %q of the type %q, want the number %s", n+1, column+1, cell.Value, cell.Type, text)
				default:
					compared++
				}
				column++
			}
		}
		if column != len(record) {
			return 0, fmt.Errorf("line %d has %d columns, want %d", n+1, column, len(record))
		}
	}
	return compared, nil
}

// equal reports whether two texts are one number.
func equal(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
