// Package kpi holds the vocabulary and the arithmetic of administrative-reform
// indicators. It knows no files, no formats and no language; it imports the
// standard library only.
//
// The path of a figure, from an export to the table:
//
//  1. input reads the rows of the exports. Each row gives counts of some
//     measures for one unit in one period.
//  2. The counts of one unit in one period add up in a [Tally]. A tally also
//     remembers which measures were given and which were left blank, because
//     missing is not zero.
//  3. The tallies of all units and periods, and the files they come from, are
//     the [Ledger].
//  4. [Ledger.Score] groups the ledger (by district, say), rolls each group up
//     over time and units by the kinds of its measures, derives wholes from
//     their parts, and computes each [Indicator]: a [Ratio] of two integers, or
//     the [Gap] that keeps it from being known. The result is a [Scorecard].
//  5. report arranges a scorecard as tables of typed cells, and render writes
//     them in a format. Nothing is computed after step 4 but the points that a
//     [Profile] gives for the ratios, where one is asked for.
//
// [Ledger.Explain] goes this path back: from a figure to the counts of entries, whose
// cells input finds by reading the files again.
//
// What is wrong or noteworthy on the way is a [Finding] with its place.
package kpi
