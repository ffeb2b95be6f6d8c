package render

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// newWorkbook begins a workbook that says nothing of when and by what library it
// was made: what is written depends on the result and on nothing else. A title may
// be "".
func newWorkbook(title string) (*excelize.File, error) {
	f := excelize.NewFile()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &orderedZip{w: w} })
	err := f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "kpi", LastModifiedBy: "kpi", Created: noTime, Modified: noTime})
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

const noTime = "2000-01-01T00:00:00Z"

// finish writes a workbook at once: it stands in memory until it is whole.
func finish(f *excelize.File, w io.Writer) error {
	// With a chart the library adds the types of all pictures, in any order.
	if types := f.ContentTypes; types != nil {
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("packing the workbook: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// orderedZip packs the parts of a workbook in the order of their names, the table
// of contents before them. The library hands over streamed sheets in any order.
type orderedZip struct {
	w     io.Writer
	parts []*zipPart
}

// part is one file of an archive, packed by itself.
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
	return p.z.Create(name)
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
