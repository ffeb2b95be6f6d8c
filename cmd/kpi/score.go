package main

import (
	"crypto/sha256"
	"fmt"

	"cchc/kpi"
	"cchc/kpi/report"
)

// readProfile reads the table of --score.
func (r *reporter) readProfile() (err error) {
	r.profile, err = parseTable(r.flags.score, func(name string, data []byte) (*kpi.Profile, error) {
		profile, err := r.reading.cat.ReadProfile(name, data)
		if err == nil {
			profile.SHA256 = fmt.Sprintf("%x", sha256.Sum256(data))
		}
		return profile, err
	})
	return err
}

// scored returns the indicators that earn points.
func (r *reporter) scored() (ids []string) {
	if r.profile != nil {
		for _, c := range r.profile.Components {
			ids = append(ids, c.Indicator)
		}
	}
	return ids
}

// scoreIn keeps the rows of the profile that are valid in a period.
func (r *reporter) scoreIn(period kpi.Period) {
	if r.profile == nil {
		return
	}
	profile, findings := r.profile.In(period, r.reading.input.options().Calendar)
	r.profile = &profile
	r.reading.note(findings...)
}

// notePoints adds the notes about the points of scorecards; the first is that of the whole
// report.
func (r *reporter) notePoints(cards []*kpi.Scorecard, chosen []int) {
	if r.profile == nil {
		return
	}
	for _, card := range cards {
		r.reading.note(report.ScoreNotes(cards[0], card, r.profile, chosen, r.reading.findings)...)
	}
}
