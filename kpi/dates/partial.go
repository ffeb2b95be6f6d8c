package dates

import "errors"

// ErrPart is the error of [Find] for a line whose words say that the counts are of less
// or more than the period that it names, or are no counts yet.
var ErrPart = errors.New("less or more than a period")

// partial reads words that make a period another than it seems: kỳ I, tuần 2, đợt 1, nửa
// đầu tháng, 15 ngày đầu, đầu tháng, đến ngày 15, đến nay, ước tháng 9, dự kiến.
func (w words) partial(i int) int {
	isNumber := func(i int) bool {
		return w.is(i, roman) || w.is(i, numeral) || w.is(i, number) && len(w[i].text) <= 2
	}
	ends := func(i int) bool { return !w.sign(i, "/", "-", ".") || !w.is(i+1, number) }
	_, until := w.date(i + 1)
	switch {
	case w.is(i, wordWeek) && (isNumber(i+1) || w.is(i+1, wordHead) || w.is(i+1, wordTail)):
		return i + 2
	case w.is(i, wordTerm) && isNumber(i+1) && ends(i+2) && !w.is(i-1, wordSame):
		if w.is(i+2, wordMonth) && !isNumber(i+3) {
			return 0 // kỳ 6 tháng đầu năm
		}
		return i + 2
	case w.is(i, wordHalf, wordMonth), w.is(i, wordHalf, wordHead, wordMonth), w.is(i, wordHalf, wordTail, wordMonth):
		return i + 2
	case w.is(i, number, wordDay, wordHead), w.is(i, number, wordDay, wordTail):
		return i + 3
	case w.is(i, wordHead, wordMonth), w.is(i, wordTail, wordMonth) && !w.is(i-1, wordTo) && !w.is(i-1, wordThrough):
		return i + 1
	case w.is(i, wordTo, wordDay, number) && until == 0 && len(w[i+2].text) <= 2:
		return i + 3
	case w.is(i, wordTo, wordNow), w.is(i, wordGuess1, wordGuess2):
		return i + 2
	case w.is(i, wordGuess1) && w.at(i).text != fold("dự"):
		_, next := w.part(i + 1)
		starts := i == 0 || w.is(i-1, sign) || w.is(i-1, wordGuess2) // else it may end a name
		return after(starts && (next > 0 || w.is(i+1, wordYear)) || w.at(i+1).text == fold("thực"), i+1)
	}
	return 0
}
