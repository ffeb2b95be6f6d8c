package template

import (
	"archive/zip"
	"bytes"
	"unicode/utf16"

	"cchc/kpi"
)

// neither is the fault of a file of any other kind.
func neither() error {
	return kpi.NewFault("the template is neither a Word file (.docx, .docm) nor a spreadsheet (.xlsx, .xlsm): save it as one of them")
}

// otherKind is the fault of a file that is no archive: what it is, and what to do.
func otherKind(data []byte) error {
	if !bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
		return neither()
	}
	has := func(stream string) bool { // names of streams are in UTF-16
		var name []byte
		for _, u := range utf16.Encode([]rune(stream)) {
			name = append(name, byte(u), byte(u>>8))
		}
		return bytes.Contains(data, name)
	}
	switch {
	case has("EncryptedPackage"):
		return kpi.NewFault("the template is locked with a password: save it without one")
	case has("WordDocument"):
		return kpi.NewFault("the template is a file of old Word (.doc): save it as .docx")
	case has("Workbook"), has("Book"):
		return kpi.NewFault("the template is a file of old Excel (.xls): save it as .xlsx")
	}
	return neither()
}

// otherArchive is the fault of an archive that has no types of its parts.
func otherArchive(files []*zip.File) error {
	for _, f := range files {
		if f.Name == "mimetype" {
			return kpi.NewFault("the template is an OpenDocument file: save it as .docx or .xlsx")
		}
	}
	return neither()
}
