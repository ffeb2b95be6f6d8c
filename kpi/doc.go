// Package kpi holds the vocabulary and the arithmetic of administrative-reform
// indicators. It knows no files, no formats and no language; it imports the
// standard library only.
//
// Its words, each for one thing:
//
//   - dossier: one case (hồ sơ) filed under a procedure;
//   - unit: an administrative unit: a province, district (huyện) or commune (xã),
//     never a unit of measure;
//   - level: the tier that handled a dossier: province, district or commune;
//   - period: a range of months, such as a month, quarter, half or year;
//   - thing: what can be counted: dossiers, days, procedures, tasks, people;
//   - measure: one additive count of an export: received_online, resolved_late;
//   - tally: the sums of the measures of one unit in one period, and which of them
//     are complete, because missing is not zero;
//   - entry: a tally with its unit, its period and the rows that it was read from;
//   - ledger: the entries of all units and periods;
//   - indicator: a named definition: formulas over measures for its numerator and its
//     denominator;
//   - ratio: the two integers of an indicator for one tally; may be undefined;
//   - target: a threshold for an indicator, in percent;
//   - verdict: met or missed, judged on the exact ratio;
//   - scorecard: the ratios and verdicts of every group of a ledger and of its total;
//   - form: a table that a regulation prescribes: its columns hold measures, its rows are
//     units or fields;
//   - field: a field of work (lĩnh vực) that rows of exports name;
//   - finding: something wrong or noteworthy in the data: severity, code, place, message;
//   - export: the file that a one-stop system or a spreadsheet gives;
//   - template: an office's own document, which package template fills. Its fields are
//     places for values, such as {{ on_time }}, and no fields of work; a query is what one
//     asks for;
//   - list: an export with a row for each dossier, its days and its state; package
//     dossiers counts it by rules: the answers to what systems do not agree on.
//
// The path of a figure, from an export to what is printed:
//
//	export
//	   │  input: bytes, text, records, cells; each row gives counts of some measures
//	   │  for one unit in one period
//	   ▼
//	Ledger: the tallies of all units and periods, and the files they come from
//	   │         └─ check: rules over it; all that is wrong is a Finding with its Place
//	   │  Ledger.Score: derives wholes from their parts and parts from their wholes, groups
//	   │  (by district, for one), rolls up over time and units by the kinds of measures,
//	   │  computes the indicators
//	   ▼
//	Scorecard: for each row and the total each Indicator as a Ratio of two integers, or
//	   │  the Gap that keeps it from being known; targets are judged on exact ratios
//	   │  report: tables of typed cells, records and data; nothing is computed any more but
//	   │  the points of a Profile, where one is asked for
//	   ▼
//	report.Document, which is a report.Result
//	   │  render: one function for each format, over any Result
//	   ▼
//	bytes, written once, whole or not at all, by cmd/kpi
//
// A trend and a comparison go this way with several scorecards. [Ledger.Explain] goes it
// back: from a figure to the counts of entries, whose cells input finds by reading the
// files again.
package kpi
