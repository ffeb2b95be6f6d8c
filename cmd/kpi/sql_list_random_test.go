package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// listed is a dossier with the unit that resolves it, and the one that received it.
type listed struct {
	unit, receiving [4]string // province, district, commune, level
	dossier         dossiers.Dossier
}

// momentColumns are the columns of moments, in the order of listed.moments.
func momentColumns() []string {
	return []string{"received", "due", "result", "handed", "returned", "asked", "supplied"}
}

func (l *listed) moments() []*kpi.Moment {
	d := &l.dossier
	return []*kpi.Moment{&d.Received, &d.Due, &d.Result, &d.Handed, &d.Returned, &d.Asked, &d.Supplied}
}

// flagColumns are the columns with yes or no, in the order of listed.flags.
func flagColumns() []string { return []string{"fee", "paid", "digitised", "reused", "electronic"} }

func (l *listed) flags() []*dossiers.Flag {
	d := &l.dossier
	return []*dossiers.Flag{&d.Fee, &d.Paid, &d.Digitised, &d.Reused, &d.Electronic}
}

// randomListed are dossiers of eight months of 2025, with days in any order but for ends,
// which are not before the receipt.
func randomListed(seed uint64) (all []listed) {
	r := rand.New(rand.NewPCG(seed, 31))
	units := [][4]string{{"Lạng Sơn", "", "", "province"}, {"Lạng Sơn", "Tràng Định", "", "district"}}
	for i := range 8 {
		units = append(units, [4]string{"Lạng Sơn", []string{"Tràng Định", "Bắc Sơn", ""}[i%3], fmt.Sprint("Xã '", i), "commune"})
	}
	for range 4000 {
		l := listed{unit: units[r.IntN(10)]}
		if l.unit == units[9] && r.IntN(10) > 0 { // few: months without any
			l.unit = units[8]
		}
		if r.IntN(3) == 0 {
			l.receiving = units[2+r.IntN(8)]
		}
		start := r.IntN(290)
		for i, m := range l.moments() {
			missing, before := []int{0, 10, 65, 75, 85, 70, 70}[i], []int{0, 0, 0, 0, 0, 5, 5}[i]
			if r.IntN(100) < missing {
				continue
			}
			day := time.Date(2025, 1, 1+start-before, 0, 0, 0, 0, time.UTC)
			if i > 0 {
				day = day.AddDate(0, 0, r.IntN(70))
			}
			*m, _ = kpi.NewMoment(day.Year(), int(day.Month()), day.Day(), []int{-1, 450, 451}[r.IntN(3)])
		}
		l.dossier.State = dossiers.State(r.IntN(len(dossiers.States())))
		l.dossier.Channel = dossiers.Channel(r.IntN(4))
		for _, f := range l.flags() {
			*f = dossiers.Flag(1 + r.IntN(3))
		}
		if l.unit[2] == units[2][2] || l.unit[2] == units[3][2] { // all is known of some
			l.known()
		}
		all = append(all, l)
	}
	return all
}

// known fills in what is not known.
func (l *listed) known() {
	d := &l.dossier
	d.State, d.Channel = dossiers.NotGiven, max(d.Channel, dossiers.Online)
	if d.Due == 0 {
		d.Due = d.Received
	}
	for _, f := range l.flags() {
		*f = max(*f, dossiers.No)
	}
}

// table writes dossiers as CSV.
func table(all []listed) (columns []string, text string) {
	columns = []string{"province", "district", "commune", "level", "receiving_province", "receiving_district", "receiving_commune", "receiving_level", "state", "channel"}
	columns = slices.Concat(columns, momentColumns(), flagColumns())
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(columns)
	for i := range all {
		l := &all[i]
		row := slices.Concat(l.unit[:], l.receiving[:], []string{dossiers.States()[l.dossier.State], dossiers.Channels()[l.dossier.Channel]})
		for _, m := range l.moments() {
			switch {
			case m.IsZero():
				row = append(row, "")
			case m.HasMinute():
				row = append(row, m.String()+":00")
			default:
				row = append(row, m.String()+" 00:00:00")
			}
		}
		for _, f := range l.flags() {
			row = append(row, map[dossiers.Flag]string{dossiers.No: "false", dossiers.Yes: "true"}[*f])
		}
		_ = w.Write(row)
	}
	w.Flush()
	return columns, b.String()
}
