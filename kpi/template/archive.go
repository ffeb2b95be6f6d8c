package template

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"

	"cchc/kpi"
)

// The most that a template may hold: those of offices are far smaller.
const (
	fileLimit     = 32 << 20  // bytes of the file
	unpackedLimit = 128 << 20 // bytes of all its parts
	partsLimit    = 10_000
)

// archive is the parts of a document. Paths are in small letters, as links do not care.
type archive struct {
	files     []*zip.File
	comment   string
	texts     map[string][]byte // XML, by path
	byPath    map[string]*zip.File
	main      string // path of the document or workbook
	isBook    bool
	extension string
}

// mainTypes are the documents that can be filled, by the content type of their main part
// without what is before and after it.
var mainTypes = []struct{ contentType, extension string }{
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", ".docx"},
	{"application/vnd.ms-word.document.macroEnabled.main+xml", ".docm"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", ".xlsx"},
	{"application/vnd.ms-excel.sheet.macroEnabled.main+xml", ".xlsm"},
}

func tooLarge(limit int) error {
	return kpi.NewFault("the template has more than {limit}", "limit", fmt.Sprintf("%d MiB", limit>>20))
}

// damaged returns the fault of a template that cannot be read. A fault of its own, such as that
// it is too large, is no damage.
func damaged(err error) error {
	var own *kpi.Fault
	if errors.As(err, &own) {
		return own
	}
	return kpi.NewFault("the template is damaged: {reason}").Because(err)
}

// openArchive unpacks the parts of a document that are XML.
func openArchive(data []byte) (*archive, error) {
	if len(data) > fileLimit {
		return nil, tooLarge(fileLimit)
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil, otherKind(data)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	a := &archive{files: z.File, comment: z.Comment, texts: map[string][]byte{}, byPath: map[string]*zip.File{}}
	if len(z.File) > partsLimit {
		return nil, kpi.NewFault("the template has more than {n} parts", "n", strconv.Itoa(partsLimit))
	}
	var size uint64
	for _, f := range z.File {
		path := partPath(f.Name)
		if size += f.UncompressedSize64; size > unpackedLimit || f.UncompressedSize64 > unpackedLimit {
			return nil, tooLarge(unpackedLimit)
		}
		if a.byPath[path] != nil {
			return nil, damaged(fmt.Errorf("%s is there twice", kpi.Printable(f.Name)))
		}
		a.byPath[path] = f
	}
	if err := a.findMain(); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if path := partPath(f.Name); strings.HasSuffix(path, ".xml") || strings.HasSuffix(path, ".rels") || strings.HasSuffix(path, ".vml") {
			if a.texts[path], err = readText(f); err != nil {
				return nil, err
			}
		}
	}
	return a, nil
}

// partPath returns the path of a part as links have it: some programs write \ for /.
func partPath(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// readText unpacks one part. Those in UTF-16 are refused: no program writes them unasked, and
// offsets would be of another text.
func readText(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damaged(fmt.Errorf("%s: %w", f.Name, err))
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, unpackedLimit))
	if err != nil {
		return nil, damaged(fmt.Errorf("%s: %w", f.Name, err))
	}
	if len(data) > 1 && (data[0] == 0xFF || data[0] == 0xFE || data[0] == 0 || data[1] == 0) {
		return nil, kpi.NewFault("{part} is in UTF-16: open the template in Word or Excel and save it again", "part", kpi.Printable(f.Name))
	}
	return data, nil
}

// findMain finds the document or workbook, and what kind of file that makes the archive.
func (a *archive) findMain() error {
	if a.byPath["[content_types].xml"] == nil {
		return otherArchive(a.files)
	}
	for path := range a.byPath {
		if strings.HasPrefix(path, "_xmlsignatures/") {
			return kpi.NewFault("the template is signed, and filled in it would have a wrong signature: remove the signature in Word or Excel")
		}
	}
	for _, path := range []string{"[content_types].xml", "_rels/.rels"} {
		f := a.byPath[path]
		if f == nil {
			return damaged(fmt.Errorf("%s is missing", path))
		}
		data, err := readText(f)
		if err != nil {
			return err
		}
		a.texts[path] = data
	}
	links, err := a.links("")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(links, func(l relation) bool { return l.kind == "officeDocument" })
	if i < 0 || a.byPath[links[i].target] == nil {
		return damaged(errors.New("it has no main part"))
	}
	a.main = links[i].target
	kind, err := a.contentType(a.main)
	if err != nil {
		return err
	}
	for _, m := range mainTypes {
		if strings.EqualFold(kind, m.contentType) {
			a.extension, a.isBook = m.extension, strings.HasPrefix(m.extension, ".xls")
			return nil
		}
	}
	return neither()
}

// write packs the parts in their order; those without edits are copied as they are packed.
// Parts that are new come last.
func (a *archive) write(edits map[string][]edit, added []media) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range a.files {
		path := partPath(f.Name)
		if len(edits[path]) == 0 {
			if err := w.Copy(f); err != nil {
				return nil, damaged(err)
			}
			continue
		}
		h := f.FileHeader // its name and time
		h.Extra = nil     // may have sizes
		if err := pack(w, &h, apply(a.texts[path], edits[path])); err != nil {
			return nil, err
		}
	}
	for _, m := range added {
		if err := pack(w, &zip.FileHeader{Name: m.name, Method: zip.Deflate}, m.data); err != nil {
			return nil, err
		}
	}
	if err := w.SetComment(a.comment); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// pack adds a part with its size before it, as some readers want it.
func pack(w *zip.Writer, h *zip.FileHeader, data []byte) error {
	packed := bytes.NewBuffer(nil)
	if h.Method == zip.Store {
		packed.Write(data)
	} else {
		h.Method = zip.Deflate
		z, err := flate.NewWriter(packed, flate.DefaultCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(data); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
	}
	h.Flags &^= 0x8
	h.CRC32 = crc32.ChecksumIEEE(data)
	h.UncompressedSize64, h.CompressedSize64 = uint64(len(data)), uint64(packed.Len())
	part, err := w.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = part.Write(packed.Bytes())
	return err
}
