package rows

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/kpi"
)

// The most that a workbook may hold: a form that people fill in is far smaller, and
// memory is bounded by it.
const (
	workbookLimit = 32 << 20  // bytes of the file
	unpackedLimit = 128 << 20 // bytes of all parts
	textLimit     = 1 << 20   // texts that cells share
	rowsLimit     = 1 << 20   // rows of a sheet
	nestingLimit  = 100       // elements within each other; sheets have fewer than 10
)

var errTooLarge = errors.New("too large")

// workbook opens the sheet that is asked for, or the first that is not hidden.
func (f *File) workbook(in io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(in, workbookLimit+1))
	if err != nil {
		return err
	}
	if f.source.whole = len(data) <= workbookLimit; !f.source.whole {
		return f.refuse(kpi.FileTooLarge, kpi.Place{}, "limit", fmt.Sprintf("%d MiB", workbookLimit>>20))
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return f.damaged(err)
	}
	if kind := zipKind(files); kind != "" {
		return f.notText(kind)
	}
	book, err := readArchive(files)
	switch {
	case errors.Is(err, errTooLarge):
		return f.refuse(kpi.FileTooLarge, kpi.Place{}, "limit", fmt.Sprintf("%d MiB", unpackedLimit>>20))
	case err != nil:
		return f.damaged(err)
	}
	return f.openSheet(book)
}

func (f *File) damaged(err error) error {
	return f.refuse(kpi.FileDamaged, kpi.Place{}, "reason", err.Error())
}

// zipKind names the kind of an archive that is no workbook.
func zipKind(files *zip.Reader) string {
	kind := "archive"
	for _, f := range files.File {
		switch name := partPath(f.Name); {
		case name == "xl/workbook.xml":
			return ""
		case name == "xl/workbook.bin":
			kind = "binary-workbook"
		case name == "mimetype":
			kind = "opendocument"
		case strings.HasPrefix(name, "word/"):
			kind = "document"
		}
	}
	return kind
}

// partPath returns the path of a part as its links have it: some programs write \ for /.
func partPath(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// openSheet opens the sheet that is asked for, or the first that is not hidden.
func (f *File) openSheet(book *archive) error {
	if book.fault != nil {
		return f.damaged(book.fault)
	}
	f.book = book
	switch shown := book.names(false); {
	case len(book.props.Sheets) == 0 || len(shown) == 0 && f.opts.Sheet == "":
		return f.damaged(errors.New("no sheet"))
	case f.opts.Sheet == "":
		return f.useSheet(shown[0])
	case !slices.Contains(append(shown, book.names(true)...), f.opts.Sheet):
		return f.refuse(kpi.SheetNotFound, kpi.Place{}, "sheet", kpi.Excerpt(f.opts.Sheet), "sheets", kpi.Excerpts(shown))
	}
	return f.useSheet(f.opts.Sheet)
}

// useSheet opens a sheet, and looks for the header among its first rows.
func (f *File) useSheet(name string) error {
	p, err := f.book.sheet(name)
	if err != nil {
		return f.damaged(err)
	}
	f.sheet = &sheet{part: p, findings: f.findings}
	var first [][]string
	for len(f.sheet.first) < HeadRows {
		row, err := f.sheet.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f.damaged(err)
		}
		f.sheet.first = append(f.sheet.first, row.Clone())
		first = append(first, row.Clean())
	}
	f.opts.Choose(nil, func(byte) [][]string { return first })
	return nil
}

// Sheets returns the names of the sheets of a workbook that may be read without being
// asked for, and of those that are hidden; nil of a text, and where one is asked for.
func (f *File) Sheets() (shown, hidden []string) {
	if f.book == nil || f.opts.Sheet != "" {
		return nil, nil
	}
	return f.book.names(false), f.book.names(true)
}

// Sheet opens another sheet of the workbook, with findings of its own. It is not closed.
func (f *File) Sheet(name string, findings *kpi.FileFindings) *File {
	o := &File{findings: findings, opts: f.opts, source: f.source, book: f.book}
	_ = o.End(o.useSheet(name))
	return o
}

// IsBlank reports whether the first rows of a sheet hold nothing.
func (f *File) IsBlank() bool {
	return f.sheet != nil && !slices.ContainsFunc(f.sheet.first, func(r Row) bool { return !r.IsBlank() })
}

// ReportView adds the findings about what a sheet does not show, when it was read to its
// end; none of a text. Its tables are below some titles and headers.
func (f *File) ReportView(tops []Top) {
	if f.sheet != nil {
		f.sheet.part.view.report(f.findings, tops)
	}
}

// IsMerged reports whether cells of a sheet are merged.
func (f *File) IsMerged() bool { return f.sheet != nil && f.sheet.part.view.isMerged }

// IsStale reports whether a workbook notes that its formulas are to be computed when it is
// opened: their results are of before, or of nothing.
func (f *File) IsStale() bool {
	if f.book == nil {
		return false
	}
	calc := &f.book.props.Calc
	load, _ := strconv.ParseBool(calc.OnLoad)
	completed, err := strconv.ParseBool(calc.Completed)
	return load || err == nil && !completed
}

// archive is the parts of a workbook. Paths are in small letters.
type archive struct {
	parts  map[string]*zip.File // by path
	texts  []string             // that cells share
	sheets map[string]*heldRows // the rows of sheets, by path
	props  properties
	fault  error   // of the properties
	shapes []shape // of the styles of cells; nil where all are numbers
	epoch  time.Time
}

// readArchive reads every part of a workbook that holds cells or texts to its end, to
// see that it is whole.
func readArchive(files *zip.Reader) (*archive, error) {
	a := &archive{parts: map[string]*zip.File{}, sheets: map[string]*heldRows{}}
	paths := make([]string, len(files.File))
	var size uint64
	for i, f := range files.File {
		paths[i] = partPath(f.Name)
		a.parts[paths[i]] = f
		if size += f.UncompressedSize64; size > unpackedLimit {
			return nil, errTooLarge
		}
	}
	a.fault = a.readProperties() // the styles of cells are among them
	room := heldLimit
	for _, root := range []string{"sst", "worksheet"} { // the texts first: cells refer to them
		for i, f := range files.File {
			if !strings.HasSuffix(paths[i], ".xml") || !strings.HasPrefix(paths[i], "xl/") {
				continue
			}
			p, err := a.open(f, root)
			held := &heldRows{room: room}
			for err == nil {
				if err = p.next(); err == nil && root == "worksheet" {
					held.keep(p)
				}
			}
			switch {
			case errors.Is(err, errOtherPart):
			case !errors.Is(err, io.EOF):
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			case root == "worksheet":
				held.view = view{hidden: p.view.hidden, merged: p.view.merged}
				a.sheets[paths[i]], room = held, held.room
			}
		}
	}
	return a, nil
}

// properties are what a workbook notes of its sheets.
type properties struct {
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		ID    string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
	Workbook struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Calc struct {
		OnLoad    string `xml:"fullCalcOnLoad,attr"`
		Completed string `xml:"calcCompleted,attr"`
	} `xml:"calcPr"`
	links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
}

// readProperties reads what is noted of all sheets: their names, and the number formats.
func (a *archive) readProperties() error {
	if err := errors.Join(a.decode("xl/workbook.xml", &a.props), a.decode("xl/_rels/workbook.xml.rels", &a.props.links)); err != nil {
		return err
	}
	a.epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if is1904, _ := strconv.ParseBool(a.props.Workbook.Date1904); is1904 {
		a.epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var s styles
	if a.parts[stylesPart] == nil {
		return nil
	}
	if err := a.decode(stylesPart, &s); err != nil {
		return err
	}
	a.shapes = s.shapes()
	return nil
}

// stylesPart is where programs write the number formats.
const stylesPart = "xl/styles.xml"

// names returns the names of the sheets that are hidden, or not.
func (a *archive) names(hidden bool) (names []string) {
	for _, s := range a.props.Sheets {
		if (s.State != "" && s.State != "visible") == hidden {
			names = append(names, s.Name)
		}
	}
	return names
}

// sheet opens the part of a sheet for reading.
func (a *archive) sheet(name string) (*part, error) {
	for _, s := range a.props.Sheets {
		for _, link := range a.props.links.All {
			target := partPath(link.Target)
			if !path.IsAbs(target) {
				target = path.Join("/xl", target)
			}
			target = path.Clean(target)[1:]
			if held, ok := a.sheets[target]; ok && s.Name == name && s.ID == link.ID {
				return held.open(a, target)
			}
		}
	}
	return nil, fmt.Errorf("no part holds the sheet %q", name)
}

// decode reads a small part.
func (a *archive) decode(name string, into any) error {
	f, ok := a.parts[name]
	if !ok {
		return fmt.Errorf("%s is missing", name)
	}
	part, err := f.Open()
	if err != nil {
		return err
	}
	defer part.Close()
	return xml.NewDecoder(io.LimitReader(part, unpackedLimit)).Decode(into)
}
