// Package dossiers counts single dossiers: it turns the days and the state of each into
// what it adds to the counts of its unit, month by month.
//
// A dossier is received on a day, is due on another, and ends on a third; between them it is
// open at the end of every month, in time, overdue or paused. What it adds to which month
// follows from these days, from the day that its list is of, and from [Rules] that systems
// do not agree on. By construction, in every unit and month,
//
//	received + carried over = resolved + returned + pending + paused
//
// and what is carried over is what was pending or paused at the end of the month before.
package dossiers

import "cchc/kpi"

// State is how a dossier is on the day of its list.
type State uint8

// The states. Ended by [Withdrawn] or [Stopped], a dossier is returned, not resolved.
const (
	NotGiven  State = iota // the list has no state: its days show how it is
	New                    // registered or refused at the counter: not received, never counted
	Open                   // in process
	Waiting                // for papers or a payment of the applicant
	Withdrawn              // by the applicant
	Stopped                // refused or stopped by the office
	Done                   // it has its result
	Handed                 // the result was handed over
)

// States returns the words of tables for the states, in their order; "" for [NotGiven].
func States() []string {
	return []string{"", "new", "open", "waiting", "withdrawn", "stopped", "done", "handed"}
}

// Channel is the way in which a dossier came.
type Channel uint8

// The channels.
const (
	NoChannel Channel = iota // the cell is blank, or there is none
	Online
	Direct
	Postal
)

// Channels returns the words of tables for the channels, in their order; "" for
// [NoChannel].
func Channels() []string { return []string{"", "online", "direct", "postal"} }

// Flag is the answer that a list gives to a question with yes or no.
type Flag uint8

// The answers.
const (
	NotAsked Flag = iota // the list has no such column
	Blank
	No
	Yes
)

// Dossier is one row of a list: its moments, its state on the day of the list, and what was
// done with it. A zero moment is not given.
type Dossier struct {
	Received kpi.Moment
	Due      kpi.Moment // the appointment
	Result   kpi.Moment // the end of processing
	Handed   kpi.Moment // the result was fetched or sent
	Returned kpi.Moment // withdrawn, refused or stopped
	Asked    kpi.Moment // a supplement was asked for
	Supplied kpi.Moment // and supplied

	State   State
	Channel Channel

	Fee, Paid, Digitised, Reused, Electronic Flag
}

// Ended reports whether a moment shows that the dossier has ended.
func (d *Dossier) Ended() bool { return d.Result != 0 || d.Handed != 0 || d.Returned != 0 }

// Contradicts reports whether the state of the dossier cannot be with its moments: done
// without a day, or in process with one.
func (d *Dossier) Contradicts() bool {
	switch d.State {
	case Done, Handed:
		return d.Result == 0 && d.Handed == 0
	case Open, Waiting:
		return d.Ended()
	}
	return false
}

// IsUndated reports whether a dossier is stopped, withdrawn or waiting since a day that is
// not given: only on the day of the list it is known to be paused.
func (d *Dossier) IsUndated() bool {
	switch d.State {
	case Waiting:
		return d.Asked == 0
	case Withdrawn, Stopped:
		return !d.Ended()
	}
	return false
}
