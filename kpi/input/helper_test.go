package input

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cchc/kpi"
	"cchc/kpi/catalog"
	"cchc/kpi/dates"
	"cchc/kpi/input/rows"
)

// TestMain collects garbage as rarely as a run of the program does at its start.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

// files are exports by name. The one that most tests have is a.csv.
type files map[string]string

const exportHead = "period,district,commune,received\n"

const (
	oneRow   = exportHead + "2024-06,Tràng Định,Xã Chi Lăng,5\n"
	otherRow = exportHead + "2024-06,Văn Lãng,,7\n"
)

// oneEntry is the ledger of oneRow.
const oneEntry = "Tràng Định/Xã Chi Lăng 2024-06: received 5"

// builtIn is the catalogue without tables of a user.
var builtIn = sync.OnceValues(func() (*catalog.Catalog, error) { return catalog.Load() })

func definitions(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// period reads a period that must be one.
func period(t testing.TB, text string) kpi.Period {
	t.Helper()
	p, _, err := dates.Parse(text, kpi.Calendar{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// write makes files in a folder of their own, goes there, and returns their
// names in order.
func write(t *testing.T, in files) []string {
	t.Helper()
	t.Chdir(t.TempDir())
	names := slices.Sorted(maps.Keys(in))
	for _, name := range names {
		if folder := filepath.Dir(name); folder != "." {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, []byte(in[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// read reads files together and holds what is true of every reading.
func read(t *testing.T, in files, opts Options) Result {
	t.Helper()
	names := write(t, in)
	got := Read(definitions(t), names, nil, opts)
	for _, f := range got.Ledger.Files {
		wantLinesAccounted(t, in[f.Name], f, got.Findings)
	}
	for _, f := range got.Findings {
		wantPlaceExists(t, in, f)
		wantMessage(t, f)
	}
	wantCells(t, got, opts)
	wantPlacedCells(t, names, opts)
	slices.Reverse(names)
	wantSame(t, "with the files named the other way round", Read(definitions(t), names, nil, opts), got)
	for _, way := range ways(opts) {
		wantSame(t, way.String(), Read(definitions(t), names, nil, way), got)
	}
	return got
}

// ways returns options that must not change what is read: blocks of some sizes,
// workers, and rows taken one by one.
func ways(opts Options) []Options {
	var all []Options
	for _, way := range []Options{{rowByRow: true}, blocksOf(1, 1), blocksOf(7, 3), blocksOf(64, 8), blocksOf(200, 2)} {
		opts.Rows.BlockSize, opts.Workers, opts.rowByRow = way.Rows.BlockSize, way.Workers, way.rowByRow
		all = append(all, opts)
	}
	return all
}

// blocksOf returns options of blocks of a size, and some workers.
func blocksOf(size, workers int) Options {
	return Options{Rows: rows.Options{BlockSize: size}, Workers: workers}
}

// String names a way of reading for a message.
func (o Options) String() string {
	return fmt.Sprintf("by %d bytes, %d workers, one by one: %t", o.Rows.BlockSize, o.Workers, o.rowByRow)
}

// notText returns the findings of files that are no text: of these only the
// blocks before the fault were read. What encoding it looks like depends on
// the block with the fault.
func notText(r Result) []kpi.Finding {
	var found []kpi.Finding
	for _, f := range r.Findings {
		switch f.Code {
		case kpi.EncodingUnknown:
			f.Code = kpi.EncodingInvalidByte
			found = append(found, f)
		case kpi.EncodingInvalidByte, kpi.FileNotText:
			found = append(found, f)
		}
	}
	return found
}

// fatal reports whether a finding ends the reading of its file.
func fatal(f kpi.Finding) bool {
	switch f.Code {
	case kpi.FileNotFound, kpi.FileUnreadable, kpi.FileEmpty, kpi.FileNotText, kpi.JSONFault, kpi.FileDamaged, kpi.EncodingUnknown, kpi.EncodingInvalidByte, kpi.QuoteStray,
		kpi.QuoteUnclosed, kpi.RowTooLarge, kpi.HeaderNotFound, kpi.HeaderAbove, kpi.HeaderAmbiguous, kpi.TablesBeside, kpi.ColumnDuplicate,
		kpi.PeriodAmbiguous, kpi.PeriodPart, kpi.CountScaled, kpi.UnitsTooMany, kpi.ListBelow, kpi.ProceduresTooMany:
		return true
	case kpi.PeriodDates, kpi.UnitAmbiguous, kpi.TextGarbled:
		return f.Place.Header == "" // above the rows
	case kpi.PeriodMissing:
		return f.Place.Column == 0
	}
	return false
}

// physicalLines is how many lines an editor shows, without an empty last one and without the
// characters that end a text of old systems.
func physicalLines(text string) int {
	lines := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimRight(text, "\x1a"))
	n := strings.Count(lines, "\n")
	if len(lines) > 0 && lines[len(lines)-1] != '\n' {
		n++
	}
	return n
}

// wantLinesAccounted wants every line of a file counted once, and all of them
// where the file was read to its end.
func wantLinesAccounted(t *testing.T, text string, f kpi.File, findings []kpi.Finding) {
	t.Helper()
	n := f.Lines
	if sum := n.Title + n.Header + n.Data + n.Section + n.Sum + n.Blank + n.Footer; sum != n.Total {
		t.Errorf("%s: %d lines, but the kinds make %d: %+v", f.Name, n.Total, sum, n)
	}
	stopped := slices.ContainsFunc(findings, func(g kpi.Finding) bool { return g.Place.File == f.Name && fatal(g) })
	if lines := physicalLines(text); !stopped && n.Total != lines && !isJSON(text) {
		t.Errorf("%s: %d lines counted, the file has %d", f.Name, n.Total, lines)
	}
}

// wantPlaceExists wants the place of a finding within its file.
func wantPlaceExists(t *testing.T, in files, f kpi.Finding) {
	t.Helper()
	text, ok := in[f.Place.File]
	if !ok && f.Place != (kpi.Place{}) { // else it is of all files together
		t.Errorf("%s is in %q, which was not read", f.Code, f.Place.File)
	}
	if f.Place.Line > max(physicalLines(text), 1) && !isJSON(text) {
		t.Errorf("%s is on line %d of %d", f.Code, f.Place.Line, physicalLines(text))
	}
}

// isJSON reports whether a text may be JSON: of an object that begins on the line of another
// the line is its number.
func isJSON(text string) bool {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
}

// wantMessage wants the message of a finding complete in both languages.
func wantMessage(t *testing.T, f kpi.Finding) {
	t.Helper()
	for _, lang := range []kpi.Lang{kpi.Vietnamese, kpi.English} {
		message, remedy := definitions(t).Messages.Message(f, lang)
		if message == "" || strings.ContainsAny(message+remedy, "{}") {
			t.Errorf("%s, %s: message %q, remedy %q", f.Code, lang, message, remedy)
		}
	}
}

// wantSame wants two readings to give the same.
func wantSame(t *testing.T, how string, got, want Result) {
	t.Helper()
	if a, b := notText(got), notText(want); len(a)+len(b) > 0 {
		if len(a) > 0 && len(b) > 0 && found(a) != found(b) || !slices.ContainsFunc(got.Findings, fatal) {
			t.Errorf("%s: findings %s\nwant %s", how, found(a), found(b))
		}
		return
	}
	if g, w := found(got.Findings), found(want.Findings); g != w {
		t.Errorf("%s: findings %s\nwant %s", how, g, w)
	}
	for i, f := range got.Findings {
		if g, w := fmt.Sprintf("%+v", f), fmt.Sprintf("%+v", want.Findings[min(i, len(want.Findings)-1)]); g != w {
			t.Errorf("%s: finding %s\nwant %s", how, g, w)
		}
	}
	if g, w := dump(got.Ledger), dump(want.Ledger); g != w {
		t.Errorf("%s: ledger\n%s\nwant\n%s", how, g, w)
	}
	for i, f := range got.Ledger.Files {
		if want := want.Ledger.Files[i]; f.Lines != want.Lines || f.Header != want.Header || !slices.Equal(f.Columns, want.Columns) {
			t.Errorf("%s: file %+v\nwant %+v", how, f, want)
		}
	}
}

// found writes findings as "code line:column name=value", in the order of
// their places. The file a.csv is left out, and so are most arguments.
func found(fs []kpi.Finding) string {
	fs = slices.Clone(fs)
	kpi.SortFindings(fs)
	texts := make([]string, len(fs))
	for i, f := range fs {
		place := strings.TrimPrefix(placeText(f.Place), "a.csv")
		texts[i] = strings.TrimSpace(f.Code + " " + strings.TrimPrefix(place, ":"))
		for _, name := range []string{"where", "line", "other", "rows", "cells", "byte", "more"} {
			if value, ok := f.Args.Lookup(name); ok && f.Code != kpi.HeaderNotFound {
				texts[i] += " " + name + "=" + plain(value)
			}
		}
	}
	return strings.Join(texts, "; ")
}

// placeText writes a place as file:line:column, also of a workbook.
func placeText(p kpi.Place) string {
	text := p.File
	for _, n := range []int{p.Line, p.Column} {
		if n > 0 {
			text += ":" + strconv.Itoa(n)
		}
	}
	return text
}

// ids has no labels: keys are written as ids, and texts as their names.
type ids struct{}

func (ids) Text(name string, _ kpi.Lang) string    { return name }
func (ids) MeasureLabel(string, kpi.Lang) string   { return "" }
func (ids) IndicatorLabel(string, kpi.Lang) string { return "" }
func (ids) Short(code string, _ kpi.Lang) string   { return code }

// plain writes the argument of a finding with ids for its keys.
func plain(arg string) string { return kpi.Resolve(arg, kpi.English, ids{}) }

// dump writes a ledger, one entry after another: the unit, its level where it
// is not that of its names, the period, and the counts; one that is
// not complete has a question mark.
func dump(l *kpi.Ledger) string {
	entries := make([]string, len(l.Entries))
	for i, e := range l.Entries {
		var names []string
		for _, name := range []string{e.Unit.Province, e.Unit.District, e.Unit.Commune} {
			if name != "" {
				names = append(names, name)
			}
		}
		head := strings.Join(names, "/")
		if e.Unit.Level != e.Unit.NamedLevel() {
			head += " [" + e.Unit.Level.String() + "]"
		}
		entries[i] = strings.TrimSpace(head+" "+e.Period.String()) + ": " + counts(l.Measures, e.Tally)
	}
	return strings.Join(entries, "; ")
}

// counts writes the measures that a tally has something of.
func counts(ms *kpi.Measures, t kpi.Tally) string {
	var all []string
	for i := range ms.Len() {
		v, complete := t.Value(i)
		text := ms.At(i).ID
		if t.Given(i) {
			text += " " + kpi.FormatCount(v, ms.At(i).Scale())
		}
		switch {
		case !t.Touched(i):
			continue
		case !complete:
			text += " ?"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// readCase is some files, and what reading them gives.
type readCase struct {
	name     string
	in       files
	opts     Options
	findings string // as found writes them
	ledger   string // as dump writes it; "-" where there is an error and it must not be used
}

// try reads each case.
func try(t *testing.T, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, c.in, c.opts)
			if text := found(got.Findings); text != c.findings {
				t.Errorf("findings\n got %s\nwant %s", text, c.findings)
			}
			if text := dump(got.Ledger); c.ledger != "-" && text != c.ledger {
				t.Errorf("ledger\n got %s\nwant %s", text, c.ledger)
			}
		})
	}
}

// one is a case of one file, a.csv.
func one(name, text, findings, ledger string) readCase {
	return readCase{name: name, in: files{"a.csv": text}, findings: findings, ledger: ledger}
}

// wantAccounted reads bytes as an export, by blocks of some sizes, and holds
// what is true of every reading.
func wantAccounted(t *testing.T, text []byte, opts Options) {
	t.Helper()
	got := Read(definitions(t), []string{rows.Stdin}, bytes.NewReader(text), opts)
	wantLinesAccounted(t, string(text), got.Ledger.Files[0], got.Findings)
	for _, f := range got.Findings {
		wantPlaceExists(t, files{rows.Stdin: string(text)}, f)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))) == 0 {
		return // of blank lines only, the first block shows that the file is empty
	}
	for _, way := range ways(opts) {
		wantSame(t, way.String(), Read(definitions(t), []string{rows.Stdin}, bytes.NewReader(text), way), got)
	}
}
