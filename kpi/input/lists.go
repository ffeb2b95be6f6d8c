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
