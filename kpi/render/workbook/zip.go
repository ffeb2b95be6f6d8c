package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// orderedZip is an archive that has the parts of a workbook in the order of their names,
// the table of contents before them. The library hands over streamed sheets in any order.
type orderedZip struct {
	w     io.Writer
	parts []*zipPart
}

// zipPart is one file of an archive, packed by itself.
type zipPart struct {
	name   string
	packed bytes.Buffer
	z      *zip.Writer
}

// Create begins a part.
func (o *orderedZip) Create(name string) (io.Writer, error) {
	if err := o.endPart(); err != nil {
		return nil, err
	}
	p := &zipPart{name: name}
	p.z = zip.NewWriter(&p.packed)
	o.parts = append(o.parts, p)
	w, err := p.z.Create(name)
	if strings.HasPrefix(name, "xl/worksheets/sheet") {
		return drawn{w}, err
	}
	return w, err
}

// drawn is a part of a streamed sheet, where the library refers to the drawing by a prefix of
// its own. With another than r, exceljs opens no workbook that has charts.
type drawn struct{ w io.Writer }

// Write writes a part of a sheet. A sheet with a drawing is so small that it comes as one.
func (d drawn) Write(part []byte) (int, error) {
	const relationships = `"http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	if _, err := d.w.Write(bytes.Replace(part, []byte(`<drawing xmlns:relationships=`+relationships+` relationships:id=`), []byte(`<drawing xmlns:r=`+relationships+` r:id=`), 1)); err != nil {
		return 0, err
	}
	return len(part), nil
}

// endPart ends the part that was begun last.
func (o *orderedZip) endPart() error {
	if len(o.parts) == 0 {
		return nil
	}
	return o.parts[len(o.parts)-1].z.Close()
}

// AddFS is not needed by workbooks.
func (o *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts.
func (o *orderedZip) Close() error {
	if err := o.endPart(); err != nil {
		return err
	}
	slices.SortFunc(o.parts, func(a, b *zipPart) int { return strings.Compare(a.name, b.name) }) // [ comes before letters
	z := zip.NewWriter(o.w)
	for _, p := range o.parts {
		data := p.packed.Bytes()
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return err
		}
		for _, file := range r.File {
			if err := z.Copy(file); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
