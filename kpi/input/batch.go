package input

// batch is the rows of one block, parsed: runs of neighbouring rows that have one key,
// with their sums, and between them rows that the table has to look at.
type batch struct {
	data   []byte
	fault  error // behind the data
	parsed chan struct{}
	texts  *rowTexts // whose numbers these are
	keys   []string  // the texts of keys by number
	items  []string  // the texts of items by number
	runs   []rowRun
	rows   []parsedItem // by row of all runs
	sums   []int64      // by run and figure
}

// rowRun is neighbouring rows of one key, one a line; or rows that were not parsed.
type rowRun struct {
	key      int // its number; -1 of rows that were not parsed
	from, to int // the bytes
	first    int // of its rows among those of the batch
	count    int // of its rows
	mark     rune
	marked   int // the first row with the group mark
}

// parsedItem is what a row of a run is told from others by.
type parsedItem struct {
	item    int    // its number
	unknown uint64 // the hash of its cells that are not known
}

// reset makes the batch empty; what it holds is used again.
func (b *batch) reset(texts *rowTexts) {
	b.texts, b.runs, b.rows, b.sums = texts, b.runs[:0], b.rows[:0], b.sums[:0]
}

// mark returns the group mark of the run that a row may continue, or 0.
func (b *batch) mark() rune {
	if n := len(b.runs); n > 0 {
		return b.runs[n-1].mark
	}
	return 0
}

// leave adds a row that was not parsed.
func (b *batch) leave(from, to int) {
	if n := len(b.runs); n > 0 && b.runs[n-1].key < 0 {
		b.runs[n-1].to = to
		return
	}
	b.runs = append(b.runs, rowRun{key: -1, from: from, to: to})
}

// add adds a row with its figures.
func (b *batch) add(row *parsedRow, values []int64, from, to int) {
	n := len(b.runs) - 1
	if n < 0 || b.runs[n].key != row.key {
		b.runs = append(b.runs, rowRun{key: row.key, from: from, first: len(b.rows)})
		n++
		for range values {
			b.sums = append(b.sums, 0)
		}
	}
	run := &b.runs[n]
	if run.mark == 0 && row.mark != 0 {
		run.mark, run.marked = row.mark, run.count
	}
	run.to = to
	run.count++
	b.rows = append(b.rows, parsedItem{row.item, row.unknown})
	sums := b.sums[len(b.sums)-len(values):]
	for i, v := range values {
		sums[i] += v
	}
}
