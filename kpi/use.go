package kpi

// Use is how a column of an export is understood: the third, "Quá hạn", holds resolved_late,
// which the figures show.
type Use struct {
	Number   int      // 1-based
	Header   string   // as written in the export
	Means    string   // the id of a measure, the name of a key column such as "district", "%" and the id of an indicator; "" of a column that is not used
	By       Proof    // what shows the meaning
	Among    []string // the measures that it may hold, where nothing shows which
	Examples []string // its first cells that are not blank, at most three
}

// IsOpen reports whether a column is not used that holds figures, or may hold several
// measures.
func (u Use) IsOpen() bool { return len(u.Among) > 0 || u.By == ProofNone && len(u.Examples) > 0 }

// Proof is what shows the meaning of a column.
type Proof string

// The proofs.
const (
	ProofNone    Proof = ""        // nothing does
	ProofText    Proof = "text"    // its header
	ProofGroup   Proof = "group"   // its header with the group that it is in or beside
	ProofOwn     Proof = "own"     // a header text of the user
	ProofFigures Proof = "figures" // sums that hold with no other meaning
	ProofNames   Proof = "names"   // the cells below are names of units
)
