package report

// Passage is a part of the text of a report: paragraphs, a list of lines, and paragraphs
// after it. Any of them may be none.
type Passage struct {
	ID      string // one of the Passage constants, for the place of a table
	Heading string
	Text    []string
	Items   []string // each a sentence or more
	After   []string
}
