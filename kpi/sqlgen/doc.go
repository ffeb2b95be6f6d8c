// Package sqlgen writes the definitions of indicators as SQL: one SELECT over the
// tidy table that `kpi clean` prints, with the figures that a scorecard of the
// same rows has. Over a table of single dossiers it counts these first, as package
// dossiers does, into such a tidy table. It writes the statements, too, that make a table
// and load a file into it. It takes measures and indicators of
// package kpi and gives text; it talks to no database.
package sqlgen
