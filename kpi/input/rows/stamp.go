package rows

import (
	"fmt"
	"io"
	"os"
	"reflect"
)

// stamp is what of a file changes when it is written to; "" for a stream.
func stamp(in io.Reader) string {
	info, err := stat(in)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), statusTime(info))
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
