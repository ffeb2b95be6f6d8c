package dossiers

import (
	"slices"
	"strings"

	"cchc/kpi"
)

// Switch is a question that systems answer differently when they count, and the answers.
type Switch struct {
	ID     string
	Values []string // the first is the one that is used without a rule
}

// The switches, by their place in [Rules].
const (
	DueBy        = iota // what a day of the end is compared with: the appointment's day, or its minute
	NoDue               // what a dossier without an appointment is
	BlankChannel        // what a blank channel is
	EndBy               // whether a dossier ends with its result, or when that is handed over
	ReturnedBy          // whether withdrawn and refused dossiers are counted by themselves, or as resolved
	PausedBy            // whether paused dossiers are counted by themselves, or as pending
	LastDay             // what an open dossier is that is due on the last day
	UnitBy              // whether the unit that resolves a dossier counts it, or that which received it
	Supplement          // whether the time of a supplement is added to the appointment
	switches
)

// Switches returns all switches, by their place in [Rules].
func Switches() [switches]Switch {
	return [switches]Switch{
		DueBy:        {"due", []string{"day", "time"}},
		NoDue:        {"no-due", []string{"unknown", "on-time", "early"}},
		BlankChannel: {"channel", []string{"unknown", "direct"}},
		EndBy:        {"end", []string{"result", "handed"}},
		ReturnedBy:   {"returned", []string{"apart", "resolved"}},
		PausedBy:     {"paused", []string{"apart", "pending"}},
		LastDay:      {"last-day", []string{"in-time", "overdue"}},
		UnitBy:       {"unit", []string{"resolving", "receiving"}},
		Supplement:   {"supplement", []string{"as-is", "subtract"}},
	}
}

// Rules are the answers to the switches: by switch, the index of the value. The zero value
// is the standard.
type Rules [switches]uint8

// Presets returns the names of sets of rules: tt01 are the reports of Circular 01/2018, 766
// the index of Decision 766/QĐ-TTg of 2022 (to the minute, direct without a channel, an end
// is an end, the time of a supplement does not count).
func Presets() []string { return []string{"tt01", "766"} }

// preset returns the rules of a preset.
func preset(name string) (r Rules, ok bool) {
	if name == "766" {
		r[DueBy], r[BlankChannel], r[ReturnedBy], r[Supplement] = 1, 1, 1, 1
	}
	return r, slices.Contains(Presets(), name)
}

// ParseRules reads rules such as due=time, and presets, which set all switches. A later one
// replaces what an earlier one set. An unknown one is a [*kpi.Fault].
func ParseRules(texts []string) (r Rules, err error) {
	for _, text := range texts {
		if all, ok := preset(text); ok {
			r = all
			continue
		}
		id, value, _ := strings.Cut(text, "=")
		all := Switches()
		i := slices.IndexFunc(all[:], func(s Switch) bool { return s.ID == id })
		if i < 0 {
			return r, kpi.NewFault("no rule {text}: want one of {words}", "text", text, "words", strings.Join(append(Presets(), ids()...), ", "))
		}
		v := slices.Index(all[i].Values, value)
		if v < 0 {
			return r, kpi.NewFault("no rule {text}: want one of {words}", "text", text, "words", id+"="+strings.Join(all[i].Values, ", "+id+"="))
		}
		r[i] = uint8(v)
	}
	return r, nil
}

// ids returns the ids of the switches.
func ids() (list []string) {
	for _, s := range Switches() {
		list = append(list, s.ID)
	}
	return list
}

// All returns the answers to all switches: due=day, no-due=unknown, ...
func (r Rules) All() (list []string) {
	for i, s := range Switches() {
		list = append(list, s.ID+"="+s.Values[r[i]])
	}
	return list
}

// Changed returns the answers that are not the standard.
func (r Rules) Changed() (list []string) {
	for i, text := range r.All() {
		if r[i] != 0 {
			list = append(list, text)
		}
	}
	return list
}
