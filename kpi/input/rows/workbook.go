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
)

var errTooLarge = errors.New("too large")

// workbook opens the sheet that is asked for, or the first that is not hidden. Every
// part that holds cells or texts is read once before, to see that it is whole.
func (f *File) workbook(in io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(in, workbookLimit+1))
	if err != nil {
		return err
	}
	f.source.whole = len(data) <= workbookLimit
	if !f.source.whole {
		return f.largeWorkbook(workbookLimit)
	}
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return f.damaged(err)
	}
	if kind := zipKind(files); kind != "" {
		return f.notText(kind)
	}
	book := newArchive(files)
	switch err := book.check(); {
	case errors.Is(err, errTooLarge):
		return f.largeWorkbook(unpackedLimit)
	case err != nil:
		return f.damaged(err)
	}
	return f.openSheet(book)
}

func (f *File) largeWorkbook(limit int) error {
	f.findings.Add(kpi.FileTooLarge, kpi.Place{}, "limit", fmt.Sprintf("%d MiB", limit>>20))
	return ErrStop
}

func (f *File) damaged(err error) error {
	f.findings.Add(kpi.FileDamaged, kpi.Place{}, "reason", err.Error())
	return ErrStop
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
	props, err := book.properties()
	if err != nil {
		return f.damaged(err)
	}
	name, ok := f.chooseSheet(props.shown(f.opts.Sheet))
	if !ok {
		return ErrStop
	}
	p, err := book.sheet(props, name)
	if err != nil {
		return f.damaged(err)
	}
	f.sheet = &sheet{part: p, epoch: props.epoch(), findings: f.findings}
	first, err := f.sheet.peek()
	if err != nil {
		return f.damaged(err)
	}
	f.opts.Choose(nil, func(byte) [][]string { return first })
	return nil
}

// chooseSheet returns the sheet to read among those shown; the others are a finding.
func (f *File) chooseSheet(shown []string) (name string, ok bool) {
	if len(shown) == 0 {
		_ = f.damaged(errors.New("no sheet"))
		return "", false
	}
	i := 0
	if f.opts.Sheet != "" {
		i = slices.Index(shown, f.opts.Sheet)
	}
	if i < 0 {
		f.findings.Add(kpi.SheetNotFound, kpi.Place{}, "sheet", kpi.Excerpt(f.opts.Sheet), "sheets", kpi.Excerpts(shown))
		return "", false
	}
	name = shown[i]
	if others := slices.Delete(shown, i, i+1); len(others) > 0 {
		f.findings.Add(kpi.SheetOthers, kpi.Place{}, "sheet", kpi.Excerpt(name), "sheets", kpi.Excerpts(others))
	}
	return name, true
}

// archive is the parts of a workbook.
type archive struct {
	files []*zip.File
	texts []string             // that cells share
	whole map[string]*part     // the sheets that were read to their end, by path in small letters
	paths map[string]*zip.File // every part by path in small letters
}

func newArchive(files *zip.Reader) *archive {
	a := &archive{files: files.File, whole: map[string]*part{}, paths: map[string]*zip.File{}}
	for _, f := range files.File {
		a.paths[partName(f)] = f
	}
	return a
}

// partName returns the path of a part in small letters.
func partName(f *zip.File) string { return strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")) }

// check reads every part of a workbook that holds cells or texts to its end.
func (a *archive) check() error {
	var size uint64
	for _, f := range a.files {
		if size += f.UncompressedSize64; size > unpackedLimit {
			return errTooLarge
		}
	}
	for _, root := range []string{"sst", "worksheet"} { // the texts first: cells refer to them
		for _, f := range a.files {
			name := partName(f)
			if !strings.HasSuffix(name, ".xml") || !strings.HasPrefix(name, "xl/") {
				continue
			}
			p, err := a.open(f, root)
			for err == nil {
				err = p.next()
			}
			switch {
			case errors.Is(err, io.EOF):
				a.whole[name] = p
			case !errors.Is(err, errOtherPart):
				return fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	return nil
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

// properties reads what the workbook notes of its sheets.
func (a *archive) properties() (*properties, error) {
	p := &properties{}
	return p, errors.Join(a.decode("xl/workbook.xml", p), a.decode("xl/_rels/workbook.xml.rels", &p.links))
}

// shown returns the names of the sheets that are not hidden, and of the one that is
// asked for.
func (p *properties) shown(asked string) []string {
	var names []string
	for _, s := range p.Sheets {
		if s.State == "" || s.State == "visible" || s.Name == asked {
			names = append(names, s.Name)
		}
	}
	return names
}

// epoch returns the day 0 of the workbook.
func (p *properties) epoch() time.Time {
	if is1904, _ := strconv.ParseBool(p.Workbook.Date1904); is1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

// sheet opens the part of a sheet for reading.
func (a *archive) sheet(p *properties, name string) (*part, error) {
	for _, s := range p.Sheets {
		for _, link := range p.links.All {
			if s.Name != name || s.ID != link.ID {
				continue
			}
			target := strings.TrimPrefix(path.Join("/xl", link.Target), "/")
			if strings.HasPrefix(link.Target, "/") {
				target = strings.TrimPrefix(path.Clean(link.Target), "/")
			}
			target = strings.ToLower(target)
			if whole, ok := a.whole[target]; ok && whole.root == "worksheet" {
				again, err := a.open(a.paths[target], "worksheet")
				if err == nil {
					again.merged = whole.merged
				}
				return again, err
			}
		}
	}
	return nil, fmt.Errorf("no part holds the sheet %q", name)
}

// decode reads a small part.
func (a *archive) decode(name string, into any) error {
	f, ok := a.paths[name]
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
