package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// The columns of a list that are counted.
const (
	listColumns  = 15
	provinceCell = 4
	communeCell  = 5
	channelCell  = 9
	receivedCell = 10
	dueCell      = 11
	askedCell    = 12
	resultCell   = 13
	stateCell    = 14
)

// listParts are the counts that are compared, in the order in which they are written.
func listParts() []dossiers.Part {
	return []dossiers.Part{dossiers.ReceivedOnline, dossiers.ReceivedDirect, dossiers.ReceivedPostal, dossiers.CarriedOver, dossiers.ResolvedEarly,
		dossiers.ResolvedOnTime, dossiers.ResolvedLate, dossiers.Returned, dossiers.PendingInTime, dossiers.PendingOverdue, dossiers.Paused}
}

// months is the tallies of a unit.
type months [listMonths]dossiers.Tally

// lister counts the dossiers of blocks of a list as kpi does, and checks nothing: cells have
// no quotes, days are right, codes are not read.
type lister struct {
	counter  *dossiers.Counter
	first    kpi.Month
	channels map[string]dossiers.Channel
	states   map[string]dossiers.State
	units    map[string]*months
}

func newLister() *lister {
	return &lister{
		counter:  dossiers.NewCounter(dossiers.Rules{}, kpi.Calendar{}, kpi.Day{Month: kpi.NewMonth(2026, 6), Date: 30}),
		first:    kpi.NewMonth(2025, 7),
		channels: map[string]dossiers.Channel{"Trực tuyến": dossiers.Online, "Trực tiếp": dossiers.Direct, "Bưu chính công ích": dossiers.Postal},
		states: map[string]dossiers.State{"Đang xử lý": dossiers.Open, "Yêu cầu bổ sung giấy tờ": dossiers.Waiting, "Công dân yêu cầu rút hồ sơ": dossiers.Withdrawn,
			"Đã xử lý xong": dossiers.Done, "Đã trả kết quả": dossiers.Handed},
		units: map[string]*months{},
	}
}

// add counts the dossiers of a block.
func (l *lister) add(data []byte) {
	var cells [listColumns][]byte
	var to *months
	count := func(m kpi.Month, p dossiers.Part) { to[m-l.first][p]++ }
	for at := 0; at < len(data); {
		row := data[at:]
		if end := bytes.IndexByte(row, '\n'); end >= 0 {
			row = row[:end]
		}
		at += len(row) + 1
		if row[0] < '0' || row[0] > '9' {
			continue // the header
		}
		unit := 0 // where the cell of the province begins
		for i, from := 0, 0; i < listColumns; i++ {
			n := bytes.IndexByte(row[from:], ',')
			if n < 0 {
				n = len(row) - from
			}
			if i == provinceCell {
				unit = from
			}
			cells[i] = row[from : from+n]
			from += n + 1
		}
		name := row[unit : unit+len(cells[provinceCell])+1+len(cells[communeCell])]
		if to = l.units[string(name)]; to == nil {
			to = new(months)
			l.units[string(name)] = to
		}
		d := dossiers.Dossier{
			Received: momentOf(cells[receivedCell]), Due: momentOf(cells[dueCell]), Asked: momentOf(cells[askedCell]), Result: momentOf(cells[resultCell]),
			Channel: l.channels[string(cells[channelCell])], State: l.states[string(cells[stateCell])],
		}
		l.counter.Count(&d, count)
	}
}

// momentOf reads 01/07/2025 08:15:00.
func momentOf(cell []byte) kpi.Moment {
	if len(cell) == 0 {
		return 0
	}
	two := func(i int) int { return int(cell[i]-'0')*10 + int(cell[i+1]-'0') }
	m, _ := kpi.NewMoment(two(6)*100+two(8), two(3), two(0), two(11)*60+two(14))
	return m
}

// bareList counts a list and writes, for each month, the sums over all units.
func bareList(w io.Writer, path string) error {
	parts := make([]*lister, runtime.GOMAXPROCS(0))
	add := make([]func([]byte), len(parts))
	for i := range parts {
		parts[i] = newLister()
		add[i] = parts[i].add
	}
	if err := inBlocks(path, add); err != nil {
		return err
	}
	units := map[string]*months{}
	for _, part := range parts {
		for name, tallies := range part.units {
			if units[name] == nil {
				units[name] = tallies
				continue
			}
			for m := range tallies {
				units[name][m].Add(&tallies[m])
			}
		}
	}
	var all months
	for _, tallies := range units {
		for m := range tallies {
			all[m].Add(&tallies[m])
		}
	}
	for m := range all {
		line := (parts[0].first + kpi.Month(m)).String()
		for _, p := range listParts() {
			line += fmt.Sprintf(",%d", all[m][p])
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}
