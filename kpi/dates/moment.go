package dates

import (
	"bytes"

	"cchc/kpi"
)

// MomentFault is what keeps a cell from being a moment.
type MomentFault uint8

// The faults of moments.
const (
	NoFault        MomentFault = iota
	NotADay                    // words, or figures that are no day
	NoSuchDay                  // 31/09/2025
	MonthBeforeDay             // 09/13/2025
	TwoDigitYear               // 14/09/25
)

// The days of spreadsheets that may be moments: from 2009 to 2064.
const (
	firstSerial = 40_000
	lastSerial  = 60_000
	serialEpoch = 32_873 // the serial number of the day before the first of [kpi.FirstYear]
)

// offset is the time of Viet Nam ahead of UTC, in minutes.
const offset = 7 * 60

// Moment reads a cell of a column of days: 03/09/2025, 3/9/2025 16:00:00, 08:05, 03/09/2025,
// 2025-09-03 16:00, 2025-09-03T09:00:00Z (which is seven hours later in Viet Nam),
// 20250903160000, or the number of a day as spreadsheets hold it, with the time after the
// point. The day is before the month. Seconds are left out.
func Moment(cell []byte) (m kpi.Moment, fault MomentFault) {
	if len(cell) >= 10 && cell[2] == '/' && cell[5] == '/' { // as nearly all are written
		date, ok1 := twoDigits(cell)
		month, ok2 := twoDigits(cell[3:])
		century, ok3 := twoDigits(cell[6:])
		year, ok4 := twoDigits(cell[8:])
		minute, ok5 := clock(cell[10:])
		if ok1 && ok2 && ok3 && ok4 && ok5 {
			return onDay(century*100+year, month, date, minute)
		}
	}
	return slowMoment(bytes.TrimSpace(cell))
}

// onDay returns a moment, or the reason why there is no such day.
func onDay(year, month, date, minute int) (kpi.Moment, MomentFault) {
	m, ok := kpi.NewMoment(year, month, date, minute)
	switch {
	case ok:
		return m, NoFault
	case month > 12 && month <= 31 && date >= 1 && date <= 12:
		return 0, MonthBeforeDay
	}
	return 0, NoSuchDay
}

// twoDigits reads the two digits that a text begins with.
func twoDigits(text []byte) (v int, ok bool) {
	if len(text) < 2 {
		return 0, false
	}
	a, b := text[0]-'0', text[1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

// clock reads the time after a day: nothing, or a space and 16:05 or 16:05:59. Without one
// it is -1.
func clock(text []byte) (minute int, ok bool) {
	if len(text) == 0 {
		return -1, true
	}
	if len(text) != 6 && len(text) != 9 || text[0] != ' ' || text[3] != ':' || len(text) == 9 && text[6] != ':' {
		return 0, false
	}
	hour, ok1 := twoDigits(text[1:])
	minute, ok2 := twoDigits(text[4:])
	if len(text) == 9 {
		second, ok3 := twoDigits(text[7:])
		ok2 = ok2 && ok3 && second < 60
	}
	return hour*60 + minute, ok1 && ok2 && hour < 24 && minute < 60
}

// slowMoment reads all ways of writing.
func slowMoment(cell []byte) (kpi.Moment, MomentFault) {
	day, rest := cell, []byte(nil)
	if before, after, ok := bytes.Cut(cell, []byte(", ")); ok && isTime(before) {
		day, rest = after, before // 08:05, 03/09/2025
	} else if i := bytes.IndexAny(cell, " T"); i > 0 {
		day, rest = cell[:i], bytes.TrimSpace(cell[i+1:])
		if isTime(day) {
			day, rest = rest, day
		}
	}
	minute, days, ok := timeOf(rest)
	if !ok {
		return 0, NotADay
	}
	if digits, isNumber := numberOf(day); isNumber {
		if len(rest) > 0 {
			return 0, NotADay
		}
		return fromDigits(digits, day)
	}
	if whole, part, isSerial := bytes.Cut(day, []byte(".")); isSerial && len(rest) == 0 && bytes.IndexByte(part, '.') < 0 {
		return fromSerial(whole, part)
	}
	parts := bytes.FieldsFunc(day, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 || bytes.Count(day, []byte{'/'})+bytes.Count(day, []byte{'-'})+bytes.Count(day, []byte{'.'}) != 2 {
		return 0, NotADay
	}
	var v [3]int
	for i, part := range parts {
		if v[i], ok = numberOf(part); !ok || len(part) > 4 {
			return 0, NotADay
		}
	}
	year, month, date := v[2], v[1], v[0]
	switch {
	case len(parts[0]) == 4:
		year, date = v[0], v[2]
	case len(parts[2]) == 2:
		return 0, TwoDigitYear
	case len(parts[2]) != 4:
		return 0, NotADay
	}
	m, fault := onDay(year, month, date, minute)
	if fault == NoFault && days > 0 {
		m = m.Add(days)
	}
	return m, fault
}

// numberOf reads up to 14 digits.
func numberOf(text []byte) (v int, ok bool) {
	if len(text) == 0 || len(text) > 14 {
		return 0, false
	}
	for _, c := range text {
		if c-'0' > 9 {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// fromDigits reads a moment of digits alone: yyyyMMdd, yyyyMMddHHmm, yyyyMMddHHmmss, or a
// serial number.
func fromDigits(v int, text []byte) (kpi.Moment, MomentFault) {
	minute := -1
	switch len(text) {
	case 5:
		return fromSerial(text, nil)
	case 14:
		if v%100 > 59 {
			return 0, NoSuchDay
		}
		v /= 100
		fallthrough
	case 12:
		if minute = v/100%100*60 + v%100; v%100 > 59 || minute >= 24*60 {
			return 0, NoSuchDay
		}
		v /= 10_000
	case 8:
	default:
		return 0, NotADay
	}
	return onDay(v/10_000, v/100%100, v%100, minute)
}

// fromSerial reads the number of a day, and the part of the day after the point.
func fromSerial(whole, part []byte) (kpi.Moment, MomentFault) {
	day, ok := numberOf(whole)
	if !ok || day < firstSerial || day > lastSerial {
		return 0, NotADay
	}
	minute := -1
	if len(part) > 0 {
		part = part[:min(len(part), 12)]
		fraction, ok := numberOf(part)
		if !ok {
			return 0, NotADay
		}
		scale := 1
		for range part {
			scale *= 10
		}
		seconds := (fraction*86_400 + scale/2) / scale // serials are rounded
		minute = min(seconds/60, 24*60-1)
	}
	first, _ := kpi.NewMoment(kpi.FirstYear, 1, 1, minute)
	return first.Add(day - serialEpoch - 1), NoFault
}

// isTime reports whether a text begins as a time does: 8:05 or 08:05:59.
func isTime(text []byte) bool {
	i := bytes.IndexByte(text, ':')
	_, ok := numberOf(text[:max(i, 0)])
	return ok && i <= 2
}

// timeOf reads a time: 8:05, 08:05:59.123, 8:05 PM, with CH for PM as in Vietnamese, or
// 01:05:00Z, which may be of the next day. Without one, the minute is -1.
func timeOf(text []byte) (minute, days int, ok bool) {
	if len(text) == 0 {
		return -1, 0, true
	}
	upper := bytes.ToUpper(text)
	body, isUTC := bytes.CutSuffix(upper, []byte("Z"))
	body = bytes.TrimSuffix(body, []byte("+07:00"))
	half := 0 // 1: before noon, 2: after it
	for _, mark := range []string{"SA", "AM", "CH", "PM"} {
		if before, is := bytes.CutSuffix(body, []byte(mark)); is {
			body, half = bytes.TrimSpace(before), 1
			if mark == "CH" || mark == "PM" {
				half = 2
			}
			break
		}
	}
	parts := bytes.Split(body, []byte(":"))
	if len(parts) < 2 || len(parts) > 3 {
		return 0, 0, false
	}
	if len(parts) == 3 {
		seconds, fraction, isCut := bytes.Cut(parts[2], []byte("."))
		s, isNumber := numberOf(seconds)
		if _, isFraction := numberOf(fraction); !isNumber || s > 59 || isCut && !isFraction {
			return 0, 0, false
		}
	}
	hour, ok1 := numberOf(parts[0])
	m, ok2 := numberOf(parts[1])
	if half > 0 && (hour == 0 || hour > 12) || !ok1 || !ok2 || hour > 23 || m > 59 || len(parts[0]) > 2 || len(parts[1]) != 2 {
		return 0, 0, false
	}
	if half > 0 {
		hour = hour%12 + (half-1)*12
	}
	minute = hour*60 + m
	if isUTC {
		minute += offset
	}
	return minute % (24 * 60), minute / (24 * 60), true
}
