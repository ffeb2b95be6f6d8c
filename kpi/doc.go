// Package kpi holds the vocabulary and the arithmetic of administrative-reform
// indicators. It knows no files, no formats and no language; it imports the
// standard library only.
//
// The path of a figure, from an export to what is printed:
//
//	export files
//	   │  input: bytes, text, records, cells; each row gives counts of some measures
//	   │  for one unit in one period
//	   ▼
//	Tally: the sums of one unit in one period, and which of them are complete,
//	   │  because missing is not zero
//	   ▼
//	Ledger: the tallies of all units and periods, and the files they come from
//	   │         └─ check: rules over it; each thing wrong is a Finding with its Place
//	   │  Ledger.Score: groups (by district, say), rolls up over time and units by the
//	   │  kinds of measures, derives wholes from their parts, computes the indicators
//	   ▼
//	Scorecard: for each row and the total each Indicator as a Ratio of two integers, or
//	   │  the Gap that keeps it from being known; targets are judged on exact ratios
//	   │  report: tables of typed cells; nothing is computed any more but the points of
//	   │  a Profile, where one is asked for
//	   ▼
//	report.Report
//	   │  render: one function for each format
//	   ▼
//	bytes, written once, whole or not at all, by cmd/kpi
//
// A trend and a comparison go this way with several scorecards. [Ledger.Explain] goes it
// back: from a figure to the counts of entries, whose cells input finds by reading the
// files again.
package kpi
