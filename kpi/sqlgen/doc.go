// Package sqlgen writes the definitions of indicators as SQL: one SELECT over the
// tidy table that `kpi clean` prints, with the figures that a scorecard of the
// same rows has. It takes measures and indicators of package kpi and gives text;
// it talks to no database.
package sqlgen
