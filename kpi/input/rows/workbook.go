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
		switch {
		case f.Name == "xl/workbook.xml":
			return ""
		case f.Name == "xl/workbook.bin":
			kind = "binary-workbook"
		case f.Name == "mimetype":
			kind = "opendocument"
		case strings.HasPrefix(f.Name, "word/"):
			kind = "document"
		}
	}
	return kind
}

// openSheet opens a sheet, and looks for the header among its first rows.
func (f *File) openSheet(book *archive) error {
	var props properties
	if err := errors.Join(book.decode("xl/workbook.xml", &props), book.decode("xl/_rels/workbook.xml.rels", &props.links)); err != nil {
		return f.damaged(err)
	}
	var shown []string
	for _, s := range props.Sheets {
		if s.State == "" || s.State == "visible" || s.Name == f.opts.Sheet {
			shown = append(shown, s.Name)
		}
	}
	i := 0
	if f.opts.Sheet != "" {
		i = slices.Index(shown, f.opts.Sheet)
	}
	switch {
	case len(shown) == 0:
		return f.damaged(errors.New("no sheet"))
	case i < 0:
		return f.refuse(kpi.SheetNotFound, kpi.Place{}, "sheet", kpi.Excerpt(f.opts.Sheet), "sheets", kpi.Excerpts(shown))
	}
	name := shown[i]
	if others := slices.Delete(shown, i, i+1); len(others) > 0 {
		f.findings.Add(kpi.SheetOthers, kpi.Place{}, "sheet", kpi.Excerpt(name), "sheets", kpi.Excerpts(others))
	}
	p, err := book.sheet(&props, name)
	if err != nil {
		return f.damaged(err)
	}
	f.sheet = &sheet{part: p, epoch: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC), findings: f.findings}
	if is1904, _ := strconv.ParseBool(props.Workbook.Date1904); is1904 {
		f.sheet.epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var first [][]string
	for len(f.sheet.first) < HeadRows {
		row, err := f.sheet.read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f.damaged(err)
		}
		f.sheet.first = append(f.sheet.first, row)
		first = append(first, row.Clean())
	}
	f.opts.Choose(nil, func(byte) [][]string { return first })
	return nil
}

// Merged returns the cells that are merged downwards, when all rows are read; none of a
// text.
func (f *File) Merged() []Merged {
	if f.sheet == nil {
		return nil
	}
	return f.sheet.part.merged
}

// archive is the parts of a workbook. Paths are in small letters.
type archive struct {
	parts  map[string]*zip.File // by path
	texts  []string             // that cells share
	sheets map[string]bool      // the paths of sheets
}

// readArchive reads every part of a workbook that holds cells or texts to its end, to
// see that it is whole.
func readArchive(files *zip.Reader) (*archive, error) {
	a := &archive{parts: map[string]*zip.File{}, sheets: map[string]bool{}}
	paths := make([]string, len(files.File))
	var size uint64
	for i, f := range files.File {
		paths[i] = strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		a.parts[paths[i]] = f
		if size += f.UncompressedSize64; size > unpackedLimit {
			return nil, errTooLarge
		}
	}
	for _, root := range []string{"sst", "worksheet"} { // the texts first: cells refer to them
		for i, f := range files.File {
			if !strings.HasSuffix(paths[i], ".xml") || !strings.HasPrefix(paths[i], "xl/") {
				continue
			}
			p, err := a.open(f, root)
			for err == nil {
				err = p.next()
			}
			switch {
			case errors.Is(err, errOtherPart):
			case !errors.Is(err, io.EOF):
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			case root == "worksheet":
				a.sheets[paths[i]] = true
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
	links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
}

// sheet opens the part of a sheet for reading.
func (a *archive) sheet(props *properties, name string) (*part, error) {
	for _, s := range props.Sheets {
		for _, link := range props.links.All {
			target := link.Target
			if !path.IsAbs(target) {
				target = path.Join("/xl", target)
			}
			target = strings.ToLower(path.Clean(target))[1:]
			if s.Name == name && s.ID == link.ID && a.sheets[target] {
				return a.open(a.parts[target], "worksheet")
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
