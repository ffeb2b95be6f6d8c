package input

import (
	"cchc/kpi"
	"cchc/kpi/dossiers"
)

// ListOptions are how lists of single dossiers are counted. The zero value is the standard.
type ListOptions struct {
	Rules dossiers.Rules
	Scope dossiers.Scope // AnyScope: as the rows prove
	AsOf  kpi.Day        // the day that lists are of; zero: that of their titles, else the last one in them
	Tmp   string         // the folder of temporary files; "": that of the system
}

// DossierRow is a row of a list that is counted. It is valid until the next one is given.
type DossierRow struct {
	File    string
	Line    int
	Code    string   // as written; "" without a column of codes
	Unit    kpi.Unit // that resolves it, or the only one that the list names
	Other   kpi.Unit // that received it, where the list names both; else Unit
	Dossier dossiers.Dossier
	Counter *dossiers.Counter // of its list, by the rules of the run
	Holds   dossiers.Holds    // what its list gives
}
