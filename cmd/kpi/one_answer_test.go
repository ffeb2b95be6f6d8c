package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A unit by itself has the figures that it has among all others, in every command that
// takes --unit: the first and the last month are those of the files.
func TestOneAnswer(t *testing.T) {
	indicators := []string{"on_time_766", "officials_qualified", "late"}
	known, unknown := 0, 0
	for seed := range uint64(6) {
		file, communes := randomMonths(t, rand.New(rand.NewPCG(seed, 3)))
		all := rowsByUnit(t, "rows", "report", file, "--by", "commune", "-k", strings.Join(indicators, ","))
		for _, unit := range communes {
			own := rowsByUnit(t, "rows", "report", file, "--by", "commune", "-k", strings.Join(indicators, ","), "--unit", unit)
			if len(own) != 1 || !reflect.DeepEqual(own[unit], all[unit]) {
				t.Errorf("report --unit %s: %v, want %v", unit, own, all[unit])
			}
			for _, id := range indicators {
				figure := figureOf(all[unit][0], id)
				if explained := figureOf(answer(t, "explain", id, file, "--unit", unit), ""); !reflect.DeepEqual(explained, figure) {
					t.Errorf("explain %s --unit %s: %v, want %v", id, unit, explained, figure)
				}
				if known++; figure == nil {
					unknown++
				}
				trend := []string{"trend", file, "-k", id, "--by", "commune", "--every", "quarter"}
				want := rowsByUnit(t, "rows", trend...)[unit]
				if got := rowsByUnit(t, "rows", append(trend, "--unit", unit)...)[unit]; !reflect.DeepEqual(got, want) {
					t.Errorf("trend -k %s --unit %s: %v, want %v", id, unit, got, want)
				}
			}
		}
	}
	if known < 50 || unknown < 10 || unknown > known-10 {
		t.Errorf("%d figures, %d not known: too few to prove something", known, unknown)
	}
}

// randomMonths writes an export of some communes, of which some lack a month, and returns
// their names as --unit takes them.
func randomMonths(t *testing.T, r *rand.Rand) (file string, communes []string) {
	text := "period,district,commune,received,carried_over,resolved_in_time,resolved_late,pending_in_time,pending_overdue,officials,officials_qualified\n"
	for _, name := range []string{"Thị trấn Na Sầm", "Xã Tân Thanh", "Xã Tân Mỹ", "Xã Bắc La"} {
		unit := "Văn Lãng/" + name
		for month := 4; month <= 6; month++ {
			if r.IntN(4) == 0 {
				continue
			}
			if !slices.Contains(communes, unit) {
				communes = append(communes, unit)
			}
			text += fmt.Sprintf("2024-%02d,Văn Lãng,%s,%d,%d,%d,%d,%d,%d,9,%d\n", month, name, 10+r.IntN(50), r.IntN(9), 10+r.IntN(50), r.IntN(9), r.IntN(9), r.IntN(9), 8-r.IntN(6)/5)
		}
	}
	return write(t, t.TempDir(), "a.csv", text), communes
}

// answer runs a command that writes JSON.
func answer(t *testing.T, args ...string) map[string]any {
	t.Helper()
	code, out, errs := runKPI(t, append(args, "-f", "json", "--quiet")...)
	result := map[string]any{}
	if err := json.Unmarshal([]byte(out), &result); err != nil || code != exitDone {
		t.Fatalf("%v: exit code %d, %v\n%s", args, code, err, errs)
	}
	return result
}

// rowsByUnit returns the rows of a result by "district/commune".
func rowsByUnit(t *testing.T, list string, args ...string) map[string][]map[string]any {
	t.Helper()
	rows := map[string][]map[string]any{}
	for _, r := range answer(t, args...)[list].([]any) {
		row := r.(map[string]any)
		unit := filepath.ToSlash(filepath.Join(row["district"].(string), row["commune"].(string)))
		rows[unit] = append(rows[unit], row)
	}
	return rows
}

// figureOf returns the numerator and the denominator of an indicator of a row, or of an
// explanation; nil where they are not known.
func figureOf(row map[string]any, id string) any {
	if id != "" {
		row = row["indicators"].(map[string]any)
		row = map[string]any{"figure": row[id]}
	}
	figure, ok := row["figure"].(map[string]any)
	if !ok {
		return nil
	}
	return []any{figure["numerator"], figure["denominator"]}
}
