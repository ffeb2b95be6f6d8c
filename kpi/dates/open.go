package dates

import (
	"cchc/kpi"
	"cchc/kpi/vietnamese"
)

// IsOpen reports whether a line makes counts those of the year so far, or of longer, and
// does not name the period up to which: "Lũy kế từ đầu năm đến nay", "Từ ngày 01/01/2024
// đến hết tháng báo cáo".
func IsOpen(line string, c kpi.Calendar) bool {
	w := split(line)
	for i := range w {
		day, next := w.date(i + 1)
		isFirst := w.is(i, wordFrom) && next > 0 && day.Date == 1 && day.Month == day.Month.January()
		if isFirst || w.is(i, wordTotal1, wordTotal2) || w.is(i, wordFrom, wordHead, wordYear) {
			found, err := Find(line, c)
			return len(found) == 0 && err == nil
		}
	}
	return false
}

// IsTotal reports whether a line has words for counts of the year so far: "Lũy kế".
func IsTotal(line string) bool {
	w := split(line)
	for i := range w {
		if w.is(i, wordTotal1, wordTotal2) {
			return true
		}
	}
	return false
}

// withoutLabels leaves out the words of a label between a word for a period and its number:
// "Năm báo cáo: 2024".
func (w words) withoutLabels() (all words) {
	for i := 0; i < len(w); i++ {
		all = append(all, w[i])
		isLabel := w.is(i, wordYear) || w.is(i, wordMonth) || w.is(i, wordQuarter)
		if isLabel && vietnamese.Bare(w.at(i+1).text) == "bao" && vietnamese.Bare(w.at(i+2).text) == "cao" {
			if i += 2; w.at(i+1).text == ":" {
				i++
			}
		}
	}
	return all
}
