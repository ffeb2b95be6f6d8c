package rows

import (
	"fmt"
	"io"
	"os"
	"reflect"
)

// regular returns what the system knows of a file; nil for a stream.
func regular(in io.Reader) os.FileInfo {
	info, err := stat(in)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return info
}

// stamp is what of a file changes when it is written to; "" for a stream, which is nil.
func stamp(file os.FileInfo) string {
	if file == nil {
		return ""
	}
	return fmt.Sprint(file.Size(), file.ModTime().UnixNano(), statusTime(file))
}

// statusTime returns when anything of a file was changed as the system notes it, which
// programs that set the time of a file cannot; nil where it is not known, as on Windows.
// Systems of Unix differ in the name of the field.
func statusTime(info os.FileInfo) any {
	status := reflect.Indirect(reflect.ValueOf(info.Sys()))
	for _, name := range []string{"Ctim", "Ctimespec"} {
		if status.Kind() != reflect.Struct {
			break
		}
		if at := status.FieldByName(name); at.IsValid() {
			return at.Interface()
		}
	}
	return nil
}
